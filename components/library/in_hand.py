"""What the worker has in hand, noted in the library: a file or an article that brings it down is found and left out.

A worker that runs out of memory, or is brought down by a library below Python, leaves its note behind. The next
worker takes what stands there by itself, so that one culprit no longer takes others with it, and gives up on what was
in hand MOST_TIMES when a worker ended.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

MOST_TIMES = 3
_KEY = "in_hand"


def file_key(number: int) -> str:
    """How an upload is noted."""
    return f"file {number}"


def article_key(number: int) -> str:
    """How an article is noted."""
    return f"article {number}"


class InHand:
    """The notes of one worker; those of earlier ones that never finished are read once, at the start."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._times = _read(con)

    def is_suspect(self, key: str) -> bool:
        """Whether a worker ended with this in hand."""
        return self._times.get(key, 0) > 0

    def is_hopeless(self, key: str) -> bool:
        """Whether that has happened so often that it should be left out."""
        return self._times.get(key, 0) >= MOST_TIMES

    def count_safe(self, keys: Sequence[str]) -> int:
        """How many from the beginning may be taken together: a suspect is taken alone."""
        for place, key in enumerate(keys):
            if self.is_suspect(key):
                return max(1, place)
        return len(keys)

    def take(self, keys: Iterable[str]) -> None:
        """Note what is begun; nothing that pages show changes by it, so the library keeps its revision."""
        for key in keys:
            self._times[key] = self._times.get(key, 0) + 1
        self._write()

    def put_down(self, keys: Iterable[str]) -> None:
        """Strike out what is finished or given up, within the caller's transaction."""
        for key in keys:
            self._times.pop(key, None)
        self._write()

    def _write(self) -> None:
        if self._times:
            self._con.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_KEY, json.dumps(self._times)))
        else:
            forget_in_hand(self._con)


def forget_in_hand(con: sqlite3.Connection) -> None:
    """Strike out everything: what stopped the worker was none of it."""
    con.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def _read(con: sqlite3.Connection) -> dict[str, int]:
    row = con.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    times: dict[str, int] = json.loads(row[0]) if row else {}
    return times
