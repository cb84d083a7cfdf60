"""Topic step of the worker: fits topics if the library has grown enough, else only assigns them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from components.analysis import MIN_ARTICLES, TopicModel, assign_topics, fit_topics
from components.analysis.repeated import drop_terms
from components.library.beat import Reports
from components.library.repetition import read_repeated_texts, update_repeated
from components.library.store import write

STEP = "Finding topics"
_MANY = 200  # waiting articles above which topics are fitted provisionally, and again at the end
_BATCH = 500  # articles per batch
_DONE = "status = 'analysed' AND deleted_at IS NULL"


class Grouping:
    """Topics of one library; with `at_once`, fitted only when all articles are analysed, on all their lines."""

    def __init__(
        self,
        con: sqlite3.Connection,
        beat: Reports,
        check: Callable[[sqlite3.Connection], None],
        *,
        at_once: bool = False,
    ) -> None:
        self._con, self._beat, self._check, self._at_once = con, beat, check, at_once

    def has_work(self) -> bool:
        """True if the user asked for a new fit."""
        return bool(self._con.execute("SELECT wanted FROM work WHERE n = 1").fetchone()[0])

    def run(self, n_waiting: int = 0) -> None:
        """Update the topics; provisionally, if many articles are still waiting."""
        if 0 < n_waiting < _MANY or (n_waiting and self._at_once):
            return
        if not n_waiting and not self._at_once:
            update_repeated(self._con, self._check)
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
        self._beat.begin(STEP)
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
            self._assign_rows(model, self._read_terms(f"{_DONE} AND topics_by = 0", _BATCH))
        return model

    def _assign(self, model: TopicModel) -> None:
        while self._beat.keeps_on and (rows := self._read_terms(f"{_DONE} AND topics_by = 0", _BATCH)):
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
        rows = [(n, json.loads(terms)) for n, terms in self._con.execute(sql, (most,))]
        lines = read_repeated_texts(self._con, [n for n, _ in rows])
        return [(n, drop_terms(terms, lines[n]) if n in lines else terms) for n, terms in rows]
