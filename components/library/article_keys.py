"""Content keys: find articles, sentences and quotes again from lines of the correction log."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cached_property

from components.humanize import cut_at_word
from components.library.correction_log import Record
from components.library.texts import read_spans
from components.types import DatelineError, Span

OVERLAP = 0.5  # minimum overlap (intersection over union) of two spans taken for the same
_EXCERPT = 160  # characters of a span's text kept in the log, to describe it


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
