"""Evidence for a name's type: its own words, and the words beside each occurrence."""

from __future__ import annotations

import itertools

from components.analysis.document import Document, build_plain
from components.analysis.entities import gazetteer
from components.analysis.entities.appositions import weigh_nouns
from components.analysis.entities.gazetteer import is_country, is_country_or_region, match_lists
from components.analysis.entities.lexicon import (
    CLUBS,
    CORPORATE,
    DIRECTIONS,
    EVENT_HEADS,
    FACILITY_ENDS,
    FAMOUS,
    GOVERNED,
    HONORIFICS,
    LAND_OPENERS,
    LAW_HEADS,
    NUMBERED,
    OF_ORGANISATIONS,
    ORG_AFTER,
    ORG_HEADS,
    PARTICLES,
    PARTIES,
    PARTY_PEOPLE,
    PEOPLE_AFTER,
    PLACE_AFTER,
    PLACE_HEADS,
    PLACE_OPENERS,
    PLACE_WORDS_BEFORE,
    PRONOUNS,
    SPEECH,
    SURNAME_HEADS,
    THING_HEADS,
    TITLES,
    WORKS_FOR,
    is_sport_report,
)
from components.analysis.entities.metonymy import POSSESSIVE, acts_as_team
from components.analysis.entities.name_forms import looks_like_full_name, looks_like_person
from components.analysis.entities.spans import Candidate, is_title
from components.analysis.entities.tickers import find_tickers
from components.analysis.quotation_marks import CLOSING, OPENING

_LIST_WEIGHT = 4.0
Weights = dict[str, float]
_MADE = frozenset(("made", "built", "manufactured", "produced", "developed", "marketed", "sold", "supplied"))
_MAKERS = 8  # tokens of a list of makers
_QUOTE_ENDS = frozenset((",", ".", "!", "?", "…"))
_IN = 1.2  # weight of "in" before a single word
# fmt: off
_OF_PLACES = frozenset((
    "council", "mayor", "government", "capital", "airport", "harbour", "harbor", "port", "streets", "residents",
    "population", "economy", "parliament", "army", "police", "border", "outskirts", "suburbs", "downtown", "hospitals",
))
# fmt: on
_OF_PERSON = PRONOUNS.keys() - {"hers"}


def weigh_form(doc: Document, candidate: Candidate) -> Weights:
    """Weights from the words of the name itself, independent of context."""
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
    elif last in PLACE_HEADS or first in PLACE_OPENERS or last in FACILITY_ENDS:
        add_weight(weights, "place", 2.5)
    elif looks_like_person(texts):
        add_weight(weights, "person", 2.0)
    if last.lower() in EVENT_HEADS and first not in ("Week", "Day") and texts[-2] not in PARTICLES:
        add_weight(
            weights, "event", 4.0 if last.lower() not in ("cup", "open", "forum", "final", "day", "week") else 2.0
        )
    if len(texts) == 2 and first.lower() in NUMBERED and (last.isdigit() or (len(last) == 1 and last.isupper())):
        add_weight(weights, "place", 5.0)
    if first in ("St", "St.", "Saint") and (last in ORG_HEADS):
        add_weight(weights, "organisation", 2.0)
    if is_sport_report(doc) and first in CLUBS:
        add_weight(weights, "organisation", 3.0)
    if first in PARTICLES and first.islower() and last not in ORG_HEADS and last.lower() not in CORPORATE:
        add_weight(weights, "person", 2.0)  # "a de Souza spokeswoman"
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


def add_weight(weights: Weights, kind: str, value: float) -> None:
    """Add to the weight of a type, in place."""
    weights[kind] = weights.get(kind, 0.0) + value


# Context of one occurrence.


def _find_pronoun(doc: Document, end: int) -> tuple[str, float] | None:
    """Type and weight by the first pronoun after a name in its sentence: "Christie changed his plans"."""
    for i in range(end, min(end + 12, len(doc))):
        lower = doc.lower[i]
        if doc.sentence_of[i] != doc.sentence_of[end - 1] or doc.tags[i] == "NNP" or doc.pair_of[i]:
            return None
        if lower in _OF_PERSON:
            return "person", 0.5
        if lower in ("its", "itself"):
            return "organisation", 0.4
    return None


