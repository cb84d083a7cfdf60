"""Entity linking: names of one article merged into entities, and these linked incrementally across articles."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from components.analysis.entities import gazetteer
from components.analysis.entities.aliases import merge_organisations
from components.analysis.entities.clusters import Cluster, Form, build_entity, resolve_single_names
from components.analysis.entities.linking_index import (
    MAX_BARE,
    BareSurname,
    LinkedEntity,
    Spread,
    build_proposal,
    build_record,
    read_record,
)
from components.analysis.entities.matching import EntityMatcher
from components.analysis.entities.surface_forms import PersonName, are_compatible, build_key, fold, read_person
from components.types import EntityRecord, LinkResult, LocalEntity, Mention, MergeProposal, Reassignment

_NO_ACRONYMS: Mapping[str, str] = {}
_NO_NAMES: Mapping[int, str] = {}
_MOST_OF_ONE_SURNAME = 60  # people of one surname to which a full name is compared
_GIVEN: dict[str, str] = {}
_MAX_CONTEXT = 150  # names of one article that count as each other's context


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


# Linking across articles.


@dataclass(slots=True)
class ArticleLinks:
    """The state of one article while it is linked."""

    article_id: str
    entities: Sequence[LocalEntity]
    forms: list[Counter[str]]
    found: list[LinkedEntity | None]
    touched: dict[str, LinkedEntity] = field(default_factory=dict)
    reassigned: list[Reassignment] = field(default_factory=list)
    proposals: list[MergeProposal] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)  # entities named by surname only


class EntityIndex:
    """The entities known so far, extended by each article that is linked.

    With `across_types` a name in no gazetteer is one entity even if articles disagree on its type.
    """

    def __init__(
        self, records: Iterable[EntityRecord] = (), *, across_types: bool = True, spread: Spread | None = None
    ) -> None:
        self._known: dict[str, LinkedEntity] = {}
        self._matcher = EntityMatcher(across_types=across_types, spread=spread)
        self._proposed: set[tuple[str, str]] = set()
        for record in records:
            known = read_record(record)
            self._known[known.entity_id] = known
            self._matcher.add(known, (record.name, *record.aliases))
            self._matcher.count(known.name, known.n_articles)

    @property
    def records(self) -> tuple[EntityRecord, ...]:
        """All entities in their current state."""
        return tuple(build_record(known) for known in self._known.values())

    def link(
        self,
        article_id: str,
        entities: Sequence[LocalEntity],
        mentions: Sequence[Mention] = (),
        elsewhere: Mapping[int, str] = _NO_NAMES,
    ) -> LinkResult:
        """The entity id of each local entity of one article, and the records that were created or changed.

        `elsewhere` has the canonical names of local entities that another index links; their id is empty here.
        """
        forms: list[Counter[str]] = [Counter() for _ in entities]
        for mention in mentions:
            if mention.kind == "name":
                forms[mention.entity][" ".join(mention.text.split())] += 1
        known = [LinkedEntity("", elsewhere[i], "") if i in elsewhere else None for i in range(len(entities))]
        article = ArticleLinks(article_id, entities, forms, list(known))
        self._link_all(article)
        self._count(article)
        self._reassign_bare(article)
        ids = tuple(known.entity_id for known in article.found if known)
        return LinkResult(ids, self._list_changed(article), tuple(article.reassigned), tuple(article.proposals))

    def _list_changed(self, article: ArticleLinks) -> tuple[EntityRecord, ...]:
        return tuple(build_record(known) for known in article.touched.values())

    def _link_all(self, article: ArticleLinks) -> None:
        """Link full names and all that is no person first: they are the context in which bare surnames are resolved."""
        used: set[str] = set()
        context = [entity.name for entity in article.entities[:_MAX_CONTEXT]]
        for i, entity in enumerate(article.entities):
            if entity.type == "person" and not read_person(entity.name).is_full:
                article.bare.append(i)
            elif article.found[i] is None:
                known, doubtful = self._matcher.find(entity, context, used)
                self._assign(article, i, known or self._create(article, i), doubtful, used)
        bare = set(article.bare)
        context = [known.name for i, known in enumerate(article.found) if known and i not in bare][:_MAX_CONTEXT]
        for i in article.bare:
            if article.found[i] is None:
                holder = self._matcher.find_bare(article.entities[i], context, used)
                self._assign(article, i, holder or self._create(article, i), None, used)

    def _create(self, article: ArticleLinks, i: int) -> LinkedEntity:
        entity, new_id = article.entities[i], self._build_id(article, i)
        known = LinkedEntity(new_id, entity.name, entity.type, description=entity.description, gender=entity.gender)
        self._known[known.entity_id] = known
        return known

    def _build_id(self, article: ArticleLinks, i: int) -> str:
        del article, i
        return uuid.uuid4().hex

    def _assign(
        self, article: ArticleLinks, i: int, known: LinkedEntity, doubtful: LinkedEntity | None, used: set[str]
    ) -> None:
        entity = article.entities[i]
        self._matcher.add(known, (entity.name, *entity.aliases))
        article.found[i] = known
        if known.type == "person":
            used.add(known.entity_id)
        if doubtful:
            self._propose(article, known, doubtful)

    def _propose(self, article: ArticleLinks, one: LinkedEntity, other: LinkedEntity) -> None:
        pair = (min(one.entity_id, other.entity_id), max(one.entity_id, other.entity_id))
        if one is other or other.is_empty or pair in self._proposed:
            return
        self._proposed.add(pair)
        context = {entity.name for entity in article.entities[:_MAX_CONTEXT]}
        article.proposals.append(build_proposal(one, other, context))

    def _count(self, article: ArticleLinks) -> None:
        """Add the article to the counts and profiles of its entities."""
        names = [known.name for known in article.found if known][:_MAX_CONTEXT]
        seen: set[str] = set()
        for i, known in enumerate(article.found):
            if known is None or not known.entity_id:
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
            known.add_cooccurring(name for name in names if name != known.name)
            if i in article.bare:
                self._keep_bare(article, i, known, names)
            elif entity.aliases:
                known.beside.update(form for form in {entity.name, *entity.aliases} if form != known.name)
            self._update_name(known)
            self._matcher.count(known.name, 1)

    def _update_name(self, known: LinkedEntity) -> None:
        if len(known.types) > 1 and known.types[known.type] < max(known.types.values()):
            known.type = known.types.most_common(1)[0][0]
            self._matcher.add(known, list(known.aliases))
        known.choose_name()

    def _keep_bare(self, article: ArticleLinks, i: int, known: LinkedEntity, names: Sequence[str]) -> None:
        if len(known.bare) < MAX_BARE:
            forms = article.forms[i] or Counter([article.entities[i].name])
            context = tuple(name for name in names if name != known.name)
            form = forms.most_common(1)[0][0]
            known.bare[article.article_id] = BareSurname(article.article_id, form, sum(forms.values()), context)

    def _reassign_bare(self, article: ArticleLinks) -> None:
        """Reassign bare surnames of earlier articles to people about whom this article says more.

        That is tried when a person has been in 1, 2, 4, 8, … articles, so that the total work stays proportional.
        """
        surnames: dict[str, None] = {}
        for known in {known.entity_id: known for known in article.found if known and known.is_full}.values():
            if not known.n_articles & (known.n_articles - 1):
                surnames.update(dict.fromkeys(sorted(parsed.surname for parsed in known.parsed)))
        for surname in surnames:
            for holder in self._matcher.find_people(surname):
                for bare in list(holder.bare.values()):
                    if bare.article_id != article.article_id and read_person(bare.form).surname == surname:
                        self._move_bare(article, holder, bare)

    def _move_bare(self, article: ArticleLinks, holder: LinkedEntity, bare: BareSurname) -> None:
        target = self._matcher.choose_person(read_person(bare.form).surname, bare.context, "", "", set())
        if target is None or target is holder or bare.article_id in target.bare:
            return
        if len(target.bare) >= MAX_BARE:
            return
        del holder.bare[bare.article_id]
        target.bare[bare.article_id] = bare
        holder.n_articles -= 1
        holder.is_empty = not holder.n_articles
        target.n_articles += 1
        for known, sign in ((holder, -1), (target, 1)):
            known.aliases[bare.form] += sign * bare.mentions
            for name in bare.context:
                known.cooccurring[name] += sign
                if known.cooccurring[name] <= 0:
                    del known.cooccurring[name]
            self._update_name(known)
            article.touched[known.entity_id] = known
        article.reassigned.append(Reassignment(bare.article_id, holder.entity_id, target.entity_id))
