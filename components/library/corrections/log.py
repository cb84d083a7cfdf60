"""The ordered log of what a person put right, and finding what its lines name again by content.

A line identifies its target by content, so that it holds for articles added later and for a new analysis:

    an entity   {"name", "type"} from the analysis; "of" if it was split off from another; "at" (an article's
                sha256, start, end of a mention) if several have that name; "shown", its displayed name
    an article  {"sha256", "path", "title"}
    a span      {"article", "start", "end", "text"}
    a line      {"source", "line"}: a line that its source repeats, lower-cased and with every digit a 0; "shown", as
                written in one article
    a source    its name as an article has it

`SHAPES` declares the kinds of lines with their keys and values. Undo deletes the line.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from components import cut_at_word
from components.library.store import read_clock
from components.library.store.records import read_spans
from components.types import ENTITY_TYPES, GENDERS, SENTIMENT_LABELS, DatelineError, Span

OVERLAP = 0.5  # minimum overlap (intersection over union) of two spans taken for the same
_EXCERPT = 160  # characters of a span's text kept in the log, to describe it
Record = dict[str, Any]  # a JSON object
FIELDS = ("title", "date", "source", "author", "section")  # article fields that the user may edit
FORMAT, FORMAT_VERSION = "dateline-corrections", 1
Check = Callable[[Any], bool]
_NOTHING: dict[str, Check] = {}


class ArticleKeys:
    """Looks up articles by the keys of the log."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con

    @cached_property
    def _by_sha256(self) -> dict[str, list[tuple[int, str]]]:
        table: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for n, sha256, path in self._con.execute(
            "SELECT n, sha256, path FROM articles WHERE deleted_at IS NULL ORDER BY n"
        ):
            table[sha256].append((n, path))
        return table

    @cached_property
    def _by_path(self) -> dict[str, list[int]]:
        table: defaultdict[str, list[int]] = defaultdict(list)
        for articles in self._by_sha256.values():
            for n, path in articles:
                table[path].append(n)
        return table

    def find(self, key: Record, *, same_text: bool = True) -> int | None:
        """The number of an article; without `same_text`, the only one with the same file name will do."""
        found = self._by_sha256.get(key["sha256"], [])
        if found:
            return next((n for n, path in found if path == key["path"]), found[0][0])
        named = self._by_path.get(key["path"], []) if key["path"] and not same_text else []
        return named[0] if len(named) == 1 else None


def build_article_keys(con: sqlite3.Connection, article_ids: list[str]) -> list[Record]:
    """The keys of these articles; raises DatelineError if one is not in the library."""
    keys = []
    for article_id in article_ids:
        row = con.execute(
            "SELECT sha256, path, title FROM articles WHERE article_id = ? AND deleted_at IS NULL", (article_id,)
        ).fetchone()
        if row is None:
            raise DatelineError("This article is no longer in the library. Choose another one.")
        keys.append(dict(zip(("sha256", "path", "title"), row, strict=True)))
    return keys


def build_quote_key(con: sqlite3.Connection, quote_id: str) -> Record:
    """The key of a quote's span; raises DatelineError if there is no such quote."""
    number = _number_of(quote_id, "q")
    row = con.execute(
        "SELECT a.article_id, q.content_spans, q.content FROM quotes q JOIN articles a ON a.n = q.article "
        "WHERE q.n = ? AND a.deleted_at IS NULL",
        (number,),
    ).fetchone()
    if row is None:
        raise DatelineError("This quote is no longer in the library. Open its article again to see what was found.")
    spans = read_spans(row[1])
    return _build_stretch(con, row[0], (spans[0][0], spans[-1][1]), row[2])


def build_sentence_key(con: sqlite3.Connection, sentence_id: str) -> Record:
    """The key of a sentence's span; raises DatelineError if there is no such sentence."""
    number = _number_of(sentence_id, "s")
    row = con.execute(
        'SELECT a.article_id, s.start, s."end", substr(a.text, s.start + 1, s."end" - s.start) '
        "FROM sentences s JOIN articles a ON a.n = s.article WHERE s.n = ? AND a.deleted_at IS NULL",
        (number,),
    ).fetchone()
    if row is None:
        raise DatelineError("This sentence is no longer in the library. Open its article again to see what was found.")
    return _build_stretch(con, row[0], (row[1], row[2]), row[3])


def overlap(first: Span, second: Span) -> float:
    """Intersection over union of two spans, 0 to 1."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, common) / max(1, max(first[1], second[1]) - min(first[0], second[0]))


def _build_stretch(con: sqlite3.Connection, article_id: str, span: Span, text: str) -> Record:
    (article,) = build_article_keys(con, [article_id])
    excerpt = cut_at_word(" ".join(text.split()), _EXCERPT)
    return {"article": article, "start": span[0], "end": span[1], "text": excerpt}


def _number_of(id_: str, prefix: str) -> int:
    number = id_.removeprefix(prefix)
    return int(number) if number.isdecimal() and len(number) < 19 else -1


# Correction log: an ordered list of the user's corrections in the table `corrections`.


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
        raise DatelineError("This correction has already been undone. The list shows those still in force.")


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
        raise DatelineError("This file holds no corrections. Choose one that Dateline saved.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DatelineError("This file holds no corrections. Choose one that Dateline saved.")
    if document.get("version") != FORMAT_VERSION:
        raise DatelineError("These corrections were saved by a newer Dateline. Update Dateline to load them.")
    lines = document.get("corrections")
    if not isinstance(lines, list):
        raise DatelineError("This file holds no list of corrections. Choose one that Dateline saved.")
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

SHAPES: dict[str, tuple[dict[str, Check], dict[str, Check]]] = {
    "merge": ({"entities": _is_list_of(_is_entity)}, {"into": _is_entity}),
    "rename": ({"entity": _is_entity}, {"name": _is_words}),
    "split": ({"entity": _is_entity}, {"alias": _is_words}),
    "retype": ({"entity": _is_entity}, {"type": _is_one_of(ENTITY_TYPES)}),
    "gender": ({"entity": _is_entity}, {"gender": _is_one_of(GENDERS)}),
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
    "source": ({"sources": _is_list_of(_is_words)}, {"into": _is_words}),
    "sources_apart": ({"sources": _is_list_of(_is_words, 2)}, _NOTHING),
    "copy": ({"article": _is_article}, {"counts": _is_one_of(("itself", "first"))}),
    "stories_merge": ({"articles": _is_list_of(_is_article, 2)}, _NOTHING),
    "stories_move": (
        {"articles": _is_list_of(_is_article)},
        {"into": lambda value: value is None or _is_article(value)},
    ),
    "story_name": ({"article": _is_article}, {"label": _is_words}),
    "article": ({"articles": _is_list_of(_is_article), "field": _is_one_of(FIELDS)}, {"value": _is_text}),
}
