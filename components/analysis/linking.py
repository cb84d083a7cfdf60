"""Which entities of different articles are the same, found incrementally."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from components.analysis.merging.match import Finder
from components.analysis.merging.people import read_person
from components.analysis.merging.proposals import build_proposal
from components.analysis.merging.state import MAX_LONE, Known, Lone, build_record, read_record
from components.types import EntityMove, EntityRecord, LinkResult, LocalEntity, Mention, MergeProposal

_MAX_COMPANY = 150  # names of one article that count as the company of each


@dataclass(slots=True)
class _Article:
    """One article on its way into the index."""

    article_id: str
    entities: Sequence[LocalEntity]
    forms: list[Counter[str]]
    found: list[Known | None]
    touched: dict[str, Known] = field(default_factory=dict)
    moves: list[EntityMove] = field(default_factory=list)
    proposals: list[MergeProposal] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)  # entities given by surname only


class EntityIndex:
    """The entities known so far; each article is linked once and extends them.

    With `across_types` a name that no list knows is one entity even where articles disagree on its type.
    """

    def __init__(self, records: Iterable[EntityRecord] = (), *, across_types: bool = True) -> None:
        self._known: dict[str, Known] = {}
        self._finder = Finder(across_types=across_types)
        self._proposed: set[tuple[str, str]] = set()
        for record in records:
            known = read_record(record)
            self._known[known.entity_id] = known
            self._finder.add(known, (record.name, *record.aliases))
            self._finder.count(known.name, known.n_articles)

    @property
    def records(self) -> tuple[EntityRecord, ...]:
        """All entities as they stand now."""
        return tuple(build_record(known) for known in self._known.values())

    def link(self, article_id: str, entities: Sequence[LocalEntity], mentions: Sequence[Mention] = ()) -> LinkResult:
        """The entity id of each local entity of one article, and the records that it made or changed."""
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
        return LinkResult(ids, changed, tuple(article.moves), tuple(article.proposals))

    def _find_all(self, article: _Article) -> None:
        """Full names and everything that is no person first; they are the company that bare surnames are known by."""
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
        """Add the article to the entities it names."""
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
        """See whether bare surnames of earlier articles belong to somebody of whom this article tells more.

        That is done when a person has been in 1, 2, 4, 8, … articles, so that the work stays in proportion.
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
        article.moves.append(EntityMove(lone.article_id, holder.entity_id, target.entity_id))
