"""State of a linked entity in memory; `EntityRecord` is its stored form.

A record's profile holds its co-occurrences (other name -> articles) and, under keys that begin with "?": `?lone`, an
article that gives only a surname (its id, the form, co-occurring names); `?beside`, in how many articles a short form
occurs together with the full name; `?type`, articles by type; `?doubtful`, mentions that may refer to a father or son
of the same name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from components.analysis.entities import gazetteer
from components.analysis.entities.clusters import choose_usual_name
from components.analysis.entities.surface_forms import PersonName, fold, name_country, read_person
from components.types import EntityRecord, MergeProposal

MAX_BARE = 200  # articles with a bare surname that are kept per entity, for reassignment
_MAX_COOCCURRING = 300  # co-occurring names that are kept per entity
_BARE_CONTEXT = 12  # co-occurring names that are kept per article with a bare surname
_MARK = "?"
_IN_PROFILE = ("cooccurring", "beside", "types", "bare", "n_doubtful")  # fields of an entity
_UNREAD: dict[str, Any] = dict.fromkeys(_IN_PROFILE)
_SHARED = 2  # co-occurring names shown as evidence


@dataclass(slots=True)
class BareSurname:
    """One article that names a person by surname only."""

    article_id: str
    form: str
    mentions: int
    context: tuple[str, ...]  # names that co-occur in the article
    code: str = ""

    def __post_init__(self) -> None:
        self.context = self.context[:_BARE_CONTEXT]
        self.code = "\t".join((f"{_MARK}lone", self.article_id, self.form, *self.context))


@dataclass(slots=True)
class LinkedEntity:
    """A linked entity in memory, open to change."""

    entity_id: str
    name: str
    type: str
    description: str = ""
    gender: str = ""
    aliases: Counter[str] = field(default_factory=Counter)
    cooccurring: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    bare: dict[str, BareSurname] = field(default_factory=dict)
    n_articles: int = 0
    n_doubtful: int = 0
    is_empty: bool = False  # all its articles were reassigned
    parsed: set[PersonName] = field(default_factory=set)  # full names only
    profile: Mapping[str, int] = field(default_factory=dict)  # of the stored record; read when first needed

    def __getattr__(self, name: str) -> Any:
        """What a stored profile says: only fields that `read_record` left out get here, once per entity."""
        if name not in _IN_PROFILE:
            raise AttributeError(name)
        _read_profile(self)
        return getattr(self, name)

    @property
    def is_full(self) -> bool:
        """Whether the entity has a full name, if it is a person."""
        return bool(self.parsed)

    def add_form(self, form: str) -> None:
        """Add a surface form to the person's full names, if it is one."""
        if self.type == "person" and len(self.parsed) < 12:
            parsed = read_person(form)
            if parsed.is_full:
                self.parsed.add(parsed)

    def add_cooccurring(self, names: Iterable[str]) -> None:
        """Count the names that co-occur with this one in an article."""
        self.cooccurring.update(names)
        if len(self.cooccurring) > 2 * _MAX_COOCCURRING:
            self.cooccurring = Counter(dict(self.cooccurring.most_common(_MAX_COOCCURRING)))

    def choose_name(self) -> None:
        """Choose the canonical name: the most frequent form, in full if the full form occurs."""
        forms = {form: count for form, count in self.aliases.items() if count > 0}
        if forms:
            self.name = choose_usual_name(forms, self.type, self.name)


def read_record(record: EntityRecord) -> LinkedEntity:
    """The in-memory entity of a stored record."""
    known = LinkedEntity(
        record.entity_id,
        record.name,
        record.type,
        description=record.description,
        gender=record.gender,
        aliases=Counter(dict(record.aliases)),
        n_articles=record.n_articles,
        is_empty=not record.n_articles,
        profile=record.profile,
        **_UNREAD,
    )
    for name in _IN_PROFILE:
        delattr(known, name)
    for form in (record.name, *record.aliases):
        known.add_form(form)
    return known


def _read_profile(known: LinkedEntity) -> None:
    """Set the fields that are kept in the profile of a stored record."""
    known.cooccurring, known.beside, known.types = Counter(), Counter(), Counter()
    known.bare, known.n_doubtful = {}, 0
    for key, count in known.profile.items():
        if not key.startswith(_MARK):
            known.cooccurring[key] = count
            continue
        kind, *parts = key.split("\t")
        if kind == "?lone" and len(parts) >= 2:
            known.bare[parts[0]] = BareSurname(parts[0], parts[1], count, tuple(parts[2:]))
        elif kind == "?beside" and parts:
            known.beside[parts[0]] = count
        elif kind == "?type" and parts:
            known.types[parts[0]] = count
        elif kind == "?doubtful":
            known.n_doubtful = count
    known.profile = {}


