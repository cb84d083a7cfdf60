"""Excel workbooks: real dates and numbers, a heading that stays and filters, charts of time, and what was counted."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from components import count_of
from components.exports.handouts import Handout, HandoutItem
from components.exports.plain_text import line_text, xml_text
from components.exports.plots import FROM, read_plot
from components.exports.workbook_charts import add_time_chart

MOST_IN_CELL, MOST_ROWS = 32_767, 1_048_575  # of Excel; the rows without the heading
MOST_IN_SHEET_NAME = 31
MOST_EXACT = 2**53  # a larger whole number loses digits in Excel
WORDS = "Words"
_WIDEST, _NARROWEST = 60, 8  # characters of a column
_MEASURED = 200  # rows that a column's width is taken from
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMATS = {
    "heading": {"bold": True, "bottom": 1, "valign": "top"},
    "title": {"bold": True, "font_size": 16},
    "bold": {"bold": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "#1F4B99", "underline": 1, "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "whole": {"num_format": "#,##0"},
    "real": {"num_format": "0.0000"},
    "share": {"num_format": "0.0%"},
    "text": {},
}


def write_workbook(handout: Handout) -> bytes:
    """An .xlsx file: what it is, a sheet for each chart and table, and one for the words."""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        sheets = _Sheets(book)
        about = sheets.add("About")
        listed, words = [], []
        for item in handout.items:
            if item.table is not None and len(item.table.columns) and not item.fault:
                name = sheets.name(item.title or item.kind)
                said = _add_table(sheets, name, item.table, item)
            else:
                name, said = ("" if item.fault else WORDS), item.fault
                words += [] if item.fault else [item]
            listed.append((name, item, said))
        if words:
            _add_words(sheets, words)
        _fill_about(sheets, about, handout, listed)
    return buffer.getvalue()


def write_table(name: str, table: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """One table as .xlsx, with a second sheet that says what it is: headings and their texts."""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        sheets = _Sheets(book)
        said = _add_table(sheets, sheets.name(name), table)
        sheet = sheets.add("About")
        rows = [("Table", name), *about.items(), *([("Left out", said)] if said else [])]
        _fill_pairs(sheets, sheet, rows, 0)
    return buffer.getvalue()


class _Sheets:
    """A workbook with its formats and the names of its sheets."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
        self.taken = {"about", WORDS.lower(), "history"}  # Excel keeps the last for itself

    def name(self, wanted: str) -> str:
        """A name that Excel takes and no other sheet has."""
        clean = " ".join(_NOT_IN_NAMES.sub(" ", line_text(wanted)).split()) or "Sheet"
        for n in range(1, len(self.taken) + 2):
            end = "" if n == 1 else f" ({n})"
            name = _cut_units(clean, MOST_IN_SHEET_NAME - len(end)).strip() + end
            if name.lower() not in self.taken:
                break
        self.taken.add(name.lower())
        return name

    def add(self, name: str) -> Any:
        return self.book.add_worksheet(name)


def _cut_units(text: str, most: int) -> str:
    """A text cut to so many UTF-16 units, in which Excel counts."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")


def _add_table(sheets: _Sheets, name: str, table: pd.DataFrame, item: HandoutItem | None = None) -> str:
    """Write a table, and beside it the chart of time it belongs to; return a sentence on what is cut."""
    sheet, shown = sheets.add(name), table.head(MOST_ROWS)
    n_cut = 0
    for at, column in enumerate(shown):
        values = shown[column].tolist()
        heading = line_text(str(column))
        sheet.write_string(0, at, _cut_units(heading, 255), sheets.formats["heading"])
        n_cut += _write_column(sheets, sheet, at, heading, values)
        longest = max([len(heading) + 3, *(len(str(value)) for value in values[:_MEASURED])])
        sheet.set_column(at, at, min(max(longest * 1.1, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(shown), 1), max(len(shown.columns) - 1, 0))
    plot = read_plot(item.figure, table) if item is not None and item.figure is not None else None
    if item is not None and plot is not None and plot.timed and FROM in table:
        add_time_chart(sheets.book, sheet, name, shown, plot, item)
    more = len(table) - len(shown)
    parts = [
        f"{count_of(more, 'row')} did not fit into the sheet." if more else "",
        f"{count_of(n_cut, 'text')} of more than {MOST_IN_CELL:,} characters, which a cell cannot hold, "
        f"{'is' if n_cut == 1 else 'are'} cut." if n_cut else "",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _write_column(sheets: _Sheets, sheet: Any, at: int, heading: str, values: list[Any]) -> int:
    """Write a column's values as what they are; return how many texts were cut."""
    n_cut = 0
    is_share = "share" in heading.lower()
    for row, value in enumerate(values, 1):
        if isinstance(value, list | tuple | dict):
            value = json.dumps(value, ensure_ascii=False)
        if value is None or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
            continue
        if isinstance(value, bool):
            sheet.write_boolean(row, at, value)
        elif isinstance(value, int | float) and abs(value) < MOST_EXACT:
            kind = "whole" if isinstance(value, int) else "share" if is_share else "real"
            sheet.write_number(row, at, value, sheets.formats[kind])
        elif (day := _read_day(value)) is not None:
            sheet.write_datetime(row, at, day, sheets.formats["day"])
        else:
            n_cut += write_text(sheet, row, at, str(value))
    return n_cut


