"""Clusters of names that mean the same in one article: what each is called, and whom a lone surname or first name
means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from components.analysis.entities import gazetteer
from components.analysis.entities.surface_forms import PersonName, ends_alike, fold, name_country, read_person
from components.types import LocalEntity

_ACRONYM = 6  # so many letters may be an acronym, and are left as they are
_SELDOM = 5  # times seldomer than its part: then a longer name is an oddity
_KNOWN_SHORT = 12  # times as often as the full name: then an acronym is the form people write
_MOST_OF_ONE_NAME = 60  # people of one name among whom a lone name is given away


def choose_full_name(counts: Mapping[str, int], kind: str) -> str:
    """The fullest form of one article, for people and organisations; the commonest for all else."""
    if kind == "person":
        name = max(
            counts, key=lambda form: (len(form.split()), "," not in form, not form.isupper(), counts[form], form)
        )
    elif kind == "organisation":
        name = max(counts, key=lambda form: (len(form.split()), not form.isupper(), counts[form], len(form)))
    else:
        name = max(counts, key=lambda form: (counts[form], len(form)))
    return soften(name, kind)


def choose_usual_name(counts: Mapping[str, int], kind: str, current: str) -> str:
    """The form that most mentions agree on, in full where that is written: a person's with the first name, an
    organisation's in words unless nearly everybody writes the acronym, a country's usual one."""
    pool = dict(counts)
    if kind == "person":
        full = {form: count for form, count in pool.items() if read_person(form).is_full}
        pool = _without_parts(full) or pool
    elif kind == "organisation":
        words = {form: count for form, count in pool.items() if " " in form}
        if words and max(words.values()) * _KNOWN_SHORT >= max(pool.values()):
            pool = words
    elif kind == "place":
        usual = name_country(current, kind)[0]
        if usual and any(fold(form) == fold(usual) for form in pool):
            return usual
    if kind == "person":
        pool = {form: count for form, count in pool.items() if "," not in form or read_person(form).suffix} or pool
    plain = {form: count for form, count in pool.items() if not form.isupper() or len(form) < _ACRONYM} or pool
    return soften(max(plain, key=lambda form: (plain[form], form == current, len(form), form)), kind)


def _without_parts(full: Mapping[str, int]) -> dict[str, int]:
    """Full names without those that are but another's double surname."""
    parsed = {form: read_person(form) for form in full}
    if len({name.surname for name in parsed.values()}) == len(parsed):
        return dict(full)
    return {
        form: count
        for form, count in full.items()
        if not any(ends_alike(parsed[form], parsed[other]) and n * _SELDOM > count for other, n in full.items())
    }


def soften(name: str, kind: str) -> str:
    """A name that stands in capitals only, as it would be written else: "Martha Quayle", "London"."""
    if kind not in ("person", "place") or not name.isupper() or "." in name:
        return name
    softened = " ".join("-".join(_soften_word(part) for part in word.split("-")) for word in name.split())
    if kind == "person":
        return softened if len(name) >= _ACRONYM or " " in name else name
    large, small = gazetteer.cities()
    known = softened in large or softened in small or softened in gazetteer.regions() | gazetteer.country_names()
    return softened if known else name


def _soften_word(word: str) -> str:
    head, mark, rest = word.partition("'" if "'" in word else "’")
    softened = head.title() + mark + (rest.title() if len(head) == 1 else rest.lower())
    return f"Mc{softened[2:].title()}" if softened.startswith("Mc") and len(softened) > 4 else softened


# One occurrence of a name, and the entity in the making that such occurrences are brought together in.


@dataclass(frozen=True, slots=True)
class Form:
    """One occurrence of a name, with what stood beside it."""

    name: str
    type: str
    honorific: str = ""
    role: str = ""
    gender: str = ""


