"""Details of one article or entity, with corrections applied."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from components.analysis.boilerplate import covers, find_boilerplate
from components.library.queries.article_texts import ArticleTexts
from components.library.queries.frames import NAME, Frames
from components.library.queries.quotes import QuoteDetail, build_quotes
from components.library.store import reading
from components.library.store.records import NOBODY, read_spans
from components.types import MENTION_KINDS, SENTIMENT_LABELS, Span


@dataclass(frozen=True)
class MentionDetail:
    """A mention in an article; `type` is its entity's."""

    mention_id: str
    start: int
    end: int
    text: str
    type: str
    kind: str
    entity_id: str
    name: str
    sentence_id: str


@dataclass(frozen=True)
class SentimentDetail:
    """The sentiment of a sentence (`start` to `end`) toward an entity; `mention` is the entity's first in it."""

    sentence_id: str
    start: int
    end: int
    mention: Span
    entity_id: str
    name: str
    label: str
    score: float
    confidence: float
    quote_id: str  # empty if it is not in a quote


@dataclass(frozen=True)
class NoNews:
    """A span that is not news: boilerplate by rule, or a repeated line, found in `n_articles` of its source."""

    start: int
    end: int
    n_articles: int = 0
    counts: bool = False  # the user restored it


@dataclass(frozen=True)
class ArticleDetail:
    """Everything that the reader page shows of one article; all spans refer to `text`."""

    article_id: str
    title: str
    text: str
    date: str
    date_origin: str
    date_hint: str
    source: str
    author: str
    section: str
    url: str
    language: str
    n_words: int
    path: str
    status: str
    reason: str  # why not all of it was analysed
    note: str  # on how its text was read
    duplicate_of: str
    sentences: tuple[Span, ...]
    mentions: tuple[MentionDetail, ...]
    quotes: tuple[QuoteDetail, ...]
    sentiments: tuple[SentimentDetail, ...]
    topics: tuple[tuple[str, str], ...]  # (topic_id, label), highest weight first
    no_news: tuple[NoNews, ...] = ()
    not_english: tuple[Span, ...] = ()  # paragraphs in other languages, which were not analysed


@dataclass(frozen=True)
class EntityDetail:
    """One entity in the whole library; counts are of names, as in `Frames.entities`."""

    entity_id: str
    name: str
    type: str
    description: str
    aliases: tuple[tuple[str, int], ...]  # (surface form, mentions), most frequent first
    confidence: float
    reasons: tuple[str, ...]  # why its names were merged, one sentence each
    n_mentions: int
    n_articles: int
    first_date: str
    last_date: str


_FIELDS = (
    "article_id", "title", "date", "date_origin", "date_hint", "source", "author", "section", "url", "language",
    "n_words", "path", "status", "reason", "duplicate_of",
)  # fmt: skip


def read_article(frames: Frames, path: str | Path, article_id: str) -> ArticleDetail | None:
    """The article with its text and marks; None if it is not in the library."""
    number = frames.article_numbers.get(article_id)
    if number is None:
        return None
    with reading(path) as con:
        texts = ArticleTexts(con, np.array([number]))
        quotes = _rows_of(frames.quotes, number).sort_values("start", kind="stable")
        note, not_english = _read_remarks(con, number)
        return ArticleDetail(
            **_article_fields(frames, number),
            note=note,
            text=texts.text(number),
            sentences=tuple(texts.sentences_of(number)),
            mentions=_mentions(frames, number),
            quotes=tuple(build_quotes(con, frames, quotes)),
            sentiments=_sentiments(con, frames, number, texts),
            topics=_topics(frames, number),
            no_news=_no_news(frames, number, texts.text(number)),
            not_english=tuple(not_english),
        )


def read_entity(frames: Frames, entity_id: str) -> EntityDetail | None:
    """The entity of an id, following merges; None if it is hidden or unknown."""
    number = frames.entity_numbers.get(entity_id)
    if number is None:
        return None
    row = frames.entities.loc[number]
    return EntityDetail(
        entity_id=row["entity_id"],
        name=row["name"],
        type=row["type"],
        description=row["description"],
        aliases=_count_forms(frames, number),
        confidence=float(row["confidence"]),
        reasons=tuple(row["reasons"]),
        n_mentions=int(row["n_mentions"]),
        n_articles=int(row["n_articles"]),
        first_date=row["first_date"],
        last_date=row["last_date"],
    )


