"""The worker's topic step and sentiment step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from components.analysis import MIN_ARTICLES, TopicModel, assign_topics, fit_topics, sentiment_method
from components.analysis.topics.terms import count_words
from components.library.corrections.log import read_log
from components.library.corrections.sources import Sources, read_restored_lines
from components.library.store import write
from components.library.store.records import NOBODY, StoredNumbers, read_analyses, read_unjudged
from components.library.store.repeated_lines import drop_terms, read_repeated_texts, update_repeated
from components.library.store.writing import replace_sentiments
from components.library.worker import count_unjudged
from components.library.worker.heartbeat import Reports
from components.library.worker.pool import Pool, TaskFailed
from components.library.worker.pool_process import judge_articles, limit_judging
from components.types import ENTITY_TYPES, MENTION_KINDS, Analysis, Mention, Sentiment

TOPIC_STEP = "Finding topics"
_MANY = 200  # waiting articles above which topics are fitted provisionally, and again at the end
_ASSIGNED_AT_ONCE = 500  # articles per batch
_DONE = "status = 'analysed' AND deleted_at IS NULL"
SENTIMENT_STEP = "Judging sentiment"
_JUDGED_FIRST, _JUDGED_AT_ONCE = 8, 48  # articles
_FAILED = "none: it failed"


class TopicStep:
    """Topics of one library; with `at_once`, fitted only when all articles are analysed, on all their lines."""

    def __init__(
        self,
        con: sqlite3.Connection,
        heartbeat: Reports,
        check: Callable[[sqlite3.Connection], None],
        *,
        at_once: bool = False,
    ) -> None:
        self._con, self._heartbeat, self._check, self._at_once = con, heartbeat, check, at_once

    def has_work(self) -> bool:
        """True if the user asked for a new fit."""
        return bool(self._con.execute("SELECT wanted FROM work WHERE n = 1").fetchone()[0])

    def run(self, n_waiting: int = 0) -> None:
        """Update the topics; provisionally, if many articles are still waiting."""
        if 0 < n_waiting < _MANY or (n_waiting and self._at_once):
            return
        if not n_waiting and not self._at_once:
            update_repeated(self._con, self._check, Sources(read_log(self._con)).show)
        n_articles = self._count(_DONE)
        row = self._con.execute("SELECT model, n_articles FROM topic_model").fetchone()
        model = TopicModel.from_bytes(row[0]) if row else None
        fitted = row[1] if row else 0  # 0 if provisional
        if n_waiting:
            is_due = n_articles >= max(MIN_ARTICLES, 2 * (model.n_articles if model else 0))
        else:
            is_due = (n_articles >= MIN_ARTICLES and n_articles >= 2 * fitted) or self.has_work()
        if is_due:
            model = self._fit(model, 0 if n_waiting else n_articles)
        if model is not None and model.topics:
            self._assign(model)

    def _count(self, condition: str) -> int:
        return int(self._con.execute(f"SELECT count(*) FROM articles WHERE {condition}").fetchone()[0])  # noqa: S608

    def _fit(self, previous: TopicModel | None, fitted: int) -> TopicModel:
        self._heartbeat.begin(TOPIC_STEP)
        terms = [terms for _, terms in self._read_terms(_DONE)]
        model = fit_topics(terms, previous=previous)
        with write(self._con):
            self._check(self._con)
            self._con.execute("DELETE FROM article_topics")
            self._con.execute("UPDATE articles SET topics_by = 0 WHERE topics_by <> 0")
            kept = [topic.topic_id for topic in model.topics]
            marks = ",".join("?" * len(kept))
            self._con.execute(f"DELETE FROM topics WHERE topic_id NOT IN ({marks})", kept)  # noqa: S608 - placeholders only
            self._con.executemany(
                "INSERT INTO topics (topic_id, label, keywords) VALUES (?, ?, ?) "
                "ON CONFLICT (topic_id) DO UPDATE SET label = excluded.label, keywords = excluded.keywords",
                [(topic.topic_id, topic.label, json.dumps(topic.keywords)) for topic in model.topics],
            )
            self._con.execute(
                "INSERT OR REPLACE INTO topic_model (n, model, n_articles) VALUES (1, ?, ?)", (model.to_bytes(), fitted)
            )
            self._con.execute("UPDATE work SET wanted = '' WHERE n = 1")
            self._assign_rows(model, self._read_terms(f"{_DONE} AND topics_by = 0", _ASSIGNED_AT_ONCE))
        return model

    def _assign(self, model: TopicModel) -> None:
        while self._heartbeat.may_continue and (
            rows := self._read_terms(f"{_DONE} AND topics_by = 0", _ASSIGNED_AT_ONCE)
        ):
            with write(self._con):
                self._check(self._con)
                self._assign_rows(model, rows)

    def _assign_rows(self, model: TopicModel, rows: Sequence[tuple[int, Mapping[str, int]]]) -> None:
        """Assign topics to some articles, within a transaction."""
        numbers = dict(self._con.execute("SELECT topic_id, n FROM topics").fetchall())
        found = assign_topics(model, [terms for _, terms in rows])
        self._con.executemany("DELETE FROM article_topics WHERE article = ?", [(article,) for article, _ in rows])
        self._con.executemany(
            "INSERT INTO article_topics (article, topic, weight) VALUES (?, ?, ?)",
            [
                (article, numbers[topic_id], weight)
                for (article, _), topics in zip(rows, found, strict=True)
                for topic_id, weight in topics
            ],
        )
        self._con.executemany("UPDATE articles SET topics_by = 1 WHERE n = ?", [(article,) for article, _ in rows])

    def _read_terms(self, condition: str, most: int = -1) -> list[tuple[int, Mapping[str, int]]]:
        sql = f"SELECT n, terms FROM articles WHERE {condition} ORDER BY n LIMIT ?"  # noqa: S608 - constants only
        rows = [(n, read_terms(self._con, n, terms)) for n, terms in self._con.execute(sql, (most,)).fetchall()]
        lines = read_repeated_texts(self._con, [n for n, _ in rows], read_restored_lines(self._con))
        return [(n, drop_terms(terms, lines[n]) if n in lines else terms) for n, terms in rows]


def read_terms(con: sqlite3.Connection, article: int, stored: str) -> Mapping[str, int]:
    """The topic terms of an article as stored, or of its words: none are stored where results were opened."""
    if stored:
        terms: Mapping[str, int] = json.loads(stored)
        return terms
    (text,) = con.execute("SELECT text FROM articles WHERE n = ?", (article,)).fetchone()
    sql = (
        'SELECT m.start, m."end", s.text, m.type, m.kind, m.entity FROM mentions m JOIN surfaces s ON s.n = m.surface '
        "WHERE m.article = ? ORDER BY m.n"
    )
    mentions = [
        Mention(start, end, surface, ENTITY_TYPES[kind], MENTION_KINDS[form], 0, entity)
        for start, end, surface, kind, form, entity in con.execute(sql, (article,))
    ]
    return count_words(text, mentions)


# Sentiment step of the worker: scores each sentence toward each entity once names are known.


class SentimentStep:
    """Sentiment of one library; each batch is visible before the next is done.

    The first batch is small, so that something shows soon. With `found` (this run's analyses by article number) it is
    not, and analyses are scored as found, with the names that the article gives its entities.
    """

    def __init__(
        self,
        con: sqlite3.Connection,
        heartbeat: Reports,
        pool: Pool,
        check: Callable[[sqlite3.Connection], None],
        *,
        found: Mapping[int, Analysis] | None = None,
    ) -> None:
        self._found: Mapping[int, Analysis] = {} if found is None else found
        self._con, self._heartbeat, self._pool, self._check = con, heartbeat, pool, check
        self._first = _JUDGED_FIRST if found is None else _JUDGED_AT_ONCE
        self._rows: dict[str, tuple[int, StoredNumbers]] = {}  # articles being scored, by id

    def has_work(self) -> bool:
        """True if any analysed article lacks sentiment."""
        return bool(read_unjudged(self._con, 1))

    def run(self, until: Callable[[], bool]) -> None:
        """Score what is missing, until that is done, something else has priority, or the worker should stop."""
        left = count_unjudged(self._con)
        if not left or until() or not self._heartbeat.may_continue:
            return
        self._heartbeat.begin(SENTIMENT_STEP, left)
        done = 0
        method = sentiment_method()
        for batch, scored in self._pool.map(judge_articles, self._read_batches(until), limit_judging):
            self._write(batch, scored, method)
            done += len(batch)
            left = count_unjudged(self._con)
            self._heartbeat.at("", done, done + left)
            self._heartbeat.measure(done, done + left)

    def _read_batches(self, until: Callable[[], bool]) -> Iterator[list[tuple[str, Analysis]]]:
        size, last = self._first, 0
        while self._heartbeat.may_continue and not until() and (numbers := read_unjudged(self._con, size, after=last)):
            articles = [self._take_found(*one) for one in read_analyses(self._con, numbers)]
            self._rows |= {analysis.article_id: (number, rows) for number, _, analysis, rows in articles}
            yield [(text, analysis) for _, text, analysis, _ in articles]
            size, last = _JUDGED_AT_ONCE, numbers[-1]

    def _take_found(
        self, number: int, text: str, stored: Analysis, rows: StoredNumbers
    ) -> tuple[int, str, Analysis, StoredNumbers]:
        """Replace the stored analysis with the one found in this run, if any; entities are matched by mentions."""
        found = self._found.get(number)
        if found is None:
            return number, text, stored, rows
        pairs = zip(found.mentions, stored.mentions, strict=True)
        numbers = {mention.entity: rows.entities[same.entity] for mention, same in pairs}
        entities = tuple(numbers.get(entity, NOBODY) for entity in range(len(found.entities)))
        return number, text, found, replace(rows, entities=entities)

    def _write(
        self,
        batch: Sequence[tuple[str, Analysis]],
        scored: Sequence[tuple[Sentiment, ...] | TaskFailed | None],
        method: str,
    ) -> None:
        with write(self._con):
            self._check(self._con)
            for (_, analysis), sentiments in zip(batch, scored, strict=True):
                number, rows = self._rows.pop(analysis.article_id)
                if not self._is_unchanged(number, rows):
                    continue
                if sentiments is None or isinstance(sentiments, TaskFailed):
                    replace_sentiments(self._con, number, (), rows, _FAILED)
                else:
                    replace_sentiments(self._con, number, sentiments, rows, method)

    def _is_unchanged(self, number: int, rows: StoredNumbers) -> bool:
        """True if the article still has the sentences that were scored: it may have been queued again meanwhile."""
        if not rows.sentences:
            return True
        sql = "SELECT 1 FROM sentences WHERE n = ? AND article = ?"
        return self._con.execute(sql, (rows.sentences[0], number)).fetchone() is not None
