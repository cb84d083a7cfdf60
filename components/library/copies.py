"""Near-duplicate detection: reprints of the same text, also if another paper cut and retitled it.

A text's fingerprints are a hash of all its words and a sample of its shingles (runs of five words): those whose hash is
divisible by 8, so that copies share the same sample (Broder's resemblance, sampled by value).
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter

from components.analysis.repeated import hash_text

_RUN = 5  # words per shingle
_EVERY = 8  # one shingle in 8 is kept
_ENOUGH = 0.4  # minimum resemblance: shared shingles out of those of both texts
_FEWEST = 6  # minimum shared shingles, so that a shared footer makes no copy
_WORD = re.compile(r"\w+")


def build_fingerprints(text: str) -> tuple[int, ...]:
    """The hash of all words, then the sampled shingles; texts that differ only in typography give the same."""
    words = _WORD.findall(text.casefold().replace("’", "'"))
    runs = {hash_text(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}
    return (hash_text(" ".join(words)), *sorted(run for run in runs if run % _EVERY == 0))


def find_original(con: sqlite3.Connection, fingerprints: tuple[int, ...]) -> str:
    """The id of the oldest article that a text is a copy of, or ""."""
    whole, *runs = fingerprints
    shared: Counter[int] = Counter()
    for hash_ in fingerprints:
        found = con.execute("SELECT article FROM fingerprints WHERE hash = ?", (hash_,)).fetchall()
        shared.update(article for (article,) in found)
    for article in sorted(shared):
        if shared[article] < _FEWEST and not _has(con, article, whole):
            continue
        union = len(runs) + _count(con, article) - 1 - shared[article]
        if _has(con, article, whole) or shared[article] >= _ENOUGH * union:
            row = con.execute(
                "SELECT article_id, duplicate_of FROM articles WHERE n = ? AND deleted_at IS NULL", (article,)
            ).fetchone()
            if row:
                return str(row[1] or row[0])
    return ""


def write_fingerprints(con: sqlite3.Connection, article: int, fingerprints: tuple[int, ...]) -> None:
    """Store a text's fingerprints for later articles."""
    con.executemany(
        "INSERT INTO fingerprints (hash, article) VALUES (?, ?)", [(hash_, article) for hash_ in fingerprints]
    )


def _has(con: sqlite3.Connection, article: int, hash_: int) -> bool:
    sql = "SELECT 1 FROM fingerprints WHERE hash = ? AND article = ?"
    return con.execute(sql, (hash_, article)).fetchone() is not None


def _count(con: sqlite3.Connection, article: int) -> int:
    return int(con.execute("SELECT count(*) FROM fingerprints WHERE article = ?", (article,)).fetchone()[0])
