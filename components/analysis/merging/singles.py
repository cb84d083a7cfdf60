"""Whom a lone surname or first name of an article means, where several people of it could be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from components.analysis.merging.clusters import Cluster, Form
from components.analysis.merging.people import PersonName, fold

_MOST = 60  # people of one name among whom a lone name is given away


class Bearers:
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
            for cluster in islice(self._by_part.get(name.surname, {}).values(), _MOST)
            if not (form.gender and cluster.gender and form.gender != cluster.gender)
        ]
        if name.suffix:
            fitting = [c for c in fitting if any(p.suffix == name.suffix for p in c.parsed)] or fitting
        return fitting

    def add(self, word: str, cluster: Cluster) -> None:
        """Let somebody known by a lone name only be found by it."""
        self._by_part.setdefault(word, {})[id(cluster)] = cluster


def place_single_names(
    forms: Sequence[Form], indices: list[int], parsed: Mapping[int, PersonName], clusters: list[Cluster]
) -> list[Cluster]:
    """Give each lone surname or first name to the fitting full name, of several the one that was named last.

    Of a father and a son it is the one whom the surname alone meant last, at first the one without "Jr.": and that
    is not sure.
    """
    bearers = Bearers(clusters)
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
