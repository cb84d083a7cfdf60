"""Surnames of several words: "von der | Leyen", "Van der | Plas" at the head of a sentence, "the | de Blasio plan"."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.naming.genre import find_headlines
from components.analysis.naming.lexicon import NOT_NAMES, PARTICLES, SUFFIXES
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate, is_name_word, is_title, opens_sentence

# fmt: off
# Particles that before a capital make a surname, in any text in English
_SURE = frozenset((
    "von", "van", "der", "den", "de", "del", "della", "di", "du", "da", "dos", "das", "ter", "zu", "af", "bin", "ibn",
))
# fmt: on
_AT_HEAD = frozenset(("Van", "Von", "De", "Del", "Della", "Di", "Du", "Ter"))  # "Das" and "Der" are German there
_MOST = 3  # particles before one surname
_LATIN = frozenset(("facto", "jure", "rigueur", "novo"))


def find_particles(doc: Document, i: int, left: int = 0) -> int:
    """Where the particles begin that stand directly before token `i`, not before `left`; `i` where there are none."""
    start = i
    while (
        start > max(left, i - _MOST)
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
    """The candidates with the particles before them and, where the particles stand at their head, the first name."""
    out: list[Candidate] = []
    for candidate in found:
        left = out[-1].end if out else 0
        if doc.tokens[candidate.start][:1].isupper() and not match_lists(doc, candidate.start, candidate.end):
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


def _may_be_first_name(doc: Document, candidate: Candidate) -> bool:
    return (
        candidate.end - candidate.start < _MOST
        and doc.tokens[candidate.end - 1].isalpha()
        and not match_lists(doc, candidate.start, candidate.end)
    )


def find_alone(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates and surnames with particles that no other has: "the de Blasio administration"."""
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
    """Where the surname of a full name begins: its last word, before "Jr.", hyphenated parts kept together."""
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
