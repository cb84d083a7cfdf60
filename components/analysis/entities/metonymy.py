"""Metonymy: places that stand for organisations, as seats of government and as teams in match reports."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import is_country, is_country_or_region, match_lists
from components.analysis.entities.lexicon import (
    PLACE_WORDS_BEFORE,
    SPEECH,
    SPORT_AFTER,
    SPORT_BEFORE,
    SPORT_VERBS,
    VERSUS,
    WORKS_FOR,
    is_sport_report,
)
from components.analysis.entities.spans import Candidate

_SEATS = frozenset(("White House", "Kremlin", "Pentagon", "Capitol", "Vatican"))
# fmt: off
_TOWARDS = frozenset((
    "in", "at", "to", "from", "into", "inside", "outside", "near", "around", "toward", "towards", "across", "behind",
    "leave", "leaves", "left", "leaving", "enter", "entered", "visit", "visited", "visiting", "reach", "reached",
))
_BUILDINGS = frozenset((
    "Museum", "Cathedral", "Abbey", "Mosque", "Synagogue", "Monastery", "Theatre", "Theater", "Gallery", "Library",
    "Zoo", "Aquarium", "Observatory", "Centre", "Center", "Palace", "Arena",
))
# fmt: on
_WORKERS = ("er", "or", "ist", "ian", "ant", "ent", "ow")  # "forecasters at the National Hurricane Center"
_LONGEST = 30  # tokens of the longest result line
_NAME = 4  # tokens of a team's name
_ROW = 4  # numbers after a team that make a table row
_AGAINST = VERSUS - {"v."}  # which is for court cases
_RESULTS = SPORT_VERBS | SPORT_BEFORE | SPORT_AFTER
_BETWEEN = 4  # tokens between the names of two teams
_SCORE = 4  # digits of one side's points, exclusive
_WITHIN = PLACE_WORDS_BEFORE - {"from"}  # a team comes from a town, too
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_SITES = frozenset(("stadium", "airport", "police", "area", "region", "hospital", "court", "street", "suburb", "hotel"))
_ADJECTIVES = frozenset(("fast", "left", "right", "opening", "rookie", "star", "veteran", "first", "second", "third"))


def resolve_seats(doc: Document, found: list[Candidate]) -> None:
    """Set the type of each occurrence of a seat of government or a building that is used as a place."""
    for candidate in found:
        start, end = candidate.start, candidate.end
        if candidate.type != "organisation":
            continue
        is_seat = " ".join(doc.plain[start:end]) in _SEATS
        if not is_seat and not (end - start > 1 and doc.tokens[end - 1] in _BUILDINGS):
            continue
        before = start - 1 - (doc.lower[start - 1] == "the")
        if before < 0 or doc.lower[before] not in _TOWARDS or (is_seat and before == start - 1):
            continue
        noun = doc.lower[before - 1] if before else ""
        works_there = noun in WORKS_FOR or (doc.lower[before] == "at" and noun.rstrip("s").endswith(_WORKERS))
        if not works_there and not (end < len(doc) and doc.tags[end].startswith("NN")):
            candidate.type = "place"


# Sport results: "Leeds 2 Hull 1", fixtures, "Leeds v Hull", and table rows, "Leeds 12 8 2 2 24 9 26".


def find_match_results(doc: Document) -> list[Candidate]:
    """The teams in lines that are results, fixtures or table rows; countries among them stay places."""
    if not is_sport_report(doc):
        return []
    found: list[Candidate] = []
    begin = 0
    for i in range(len(doc) + 1):
        if i == len(doc) or "\n" in doc.tokens[i]:
            if 2 < i - begin <= _LONGEST:
                found.extend(_read_line(doc, begin, i))
            begin = i + 1
    return found


def _read_line(doc: Document, begin: int, end: int) -> Iterator[Candidate]:
    if doc.tokens[begin].rstrip(".").isdigit():  # rank in a table
        begin += 2 if doc.tokens[begin + 1] == "." else 1
    first = _find_name(doc, begin, end)
    if first == begin or first >= end:
        return
    if doc.lower[first] in _AGAINST:
        second = _find_name(doc, first + 1, end)
        if second > first + 1:
            yield _build(doc, begin, first)
            yield _build(doc, first + 1, second)
        return
    numbers = first
    while numbers < end and (_is_number(doc.tokens[numbers]) or (numbers > first and doc.tokens[numbers] == "-")):
        numbers += 1
    if numbers - first >= _ROW:
        yield _build(doc, begin, first)
    elif numbers - first == 1:
        i = _skip_brackets(doc, numbers, end)
        second = _find_name(doc, i, end)
        if i < second < end and _is_number(doc.tokens[second]):
            yield _build(doc, begin, first)
            yield _build(doc, i, second)


def _is_number(text: str) -> bool:
    return text.lstrip(".").replace(".", "").isdigit()


def _find_name(doc: Document, i: int, end: int) -> int:
    """The end of the capitalised name that begins at `i`; `i` if there is none."""
    j = i
    while j < end and j - i < _NAME and doc.tokens[j][0].isupper() and doc.tokens[j].replace(".", "").isalpha():
        j += 1
    return j


def _skip_brackets(doc: Document, i: int, end: int) -> int:
    """The token after the scorers in brackets that follow a team's goals."""
    if i < end and doc.tokens[i] == "(":
        return next((j + 1 for j in range(i, end) if doc.tokens[j] == ")"), i)
    return i


