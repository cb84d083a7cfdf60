"""Sentiment step of the worker: scores each sentence toward each entity once names are known."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from components.analysis import sentiment_method
from components.library.beat import Reports
from components.library.columns import NOBODY
from components.library.process_pool import Pool, TaskFailed
from components.library.progress import count_unjudged
from components.library.store import write
from components.library.stored import StoredNumbers, read_analyses, read_unjudged
from components.library.storing import replace_sentiments
from components.library.tasks import judge_articles, limit_judging
from components.types import Analysis, Sentiment

STEP = "Judging sentiment"
_FIRST_BATCH, _BATCH = 8, 48  # articles
_FAILED = "none: it failed"


class Judging:
    """Sentiment of one library; each batch is visible before the next is done.

    The first batch is small, so that something shows soon. With `found` (this run's analyses by article number) it is
    not, and analyses are scored as found, with the names that the article gives its entities.
    """

    def __init__(
        self,
        con: sqlite3.Connection,
        beat: Reports,
        pool: Pool,
        check: Callable[[sqlite3.Connection], None],
        *,
        found: Mapping[int, Analysis] | None = None,
    ) -> None:
        self._found: Mapping[int, Analysis] = {} if found is None else found
        self._con, self._beat, self._pool, self._check = con, beat, pool, check
        self._first = _FIRST_BATCH if found is None else _BATCH
        self._rows: dict[str, tuple[int, StoredNumbers]] = {}  # articles being scored, by id

    def has_work(self) -> bool:
        """True if any analysed article lacks sentiment."""
        return bool(read_unjudged(self._con, 1))

    def run(self, until: Callable[[], bool]) -> None:
        """Score what is missing, until that is done, something else has priority, or the worker should stop."""
        left = count_unjudged(self._con)
        if not left or until() or not self._beat.keeps_on:
            return
        self._beat.begin(STEP, left)
        done = 0
        method = sentiment_method()
        for batch, scored in self._pool.map(judge_articles, self._read_batches(until), limit_judging):
            self._write(batch, scored, method)
            done += len(batch)
            left = count_unjudged(self._con)
            self._beat.at("", done, done + left)
            self._beat.measure(done, done + left)

    def _read_batches(self, until: Callable[[], bool]) -> Iterator[list[tuple[str, Analysis]]]:
        size, last = self._first, 0
        while self._beat.keeps_on and not until() and (numbers := read_unjudged(self._con, size, after=last)):
            articles = [self._take_found(*one) for one in read_analyses(self._con, numbers)]
            self._rows |= {analysis.article_id: (number, rows) for number, _, analysis, rows in articles}
            yield [(text, analysis) for _, text, analysis, _ in articles]
            size, last = _BATCH, numbers[-1]

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
