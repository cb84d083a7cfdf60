"""Entity linking: names of one article merged into entities, and these linked incrementally across articles."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from components.analysis.entities import gazetteer
from components.analysis.entities.aliases import merge_organisations
from components.analysis.entities.clusters import Cluster, Form, build_entity, resolve_single_names
from components.analysis.entities.linking_index import MAX_LONE, Known, Lone, build_record, read_record
from components.analysis.entities.matching import EntityMatcher
from components.analysis.entities.surface_forms import PersonName, are_compatible, build_key, fold, read_person
from components.types import EntityRecord, LinkResult, LocalEntity, Mention, MergeProposal, Reassignment

_NO_ACRONYMS: Mapping[str, str] = {}
_MOST_OF_ONE_SURNAME = 60  # people of one surname to which a full name is compared
_GIVEN: dict[str, str] = {}
_SHARED = 2  # co-occurring names shown as evidence
_MAX_COMPANY = 150  # names of one article that count as each other's context


def merge_forms(
    forms: Sequence[Form], acronyms: Mapping[str, str] = _NO_ACRONYMS
) -> tuple[list[int], list[LocalEntity]]:
    """The entity that each form names, and the entities in order of first mention."""
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
    by_word: dict[str, dict[int, Cluster]] = {}  # by each word but the first: compatible names share at least one
    for name in sorted(full, key=lambda name: (len(name.given[0]) == 1, -len(name.given), full[name][0])):
        gender = next((forms[i].gender for i in full[name] if forms[i].gender), "") or guess_gender(name)
        some = [by_word.get(word, {}) for word in (name.surname, *name.given[1:])]
        near = {key: c for found in some if len(found) < _MOST_OF_ONE_SURNAME for key, c in found.items()}
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
    return resolve_single_names(forms, indices, parsed, clusters)


def guess_gender(name: PersonName) -> str:
    """The gender that the first given name implies: "f", "m" or ""."""
    return _folded_given_names().get(name.given[0].split("-")[0], "") if name.given else ""


def _folded_given_names() -> dict[str, str]:
    if not _GIVEN:
        _GIVEN.update({fold(name): gender for name, gender in gazetteer.given_names().items()})
    return _GIVEN


# Merge proposals, for a person to decide.


def build_proposal(one: Known, other: Known, company: Collection[str]) -> MergeProposal:
    """The proposal to merge a new entity, mentioned beside the names `company`, into a known one."""
    shared = [name for name, _ in other.company.most_common() if name in company][:_SHARED]
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


# Linking across articles.


@dataclass(slots=True)
class _Article:
    """The state of one article while it is linked."""

    article_id: str
    entities: Sequence[LocalEntity]
    forms: list[Counter[str]]
    found: list[Known | None]
    touched: dict[str, Known] = field(default_factory=dict)
    reassigned: list[Reassignment] = field(default_factory=list)
    proposals: list[MergeProposal] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)  # entities named by surname only


class EntityIndex:
    """The entities known so far, extended by each article that is linked.

    With `across_types` a name in no gazetteer is one entity even if articles disagree on its type.
    """

    def __init__(self, records: Iterable[EntityRecord] = (), *, across_types: bool = True) -> None:
        self._known: dict[str, Known] = {}
        self._finder = EntityMatcher(across_types=across_types)
        self._proposed: set[tuple[str, str]] = set()
        for record in records:
            known = read_record(record)
            self._known[known.entity_id] = known
            self._finder.add(known, (record.name, *record.aliases))
            self._finder.count(known.name, known.n_articles)

    @property
    def records(self) -> tuple[EntityRecord, ...]:
        """All entities in their current state."""
        return tuple(build_record(known) for known in self._known.values())

    def link(self, article_id: str, entities: Sequence[LocalEntity], mentions: Sequence[Mention] = ()) -> LinkResult:
        """The entity id of each local entity of one article, and the records that were created or changed."""
        forms: list[Counter[str]] = [Counter() for _ in entities]
        for mention in mentions:
            if mention.kind == "name":
                forms[mention.entity][" ".join(mention.text.split())] += 1
        article = _Article(article_id, entities, forms, [None] * len(entities))
        self._find_all(article)
        self._count(article)
        self._reconsider(article)
        ids = tuple(known.entity_id for known in article.found if known)
        changed = tuple(build_record(known) for known in article.touched.values())
        return LinkResult(ids, changed, tuple(article.reassigned), tuple(article.proposals))

    def _find_all(self, article: _Article) -> None:
        """Link full names and all that is no person first: they are the context in which bare surnames are resolved."""
        used: set[str] = set()
        company = [entity.name for entity in article.entities[:_MAX_COMPANY]]
        for i, entity in enumerate(article.entities):
            if entity.type == "person" and not read_person(entity.name).is_full:
                article.lone.append(i)
                continue
            known, doubtful = self._finder.find(entity, company, used)
            self._settle(article, i, known or self._found(entity), doubtful, used)
        company = [known.name for known in article.found if known][:_MAX_COMPANY]
        for i in article.lone:
            bare = self._finder.find_bare(article.entities[i], company, used)
            self._settle(article, i, bare or self._found(article.entities[i]), None, used)

    def _found(self, entity: LocalEntity) -> Known:
        known = Known(uuid.uuid4().hex, entity.name, entity.type, description=entity.description, gender=entity.gender)
        self._known[known.entity_id] = known
        return known

    def _settle(self, article: _Article, i: int, known: Known, doubtful: Known | None, used: set[str]) -> None:
        entity = article.entities[i]
        self._finder.add(known, (entity.name, *entity.aliases))
        article.found[i] = known
        if known.type == "person":
            used.add(known.entity_id)
        if doubtful:
            self._propose(article, known, doubtful)

    def _propose(self, article: _Article, one: Known, other: Known) -> None:
        pair = (min(one.entity_id, other.entity_id), max(one.entity_id, other.entity_id))
        if one is other or other.is_empty or pair in self._proposed:
            return
        self._proposed.add(pair)
        company = {entity.name for entity in article.entities[:_MAX_COMPANY]}
        article.proposals.append(build_proposal(one, other, company))

    def _count(self, article: _Article) -> None:
        """Add the article to the counts and profiles of its entities."""
        names = [known.name for known in article.found if known][:_MAX_COMPANY]
        seen: set[str] = set()
        for i, known in enumerate(article.found):
            if known is None:
                continue
            entity = article.entities[i]
            known.aliases.update(article.forms[i] or {entity.name: 1})
            known.description = known.description or entity.description
            known.gender = known.gender or entity.gender
            article.touched[known.entity_id] = known
            if known.entity_id in seen:
                continue
            seen.add(known.entity_id)
            known.n_articles += 1
            known.is_empty = False
            known.n_doubtful += entity.n_doubtful
            known.types[entity.type] += 1
            known.add_company(name for name in names if name != known.name)
            if i in article.lone:
                self._remember_lone(article, i, known, names)
            elif entity.aliases:
                known.beside.update(form for form in {entity.name, *entity.aliases} if form != known.name)
            self._update_name(known)
            self._finder.count(known.name, 1)

    def _update_name(self, known: Known) -> None:
        if len(known.types) > 1 and known.types[known.type] < max(known.types.values()):
            known.type = known.types.most_common(1)[0][0]
            self._finder.add(known, list(known.aliases))
        known.choose_name()

    def _remember_lone(self, article: _Article, i: int, known: Known, names: Sequence[str]) -> None:
        if len(known.lone) < MAX_LONE:
            forms = article.forms[i] or Counter([article.entities[i].name])
            company = tuple(name for name in names if name != known.name)
            form = forms.most_common(1)[0][0]
            known.lone[article.article_id] = Lone(article.article_id, form, sum(forms.values()), company)

    def _reconsider(self, article: _Article) -> None:
        """Reassign bare surnames of earlier articles to people about whom this article says more.

        That is tried when a person has been in 1, 2, 4, 8, … articles, so that the total work stays proportional.
        """
        surnames: dict[str, None] = {}
        for known in {known.entity_id: known for known in article.found if known and known.is_full}.values():
            if not known.n_articles & (known.n_articles - 1):
                surnames.update(dict.fromkeys(sorted(parsed.surname for parsed in known.parsed)))
        for surname in surnames:
            for holder in self._finder.bearers(surname):
                for lone in list(holder.lone.values()):
                    if lone.article_id != article.article_id and read_person(lone.form).surname == surname:
                        self._replace(article, holder, lone)

    def _replace(self, article: _Article, holder: Known, lone: Lone) -> None:
        target = self._finder.choose_bearer(read_person(lone.form).surname, lone.company, "", "", set())
        if target is None or target is holder or lone.article_id in target.lone:
            return
        if len(target.lone) >= MAX_LONE:
            return
        del holder.lone[lone.article_id]
        target.lone[lone.article_id] = lone
        holder.n_articles -= 1
        holder.is_empty = not holder.n_articles
        target.n_articles += 1
        for known, sign in ((holder, -1), (target, 1)):
            known.aliases[lone.form] += sign * lone.mentions
            for name in lone.company:
                known.company[name] += sign
                if known.company[name] <= 0:
                    del known.company[name]
            self._update_name(known)
            article.touched[known.entity_id] = known
        article.reassigned.append(Reassignment(lone.article_id, holder.entity_id, target.entity_id))
