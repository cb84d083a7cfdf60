"""What a name is looked up by: forms that are the same name have the same key."""

from __future__ import annotations

from functools import lru_cache

from components.analysis import gazetteer
from components.analysis.merging.people import fold
from components.analysis.naming.lexicon import CORPORATE

_SHORT = 5  # letters and dots; so short a name is looked up as it is written first
_OF_STATE = ("u.s. ", "us ", "united states ")  # "U.S. Senate" is the Senate that everybody means


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
    """Folded other names of organisations and places to the folded usual one; names that only their dots or small
    letters tell apart, "La." and "L.A.", as they are written."""
    table: dict[tuple[str, str], str] = {}
    for line in gazetteer.read_lines("aliases.txt"):
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
    """Folded names of groups to the usual one, and the usual ones to the key of the party whose members they are."""
    names: dict[str, str] = {}
    parties: dict[str, str] = {}
    for line in gazetteer.read_lines("groups.txt"):
        forms, _, party = line.partition(">")
        usual, *others = (_fold_group(name) for name in forms.split("|"))
        names.update((other, usual) for other in (usual, *others))
        if party:
            parties[usual] = build_key(party.strip(), "organisation")
    return names, parties


def _fold_group(name: str) -> str:
    return fold(name).replace(" - ", " ").replace("-", " ").strip()


def _find_group(folded: str) -> str:
    """The key of a group that is no country's people: singular and plural are one."""
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
    """The key of a name of that type; countries and their people are keyed by the country's code."""
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
    """Whether the lists know a name as that of a group of people."""
    names, _ = _groups()
    return _find_group(fold(name)) in names


def find_party(name: str, kind: str) -> str:
    """The key of the party that an organisation is, or whose members a group are; "" for every other name."""
    _, parties = _groups()
    if kind == "group":
        party = parties.get(build_key(name, kind), "")
    else:
        key = build_key(name, kind) if kind == "organisation" else ""
        party = key if key in parties.values() else ""
    return f"party {party}" if party else ""


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
