"""Toponym resolution: which of several places with one name is meant, by context, then by population.

A name is resolved to a point only where the text supports it. The heuristics are those that J. L. Leidner, "Toponym
Resolution in Text" (2007), chapter 3, collects from earlier work: a state or country named beside the place
("contained-in qualifier") counts most, then other places of its region in the same articles ("local context"), then
its population ("maximum population"). Support is either of the first two, or that it is the only place of its size: a
country, a state, or a city of at least 500,000 people or known in very many languages, with at least three times the
people of the next one of that name. If nothing is decisive, no place is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.analysis.entities.lexicon import FACILITY_ENDS
from components.analysis.entities.places import Place, find_places, is_qualified, read_neighbours

_MARGIN = math.log10(3)  # lead over the next candidate, in log10 of population
_IMPLAUSIBLE = 3000  # a place this many times less prominent than another must be named explicitly
_SURE = 20  # a place this many times as prominent as its namesakes is evidence for its neighbours
_WELL_KNOWN = 500_000  # inhabitants; a smaller city needs a mention of its state or country
_SMALL = 100_000  # inhabitants; in `_RECURRING`, a smaller city needs a mention of its state
_RECURRING = ("US",)
# Weight of each kind of context, in log10 of population, if all articles that name the place have it.
_BESIDE, _IN_STATE, _IN_COUNTRY, _NEAR, _IN_PILE = 6.0, 2.0, 1.7, 0.5, 0.5
_OFTEN = 0.5  # share of mentions followed by the state or country that makes a place explicit
_AT_HOME = 0.2  # share of all articles naming the country above which its towns need no further context


@dataclass(frozen=True)
class PlaceContext:
    """The context of a name; regions are country codes ("US") and states ("US-GA")."""

    named: Mapping[str, float] = field(default_factory=dict)  # region -> share of its articles naming a place in it
    beside: Mapping[str, float] = field(default_factory=dict)  # region -> share of the name's mentions: "Paris, Texas"
    pile: Mapping[str, float] = field(default_factory=dict)  # country -> share of all articles naming a place in it


NO_CONTEXT = PlaceContext()


def locate_place(name: str, context: PlaceContext = NO_CONTEXT) -> Place | None:
    """The place that a name means in its context, or None if that is open or the name is unknown."""
    return choose_place(find_places(name), context, is_explicit=is_qualified(name))


def is_evidence(candidates: Sequence[Place]) -> bool:
    """Whether a name is unambiguous without context: most countries and states, the largest cities."""
    if not candidates:
        return False
    first = candidates[0]
    is_ahead = len(candidates) == 1 or first.weight >= _SURE * candidates[1].weight
    return is_ahead and (first.kind in ("country", "state") or first.weight >= _WELL_KNOWN)


def choose_place(
    candidates: Sequence[Place], context: PlaceContext = NO_CONTEXT, *, is_explicit: bool = False
) -> Place | None:
    """The place that is meant, of candidates in order of prominence; None if none leads clearly."""
    kept = [place for place in candidates if _is_plausible(place, candidates, context)]
    if not kept:
        return None
    ranked = sorted(((_score(place, context), place) for place in kept), key=lambda pair: -pair[0])
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
        return None
    best = ranked[0][1]
    return best if is_explicit or _is_supported(best, context) else None


def _is_plausible(place: Place, candidates: Sequence[Place], context: PlaceContext) -> bool:
    """Whether a candidate is plausible: beside Paris in France, the one in Texas only if named "Paris, Texas"."""
    first = candidates[0]
    if place is first or _share(place, context.beside) >= _OFTEN:
        return True
    if first.kind == "country" and place.kind in ("city", "county"):
        return False
    return place.weight * _IMPLAUSIBLE >= first.weight


def _score(place: Place, context: PlaceContext) -> float:
    named = context.named
    inner = named.get(place.state or place.country, 0.0)
    near = max((named.get(code, 0.0) for code in read_neighbours().get(place.country, ())), default=0.0)
    return (
        math.log10(max(place.weight, 1.0))
        + _BESIDE * _share(place, context.beside)
        + _IN_STATE * inner
        + _IN_COUNTRY * named.get(place.country, 0.0)
        + _NEAR * (near if place.kind == "country" else 0.0)
        + _IN_PILE * context.pile.get(place.country, 0.0)
    )


def _is_supported(place: Place, context: PlaceContext) -> bool:
    """Whether the context supports the place: a town is not shown only because a fictional one has its name."""
    if place.kind in ("country", "state"):
        return True
    if _share(place, context.beside):
        return True
    if place.weight >= _WELL_KNOWN or place.is_famous:
        return True
    if _is_said_to_lie_elsewhere(place, context):
        return False
    if context.named.get(place.state):
        return True
    if _is_called_after_what_is_built(place) or (place.weight < _SMALL and place.country in _RECURRING):
        return False
    return bool(context.named.get(place.country)) or context.pile.get(place.country, 0.0) >= _AT_HOME


def _is_said_to_lie_elsewhere(place: Place, context: PlaceContext) -> bool:
    """Whether the country behind the name is another one: "Salinas, Mexico" is not the one in California."""
    return any(
        share >= _OFTEN for region, share in context.beside.items() if "-" not in region and region != place.country
    )


def _is_called_after_what_is_built(place: Place) -> bool:
    """Whether a town's or quarter's name could be that of a park, square or street in any town: "Lincoln Park"."""
    return place.name.rpartition(" ")[2].casefold() in FACILITY_ENDS and " " in place.name


def _share(place: Place, regions: Mapping[str, float]) -> float:
    return max(regions.get(place.country, 0.0), regions.get(place.state, 0.0) if place.state else 0.0)
