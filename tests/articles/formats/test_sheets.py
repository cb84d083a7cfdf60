"""Spreadsheets: Excel workbooks and OpenDocument tables made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pytest

from components.articles import inspect_table, read_file
from components.types import Address, Article, Skipped
from tests.articles.conftest import build_zip

STORY = "The mayor opened the season, with a promise; and more. <b>None</b> & all of it was new."
Cell = str | int | float | None
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = ("Title", "Date", "Source", "Text")


def build_sheet(rows: Sequence[Sequence[Cell]]) -> str:
    """A sheet of a workbook; numbers are shown as dates."""
    parts = []
    for number, row in enumerate(rows, start=1):
        cells = ""
        for column, cell in enumerate(row):
            place = f'r="{chr(65 + column)}{number}"'
            if isinstance(cell, str):
                cells += f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            elif cell is not None:
                cells += f'<c {place} s="1"><v>{cell}</v></c>'
        parts.append(f'<row r="{number}">{cells}</row>')
    return f"<worksheet {MAIN}><sheetData>{''.join(parts)}</sheetData></worksheet>"


def build_workbook(*sheets: Sequence[Sequence[Cell]]) -> bytes:
    """An Excel workbook."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    links += f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    root = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f"<Relationships {package}>{root}</Relationships>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {package}>{links}</Relationships>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
    }
    files |= {f"xl/worksheets/sheet{n}.xml": build_sheet(rows) for n, rows in enumerate(sheets, start=1)}
    return build_zip({name: content.encode() for name, content in files.items()})


def build_open_table(rows: Sequence[Sequence[Cell]]) -> bytes:
    """An OpenDocument table, with the empty rows that fill it up."""
    body = "".join(
        "<t:table-row>"
        + "".join(f"<t:table-cell><x:p>{escape(str(cell or ''))}</x:p></t:table-cell>" for cell in row)
        + "</t:table-row>"
        for row in rows
    )
    body += (
        '<t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>'
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("o", "office"), ("t", "table"), ("x", "text"))
    )
    content = f"<o:c{names}><o:spreadsheet><t:table>{body}</t:table></o:spreadsheet></o:c>"
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return build_zip({"mimetype": mimetype, "content.xml": content.encode()})


def test_each_row_of_a_workbook_is_an_article() -> None:
    first = [HEADER, ("A tale", 45632, "The Gazette", STORY), ("Another", 45633, "The Gazette", STORY)]
    second = [("Exported on Monday",), (), HEADER, ("Third", 45634, "Courier", STORY)]
    articles = list(read_file("t.xlsx", build_workbook(first, second)))
    assert [(item.title, item.date, item.source, item.path) for item in articles if isinstance(item, Article)] == [
        ("A tale", "2024-12-06", "The Gazette", "t.xlsx#1"),
        ("Another", "2024-12-07", "The Gazette", "t.xlsx#2"),
        ("Third", "2024-12-08", "Courier", "t.xlsx#3"),
    ]


def test_each_row_of_an_open_table_is_an_article() -> None:
    rows = [
        HEADER,
        ("A tale", "6 December 2024", "The Gazette", "Words here."),
        ("B", "7 Dec 2024", None, "More words."),
    ]
    articles = [item for item in read_file("t.ods", build_open_table(rows)) if isinstance(item, Article)]
    assert [(item.title, item.date, item.source, item.text) for item in articles] == [
        ("A tale", "2024-12-06", "The Gazette", "Words here."), ("B", "2024-12-07", "", "More words."),
    ]  # fmt: skip


def test_a_workbook_may_hold_addresses() -> None:
    data = build_workbook([("title", "url"), ("A tale", "https://gazette.example/1")])
    assert inspect_table("t.xlsx", data).is_clear
    (item,) = read_file("t.xlsx", data)
    assert isinstance(item, Address)
    assert (item.title, item.url) == ("A tale", "https://gazette.example/1")


def test_cells_far_apart_cost_no_memory() -> None:
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = build_sheet([HEADER]).replace("</sheetData>", row)
    (item,) = read_file("t.xlsx", build_zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": sheet.encode()}))
    assert isinstance(item, Skipped)
    assert "too many rows" in item.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.xlsx", build_zip({"xl/workbook.xml": b"<x/>"})),
        ("t.xlsx", build_workbook([])),
        ("t.xlsx", b"PK\x03\x04 no archive"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("t.ods", build_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})),
        ("t.ods", build_workbook([HEADER])),
        ("t.xlsx", build_zip({"a.txt": b"words"})),
    ],
)
def test_what_is_no_table_is_skipped_with_a_sentence(name: str, data: bytes) -> None:
    (item,) = read_file(name, data)
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


def test_every_cut_of_a_workbook_is_read_or_skipped() -> None:
    data = build_workbook([HEADER, ("A tale", 45632, "The Gazette", STORY)])
    for end in range(0, len(data), 7):
        assert len(list(read_file("t.xlsx", data[:end]))) == 1
