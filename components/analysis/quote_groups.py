"""Groups of quotes that are one quote, each named by the number of a quote in it; built up as quotes come in.

That quotes are grouped by shared runs of words follows Leskovec, Backstrom and Kleinberg, Meme-tracking, 2009.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from components.analysis.text_reuse import FIRM, Wording, find_link, list_prints

T = TypeVar("T")
MOST_SHARING = 50  # quotes that are looked up for one fingerprint, the latest first
_MOST_COMPARED = 20  # candidates that are compared, those with most fingerprints in common first
_MOST_BY_ONE = 4  # of the candidates, those with only one in common: the more quotes, the more of them by chance
_MOST_DAYS = 14  # between two quotes that are one only because the speaker is the same


@dataclass(frozen=True, slots=True)
class Said:
    """One quote as grouping sees it."""

    number: int
    article: int
    speaker: int | None
    day: int | None  # of its article, since any one day
    wording: Wording


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a new quote to an earlier one."""

    quote: int
    strength: int  # FIRM, WITH_SPEAKER or PARAPHRASE
    same_speaker: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """The group of a quote, and whether it belongs to it whoever speaks."""

    group: int
    is_firm: bool


def list_links(new: Said, near: Iterable[Said]) -> list[Link]:
    """The links of a quote to candidates of other articles; what asks for the same speaker also asks for the same days.

    Who speaks is not asked here, since a person may correct it.
    """
    links = []
    for other in near:
        strength = find_link(new.wording, other.wording) if other.article != new.article else 0
        is_far = new.day is not None and other.day is not None and abs(new.day - other.day) > _MOST_DAYS
        if strength and (strength == FIRM or not is_far):
            links.append(Link(other.number, strength, new.speaker is not None and new.speaker == other.speaker))
    return links


def place_quote(
    quote: int, links: Sequence[Link], known: Mapping[int, Membership]
) -> tuple[dict[int, Membership], tuple[int, ...]]:
    """What a new quote changes: memberships, and which groups go into its own.

    Only firm links merge groups; any other attaches the quote to one group, of the same speaker if there is one.
    `known` holds the memberships of the linked quotes.
    """
    firm = [link.quote for link in links if link.strength == FIRM]
    if firm:
        groups = sorted({own.group for one in firm if (own := known.get(one)) and own.is_firm})
        own = Membership(groups[0] if groups else min(quote, *firm), True)
        return dict.fromkeys((quote, *firm), own), tuple(groups[1:])
    if not links:
        return {}, ()
    best = max(links, key=lambda link: (link.same_speaker, link.strength))
    before = known.get(best.quote)
    own = Membership(min(quote, best.quote) if before is None else before.group, False)
    return {quote: own} if before else {quote: own, best.quote: own}, ()


def find_groups(quotes: Iterable[Said]) -> dict[int, Membership]:
    """The groups of quotes, given in order; those without one are left out.

    The same as placing one after the other in a library that holds those before it.
    """
    found: dict[int, Membership] = {}
    members: dict[int, set[int]] = {}
    places: dict[int, list[Said]] = {}
    for said in quotes:
        prints = list_prints(said.wording)
        near = rank_candidates([places.get(one, [])[: -MOST_SHARING - 1 : -1] for one in prints])
        changed, merged = place_quote(said.number, list_links(said, near), found)
        for one, own in changed.items():
            if one in found:
                members[found[one].group].discard(one)
            found[one] = own
            members.setdefault(own.group, set()).add(one)
        for group in merged:
            into = changed[said.number].group
            found |= {one: replace(found[one], group=into) for one in members[group]}
            members[into] |= members.pop(group)
        for one in prints:
            places.setdefault(one, []).append(said)
    return found


def rank_candidates(sharing: Iterable[Sequence[T]]) -> list[T]:
    """The candidates to compare, given for each fingerprint those that share it, the latest first.

    Those with most fingerprints in common come first; of equals those whose are rarer, then the latest.
    """
    counts, rarity = Counter[T](), defaultdict[T, float](float)
    for own in sharing:
        for one in own:
            counts[one] += 1
            rarity[one] += 1 / len(own)
    ranked = sorted(counts, key=lambda one: (-counts[one], -rarity[one]))
    n_by_several = sum(n > 1 for n in counts.values())
    return ranked[: min(n_by_several + _MOST_BY_ONE, _MOST_COMPARED)]
