"""What the worker is doing, and what it is asked to do: all of it one row of the library.

These rows are no content: writing them gives the library no new revision, so that screens keep their tables.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from components.library.processes import is_alive, start_worker
from components.library.store import opened, reading, transaction, write

STALE_SECONDS = 60.0  # without a sign of life, a worker counts as gone even where its number is in use
READING = "Reading files"  # the step whose amounts are files; those of the others are articles
FINDING = "Finding names and quotes"  # the step whose time left counts the judging of sentiment in
_STOPPED = "Reading stopped before it was done. What was finished is kept, and it can go on from there."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the worker is. `total` is 0 where that is not known yet."""

    is_running: bool
    step: str = ""  # in plain words: "Finding names and quotes"
    current: str = ""  # the title or file name that it is at
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    error: str = ""  # one sentence, where the last run ended badly
    n_waiting: int = 0  # articles that are not analysed yet (after a stop: whole), and files that are not read yet


def read_progress(path: str | Path) -> Progress:
    """How far the worker of a library is, as of now."""
    with reading(path) as con:
        row = con.execute(
            "SELECT pid, heartbeat, step, current, done, total, seconds_left, error, cancel FROM work WHERE n = 1"
        ).fetchone()
        pid, heartbeat, step, current, done, total, seconds_left, error, cancelled = row
        n_waiting = count_waiting(con) + (count_unjudged(con) if cancelled else 0)
    if _is_live(pid, heartbeat):
        return Progress(True, step, current, done, total, seconds_left, "", n_waiting)
    if pid is not None and not error:
        error = _STOPPED
    return Progress(False, error=error, n_waiting=n_waiting)


def count_waiting(con: sqlite3.Connection) -> int:
    """Articles that wait for their analysis, and files that wait to be read."""
    sql = (
        "SELECT (SELECT count(*) FROM articles WHERE status = 'waiting' AND deleted_at IS NULL)"
        " + (SELECT count(*) FROM uploads)"
    )
    return int(con.execute(sql).fetchone()[0])


def count_unjudged(con: sqlite3.Connection) -> int:
    """Articles that are analysed, but for their sentiment."""
    sql = "SELECT count(*) FROM articles WHERE status = 'analysed' AND sentiment_by = '' AND deleted_at IS NULL"
    return int(con.execute(sql).fetchone()[0])


def is_worked_on(path: str | Path) -> bool:
    """Whether a worker is alive on a library."""
    with reading(path) as con:
        return _is_live(*con.execute("SELECT pid, heartbeat FROM work WHERE n = 1").fetchone())


def ensure_worker(path: str | Path) -> None:
    """Start the worker of a library unless one is alive; it takes up whatever waits there."""
    path = Path(path)
    with opened(path) as con, transaction(con):  # of two that ask at once, the second waits and sees the first's
        pid, heartbeat = con.execute("SELECT pid, heartbeat FROM work WHERE n = 1").fetchone()
        con.execute("UPDATE work SET cancel = 0 WHERE n = 1")  # one that is about to stop goes on instead
        if not _is_live(pid, heartbeat):  # asked after writing, so that none is started where nothing can be written
            _claim(con, start_worker(path), "Starting")


def cancel(path: str | Path) -> None:
    """Ask the worker to stop after what it has in hand. What is finished stays, the rest waits."""
    with opened(path) as con:
        con.execute("UPDATE work SET cancel = 1 WHERE n = 1")


def reanalyse(path: str | Path, only_outdated: bool = True) -> int:
    """Let articles be analysed anew and start the worker on them; gives their number.

    With `only_outdated`, those that another pipeline than today's has analysed; where only their sentiment was judged
    by another method, only that is judged anew. Old results stay until the new ones take their place.
    """
    from components.analysis import pipeline_in_use, sentiment_method  # not on every page that shows progress

    condition, values = "status <> 'waiting' AND deleted_at IS NULL", tuple[str, ...]()
    if only_outdated:
        condition, values = condition + " AND pipeline <> ?", (pipeline_in_use(),)
    with opened(path) as con, write(con):
        sql = f"UPDATE articles SET status = 'waiting' WHERE {condition}"  # noqa: S608 - our own words
        n = con.execute(sql, values).rowcount
        sql = (
            "UPDATE articles SET sentiment_by = '' "
            "WHERE status = 'analysed' AND deleted_at IS NULL AND sentiment_by NOT IN ('', ?)"
        )
        n += con.execute(sql, (sentiment_method(),)).rowcount
    if n:
        ensure_worker(path)
    return n


def refit_topics(path: str | Path) -> None:
    """Let topics be made anew from all articles, and start the worker on that."""
    with opened(path) as con:
        con.execute("UPDATE work SET wanted = 'topics' WHERE n = 1")
    ensure_worker(path)


def claim(path: str | Path, pid: int, parent: int) -> bool:
    """Take a library for the worker `pid`; not where another one is alive on it.

    `parent` is the process that started it: on Windows that may be the number that `ensure_worker` noted.
    """
    with opened(path) as con, transaction(con):
        noted, heartbeat = con.execute("SELECT pid, heartbeat FROM work WHERE n = 1").fetchone()
        free = noted in (pid, parent) or not _is_live(noted, heartbeat)
        if free:
            _claim(con, pid, "Starting")
    return free


def leave(con: sqlite3.Connection, pid: int, error: str = "") -> None:
    """The worker `pid` has ended; `error` is what to say of it, if anything."""
    con.execute(
        "UPDATE work SET pid = NULL, heartbeat = NULL, step = '', current = '', done = 0, total = 0, "
        "seconds_left = NULL, error = ? WHERE n = 1 AND pid = ?",
        (error, pid),
    )


def _claim(con: sqlite3.Connection, pid: int, step: str) -> None:
    con.execute(
        "UPDATE work SET pid = ?, heartbeat = ?, step = ?, current = '', done = 0, total = 0, seconds_left = NULL, "
        "cancel = 0, error = '' WHERE n = 1",
        (pid, time.time(), step),
    )


def _is_live(pid: int | None, heartbeat: float | None) -> bool:
    if pid is None or heartbeat is None:
        return False
    return abs(time.time() - heartbeat) < STALE_SECONDS and is_alive(pid)
