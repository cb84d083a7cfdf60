"""Tables of articles: CSV and its kin, JSON lines, JSON."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from components.articles.dates import read_date, settle_day_first
from components.articles.drafts import (
    FIELDS,
    LONG_TEXT,
    BadRow,
    Row,
    build_draft,
    clean_author,
    clean_field,
    complete_article,
    find_file_column,
    match_columns,
    recognise_column,
)
from components.articles.formats import (
    INSPECTED_BYTES,
    INSPECTED_ROWS,
    MAX_COLUMNS,
    MAX_TEXT_CHARS,
    clean_text,
    decode_text,
    is_binary,
    name_kind,
)
from components.articles.formats.html import strip_tags
from components.articles.formats.json import read_json_rows
from components.types import Article, DatelineError, Skipped

if TYPE_CHECKING:
    import pandas as pd


_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # for one-column tables whose text contains commas
TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".json")
_PREVIEW_ROWS = 5
_PREVIEW_CHARS = 160
_TAG = re.compile(r"</(?:p|div|a|span|strong|em|li|h\d)>|<(?:p|br|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


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


# Tables of articles: CSV, JSON and JSON Lines.


@dataclass(frozen=True)
class TableInfo:
    """What a table's columns were recognised as."""

    columns: list[str]
    mapping: dict[str, str]  # field -> column
    is_clear: bool  # the text column is certain
    preview: pd.DataFrame  # the first rows, long cells cut


def inspect_table(name: str, data: bytes) -> TableInfo:
    """Recognise a table's columns from its first rows. Raises DatelineError if it cannot be read."""
    import pandas as pd

    columns, rows = _read_beginning(name, data)
    mapping, is_clear = match_columns(columns, rows)
    cut = [{column: _cut(row.get(column, "")) for column in columns} for row in rows[:_PREVIEW_ROWS]]
    return TableInfo(columns, mapping, is_clear, pd.DataFrame(cut, columns=columns, dtype="object"))


def read_table(
    name: str, data: bytes, *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Yield one article per row. Raises DatelineError if the file cannot be read as a table."""
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
        fields = {field: _clean_cell(row.get(column, "")) for field, column in mapping.items() if field != "text"}
        draft = build_draft(_clean_cell(row.get(mapping["text"], "")), fields)
        try:
            yield complete_article(draft, path, day_first=day_first)
        except DatelineError as error:
            yield Skipped(path, str(error))


def read_rows(name: str, data: bytes) -> Iterator[Row | BadRow]:
    """Yield the rows of a table as text, column -> cell. Raises DatelineError if the file is not a table."""
    if is_binary(data):
        kind, _ = name_kind(data)
        raise DatelineError(f"This is not a table but {kind or 'a file of another kind'}; save it as CSV and add that.")
    text = decode_text(data)
    if not text.strip():
        raise DatelineError("The file is empty.")
    if name.lower().endswith((".json", ".jsonl")):
        yield from read_json_rows(text)
    else:
        yield from read_csv_rows(text)


def _read_beginning(name: str, data: bytes) -> tuple[list[str], list[Row]]:
    """The columns and first rows. Only line-based tables can be cut; a JSON array is read whole."""
    beginning = data
    if len(data) > INSPECTED_BYTES and not name.lower().endswith(".json") and data[:64].lstrip()[:1] != b"[":
        beginning = data[: data.rfind(b"\n", 0, INSPECTED_BYTES) + 1] or data
    rows = [row for row in islice(read_rows(name, beginning), INSPECTED_ROWS) if isinstance(row, dict)]
    columns = list(dict.fromkeys(column for row in rows for column in row))[:MAX_COLUMNS]
    if not columns:
        raise DatelineError("There are no rows in this table.")
    return columns, rows


def _clean_cell(text: str) -> str:
    """A cell's text, with HTML tags removed if it was exported with them."""
    text = clean_text(text).strip()
    if _TAG.search(text):
        return strip_tags(text)
    return clean_text(html.unescape(text)) if _ENTITY.search(text) else text


def _cut(text: str) -> str:
    text = clean_text(text)
    return text if len(text) <= _PREVIEW_CHARS else text[:_PREVIEW_CHARS].rstrip() + " …"


# Metadata tables: a row per file name with title, date, source, author and address.


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """The metadata of one file; empty fields are unknown."""

    file_name: str  # as written in the table, with or without suffix and folders
    title: str = ""
    date: str = ""  # ISO
    source: str = ""
    author: str = ""
    url: str = ""
    date_hint: str = ""  # an uncertain date


def read_metadata_table(name: str, data: bytes, *, day_first: bool | None = None) -> list[MetadataRow]:
    """Read the rows that name a file and have metadata for it. Raises DatelineError if there are none."""
    rows = [row for row in read_rows(name, data) if isinstance(row, dict)]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    mapping, _ = match_columns(columns, rows)
    file_column = find_file_column([column for column in columns if column not in mapping.values()])
    fields = [field for field in FIELDS if field != "text" and field in mapping]
    if not file_column:
        raise DatelineError("No column of this table names files; call one of them “file name”.")
    if not fields:
        raise DatelineError(
            "This table has no column for title, date, source, author or address; name at least one of these."
        )
    if day_first is None and "date" in mapping:
        day_first = settle_day_first(row.get(mapping["date"], "") for row in rows)
    found = _read_rows(rows, file_column, {field: mapping[field] for field in fields}, day_first)
    if not found:
        raise DatelineError("No row of this table names a file and says something about it.")
    return found


def _read_rows(
    rows: Sequence[Row], file_column: str, mapping: dict[str, str], day_first: bool | None
) -> list[MetadataRow]:
    found = []
    for row in rows:
        values = {field: clean_field(row.get(column, "")) for field, column in mapping.items()}
        file_name = clean_field(row.get(file_column, ""))
        if not file_name or not any(values.values()):
            continue
        date, hint = read_date(values["date"], day_first) if values.get("date") else ("", "")
        values |= {"date": date, "author": clean_author(values.get("author", ""))}
        found.append(MetadataRow(file_name, date_hint=hint, **values))
    return found