def _count_forms(frames: Frames, number: int) -> tuple[tuple[str, int], ...]:
    """Surface forms of the entity's name with normalised white space, most frequent first."""
    table = frames.mentions
    own = (table["entity"].to_numpy() == number) & (table["kind"].to_numpy() == NAME)
    surfaces, counts = np.unique(table["surface"].to_numpy()[own], return_counts=True)
    forms: Counter[str] = Counter()
    for surface, n in zip(surfaces.tolist(), counts.tolist(), strict=True):
        forms[" ".join(str(frames.surfaces[surface]).split())] += n
    return tuple(sorted(forms.items(), key=lambda form: (-form[1], form[0])))


def _rows_of(table: pd.DataFrame, article: int) -> pd.DataFrame:
    return table[table["article"].to_numpy() == article]


def _article_fields(frames: Frames, number: int) -> dict[str, Any]:
    row = frames.articles.loc[number]
    return {name: int(row[name]) if name == "n_words" else str(row[name]) for name in _FIELDS}


def _mentions(frames: Frames, number: int) -> tuple[MentionDetail, ...]:
    rows = _rows_of(frames.mentions, number).sort_values("start", kind="stable")
    return tuple(
        MentionDetail(
            mention_id=f"m{row.mention}",
            start=row.start,
            end=row.end,
            text=frames.surfaces[row.surface],
            type=frames.entity_types[row.entity],
            kind=MENTION_KINDS[row.kind],
            entity_id=frames.entity_ids[row.entity],
            name=frames.entity_names[row.entity],
            sentence_id=f"s{row.sentence}",
        )
        for row in rows.itertuples(index=False)
    )


def _sentiments(
    con: sqlite3.Connection, frames: Frames, number: int, texts: ArticleTexts
) -> tuple[SentimentDetail, ...]:
    sql = 'SELECT n, start, "end" FROM mentions WHERE article = ?'
    places = {n: (start, end) for n, start, end in con.execute(sql, (number,))}
    found = []
    for row in _rows_of(frames.sentiments, number).itertuples(index=False):
        mention = places.get(row.mention, (0, 0))
        start, end = texts.sentence(row.sentence, mention)
        found.append(
            SentimentDetail(
                sentence_id=f"s{row.sentence}",
                start=start,
                end=end,
                mention=mention,
                entity_id=frames.entity_ids[row.entity],
                name=frames.entity_names[row.entity],
                label=SENTIMENT_LABELS[row.label],
                score=row.score,
                confidence=row.confidence,
                quote_id="" if row.quote == NOBODY else f"q{row.quote}",
            )
        )
    return tuple(sorted(found, key=lambda judgement: (judgement.start, judgement.mention)))


def _read_remarks(con: sqlite3.Connection, number: int) -> tuple[str, list[Span]]:
    """How an article's text was read, and where it is not English."""
    row = con.execute("SELECT note, not_english FROM articles WHERE n = ?", (int(number),)).fetchone()
    return (row[0], read_spans(row[1])) if row else ("", [])  # the worker may have taken it out meanwhile


def _no_news(frames: Frames, number: int, text: str) -> tuple[NoNews, ...]:
    """Boilerplate by rule, and lines repeated by the source."""
    article = frames.articles.loc[number]
    if article["status"] != "analysed":
        return ()
    told = find_boilerplate(text, str(article["author"]))
    repeated = [
        NoNews(row.start, row.end, row.n_articles, bool(row.counts))
        for row in _rows_of(frames.repeated, number).itertuples(index=False)
        if not covers(told, (row.start, row.end))
    ]
    alone = [NoNews(*span) for span in told if not any(covers([(one.start, one.end)], span) for one in repeated)]
    return tuple(sorted([*repeated, *alone], key=lambda one: one.start))


def _topics(frames: Frames, number: int) -> tuple[tuple[str, str], ...]:
    rows = _rows_of(frames.article_topics, number).sort_values("weight", ascending=False, kind="stable")
    described = frames.topics.loc[rows["topic"].to_numpy()]
    return tuple(zip(described["topic_id"].tolist(), described["label"].tolist(), strict=True))
