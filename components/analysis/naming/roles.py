"""What stands beside a person's name: honorific, title and role."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.naming.lexicon import HONORIFICS, OFFICES, TITLES
from components.analysis.naming.offices import find_office_start
from components.analysis.naming.spans import Candidate, is_title
from components.analysis.naming.words import Words

_LONGEST = 14  # tokens; a longer insertion after a name is no description
_ROLE_ENDS = ("man", "woman", "person", "er", "or", "ist", "ant", "ent", "ian", "ary", "head", "chief")
_SURE_ENDS = ("man", "woman", "person", "ologist", "minister")  # "in the summer, Anna Holt …" has no role
_DETERMINERS = ("the", "a", "an", "its", "their", "his", "her", "our", "my")
_FEMALE = ("woman", "actress", "queen", "princess", "mother", "sister", "widow", "daughter", "duchess", "dame", "lady")
_MALE = ("man", "king", "prince", "father", "brother", "widower", "son", "duke", "lord", "sir")


def describe_person(words: Words, candidate: Candidate) -> tuple[str, str, str]:
    """Honorific, role and gender that the words around one occurrence of a name give; each may be empty."""
    start = candidate.start
    begin = find_office_start(words, start)
    while begin and start - begin < 8 and _belongs_to_title(words, begin - 1):
        begin -= 1
    while begin < start and (words.tags[begin] == "HYPH" or words.texts[begin] in (".", "-")):
        begin += 1
    honorific = ""
    role_words = []
    for i in range(begin, start):
        if words.lower[i] in HONORIFICS:
            honorific = words.texts[i]
        role_words.append(i)
    role = words.cut(begin, start) if any(words.lower[i] in TITLES | OFFICES for i in role_words) else ""
    beside = _find_apposition(words, candidate.end) or _find_role_before(words, start, candidate.end)
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


def _belongs_to_title(words: Words, i: int) -> bool:
    text = words.texts[i]
    return is_title(words, i) or text in ("-",) or text in gazetteer.nationalities()


def _find_apposition(words: Words, i: int) -> str:
    """ "the premier of the Marren Coast" where that follows a name between commas, without its article."""
    if i + 2 >= len(words) or words.texts[i] != ",":
        return ""
    begin = i + 1
    if words.texts[begin].isdigit() and begin + 2 < len(words) and words.texts[begin + 1] == ",":
        begin += 2
    if words.lower[begin] in _DETERMINERS:
        begin += 1
    end = begin
    while (
        end < len(words)
        and end - begin <= _LONGEST
        and words.texts[end] not in (",", ".", ";", ":", "(", ")", "”", "“", '"')
    ):
        if words.tags[end] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "PRP"):
            break
        end += 1
    if not 0 < end - begin <= _LONGEST or end >= len(words) or words.texts[end] not in (",", ".", ";", ")"):
        return ""
    return words.cut(begin, end) if _is_role(words, begin, end, _ROLE_ENDS) else ""


def _find_role_before(words: Words, start: int, end: int) -> str:
    """ "trade minister" where a text says "the trade minister, Pavel Sorin, …", without its article."""
    if start < 3 or words.texts[start - 1] != "," or end >= len(words) or words.texts[end] not in (",", ".", ";"):
        return ""
    for begin in range(start - 2, max(start - 2 - _LONGEST, -1), -1):
        if words.lower[begin] in _DETERMINERS:
            is_role = _is_role(words, begin + 1, start - 1, _SURE_ENDS)
            return words.cut(begin + 1, start - 1) if is_role else ""
        if words.tags[begin][:2] not in ("NN", "JJ", "IN") and words.tags[begin] not in ("POS", "HYPH", "DT"):
            return ""
    return ""


def _is_role(words: Words, begin: int, end: int, endings: tuple[str, ...]) -> bool:
    """Whether the noun that these words turn on is what somebody is."""
    links = ("of", "for", "at", "in", "on", "and", "to")
    head = next((j for j in range(begin, end) if words.lower[j] in links), end) - 1
    if head < begin or words.tags[head] != "NN":
        return False
    return words.lower[head] in TITLES or words.lower[head].endswith(endings)
