"""Parts of a person's name, and when two such names can be one person's."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from components.analysis.gazetteer import read_lines
from components.analysis.naming.lexicon import HONORIFICS, PARTICLES, SUFFIXES, TITLES

_SUFFIXES = frozenset(fold_word.rstrip(".") for fold_word in SUFFIXES)
_ONLY_PARTICLES = PARTICLES - {"ben", "abu", "e", "y", "st"}  # those are no given names
_TITLES = frozenset(HONORIFICS) | TITLES


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name folded for comparing: given names in order, surname, "jr" and the like, "von der" before a surname."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""
    particle: str = field(default="", compare=False)

    @property
    def is_full(self) -> bool:
        """Whether there is more than one word to it."""
        return bool(self.given)


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, row in enumerate(read_lines("short_names.txt")):
        for name in row.split():
            table.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in table.items()}


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case without accents, dots and odd apostrophes, one space between words."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.replace("’", "'").replace("‘", "'").replace("ł", "l").replace("Ł", "L").replace("ø", "o")
    return " ".join(text.replace(".", " " if ". " in text else "").replace(",", " ").casefold().split())


@lru_cache(maxsize=65_536)
def read_person(name: str) -> PersonName:
    """The parts of a person's name; titles before it are left out."""
    words = fold(_space_initials(_turn(name))).replace(" - ", "-").split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    suffix = ""
    if len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = words.pop()
    if not words:
        return PersonName((), "")
    begin = len(words) - 1
    while begin > 1 and words[begin - 1] in PARTICLES:
        begin -= 1
    given = tuple(words[:begin])
    if not set(given) - _ONLY_PARTICLES and not (given == ("al",) and name.lstrip().startswith("Al ")):
        return PersonName((), words[-1], suffix)
    return PersonName(given, words[-1], suffix, " ".join(words[begin:-1]))


def _turn(name: str) -> str:
    """ "Doherty, Callum" the other way round."""
    last, comma, first = name.partition(",")
    plain = bool(comma and first.strip()) and "," not in first
    return f"{first.strip()} {last}" if plain and fold(first).strip(".") not in _SUFFIXES else name


def _space_initials(name: str) -> str:
    """ "J.K. Rowling" with its initials apart."""
    words: list[str] = []
    for word in name.split():
        if word.count(".") > 1 and all(len(part) == 1 for part in word.strip(".").split(".")):
            words.extend(part + "." for part in word.strip(".").split("."))
        else:
            words.append(word)
    return " ".join(words)


def are_compatible(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can be the same person's."""
    if one.surname != other.surname:
        return _is_part(one, other) or _is_part(other, one)
    if one.suffix != other.suffix:
        return False
    if not one.given or not other.given or _is_article(one, other) or _is_article(other, one):
        return True
    if not _fits(one.given[0], other.given[0]):
        return one.given[0] in other.given[1:] or other.given[0] in one.given[1:]
    mine, theirs = one.given[1:], other.given[1:]
    if not mine or not theirs or _fits(mine[0], theirs[0]):
        return True
    return any(len(word) > 1 for word in set(mine) & set(theirs))


def _is_article(one: PersonName, other: PersonName) -> bool:
    """Whether "Al" is no given name but stands before the surname of the other as well: "Al Thani"."""
    return one.given == ("al",) and other.particle.endswith("al")


def ends_alike(one: PersonName, other: PersonName) -> bool:
    """Whether one is the other's double surname alone: "Wasserman Schultz" of "Debbie Wasserman Schultz"."""
    mine, theirs = (*one.given, one.surname), (*other.given, other.surname)
    return len(mine) > 1 and len(theirs) > len(mine) and theirs[-len(mine) :] == mine and len(mine[0]) > 1


def _is_part(one: PersonName, other: PersonName) -> bool:
    """ "Pedro Sanchez" and "Pedro Sanchez Castejon": the words of one in the other, the same at the beginning."""
    if not one.given or len(other.given) < 2 or one.given[0] != other.given[0]:
        return False
    return one.surname in other.given and set(one.given) <= set(other.given) and one.suffix == other.suffix


def _fits(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    forms = _short_forms()
    return bool(forms.get(one, frozenset()) & forms.get(other, frozenset())) or one.replace("-", "") == other.replace(
        "-", ""
    )
