"""Crash guard: records what the worker is processing, so that an input that crashes it is found and skipped.

A worker that runs out of memory or crashes in native code leaves its record behind. The next worker retries each
recorded input alone, so that it takes no others down, and skips an input after MOST_TIMES crashes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from components.library.store import read_meta, write_meta

MOST_TIMES = 3
_KEY = "in_hand"


def file_key(number: int) -> str:
    """The key of an upload."""
    return f"file {number}"


def article_key(number: int) -> str:
    """The key of an article."""
    return f"article {number}"


class InHand:
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

    def take(self, keys: Iterable[str]) -> None:
        """Record inputs as being processed; creates no new revision of the library, because pages do not show it."""
        for key in keys:
            self._times[key] = self._times.get(key, 0) + 1
        self._write()

    def put_down(self, keys: Iterable[str]) -> None:
        """Remove finished or skipped inputs from the record, within the caller's transaction."""
        for key in keys:
            self._times.pop(key, None)
        self._write()

    def _write(self) -> None:
        if self._times:
            write_meta(self._con, _KEY, json.dumps(self._times))
        else:
            forget_in_hand(self._con)


def forget_in_hand(con: sqlite3.Connection) -> None:
    """Clear the record: none of these inputs caused the crash."""
    con.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def _read(con: sqlite3.Connection) -> dict[str, int]:
    times: dict[str, int] = json.loads(read_meta(con, _KEY) or "{}")
    return times
