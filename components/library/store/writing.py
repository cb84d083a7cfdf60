"""Writes analyses as rows: entities linked, an article's old results replaced, all in one transaction."""

from __future__ import annotations

import json
import logging
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from components.analysis import EntityIndex
from components.library.store import write_meta
from components.library.store.quote_groups import forget_quotes
from components.library.store.records import StoredNumbers
from components.library.store.stories import forget_story
from components.types import (
    ENTITY_TYPES,
    MENTION_KINDS,
    QUOTE_KINDS,
    SENTIMENT_LABELS,
    Analysis,
    EntityRecord,
    LinkResult,
    MergeProposal,
    Reassignment,
    Sentiment,
)

_log = logging.getLogger(__name__)
_COUNTED = ("sentences", "mentions", "quotes")  # tables whose row numbers are never reused
_SURFACES_KEPT = 50_000  # size of the cache of surface forms


def link_analysis(index: EntityIndex, analysis: Analysis) -> tuple[Analysis, LinkResult | None]:
    """Link an analysis; return it with the link result, or None if it was not analysed or linking failed."""
    if analysis.status != "analysed":
        return analysis, None
    try:
        return analysis, index.link(analysis.article_id, analysis.entities, analysis.mentions)
    except Exception:  # noqa: BLE001 - a failure must affect one article only
        _log.exception("Linking %s failed", analysis.article_id)
    return (
        Analysis(
            article_id=analysis.article_id,
            status="failed",
            pipeline=analysis.pipeline,
            language=analysis.language,
            n_words=analysis.n_words,
            reason="The names in this text could not be matched with those of other articles; the log says why.",
        ),
        None,
    )


# Writes analyses as rows, replacing an article's old results in one transaction.


