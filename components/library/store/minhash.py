"""Near-duplicates within a library: the bands that its articles' texts share are found by an index of their hashes."""

from __future__ import annotations

import sqlite3

from components.analysis.copies import MOST_COMPARED, build_fingerprints, is_copy, list_runs

_MISSING = "fingerprints_missing_up_to"  # in meta: the last article without


def find_original(con: sqlite3.Connection, text: str, fingerprints: tuple[int, ...]) -> str:
    """The id of the article that a text is a copy of, itself no copy, or ""; the oldest, of several."""
    marks = ", ".join("?" * len(fingerprints))
    found = con.execute(
        "SELECT coalesce(o.n, a.n), max(f.hash = ?), count(*) AS n_shared FROM fingerprints f "  # noqa: S608 - marks only
        "JOIN articles a ON a.n = f.article "
        "LEFT JOIN articles o ON a.duplicate_of <> '' AND o.article_id = a.duplicate_of "
        f"WHERE f.hash IN ({marks}) AND a.deleted_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 "
        f"LIMIT {MOST_COMPARED}",
        (fingerprints[0], *fingerprints),
    ).fetchall()
    runs = list_runs(text) if found else set()
    for number, is_same, _ in sorted(found):
        article_id, other = con.execute("SELECT article_id, text FROM articles WHERE n = ?", (number,)).fetchone()
        if is_same or is_copy(runs, list_runs(other)):
            return str(article_id)
    return ""


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
