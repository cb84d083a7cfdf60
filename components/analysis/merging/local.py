"""Names of one article that mean the same: full names and surnames, long names and acronyms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.analysis import gazetteer
from components.analysis.merging.keys import build_key, name_country
from components.analysis.merging.people import PersonName, are_compatible, fold, read_person
from components.analysis.naming.acronyms import build_initials
from components.analysis.naming.lexicon import ORG_HEADS
from components.types import LocalEntity

_NO_ACRONYMS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Form:
    """One occurrence of a name, with what stood beside it."""

    name: str
    type: str
    honorific: str = ""
    role: str = ""
    gender: str = ""


@dataclass(slots=True)
class _Cluster:
    """An entity in the making."""

    type: str
    members: list[int] = field(default_factory=list)
    parsed: list[PersonName] = field(default_factory=list)
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    last: int = -1  # where it was mentioned last, while singles are being placed

    def take(self, i: int, form: Form) -> None:
        self.members.append(i)
        self.gender = self.gender or form.gender
        if form.role:
            self.titles.update(fold(form.role).split())


def merge_forms(
    forms: Sequence[Form], acronyms: Mapping[str, str] = _NO_ACRONYMS
) -> tuple[list[int], list[LocalEntity]]:
    """For each form the entity it names, and the entities in the order in which they come up."""
    owners: list[_Cluster | None] = [None] * len(forms)
    by_type: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        by_type.setdefault(form.type, []).append(i)
    for kind, indices in by_type.items():
        if kind == "person":
            clusters = _merge_people(forms, indices)
        elif kind == "organisation":
            clusters = _merge_organisations(forms, indices, acronyms)
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
            entities.append(_build_entity(forms, owner))
        numbers.append(order[id(owner)])
    return numbers, entities


def _merge_equal(forms: Sequence[Form], indices: list[int]) -> list[_Cluster]:
    clusters: dict[str, _Cluster] = {}
    for i in indices:
        key = build_key(forms[i].name, forms[i].type)
        clusters.setdefault(key, _Cluster(forms[i].type)).take(i, forms[i])
    return list(clusters.values())


def _merge_people(forms: Sequence[Form], indices: list[int]) -> list[_Cluster]:
    parsed = {i: read_person(forms[i].name) for i in indices}
    full: dict[PersonName, list[int]] = {}
    for i in indices:
        if parsed[i].is_full:
            full.setdefault(parsed[i], []).append(i)
    clusters: list[_Cluster] = []
    for name in sorted(full, key=lambda name: (len(name.given[0]) == 1, -len(name.given), full[name][0])):
        gender = next((forms[i].gender for i in full[name] if forms[i].gender), "") or guess_gender(name)
        fitting = [
            c
            for c in clusters
            if not (gender and c.gender and gender != c.gender) and all(are_compatible(name, p) for p in c.parsed)
        ]
        if len(fitting) == 1:
            cluster = fitting[0]
        else:
            cluster = _Cluster("person")
            clusters.append(cluster)
        cluster.parsed.append(name)
        cluster.gender = cluster.gender or gender
        for i in full[name]:
            cluster.take(i, forms[i])
    return _place_single_names(forms, indices, parsed, clusters)


def _place_single_names(
    forms: Sequence[Form], indices: list[int], parsed: Mapping[int, PersonName], clusters: list[_Cluster]
) -> list[_Cluster]:
    """Give each lone surname or first name to the fitting full name, of several the one that was named last."""
    by_part: dict[str, list[_Cluster]] = {}
    for part in (1, 0, 2):  # surnames first, then first names, then what stands between
        level: dict[str, list[_Cluster]] = {}
        for cluster in clusters:
            for name in cluster.parsed:
                some = (name.given[:1], (name.surname,), name.given[1:])[part]
                for word in some:
                    if cluster not in level.setdefault(word, []):
                        level[word].append(cluster)
        for word, found in level.items():
            by_part.setdefault(word, found)
    owner_of = {i: cluster for cluster in clusters for i in cluster.members}
    for i in indices:
        if i in owner_of:
            owner_of[i].last = i
            continue
        form = forms[i]
        fitting = [
            c for c in by_part.get(parsed[i].surname, ()) if not (form.gender and c.gender and form.gender != c.gender)
        ]
        if not fitting:
            cluster = _Cluster("person", parsed=[parsed[i]])
            clusters.append(cluster)
            by_part.setdefault(parsed[i].surname, []).append(cluster)
        else:
            titles = set(fold(form.role).split()) | ({fold(form.honorific)} if form.honorific else set())
            cluster = max(fitting, key=lambda c: (len(titles & c.titles), c.last))
        cluster.take(i, form)
        cluster.last = i
    return clusters


def guess_gender(name: PersonName) -> str:
    """What the first given name tells: "f", "m" or empty."""
    return _folded_given_names().get(name.given[0].split("-")[0], "") if name.given else ""


_GIVEN: dict[str, str] = {}


def _folded_given_names() -> dict[str, str]:
    if not _GIVEN:
        _GIVEN.update({fold(name): gender for name, gender in gazetteer.given_names().items()})
    return _GIVEN


def _merge_organisations(forms: Sequence[Form], indices: list[int], acronyms: Mapping[str, str]) -> list[_Cluster]:
    by_key: dict[str, _Cluster] = {}
    names: dict[str, str] = {}
    for i in indices:
        key = build_key(forms[i].name, "organisation")
        by_key.setdefault(key, _Cluster("organisation")).take(i, forms[i])
        names.setdefault(key, forms[i].name)
    given = {build_key(short, "organisation"): build_key(name, "organisation") for short, name in acronyms.items()}
    for key in sorted(by_key, key=len):
        target = given.get(key) or find_long_name(key, names)
        if target and target != key and target in by_key and key in by_key:
            for i in by_key.pop(key).members:
                by_key[target].take(i, forms[i])
            del names[key]
    return list(by_key.values())


def stands_alone(name: str) -> bool:
    """Whether the world knows an organisation by just this name: the "Western European Union" is another one."""
    return (" " in name or name.isupper()) and name in gazetteer.organisations()[0]


def find_long_name(key: str, names: Mapping[str, str]) -> str:
    """The one longer organisation that a short key stands for: by initials, by its first or its last words."""
    short = names[key]
    words = key.split()
    others = [other for other in names if len(other.split()) > len(words)]
    if len(words) == 1 and short.isupper() and len(short) > 1:
        fitting = [other for other in others if short.replace(".", "") in build_initials(names[other])]
        if len(fitting) == 1:
            return fitting[0]
    if short in gazetteer.country_names() or short in gazetteer.nationalities() or stands_alone(short):
        return ""
    if len(words) > 1 or short not in ORG_HEADS:
        fitting = [other for other in others if other.split()[: len(words)] == words]
        if len(fitting) == 1:
            return fitting[0]
    fitting = [other for other in others if other.split()[-len(words) :] == words]
    if len(fitting) == 1 and (len(words) > 1 or short in ORG_HEADS):
        return fitting[0]
    return ""


def _build_entity(forms: Sequence[Form], cluster: _Cluster) -> LocalEntity:
    counts = Counter(forms[i].name for i in cluster.members)
    if cluster.type in ("person", "organisation"):
        name = max(counts, key=lambda form: (len(form.split()), not form.isupper(), counts[form], len(form)))
    else:
        name = max(counts, key=lambda form: (counts[form], len(form)))
    roles = Counter(forms[i].role for i in cluster.members if forms[i].role)
    role = max(roles, key=lambda role: (roles[role], len(role))) if roles else ""
    if not role:
        role = name_country(name, cluster.type)[1]
    return LocalEntity(
        name=name,
        type=cluster.type,
        aliases=tuple(form for form, _ in counts.most_common() if form != name),
        description=role,
        gender=cluster.gender,
    )
