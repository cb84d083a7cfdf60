"""What a name is looked up by: forms that are the same name have the same key."""

from __future__ import annotations

from functools import lru_cache

from components.analysis import gazetteer
from components.analysis.merging.people import fold
from components.analysis.naming.lexicon import CORPORATE


@lru_cache(maxsize=1)
def _by_code() -> dict[str, gazetteer.Country]:
    """Countries by ISO code; regions and former countries, which have none, by their usual name."""
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
    """Folded other names of organisations and places to the folded usual one."""
    table: dict[tuple[str, str], str] = {}
    for line in gazetteer.read_lines("aliases.txt"):
        kind, _, names = line.partition(":")
        usual, *others = (fold(name).replace(" & ", " and ") for name in names.strip().split("|"))
        for other in others:
            table.setdefault((kind, other), usual)
    return table


@lru_cache(maxsize=131_072)
def build_key(name: str, kind: str) -> str:
    """The key of a name of that type; countries and their people are keyed by the country's code."""
    folded = _without_article(fold(name))
    if kind == "place":
        code = _countries()[0].get(folded, folded)
        return f"country {code}" if code in _by_code() and _by_code()[code].code else _aliases().get((kind, code), code)
    if kind == "group":
        people = _countries()[1].get(folded)
        return f"people {people}" if people else folded
    if kind == "organisation":
        words = folded.replace(" & ", " and ").replace(" - ", "-").split()
        while len(words) > 1 and words[-1] in CORPORATE:
            words.pop()
        folded = " ".join(words)
        return _aliases().get((kind, folded), folded)
    return folded


def find_country(name: str, kind: str) -> str:
    """The code of the country or region that a place is, or whose people a group is; "" for every other name.

    ISO's where there is one, else the usual name: Scotland has none.
    """
    tables = dict(zip(("place", "group"), _countries(), strict=True))
    return tables[kind].get(_without_article(fold(name)), "") if kind in tables else ""


def name_country(name: str, kind: str) -> tuple[str, str]:
    """The usual name of a country, or "" and what its people are: ("United States", ""), ("", "people of Peru")."""
    if not (code := find_country(name, kind)):
        return "", ""
    usual = _by_code()[code].names[0]
    return (usual, "") if kind == "place" else ("", f"people of {usual}")


def _without_article(folded: str) -> str:
    return folded[4:] if folded.startswith("the ") and len(folded) > 4 else folded
