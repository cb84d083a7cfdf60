"""Offices before a name and what they are in charge of: "Minister for Women and Equalities | Nicola Morland"."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.naming.genre import find_headlines
from components.analysis.naming.lexicon import IN_CHARGE, OFFICES, PORTFOLIOS
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate, is_name_word

_LONGEST = 14  # tokens from the office to the name
_LINKS = frozenset(("for", "of", "the", "and", "&", ",", "in"))
_IN_CHARGE = IN_CHARGE | PORTFOLIOS
_MOST = 4  # words of a name


def find_office_end(doc: Document, i: int) -> int:
    """Where an office ends that begins at `i` and is in charge of something; 0 where there is none such."""
    if doc.lower[i] not in OFFICES or doc.lower[i + 1 : i + 2] not in (["for"], ["of"]):
        return 0
    end = 0
    j = i + 1
    while j < min(i + _LONGEST, len(doc)):
        if doc.lower[j] in _IN_CHARGE or match_lists(doc, j, j + 1) == "place":
            end = j + 1
        elif doc.lower[j] not in _LINKS:
            break
        j += 1
    return end


def find_office_start(doc: Document, end: int) -> int:
    """Where the office begins that ends before `end`; `end` where there is none."""
    j = end - 1
    if j < 0 or (doc.lower[j] not in _IN_CHARGE and match_lists(doc, j, j + 1) != "place"):
        return end
    while j > max(end - _LONGEST, 0):
        j -= 1
        if doc.lower[j] in OFFICES and find_office_end(doc, j) >= end:
            start = j
        elif doc.lower[j] in _LINKS or doc.lower[j] in _IN_CHARGE or match_lists(doc, j, j + 1) == "place":
            continue
        else:
            break
        if doc.lower[j + 1] in ("for", "of"):
            return start
    return end


def cut_offices(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without what an office is in charge of, and whoever is named behind one as a person."""
    heads = [i for i, lower in enumerate(doc.lower) if lower in OFFICES]
    offices = [(i, end) for i in heads if (end := find_office_end(doc, i))]
    if not offices:
        return found
    inside = {j: (start, end) for start, end in offices for j in range(start, end)}
    out: list[Candidate] = []
    begins = set()
    for c in found:
        office = inside.get(c.start)
        if office is None or c.start == office[0]:
            out.append(c)
        elif c.end > office[1] and c.start < office[1] and doc.tokens[office[1]][:1].isupper():
            out.append(Candidate(office[1], c.end, "person", c.origin, office[0]))
            begins.add(office[1])
        elif c.end <= office[1] and match_lists(doc, c.start, c.end) == "place":
            out.append(c)
    taken = {j for c in out for j in range(c.start, c.end)}
    for start, end in offices:
        if end in taken or end >= len(doc) or not is_name_word(doc, end) or find_headlines(doc)[end]:
            continue
        stop = end
        while stop < min(end + _MOST, len(doc)) and stop not in taken and is_name_word(doc, stop):
            stop += 1
        if doc.tokens[end].istitle():
            out.append(Candidate(end, stop, "person", "pattern", start))
            taken.update(range(end, stop))
    return sorted(out, key=lambda c: c.start)
