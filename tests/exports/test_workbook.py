"""Workbooks, read back with openpyxl: types, formats, filters, charts, names, and no formula from any text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest

from components.exports.handouts import HandoutItem
from components.exports.workbook import MOST_IN_CELL, write_table, write_workbook
from tests.exports.handouts import build_handout, build_items

ITEMS = build_items()


def read(*items: HandoutItem) -> Any:
    """The workbook of these items, read back."""
    return openpyxl.load_workbook(io.BytesIO(write_workbook(build_handout(*items))))


def read_table(table: pd.DataFrame) -> Any:
    """The sheet of a single table, read back."""
    return openpyxl.load_workbook(io.BytesIO(write_table("All names", table, {"Filters": "none"}))).worksheets[0]


def test_there_is_a_sheet_for_each_chart_and_table_and_one_for_the_words() -> None:
    names = read().sheetnames
    assert (names[0], names[-1]) == ("About", "Words")
    assert [name for name in ("The lines", "The stacked", "The matrix", "All names") if name not in names] == []


def test_the_first_sheet_says_what_was_counted_and_leads_to_each_sheet() -> None:
    about = read(ITEMS["lines"], ITEMS["fault"])["About"]
    cells = [cell.value for row in about for cell in row if cell.value is not None]
    wanted = ["The tide", "My articles", "1.0", "41 articles, 2 undated.", "Counted by name.", ITEMS["fault"].fault]
    assert [text for text in wanted if text not in cells] == []
    assert datetime(2026, 7, 1) in cells
    assert [cell.hyperlink.location for row in about for cell in row if cell.hyperlink] == ["'The lines'!A1"]


@pytest.mark.parametrize(
    ("values", "heading", "written", "number_format"),
    [
        (["2026-03-01"], "day", datetime(2026, 3, 1), "yyyy\\-mm\\-dd"),
        (["2026-13-45"], "day", "2026-13-45", "General"),
        (["1789-07-14"], "day", "1789-07-14", "General"),
        ([12345], "mentions", 12345, "#,##0"),
        ([0.123456], "share_of_articles", 0.123456, "0.0%"),
        ([-0.123456], "mean", -0.123456, "0.0000"),
        ([float("nan")], "mean", None, "General"),
        ([float("inf")], "mean", None, "General"),
        ([2**60], "id", str(2**60), "General"),
        (["007"], "code", "007", "General"),
        ([["a", "b"]], "aliases", '["a", "b"]', "General"),
        (["a\x00\x0bb"], "name", "ab", "General"),
    ],
)
def test_values_are_what_they_are(values: list[Any], heading: str, written: Any, number_format: str) -> None:
    cell = read_table(pd.DataFrame({heading: values}))["A2"]
    assert cell.value == written
    assert cell.number_format.replace("\\", "") == number_format.replace("\\", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "{=A1}", "http://a.b", "＝1", "_x0041_"])
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    sheet = read_table(pd.DataFrame({text: [text]}))
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet["A"]] == [(text, "s", None)] * 2
    book = read(replace(ITEMS["lines"], title=text, caption=text), replace(ITEMS["quote"], text=text))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


def test_the_heading_stays_is_bold_filters_and_columns_are_as_wide_as_their_texts() -> None:
    sheet = read_table(pd.DataFrame({"name": ["A name of some length"], "n": [1], "text": ["x" * 500]}))
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:C2", True)
    assert [sheet.column_dimensions[one].width > width for one, width in (("A", 20), ("B", 4))] == [True, True]
    assert sheet.column_dimensions["C"].width < 70


def test_a_text_too_long_for_a_cell_is_cut_and_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_table("x", pd.DataFrame({"text": ["👩" * 40_000]}), {})))
    text = book.worksheets[0]["A2"].value
    assert text.endswith("[cut: 40,000 characters in all]")
    assert len(text.encode("utf-16-le")) // 2 <= MOST_IN_CELL
    assert "1 text of more than 32,767 characters" in book["About"]["B2"].value


@pytest.mark.parametrize(
    ("kind", "type_", "values"),
    [
        ("lines", "lineChart", ["'The lines'!$D$5:$D$7", "'The lines'!$D$2:$D$4"]),
        ("panels", "lineChart", ["'The panels'!$D$2:$D$4", "'The panels'!$D$5:$D$7"]),
        ("columns", "barChart", ["'The columns'!$D$2:$D$4"]),
    ],
)
def test_a_chart_of_time_is_native_and_reads_the_tables_own_cells(kind: str, type_: str, values: list[str]) -> None:
    chart = read(ITEMS[kind])[f"The {kind}"]._charts[0]
    assert chart.tagname == type_
    assert [one.val.numRef.f for one in chart.series] == values


@pytest.mark.parametrize("title", ["[a]:*?/\\b", "'quoted'", "history", "x" * 300, "👩" * 40, "", "About", "=1"])
def test_sheet_names_are_legal_and_no_two_alike(title: str) -> None:
    item = replace(ITEMS["bars"], title=title)
    names = read(item, item, item).sheetnames
    assert len({name.lower() for name in names}) == 4
    assert max(len(name.encode("utf-16-le")) // 2 for name in names) <= 31
    assert not set("[]:*?/\\'") & set("".join(names))
