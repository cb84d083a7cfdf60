"""Tables of articles: CSV and its kin, JSON lines, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from components.articles.columns import LONG_TEXT, find_file_column, match_columns, recognise_column
from components.articles.dates import settle_day_first
from components.articles.decoding import clean_text, decode_text, is_binary, name_kind
from components.articles.drafts import build_draft, clean_field, complete_article
from components.articles.limits import INSPECTED_BYTES, INSPECTED_ROWS, MAX_COLUMNS, MAX_TEXT_CHARS
from components.articles.web import strip_tags
from components.types import Article, DatelineError, Skipped

if TYPE_CHECKING:
    import pandas as pd

TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".json")
_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # for a table of one column, commas and all
_PREVIEW_ROWS = 5
_PREVIEW_CHARS = 160
_MAX_DEPTH = 3  # of objects within objects whose keys become columns: "source.name"

_TAG = re.compile(r"</(?:p|div|a|span|strong|em|li|h\d)>|<(?:p|br|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)

Row = dict[str, str]


@dataclass(frozen=True)
class TableInfo:
    """What a table's columns seem to be."""

    columns: list[str]
    mapping: dict[str, str]  # field -> column
    is_clear: bool  # the column of the text is certain
    preview: pd.DataFrame  # the first rows, long cells cut


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, and why."""

    reason: str


def inspect_table(name: str, data: bytes) -> TableInfo:
    """Looks at a table's columns and first rows. Raises DatelineError where it cannot be read."""
    import pandas as pd

    columns, rows = _read_beginning(name, data)
    mapping, is_clear = match_columns(columns, rows)
    cut = [{column: _cut(row.get(column, "")) for column in columns} for row in rows[:_PREVIEW_ROWS]]
    return TableInfo(columns, mapping, is_clear, pd.DataFrame(cut, columns=columns, dtype="object"))


