"""Correction log: an ordered list of the user's corrections in the table `corrections`.

A line identifies its target by content, so that it holds for articles added later and for a new analysis:

    an entity   {"name", "type"} from the analysis; "of" if it was split off from another; "at" (an article's
                sha256, start, end of a mention) if several have that name; "shown", its displayed name
    an article  {"sha256", "path", "title"}
    a span      {"article", "start", "end", "text"}
    a line      {"source", "line"}: a line that its source repeats, lower-cased and with every digit a 0; "shown", as
                written in one article

`SHAPES` declares the kinds of lines with their keys and values. Undo deletes the line.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from components.library.store import read_clock
from components.types import ENTITY_TYPES, SENTIMENT_LABELS, DatelineError

Record = dict[str, Any]  # a JSON object
FIELDS = ("title", "date", "source", "author")  # article fields that the user may edit
FORMAT, FORMAT_VERSION = "dateline-corrections", 1


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    n: int
    kind: str
    key: Record
    value: Record
    at: str


def read_log(con: sqlite3.Connection) -> list[Line]:
    """The log, oldest first."""
    rows = con.execute("SELECT n, kind, key, value, at FROM corrections ORDER BY n")
    return [Line(n, kind, json.loads(key), json.loads(value), at) for n, kind, key, value, at in rows]


def append_lines(con: sqlite3.Connection, lines: Iterable[tuple[str, Record, Record]], at: str = "") -> int:
    """Append lines of (kind, key, value) to the log and return their number. The caller holds a transaction."""
    now = at or read_clock()
    rows = [(kind, _dump(key), _dump(value), now) for kind, key, value in lines]
    con.executemany("INSERT INTO corrections (kind, key, value, at) VALUES (?, ?, ?, ?)", rows)
    return len(rows)


def drop_line(con: sqlite3.Connection, n: int) -> None:
    """Delete a line (undo); raises DatelineError if it does not exist."""
    if con.execute("DELETE FROM corrections WHERE n = ?", (n,)).rowcount == 0:
        raise DatelineError("This correction was undone already. The list shows those that still hold.")


def dump_log(lines: Iterable[Line]) -> bytes:
    """Serialise the log as a file, for backup or for another library."""
    body = [{"kind": line.kind, "key": line.key, "value": line.value, "at": line.at} for line in lines]
    document = {"format": FORMAT, "version": FORMAT_VERSION, "corrections": body}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def load_log(data: bytes) -> list[tuple[str, Record, Record, str]]:
    """Parse such a file into (kind, key, value, at); raises DatelineError if it is invalid."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DatelineError("This file holds no corrections. Choose one that Dateline has saved.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DatelineError("This file holds no corrections. Choose one that Dateline has saved.")
    if document.get("version") != FORMAT_VERSION:
        raise DatelineError("These corrections were saved by a newer Dateline. Update Dateline to bring them in.")
    lines = document.get("corrections")
    if not isinstance(lines, list):
        raise DatelineError("This file holds no list of corrections. Choose one that Dateline has saved.")
    return [_check_line(position, line) for position, line in enumerate(lines, start=1)]


def add_new_lines(con: sqlite3.Connection, lines: Iterable[tuple[str, Record, Record, str]]) -> int:
    """Append the lines that are not in the log yet and return their number. The caller holds a transaction."""
    known = set(con.execute("SELECT kind, key, value FROM corrections"))
    n = 0
    for kind, key, value, at in lines:
        row = (kind, _dump(key), _dump(value))
        if row not in known:
            known.add(row)
            n += append_lines(con, [(kind, key, value)], at)
    return n


def _dump(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _check_line(position: int, line: Any) -> tuple[str, Record, Record, str]:
    if isinstance(line, dict) and isinstance(line.get("kind"), str) and line["kind"] in SHAPES:
        kind: str = line["kind"]
        key, value, at = line.get("key", {}), line.get("value", {}), line.get("at", "")
        key_shape, value_shape = SHAPES[kind]
        if _has_shape(key, key_shape) and _has_shape(value, value_shape) and isinstance(at, str):
            return kind, key, value, at[:40]
    raise DatelineError(
        f"Correction {position} in this file cannot be understood, so none was taken over. "
        "Choose a file as Dateline has saved it."
    )


Check = Callable[[Any], bool]


def _has_shape(record: Any, shape: dict[str, Check]) -> bool:
    """True for an object with exactly these fields; those whose name ends with `?` are optional."""
    if not isinstance(record, dict) or not set(record) <= {name.rstrip("?") for name in shape}:
        return False
    return all(
        check(record[name.rstrip("?")]) if name.rstrip("?") in record else name.endswith("?")
        for name, check in shape.items()
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_one_of(values: Iterable[str]) -> Check:
    known = frozenset(values)
    return lambda value: isinstance(value, str) and value in known


def _is_list_of(check: Check, at_least: int = 1) -> Check:
    return lambda value: isinstance(value, list) and len(value) >= at_least and all(map(check, value))


def _is(shape: dict[str, Check]) -> Check:
    return lambda value: _has_shape(value, shape)


def _is_entity(value: Any, depth: int = 0) -> bool:
    below: Check = lambda inner: depth < 20 and _is_entity(inner, depth + 1)  # noqa: E731 - same form as the other checks
    shape = {"name": _is_words, "type": _is_one_of(ENTITY_TYPES), "of?": below, "at?": _is_witness, "shown?": _is_text}
    return _has_shape(value, shape)


_is_witness = _is({"sha256": _is_words, "start": _is_place, "end": _is_place})
_is_article = _is({"sha256": _is_words, "path": _is_text, "title": _is_text})
_is_stretch = _is({"article": _is_article, "start": _is_place, "end": _is_place, "text": _is_text})
_NOTHING: dict[str, Check] = {}

SHAPES: dict[str, tuple[dict[str, Check], dict[str, Check]]] = {
    "merge": ({"entities": _is_list_of(_is_entity)}, {"into": _is_entity}),
    "rename": ({"entity": _is_entity}, {"name": _is_words}),
    "split": ({"entity": _is_entity}, {"alias": _is_words}),
    "retype": ({"entity": _is_entity}, {"type": _is_one_of(ENTITY_TYPES)}),
    "hide": ({"entity": _is_entity}, _NOTHING),
    "treat": ({"text": _is_words}, {"entity": _is_entity}),
    "refuse": ({"entities": _is_list_of(_is_entity, 2)}, _NOTHING),
    "speaker": ({"quote": _is_stretch}, {"entity": lambda value: value is None or _is_entity(value), "text": _is_text}),
    "reject": ({"quote": _is_stretch}, _NOTHING),
    "sentiment": (
        {"sentence": _is_stretch, "entity": _is_entity, "in_quote": lambda value: isinstance(value, bool)},
        {"label": _is_one_of(SENTIMENT_LABELS)},
    ),
    "count": ({"source": _is_text, "line": _is_words, "shown?": _is_text}, _NOTHING),
    "topic": ({"keywords": _is_list_of(_is_words), "label": _is_text}, {"label": _is_words}),
    "article": ({"articles": _is_list_of(_is_article), "field": _is_one_of(FIELDS)}, {"value": _is_text}),
}
