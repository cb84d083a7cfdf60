"""The worker's heartbeat, and its crash guard: what was begun is recorded, so that what crashes it is found.

A worker that runs out of memory or crashes in native code leaves its record behind. The next worker retries each
recorded input alone, so that it takes no others down, and skips an input after MOST_TIMES crashes.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

import psutil

from components.analysis import pipeline_in_use
from components.library.store import opened, read_meta, write_meta
from components.library.worker import FETCHING, READING, leave
from components.library.worker.pool_process import DIED, MEMORY, TIME
from components.types import Analysis, Article

MOST_TIMES = 3
GIVEN_UP = f"Reading it crashed Dateline {MOST_TIMES} times, so it was left out. Its text may be far too long."
LEFT_OUT = {
    TIME: "Reading it took far longer than a text of its length should, so it was left out. It may be damaged.",
    MEMORY: "Reading it took more memory than this computer can spare, so it was left out. Add it in smaller parts.",
    DIED: GIVEN_UP,
}
_KEY = "in_hand"
EVERY_SECONDS = 0.5  # minimum interval of writing progress, and interval of reading the cancel flag
_IDLE_SECONDS = 2.0  # interval of the heartbeat if nothing has changed
_GRACE_SECONDS = 4.0  # after which a worker that does not stop is killed
_FEW_SECONDS = 1.5  # of work before the time left is estimated
_log = logging.getLogger(__name__)


def leave_out(article: Article, why: str) -> Analysis:
    """The analysis of an article that the pool gave up on, as failed; `why` is one of DIED, MEMORY and TIME."""
    words = len(article.text.split())
    return Analysis(article.article_id, "failed", pipeline_in_use(), n_words=words, reason=LEFT_OUT[why])


def file_key(number: int) -> str:
    """The key of an upload."""
    return f"file {number}"


def article_key(number: int) -> str:
    """The key of an article."""
    return f"article {number}"


class CrashGuard:
    """The crash record of one worker; what earlier workers never finished is read at the start."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._times = _read(con)

    def is_suspect(self, key: str) -> bool:
        """True if a worker crashed while processing this input."""
        return self._times.get(key, 0) > 0

    def is_hopeless(self, key: str) -> bool:
        """True if that has happened so often that the input should be skipped."""
        return self._times.get(key, 0) >= MOST_TIMES

    def count_safe(self, keys: Sequence[str]) -> int:
        """How many of the first inputs may be processed together; a suspect is processed alone."""
        for place, key in enumerate(keys):
            if self.is_suspect(key):
                return max(1, place)
        return len(keys)

    def begin(self, keys: Iterable[str]) -> None:
        """Record inputs as being processed; creates no new revision of the library, because pages do not show it."""
        for key in keys:
            self._times[key] = self._times.get(key, 0) + 1
        self._write()

    def finish(self, keys: Iterable[str]) -> None:
        """Remove finished or skipped inputs from the record, within the caller's transaction."""
        for key in keys:
            self._times.pop(key, None)
        self._write()

    def _write(self) -> None:
        if self._times:
            write_meta(self._con, _KEY, json.dumps(self._times))
        else:
            clear_crash_guard(self._con)


def clear_crash_guard(con: sqlite3.Connection) -> None:
    """Clear the record: none of these inputs caused the crash."""
    con.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def _read(con: sqlite3.Connection) -> dict[str, int]:
    times: dict[str, int] = json.loads(read_meta(con, _KEY) or "{}")
    return times


# Heartbeat of the worker: a thread that writes progress and reads the cancel flag.


class Reports(Protocol):
    """Interface through which the worker reports progress and asks whether to continue."""

    def begin(self, step: str, total: int = 0, done: int = 0, *, ratio: float = 0.0) -> None:
        """Begin or resume a step; `ratio` is the expected duration of later steps relative to this one."""

    def at(self, current: str, done: int, total: int | None = None) -> None:
        """Report the progress of the step."""

    def measure(self, done: int, total: int) -> None:
        """Report a finished batch."""

    @property
    def may_continue(self) -> bool:
        """True if the worker may begin another piece of work."""


