"""Boundaries of person names: leading words that are not part of them, and surnames of several words."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import (
    DATE_WORDS,
    DETERMINERS,
    FAMOUS,
    NOT_FIRST_NAMES,
    NOT_NAMES,
    OPENERS,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    SUFFIXES,
    TITLES,
    find_headlines,
)
from components.analysis.entities.name_forms import looks_like_person
from components.analysis.entities.spans import Candidate, is_name_word, is_title, opens_sentence
from components.analysis.quotation_marks import OPENING

_NOT_FIRST = OPENERS | NOT_FIRST_NAMES
_ENDS = ("ing", "ly")  # "Impeaching", "Certainly"; given names with these endings are in the gazetteer
_ROLES = ("man", "woman", "tor", "der", "sor", "ist", "ian", "staff", "counsel")  # "Alderman", "Pastor", "Staff"
_TITLED = frozenset(("work", "event", "product"))  # types whose names may contain a person's
_MOST_CUT = 4  # words cut off at most
_PERSON = 4  # tokens of a person's name, exclusive
# fmt: off
# Nobiliary particles that make a surname of a capitalised word after them, in any English text
_SURE = frozenset((
    "von", "van", "der", "den", "de", "del", "della", "di", "du", "da", "dos", "das", "ter", "zu", "af", "bin", "ibn",
))
# fmt: on
# The same at the start of a sentence; "Das" and "Der" are German articles there
_AT_HEAD = frozenset(("Van", "Von", "De", "Del", "Della", "Di", "Du", "Ter"))
_MOST_PARTICLES = 3  # particles before one surname at most
_LATIN = frozenset(("facto", "jure", "rigueur", "novo"))


def trim_person_starts(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates with such leading words cut off; a "team" of somebody becomes an organisation."""
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
        if _is_quoted(doc, candidate):
            continue
        start = _find_person_start(doc, candidate, people)
        if start > candidate.start and candidate.title < 0:
            candidate.start, candidate.type = start, "person"
    return found


def _find_person_start(doc: Document, candidate: Candidate, people: set[str]) -> int:
    """The token at which the person's name begins; the span's own start if nothing is cut off."""
    start = candidate.start
    while start < candidate.end - 1 and _is_leading_word(doc, candidate, start, people):
        start += 1
    if start > candidate.start:
        return start
    for i in range(start, min(candidate.end - 1, start + _MOST_CUT) if candidate.type not in _TITLED else start):
        if not _is_common_word(doc, i):
            break
        if i > start and _is_person(doc, i + 1, candidate.end, people):
            return i + 1  # "Conservatives Rebuking | Trump"
    return start


def _is_common_word(doc: Document, i: int) -> bool:
    """Whether a word is a common one and no part of a person's name."""
    text, lower = doc.tokens[i], doc.lower[i]
    if text in gazetteer.given_names() or is_initial(text) or lower in DATE_WORDS | PARTICLES:
        return False
    return lower in _NOT_FIRST or doc.dictionary.is_word(lower)


def _is_quoted(doc: Document, candidate: Candidate) -> bool:
    """Whether a name is directly enclosed in quotation marks, as a title is."""
    before = doc.tokens[candidate.start - 1] if candidate.start else ""
    return (
        doc.pair_of[candidate.start] > 0
        and before in OPENING | {"''", "``"}
        and (
            doc.pair_of[candidate.start] != doc.pair_of[min(candidate.end, len(doc) - 1)]
            or doc.tokens[candidate.end] in (",", ".")
        )
    )


def _is_leading_word(doc: Document, candidate: Candidate, start: int, people: set[str]) -> bool:
    """Whether the first word of a span is not part of the name and a person's name follows."""
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
    """Whether these words are a person's name: known, a given name with a surname, or famous."""
    if not 0 < end - start < _PERSON or doc.tokens[end - 1] in ORG_HEADS | PLACE_HEADS:
        return False
    if end - start == 1:
        text = doc.tokens[start]
        first = text in gazetteer.given_names() and start > 0 and doc.lower[start - 1] in _NOT_FIRST
        return text in FAMOUS or text in people or first
    if match_lists(doc, end - 1, end) or doc.lower[end - 1] in DATE_WORDS:
        return False
    return doc.cut(start, end) in people or looks_like_person(doc.tokens[start:end])