def read_table(
    name: str, data: bytes, *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """The articles of a table, one a row. Raises DatelineError where the table cannot be read as one."""
    columns, beginning = _read_beginning(name, data)
    if mapping is None or mapping.get("text") not in columns:
        mapping, _ = match_columns(columns, beginning)
    if "text" not in mapping:
        found = ", ".join(columns[:8])
        raise DatelineError(
            "No column of this table looks like the text of articles"
            f" ({found}); call that column “text”, or add the table on its own and choose the column."
        )
    if day_first is None and "date" in mapping:
        column = mapping["date"]
        day_first = settle_day_first(row.get(column, "") for row in read_rows(name, data) if isinstance(row, dict))
    for number, row in enumerate(read_rows(name, data), start=1):
        path = f"{name}#{number}"
        if isinstance(row, BadRow):
            yield Skipped(path, row.reason)
            continue
        fields = {field: clean_field(row.get(column, "")) for field, column in mapping.items() if field != "text"}
        draft = build_draft(_clean_cell(row.get(mapping["text"], "")), fields)
        try:
            yield complete_article(draft, path, day_first=day_first)
        except DatelineError as error:
            yield Skipped(path, str(error).replace("in it", "in this row"))


def read_rows(name: str, data: bytes) -> Iterator[Row | BadRow]:
    """The rows of a table, column -> cell, all as text. Raises DatelineError where it cannot be read as a table."""
    if is_binary(data):
        kind, _ = name_kind(data)
        raise DatelineError(f"This is no table but {kind or 'a file of another kind'}; save it as CSV and add that.")
    text = decode_text(data)
    if not text.strip():
        raise DatelineError("The file is empty.")
    if name.lower().endswith((".json", ".jsonl")):
        yield from _read_json_rows(text)
    else:
        yield from _read_csv_rows(text)


def _read_beginning(name: str, data: bytes) -> tuple[list[str], list[Row]]:
    """The columns and the first rows. Only a table of lines can be cut; a JSON array is read whole."""
    beginning = data
    if len(data) > INSPECTED_BYTES and not name.lower().endswith(".json") and data[:64].lstrip()[:1] != b"[":
        beginning = data[: data.rfind(b"\n", 0, INSPECTED_BYTES) + 1] or data
    rows = [row for row in islice(read_rows(name, beginning), INSPECTED_ROWS) if isinstance(row, dict)]
    columns = list(dict.fromkeys(column for row in rows for column in row))[:MAX_COLUMNS]
    if not columns:
        raise DatelineError("There are no rows in this table.")
    return columns, rows


def _clean_cell(text: str) -> str:
    """The text of a cell, out of its HTML where it was exported with it."""
    text = clean_text(text).strip()
    return strip_tags(text) if _TAG.search(text) else text


def _cut(text: str) -> str:
    text = clean_text(text)
    return text if len(text) <= _PREVIEW_CHARS else text[:_PREVIEW_CHARS].rstrip() + " …"


# CSV


def _read_csv_rows(text: str) -> Iterator[Row | BadRow]:
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # how Excel is told the delimiter
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = _choose_delimiter(text)
    lines = _read_csv(text, delimiter)
    header = next(lines, [])
    named = any(recognise_column(cell) for cell in header) or bool(find_file_column(header))
    if not named and any(len(cell) >= LONG_TEXT for cell in header):  # no header: the first line is an article
        lines = _read_csv(text, delimiter)
        header = []
    columns = _name_columns(header)
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if "\n" in cells[-1] and _is_left_open(text, cells[-1]):
            n_lines = cells[-1].count("\n")
            yield BadRow(f"A quotation mark in this row is never closed, so that {n_lines} lines after it were lost.")
            return
        while len(columns) < len(cells):
            columns.append(f"column {len(columns) + 1}")
        yield dict(zip(columns, cells, strict=False))


def _is_left_open(text: str, cell: str) -> bool:
    """True where a cell runs to the end of the file for want of the quotation mark that closes it."""
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
    """The delimiter under which the header has the most known columns and the rows fit it best."""
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
    """Column names that differ from each other and are never empty."""
    columns: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = clean_field(cell) or f"column {number}"
        columns.append(name if name not in columns else f"{name} ({number})")
    return columns


# JSON


def _read_json_rows(text: str) -> Iterator[Row | BadRow]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _read_json_lines(text)
        return
    for record in _find_records(whole):
        yield _flatten_record(record)


def _read_json_lines(text: str) -> Iterator[Row | BadRow]:
    any_read = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            if not any_read and number > 20:
                break
            yield BadRow(f"Line {number} is no valid JSON.")
            continue
        any_read = True
        yield _flatten_record(record)
    if not any_read:
        raise DatelineError("This is no valid JSON: one object a line, or a list of objects, is what can be read.")


def _find_records(whole: Any) -> list[Any]:
    """The list of records: the whole, or the longest list in it ({"articles": […]}), or the whole as one record."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and not any(
        recognise_column(key) == "text" and isinstance(value, str) for key, value in whole.items()
    ):
        lists = [value for value in whole.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        if lists:
            return max(lists, key=len)
    return [whole]


def _flatten_record(record: Any) -> Row | BadRow:
    if not isinstance(record, dict):
        return BadRow("This is no record with named fields.")
    row: Row = {}
    _flatten_into(row, record, "", 0)
    return row


def _flatten_into(row: Row, record: Mapping[str, Any], prefix: str, depth: int) -> None:
    for key, value in record.items():
        if len(row) >= MAX_COLUMNS:
            return
        name = prefix + str(key)
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            named = value.get("name", value.get("$date"))
            if isinstance(named, str | int):  # {"source": {"id": 7, "name": "The Courier"}}
                row[name] = str(named)
            else:
                _flatten_into(row, value, f"{name} ", depth + 1)
        else:
            row[name] = _write_cell(value)


def _write_cell(value: Any) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        parts = [item.get("name", "") if isinstance(item, dict) else item for item in value]
        texts = [part for part in parts if isinstance(part, str)]
        return ("\n\n" if any(len(part) > LONG_TEXT for part in texts) else ", ").join(texts)
    return str(value)
