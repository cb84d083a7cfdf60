"""Reads stored results back in the shape that `analysis` takes: entity records to link to, analyses to score."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from components.library.texts import read_in, read_spans
from components.types import (
    ENTITY_TYPES,
    MENTION_KINDS,
    QUOTE_KINDS,
    Analysis,
    Article,
    EntityRecord,
    LocalEntity,
    Mention,
    Quote,
    Sentence,
)


@dataclass(frozen=True, slots=True)
class StoredNumbers:
    """The row numbers of an article's results, by their position in its Analysis."""

    sentences: tuple[int, ...]
    mentions: tuple[int, ...]
    entities: tuple[int, ...]
    quotes: tuple[int, ...]


def read_waiting(con: sqlite3.Connection, most: int, after: int = 0) -> list[tuple[int, Article]]:
    """The articles after number `after` that wait for analysis, oldest first, with their numbers."""
    sql = (
        "SELECT n, article_id, title, text, date, date_origin, source, author, url, language, path, date_hint "
        "FROM articles WHERE status = 'waiting' AND deleted_at IS NULL AND n > ? ORDER BY n LIMIT ?"
    )
    return [(n, Article(*fields)) for n, *fields in con.execute(sql, (after, most))]


def read_records(con: sqlite3.Connection) -> list[EntityRecord]:
    """All entities as linking left them, with counts recomputed from the stored mentions.

    Articles that wait for a new analysis are not counted, because they are linked again; nor are purged ones.
    """
    forms: dict[int, Counter[str]] = {}
    sql = (
        "SELECT m.entity, s.text, count(*) FROM mentions m JOIN articles a ON a.n = m.article "
        "JOIN surfaces s ON s.n = m.surface WHERE m.kind = ? AND a.status <> 'waiting' GROUP BY m.entity, m.surface"
    )
    name = MENTION_KINDS.index("name")
    for entity, text, amount in con.execute(sql, (name,)):
        forms.setdefault(entity, Counter())[" ".join(text.split())] += amount
    sql = (
        "SELECT m.entity, count(DISTINCT m.article) FROM mentions m JOIN articles a ON a.n = m.article "
        "WHERE a.status <> 'waiting' GROUP BY m.entity"
    )
    articles = dict(con.execute(sql).fetchall())
    fields = "n, entity_id, name, type, description, confidence, reason, profile, gender"
    records = []
    for n, *row in con.execute(f"SELECT {fields} FROM entities ORDER BY n").fetchall():  # noqa: S608 - constants only
        entity_id, entity_name, kind, description, confidence, reason, profile, gender = row
        n_articles = articles.get(n, 0)
        records.append(
            EntityRecord(
                entity_id, entity_name, kind, description, dict(forms.get(n, {})), confidence, reason,
                json.loads(profile) if n_articles else {}, gender, n_articles,
            )
        )  # fmt: skip
    return records


def read_unjudged(con: sqlite3.Connection, most: int, after: int = 0) -> list[int]:
    """Numbers after `after` of analysed articles that still lack sentiment."""
    sql = (
        "SELECT n FROM articles WHERE status = 'analysed' AND sentiment_by = '' AND deleted_at IS NULL AND n > ? "
        "ORDER BY n LIMIT ?"
    )
    return [n for (n,) in con.execute(sql, (after, most))]


def read_analyses(con: sqlite3.Connection, articles: Sequence[int]) -> list[tuple[int, str, Analysis, StoredNumbers]]:
    """Each article's number, text, stored analysis (without sentiments and terms) and row numbers."""
    heads = {
        n: rest for n, *rest in read_in(con, "SELECT n, article_id, text, pipeline FROM articles WHERE n IN", articles)
    }
    return [(n, heads[n][1], *_read_analysis(con, n, heads[n][0], heads[n][2])) for n in articles if n in heads]


def _read_analysis(con: sqlite3.Connection, n: int, article_id: str, pipeline: str) -> tuple[Analysis, StoredNumbers]:
    sentences = con.execute('SELECT n, start, "end" FROM sentences WHERE article = ? ORDER BY n', (n,)).fetchall()
    mentions = con.execute(
        'SELECT m.n, m.sentence, m.start, m."end", s.text, m.type, m.kind, m.entity FROM mentions m '
        "JOIN surfaces s ON s.n = m.surface WHERE m.article = ? ORDER BY m.n",
        (n,),
    ).fetchall()
    quotes = con.execute(
        "SELECT n, kind, content, content_spans, speaker_text, speaker_spans, cue_text, cue_spans, confidence, speaker "
        "FROM quotes WHERE article = ? ORDER BY n",
        (n,),
    ).fetchall()
    abouts = con.execute(
        "SELECT quote, mention FROM quote_mentions WHERE quote IN (SELECT n FROM quotes WHERE article = ?)", (n,)
    ).fetchall()
    speakers = [row[9] for row in quotes if row[9] is not None]
    entities = tuple(dict.fromkeys([*(row[7] for row in mentions), *speakers]))
    names = {
        number: LocalEntity(*rest)
        for number, *rest in read_in(con, "SELECT n, name, type FROM entities WHERE n IN", entities)
    }
    at = {number: k for k, number in enumerate(entities)}
    sentence_at = {row[0]: k for k, row in enumerate(sentences)}
    mention_at = {row[0]: k for k, row in enumerate(mentions)}
    about: dict[int, list[int]] = {}
    for quote, mention in abouts:
        about.setdefault(quote, []).append(mention_at[mention])
    analysis = Analysis(
        article_id=article_id,
        status="analysed",
        pipeline=pipeline,
        sentences=tuple(Sentence(start, end) for _, start, end in sentences),
        mentions=tuple(
            Mention(start, end, text, ENTITY_TYPES[kind], MENTION_KINDS[form], sentence_at[sentence], at[entity])
            for _, sentence, start, end, text, kind, form, entity in mentions
        ),
        entities=tuple(names[number] for number in entities),
        quotes=tuple(
            Quote(
                QUOTE_KINDS[kind], content, tuple(read_spans(spans)), speaker_text, tuple(read_spans(speaker_spans)),
                cue_text, tuple(read_spans(cue_spans)), confidence, None if speaker is None else at[speaker],
                tuple(about.get(number, ())),
            )
            for number, kind, content, spans, speaker_text, speaker_spans, cue_text, cue_spans, confidence, speaker
            in quotes
        ),
    )  # fmt: skip
    numbers = StoredNumbers(
        tuple(row[0] for row in sentences), tuple(row[0] for row in mentions), entities, tuple(row[0] for row in quotes)
    )
    return analysis, numbers