# Surnames with particles: "von der | Leyen", "Van der | Plas" at the start of a sentence, "the | de Blasio plan".


def find_particles(doc: Document, i: int, left: int = 0) -> int:
    """The first of the particles directly before token `i`, not before `left`; `i` if there are none."""
    start = i
    while (
        start > max(left, i - _MOST_PARTICLES)
        and doc.lower[start - 1] in PARTICLES
        and doc.lower[start - 1] in _SURE | {"la", "ten"}
    ):
        before = doc.tokens[start - 1]
        if not before.islower() and not (before in _AT_HEAD and opens_sentence(doc, start - 1)):
            break
        start -= 1
    while start < i and doc.lower[start] not in _SURE:
        start += 1
    return start


def join_particles(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates extended by particles before them and, if those come first, by the given name."""
    out: list[Candidate] = []
    for candidate in found:
        left = out[-1].end if out else 0
        if doc.tokens[candidate.start][:1].isupper() and (
            not match_lists(doc, candidate.start, candidate.end) or _is_of_family(doc, candidate.start)
        ):
            start = find_particles(doc, candidate.start, left)
            if start < candidate.start and (candidate.type == "person" or candidate.end - candidate.start == 1):
                candidate.start, candidate.type = start, "person"
        last = out[-1] if out else None
        if (
            last is not None
            and last.end == candidate.start
            and doc.tokens[candidate.start].islower()
            and doc.lower[candidate.start] in _SURE
            and candidate.type == "person"
            and _may_be_first_name(doc, last)
        ):
            last.end, last.type = candidate.end, "person"
            continue
        if candidate.type == "person" and doc.lower[candidate.start] in _SURE and candidate.start > left:
            first = candidate.start - 1
            if is_name_word(doc, first) and not is_title(doc, first) and not match_lists(doc, first, first + 1):
                candidate.start = first if doc.lower[first] not in NOT_NAMES else candidate.start
        out.append(candidate)
    return out


def _is_of_family(doc: Document, i: int) -> bool:
    """Whether a listed town is a surname: "a von Hagen adviser", not "the Hanse von Hagen"."""
    if i < 2 or doc.tokens[i - 1] not in ("von", "van"):
        return False
    return not doc.tokens[i - 2][:1].isupper() or doc.lower[i - 2] in DETERMINERS


def _may_be_first_name(doc: Document, candidate: Candidate) -> bool:
    return (
        candidate.end - candidate.start < _MOST_PARTICLES
        and doc.tokens[candidate.end - 1].isalpha()
        and not match_lists(doc, candidate.start, candidate.end)
    )


def find_particle_surnames(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates and surnames with particles that none of them covers: "the de Blasio administration"."""
    behind = [i + 1 for i, lower in enumerate(doc.lower) if lower in _SURE and i + 1 < len(doc)]
    if not behind:
        return found
    taken = {i for c in found for i in range(c.start, c.end)}
    more = []
    for i in behind:
        text = doc.tokens[i]
        if not text.istitle() or not text.isalpha() or find_headlines(doc)[i] or doc.lower[i] in _LATIN:
            continue
        start = find_particles(doc, i)
        if start == i or not taken.isdisjoint(range(start - 1, i + 1)):
            continue
        before = doc.tokens[start - 1] if start else ""
        if not before[:1].isupper() or opens_sentence(doc, start - 1):
            more.append(Candidate(start, i + 1, "person", "pattern"))
    return sorted([*found, *more], key=lambda c: c.start) if more else found


def find_surname(texts: list[str]) -> int:
    """The index at which the surname of a full name begins: before "Jr.", with hyphenated parts kept together."""
    last = len(texts) - 1
    while last > 1 and (texts[last].lower() in SUFFIXES or texts[last] == ","):
        last -= 1
    while last > 2 and texts[last - 1] == "-":
        last -= 2
    while last > 1 and texts[last - 1].lower() in PARTICLES and texts[last - 1] not in ("Al", "Ben", "Abu"):
        last -= 1
    return last


def is_initial(text: str) -> bool:
    """Whether a word is one or more initials: "C.", "J.K."."""
    return text.endswith(".") and text.isupper() and all(len(part) == 1 for part in text[:-1].split("."))
