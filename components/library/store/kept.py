"""Keeps what was computed of tables for as long as the tables last.

A correction changes few tables; what depends on the others alone is not computed again.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import pandas as pd

T = TypeVar("T")
_MOST = 2  # tables of two libraries, or of one before and after a correction


class Kept(Generic[T]):
    """The latest results of one computation; tables are told apart by identity, never by content."""

    def __init__(self) -> None:
        self._results: deque[tuple[tuple[weakref.ref[pd.DataFrame], ...], Hashable, T]] = deque(maxlen=_MOST)

    def get(self, compute: Callable[[], T], *tables: pd.DataFrame, given: Hashable = None) -> T:
        """The result for these tables and what else was `given`, computed where it is not known."""
        for references, other, result in tuple(self._results):
            if other == given and all(one() is table for one, table in zip(references, tables, strict=True)):
                return result
        result = compute()
        self._results.append((tuple(map(weakref.ref, tables)), given, result))
        return result
