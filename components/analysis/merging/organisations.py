"""Organisations of one article that are the same: long names, their parts and their acronyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.analysis import gazetteer
from components.analysis.merging.clusters import Cluster, Form
from components.analysis.merging.keys import build_key
from components.analysis.naming.acronyms import build_initials
from components.analysis.naming.lexicon import ORG_HEADS

_LONGEST = 12  # words of a name whose beginnings and ends are looked at


def merge_organisations(forms: Sequence[Form], indices: list[int], acronyms: Mapping[str, str]) -> list[Cluster]:
    """The organisations behind these forms; `acronyms` are those that the article explains."""
    by_key: dict[str, Cluster] = {}
    names: dict[str, str] = {}
    for i in indices:
        key = build_key(forms[i].name, "organisation")
        by_key.setdefault(key, Cluster("organisation")).take(i, forms[i])
        names.setdefault(key, forms[i].name)
    given = {build_key(short, "organisation"): build_key(name, "organisation") for short, name in acronyms.items()}
    long_names = LongNames(names)
    for key in sorted(by_key, key=len):
        target = given.get(key) or long_names.find(key)
        if target and target != key and target in by_key and key in by_key:
            for i in by_key.pop(key).members:
                by_key[target].take(i, forms[i])
            long_names.drop(key)
    return list(by_key.values())


def stands_alone(name: str) -> bool:
    """Whether the world knows an organisation by just this name: the "Western European Union" is another one."""
    return name in gazetteer.organisations()[0]


class LongNames:
    """The organisations of an article by the initials, first words and last words of their names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        self._by_initials: dict[str, set[str]] = {}
        self._by_beginning: dict[str, set[str]] = {}
        self._by_end: dict[str, set[str]] = {}
        for key, name in names.items():
            words = key.split()
            if 1 < len(words) <= _LONGEST:
                for initials in set(build_initials(name)):
                    self._by_initials.setdefault(initials, set()).add(key)
                for size in range(1, len(words)):
                    self._by_beginning.setdefault(" ".join(words[:size]), set()).add(key)
                    self._by_end.setdefault(" ".join(words[-size:]), set()).add(key)

    def drop(self, key: str) -> None:
        """Forget a name that went to another."""
        del self._names[key]

    def find(self, key: str) -> str:
        """The one longer organisation that a short key stands for, or ""."""
        short = self._names[key]
        words = key.split()
        if short in gazetteer.country_names() or short in gazetteer.nationalities() or stands_alone(short):
            return ""
        if len(words) == 1 and short.isupper() and len(short) > 1:
            fitting = self._only(self._by_initials.get(short.replace(".", ""), ()))
            if fitting:
                return fitting
        if len(words) > 1 or short not in ORG_HEADS:
            fitting = self._only(self._by_beginning.get(key, ()))
            if fitting:
                return fitting
        return self._only(self._by_end.get(key, ())) if len(words) > 1 or short in ORG_HEADS else ""

    def _only(self, keys: set[str] | tuple[()]) -> str:
        found = [key for key in keys if key in self._names] if len(keys) < _LONGEST else []
        return found[0] if len(found) == 1 else ""
