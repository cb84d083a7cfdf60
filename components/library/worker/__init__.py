"""The worker process as the pages see it: starting it, what it is doing, and what it is asked to do.

This row is not content: writing it creates no new revision, so that screens keep their cached tables.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from components.library.store import data_folder, opened, reading, transaction, write
from components.library.store.faults import DiskFull, is_disk_full

ROOT = Path(__file__).resolve().parents[3]
_MOST_LOG_BYTES = 5_000_000
STALE_SECONDS = 60.0  # without a heartbeat, a worker counts as dead even if its pid is in use
READING = "Reading files"  # this step counts files, the next one addresses, the others articles
FETCHING = "Fetching addresses"
FINDING = "Finding names and quotes"  # this step's time left includes the sentiment step
_STOPPED = "Reading stopped before it was done. What has been read so far is kept; it can continue from there."


def start_worker(path: Path) -> int:
    """Start a detached worker process on a library and return its pid. Its output goes to a log file."""
    log = open_log(path)
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    environment.setdefault("OMP_NUM_THREADS", "1")  # there is one process per core
    with log.open("ab") as out:
        child = subprocess.Popen(  # noqa: S603 - runs this program
            [sys.executable, "-m", "components", "work", str(path.absolute())],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    # Reap the child when it ends, or it stays a zombie that seems alive.
    threading.Thread(target=child.wait, name=f"worker {child.pid}", daemon=True).start()
    return child.pid


def open_log(path: Path) -> Path:
    """The log file of a library's workers; a large one is rotated."""
    log = data_folder() / "logs" / f"{path.stem}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _MOST_LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log


def is_alive(pid: int) -> bool:
    """True if a process with this pid is running."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.AccessDenied:
        return True
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return False


# Progress and control of the worker: status, heartbeat and cancel flag in one row of the library.


@dataclass(frozen=True, slots=True)
class Progress:
    """The worker's progress. `total` is 0 while unknown."""

    is_running: bool
    step: str = ""  # in plain words: "Finding names and quotes"
    current: str = ""  # current title or file name
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    error: str = ""  # one sentence, if the last run failed
    n_waiting: int = 0  # articles not yet analysed (after a stop: completely) and files not yet read


def read_progress(path: str | Path) -> Progress:
    """The current progress of a library's worker."""
    with reading(path) as con:
        row = con.execute(
            "SELECT pid, heartbeat, step, current, done, total, seconds_left, error, cancel FROM work WHERE n = 1"
        ).fetchone()
        pid, heartbeat, step, current, done, total, seconds_left, error, cancelled = row
        n_waiting = count_waiting(con) + (count_unjudged(con) if cancelled else 0)
    if _is_live(pid, heartbeat):
        return Progress(True, step, current, done, total, seconds_left, "", n_waiting)
    if pid is not None and not error:  # it could not note why
        error = str(DiskFull(path)) if is_disk_full(Path(path)) else _STOPPED
    return Progress(False, error=error, n_waiting=n_waiting)


def count_waiting(con: sqlite3.Connection) -> int:
    """Count the articles waiting for analysis and the files waiting to be read."""
    sql = (
        "SELECT (SELECT count(*) FROM articles WHERE status = 'waiting' AND deleted_at IS NULL)"
        " + (SELECT count(*) FROM uploads)"
    )
    return int(con.execute(sql).fetchone()[0])


def count_unjudged(con: sqlite3.Connection) -> int:
    """Count the analysed articles that still lack sentiment."""
    sql = "SELECT count(*) FROM articles WHERE status = 'analysed' AND sentiment_by = '' AND deleted_at IS NULL"
    return int(con.execute(sql).fetchone()[0])


def count_ungrouped(path: str | Path) -> int:
    """Count the articles whose quotes have not been compared with those of the others yet."""
    with reading(path) as con:
        return int(con.execute("SELECT count(*) FROM ungrouped").fetchone()[0])


def is_worked_on(path: str | Path) -> bool:
    """True if a worker is alive on the library."""
    with reading(path) as con:
        return _is_live(*con.execute("SELECT pid, heartbeat FROM work WHERE n = 1").fetchone())


def ensure_worker(path: str | Path) -> None:
    """Start the library's worker unless one is alive; it resumes whatever is waiting."""
    path = Path(path)
    with opened(path) as con, transaction(con):  # of two callers, the second waits and sees the first's worker
        pid, heartbeat = con.execute("SELECT pid, heartbeat FROM work WHERE n = 1").fetchone()
        con.execute("UPDATE work SET cancel = 0 WHERE n = 1")  # a worker that is about to stop continues instead
        if not _is_live(pid, heartbeat):  # checked after writing: no worker is started on a read-only library
            _claim(con, start_worker(path), "Starting")


def cancel(path: str | Path) -> None:
    """Ask the worker to stop after its current batch. Finished work is kept, the rest stays queued."""
    with opened(path) as con:
        con.execute("UPDATE work SET cancel = 1 WHERE n = 1")


_READABLE = "status <> 'waiting' AND deleted_at IS NULL"


def _outdated() -> tuple[str, tuple[str, ...], str, tuple[str, ...]]:
    """Which articles another pipeline, and which another sentiment method than those in use has analysed."""
    from components.analysis import pipeline_in_use, sentiment_method  # keeps it off pages that only show progress

    tone = "status = 'analysed' AND deleted_at IS NULL AND sentiment_by NOT IN ('', ?)"
    return f"{_READABLE} AND pipeline <> ?", (pipeline_in_use(),), tone, (sentiment_method(),)


def is_outdated(path: str | Path) -> bool:
    """True if `reanalyse` has something to do."""
    condition, values, old_tone, method = _outdated()
    with reading(path) as con:
        sql = f"SELECT 1 FROM articles WHERE ({condition}) OR ({old_tone}) LIMIT 1"  # noqa: S608 - constants only
        return con.execute(sql, (*values, *method)).fetchone() is not None


def reanalyse(path: str | Path, only_outdated: bool = True) -> int:
    """Queue articles for a new analysis, start the worker, and return their number.

    With `only_outdated`, only those analysed by another pipeline than the current one; if only the sentiment method
    differs, only sentiment is redone. Old results stay until new ones replace them.
    """
    condition, values, old_tone, method = _outdated()
    if not only_outdated:
        condition, values = _READABLE, ()
    with opened(path) as con, write(con):
        sql = f"UPDATE articles SET status = 'waiting' WHERE {condition}"  # noqa: S608 - constants only
        n = con.execute(sql, values).rowcount
        sql = f"UPDATE articles SET sentiment_by = '' WHERE {old_tone}"  # noqa: S608 - constants only
        n += con.execute(sql, method).rowcount
    if n:
        ensure_worker(path)
    return n


def refit_topics(path: str | Path) -> None:
    """Queue a new fit of topics on all articles, and start the worker."""
    with opened(path) as con:
        con.execute("UPDATE work SET wanted = 'topics' WHERE n = 1")
    ensure_worker(path)


def claim(path: str | Path, pid: int, parent: int) -> bool:
    """Claim a library for the worker `pid`; False if another one is alive on it.

    `parent` is the process that started it: on Windows that may be the pid that `ensure_worker` noted.
    """
    with opened(path) as con, transaction(con):
        noted, heartbeat = con.execute("SELECT pid, heartbeat FROM work WHERE n = 1").fetchone()
        free = noted in (pid, parent) or not _is_live(noted, heartbeat)
        if free:
            _claim(con, pid, "Starting")
    return free


def leave(con: sqlite3.Connection, pid: int, error: str = "") -> None:
    """Record that the worker `pid` has ended, with an error message if any."""
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