def _names_country(doc: Document, i: int) -> bool:
    """Whether a country is named at `i`, before a closing bracket."""
    ends = (j for j in range(i + 1, min(i + 4, len(doc))) if doc.tokens[j] == ")")
    return any(is_country(" ".join(doc.tokens[i:j])) for j in ends)


def _may_be_team(doc: Document, candidate: Candidate) -> bool:
    form = " ".join(doc.plain[candidate.start : candidate.end])
    return not is_country(form) and (candidate.type in ("place", "organisation", "") or form in gazetteer.cities()[0])


def _is_maker(doc: Document, start: int) -> bool:
    """Whether something was made by who is named: "made by Meridian and | Orsova"."""
    i = start - 1
    while i > max(start - _MAKERS, 0) and (doc.lower[i] in (",", "and", "&") or doc.tags[i].startswith("NNP")):
        i -= 1
    return i > 0 and doc.lower[i] == "by" and doc.lower[i - 1] in _MADE


def _speaks_after_quote(doc: Document, start: int, end: int) -> bool:
    """Whether a full name stands with a verb behind a quotation: "…," snapped | Odile Perrault |."""
    if start < 2 or (doc.tokens[start - 1] not in CLOSING and doc.tokens[start - 2] not in CLOSING):
        return False
    if not looks_like_full_name(doc, start, end):
        return False
    if doc.tags[start - 1] in ("VBD", "VBZ") and doc.tokens[start - 2] in CLOSING:
        return start > 2 and doc.tokens[start - 3] in _QUOTE_ENDS
    quoted = doc.tokens[start - 1] in CLOSING and doc.tokens[start - 2] in _QUOTE_ENDS
    return quoted and end < len(doc) and doc.tags[end] in ("VBD", "VBZ")


