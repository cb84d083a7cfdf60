"""CSV and its kin, read into rows: tables delimited by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from components.articles.columns import LONG_TEXT, BadRow, Row, find_file_column, name_columns, recognise_column
from components.articles.formats import INSPECTED_BYTES, INSPECTED_ROWS
from components.types import DatelineError

_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # for one-column tables whose text contains commas
_MOST_CELL_CHARS = 2**31 - 1  # the most that the csv module takes on any system
_ENOUGH_FITTING = 0.8  # share of rows as long as the header, above which the delimiter is right whatever the names
_REPORT_LINES, _REPORT_CHARS = 20, 2_000  # about a search, above the header
_FEWEST_KNOWN = 3  # fields that a header below such lines names
_LABEL_CHARS = 40  # most characters of a column's name
_MOST_OPEN = 20  # rows with a quotation mark left open, each of which the rest is read again for


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row and the number of the line that it starts in, from 0."""

    start: int
    cells: list[str]


def read_csv_rows(text: str) -> Iterator[Row | BadRow]:
    """Yield the rows of a table delimited by commas, semicolons, tabs or bars."""
    text = _skip_report(text)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's delimiter hint
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = _choose_delimiter(text)
    first_row = next(_read_csv(text, delimiter), _Row(0, []))
    header = first_row.cells
    if header and "\n" in header[-1] and _is_left_open(text, header[-1]):
        line = text[: _find_line(text, first_row.start + 1)]
        header, text = line.replace('"', "").strip().split(delimiter), line.replace('"', "") + text[len(line) :]
    named = any(recognise_column(cell) for cell in header) or bool(find_file_column(header))
    is_named = named or not any(len(cell) >= LONG_TEXT for cell in header)  # else the first line is an article
    columns = name_columns(header if is_named else [""] * len(header))
    n_open = 0
    rows = _read_csv(text, delimiter)
    if is_named:
        next(rows, None)
    while (row := next(rows, None)) is not None:
        cells = row.cells
        if not any(cell.strip() for cell in cells):
            continue
        if "\n" in cells[-1] and _is_left_open(text, cells[-1]):
            n_open += 1
            lost = cells[-1].count("\n") if n_open > _MOST_OPEN else 0
            yield BadRow(
                "A quotation mark in this row is never closed"
                + (f", so that {lost} lines after it were lost." if lost else "; close it and add the row again.")
            )
            if lost:
                return
            text = text[_find_line(text, row.start + 1) :]
            rows = _read_csv(text, delimiter)
            continue
        if len(cells) > len(columns):  # unquoted commas in a text
            last = delimiter.join(cells[len(columns) - 1 :]).rstrip(delimiter)
            cells = [*cells[: len(columns) - 1], last]
        yield dict(zip(columns, cells, strict=False))


def _skip_report(text: str) -> str:
    """The text from its header on, where monitoring services write lines about the search above it."""
    start = 0
    for number, line in enumerate(islice(io.StringIO(text, newline=""), _REPORT_LINES)):
        names = max((line.split(delimiter) for delimiter in _DELIMITERS), key=len)
        n_known = len({recognise_column(name.strip().strip('"')) for name in names} - {""})
        if n_known > 1 or len(line) > _REPORT_CHARS:
            return text[start:] if number and n_known >= _FEWEST_KNOWN else text
        start += len(line)
    return text


def _find_line(text: str, number: int) -> int:
    """Where a line of a text starts."""
    return sum(len(line) for line in islice(io.StringIO(text, newline=""), number))


def _is_left_open(text: str, cell: str) -> bool:
    """True if a cell runs to the end of the file because its closing quotation mark is missing."""
    return text.endswith(cell) and not text.rstrip().endswith('"')


def _read_csv(text: str, delimiter: str) -> Iterator[_Row]:
    """The rows that hold anything."""
    csv.field_size_limit(_MOST_CELL_CHARS)  # `check_text` says which text is too long
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    start = 0
    try:
        for cells in reader:
            if cells:
                yield _Row(start, cells)
            start = reader.line_num
    except csv.Error as error:
        raise DatelineError(f"This table cannot be read past line {start}; what is in that line is no row.") from error


def _choose_delimiter(text: str) -> str:
    """Pick the delimiter that yields the most known columns and the most well-formed rows."""
    best, best_score = _NO_DELIMITER, (0, 0.0, 1)
    for delimiter in _DELIMITERS:
        try:
            rows = [row.cells for row in islice(_read_csv(text[:INSPECTED_BYTES], delimiter), INSPECTED_ROWS)]
        except DatelineError:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        known = sum(bool(recognise_column(cell)) for cell in rows[0])
        fitting = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        if fitting <= _ENOUGH_FITTING and _are_cut_short(rows):
            fitting = 1.0
        score = (known, round(fitting, 1), len(rows[0]))
        if (known or fitting > _ENOUGH_FITTING) and score > best_score:
            best, best_score = delimiter, score
    return best


def _are_cut_short(rows: list[list[str]]) -> bool:
    """True if all rows lack the same last cells of a header of short names, as where a last column is empty."""
    header, lengths = rows[0], {len(row) for row in rows[1:]}
    are_names = all(0 < len(cell.strip()) <= _LABEL_CHARS for cell in header) and len(set(header)) == len(header)
    return are_names and len(lengths) == 1 and 1 < min(lengths) < len(header)
