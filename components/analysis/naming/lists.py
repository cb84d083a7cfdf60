"""Looking tokens up in the lists of known names."""

from __future__ import annotations

import re
from functools import lru_cache

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.lexicon import CITY_WORDS


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """Every name that is known for sure, to its type; pieces are joined by one space."""
    table: dict[str, str] = {}
    large, _ = gazetteer.cities()
    sure, _ = gazetteer.organisations()
    table.update((_join(name), kind) for name, kind in gazetteer.others().items())
    for names, kind in (
        (large - CITY_WORDS, "place"),
        (gazetteer.regions(), "place"),
        (sure, "organisation"),
        (gazetteer.nationalities(), "group"),
        (gazetteer.country_names(), "place"),
    ):
        for name in names:
            table[_join(name)] = kind
    return table


def _join(name: str) -> str:
    return " ".join(piece for word in name.replace("’", "'").split() for piece in _cut_word(word))


def _cut_word(word: str) -> list[str]:
    """A word as spaCy's tokenizer would cut it, near enough: hyphens, commas and possessives stand alone."""
    if word.endswith("'s"):
        return [*_cut_word(word[:-2]), "'s"]
    if word.endswith(","):
        return [*_cut_word(word[:-1]), ","]
    parts = re.split(r"(-)", word)
    return [part for part in parts if part]


@lru_cache(maxsize=1)
def first_words() -> dict[str, tuple[int, ...]]:
    """First token of known names to the lengths in tokens that names beginning so have, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in known_names():
        pieces = name.split(" ")
        lengths.setdefault(pieces[0], set()).add(len(pieces))
    return {word: tuple(sorted(some, reverse=True)) for word, some in lengths.items()}


def match_lists(doc: Document, start: int, end: int) -> str:
    """The type that the lists know these tokens by, or ""."""
    known = known_names()
    if end - start == 1:
        return known.get(doc.tokens[start], "") or known.get(doc.plain[start], "")
    return known.get(" ".join(doc.tokens[start:end]), "") or known.get(" ".join(doc.plain[start:end]), "")


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    names = frozenset(name for country in gazetteer.countries() if country.code for name in country.names)
    return names | {"England", "Scotland", "Wales", "Northern Ireland"}


def is_country(name: str) -> bool:
    """Whether a name is that of a state, and no city or part of one."""
    return name in _states()


def names_land(doc: Document, i: int) -> bool:
    """Whether a country or a part of one stands at `i`."""
    return any(match_lists(doc, i, i + n) == "place" and doc.tokens[i][0].isupper() for n in (1, 2))
