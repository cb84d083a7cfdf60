"""JSON and JSON Lines, read into rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from components.articles.columns import BadRow, Row, name_field, recognise_column
from components.articles.formats import MAX_COLUMNS
from components.types import DatelineError

_MAX_DEPTH = 3  # nested objects whose keys become columns: "source.name"
_NAME_WORDS = 8  # words; a list of longer texts holds paragraphs, not names
_MAX_NESTING = 8  # lists and objects around the records
_INNER_NAMES = ("name", "title", "main", "original", "text", "$date", "rendered")  # what an object holds of a field
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
    """The records of articles below any key: {"articles": […]}, {"response": {"docs": […]}}, {"2024": {"7": {…}}}.

    Where records of several kinds are found, such as articles and their tags, those with a text are kept.
    """
    found: dict[tuple[str, ...], list[Any]] = {}
    for path, record in _walk_records(whole, (), 0):
        found.setdefault(path, []).append(record)
    with_text = [path for path, records in found.items() if any("text" in _list_fields(one) for one in records)]
    if found:
        best = max(len(_list_fields(record)) for records in found.values() for record in records)
        kept = with_text or [
            path for path, all_ in found.items() if any(len(_list_fields(one)) == best for one in all_)
        ]
        return [record for path in kept for record in found[path]]
    return whole if isinstance(whole, list) else [whole]


def _walk_records(value: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each record that may be an article, with the keys above it; keys that number records count as one."""
    if isinstance(value, dict):
        if _is_article(value):
            yield path, value
        elif depth < _MAX_NESTING:
            for key, inner in value.items():
                yield from _walk_records(inner, (*path, str(key) if isinstance(inner, list) else "*"), depth + 1)
    elif isinstance(value, list) and depth < _MAX_NESTING:
        is_list = any(isinstance(item, dict) and _is_article(item) for item in value)
        for item in value:
            if is_list and not (isinstance(item, dict) and _is_article(item)):
                yield path, item  # one bad record among good ones is counted
            else:
                yield from _walk_records(item, path, depth + 1)


def _is_article(record: Mapping[str, Any]) -> bool:
    """True if a record has a text, or at least two other fields of an article, or stands around one that has."""
    fields = _list_fields(record)
    if "text" in fields or len(fields) > 1:
        return True
    inner = [value for value in record.values() if isinstance(value, dict)]
    return len(inner) == 1 and len(record) > 1 and len(_list_fields(inner[0])) > 1


def _list_fields(record: Any) -> set[str]:
    """The fields of an article that a record's own keys name."""
    if not isinstance(record, dict):
        return set()
    fields = {name_field(str(key)) for key, value in islice(record.items(), MAX_COLUMNS) if _is_value(value)}
    return fields - {"", "section"}  # tags and topics have a section too


def _is_value(value: Any) -> bool:
    """True for what may be a field: words, a number, a list of names or paragraphs, {"name": …}."""
    if isinstance(value, dict):
        return any(isinstance(value.get(key), str) for key in _INNER_NAMES)
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], str)
    return isinstance(value, str | int | float) and bool(value)


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
        parts = [_write_part(item) if isinstance(item, dict) else item for item in value]
        texts = [part for part in parts if isinstance(part, str)]
        are_paragraphs = any(len(part.split()) > _NAME_WORDS for part in texts)
        return ("\n\n" if are_paragraphs else ", ").join(texts)
    return str(value)


def _write_part(item: Mapping[str, Any]) -> Any:
    """What one object of a list says: its name, or its text where it is a part of one."""
    named = (value for key, value in item.items() if recognise_column(str(key)) == "text" and isinstance(value, str))
    return item.get("name") or next(named, "")
