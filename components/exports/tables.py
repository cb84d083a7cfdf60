"""Exported tables of a view, with the columns of `components.schema`."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from components.library.queries import View
from components.library.queries.counts import count_entities, count_topics
from components.library.queries.quote_groups import read_changes
from components.library.queries.stories import count_stories
from components.library.store import reading
from components.library.store.records import NOBODY, read_in
from components.schema import COLUMNS
from components.types import ENTITY_TYPES, MENTION_KINDS, QUOTE_KINDS, SENTIMENT_LABELS


def build_tables(view: View, *, counted: View | None = None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each table's name and its rows in the view, corrections applied.

    Counts and dates of entities are taken from the view, or from `counted`.
    """
    frames = view.frames
    ids = np.full(frames.n_article_slots, "", dtype=object)
    ids[frames.articles.index.to_numpy()] = frames.articles["article_id"].to_numpy(dtype=object)
    with reading(frames.path) as con:
        for name, table in _build_tables(con, view, counted or view, ids):
            yield name, table[list(COLUMNS[name])]


def _build_tables(
    con: sqlite3.Connection, view: View, counted: View, ids: np.ndarray
) -> Iterator[tuple[str, pd.DataFrame]]:
    yield "articles", _articles(con, view)
    yield "sentences", _sentences(con, view, ids)
    yield "mentions", _mentions(view, ids)
    yield "entities", _entities(view, counted)
    yield "quotes", _quotes(con, view, ids)
    yield "quote_mentions", _quote_mentions(view)
    yield "sentiments", _sentiments(view, ids)
    yield "topics", _topics(view)
    yield "article_topics", _article_topics(view, ids)
    yield "stories", _stories(view)
    yield "article_stories", _article_stories(view, ids)
    yield "quote_groups", _quote_groups(view)
    skipped = con.execute("SELECT path, reason FROM skipped ORDER BY n").fetchall()
    yield "skipped", pd.DataFrame(skipped, columns=list(COLUMNS["skipped"]))


