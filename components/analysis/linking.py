"""Which entities of different articles are the same, found incrementally."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from components.types import EntityRecord, LinkResult, LocalEntity, Mention


class EntityIndex:
    """The entities known so far; each article is linked once and extends them."""

    def __init__(self, records: Iterable[EntityRecord] = ()) -> None:
        self._records = {record.entity_id: record for record in records}
        self._by_name = {(record.name, record.type): record.entity_id for record in self._records.values()}

    def link(
        self, article_id: str, entities: Sequence[LocalEntity], mentions: Sequence[Mention] = ()
    ) -> LinkResult:
        """The entity id of each local entity of one article, and the records that it made or changed."""
        counts: list[Counter[str]] = [Counter() for _ in entities]
        for mention in mentions:
            if mention.kind == "name":
                counts[mention.entity][" ".join(mention.text.split())] += 1
        ids = []
        changed: dict[str, EntityRecord] = {}
        for entity, forms in zip(entities, counts, strict=True):
            key = (entity.name, entity.type)
            entity_id = self._by_name.setdefault(key, uuid.uuid4().hex)
            record = self._records.get(entity_id) or EntityRecord(entity_id, entity.name, entity.type, confidence=1.0)
            record = replace(
                record,
                description=record.description or entity.description,
                gender=record.gender or entity.gender,
                aliases=dict(Counter(record.aliases) + forms),
                n_articles=record.n_articles + (entity_id not in changed),
            )
            self._records[entity_id] = changed[entity_id] = record
            ids.append(entity_id)
        return LinkResult(tuple(ids), tuple(changed.values()))