def build_record(known: LinkedEntity) -> EntityRecord:
    """The stored record of an in-memory entity."""
    profile = dict(known.cooccurring)
    profile.update((one.code, one.mentions) for one in known.bare.values())
    profile.update((f"?beside\t{form}", count) for form, count in known.beside.items())
    if known.n_doubtful:
        profile["?doubtful"] = known.n_doubtful
    if len(known.types) > 1:
        profile.update((f"?type\t{kind}", count) for kind, count in known.types.items())
    return EntityRecord(
        known.entity_id,
        known.name,
        known.type,
        description=known.description,
        aliases={form: count for form, count in known.aliases.items() if count > 0},
        confidence=rate_merge(known),
        reason=explain_merge(known),
        profile=profile,
        gender=known.gender,
        n_articles=known.n_articles,
    )


def rate_merge(known: LinkedEntity) -> float:
    """Confidence that all mentions have one referent, from 0 to 1; lower for bare surnames and for several types."""
    if not known.n_articles:
        return 0.0
    n_bare = min(len(known.bare), known.n_articles)
    if known.is_full:
        value = 1.0 - 0.3 * n_bare / known.n_articles
    elif known.type == "person":
        value = 0.8 if known.n_articles == 1 else 0.6
    else:
        value = 0.97
    if known.n_doubtful:
        value *= 1.0 - 0.5 * min(known.n_doubtful / max(sum(known.aliases.values()), 1), 1.0)
    if len(known.types) > 1:
        value *= max(known.types.values()) / sum(known.types.values())
    return round(value, 3)


def explain_merge(known: LinkedEntity) -> str:
    """Why the names were merged, for the entity's page."""
    parts = []
    told: set[str] = {fold(known.name)}
    for form, count in known.beside.most_common(4):
        if fold(form) not in told:
            told.add(fold(form))
            parts.append(f"“{form}” stands in {_count_articles(count)} beside “{known.name}”.")
    if known.bare and known.is_full:
        form = next(iter(known.bare.values())).form
        names = Counter(
            name for one in known.bare.values() for name in one.context if known.cooccurring.get(name, 0) > 1
        )
        shared = " and ".join(f"“{name}”" for name, _ in names.most_common(2))
        why = f"they also name {shared}, as articles with the full name do" if shared else "nobody else has that name"
        parts.append(f"{_count_articles(len(known.bare)).capitalize()} with only “{form}” went here: {why}.")
    elif known.type == "person" and not known.is_full and known.n_articles > 1:
        parts.append("No article gives the full name; the same surname was taken for the same person.")
    if known.n_doubtful:
        parts.append(f"{known.n_doubtful} times the surname alone stands where father and son are named: not sure.")
    if not parts and known.n_articles > 1:
        others = [form for form in known.aliases if fold(form) != fold(known.name)]
        if others and (country := name_country(known.name, known.type)[0]):
            parts.append(f"All are names of {country}.")
        elif others:
            parts.append(f"“{others[0]}” and “{known.name}” are forms of one name.")
        else:
            parts.append("The same name in every article.")
    return " ".join(parts)


def _count_articles(count: int) -> str:
    return f"{count} article" if count == 1 else f"{count} articles"


def is_known_place(name: str) -> bool:
    """Whether the gazetteer has the name as a place, which keeps it one."""
    return name in gazetteer.country_names() or name in gazetteer.regions()


class Spread:
    """In how many articles each canonical name stands."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, name: str, articles: int) -> None:
        """Count a name in further articles."""
        self._counts[name] += articles

    def get(self, name: str, default: int = 0) -> int:
        """The articles of a name so far."""
        return self._counts.get(name, default)


def weigh_context(context: Iterable[str], known: LinkedEntity, spread: Mapping[str, int] | Spread) -> float:
    """Weighted share of an article's names that co-occur with an entity elsewhere; rare names weigh more."""
    from math import e, log

    total = 0.0
    mine = known.cooccurring
    articles = max(known.n_articles, 1)
    for name in context:
        if count := mine.get(name, 0):
            total += (0.5 + 0.5 * min(count / articles, 1.0)) / log(e + spread.get(name, 0))
    return total


# Merge proposals, for a person to decide.


def build_proposal(one: LinkedEntity, other: LinkedEntity, context: Collection[str]) -> MergeProposal:
    """The proposal to merge a new entity, mentioned beside the names `context`, into a known one."""
    shared = [name for name, _ in other.cooccurring.most_common() if name in context][:_SHARED]
    if one.type == "person":
        given = read_person(one.name).suffix == read_person(other.name).suffix
        confidence = 0.6 if given else 0.5
    else:
        confidence = 0.5
    if shared:
        beside = " and ".join(f"“{name}”" for name in shared)
        reason = (
            f"“{one.name}” and “{other.name}” could be the same: {beside} stand{'s' * (len(shared) == 1)} beside both."
        )
    else:
        reason = f"“{one.name}” and “{other.name}” could be the same, but little else in the articles says so."
    return MergeProposal(other.entity_id, one.entity_id, min(confidence + 0.1 * len(shared), 0.9), reason)
