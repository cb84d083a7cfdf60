"""Near-duplicates by MinHash: texts that share much of their shingles (runs of five words) share a band of minima.

Broder, On the resemblance and containment of documents, 1997; bands as in Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, chapter 3. A band of four minima is stored as one hash, so that what a new text may resemble is found
by an index, in time that hardly grows with the library; the resemblance itself is then computed from both texts.
"""

from __future__ import annotations

import re
import sqlite3
from hashlib import blake2b

import numpy as np

_RUN = 5  # words per shingle
_BANDS, _ROWS = 50, 4  # 73% of pairs with a resemblance of 0.4 share a band, 96% at 0.5, one in 3,000 at 0.05
_ENOUGH = 0.4  # minimum resemblance: shared shingles out of those of both texts
_FEW, _ENOUGH_OF_FEW = 48, 0.6  # the same where so few are shared that it may be a footer
_MOST = 20  # candidates that are compared, those with most bands in common first
_MISSING = "fingerprints_missing_up_to"  # in meta: the last article without
_WORD = re.compile(r"\w+")
_RANDOM = np.random.default_rng(1997)
_FACTORS = _RANDOM.integers(1, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64) | np.uint64(1)
_ADDENDS = _RANDOM.integers(0, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64)


def hash_text(text: str) -> int:
    """A text's hash as a signed number of 64 bits, as SQLite holds it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def build_fingerprints(text: str) -> tuple[int, ...]:
    """The hash of all words, then one of each band; texts that differ only in typography give the same."""
    words = _list_words(text)
    whole = hash_text(" ".join(words))
    runs = _hash_runs(words)
    if not runs:
        return (whole,)
    hashes = np.fromiter(runs, dtype=np.int64, count=len(runs)).view(np.uint64)
    minima = np.full(_BANDS * _ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(hashes), 1000):  # a very long text takes no more memory than a short one
        minima = np.minimum(minima, (_FACTORS * hashes[at : at + 1000] + _ADDENDS).min(axis=1))
    bands = minima.reshape(_BANDS, _ROWS)
    return (whole, *(hash_text(f"{number} {band.tobytes().hex()}") for number, band in enumerate(bands)))


def find_original(con: sqlite3.Connection, text: str, fingerprints: tuple[int, ...]) -> str:
    """The id of the article that a text is a copy of, itself no copy, or ""; the oldest, of several."""
    marks = ", ".join("?" * len(fingerprints))
    found = con.execute(
        "SELECT coalesce(o.n, a.n), max(f.hash = ?), count(*) AS n_shared FROM fingerprints f "  # noqa: S608 - marks only
        "JOIN articles a ON a.n = f.article "
        "LEFT JOIN articles o ON a.duplicate_of <> '' AND o.article_id = a.duplicate_of "
        f"WHERE f.hash IN ({marks}) AND a.deleted_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 LIMIT {_MOST}",
        (fingerprints[0], *fingerprints),
    ).fetchall()
    runs = set(_hash_runs(_list_words(text))) if found else set()
    for number, is_same, _ in sorted(found):
        article_id, other = con.execute("SELECT article_id, text FROM articles WHERE n = ?", (number,)).fetchone()
        if is_same or is_copy(runs, set(_hash_runs(_list_words(other)))):
            return str(article_id)
    return ""


def is_copy(first: set[int], second: set[int]) -> bool:
    """Whether two texts, given by the hashes of their shingles, share enough of them."""
    n_shared = len(first & second)
    return n_shared >= (_ENOUGH if n_shared >= _FEW else _ENOUGH_OF_FEW) * max(1, len(first | second))


def write_fingerprints(con: sqlite3.Connection, article: int, fingerprints: tuple[int, ...]) -> None:
    """Store a text's fingerprints for later articles."""
    con.executemany(
        "INSERT INTO fingerprints (hash, article) VALUES (?, ?)", [(hash_, article) for hash_ in fingerprints]
    )


# An older library has fingerprints of another kind. They are dropped when it is opened, and made anew from the latest
# article back to the first, in steps, before the worker reads what is added next.


def drop_fingerprints(con: sqlite3.Connection) -> None:
    """Drop those of every article and remember to make them anew, within the caller's transaction."""
    con.execute("DELETE FROM fingerprints")
    con.execute(f"INSERT OR REPLACE INTO meta (key, value) SELECT '{_MISSING}', coalesce(max(n), 0) FROM articles")  # noqa: S608


def renew_fingerprints(con: sqlite3.Connection, n: int = 200) -> bool:
    """Make those of the next articles that lack them, within the caller's transaction; False if there are none."""
    row = con.execute("SELECT value FROM meta WHERE key = ?", (_MISSING,)).fetchone()
    if row is None:
        return False
    articles = con.execute("SELECT n, text FROM articles WHERE n <= ? ORDER BY n DESC LIMIT ?", (row[0], n)).fetchall()
    for number, text in articles:
        write_fingerprints(con, number, build_fingerprints(text))
    if articles:
        con.execute("UPDATE meta SET value = ? WHERE key = ?", (articles[-1][0] - 1, _MISSING))
    else:
        con.execute("DELETE FROM meta WHERE key = ?", (_MISSING,))
    return bool(articles)


def _list_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def _hash_runs(words: list[str]) -> set[int]:
    return {hash_text(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}
