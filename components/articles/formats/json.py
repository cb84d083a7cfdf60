"""JSON and JSON Lines, read into rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from components.articles.drafts import BadRow, Row, recognise_column
from components.articles.formats import MAX_COLUMNS
from components.types import DatelineError

_MAX_DEPTH = 3  # nested objects whose keys become columns: "source.name"
_NAME_WORDS = 8  # words; a list of longer texts holds paragraphs, not names
_FIRST_LINES = 20  # if none of them is a record, the file is not JSON Lines


def read_json_rows(text: str) -> Iterator[Row | BadRow]:
    """Yield the rows of a JSON document or of JSON Lines. Raises DatelineError if it is neither."""
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
            if not any_read and number > _FIRST_LINES:
                break
            yield BadRow(f"Line {number} is not valid JSON.")
            continue
        any_read = True
        yield _flatten_record(record)
    if not any_read:
        raise DatelineError("This is not valid JSON. Dateline reads one object per line, or a list of objects.")


def _find_records(whole: Any) -> list[Any]:
    """The list of records: the document itself, its longest list ({"articles": […]}), or the document as one record."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and not any(recognise_column(key) == "text" for key, value in whole.items() if value):
        lists = list(_walk_lists(whole, 0))
        if lists:
            return max(lists, key=len)
    return [whole]


def _walk_lists(record: Mapping[str, Any], depth: int) -> Iterator[list[Any]]:
    for value in record.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield value
        elif isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _walk_lists(value, depth + 1)


def _flatten_record(record: Any) -> Row | BadRow:
    if not isinstance(record, dict):
        return BadRow("This is not a record with named fields.")
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
                _flatten_into(row, value, "" if name.startswith("_") else f"{name}.", depth + 1)
        else:
            row[name] = _write_cell(value)


def _write_cell(value: Any) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        parts = [item.get("name", "") if isinstance(item, dict) else item for item in value]
        texts = [part for part in parts if isinstance(part, str)]
        are_paragraphs = any(len(part.split()) > _NAME_WORDS for part in texts)
        return ("\n\n" if are_paragraphs else ", ").join(texts)
    return str(value)
