"""Rows of the tables of some articles, with entities named by their row among the names of the same unit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from components.articles.drafts import as_utf8
from components.columns import REAL, WHOLE
from components.schema import SHOWN
from components.types import Analysis, Article

NOBODY = -1
# Tables with an entity, and the column that names it
ENTITY_COLUMNS = {
    "mentions": "entity_id", "quotes": "speaker_entity_id", "quote_mentions": "entity_id", "sentiments": "entity_id",
}  # fmt: skip
_KINDS = {WHOLE: pa.int64(), REAL: pa.float64()}
NAMES = pa.schema(
    [
        ("article", pa.int64()), ("position", pa.int64()), ("name", pa.string()), ("type", pa.string()),
        ("aliases", pa.list_(pa.string())), ("description", pa.string()), ("gender", pa.string()),
        ("n_doubtful", pa.int64()), ("forms", pa.list_(pa.string())), ("counts", pa.list_(pa.int64())),
        ("is_seen", pa.bool_()), ("date", pa.string()),
    ]
)  # fmt: skip


def build_schema(table: str, *, is_linked: bool = True) -> pa.Schema:
    """The columns of an exported table; unless it is linked, with `entity` in place of the entity's id."""
    replaced = "" if is_linked else ENTITY_COLUMNS.get(table, "")
    return pa.schema(
        [
            ("entity", pa.int64()) if column.name == replaced else (column.name, _KINDS.get(column.type, pa.string()))
            for column in SHOWN[table]
        ]
    )


def build_rows(articles: Sequence[Article], analyses: Sequence[Analysis]) -> dict[str, pa.Table]:
    """The rows of each table of articles, and `names`, their local entities; `articles` has terms and reason, too."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("articles", "sentences", *ENTITY_COLUMNS, "names")}
    for place, (article, analysis) in enumerate(zip(articles, analyses, strict=True)):
        _add_rows(rows, place, article, analysis)
    extra = [("terms", pa.string()), ("reason", pa.string())]
    tables = {}
    for name, found in rows.items():
        schema = NAMES if name == "names" else build_schema(name, is_linked=False)
        if name == "articles":
            for field in extra:
                schema = schema.append(pa.field(*field))
        tables[name] = pa.Table.from_pylist(found, schema=schema)
    return tables


def _add_rows(rows: dict[str, list[dict[str, Any]]], place: int, article: Article, found: Analysis) -> None:
    own = article.article_id
    at = len(rows["names"])
    fields = ("article_id", "title", "text", "date", "date_origin", "source", "author", "url", "path", "section")
    rows["articles"].append(
        {name: as_utf8(getattr(article, name)) for name in fields}
        | {
            "language": found.language or article.language, "n_words": found.n_words, "status": found.status,
            "duplicate_of": "", "pipeline": found.pipeline, "not_english": json.dumps(found.not_english),
            "terms": as_utf8(json.dumps(dict(found.terms), ensure_ascii=False)), "reason": as_utf8(found.reason),
        }
    )  # fmt: skip
    rows["sentences"] += [
        {"sentence_id": f"{own}-s{k}", "article_id": own, "start": one.start, "end": one.end}
        for k, one in enumerate(found.sentences)
    ]
    rows["mentions"] += [
        {
            "mention_id": f"{own}-m{k}", "article_id": own, "sentence_id": f"{own}-s{one.sentence}", "start": one.start,
            "end": one.end, "text": as_utf8(one.text), "type": one.type, "entity": at + one.entity, "kind": one.kind,
        }
        for k, one in enumerate(found.mentions)
    ]  # fmt: skip
    rows["quotes"] += [
        {
            "quote_id": f"{own}-q{k}", "article_id": own, "kind": one.kind, "content": as_utf8(one.content),
            "content_spans": json.dumps(one.content_spans), "speaker_text": as_utf8(one.speaker_text),
            "speaker_spans": json.dumps(one.speaker_spans), "cue_text": as_utf8(one.cue_text),
            "entity": NOBODY if one.speaker is None else at + one.speaker,
            "cue_spans": json.dumps(one.cue_spans), "confidence": float(one.confidence),
        }
        for k, one in enumerate(found.quotes)
    ]  # fmt: skip
    rows["quote_mentions"] += [
        {"quote_id": f"{own}-q{k}", "entity": at + found.mentions[m].entity, "mention_id": f"{own}-m{m}"}
        for k, one in enumerate(found.quotes)
        for m in one.about
    ]
    rows["sentiments"] += [
        {
            "article_id": own, "sentence_id": f"{own}-s{one.sentence}", "entity": at + one.entity,
            "mention_id": f"{own}-m{one.mention}", "quote_id": "" if one.quote is None else f"{own}-q{one.quote}",
            "label": one.label, "score": float(one.score), "confidence": float(one.confidence),
        }
        for one in found.sentiments
    ]  # fmt: skip
    rows["names"] += _list_names(place, article.date, found)


def _list_names(place: int, date: str, found: Analysis) -> list[dict[str, Any]]:
    forms: list[Counter[str]] = [Counter() for _ in found.entities]
    for mention in found.mentions:
        if mention.kind == "name":
            forms[mention.entity][" ".join(mention.text.split())] += 1
    seen = {one.entity for one in found.mentions} | {one.speaker for one in found.quotes}
    return [
        {
            "article": place, "position": i, "name": as_utf8(one.name), "type": one.type,
            "aliases": [as_utf8(form) for form in one.aliases], "description": as_utf8(one.description),
            "gender": one.gender, "n_doubtful": one.n_doubtful, "forms": [as_utf8(form) for form in own],
            "counts": list(own.values()), "is_seen": i in seen, "date": date,
        }
        for i, (one, own) in enumerate(zip(found.entities, forms, strict=True))
    ]  # fmt: skip
