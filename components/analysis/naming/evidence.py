"""What the words of a name say of its type."""

from __future__ import annotations

import itertools

from components.analysis import gazetteer
from components.analysis.document import Document, build_plain
from components.analysis.naming.genre import is_sport_report
from components.analysis.naming.lexicon import (
    CLUBS,
    CORPORATE,
    EVENT_HEADS,
    FAMOUS,
    LAND_OPENERS,
    LAW_HEADS,
    NUMBERED,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    PLACE_OPENERS,
    SURNAME_HEADS,
    THING_HEADS,
)
from components.analysis.naming.lists import is_country, match_lists
from components.analysis.naming.spans import Candidate

_LIST_WEIGHT = 4.0
Weights = dict[str, float]


def weigh_form(doc: Document, candidate: Candidate) -> Weights:
    """What the words of a name say, wherever it stands."""
    start, end = candidate.start, candidate.end
    texts = [text for text in doc.tokens[start:end] if not text.isspace()]
    weights: Weights = {}
    first, last = texts[0], texts[-1]
    if known := match_lists(doc, start, end):
        weights[known] = _LIST_WEIGHT
    if len(texts) == 1:
        _weigh_word(first, weights)
        return weights
    if len(texts) == 2 and first in gazetteer.given_names() and last in SURNAME_HEADS | PLACE_HEADS:
        add_weight(weights, "person", 1.5)  # "Peter Marsh" or "Charlotte Observer"
        add_weight(weights, "organisation" if last in ORG_HEADS else "place", 1.2)
    elif last in ORG_HEADS or last.lower() in CORPORATE:
        add_weight(weights, "organisation", 5.0 if last.lower() in CORPORATE else 3.0)
    elif any(text in ORG_HEADS and after in ("of", "for", "on") for text, after in itertools.pairwise(texts)):
        add_weight(weights, "organisation", 3.0)  # "University of Oslo", "Kelby School of Commerce"
    elif last in PLACE_HEADS or first in PLACE_OPENERS:
        add_weight(weights, "place", 2.5)
    elif looks_like_person(texts):
        add_weight(weights, "person", 2.0)
    if last.lower() in EVENT_HEADS and first not in ("Week", "Day"):
        add_weight(
            weights, "event", 4.0 if last.lower() not in ("cup", "open", "forum", "final", "day", "week") else 2.0
        )
    if len(texts) == 2 and first.lower() in NUMBERED and (last.isdigit() or (len(last) == 1 and last.isupper())):
        add_weight(weights, "place", 5.0)
    if first in ("St", "St.", "Saint") and (last in ORG_HEADS):
        add_weight(weights, "organisation", 2.0)
    if is_sport_report(doc) and first in CLUBS:
        add_weight(weights, "organisation", 3.0)
    if first == "Team":
        add_weight(weights, "organisation", 4.0)
    if first == "Project":
        add_weight(weights, "product", 4.0)
    elif first in ("Operation", "Hurricane", "Typhoon", "Cyclone"):
        add_weight(weights, "event", 4.0)
    if "&" in texts:
        add_weight(weights, "organisation", 2.0)
    if len(texts) == 3 and len(texts[1]) == 2 and texts[1].endswith(".") and last.istitle() and last not in ORG_HEADS:
        add_weight(weights, "person", 2.0)  # "Gonzalo P. Curiel"
    if any(text[:1].isdigit() for text in texts):
        add_weight(weights, "person", -3.0)
    if last.lower() in LAW_HEADS:
        add_weight(weights, "law", 3.0)
    elif last.lower() in THING_HEADS:
        add_weight(weights, "product", 3.0)
    if first in LAND_OPENERS and len(texts) < 4 and match_lists(doc, start + 1, end) == "place":
        add_weight(weights, "place", 3.0)
    elif len(texts) == 2 and is_country(last) and first not in gazetteer.given_names() and first not in FAMOUS:
        add_weight(weights, "organisation", 0.0 if candidate.type == "place" else 1.5)  # "Environment Canada"
    return weights


def _weigh_word(text: str, weights: Weights) -> None:
    large, small = gazetteer.cities()
    _, unsure = gazetteer.organisations()
    if text in unsure:
        add_weight(weights, "organisation", 0.5)
    if text in large:
        add_weight(weights, "place", 1.0)
    elif text in small and text not in gazetteer.given_names():
        add_weight(weights, "place", 0.3)
    if text in gazetteer.given_names():
        add_weight(weights, "person", 0.7)
    if build_plain(text) in FAMOUS:
        add_weight(weights, "person", 1.5)
    elif len(text) > 1 and text.isupper() and text.isalpha():
        add_weight(weights, "organisation", 0.7)
        add_weight(weights, "person", -1.5)
        add_weight(weights, "place", -0.5)
    elif any(c.isupper() for c in text[1:]) and not text.startswith(("Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le")):
        add_weight(weights, "organisation", 0.7)
        add_weight(weights, "person", -0.5)
    if any(c.isdigit() for c in text):
        add_weight(weights, "person", -2.0)
        add_weight(weights, "place", -1.0)
        add_weight(weights, "organisation", -0.5)


def looks_like_person(texts: list[str]) -> bool:
    """Whether a name of several words begins with a given name and goes on like a person's."""
    if texts[0] not in gazetteer.given_names():
        return False
    return all(
        (text[0].isupper() and (text.isalpha() or "." in text or "’" in text or "'" in text))
        or text.lower() in PARTICLES
        or text == "-"
        for text in texts[1:]
    ) and not any(text in ORG_HEADS or text in PLACE_HEADS for text in texts[1:])


def add_weight(weights: Weights, kind: str, value: float) -> None:
    weights[kind] = weights.get(kind, 0.0) + value