class Heartbeat:
    """Progress and heartbeat of one worker; a context manager whose thread runs inside it.

    With `ends_process`, a worker that does not stop when asked to is killed together with its child processes. Nothing
    is lost, because unfinished transactions are rolled back.
    """

    def __init__(self, path: Path, pid: int, *, ends_process: bool = False) -> None:
        self._path, self._pid, self._ends_process = path, pid, ends_process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
        self._step, self._current, self._done, self._total = "Starting", "", 0, 0
        self._begun, self._done_before, self._ratio = time.monotonic(), 0, 0.0
        self._expected: float | None = None  # estimated time of completion
        self.stop_asked = False
        self.claim_lost = False  # another worker has taken over, so this one must not write

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def begin(self, step: str, total: int = 0, done: int = 0, *, ratio: float = 0.0) -> None:
        """Begin or resume a step; `ratio` is the expected duration of later steps relative to this one."""
        if step != self._step:
            self._begun, self._done_before, self._expected = time.monotonic(), done, None
        self._step, self._current, self._done, self._total, self._ratio = step, "", done, total, ratio

    def at(self, current: str, done: int, total: int | None = None) -> None:
        """Report the progress of the step."""
        self._current, self._done = current, done
        if total is not None:
            self._total = total
        if self._step in (READING, FETCHING):  # one after another, each about as long as those before
            self._expect(done, self._total)

    def measure(self, done: int, total: int) -> None:
        """Report a finished batch; the speed is measured here, because it varies within a batch."""
        self._done, self._total = done, total
        self._expect(done, total)

    def _expect(self, done: int, total: int) -> None:
        now = time.monotonic()
        spent, done_since = now - self._begun, done - self._done_before
        if done_since > 0 and spent > _FEW_SECONDS:
            each = spent / done_since
            self._expected = now + max(total - done, 0) * each + self._ratio * total * each

    @property
    def may_continue(self) -> bool:
        """True if the worker may begin another piece of work."""
        return not self.stop_asked and not self.claim_lost

    def _run(self) -> None:
        written: tuple[object, ...] = ()
        at, asked_at = 0.0, None
        with opened(self._path) as con:
            while not self._ended.wait(EVERY_SECONDS):
                now = (self._step, self._current, self._done, self._total)
                due = now != written or time.monotonic() - at >= _IDLE_SECONDS
                try:
                    if due:
                        self._write(con, now)
                        written, at = now, time.monotonic()
                    row = con.execute("SELECT pid, cancel FROM work WHERE n = 1").fetchone()
                    self.claim_lost = self.claim_lost or row[0] != self._pid
                    self.stop_asked = bool(row[1])
                except sqlite3.OperationalError:  # the library is busy; the next heartbeat will do
                    _log.warning("Progress could not be written", exc_info=True)
                if not self.stop_asked:
                    asked_at = None
                elif asked_at is None:
                    asked_at = time.monotonic()
                elif self._ends_process and time.monotonic() - asked_at > _GRACE_SECONDS:
                    self._end_process(con)

    def _end_process(self, con: sqlite3.Connection) -> None:
        _log.warning("Asked to stop, it was still at: %s. It is ended", self._step)
        leave(con, self._pid)
        for child in psutil.Process().children(recursive=True):
            child.kill()
        os._exit(0)  # the only way out of a call that hangs

    def _write(self, con: sqlite3.Connection, now: tuple[str, str, int, int]) -> None:
        con.execute(
            "UPDATE work SET heartbeat = ?, step = ?, current = ?, done = ?, total = ?, seconds_left = ? "
            "WHERE n = 1 AND pid = ?",
            (time.time(), *now, self._estimate(), self._pid),
        )

    def _estimate(self) -> float | None:
        return None if self._expected is None else max(self._expected - time.monotonic(), 1.0)
