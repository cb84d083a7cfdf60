"""Metadata tables: a row per file name with title, date, source, author and address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.articles.columns import FIELDS, find_file_column, match_columns
from components.articles.dates import read_date, settle_day_first
from components.articles.drafts import clean_author, clean_field
from components.articles.rows import Row
from components.articles.tables import read_rows
from components.types import DatelineError


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
