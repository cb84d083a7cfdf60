"""Tables of articles: CSV and its kin, JSON lines, JSON."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from components.articles.columns import (
    FIELDS,
    BadRow,
    Row,
    find_file_column,
    list_others,
    match_columns,
)
from components.articles.dates import read_date, settle_day_first
from components.articles.drafts import (
    build_address,
    build_draft,
    clean_author,
    clean_field,
    complete_article,
    is_placeholder,
    read_host,
)
from components.articles.formats import (
    INSPECTED_BYTES,
    INSPECTED_ROWS,
    MAX_COLUMNS,
    clean_text,
    decode_text,
    is_binary,
    name_kind,
)
from components.articles.formats.csv import read_csv_rows
from components.articles.formats.html import strip_tags
from components.articles.formats.json import read_json_rows
from components.articles.formats.sheets import SHEET_SUFFIXES, read_sheet_rows
from components.types import Article, DatelineError, Skipped

if TYPE_CHECKING:
    import pandas as pd


TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".json", *SHEET_SUFFIXES)
_PREVIEW_ROWS = 5
_LARGER = 8  # times as many bytes are inspected if the first hold no whole row
_PREVIEW_CHARS = 160
_CUT_OFF = re.compile(
    r"\s{0,9}\[\+?\d{1,9} (?:more )?char(?:acter)?s\]\s{0,9}$"
)  # NewsAPI's and GNews's mark of a text cut off
_MARK_CHARS = 60
_TAG = re.compile(r"</(?:p|div|a|span|strong|em|li|h\d)>|<(?:p|br|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


@dataclass(frozen=True)
class TableInfo:
    """What a table's columns were recognised as."""

    columns: list[str]
    mapping: dict[str, str]  # field -> column
    is_clear: bool  # the text column is certain, or there are only addresses
    preview: pd.DataFrame  # the first rows, long cells cut


def inspect_table(name: str, data: bytes) -> TableInfo:
    """Recognise a table's columns from its first rows. Raises DatelineError if it cannot be read."""
    import pandas as pd

    columns, rows = _read_beginning(name, data)
    mapping, is_clear = match_columns(columns, rows)
    is_clear = is_clear or ("text" not in mapping and "url" in mapping)
    cut = [{column: _cut(row.get(column, "")) for column in columns} for row in rows[:_PREVIEW_ROWS]]
    return TableInfo(columns, mapping, is_clear, pd.DataFrame(cut, columns=columns, dtype="object"))


def read_table(
    name: str, data: bytes, *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Yield one article per row. Raises DatelineError if the file cannot be read as a table."""
    columns, beginning = _read_beginning(name, data)
    others: dict[str, list[str]] = {}
    if mapping is None or mapping.get("text") not in columns:
        mapping, _ = match_columns(columns, beginning)
        others = list_others(mapping, columns, beginning)
    if "text" not in mapping and "url" not in mapping:
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
        yield Skipped(path, row.reason) if isinstance(row, BadRow) else _read_row(path, row, mapping, others, day_first)


def _read_row(
    path: str, row: Row, mapping: Mapping[str, str], others: Mapping[str, Sequence[str]], day_first: bool | None
) -> Article | Skipped:
    """A row's article, or its address where it has no text."""
    fields = {}
    for field in FIELDS:
        cells = (clean_cell(row.get(column, "")) for column in (mapping.get(field, ""), *others.get(field, ())))
        fields[field] = next((cell for cell in cells if not is_placeholder(cell)), "")
    text = fields.pop("text")
    cut = _CUT_OFF.search(text, max(len(text) - _MARK_CHARS, 0))
    if not text and read_host(fields["url"]):
        return build_address(path, fields, day_first)
    try:
        return complete_article(build_draft(text[: cut.start()] if cut else text, fields), path, day_first=day_first)
    except DatelineError as error:
        return Skipped(path, str(error))


def read_rows(name: str, data: bytes) -> Iterator[Row | BadRow]:
    """Yield the rows of a table as text, column -> cell. Raises DatelineError if the file is not a table."""
    if name.lower().endswith(SHEET_SUFFIXES):
        yield from read_sheet_rows(name, data)
        return
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
    is_cut = not name.lower().endswith((".json", *SHEET_SUFFIXES)) and data[:64].lstrip()[:1] != b"["
    size, rows = INSPECTED_BYTES, list[Row]()
    while not rows:
        is_whole = not is_cut or size >= len(data)
        beginning = data if is_whole else data[: data.rfind(b"\n", 0, size) + 1]
        rows = [row for row in islice(read_rows(name, beginning), INSPECTED_ROWS) if isinstance(row, dict)]
        if is_whole:
            break
        size *= _LARGER
    columns = list(dict.fromkeys(column for row in rows for column in row))[:MAX_COLUMNS]
    if not columns:
        raise DatelineError("There are no rows in this table.")
    return columns, rows


def clean_cell(text: str) -> str:
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
    section: str = ""
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
            "This table has no column for title, date, source, author, section or address; name at least one of these."
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
