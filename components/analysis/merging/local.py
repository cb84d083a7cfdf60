"""Names of one article that mean the same: full names and surnames, long names and acronyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.analysis import gazetteer
from components.analysis.merging.clusters import Cluster, Form, build_entity
from components.analysis.merging.keys import build_key
from components.analysis.merging.organisations import merge_organisations
from components.analysis.merging.people import PersonName, are_compatible, fold, read_person
from components.analysis.merging.singles import place_single_names
from components.types import LocalEntity

__all__ = ["Form", "guess_gender", "merge_forms"]

_NO_ACRONYMS: Mapping[str, str] = {}
_MOST = 60  # people of one surname among whom a full name is looked for


def merge_forms(
    forms: Sequence[Form], acronyms: Mapping[str, str] = _NO_ACRONYMS
) -> tuple[list[int], list[LocalEntity]]:
    """For each form the entity it names, and the entities in the order in which they come up."""
    owners: list[Cluster | None] = [None] * len(forms)
    by_type: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        by_type.setdefault(form.type, []).append(i)
    for kind, indices in by_type.items():
        if kind == "person":
            clusters = _merge_people(forms, indices)
        elif kind == "organisation":
            clusters = merge_organisations(forms, indices, acronyms)
        else:
            clusters = _merge_equal(forms, indices)
        for cluster in clusters:
            for i in cluster.members:
                owners[i] = cluster
    order: dict[int, int] = {}
    entities: list[LocalEntity] = []
    numbers = []
    for owner in owners:
        if owner is None:
            raise ValueError("a form was left without an entity")
        if id(owner) not in order:
            order[id(owner)] = len(entities)
            entities.append(build_entity(forms, owner))
        numbers.append(order[id(owner)])
    return numbers, entities


def _merge_equal(forms: Sequence[Form], indices: list[int]) -> list[Cluster]:
    clusters: dict[str, Cluster] = {}
    for i in indices:
        key = build_key(forms[i].name, forms[i].type)
        clusters.setdefault(key, Cluster(forms[i].type)).take(i, forms[i])
    return list(clusters.values())


def _merge_people(forms: Sequence[Form], indices: list[int]) -> list[Cluster]:
    parsed = {i: read_person(forms[i].name) for i in indices}
    full: dict[PersonName, list[int]] = {}
    for i in indices:
        if parsed[i].is_full:
            full.setdefault(parsed[i], []).append(i)
    clusters: list[Cluster] = []
    by_word: dict[str, dict[int, Cluster]] = {}  # by all words but the first: names that could be one share such a word
    for name in sorted(full, key=lambda name: (len(name.given[0]) == 1, -len(name.given), full[name][0])):
        gender = next((forms[i].gender for i in full[name] if forms[i].gender), "") or guess_gender(name)
        some = [by_word.get(word, {}) for word in (name.surname, *name.given[1:])]
        near = {key: c for found in some if len(found) < _MOST for key, c in found.items()}
        fitting = [
            c
            for c in near.values()
            if not (gender and c.gender and gender != c.gender) and all(are_compatible(name, p) for p in c.parsed)
        ]
        if len(fitting) == 1:
            cluster = fitting[0]
        else:
            cluster = Cluster("person")
            clusters.append(cluster)
        cluster.parsed.append(name)
        cluster.gender = cluster.gender or gender
        for word in (name.surname, *name.given[1:]):
            by_word.setdefault(word, {})[id(cluster)] = cluster
        for i in full[name]:
            cluster.take(i, forms[i])
    return place_single_names(forms, indices, parsed, clusters)


def guess_gender(name: PersonName) -> str:
    """What the first given name tells: "f", "m" or empty."""
    return _folded_given_names().get(name.given[0].split("-")[0], "") if name.given else ""


_GIVEN: dict[str, str] = {}


def _folded_given_names() -> dict[str, str]:
    if not _GIVEN:
        _GIVEN.update({fold(name): gender for name, gender in gazetteer.given_names().items()})
    return _GIVEN
