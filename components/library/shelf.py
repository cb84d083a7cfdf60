"""Deletion of articles with undo, and the list of skipped files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from components.library.store import opened, read_clock, reading, write
from components.library.storing import remove_results
from components.types import Skipped

_KEPT = timedelta(days=7)  # how long a deleted article can be restored


def delete_articles(path: str | Path, article_ids: Iterable[str]) -> None:
    """Remove articles from every table and chart; they can be restored for a week."""
    now = read_clock()
    with opened(path) as con, write(con):
        con.executemany(
            "UPDATE articles SET deleted_at = ? WHERE article_id = ? AND deleted_at IS NULL",
            [(now, article_id) for article_id in article_ids],
        )


def restore_articles(path: str | Path, article_ids: Iterable[str]) -> None:
    """Restore deleted articles with all their results."""
    with opened(path) as con, write(con):
        con.executemany(
            "UPDATE articles SET deleted_at = NULL WHERE article_id = ?", [(article_id,) for article_id in article_ids]
        )


def purge_deleted(con: sqlite3.Connection, check: Callable[[sqlite3.Connection], None]) -> int:
    """Delete permanently what can no longer be restored, and return the number of articles.

    `check` is called within the transaction and raises if the worker has lost its claim.
    """
    before = read_clock(_KEPT)
    sql = "SELECT n FROM articles WHERE deleted_at < ?"
    numbers: Sequence[int] = [n for (n,) in con.execute(sql, (before,))]
    if not numbers:
        return 0
    with write(con):
        check(con)
        for n in numbers:
            remove_results(con, n)
            for table in ("article_topics", "fingerprints", "edge_lines", "repeated_places"):
                con.execute(f"DELETE FROM {table} WHERE article = ?", (n,))  # noqa: S608 - constants only
            con.execute("DELETE FROM articles WHERE n = ?", (n,))
    return len(numbers)


def read_skipped(path: str | Path) -> list[Skipped]:
    """Files and rows that could not be read as articles, latest first."""
    with reading(path) as con:
        return [Skipped(*row) for row in con.execute("SELECT path, reason FROM skipped ORDER BY n DESC")]


def clear_skipped(path: str | Path) -> None:
    """Clear the list of skipped files."""
    with opened(path) as con, write(con):
        con.execute("DELETE FROM skipped")