@dataclass(slots=True, eq=False)
class Cluster:
    """An entity in the making."""

    type: str
    members: list[int] = field(default_factory=list)
    parsed: list[PersonName] = field(default_factory=list)
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    last: int = -1  # where it was mentioned last, while singles are being placed
    last_alone: int = -1  # and where by surname alone
    doubtful: list[int] = field(default_factory=list)  # members that may mean a father or son of that name

    @property
    def suffix(self) -> str:
        """ "jr" and the like, where all full names have it."""
        return next((name.suffix for name in self.parsed if name.suffix), "")

    def take(self, i: int, form: Form) -> None:
        """Count an occurrence for this entity."""
        self.members.append(i)
        self.gender = self.gender or form.gender
        if form.role:
            self.titles.update(fold(form.role).split())


def build_entity(forms: Sequence[Form], cluster: Cluster) -> LocalEntity:
    """The entity of an article behind a cluster."""
    counts = Counter(forms[i].name for i in cluster.members)
    name = choose_full_name(counts, cluster.type)
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
        n_doubtful=len(cluster.doubtful),
    )


# Whom a lone surname or first name of an article means, where several people of it could be meant.


class NameBearers:
    """The people of an article with a full name, by each part of it: surnames first, then first names, then others."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._by_part: dict[str, dict[int, Cluster]] = {}
        for part in (1, 0, 2):
            level: dict[str, dict[int, Cluster]] = {}
            for cluster in clusters:
                for name in cluster.parsed:
                    for word in (name.given[:1], (name.surname,), name.given[1:])[part]:
                        level.setdefault(word, {})[id(cluster)] = cluster
            for word, found in level.items():
                self._by_part.setdefault(word, found)

    def find(self, name: PersonName, form: Form) -> list[Cluster]:
        """Those whom a lone name may mean."""
        fitting = [
            cluster
            for cluster in islice(self._by_part.get(name.surname, {}).values(), _MOST_OF_ONE_NAME)
            if not (form.gender and cluster.gender and form.gender != cluster.gender)
        ]
        if name.suffix:
            fitting = [c for c in fitting if any(p.suffix == name.suffix for p in c.parsed)] or fitting
        return fitting

    def add(self, word: str, cluster: Cluster) -> None:
        """Let somebody known by a lone name only be found by it."""
        self._by_part.setdefault(word, {})[id(cluster)] = cluster


def resolve_single_names(
    forms: Sequence[Form], indices: list[int], parsed: Mapping[int, PersonName], clusters: list[Cluster]
) -> list[Cluster]:
    """Give each lone surname or first name to the fitting full name, of several the one that was named last.

    Of a father and a son it is the one whom the surname alone meant last, at first the one without "Jr.": and that
    is not sure.
    """
    bearers = NameBearers(clusters)
    owner_of = {i: cluster for cluster in clusters for i in cluster.members}
    for i in indices:
        if i in owner_of:
            owner_of[i].last = i
            continue
        form = forms[i]
        fitting = bearers.find(parsed[i], form)
        if not fitting:
            cluster = Cluster("person", parsed=[parsed[i]])
            clusters.append(cluster)
            bearers.add(parsed[i].surname, cluster)
        else:
            titles = set(fold(form.role).split()) | ({fold(form.honorific)} if form.honorific else set())
            relatives = _find_relatives(parsed[i], fitting) if len(fitting) > 1 else []
            cluster = max(fitting, key=lambda c: (len(titles & c.titles), c.last))
            if cluster in relatives and not titles & cluster.titles:
                cluster = max(relatives, key=lambda c: (c.last_alone, not c.suffix, len(c.members)))
                cluster.doubtful.append(i)
            if not parsed[i].suffix and any(p.surname == parsed[i].surname for p in cluster.parsed):
                cluster.last_alone = i
        cluster.take(i, form)
        cluster.last = i
    return clusters


def _find_relatives(name: PersonName, fitting: Sequence[Cluster]) -> list[Cluster]:
    """Father and son among those of one surname: the same first name, "Jr." or "III" behind one of them."""
    suffixed = [c for c in fitting if c.suffix and any(p.surname == name.surname for p in c.parsed)]
    if not suffixed or name.suffix:
        return []
    first = {p.given[0] for c in suffixed for p in c.parsed if p.given}
    return [c for c in fitting if c in suffixed or any(p.given and p.given[0] in first for p in c.parsed)]
