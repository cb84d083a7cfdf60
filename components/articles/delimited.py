"""CSV and other delimited tables, read into rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from components.articles.columns import LONG_TEXT, find_file_column, recognise_column
from components.articles.drafts import clean_field
from components.articles.limits import INSPECTED_BYTES, INSPECTED_ROWS, MAX_COLUMNS, MAX_TEXT_CHARS
from components.articles.rows import BadRow, Row
from components.types import DatelineError

_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # for one-column tables whose text contains commas


def read_csv_rows(text: str) -> Iterator[Row | BadRow]:
    """Yield the rows of a table delimited by commas, semicolons, tabs or bars."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's delimiter hint
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = _choose_delimiter(text)
    lines = _read_csv(text, delimiter)
    header = next(lines, [])
    named = any(recognise_column(cell) for cell in header) or bool(find_file_column(header))
    if not named and any(len(cell) >= LONG_TEXT for cell in header):  # no header row: the first line is an article
        lines = _read_csv(text, delimiter)
        header = [""] * len(header)
    columns = _name_columns(header)
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if "\n" in cells[-1] and _is_left_open(text, cells[-1]):
            n_lines = cells[-1].count("\n")
            yield BadRow(f"A quotation mark in this row is never closed, so that {n_lines} lines after it were lost.")
            return
        if len(cells) > len(columns):  # unquoted commas in a text
            last = delimiter.join(cells[len(columns) - 1 :]).rstrip(delimiter)
            cells = [*cells[: len(columns) - 1], last]
        yield dict(zip(columns, cells, strict=False))


def _is_left_open(text: str, cell: str) -> bool:
    """True if a cell runs to the end of the file because its closing quotation mark is missing."""
    return text.endswith(cell) and not text.rstrip().endswith('"')


def _read_csv(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_TEXT_CHARS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    try:
        yield from (cells for cells in reader if cells)
    except csv.Error as error:
        raise DatelineError(
            "This table cannot be read past a certain row: a quotation mark there is never closed."
        ) from error


def _choose_delimiter(text: str) -> str:
    """Pick the delimiter that yields the most known columns and the most well-formed rows."""
    best, best_score = _NO_DELIMITER, (0, 0.0, 1)
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(_read_csv(text[:INSPECTED_BYTES], delimiter), INSPECTED_ROWS))
        except DatelineError:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        known = sum(bool(recognise_column(cell)) for cell in rows[0])
        fitting = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        score = (known, round(fitting, 1), len(rows[0]))
        if (known or fitting > 0.8) and score > best_score:
            best, best_score = delimiter, score
    return best


def _name_columns(header: list[str]) -> list[str]:
    """Make column names unique and non-empty."""
    columns: dict[str, None] = {}
    for number, cell in enumerate(header[:MAX_COLUMNS], start=1):
        name = clean_field(cell) or f"column {number}"
        columns[name if name not in columns else f"{name} ({number})"] = None
    return list(columns)