def _read_day(value: Any) -> date | None:
    """The day of an ISO date; None for anything else, and for days before Excel's first."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value.date() if isinstance(value, pd.Timestamp) and value.year > 1900 else None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None  # looks like a date, but is none: stays a text
    return day if day.year > 1900 else None


def write_text(sheet: Any, row: int, at: int, text: str, look: Any = None) -> bool:
    """Write a text into a cell as text, whatever it begins with; True if it had to be cut."""
    clean = xml_text(text)
    whole = _cut_units(clean, MOST_IN_CELL)
    if whole != clean:
        whole = _cut_units(clean, MOST_IN_CELL - 60) + f" … [cut: {len(clean):,} characters in all]"
    sheet.write_string(row, at, whole, look)
    return whole != clean


def _add_words(sheets: _Sheets, items: Iterable[HandoutItem]) -> None:
    sheet = sheets.add(WORDS)
    headings = ("kind", "title", "text", "byline", "caption", "counted")
    for at, (heading, width) in enumerate(zip(headings, (10, 30, 80, 40, 40, 40), strict=True)):
        sheet.write_string(0, at, heading, sheets.formats["heading"])
        sheet.set_column(at, at, width)
    row = 0
    for row, item in enumerate(items, 1):
        for at, text in enumerate((item.kind, item.title, item.text, item.byline, item.caption, item.basis)):
            write_text(sheet, row, at, text, sheets.formats["wrapped"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, len(headings) - 1)


def _fill_about(sheets: _Sheets, sheet: Any, handout: Handout, listed: list[tuple[str, HandoutItem, str]]) -> None:
    write_text(sheet, 0, 0, line_text(handout.title), sheets.formats["title"])
    pairs = [
        ("Subtitle", handout.subtitle), ("Library", handout.library), ("Made on", handout.made_on),
        ("Dateline", handout.version),
    ]  # fmt: skip
    row = _fill_pairs(sheets, sheet, [(name, text) for name, text in pairs if text], 1) + 1
    for at, heading in enumerate(("Sheet", "Title", "What was counted", "From what", "How", "Note")):
        sheet.write_string(row, at, heading, sheets.formats["heading"])
    for at, (name, item, said) in enumerate(listed, row + 1):
        if name:
            sheet.write_url(at, 0, f"internal:'{name}'!A1", sheets.formats["link"], string=name)
        for column, text in enumerate((item.title, item.caption, item.basis, item.method, said), 1):
            write_text(sheet, at, column, text, sheets.formats["wrapped"])
    sheet.set_column(2, 5, 44)


def _fill_pairs(sheets: _Sheets, sheet: Any, rows: Iterable[tuple[str, str]], first: int) -> int:
    """Write headings and their texts below each other; return the row after them."""
    row = first
    for row, (name, text) in enumerate(rows, first):
        write_text(sheet, row, 0, name, sheets.formats["bold"])
        day = _read_day(text)
        if day is None:
            write_text(sheet, row, 1, text, sheets.formats["wrapped"])
        else:
            sheet.write_datetime(row, 1, day, sheets.formats["day"])
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 60)
    return row + 1