def shorten_ids(tables: dict[str, pd.DataFrame], topic_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Replace ids of entities and topics with short ones that are the same in every run over the same articles.

    Entities are numbered in order of appearance, in the mentions and then the speakers of each article, topics in order
    of `topic_ids`; both tables are sorted accordingly.
    """
    names = {
        "entity_id": {one: f"e{k}" for k, one in enumerate(_list_as_mentioned(tables), start=1)},
        "topic_id": {one: f"t{k}" for k, one in enumerate(topic_ids, start=1)},
    }
    names["speaker_entity_id"] = names["entity_id"] | {"": ""}
    short = {}
    for table, rows in tables.items():
        given = {column: [names[column][one] for one in rows[column]] for column in names if column in rows}
        short[table] = rows.assign(**given)
    for table, column in (("entities", "entity_id"), ("topics", "topic_id")):
        places = {one: place for place, one in enumerate(short[table][column])}
        short[table] = short[table].iloc[[places[one] for one in names[column].values()]]
    return short


def _list_as_mentioned(tables: dict[str, pd.DataFrame]) -> list[str]:
    """The entities that are mentioned or speak, in order of appearance."""
    places = {one: place for place, one in enumerate(tables["articles"]["article_id"])}
    seen = [
        (places[article], after, entity)
        for after, (table, column) in enumerate((("mentions", "entity_id"), ("quotes", "speaker_entity_id")))
        for article, entity in zip(tables[table]["article_id"], tables[table][column], strict=True)
        if entity
    ]
    seen.sort(key=lambda one: one[:2])  # stable: keeps the order of mentions and of quotes
    return list(dict.fromkeys(entity for _, _, entity in seen))


def _articles(con: sqlite3.Connection, view: View) -> pd.DataFrame:
    table = pd.concat([view.articles, view.unread]).sort_index()
    sql = "SELECT n, text, pipeline, not_english FROM articles WHERE n IN"
    rows = {n: more for n, *more in read_in(con, sql, table.index)}
    whole = [rows.get(n, ("", "", "[]")) for n in table.index]
    return table.assign(
        **{name: [row[k] for row in whole] for k, name in enumerate(("text", "pipeline", "not_english"))}
    )


def _sentences(con: sqlite3.Connection, view: View, ids: np.ndarray) -> pd.DataFrame:
    sql = 'SELECT n, article, start, "end" FROM sentences WHERE article IN'
    rows = list(read_in(con, sql, view.articles.index))
    table = pd.DataFrame(rows, columns=["n", "article", "start", "end"]).sort_values("n", kind="stable")
    return pd.DataFrame(
        {
            "sentence_id": _ids("s", table["n"]),
            "article_id": ids[table["article"].to_numpy(dtype=np.int64)],
            "start": table["start"].to_numpy(),
            "end": table["end"].to_numpy(),
        }
    )


def _mentions(view: View, ids: np.ndarray) -> pd.DataFrame:
    frames, table = view.frames, view.mentions
    return pd.DataFrame(
        {
            "mention_id": _ids("m", table["mention"]),
            "article_id": ids[table["article"].to_numpy()],
            "sentence_id": _ids("s", table["sentence"]),
            "start": table["start"].to_numpy(),
            "end": table["end"].to_numpy(),
            "text": frames.surfaces[table["surface"].to_numpy()],
            "type": _words(ENTITY_TYPES, table["type"]),
            "entity_id": frames.entity_ids[table["entity"].to_numpy()],
            "kind": _words(MENTION_KINDS, table["kind"]),
        }
    )


def _entities(view: View, counted_in: View) -> pd.DataFrame:
    """All entities mentioned or quoted in the view; those not named in `counted_in` have no mentions."""
    frames = view.frames
    counted = count_entities(counted_in).set_index("entity_id")
    speakers = view.quotes["speaker"].to_numpy()
    seen = (speakers[speakers != NOBODY], view.quote_mentions["entity"], view.mentions["entity"])
    numbers = np.unique(np.concatenate(seen)).astype(np.int64)
    table = frames.entities.loc[numbers].set_index("entity_id")
    forms = _forms(view, numbers)
    return pd.DataFrame(
        {
            "entity_id": table.index,
            "name": table["name"].to_numpy(),
            "type": table["type"].to_numpy(),
            "description": table["description"].to_numpy(),
            "aliases": [forms.get(number, {}) for number in numbers.tolist()],
            "confidence": table["confidence"].to_numpy(),
            **{name: _counts(counted[name], table.index, 0) for name in ("n_mentions", "n_articles")},
            **{name: _counts(counted[name], table.index, "") for name in ("first_date", "last_date")},
        }
    ).sort_values(["n_mentions", "name"], ascending=[False, True], ignore_index=True)


def _counts(column: pd.Series, ids: pd.Index, otherwise: int | str) -> list[int | str]:
    """The counts of each entity."""
    known = dict(zip(column.index.tolist(), column.tolist(), strict=True))
    return [known.get(entity_id, otherwise) for entity_id in ids]


def _forms(view: View, numbers: np.ndarray) -> dict[int, dict[str, int]]:
    """The surface forms of each entity in the view, most frequent first."""
    names = view.mentions[np.isin(view.mentions["entity"].to_numpy(), numbers)]
    names = names[names["kind"].to_numpy() == MENTION_KINDS.index("name")]
    forms: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (entity, surface), n in names.groupby(["entity", "surface"], sort=False).size().items():
        forms[entity][" ".join(str(view.frames.surfaces[surface]).split())] += int(n)
    return {entity: dict(own.most_common()) for entity, own in forms.items()}


def _quotes(con: sqlite3.Connection, view: View, ids: np.ndarray) -> pd.DataFrame:
    frames, table = view.frames, view.quotes
    sql = "SELECT n, content, content_spans, speaker_spans, cue_spans FROM quotes WHERE n IN"
    rows = {n: more for n, *more in read_in(con, sql, table["quote"])}
    texts = [rows.get(n, ("", "[]", "[]", "[]")) for n in table["quote"].tolist()]
    return pd.DataFrame(
        {
            "quote_id": _ids("q", table["quote"]),
            "article_id": ids[table["article"].to_numpy()],
            "kind": _words(QUOTE_KINDS, table["kind"]),
            "content": [text[0] for text in texts],
            "content_spans": [text[1] for text in texts],
            "speaker_text": table["speaker_text"].astype(object).to_numpy(),
            "speaker_spans": [text[2] for text in texts],
            "speaker_entity_id": np.append(frames.entity_ids, "")[table["speaker"].to_numpy()],
            "cue_text": table["cue_text"].astype(object).to_numpy(),
            "cue_spans": [text[3] for text in texts],
            "confidence": table["confidence"].to_numpy(),
        }
    )


def _quote_mentions(view: View) -> pd.DataFrame:
    table = view.quote_mentions
    return pd.DataFrame(
        {
            "quote_id": _ids("q", table["quote"]),
            "entity_id": view.frames.entity_ids[table["entity"].to_numpy()],
            "mention_id": _ids("m", table["mention"]),
        }
    )


def _sentiments(view: View, ids: np.ndarray) -> pd.DataFrame:
    table = view.sentiments
    return pd.DataFrame(
        {
            "article_id": ids[table["article"].to_numpy()],
            "sentence_id": _ids("s", table["sentence"]),
            "entity_id": view.frames.entity_ids[table["entity"].to_numpy()],
            "mention_id": _ids("m", table["mention"]),
            "quote_id": _ids("q", table["quote"]),
            "label": _words(SENTIMENT_LABELS, table["label"]),
            "score": table["score"].to_numpy(),
            "confidence": table["confidence"].to_numpy(),
        }
    )


def _topics(view: View) -> pd.DataFrame:
    return count_topics(view)


def _article_topics(view: View, ids: np.ndarray) -> pd.DataFrame:
    table, topics = view.article_topics, view.topics["topic_id"]
    return pd.DataFrame(
        {
            "article_id": ids[table["article"].to_numpy()],
            "topic_id": topics.loc[table["topic"].to_numpy()].to_numpy(),
            "weight": table["weight"].to_numpy(),
        }
    )


def _stories(view: View) -> pd.DataFrame:
    return count_stories(view)


def _article_stories(view: View, ids: np.ndarray) -> pd.DataFrame:
    shown = view.stories["story_id"].isin(count_stories(view)["story_id"])
    table = view.article_stories[view.article_stories["story"].isin(view.stories.index[shown])]
    return pd.DataFrame(
        {
            "article_id": ids[table["article"].to_numpy()],
            "story_id": view.stories["story_id"].loc[table["story"].to_numpy()].to_numpy(),
        }
    )


def _quote_groups(view: View) -> pd.DataFrame:
    table = read_changes(view.frames.path, view)
    return pd.DataFrame(
        {
            "quote_id": _ids("q", table["quote"]),
            "group_id": _ids("g", table["group"]),
            "change": table["change"].to_numpy(),
        }
    )


def _ids(prefix: str, numbers: pd.Series) -> list[str]:
    return [f"{prefix}{n}" if n != NOBODY else "" for n in numbers.tolist()]


def _words(words: tuple[str, ...], codes: pd.Series) -> np.ndarray:
    found: np.ndarray = np.array(words, dtype=object)[codes.to_numpy()]
    return found
