"""Toponym resolution: which place a name means, decided among namesakes by the other places in its articles.

One pass over the whole library, so that filters do not change the result. Unambiguous names come first (countries,
states, the largest cities, peoples of countries), then those that co-occurring names decide, then the others, with
these as additional context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from components.library.store.records import distinct_pairs

if TYPE_CHECKING:
    from components.analysis.entities.places import Place
    from components.analysis.entities.toponyms import PlaceContext
    from components.library.queries.frames import Frames

_BESIDE = 2  # length of ", " between a place and its state or country


def locate_places(frames: Frames) -> dict[int, Place]:
    """The place of each entity with known coordinates, by entity number."""
    from components.analysis.entities.places import find_places, is_qualified  # loaded only if a map is requested
    from components.analysis.entities.toponyms import choose_place, is_evidence

    candidates: dict[int, tuple[Place, ...]] = {}
    explicit: set[int] = set()
    for number, names in _read_names(frames):
        # A renamed place keeps the location of its original name.
        for name in names:
            if found := find_places(name):
                candidates[number] = found
                if is_qualified(name):
                    explicit.add(number)
                break
    surroundings = _Surroundings(frames)
    located = {number: found[0] for number, found in candidates.items() if is_evidence(found)}
    for _ in range(2):
        surroundings.learn(located)
        # The unambiguous ones are checked again: the articles may mean another London.
        decided = {
            number: choose_place(found, surroundings.describe(number, located), is_explicit=number in explicit)
            for number, found in candidates.items()
        }
        located = {number: place for number, place in decided.items() if place}
    return located


def _read_names(frames: Frames) -> Iterable[tuple[int, tuple[str, ...]]]:
    places = frames.entities[frames.entities["type"] == "place"]
    for number, name, others in zip(places.index.tolist(), places["name"], places["machine_names"], strict=True):
        yield number, (name, *others)


class _Surroundings:
    """Context of place names: the regions (countries and their parts) in each article and right after each name."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        named = frames.mentions[frames.named["mentions"]]
        kept = np.isin(frames.entity_types, ("place", "group"))[named["entity"].to_numpy()]
        named = named[kept]
        pairs = distinct_pairs(named["entity"].to_numpy(), named["article"].to_numpy(), frames.n_article_slots)
        shape = (frames.n_entity_slots, frames.n_article_slots)
        self._naming = sparse.csr_array((np.ones(len(pairs[0]), dtype=np.int32), pairs), shape=shape)
        self._n_articles = np.maximum(np.diff(self._naming.indptr), 1)
        self._n_mentions = np.maximum(np.bincount(named["entity"].to_numpy(), minlength=shape[0]), 1)
        self._next = _pair_neighbours(named)
        self._peoples = _read_peoples(frames)
        self._regions: dict[str, int] = {}
        self._codes: list[str] = []
        self._beside: dict[int, Counter[str]] = {}
        self._pile: dict[str, float] = {}

    def learn(self, located: Mapping[int, Place]) -> None:
        """Add the known locations of entities."""
        regions: dict[str, int] = {}
        rows, columns = [], []
        for number, codes in ((n, (place.country, place.state)) for n, place in located.items()):
            for code in filter(None, codes):
                rows.append(number)
                columns.append(regions.setdefault(code, len(regions)))
        for number, code in self._peoples:
            rows.append(number)
            columns.append(regions.setdefault(code, len(regions)))
        shape = (self._naming.shape[0], len(regions))
        lying = sparse.csr_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=shape)
        self._holding = sparse.csr_array(lying.T @ self._naming)  # region x article: number of its places
        holding = self._holding.sign()
        self._counts = sparse.csr_array(self._naming @ holding.T)  # entity x region: articles that name both
        self._regions, self._codes = regions, list(regions)
        n_analysed = max(int((self._frames.articles["status"] == "analysed").sum()), 1)
        shares = np.asarray(holding.sum(axis=1)).ravel() / n_analysed
        self._pile = {code: float(shares[at]) for code, at in regions.items()}
        self._beside = {}
        for first, second in self._next:
            if (place := located.get(second)) and (code := self._find_region(second, place)):
                self._beside.setdefault(first, Counter())[code] += 1

    def _find_region(self, number: int, place: Place) -> str:
        """The country or state that a place is, or that it shares its name with: Albany, New York."""
        from components.analysis.entities.places import find_region

        if place.kind in ("country", "state"):
            return place.state or place.country
        code = find_region(self._frames.entity_names[number])
        return code if code == place.state else ""

    def describe(self, number: int, located: Mapping[int, Place]) -> PlaceContext:
        """The context of one entity's name, excluding the entity itself."""
        from components.analysis.entities.toponyms import PlaceContext

        n_articles, n_mentions = int(self._n_articles[number]), int(self._n_mentions[number])
        begin, end = self._counts.indptr[number : number + 2]
        counts = dict(zip(self._counts.indices[begin:end].tolist(), self._counts.data[begin:end].tolist(), strict=True))
        if place := located.get(number):
            for code in filter(None, (place.country, place.state)):
                counts[self._regions[code]] = self._count_others(number, self._regions[code])
        return PlaceContext(
            named={self._codes[at]: count / n_articles for at, count in counts.items() if count},
            beside={code: count / n_mentions for code, count in self._beside.get(number, Counter()).items()},
            pile=self._pile,
        )

    def _count_others(self, number: int, region: int) -> int:
        """The number of articles naming an entity that also name another place of the region."""
        begin, end = self._holding.indptr[region : region + 2]
        several = self._holding.indices[begin:end][self._holding.data[begin:end] > 1]
        begin, end = self._naming.indptr[number : number + 2]
        return int(np.isin(self._naming.indices[begin:end], several).sum())


def _pair_neighbours(named: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of entities whose names are a comma apart, in text order."""
    order = np.lexsort((named["start"].to_numpy(), named["article"].to_numpy()))
    article, start, end, entity = (named[column].to_numpy()[order] for column in ("article", "start", "end", "entity"))
    at = np.flatnonzero((article[1:] == article[:-1]) & (start[1:] - end[:-1] == _BESIDE))
    return list(zip(entity[at].tolist(), entity[at + 1].tolist(), strict=True))


def _read_peoples(frames: Frames) -> list[tuple[int, str]]:
    """Groups that are the people of one country, with its code; not "Georgians", who may be from the state."""
    from components.analysis.entities.gazetteer import countries
    from components.analysis.entities.places import find_places
    from components.analysis.entities.toponyms import is_evidence

    sure = {country.code for country in countries() if is_evidence(find_places(country.names[0]))}
    groups = frames.entity_types == "group"
    return [
        (number, code)
        for number, codes in frames.countries.items()
        if groups[number] and len(codes) == 1
        for code in codes
        if code in sure
    ]
