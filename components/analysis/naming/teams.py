"""Sport: in reports of matches a city often means its team. A country stays the place it is."""

from __future__ import annotations

import itertools
from collections import defaultdict

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.genre import is_sport_report
from components.analysis.naming.lexicon import SPEECH, SPORT_AFTER, SPORT_BEFORE, SPORT_VERBS
from components.analysis.naming.lists import is_country, match_lists, names_land
from components.analysis.naming.spans import Candidate

_BETWEEN = 4  # tokens between two teams
_SCORE = 4  # digits of a side's points, one more
_WITHIN = frozenset(("in", "near", "outside", "around", "across", "at", "throughout"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_SITES = frozenset(("stadium", "airport", "police", "area", "region", "hospital", "court", "street", "suburb", "hotel"))
_ADJECTIVES = frozenset(("fast", "left", "right", "opening", "rookie", "star", "veteran", "first", "second", "third"))


def settle_teams(doc: Document, found: list[Candidate]) -> None:
    """Set the type of each occurrence of a town that somewhere in a report of matches acts as a team."""
    _settle_scores(doc, found)
    if not is_sport_report(doc):
        return
    people_at = {c.start for c in found if c.type == "person"}
    people = {doc.plain[c.end - 1] for c in found if c.type == "person" and c.end - c.start > 1}
    forms: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if candidate.type in ("place", "organisation", "person") and candidate.end - candidate.start < 4:
            forms[" ".join(doc.plain[candidate.start : candidate.end])].append(candidate)
    for form, some in forms.items():
        kinds = {c.type for c in some}
        if form in people or is_country(form) or not (kinds & {"place"} or is_town(form)):
            continue
        senses = [_read_sense(doc, c) or _read_clause(doc, c, people_at) for c in some]
        if "team" in senses:
            for candidate, sense in zip(some, senses, strict=True):
                candidate.type = "place" if sense == "place" else "organisation"
        elif kinds == {"organisation"} and "place" in senses and match_lists(doc, some[0].start, some[0].end):
            for candidate in some:
                candidate.type = "place"


def _settle_scores(doc: Document, found: list[Candidate]) -> None:
    """Two names with a verb of sport between them and a score behind are teams: "Washington beat Dallas 24-17"."""
    for one, other in itertools.pairwise(found):
        if other.start - one.end > _BETWEEN or doc.sentence_of[one.start] != doc.sentence_of[other.start]:
            continue
        if not any(word in SPORT_VERBS or word in SPORT_BEFORE for word in doc.lower[one.end : other.start]):
            continue
        if {one.type, other.type} <= {"place", "organisation", "person"} and _is_score(doc, other.end):
            for candidate in (one, other):
                if not is_country(" ".join(doc.plain[candidate.start : candidate.end])) and candidate.type == "place":
                    candidate.type = "organisation"


def _is_score(doc: Document, i: int) -> bool:
    """Whether "24-17", "by 24-17" or "24 to 17" stands at `i`."""
    i += doc.lower[i : i + 1] == ["by"]
    if i >= len(doc):
        return False
    first, dash, second = doc.tokens[i].replace("–", "-").partition("-")
    if not dash and doc.tokens[i + 1 : i + 2] and doc.tokens[i + 1] in ("-", "–", "to") and i + 2 < len(doc):
        second = doc.tokens[i + 2]
    return first.isdigit() and second.isdigit() and len(first) < _SCORE and len(second) < _SCORE


def is_town(form: str) -> bool:
    """Whether the gazetteer has a city or a region of that name."""
    large, small = gazetteer.cities()
    return form in large or form in small or form in gazetteer.regions()


def _read_sense(doc: Document, candidate: Candidate) -> str:
    """What one occurrence of a town means: "place", "team", or "" where nothing tells."""
    start, end = candidate.start, candidate.end
    lower = doc.lower
    if candidate.origin == "dateline":
        return "place"
    if candidate.origin == "result":
        return "team"
    after = lower[end] if end < len(doc) else ""
    if after == "," and end + 1 < len(doc) and names_land(doc, end + 1):
        return "place"
    before = lower[start - 1] if start else ""
    if acts_as_team(doc, candidate):
        return "team"
    if before in _WITHIN or after in _SITES or (before == "of" and start > 1 and lower[start - 2] in ("city", "town")):
        return "place"
    return ""


def _read_clause(doc: Document, candidate: Candidate, people: set[int]) -> str:
    """A town that does something, or to which somebody belongs, is a team: "Leeds have won", "Leeds's Ian Rowe"."""
    end = candidate.end
    before = doc.lower[candidate.start - 1] if candidate.start else ""
    if before == "for":
        return "team"
    if end + 1 >= len(doc):
        return ""
    if doc.tokens[end] in POSSESSIVE:
        return "team" if end + 1 in people else ""
    acts = doc.tags[end].startswith(("VB", "MD")) and doc.tags[end] not in ("VBG", "VBN")
    return "team" if (acts and doc.lower[end] not in SPEECH) or doc.lower[end : end + 2] == [",", "who"] else ""


def acts_as_team(doc: Document, candidate: Candidate) -> bool:
    """Whether the words beside a place are those that stand beside a team."""
    start, end = candidate.start, candidate.end
    lower = doc.lower
    after = lower[end] if end < len(doc) else ""
    before = lower[start - 1] if start else ""
    if after in POSSESSIVE:
        after = lower[end + 1] if end + 1 < len(doc) else ""
        return (after in SPORT_AFTER or after[:1].isdigit()) and after not in ("stadium", "home")
    if before in _WITHIN and before != "at":
        return False
    if before in ("the", "of", "from"):
        return before == "of" and start > 1 and lower[start - 2] in ("ahead", "clear", "side")
    if after in SPORT_AFTER or after.isdigit() or (after in _ADJECTIVES and lower[end + 1] in SPORT_AFTER):
        return True
    if before in SPORT_BEFORE:
        return True
    return before in ("to", "by", "with", "over", "against") and any(
        word in SPORT_BEFORE or word in SPORT_VERBS for word in lower[max(start - 6, 0) : start - 1]
    )
