"""Roles: the honorific, title, office or apposition beside a person's name that says who it is."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import (
    DETERMINERS,
    HONORIFICS,
    IN_CHARGE,
    OFFICES,
    PERSON_ENDINGS,
    PORTFOLIOS,
    TITLES,
    find_headlines,
)
from components.analysis.entities.spans import Candidate, is_name_word, is_title

_LONGEST_ROLE = 14  # tokens of the longest insertion after a name that is a description
_ROLE_ENDS = ("man", "woman", "person", "er", "or", "ist", "ant", "ent", "ian", "ary", "head", "chief")
# Endings that need no article to be a role; "in the summer, Anna Holt …" has none
_SURE_ENDS = (*PERSON_ENDINGS, "minister")
_DETERMINERS = DETERMINERS - {"this", "that", "these", "those", "your"}  # those that begin an apposition
_FEMALE = ("woman", "actress", "queen", "princess", "mother", "sister", "widow", "daughter", "duchess", "dame", "lady")
_MALE = ("man", "king", "prince", "father", "brother", "widower", "son", "duke", "lord", "sir")
_LONGEST = 14  # tokens of the longest office and its portfolio
_LINKS = frozenset(("for", "of", "the", "and", "&", ",", "in"))
_IN_CHARGE = IN_CHARGE | PORTFOLIOS
_MOST_NAME_WORDS = 4  # words of the longest name


def describe_person(doc: Document, candidate: Candidate) -> tuple[str, str, str]:
    """Honorific, role and gender that the context of one occurrence gives; each may be empty."""
    start = candidate.start
    begin = find_office_start(doc, start)
    while begin and start - begin < 8 and _belongs_to_title(doc, begin - 1):
        begin -= 1
    while begin < start and (doc.tags[begin] == "HYPH" or doc.tokens[begin] in (".", "-")):
        begin += 1
    honorific = ""
    role_words = []
    for i in range(begin, start):
        if doc.lower[i] in HONORIFICS:
            honorific = doc.tokens[i]
        role_words.append(i)
    role = doc.cut(begin, start) if any(doc.lower[i] in TITLES | OFFICES for i in role_words) else ""
    beside = _find_apposition(doc, candidate.end) or _find_role_before(doc, start, candidate.end)
    role = " ".join((beside or role).split())
    gender = HONORIFICS.get(honorific.lower(), "") or guess_gender(role)
    return honorific, role, gender


def guess_gender(role: str) -> str:
    """The gender that a role such as "chairwoman" implies: "f", "m" or ""."""
    for word in role.lower().split()[:4]:
        if word.endswith(_FEMALE):
            return "f"
        if word in _MALE or (word.endswith("man") and len(word) > 4 and word not in ("woman", "german", "roman")):
            return "m"
    return ""


def _belongs_to_title(doc: Document, i: int) -> bool:
    text = doc.tokens[i]
    return is_title(doc, i) or text in ("-",) or text in gazetteer.nationalities()


def _find_apposition(doc: Document, i: int) -> str:
    """ "the premier of the Marren Coast" after a name and between commas, without its article."""
    if i + 2 >= len(doc) or doc.tokens[i] != ",":
        return ""
    begin = i + 1
    if doc.tokens[begin].isdigit() and begin + 2 < len(doc) and doc.tokens[begin + 1] == ",":
        begin += 2
    if doc.lower[begin] in _DETERMINERS:
        begin += 1
    end = begin
    while (
        end < len(doc)
        and end - begin <= _LONGEST_ROLE
        and doc.tokens[end] not in (",", ".", ";", ":", "(", ")", "”", "“", '"')
    ):
        if doc.tags[end] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "PRP"):
            break
        end += 1
    if not 0 < end - begin <= _LONGEST_ROLE or end >= len(doc) or doc.tokens[end] not in (",", ".", ";", ")"):
        return ""
    return doc.cut(begin, end) if _is_role(doc, begin, end, _ROLE_ENDS) else ""


def _find_role_before(doc: Document, start: int, end: int) -> str:
    """ "trade minister" in "the trade minister, Pavel Sorin, …", without its article."""
    if start < 3 or doc.tokens[start - 1] != "," or end >= len(doc) or doc.tokens[end] not in (",", ".", ";"):
        return ""
    for begin in range(start - 2, max(start - 2 - _LONGEST_ROLE, -1), -1):
        if doc.lower[begin] in _DETERMINERS:
            is_role = _is_role(doc, begin + 1, start - 1, _SURE_ENDS)
            return doc.cut(begin + 1, start - 1) if is_role else ""
        if doc.tags[begin][:2] not in ("NN", "JJ", "IN") and doc.tags[begin] not in ("POS", "HYPH", "DT"):
            return ""
    return ""


def _is_role(doc: Document, begin: int, end: int, endings: tuple[str, ...]) -> bool:
    """Whether the head noun of these words is a role of a person."""
    links = ("of", "for", "at", "in", "on", "and", "to")
    head = next((j for j in range(begin, end) if doc.lower[j] in links), end) - 1
    if head < begin or doc.tags[head] != "NN":
        return False
    return doc.lower[head] in TITLES or doc.lower[head].endswith(endings)


# Offices with their portfolio before a name: "Minister for Women and Equalities | Nicola Morland".


def find_office_end(doc: Document, i: int) -> int:
    """The end of the office with a portfolio that begins at `i`; 0 if there is none."""
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
    """The start of the office that ends before `end`; `end` if there is none."""
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
    """The candidates without portfolios of offices; whoever is named behind an office is a person."""
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
        while stop < min(end + _MOST_NAME_WORDS, len(doc)) and stop not in taken and is_name_word(doc, stop):
            stop += 1
        if doc.tokens[end].istitle():
            out.append(Candidate(end, stop, "person", "pattern", start))
            taken.update(range(end, stop))
    return sorted(out, key=lambda c: c.start)
