"""Acronyms that a text introduces: "European Central Bank (ECB)"."""

from __future__ import annotations

from components.analysis.naming.spans import Candidate
from components.analysis.naming.words import Words

_SMALL = frozenset(["of", "the", "for", "and", "&", "in", "on", "de", "la", "del", "des", "du"])


def find_acronyms(words: Words, found: list[Candidate]) -> dict[str, str]:
    """Acronym to the name it stands for, where one follows the other in brackets."""
    pairs: dict[str, str] = {}
    for candidate in found:
        i = candidate.end
        if i + 2 >= len(words) or words.texts[i] != "(" or words.texts[i + 2] != ")":
            continue
        name = " ".join(words.cut(candidate.start, candidate.end).split())
        short = words.texts[i + 1]
        if is_acronym(short) and fits_acronym(short, name):
            pairs.setdefault(short, name)
    return pairs


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: "ECB", "U.N.", "MoD"."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 8 and text[0].isupper() and sum(c.isupper() for c in letters) * 2 > len(letters)


def build_initials(name: str) -> tuple[str, str]:
    """The initials of a name's words, without and with its small words."""
    parts = [part for word in name.replace("’", "'").split() for part in word.split("-") if part[:1].isalpha()]
    main = "".join(part[0] for part in parts if part.lower() not in _SMALL)
    return main.upper(), "".join(part[0] for part in parts).upper()


def fits_acronym(short: str, name: str) -> bool:
    """Whether an acronym's letters are initials of the name's words, most of them, in order."""
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


def add_acronyms(words: Words, found: list[Candidate], pairs: dict[str, str]) -> list[Candidate]:
    """The candidates and every place where one of the acronyms stands."""
    if not pairs:
        return found
    taken = {i for candidate in found for i in range(candidate.start, candidate.end)}
    added = [
        Candidate(i, i + 1, "", "pattern") for i, text in enumerate(words.texts) if text in pairs and i not in taken
    ]
    return sorted([*found, *added], key=lambda candidate: candidate.start)
