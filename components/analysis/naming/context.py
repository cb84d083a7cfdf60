"""What the words beside a name say of its type."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.appositions import read_apposition
from components.analysis.naming.evidence import Weights, add_weight
from components.analysis.naming.genre import is_sport_report
from components.analysis.naming.lexicon import (
    DIRECTIONS,
    GOVERNED,
    HONORIFICS,
    OF_ORGANISATIONS,
    ORG_AFTER,
    ORG_BEFORE,
    ORG_HEADS,
    PARTIES,
    PARTY_PEOPLE,
    PEOPLE_AFTER,
    PLACE_AFTER,
    PLACE_HEADS,
    PLACE_WORDS_BEFORE,
    SPEECH,
    THINGS,
    TITLES,
    WORKS_FOR,
)
from components.analysis.naming.lists import is_country, match_lists, names_land
from components.analysis.naming.spans import Candidate, is_title
from components.analysis.naming.teams import POSSESSIVE, acts_as_team
from components.analysis.quotation_marks import CLOSING, OPENING

_MAKERS = ("maker", "builder")  # "the engine maker Halden"
_MADE = frozenset(("made", "built", "manufactured", "produced", "developed", "marketed", "sold", "supplied"))
_IN = 1.2  # a single word behind "in"
# fmt: off
_OF_PLACES = frozenset((
    "council", "mayor", "government", "capital", "airport", "harbour", "harbor", "port", "streets", "residents",
    "population", "economy", "parliament", "army", "police", "border", "outskirts", "suburbs", "downtown", "hospitals",
))
# fmt: on


def looks_like_full_name(doc: Document, start: int, end: int) -> bool:
    """Whether a name has two or three words, each written like a part of a person's name."""
    return 1 < end - start < 4 and all(
        text.replace("’", "'").replace("'", "").isalpha()
        and text[0].isupper()
        and not text.isupper()
        and text not in ORG_HEADS | PLACE_HEADS
        and text.lower() not in TITLES
        for text in doc.tokens[start:end]
    )


_OF_PERSON = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))


def _find_pronoun(doc: Document, end: int) -> tuple[str, float] | None:
    """What the first pronoun behind a name in its sentence says: "Christie changed his plans", "Cofinec its"."""
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
    """Whether a country stands at `i` before a closing bracket."""
    ends = (j for j in range(i + 1, min(i + 4, len(doc))) if doc.tokens[j] == ")")
    return any(is_country(" ".join(doc.tokens[i:j])) for j in ends)


def _may_be_team(doc: Document, candidate: Candidate) -> bool:
    form = " ".join(doc.plain[candidate.start : candidate.end])
    return not is_country(form) and (candidate.type in ("place", "organisation", "") or form in gazetteer.cities()[0])


def weigh_place(doc: Document, candidate: Candidate) -> Weights:
    """What the words beside one occurrence say."""
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
    if kind := read_apposition(doc, end):
        add_weight(weights, kind, 3.0 if kind in ("product", "work") else 1.0)
    if end - start == 1 and texts[start] in PARTIES and after in PARTY_PEOPLE:
        add_weight(weights, "organisation", 4.0)
    if before == "by" and start > 1 and lower[start - 2] in _MADE and not looks_like_full_name(doc, start, end):
        add_weight(weights, "organisation", 1.5)  # "made by Meridian"
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
    if before in THINGS or (before == "the" and start > 1 and lower[start - 2] in THINGS):
        add_weight(weights, "product", 4.0)
    if before == "the" and texts[start] in ("Saint", "St", "St.") and end - start == 2:
        add_weight(weights, "product", 3.0)  # a ship: places called after saints take no article
    if after in ("'s", "’s") and end + 1 < n and lower[end + 1] in _OF_PLACES:
        add_weight(weights, "place", 1.2)
    if after in ("'s", "’s") and not OF_ORGANISATIONS.isdisjoint(lower[end + 1 : end + 4]):
        add_weight(weights, "organisation", 1.0)
    if before in ("of", "at", "for", "with") and start > 1 and lower[start - 2] in WORKS_FOR:
        add_weight(weights, "organisation", 1.2)
    if (before in ORG_BEFORE or (before.endswith(_MAKERS) and before not in TITLES)) and doc.tags[start - 1] in (
        "NN",
        "JJ",
    ):
        add_weight(weights, "organisation", 2.0)
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
    if is_sport_report(doc) and _may_be_team(doc, candidate) and acts_as_team(doc, candidate):
        add_weight(weights, "organisation", 2.6)
    if after in PLACE_AFTER:
        add_weight(weights, "place", 1.5)
    if after == "," and end + 1 < n:
        if names_land(doc, end + 1) and before != "," and not looks_like_full_name(doc, start, end):
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