def _build(doc: Document, start: int, end: int) -> Candidate:
    country = is_country(" ".join(doc.plain[start:end]))
    return Candidate(start, end, "place" if country else "organisation", "result")


# Towns as teams in match reports. A country stays a place.


def resolve_teams(doc: Document, found: list[Candidate]) -> None:
    """Set the type of each occurrence of a town that acts as a team anywhere in a match report."""
    _mark_scores(doc, found)
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


def _mark_scores(doc: Document, found: list[Candidate]) -> None:
    """Mark two names with a result between or behind them as teams: "Norwich drew 1-1 with Hull", "A beat B 24-17"."""
    for one, other in itertools.pairwise(found):
        if other.start - one.end > _BETWEEN + _SCORE or doc.sentence_of[one.start] != doc.sentence_of[other.start]:
            continue
        if not ({one.type, other.type} <= {"place", "organisation", "person"} and _has_result(doc, one.end, other)):
            continue
        for candidate in (one, other):
            form = " ".join(doc.plain[candidate.start : candidate.end])
            if not is_country(form) and (candidate.type == "place" or _is_only_town(form)):
                candidate.type = "organisation"


def _has_result(doc: Document, start: int, other: Candidate) -> bool:
    """Whether what stands from `start` to a name, or behind that name, is the result of a match."""
    between = range(start, other.start)
    if sum(doc.tokens[i].isalpha() for i in between) > _BETWEEN:
        return False
    if [doc.tokens[i] for i in between[1:]] == [","] and other.end < len(doc):
        return doc.tokens[start].isdigit() and doc.tokens[other.end].isdigit()  # "Seattle 24, Dallas 17"
    played = any(doc.lower[i] in _RESULTS for i in between)
    played = played or (len(between) == 1 and doc.tags[start] in ("VBD", "VBZ"))  # "Phoenix downed Sacramento 110-95"
    score = next((i for i in between if _is_score(doc, i)), -1)
    if score >= 0:
        return played or score == start
    return played and _is_score(doc, other.end)


def _is_score(doc: Document, i: int) -> bool:
    """Whether "24-17", "by 24-17" or "24 to 17" begins at `i`."""
    i += doc.lower[i : i + 1] == ["by"]
    if i >= len(doc):
        return False
    first, dash, second = doc.tokens[i].replace("–", "-").partition("-")
    if not dash and doc.tokens[i + 1 : i + 2] and doc.tokens[i + 1] in ("-", "–", "to") and i + 2 < len(doc):
        second = doc.tokens[i + 2]
    return first.isdigit() and second.isdigit() and len(first) < _SCORE and len(second) < _SCORE


def is_town(form: str) -> bool:
    """Whether the gazetteer has a city or region of that name."""
    large, small = gazetteer.cities()
    return form in large or form in small or form in gazetteer.regions()


def _is_only_town(form: str) -> bool:
    return is_town(form) and form not in gazetteer.given_names()


def _read_sense(doc: Document, candidate: Candidate) -> str:
    """The sense of one occurrence of a town: "place", "team", or "" if its context does not tell."""
    start, end = candidate.start, candidate.end
    lower = doc.lower
    if candidate.origin == "dateline":
        return "place"
    if candidate.origin == "result":
        return "team"
    after = lower[end] if end < len(doc) else ""
    if after == "," and end + 1 < len(doc) and is_country_or_region(doc, end + 1):
        return "place"
    before = lower[start - 1] if start else ""
    if acts_as_team(doc, candidate):
        return "team"
    if before in _WITHIN or after in _SITES or (before == "of" and start > 1 and lower[start - 2] in ("city", "town")):
        return "place"
    return ""


def _read_clause(doc: Document, candidate: Candidate, people: set[int]) -> str:
    """Whether a town is an agent or has members, as a team does: "Leeds have won", "Leeds's Ian Rowe"."""
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
    """Whether the words beside a place are typical of a team."""
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
