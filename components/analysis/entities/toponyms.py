"""Which of the places that bear one name is meant: by what else the articles name, then by size.

Weighs candidates as people weigh them: a place inside the same state or country named beside it counts most, then
how well known it is. Where neither decides clearly, nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.analysis.entities.places import Place, find_places, is_narrowed, read_neighbours

_MARGIN = math.log10(3)  # by which one candidate must lead; in the size of what is equally likely by all else
_HOPELESS = 3000  # times less well known than another, a place is meant only where the text says so
_SURE = 20  # times as well known as any other of its name, a place counts as evidence for its neighbours
_WELL_KNOWN = 500_000  # below, a city needs somebody who names its state or country
_SMALL = 100_000  # below, where names of towns recur from state to state, its state
_RECURRING = ("US",)
# What each kind of company is worth, in powers of ten of size, where all articles that name the place have it.
_BESIDE, _IN_STATE, _IN_COUNTRY, _NEAR, _IN_PILE = 6.0, 2.0, 1.7, 0.5, 0.5
_OFTEN = 0.5  # of its mentions are followed by its state's or country's name
_AT_HOME = 0.2  # of a pile's articles name the country, so that its towns need no more


@dataclass(frozen=True)
class Company:
    """What stands beside a name; regions are country codes ("US") and parts of countries ("US-GA")."""

    named: Mapping[str, float] = field(default_factory=dict)  # region -> share of its articles that name one in it
    beside: Mapping[str, float] = field(default_factory=dict)  # region -> share of its mentions: "Paris, Texas"
    pile: Mapping[str, float] = field(default_factory=dict)  # country -> share of all articles that name one in it


ALONE = Company()


def locate_place(name: str, company: Company = ALONE) -> Place | None:
    """The place that a name means in that company, or None where that is open or nothing of the name is known."""
    return choose_place(find_places(name), company, is_explicit=is_narrowed(name))


def is_evidence(candidates: Sequence[Place]) -> bool:
    """Whether a name says by itself, without company, where it lies: most countries and states, the largest cities."""
    if not candidates:
        return False
    first = candidates[0]
    is_ahead = len(candidates) == 1 or first.weight >= _SURE * candidates[1].weight
    return is_ahead and (first.kind in ("country", "state") or first.weight >= _WELL_KNOWN)


def choose_place(candidates: Sequence[Place], company: Company = ALONE, *, is_explicit: bool = False) -> Place | None:
    """Of the places that bear one name, the best known first, the one that is meant."""
    kept = [place for place in candidates if _is_thinkable(place, candidates, company)]
    if not kept:
        return None
    ranked = sorted(((_score(place, company), place) for place in kept), key=lambda pair: -pair[0])
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
        return None
    best = ranked[0][1]
    return best if is_explicit or _is_supported(best, company) else None


def _is_thinkable(place: Place, candidates: Sequence[Place], company: Company) -> bool:
    """Paris in Texas is not, beside the French one, unless the text says Texas right behind; nor a town named Peru."""
    first = candidates[0]
    if place is first or _share(place, company.beside) >= _OFTEN:
        return True
    if first.kind == "country" and place.kind in ("city", "county"):
        return False
    return place.weight * _HOPELESS >= first.weight


def _score(place: Place, company: Company) -> float:
    named = company.named
    inner = named.get(place.state or place.country, 0.0)
    near = max((named.get(code, 0.0) for code in read_neighbours().get(place.country, ())), default=0.0)
    return (
        math.log10(max(place.weight, 1.0))
        + _BESIDE * _share(place, company.beside)
        + _IN_STATE * inner
        + _IN_COUNTRY * named.get(place.country, 0.0)
        + _NEAR * (near if place.kind == "country" else 0.0)
        + _IN_PILE * company.pile.get(place.country, 0.0)
    )


def _is_supported(place: Place, company: Company) -> bool:
    """Whether a point may be shown: no town stands on the map only because an invented one bears its name."""
    if place.kind in ("country", "state") or place.weight >= _WELL_KNOWN or place.is_famous:
        return True
    if _share(place, company.beside) or company.named.get(place.state):
        return True
    if place.weight < _SMALL and place.country in _RECURRING:
        return False
    return bool(company.named.get(place.country)) or company.pile.get(place.country, 0.0) >= _AT_HOME


def _share(place: Place, regions: Mapping[str, float]) -> float:
    return max(regions.get(place.country, 0.0), regions.get(place.state, 0.0) if place.state else 0.0)
