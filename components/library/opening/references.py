"""Ids of a table's rows as numbers: the row of an id is its place in the table, counted from 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from components.types import DatelineError


def hash_ids(ids: pa.Array) -> np.ndarray:
    """A 64-bit hash of each id: of a hundred million ids, two share one once in four thousand times."""
    hashes: np.ndarray = pd.util.hash_array(ids.to_numpy(zero_copy_only=False), categorize=False)
    return hashes


class Numbers:
    """The numbers of one table's ids, given in order and in batches; eight bytes an id, sorted once all are known."""

    def __init__(self, table: str, column: str) -> None:
        self._table, self._column = table, column
        self._parts: list[np.ndarray] = []
        self._sorted = np.zeros(0, dtype=np.uint64)
        self._order = np.zeros(0, dtype=np.int64)
        self.size = 0

    def add(self, ids: pa.Array) -> np.ndarray:
        """Give some ids the next numbers, and return those."""
        self._parts.append(hash_ids(ids))
        first = self.size + 1
        self.size += len(ids)
        return np.arange(first, self.size + 1)

    def close(self) -> None:
        """Look for ids that are there twice. Raises DatelineError if one is."""
        hashes = np.concatenate(self._parts) if self._parts else np.zeros(0, dtype=np.uint64)
        self._parts = []
        self._order = np.argsort(hashes, kind="stable").astype(np.int32 if len(hashes) < 2**31 else np.int64)
        self._sorted = hashes[self._order]
        same = np.flatnonzero(self._sorted[1:] == self._sorted[:-1])
        if len(same):
            first, second = self._order[same[0] : same[0] + 2] + 1
            raise DatelineError(
                f"Rows {first:,} and {second:,} of the table {self._table} have the same {self._column}. "
                "Each needs one of its own."
            )

    def find(self, ids: pa.Array, where: str, *, optional: bool = False) -> np.ndarray:
        """The number of each id; 0 for an empty one if it is optional. Raises DatelineError if one is unknown."""
        hashes = hash_ids(ids)
        places = np.minimum(np.searchsorted(self._sorted, hashes), max(self.size - 1, 0))
        known = self._sorted[places] == hashes if self.size else np.zeros(len(hashes), dtype=bool)
        is_empty = pc.equal(ids, "").to_numpy(zero_copy_only=False) if optional else np.zeros(len(hashes), dtype=bool)
        wrong = np.flatnonzero(~known & ~is_empty)
        if len(wrong):
            shown = str(ids[int(wrong[0])])[:80]
            raise DatelineError(f"The table {where} names “{shown}”, which the table {self._table} does not have.")
        numbers = self._order[places].astype(np.int64) + 1 if self.size else np.zeros(len(hashes), dtype=np.int64)
        found: np.ndarray = np.where(is_empty, 0, numbers)
        return found


def find_codes(values: pa.Array, known: Sequence[str], table: str, column: str) -> np.ndarray:
    """The place of each word in a list. Raises DatelineError if a word is not in it."""
    codes = pc.index_in(values, value_set=pa.array(known, type=pa.string()))
    if codes.null_count:
        strange = str(values.filter(pc.is_null(codes))[0])[:80]
        raise DatelineError(f"The table {table} has “{strange}” as {column}, which this version does not know.")
    found: np.ndarray = codes.to_numpy(zero_copy_only=False)
    return found
