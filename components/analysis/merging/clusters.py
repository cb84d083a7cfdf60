"""One occurrence of a name, and the entity in the making that such occurrences are brought together in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.analysis.merging.canonical import choose_full_name
from components.analysis.merging.keys import name_country
from components.analysis.merging.people import PersonName, fold
from components.types import LocalEntity


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
