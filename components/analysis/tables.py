"""Mentions and entities of many texts as tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from components.analysis.linking import EntityIndex
from components.analysis.merging.local import Form, merge_forms
from components.analysis.naming.lexicon import HONORIFICS
from components.schema import COLUMNS
from components.types import Mention

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
    "LAW": "law",
}


def find_mentions(articles: Iterable[tuple[str, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The names in `(article_id, text)` pairs and the entities behind them, with DESIGN's columns.

    `aliases` is JSON: each form with its mentions. Pronouns and descriptions are not among the mentions; dates of
    entities stay empty.
    """
    import pandas as pd

    from components.analysis.document import build_document
    from components.analysis.names import find_names
    from components.analysis.pipeline import load_pipeline, parse_texts

    ids, texts = [], []
    for article_id, text in articles:
        ids.append(article_id)
        texts.append(text)
    index = EntityIndex()
    rows: list[tuple[Any, ...]] = []
    for article_id, doc in zip(ids, parse_texts(load_pipeline().nlp, texts), strict=True):
        if isinstance(doc, Exception):
            continue
        mentions, entities = find_names(build_document(doc))
        linked = index.link(str(article_id), entities, mentions)
        for n, mention in enumerate(mentions):
            rows.append(
                (
                    f"{article_id}-m{n}",
                    article_id,
                    f"{article_id}-s{mention.sentence}",
                    mention.start,
                    mention.end,
                    mention.text,
                    mention.type,
                    linked.entity_ids[mention.entity],
                    mention.kind,
                )
            )
        _follow_moves(rows, linked.moves)
    table = pd.DataFrame(rows, columns=list(COLUMNS["mentions"]))
    return table, _build_entities(index, table)


def _follow_moves(rows: list[tuple[Any, ...]], moves: Iterable[Any]) -> None:
    wanted = {(move.article_id, move.old_id): move.new_id for move in moves}
    if not wanted:
        return
    for n, row in enumerate(rows):
        if new_id := wanted.get((str(row[1]), row[7])):
            rows[n] = (*row[:7], new_id, row[8])


def _build_entities(index: EntityIndex, mentions: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    n_mentions = mentions["entity_id"].value_counts()
    rows = [
        (
            record.entity_id,
            record.name,
            record.type,
            record.description,
            json.dumps(dict(sorted(record.aliases.items(), key=lambda item: -item[1])), ensure_ascii=False),
            record.confidence,
            int(n_mentions.get(record.entity_id, 0)),
            record.n_articles,
            "",
            "",
        )
        for record in index.records
        if record.entity_id in n_mentions.index
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["entities"]))


def merge_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    """The same rows in the same order with `entity_id` added.

    Needs `article_id, start, end, text, type`. Honorifics are read from a column `context_before`
    (the words before the mention) or from `article_text`, where there is one.
    """
    index = EntityIndex(across_types=False)
    ids: dict[int, str] = {}
    by_article: dict[str, list[int]] = {}
    columns = {name: mentions[name].tolist() for name in ("article_id", "start", "end", "text", "type")}
    before = _read_before(mentions)
    for row, article_id in enumerate(columns["article_id"]):
        by_article.setdefault(str(article_id), []).append(row)
    linked: dict[str, tuple[list[int], list[int], list[str]]] = {}
    for article_id, rows in by_article.items():
        rows.sort(key=lambda row: (columns["start"][row], columns["end"][row]))
        forms = [
            _build_form(str(columns["text"][row]), str(columns["type"][row]), before[row] if before else "")
            for row in rows
        ]
        owners, entities = merge_forms(forms)
        found = [
            Mention(0, 0, form.name, form.type, "name", 0, owner) for form, owner in zip(forms, owners, strict=True)
        ]
        result = index.link(article_id, entities, found)
        linked[article_id] = (rows, owners, list(result.entity_ids))
        for move in result.moves:
            of_article = linked[move.article_id][2]
            of_article[:] = [move.new_id if one == move.old_id else one for one in of_article]
    for rows, owners, entity_ids in linked.values():
        for row, owner in zip(rows, owners, strict=True):
            ids[row] = entity_ids[owner]
    out = mentions.copy()
    out["entity_id"] = [ids[row] for row in range(len(mentions))]
    return out


def _build_form(text: str, kind: str, before: str) -> Form:
    words = before.split()[-1:] if before else []
    honorific = words[0] if words and words[0].lower() in HONORIFICS else ""
    kind = _TYPES.get(kind.upper(), kind)
    return Form(" ".join(text.split()), kind, honorific=honorific, gender=HONORIFICS.get(honorific.lower(), ""))


def _read_before(mentions: pd.DataFrame) -> list[str]:
    """The words before each mention, where the table has the texts."""
    if "context_before" in mentions:
        return [str(text) for text in mentions["context_before"].tolist()]
    if "article_text" in mentions:
        pairs = zip(mentions["article_text"].tolist(), mentions["start"].tolist(), strict=True)
        return [str(text)[max(int(start) - 40, 0) : int(start)] for text, start in pairs]
    return []
