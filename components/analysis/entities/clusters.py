"""Clusters of mentions with one referent in an article: their canonical name, and whom a bare surname means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from components.analysis.entities import gazetteer
from components.analysis.entities.surface_forms import PersonName, ends_alike, fold, name_country, read_person
from components.types import LocalEntity

_ACRONYM = 6  # letters of the longest word that may be an acronym and keeps its capitals
_SELDOM = 5  # a long name this many times rarer than its part is not taken as canonical
_KNOWN_SHORT = 12  # an acronym this many times as frequent as the full name is canonical
_MOST_OF_ONE_NAME = 60  # people sharing a name among whom a bare name is still resolved


def choose_full_name(counts: Mapping[str, int], kind: str) -> str:
    """The longest form in one article for people and organisations, the most frequent one for other types."""
    if kind == "person":
        name = max(
            counts, key=lambda form: (len(form.split()), "," not in form, not form.isupper(), counts[form], form)
        )
    elif kind == "organisation":
        name = max(counts, key=lambda form: (len(form.split()), not form.isupper(), counts[form], len(form)))
    else:
        name = max(counts, key=lambda form: (counts[form], len(form)))
    return normalise_case(name, kind)


def choose_usual_name(counts: Mapping[str, int], kind: str, current: str) -> str:
    """The canonical name by frequency: people with a first name, countries by their usual name.

    Organisations are spelled out unless nearly all mentions use the acronym.
    """
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
    return normalise_case(max(plain, key=lambda form: (plain[form], form == current, len(form), form)), kind)


def _without_parts(full: Mapping[str, int]) -> dict[str, int]:
    """Full names without those that are only the double surname of another."""
    parsed = {form: read_person(form) for form in full}
    if len({name.surname for name in parsed.values()}) == len(parsed):
        return dict(full)
    return {
        form: count
        for form, count in full.items()
        if not any(ends_alike(parsed[form], parsed[other]) and n * _SELDOM > count for other, n in full.items())
    }


def normalise_case(name: str, kind: str) -> str:
    """A name in capitals in normal case: "MARTHA QUAYLE" is "Martha Quayle"."""
    if kind not in ("person", "place") or not name.isupper() or "." in name:
        return name
    softened = " ".join("-".join(_normalise_word(part) for part in word.split("-")) for word in name.split())
    if kind == "person":
        return softened if len(name) >= _ACRONYM or " " in name else name
    large, small = gazetteer.cities()
    known = softened in large or softened in small or softened in gazetteer.regions() | gazetteer.country_names()
    return softened if known else name


def _normalise_word(word: str) -> str:
    head, mark, rest = word.partition("'" if "'" in word else "’")
    softened = head.title() + mark + (rest.title() if len(head) == 1 else rest.lower())
    return f"Mc{softened[2:].title()}" if softened.startswith("Mc") and len(softened) > 4 else softened


# Occurrences and the clusters they are merged into.


@dataclass(frozen=True, slots=True)
class Form:
    """One occurrence of a name with its honorific, role and gender."""

    name: str
    type: str
    honorific: str = ""
    role: str = ""
    gender: str = ""


@dataclass(slots=True, eq=False)
class Cluster:
    """Occurrences with one referent, collected while an article's entities are built."""

    type: str
    members: list[int] = field(default_factory=list)
    parsed: list[PersonName] = field(default_factory=list)
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    last: int = -1  # its latest mention, while bare names are being resolved
    last_alone: int = -1  # its latest mention by surname alone
    doubtful: list[int] = field(default_factory=list)  # members that may refer to a father or son of the same name

    @property
    def suffix(self) -> str:
        """ "jr" and the like, if all full names have it."""
        return next((name.suffix for name in self.parsed if name.suffix), "")

    def take(self, i: int, form: Form) -> None:
        """Add an occurrence."""
        self.members.append(i)
        self.gender = self.gender or form.gender
        if form.role:
            self.titles.update(fold(form.role).split())


def build_entity(forms: Sequence[Form], cluster: Cluster) -> LocalEntity:
    """The local entity of a cluster."""
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


# Bare surnames and first names, resolved to the people named in full.


class FullNames:
    """An article's people with a full name, indexed by its parts: surnames first, then first names, then the rest."""

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
        """The people that a bare name may refer to."""
        fitting = [
            cluster
            for cluster in islice(self._by_part.get(name.surname, {}).values(), _MOST_OF_ONE_NAME)
            if not (form.gender and cluster.gender and form.gender != cluster.gender)
        ]
        if name.suffix:
            fitting = [c for c in fitting if any(p.suffix == name.suffix for p in c.parsed)] or fitting
        return fitting

    def add(self, word: str, cluster: Cluster) -> None:
        """Make somebody who is only known by a bare name findable by it."""
        self._by_part.setdefault(word, {})[id(cluster)] = cluster


def resolve_single_names(
    forms: Sequence[Form], indices: list[int], parsed: Mapping[int, PersonName], clusters: list[Cluster]
) -> list[Cluster]:
    """Assign each bare surname or first name to the compatible full name, of several the one mentioned last.

    Whoever was "Mrs" before stays so, though others of the family are named in between. Of a father and a son it is
    the one whom the bare surname referred to last, at first the one without "Jr."; such members are marked as doubtful.
    """
    bearers = FullNames(clusters)
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
        if form.honorific:
            cluster.titles.add(fold(form.honorific))
    return clusters


def _find_relatives(name: PersonName, fitting: Sequence[Cluster]) -> list[Cluster]:
    """Father and son among people of one surname: the same first name, "Jr." or "III" behind one of them."""
    suffixed = [c for c in fitting if c.suffix and any(p.surname == name.surname for p in c.parsed)]
    if not suffixed or name.suffix:
        return []
    first = {p.given[0] for c in suffixed for p in c.parsed if p.given}
    return [c for c in fitting if c in suffixed or any(p.given and p.given[0] in first for p in c.parsed)]
