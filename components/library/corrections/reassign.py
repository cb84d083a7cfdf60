"""Reassignment of mentions to another entity, and of the quotes, sentiments and pronouns that depend on them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

import numpy as np

from components.library.corrections.identities import normalise
from components.library.store.records import NOBODY, lookup, read_in
from components.library.store.tables import Tables
from components.types import MENTION_KINDS

_NAME, _PRONOUN = MENTION_KINDS.index("name"), MENTION_KINDS.index("pronoun")


class Reassignments:
    """Reassigns mentions by surface form, before entities are merged or hidden.

    Dependent rows follow: quotes whose speaker span is a reassigned mention, sentiments anchored at one, and the
    pronouns of an article that no longer names the old entity.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._found = tables.mentions["entity"].to_numpy()
        self._kind = tables.mentions["kind"].to_numpy()
        self._article = tables.mentions["article"].to_numpy()
        self.entity = self._found.copy()

    def reassign(self, form: str, to: int, out_of: Collection[int] | None = None) -> None:
        """Reassign every mention with this surface form to `to`; with `out_of`, only names of these entities."""
        rows = self._written(form)
        if out_of is None:
            rows = rows[self._kind[rows] != _PRONOUN]
        else:
            rows = rows[(self._kind[rows] == _NAME) & np.isin(self.entity[rows], list(out_of))]
        self.entity[rows] = to

    def _written(self, form: str) -> np.ndarray:
        order, surfaces = self._by_surface
        parts = [
            order[np.searchsorted(surfaces, code) : np.searchsorted(surfaces, code, side="right")]
            for code in self._codes.get(normalise(form), ())
        ]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    @cached_property
    def _by_surface(self) -> tuple[np.ndarray, np.ndarray]:
        surfaces = self._tables.mentions["surface"].to_numpy()
        order = np.argsort(surfaces, kind="stable")
        return order, surfaces[order]

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        codes: defaultdict[str, list[int]] = defaultdict(list)
        for code, text in enumerate(self._tables.surfaces.tolist()):
            codes[normalise(text)].append(code)
        return codes

    def finish(self, con: sqlite3.Connection) -> None:
        """Write the reassignments and everything that follows from them into the tables."""
        tables = self._tables
        moved = self.entity != self._found
        if not moved.any():
            return
        speakers = self._follow_speakers(con, moved)
        left = self._articles_left(moved)
        self._follow_pronouns(moved, left)
        quoted, where = tables.quotes["speaker"].to_numpy().copy(), tables.quotes["article"].to_numpy()
        theirs = np.isin(quoted, list({old for _, old in left})) & np.isin(
            where, list({article for article, _ in left})
        )
        for row in np.flatnonzero(theirs).tolist():
            if (new := left.get((int(where[row]), int(quoted[row])))) is not None:
                speakers[row] = new
        for row, new in speakers.items():
            quoted[row] = new
        tables.quotes = tables.quotes.assign(speaker=quoted)
        numbers = tables.mentions["mention"].to_numpy()
        new_entity = lookup(numbers, self.entity, int(numbers.max()) + 1, NOBODY)
        has_moved = lookup(numbers, self.entity != self._found, len(new_entity), False)
        for name in ("quote_mentions", "sentiments"):
            table = getattr(tables, name)
            mentions = np.minimum(table["mention"].to_numpy(), len(new_entity) - 1)
            entity = np.where(has_moved[mentions], new_entity[mentions], table["entity"].to_numpy())
            setattr(tables, name, table.assign(entity=entity))
        tables.mentions = tables.mentions.assign(entity=self.entity)

    def _articles_left(self, moved: np.ndarray) -> dict[tuple[int, int], int]:
        """(article, old entity) -> new entity, if the article no longer names the old one and only one replaced it."""
        is_name = self._kind == _NAME
        targets: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        rows = np.flatnonzero(moved & is_name)
        for article, old, new in zip(
            self._article[rows].tolist(), self._found[rows].tolist(), self.entity[rows].tolist(), strict=True
        ):
            targets[article, old].add(new)
        staying = is_name & ~moved & np.isin(self._found, list({old for _, old in targets}))
        named = set(zip(self._article[staying].tolist(), self._found[staying].tolist(), strict=True))
        return {pair: min(new) for pair, new in targets.items() if len(new) == 1 and pair not in named}

    def _follow_pronouns(self, moved: np.ndarray, left: dict[tuple[int, int], int]) -> None:
        others = ~moved & (self._kind != _NAME) & np.isin(self._found, list({old for _, old in left}))
        for row in np.flatnonzero(others).tolist():
            new = left.get((int(self._article[row]), int(self._found[row])))
            if new is not None:
                self.entity[row] = new

    def _follow_speakers(self, con: sqlite3.Connection, moved: np.ndarray) -> dict[int, int]:
        """Quote row -> new speaker, for quotes whose speaker span overlaps a reassigned mention."""
        places: defaultdict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
        mentions = self._tables.mentions
        starts, ends = mentions["start"].to_numpy(), mentions["end"].to_numpy()
        for row in np.flatnonzero(moved).tolist():
            place = (int(starts[row]), int(ends[row]), int(self.entity[row]))
            places[int(self._article[row]), int(self._found[row])].append(place)
        numbers = self._tables.quotes["quote"].to_numpy()
        sql = (
            "SELECT n, article, speaker, speaker_start, speaker_end FROM quotes WHERE speaker_start >= 0 AND article IN"
        )
        found = {}
        for quote, article, speaker, start, end in read_in(con, sql, {article for article, _ in places}):
            for mention_start, mention_end, new in places.get((article, speaker), ()):
                row = int(np.searchsorted(numbers, quote))
                if mention_start < end and mention_end > start and row < len(numbers) and numbers[row] == quote:
                    found[row] = new
        return found
