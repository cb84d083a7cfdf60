"""Surface forms: names parsed and normalised, compatibility of person names, and lookup keys."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from components.analysis.entities import gazetteer, lexicon
from components.analysis.entities.lexicon import CORPORATE, HONORIFICS, PARTICLES, SUFFIXES, TITLES, read_lines

_SUFFIXES = frozenset(fold_word.rstrip(".") for fold_word in SUFFIXES)
_ONLY_PARTICLES = PARTICLES - {"ben", "abu", "e", "y", "st"}  # the others, which are also given names, are left out
_TITLES = frozenset(HONORIFICS) | TITLES
_SHORT = 5  # characters of names that are first looked up as they are written
_OF_STATE = ("u.s. ", "us ", "united states ")  # "U.S. Senate" is keyed as "Senate"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A normalised person name: given names in order, surname, suffix ("jr"), particle before the surname."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""
    particle: str = field(default="", compare=False)

    @property
    def is_full(self) -> bool:
        """Whether the name has more than one word."""
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
    """Lower case, without accents, dots and curly apostrophes, with single spaces."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.replace("’", "'").replace("‘", "'").replace("ł", "l").replace("Ł", "L").replace("ø", "o")
    return " ".join(text.replace(".", " " if ". " in text else "").replace(",", " ").casefold().split())


@lru_cache(maxsize=65_536)
def read_person(name: str) -> PersonName:
    """The parts of a person's name, without titles."""
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
    """ "Doherty, Callum" as "Callum Doherty"."""
    last, comma, first = name.partition(",")
    plain = bool(comma and first.strip()) and "," not in first
    return f"{first.strip()} {last}" if plain and fold(first).strip(".") not in _SUFFIXES else name


def _space_initials(name: str) -> str:
    """ "J.K. Rowling" as "J. K. Rowling"."""
    words: list[str] = []
    for word in name.split():
        if word.count(".") > 1 and all(len(part) == 1 for part in word.strip(".").split(".")):
            words.extend(part + "." for part in word.strip(".").split("."))
        else:
            words.append(word)
    return " ".join(words)


def are_compatible(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can belong to one person."""
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
    """Whether "Al" is not a given name but a particle of the other's surname: "Al Thani"."""
    return one.given == ("al",) and other.particle.endswith("al")


def ends_alike(one: PersonName, other: PersonName) -> bool:
    """Whether one name is only the other's double surname: "Wasserman Schultz" of "Debbie Wasserman Schultz"."""
    mine, theirs = (*one.given, one.surname), (*other.given, other.surname)
    return len(mine) > 1 and len(theirs) > len(mine) and theirs[-len(mine) :] == mine and len(mine[0]) > 1


def _is_part(one: PersonName, other: PersonName) -> bool:
    """Whether one name is part of the other with the same first word: "Pedro Sanchez", "Pedro Sanchez Castejon"."""
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


# Lookup keys: forms of one name have the same key.


@lru_cache(maxsize=1)
def _by_code() -> dict[str, gazetteer.Country]:
    """Usual names of countries by ISO code; regions and former countries, which have none, by their usual name."""
    return {country.code or fold(country.names[0]): country for country in gazetteer.countries()}


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    people: dict[str, str] = {}
    for code, country in _by_code().items():
        for form in country.names:
            names.setdefault(fold(form), code)
        for form in country.people:
            people.setdefault(fold(form), code)
    return names, people


@lru_cache(maxsize=1)
def _aliases() -> dict[tuple[str, str], str]:
    """Normalised aliases of organisations and places, with the normalised usual name.

    Names that differ only in dots or case, "La." and "L.A.", are keyed as written.
    """
    table: dict[tuple[str, str], str] = {}
    for line in lexicon.read_lines("aliases.txt"):
        kind, _, names = line.partition(":")
        written = names.strip().split("|")
        usual, *others = (fold(name).replace(" & ", " and ") for name in written)
        for other, form in zip(others, written[1:], strict=True):
            table.setdefault((kind, other), usual)
            if len(form) < _SHORT:
                table.setdefault((kind, form), usual)
    return table


@lru_cache(maxsize=1)
def _groups() -> tuple[dict[str, str], dict[str, str]]:
    """Normalised names of groups with the usual one, and the usual ones with the key of the party they belong to."""
    names: dict[str, str] = {}
    parties: dict[str, str] = {}
    for line in lexicon.read_lines("groups.txt"):
        forms, _, party = line.partition(">")
        usual, *others = (_fold_group(name) for name in forms.split("|"))
        names.update((other, usual) for other in (usual, *others))
        if party:
            parties[usual] = build_key(party.strip(), "organisation")
    return names, parties


def _fold_group(name: str) -> str:
    return fold(name).replace(" - ", " ").replace("-", " ").strip()


def _find_group(folded: str) -> str:
    """The key of a group that is not a nationality; singular and plural share it."""
    names, _ = _groups()
    folded = _fold_group(folded)
    if folded in names:
        return names[folded]
    if folded.endswith("ies") and f"{folded[:-3]}y" in names:
        return names[f"{folded[:-3]}y"]
    single = (
        folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")) else folded
    )
    return names.get(single, single)


@lru_cache(maxsize=131_072)
def build_key(name: str, kind: str) -> str:
    """The lookup key of a name of that type; countries and nationalities are keyed by country code."""
    folded = _without_article(fold(name))
    if len(name) < _SHORT and (usual := _aliases().get((kind, name))):
        return usual
    if kind == "place":
        code = _countries()[0].get(folded, folded)
        return f"country {code}" if code in _by_code() and _by_code()[code].code else _aliases().get((kind, code), code)
    if kind == "group":
        people = _countries()[1].get(folded)
        return f"people {people}" if people else _find_group(folded)
    if kind == "organisation":
        words = folded.replace(" & ", " and ").replace(" - ", "-").split()
        while len(words) > 1 and words[-1] in CORPORATE:
            words.pop()
        folded = " ".join(words)
        for land in _OF_STATE:
            bare = folded.removeprefix(land)
            if bare != folded and bare in _known_organisations():
                folded = bare
        return _aliases().get((kind, folded), folded)
    return folded


@lru_cache(maxsize=1)
def _known_organisations() -> frozenset[str]:
    return frozenset(fold(name) for name in gazetteer.organisations()[0])


def is_group(name: str) -> bool:
    """Whether the data files have the name as that of a group of people."""
    names, _ = _groups()
    return _find_group(fold(name)) in names


def find_party(name: str, kind: str) -> str:
    """The key of the party that an organisation is, or that a group are members of; "" for all other names."""
    _, parties = _groups()
    if kind == "group":
        party = parties.get(build_key(name, kind), "")
    else:
        key = build_key(name, kind) if kind == "organisation" else ""
        party = key if key in parties.values() else ""
    return f"party {party}" if party else ""


def find_country(name: str, kind: str) -> str:
    """The code of the country or region that a place is, or that a nationality belongs to; "" for all other names.

    ISO 3166 if there is one, else the usual name: Scotland has none.
    """
    tables = dict(zip(("place", "group"), _countries(), strict=True))
    return tables[kind].get(_without_article(fold(name)), "") if kind in tables else ""


def name_country(name: str, kind: str) -> tuple[str, str]:
    """The usual name of a country, or "" and its people: ("United States", ""), ("", "people of Peru")."""
    if not (code := find_country(name, kind)):
        return "", ""
    usual = _by_code()[code].names[0]
    return (usual, "") if kind == "place" else ("", f"people of {usual}")


def _without_article(folded: str) -> str:
    return folded[4:] if folded.startswith("the ") and len(folded) > 4 else folded
