"""Passages of articles with the vectors of what they mean: one row an article, dropped with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.library.store.records import read_in
from components.types import Span

_MISSING = (
    "FROM articles a LEFT JOIN passages p ON p.article = a.n "
    "WHERE a.status = 'analysed' AND a.deleted_at IS NULL AND (p.article IS NULL OR p.made_by <> ?)"
)


@dataclass(frozen=True)
class Passages:
    """All passages of a library: the numbers of their articles, their places among those of it, spans, and signs."""

    articles: NDArray[np.int64]
    places: NDArray[np.int64]
    spans: NDArray[np.int32]  # [passages, 2]
    signs: NDArray[np.uint64]  # [width / 64, passages]: 64 numbers of all passages beside each other


def count_unencoded(con: sqlite3.Connection, made_by: str) -> int:
    """How many analysed articles have no vectors of this model yet."""
    return int(con.execute(f"SELECT count(*) {_MISSING}", (made_by,)).fetchone()[0])


def read_unencoded(con: sqlite3.Connection, made_by: str, most: int) -> list[tuple[int, str, str, list[Span]]]:
    """The next of them: number, title, text and sentences."""
    sql = f"SELECT a.n, a.title, a.text {_MISSING} ORDER BY a.n LIMIT ?"
    articles = con.execute(sql, (made_by, most)).fetchall()
    sentences = 'SELECT start, "end" FROM sentences WHERE article = ? ORDER BY start'
    return [(n, title, text, con.execute(sentences, (n,)).fetchall()) for n, title, text in articles]


def write_passages(
    con: sqlite3.Connection,
    article: int,
    spans: Sequence[Span],
    vectors: NDArray[np.int8],
    signs: NDArray[np.uint8],
    made_by: str,
) -> None:
    """Keep an article's passages, within the caller's transaction."""
    packed = np.array(spans, dtype=np.int32).reshape(-1, 2).tobytes()
    sql = "INSERT OR REPLACE INTO passages (article, spans, vectors, signs, made_by) VALUES (?, ?, ?, ?, ?)"
    con.execute(sql, (article, packed, vectors.tobytes(), signs.tobytes(), made_by))


def read_passages(con: sqlite3.Connection, made_by: str, width: int, *, after: int = 0) -> Passages:
    """All passages that a model has read, without their vectors; or those written after a row."""
    sql = "SELECT article, spans, signs FROM passages WHERE n > ? AND made_by = ? ORDER BY n"
    rows = con.execute(sql, (after, made_by))
    numbers, spans, signs = [], [], []
    for article, packed, bits in rows:
        numbers.append((article, len(packed) // 8))
        spans.append(packed)
        signs.append(bits)
    articles, sizes = np.array(numbers, dtype=np.int64).reshape(-1, 2).T
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Passages(
        np.repeat(articles, sizes),
        np.arange(len(begins)) - begins,
        np.frombuffer(b"".join(spans), dtype=np.int32).reshape(-1, 2),
        np.ascontiguousarray(np.frombuffer(b"".join(signs), dtype=np.uint64).reshape(-1, width // 64).T),
    )


def read_vectors(con: sqlite3.Connection, articles: Iterable[int], width: int) -> dict[int, NDArray[np.int8]]:
    """The vectors of some articles' passages."""
    rows = read_in(con, "SELECT article, vectors FROM passages WHERE article IN", articles)
    return {article: np.frombuffer(blob, dtype=np.int8).reshape(-1, width) for article, blob in rows}


def join_passages(first: Passages, second: Passages) -> Passages:
    """The passages of two sets of articles."""
    return Passages(
        np.concatenate([first.articles, second.articles]),
        np.concatenate([first.places, second.places]),
        np.concatenate([first.spans, second.spans]),
        np.concatenate([first.signs, second.signs], axis=1),
    )


class State(NamedTuple):
    """Tells whether a library has the passages that it had."""

    n_articles: int  # that have some
    total: int  # of their numbers
    latest: int  # row


def read_state(con: sqlite3.Connection) -> State:
    """The state of a library: in another, it has other passages."""
    return State(
        *con.execute("SELECT count(*), coalesce(sum(article), 0), coalesce(max(n), 0) FROM passages").fetchone()
    )
