"""What the model takes in before a person although it is no part of the name: "Stop Trump", "Staff Jake Sullivan"."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.evidence import looks_like_person
from components.analysis.naming.lexicon import (
    DATE_WORDS,
    FAMOUS,
    NOT_FIRST_NAMES,
    OPENERS,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    TITLES,
)
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate
from components.analysis.naming.surnames import is_initial
from components.analysis.quotation_marks import OPENING

_NOT_FIRST = OPENERS | NOT_FIRST_NAMES
_ENDS = ("ing", "ly")  # "Impeaching", "Certainly"; given names that end so are on their list
_ROLES = ("man", "woman", "tor", "der", "sor", "ist", "ian", "staff", "counsel")  # "Alderman", "Pastor", "Staff"
_TITLED = frozenset(("work", "event", "product"))  # what may have somebody's name in its own
_MOST = 4  # words that are cut off
_PERSON = 4  # tokens of a person's name at most


def cut_fronts(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates with such words cut off people; a "team" of somebody is an organisation."""
    people = {doc.cut(c.start, c.end) for c in found if c.type == "person"}
    for c in found:
        if c.type == "person" and 1 < c.end - c.start < _PERSON and doc.tokens[c.start] in gazetteer.given_names():
            people.update((doc.tokens[c.start], doc.tokens[c.end - 1]))
    for candidate in found:
        if candidate.type not in ("person", "organisation", "work", "product", "event", ""):
            continue
        if candidate.end - candidate.start < 2 or match_lists(doc, candidate.start, candidate.end):
            continue
        if doc.lower[candidate.start] == "team" and _is_person(doc, candidate.start + 1, candidate.end, people):
            candidate.type = "organisation"
            continue
        if _stands_in_marks(doc, candidate):
            continue
        start = _find_start(doc, candidate, people)
        if start > candidate.start and candidate.title < 0:
            candidate.start, candidate.type = start, "person"
    return found


def _find_start(doc: Document, candidate: Candidate, people: set[str]) -> int:
    """Where the person begins in a candidate; where it begins itself if nothing before goes."""
    start = candidate.start
    while start < candidate.end - 1 and _goes(doc, candidate, start, people):
        start += 1
    if start > candidate.start:
        return start
    for i in range(start, min(candidate.end - 1, start + _MOST) if candidate.type not in _TITLED else start):
        if not _may_go(doc, i):
            break
        if i > start and _is_person(doc, i + 1, candidate.end, people):
            return i + 1  # "Conservatives Rebuking | Trump"
    return start


def _may_go(doc: Document, i: int) -> bool:
    """Whether a word is one of the language and no part of a person's name."""
    text, lower = doc.tokens[i], doc.lower[i]
    if text in gazetteer.given_names() or is_initial(text) or lower in DATE_WORDS | PARTICLES:
        return False
    return lower in _NOT_FIRST or doc.dictionary.is_word(lower)


def _stands_in_marks(doc: Document, candidate: Candidate) -> bool:
    """Whether quotation marks stand directly around a name, which is a title then."""
    before = doc.tokens[candidate.start - 1] if candidate.start else ""
    return (
        doc.pair_of[candidate.start] > 0
        and before in OPENING | {"''", "``"}
        and (
            doc.pair_of[candidate.start] != doc.pair_of[min(candidate.end, len(doc) - 1)]
            or doc.tokens[candidate.end] in (",", ".")
        )
    )


def _goes(doc: Document, candidate: Candidate, start: int, people: set[str]) -> bool:
    """Whether the first word of a name is none of a person's and a person follows."""
    text, lower, end = doc.tokens[start], doc.lower[start], candidate.end
    if text in gazetteer.given_names() or is_initial(text) or lower in DATE_WORDS | PARTICLES:
        return False
    if not _is_person(doc, start + 1, end, people):
        return False
    if lower in _NOT_FIRST:
        return True
    if candidate.type in _TITLED and doc.cut(start + 1, end) not in people:
        return False
    if lower in TITLES or doc.tags[start] in ("IN", "DT", "WRB", "MD", "UH", "CC"):
        return True
    rest = doc.tokens[start + 1 : end]
    if len(rest) == 1 and rest[0] in FAMOUS and doc.dictionary.is_word(lower):
        return True
    known = doc.cut(start + 1, end) in people and lower.isalpha()
    if len(rest) == 1 and (rest[0] in gazetteer.given_names() or not (rest[0] in FAMOUS or known)):
        return False
    if doc.tags[start] in ("RB", "VB", "VBG") and lower in doc.dictionary.words:
        return True
    if (
        lower.endswith(_ENDS)
        and len(lower) > 5
        and (lower in doc.dictionary.words or lower[:-3] in doc.dictionary.words)
    ):
        return True
    if len(rest) == 1 or not looks_like_person(rest) or doc.lower[start + 1] in PARTICLES:
        return False
    is_role = lower.endswith(_ROLES) and lower in doc.dictionary.words and candidate.type in ("person", "organisation")
    return known or is_role


def _is_person(doc: Document, start: int, end: int, people: set[str]) -> bool:
    """Whether these words are a person's name: known, of a given name and a surname, or famous."""
    if not 0 < end - start < _PERSON or doc.tokens[end - 1] in ORG_HEADS | PLACE_HEADS:
        return False
    if end - start == 1:
        text = doc.tokens[start]
        first = text in gazetteer.given_names() and start > 0 and doc.lower[start - 1] in _NOT_FIRST
        return text in FAMOUS or text in people or first
    if match_lists(doc, end - 1, end) or doc.lower[end - 1] in DATE_WORDS:
        return False
    return doc.cut(start, end) in people or looks_like_person(doc.tokens[start:end])