def weigh_occurrence(doc: Document, candidate: Candidate) -> Weights:
    """Weights from the words beside one occurrence."""
    start, end = candidate.start, candidate.end
    lower, texts = doc.lower, doc.tokens
    n = len(doc)
    before = lower[start - 1] if start else ""
    after = lower[end] if end < n else ""
    weights: Weights = {}
    if candidate.title >= 0 or (start and is_title(doc, start - 1) and before != "st."):
        plain = before in HONORIFICS and HONORIFICS[before] != ""
        add_weight(weights, "person", 4.0 if plain else 1.5)
    if after == "," and end + 1 < n:
        follower = texts[end + 1]
        if follower.isdigit() and len(follower) == 2 and end + 2 < n and texts[end + 2] in (",", "."):
            add_weight(weights, "person", 3.0)
        elif follower == "who":
            add_weight(weights, "person", 1.5)
        elif follower in ("a", "an", "the") and not TITLES.isdisjoint(lower[end + 2 : end + 5]):
            add_weight(weights, "person", 1.0)
    if end in find_tickers(doc):
        add_weight(weights, "organisation", 3.0)  # "Orsova (ORS.L)"
    for kind, value in weigh_nouns(doc, start, end):
        add_weight(weights, kind, value)
    if end - start == 1 and texts[start] in PARTIES and after in PARTY_PEOPLE:
        add_weight(weights, "organisation", 4.0)
    if _is_maker(doc, start) and not looks_like_full_name(doc, start, end):
        add_weight(weights, "organisation", 1.5)
    if after == "(" and looks_like_full_name(doc, start, end) and _names_country(doc, end + 1):
        add_weight(weights, "person", 1.0)  # "Els Maas (Belgium)"
    if before == "the" and not (end < n and doc.tags[end] in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG")):
        add_weight(weights, "person", -3.0)
    if start and end < n and texts[start - 1] in OPENING and texts[end] in CLOSING and doc.pair_of[start]:
        add_weight(weights, "person", -3.0)
        add_weight(weights, "work", 0.5)
    if start and looks_like_full_name(doc, start, end) and match_lists(doc, start - 1, start) == "group":
        add_weight(weights, "person", 0.6)  # "the Spaniard Conchita Ruiz"
    if before in POSSESSIVE and end - start == 2 and after not in POSSESSIVE and looks_like_full_name(doc, start, end):
        add_weight(weights, "person", 0.8)  # "Fox News' Megyn Kelly"
    if before == "the" and texts[start] in ("Saint", "St", "St.") and end - start == 2:
        add_weight(weights, "product", 3.0)  # a ship: places named after saints take no article
    if after in ("'s", "’s") and end + 1 < n and lower[end + 1] in _OF_PLACES:
        add_weight(weights, "place", 1.2)
    if after in ("'s", "’s") and not OF_ORGANISATIONS.isdisjoint(lower[end + 1 : end + 4]):
        add_weight(weights, "organisation", 1.0)
    if before in ("of", "at", "for", "with") and start > 1 and lower[start - 2] in WORKS_FOR:
        add_weight(weights, "organisation", 1.2)
    if before in GOVERNED and doc.tags[start - 1] == "NN":
        add_weight(weights, "place", 1.2)
    if before == "to" and start > 1 and lower[start - 2] == "according":
        add_weight(weights, "organisation", 0.6)
    if before == "of" and start > 2 and doc.tags[start - 2] == "NNP" and candidate.type in ("person", "organisation"):
        add_weight(weights, "organisation", 0.8)  # "Oskar Lund of Halvorsen-Lund"
    if before in PLACE_WORDS_BEFORE and after not in ("and",) and not (end < n and doc.tags[end] in ("NN", "NNS")):
        add_weight(weights, "place", 0.5 if before == "from" else _IN if end - start == 1 and before != "at" else 0.8)
    if before in ("of", "from") and start > 1 and lower[start - 2] in DIRECTIONS:
        add_weight(weights, "place", 2.0)
    if before == "of" and start > 1 and lower[start - 2] in GOVERNED:
        add_weight(weights, "place", 1.5)
    if after == "-" and end + 1 < n and lower[end + 1] in ("based", "born"):
        add_weight(weights, "place", 2.0)
    if after in SPEECH or (before in SPEECH and (end >= n or after in (",", ".", ":", "in", "on", "at"))):
        add_weight(weights, "person", 1.2 if looks_like_full_name(doc, start, end) else 0.5)
        add_weight(weights, "organisation", 0.2)
    if _speaks_after_quote(doc, start, end):
        add_weight(weights, "person", 1.2)
    if is_sport_report(doc) and _may_be_team(doc, candidate) and acts_as_team(doc, candidate):
        add_weight(weights, "organisation", 2.6)
    if after in PLACE_AFTER:
        add_weight(weights, "place", 1.5)
    if after == "," and end + 1 < n:
        if is_country_or_region(doc, end + 1) and before != "," and not looks_like_full_name(doc, start, end):
            add_weight(weights, "place", 1.5)  # "Ferguson, Missouri"
        if lower[end + 1] == "which":
            add_weight(weights, "organisation", 0.5)
        elif any(word in GOVERNED for word in lower[end + 2 : end + 5]) and lower[end + 1] in ("the", "a"):
            add_weight(weights, "place", 2.0)
    if before == "based" and start > 1 and texts[start - 2] == "-":
        add_weight(weights, "organisation", 1.5)
    opens = start == 0 or doc.sentence_of[start - 1] != doc.sentence_of[start]
    if "of" not in (before, after) and end - start < 4 and (pronoun := _find_pronoun(doc, end)):
        add_weight(weights, *pronoun)
    if after in PEOPLE_AFTER or (after in ORG_AFTER and doc.tags[end].startswith("NN") and not opens):
        add_weight(weights, "organisation", 1.0)
    if before in ("in", "of") and start > 1 and lower[start - 2] in ("shares", "stock", "stake"):
        add_weight(weights, "organisation", 1.5)
    return weights
