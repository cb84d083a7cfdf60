"""Names that the shape of the text shows: behind titles, given names with a surname, runs of capitalised words."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.agency import find_agency_lines
from components.analysis.naming.capitals import find_capitals
from components.analysis.naming.genre import find_headlines
from components.analysis.naming.lexicon import (
    DATE_SURNAMES,
    DATE_WORDS,
    HONORIFICS,
    NOT_NAMES,
    NUMBERED,
    ORG_HEADS,
    PARTIES,
    PARTY_PEOPLE,
    PLACE_HEADS,
    TITLES,
)
from components.analysis.naming.lists import match_lists
from components.analysis.naming.quoted import find_quoted
from components.analysis.naming.results import find_results
from components.analysis.naming.spans import ODD, Candidate, is_code, is_date, is_name_word, is_title, stands_free


def add_patterns(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates and those that patterns show; datelines and bylines win over all others."""
    sure = sorted(
        [*find_agency_lines(doc), *find_results(doc), *find_capitals(doc)], key=lambda candidate: candidate.start
    )
    sure = [c for n, c in enumerate(sure) if not n or c.start >= sure[n - 1].end]
    if sure:
        covered = {i for candidate in sure for i in range(candidate.start, candidate.end)}
        found = [c for c in found if covered.isdisjoint(range(c.start, c.end))]
    taken = {i for candidate in (*found, *sure) for i in range(candidate.start, candidate.end)}
    more = []
    for candidate in (*find_quoted(doc), *_find_parties(doc), *_find_people(doc, taken), *_find_numbered(doc, taken)):
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            more.append(candidate)
    if not sure and not more:
        return found
    return sorted([*found, *sure, *more], key=lambda candidate: candidate.start)


def _find_people(doc: Document, taken: set[int]) -> Iterator[Candidate]:
    """Untagged capitalised words behind a title, or that begin with a given name."""
    given = gazetteer.given_names()
    i, n = 0, len(doc)
    while i < n:
        plain = is_name_word(doc, i) and not doc.tokens[i].isupper() and not find_headlines(doc)[i]
        if i in taken or not plain or is_title(doc, i) or _stands_before_people(doc, i):
            i += 1
            continue
        end = i + 1
        while end < n and end not in taken and is_name_word(doc, end) and doc.tokens[end].isalpha():
            if doc.lower[end] in HONORIFICS:
                break
            end += 1
        last = doc.tokens[end - 1]
        titled = bool(i) and (doc.lower[i - 1] in HONORIFICS or doc.lower[i - 1] in TITLES) and (i - 1) not in taken
        named = doc.tokens[i] in given and end - i > 1
        fits = last not in ORG_HEADS and last not in PLACE_HEADS and end - i < 5 and end not in taken
        if fits and (titled or named) and doc.lower[i] not in NOT_NAMES:
            yield Candidate(i, end, "person", "pattern", i - 1 if titled else -1)
        i = end


def _stands_before_people(doc: Document, i: int) -> bool:
    """Whether a word is no part of the name behind it: "Wednesday Anna Holt", "Spaniard Conchita Ruiz"."""
    if doc.lower[i] in DATE_WORDS and doc.lower[i] not in DATE_SURNAMES:
        return True
    return match_lists(doc, i, i + 1) == "group" and doc.tokens[i] not in gazetteer.given_names()


def _find_parties(doc: Document) -> Iterator[Candidate]:
    """Parties whose name is a word or a title's, before their people: "Labour MP Anna Holt"."""
    for i, text in enumerate(doc.tokens[:-1]):
        if text in PARTIES and doc.lower[i + 1] in PARTY_PEOPLE:
            yield Candidate(i, i + 1, "organisation", "pattern")


def _find_numbered(doc: Document, taken: set[int]) -> Iterator[Candidate]:
    """ "Gate 4", "Block C"."""
    for i in range(len(doc) - 1):
        if doc.lower[i] in NUMBERED and doc.tokens[i].istitle() and i not in taken and i + 1 not in taken:
            number = doc.tokens[i + 1]
            if number.isdigit() or (len(number) == 1 and number.isupper() and number not in ("I", "A")):
                yield Candidate(i, i + 2, "place", "pattern")


def find_runs(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates and what else is written like a name; the vote says whether anything speaks for it."""
    taken = {i for candidate in found for i in range(candidate.start, candidate.end)}
    more = []
    i, n = 0, len(doc)
    while i < n:
        if i in taken or find_headlines(doc)[i] or not is_name_word(doc, i):
            i += 1
            continue
        end = i + 1
        while (
            end < n
            and end not in taken
            and (is_name_word(doc, end) or _links(doc, end) or (doc.tokens[end - 1] == "-" and end - i > 1))
        ):
            if doc.lower[end] in HONORIFICS:
                break
            end += 1
        if _may_be_name(doc, i, end):
            more.append(Candidate(i, end, "", "run"))
        i = end
    return sorted([*found, *more], key=lambda candidate: candidate.start) if more else found


def _links(doc: Document, i: int) -> bool:
    if i + 1 >= len(doc) or not doc.tokens[i + 1][:1].isupper():
        return False
    joined = doc.tokens[i] == "-" and not stands_free(doc, i) and doc.starts[i + 1] == doc.starts[i] + 1
    return joined or (doc.tokens[i] == "&" and is_name_word(doc, i + 1))


def _may_be_name(doc: Document, start: int, end: int) -> bool:
    if all(doc.lower[i] in NOT_NAMES or doc.lower[i] in DATE_WORDS for i in range(start, end)):
        return False
    if is_date(doc, start, end) or is_code(doc, start, end) or (start and doc.tokens[start - 1] in ("#", "@")):
        return False
    if is_title(doc, start) or any(doc.tokens[i].isupper() and len(doc.tokens[i]) > 5 for i in range(start, end)):
        return False
    odd = any(not ODD.isdisjoint(text) for text in doc.tokens[start:end])
    return end - start < 6 and doc.tokens[start][0].isalpha() and not odd
