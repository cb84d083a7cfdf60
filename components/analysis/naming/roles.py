"""What stands beside a person's name: honorific, title and role."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.lexicon import HONORIFICS, OFFICES, TITLES
from components.analysis.naming.offices import find_office_start
from components.analysis.naming.spans import Candidate, is_title

_LONGEST = 14  # tokens; a longer insertion after a name is no description
_ROLE_ENDS = ("man", "woman", "person", "er", "or", "ist", "ant", "ent", "ian", "ary", "head", "chief")
_SURE_ENDS = ("man", "woman", "person", "ologist", "minister")  # "in the summer, Anna Holt …" has no role
_DETERMINERS = ("the", "a", "an", "its", "their", "his", "her", "our", "my")
_FEMALE = ("woman", "actress", "queen", "princess", "mother", "sister", "widow", "daughter", "duchess", "dame", "lady")
_MALE = ("man", "king", "prince", "father", "brother", "widower", "son", "duke", "lord", "sir")


def describe_person(doc: Document, candidate: Candidate) -> tuple[str, str, str]:
    """Honorific, role and gender that the words around one occurrence of a name give; each may be empty."""
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
    """What a role such as "chairwoman" tells."""
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
    """ "the premier of the Marren Coast" where that follows a name between commas, without its article."""
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
        and end - begin <= _LONGEST
        and doc.tokens[end] not in (",", ".", ";", ":", "(", ")", "”", "“", '"')
    ):
        if doc.tags[end] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "PRP"):
            break
        end += 1
    if not 0 < end - begin <= _LONGEST or end >= len(doc) or doc.tokens[end] not in (",", ".", ";", ")"):
        return ""
    return doc.cut(begin, end) if _is_role(doc, begin, end, _ROLE_ENDS) else ""


def _find_role_before(doc: Document, start: int, end: int) -> str:
    """ "trade minister" where a text says "the trade minister, Pavel Sorin, …", without its article."""
    if start < 3 or doc.tokens[start - 1] != "," or end >= len(doc) or doc.tokens[end] not in (",", ".", ";"):
        return ""
    for begin in range(start - 2, max(start - 2 - _LONGEST, -1), -1):
        if doc.lower[begin] in _DETERMINERS:
            is_role = _is_role(doc, begin + 1, start - 1, _SURE_ENDS)
            return doc.cut(begin + 1, start - 1) if is_role else ""
        if doc.tags[begin][:2] not in ("NN", "JJ", "IN") and doc.tags[begin] not in ("POS", "HYPH", "DT"):
            return ""
    return ""


def _is_role(doc: Document, begin: int, end: int, endings: tuple[str, ...]) -> bool:
    """Whether the noun that these words turn on is what somebody is."""
    links = ("of", "for", "at", "in", "on", "and", "to")
    head = next((j for j in range(begin, end) if doc.lower[j] in links), end) - 1
    if head < begin or doc.tags[head] != "NN":
        return False
    return doc.lower[head] in TITLES or doc.lower[head].endswith(endings)
