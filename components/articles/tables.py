"""Tables of articles: CSV, JSON and JSON Lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from components.articles.columns import match_columns
from components.articles.dates import settle_day_first
from components.articles.decoding import clean_text, decode_text, is_binary, name_kind
from components.articles.delimited import read_csv_rows
from components.articles.drafts import build_draft, complete_article
from components.articles.limits import INSPECTED_BYTES, INSPECTED_ROWS, MAX_COLUMNS
from components.articles.records import read_json_rows
from components.articles.rows import BadRow, Row
from components.articles.web import strip_tags
from components.types import Article, DatelineError, Skipped

if TYPE_CHECKING:
    import pandas as pd

TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".json")
_PREVIEW_ROWS = 5
_PREVIEW_CHARS = 160

_TAG = re.compile(r"</(?:p|div|a|span|strong|em|li|h\d)>|<(?:p|br|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


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
        raise DatelineError(f"This is no table but {kind or 'a file of another kind'}; save it as CSV and add that.")
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