class AnalysisWriter:
    """Writes to one library, always within the caller's transaction."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._surfaces: dict[str, int] = {}
        self._entities: dict[str, int] = {}

    def replace_analysis(self, article: int, analysis: Analysis, linked: LinkResult | None) -> None:
        """Write an article's results; without `linked`, only that there are none."""
        remove_results(self._con, article)
        self._con.execute(
            "UPDATE articles SET status = ?, reason = ?, language = coalesce(nullif(?, ''), language), n_words = ?, "
            "pipeline = ?, terms = ?, not_english = ?, sentiment_by = '', topics_by = 0 WHERE n = ?",
            (
                analysis.status, analysis.reason, analysis.language, analysis.n_words, analysis.pipeline,
                json.dumps(dict(analysis.terms), ensure_ascii=False), json.dumps(analysis.not_english), article,
            ),
        )  # fmt: skip
        if linked is None:
            return
        self._write_records(linked.changed)
        entities = [self._find_known(entity_id) for entity_id in linked.entity_ids]
        self._write_found(article, analysis, entities)
        self._apply_reassignments(linked.reassigned)
        self._write_proposals(linked.proposals)
        self._con.execute("INSERT OR IGNORE INTO ungrouped VALUES (?)", (article,))

    def _write_found(self, article: int, analysis: Analysis, entities: Sequence[int]) -> None:
        first = {table: self._reserve(table, len(getattr(analysis, table))) for table in _COUNTED}
        at_sentence, at_mention, at_quote = first["sentences"], first["mentions"], first["quotes"]
        self._con.executemany(
            'INSERT INTO sentences (n, article, start, "end") VALUES (?, ?, ?, ?)',
            [(at_sentence + k, article, s.start, s.end) for k, s in enumerate(analysis.sentences)],
        )
        self._con.executemany(
            'INSERT INTO mentions (n, article, sentence, start, "end", surface, type, entity, kind) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    at_mention + k, article, at_sentence + m.sentence, m.start, m.end, self._find_surface(m.text),
                    ENTITY_TYPES.index(m.type), entities[m.entity], MENTION_KINDS.index(m.kind),
                )
                for k, m in enumerate(analysis.mentions)
            ],
        )  # fmt: skip
        starts = [sentence.start for sentence in analysis.sentences]
        self._con.executemany(
            "INSERT INTO quotes (n, article, sentence, kind, content, content_spans, speaker_text, speaker_spans, "
            "speaker, cue_text, cue_spans, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    at_quote + k, article, at_sentence + max(bisect_right(starts, q.content_spans[0][0]) - 1, 0),
                    QUOTE_KINDS.index(q.kind), q.content, json.dumps(q.content_spans), q.speaker_text,
                    json.dumps(q.speaker_spans), None if q.speaker is None else entities[q.speaker], q.cue_text,
                    json.dumps(q.cue_spans), float(q.confidence),
                )
                for k, q in enumerate(analysis.quotes)
            ],
        )  # fmt: skip
        self._con.executemany(
            "INSERT INTO quote_mentions (quote, entity, mention) VALUES (?, ?, ?)",
            [
                (at_quote + k, entities[analysis.mentions[m].entity], at_mention + m)
                for k, q in enumerate(analysis.quotes)
                for m in q.about
            ],
        )

    def _reserve(self, table: str, amount: int) -> int:
        """The first of `amount` row numbers that the table has never used."""
        key = f"last of {table}"
        sql = f"SELECT max(coalesce((SELECT value FROM meta WHERE key = ?), 0), coalesce(max(n), 0)) FROM {table}"  # noqa: S608
        last = int(self._con.execute(sql, (key,)).fetchone()[0])
        write_meta(self._con, key, last + amount)
        return last + 1

    def _find_surface(self, text: str) -> int:
        number = self._surfaces.get(text)
        if number is None:
            self._con.execute("INSERT OR IGNORE INTO surfaces (text) VALUES (?)", (text,))
            (number,) = self._con.execute("SELECT n FROM surfaces WHERE text = ?", (text,)).fetchone()
            if len(self._surfaces) >= _SURFACES_KEPT:
                self._surfaces.clear()
            self._surfaces[text] = number
        return number

    def _write_records(self, records: Iterable[EntityRecord]) -> None:
        for record in records:
            (number,) = self._con.execute(
                "INSERT INTO entities (entity_id, name, type, description, aliases, confidence, reason, profile, "
                "gender, n_articles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entity_id) DO UPDATE SET "
                "name = excluded.name, type = excluded.type, description = excluded.description, "
                "aliases = excluded.aliases, confidence = excluded.confidence, reason = excluded.reason, "
                "profile = excluded.profile, gender = excluded.gender, n_articles = excluded.n_articles RETURNING n",
                (
                    record.entity_id, record.name, record.type, record.description, _write_counts(record.aliases),
                    record.confidence, record.reason, _write_counts(record.profile), record.gender, record.n_articles,
                ),
            ).fetchone()  # fmt: skip
            self._entities[record.entity_id] = number

    def _apply_reassignments(self, reassigned: Iterable[Reassignment]) -> None:
        for move in reassigned:
            old, new = self._find_entity(move.old_id), self._find_entity(move.new_id)
            row = self._con.execute("SELECT n FROM articles WHERE article_id = ?", (move.article_id,)).fetchone()
            if row is None or old is None or new is None:
                continue  # the article has been purged meanwhile
            for sql in (
                "UPDATE mentions SET entity = ? WHERE entity = ? AND article = ?",
                "UPDATE quotes SET speaker = ? WHERE speaker = ? AND article = ?",
                "UPDATE sentiments SET entity = ? WHERE entity = ? AND article = ?",
                "UPDATE quote_mentions SET entity = ? WHERE entity = ? AND quote IN "
                "(SELECT n FROM quotes WHERE article = ?)",
            ):
                self._con.execute(sql, (new, old, row[0]))

    def _find_known(self, entity_id: str) -> int:
        number = self._find_entity(entity_id)
        if number is None:
            raise KeyError(f"linking named an entity that it never gave: {entity_id}")
        return number

    def _find_entity(self, entity_id: str) -> int | None:
        if entity_id not in self._entities:
            row = self._con.execute("SELECT n FROM entities WHERE entity_id = ?", (entity_id,)).fetchone()
            if row is None:
                return None
            self._entities[entity_id] = row[0]
        return self._entities[entity_id]

    def _write_proposals(self, proposals: Iterable[MergeProposal]) -> None:
        self._con.executemany(
            "INSERT INTO proposals (first_id, second_id, confidence, reason) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET confidence = excluded.confidence, reason = excluded.reason",
            [(one.first_id, one.second_id, one.confidence, one.reason) for one in proposals],
        )


def replace_sentiments(
    con: sqlite3.Connection, article: int, sentiments: Iterable[Sentiment], rows: StoredNumbers, by: str
) -> None:
    """Write an article's sentiments; their positions refer to `rows`."""
    con.execute("DELETE FROM sentiments WHERE article = ?", (article,))
    con.executemany(
        "INSERT INTO sentiments (article, sentence, entity, mention, quote, label, score, confidence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article, rows.sentences[one.sentence], rows.entities[one.entity], rows.mentions[one.mention],
                None if one.quote is None else rows.quotes[one.quote], SENTIMENT_LABELS.index(one.label),
                float(one.score), float(one.confidence),
            )
            for one in sentiments
        ],
    )  # fmt: skip
    con.execute("UPDATE articles SET sentiment_by = ? WHERE n = ?", (by, article))


def remove_results(con: sqlite3.Connection, article: int) -> None:
    """Delete an article's results; its topics stay until they are assigned again."""
    forget_quotes(con, article)
    forget_story(con, article)
    con.execute("DELETE FROM quote_mentions WHERE quote IN (SELECT n FROM quotes WHERE article = ?)", (article,))
    for table in ("sentences", "mentions", "quotes", "sentiments"):
        con.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608 - constants only


def _write_counts(counts: object) -> str:
    return json.dumps(dict(counts), ensure_ascii=False)  # type: ignore[call-overload]
