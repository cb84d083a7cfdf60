"""What a name is looked up by: forms that are the same name have the same key."""

from __future__ import annotations

from functools import lru_cache

from components.analysis import gazetteer
from components.analysis.merging.people import fold
from components.analysis.naming.lexicon import CORPORATE


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    people: dict[str, str] = {}
    for country in gazetteer.countries():
        for form in country.names:
            names.setdefault(fold(form), country.code)
        for form in country.people:
            people.setdefault(fold(form), country.code)
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
    """The key of a name of that type; countries and their people are keyed by ISO code."""
    folded = fold(name)
    if folded.startswith("the ") and len(folded) > 4:
        folded = folded[4:]
    if kind == "place":
        code = _countries()[0].get(folded)
        return f"country {code}" if code else _aliases().get((kind, folded), folded)
    if kind == "group":
        code = _countries()[1].get(folded)
        return f"people {code}" if code else folded
    if kind == "organisation":
        words = folded.replace(" & ", " and ").replace(" - ", "-").split()
        while len(words) > 1 and words[-1] in CORPORATE:
            words.pop()
        folded = " ".join(words)
        return _aliases().get((kind, folded), folded)
    return folded


def find_country(name: str, kind: str) -> str:
    """The ISO code of the country that a place is, or whose people a group is; "" for every other name."""
    tied, _, code = build_key(name, kind).partition(" ")
    return code if tied == {"place": "country", "group": "people"}.get(kind) and len(code) == 2 else ""


def name_country(name: str, kind: str) -> tuple[str, str]:
    """The usual name of a country, or "" and what its people are: ("United States", ""), ("", "people of Peru")."""
    code = find_country(name, kind)
    usual = next((country.names[0] for country in gazetteer.countries() if country.code == code), "")
    return (usual, "") if kind == "place" else ("", f"people of {usual}" if usual else "")
