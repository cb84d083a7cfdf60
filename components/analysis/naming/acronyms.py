"""Acronyms that a text introduces: "European Central Bank (ECB)"."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.naming.spans import Candidate

_SMALL = frozenset(("of", "the", "for", "and", "&", "in", "on", "de", "la", "del", "des", "du", "to"))
_REACH = 12  # tokens before the bracket among which the long name begins


def find_acronyms(doc: Document, found: list[Candidate]) -> tuple[list[Candidate], dict[str, Candidate]]:
    """The candidates, with names set right by the acronyms behind them, and each acronym's long name."""
    pairs: dict[str, Candidate] = {}
    common: set[str] = set()  # what only shortens words of the language: "personal protective equipment (PPE)"
    at = {c.end: c for c in found}
    names: list[Candidate] = []
    gone: set[int] = set()  # candidates that are part of a longer name before a bracket
    for i in range(1, len(doc) - 2):
        if doc.tokens[i] != "(" or doc.tokens[i + 2] != ")" or not is_acronym(doc.tokens[i + 1]):
            continue
        short = doc.tokens[i + 1]
        start = _find_start(doc, i, short)
        before = at.get(i)
        if start >= 0:
            inside = [at[end] for end in range(start + 1, i + 1) if end in at]
            if across := next((at[end] for end in range(i + 1, i + 3) if end in at and at[end].start < i), None):
                inside.append(across)
            kind = next(
                (c.type for c in reversed(inside) if c.type not in ("", "place", "group", "person")), "organisation"
            )
            name = Candidate(start, i, kind, "pattern")
            gone.update(id(c) for c in inside)
            names.append(name)
            pairs.setdefault(short, name)
        elif before is None and _stands_for_words(doc, i, short):
            common.add(short)
        elif before is not None and fits_acronym(short, doc.cut(before.start, i)):
            pairs.setdefault(short, before)
    if names:
        found = sorted([*(c for c in found if id(c) not in gone), *names], key=lambda c: c.start)
    if common:
        found = [c for c in found if c.end - c.start > 1 or doc.tokens[c.start] not in common]
    return add_acronyms(doc, found, pairs), pairs


def _stands_for_words(doc: Document, end: int, short: str) -> bool:
    """Whether the words in small letters before a bracket have exactly the acronym's initials."""
    letters = [c for c in short.lower() if c.isalpha()]
    before = [text for text in doc.tokens[max(end - 2 * len(letters), 0) : end] if text != "-"][-len(letters) :]
    return [text[0] for text in before] == letters and all(text.islower() for text in before[1:])


def _find_start(doc: Document, end: int, short: str) -> int:
    """Where before the bracket the name begins whose initials are exactly the acronym, or -1."""
    letters = "".join(c for c in short if c.isalpha()).upper()
    for start in range(end - 1, max(end - _REACH, 0) - 1, -1):
        text = doc.tokens[start]
        if text.isspace() or text in (".", ",", ";", ":", ")", "”", '"'):
            break
        if text[0].upper() == letters[0] and text[0].isupper() and letters in build_initials(doc.cut(start, end)):
            return start
    return -1


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: "ECB", "U.N.", "MoD"."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 8 and text[0].isupper() and sum(c.isupper() for c in letters) * 2 > len(letters)


def build_initials(name: str) -> tuple[str, str]:
    """The initials of a name's words, without and with its small words."""
    parts = [part for word in name.split() for part in word.split("-") if part[:1].isalpha()]
    main = "".join(part[0] for part in parts if part.lower() not in _SMALL)
    return main.upper(), "".join(part[0] for part in parts).upper()


def fits_acronym(short: str, name: str) -> bool:
    """Whether an acronym's letters stand in the name in their order, the first letter first."""
    letters = [c for c in short.upper() if c.isalpha()]
    main, full = build_initials(name)
    if "".join(letters) in (main, full):
        return True
    if len(main) < 2 or letters[0] != main[0]:
        return False
    position = 0
    for letter in letters:
        position = name.upper().find(letter, position) + 1
        if not position:
            return False
    return len(letters) <= len(full) + 2


def add_acronyms(doc: Document, found: list[Candidate], pairs: dict[str, Candidate]) -> list[Candidate]:
    """The candidates and every place where one of the acronyms stands."""
    if not pairs:
        return found
    taken = {i for candidate in found for i in range(candidate.start, candidate.end)}
    added = [
        Candidate(i, i + 1, "", "pattern") for i, text in enumerate(doc.tokens) if text in pairs and i not in taken
    ]
    return sorted([*found, *added], key=lambda candidate: candidate.start)
