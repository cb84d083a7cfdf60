"""The worker: reads what was added, analyses it, and leaves a whole library whenever it is stopped or killed.

It runs in a process of its own (`python -m components work LIBRARY`), one per library. Everything it has done
is written in small transactions; what is left to do is read from the library itself, so that the next worker goes on
where the last one was.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from components.analysis import EntityIndex, Pipeline, analyse, load_pipeline
from components.articles.tables import TABLE_SUFFIXES
from components.library.beat import Beat
from components.library.grouping import Grouping
from components.library.in_hand import MOST_TIMES, InHand, article_key, file_key, forget_in_hand
from components.library.ingest import Added, add_skipped, read_upload, record_added
from components.library.judging import Judging
from components.library.linked import link_analysis
from components.library.progress import READING, claim, count_waiting
from components.library.shelf import purge_deleted
from components.library.store import opened, write
from components.library.stored import read_records, read_waiting
from components.library.storing import Storing
from components.types import Analysis, Article, DatelineError, Skipped

FINDING = "Finding names and quotes"
_OF_MANY = (*TABLE_SUFFIXES, ".zip")  # a file of many articles
_FIRST_BATCH, _BATCH = 4, 24  # articles: few at first, so that something shows soon
_MOST_CHARS = 300_000  # in one batch
_CRASHED = "Something went wrong while articles were being read. What was finished is kept; the log says what it was."
_UNREADABLE = "It could not be read; it may be damaged. Open it in its program, save it anew and add that."
_GIVEN_UP = f"Reading it brought Dateline down {MOST_TIMES} times, so it was left out. Its text may be far too long."
_AFTER_NAMES = 0.6  # what comes after names and quotes takes so much of their time

_log = logging.getLogger(__name__)


class _Lost(Exception):
    """Another worker has taken over this library."""


def run_worker(path: Path) -> int:
    """Work on a library until nothing is left to do; gives the exit status."""
    pid = os.getpid()
    if not claim(path, pid, os.getppid()):
        _log.info("Another worker is on %s", path.name)
        return 0
    error = ""
    with opened(path) as con:
        with Beat(path, pid) as beat:
            try:
                if Worker(con, beat, pid).run():
                    return 0
            except _Lost:
                _log.warning("Another worker has taken over %s", path.name)
                return 1
            except (DatelineError, sqlite3.Error) as problem:
                _log.exception("Stopped")
                error = str(problem) if isinstance(problem, DatelineError) else _CRASHED
                forget_in_hand(con)
            except Exception:  # noqa: BLE001 - the one place that every crash of the worker comes through
                _log.exception("Crashed")
                error = _CRASHED
        _leave(con, pid, error)
    return 1 if error else 0


def _leave(con: sqlite3.Connection, pid: int, error: str = "") -> None:
    con.execute(
        "UPDATE work SET pid = NULL, heartbeat = NULL, step = '', current = '', done = 0, total = 0, "
        "seconds_left = NULL, error = ? WHERE n = 1 AND pid = ?",
        (error, pid),
    )


class Worker:
    """One run over one library."""

    def __init__(self, con: sqlite3.Connection, beat: Beat, pid: int) -> None:
        self._con, self._beat, self._pid = con, beat, pid
        self._storing = Storing(con)
        self._hand = InHand(con)
        self._grouping = Grouping(con, beat, self.check)
        self._judging = Judging(con, beat, self.check)
        self._pipeline: Pipeline | None = None
        self._index: EntityIndex | None = None
        self._left_out: set[int] = set()  # articles with old results that the index does not count
        self._n_analysed = 0
        self._n_files_done = self._n_articles_done = 0  # of what was added together, so that progress has one total
        self._size = _FIRST_BATCH

    def run(self) -> bool:
        """Do all there is to do; True once the library is left, False where it was asked to stop."""
        while self._beat.keeps_on:
            self._read_files()
            self._analyse_articles()
            if not self._has_uploads():
                self._grouping.run()
                self._judging.run(until=self._has_uploads)
                self._n_files_done = self._n_articles_done = 0
            if not self._beat.keeps_on:
                break
            purge_deleted(self._con, self.check)
            if self._leave_if_done():
                return True
        return False

    def check(self, con: sqlite3.Connection) -> None:
        """Within a transaction: raises where this worker no longer has the library to itself."""
        if con.execute("SELECT pid FROM work WHERE n = 1").fetchone()[0] != self._pid:
            raise _Lost

    def _has_uploads(self) -> bool:
        return self._con.execute("SELECT 1 FROM uploads LIMIT 1").fetchone() is not None

    def _leave_if_done(self) -> bool:
        """Whoever adds something after this starts a worker of their own; what was added before it is seen here."""
        self._con.execute("BEGIN IMMEDIATE")
        done = not (
            self._has_uploads() or read_waiting(self._con, 1) or self._judging.has_work() or self._grouping.has_work()
        )
        if done:
            self._con.execute("PRAGMA optimize")
            _leave(self._con, self._pid)
        self._con.execute("COMMIT")
        if done:
            self._con.execute("PRAGMA incremental_vacuum").fetchall()
        return done

    # Files

    def _read_files(self) -> None:
        while self._beat.keeps_on:
            row = self._con.execute("SELECT n, name FROM uploads ORDER BY n LIMIT 1").fetchone()
            if row is None or (not self._n_analysed and len(read_waiting(self._con, _FIRST_BATCH)) == _FIRST_BATCH):
                return  # enough for something to show; the other files come right after it
            left = self._con.execute("SELECT count(*) FROM uploads").fetchone()[0]
            done = self._n_files_done
            self._beat.begin(READING, done + left, done)
            self._beat.at(row[1], done)
            self._read_file(*row)
            self._n_files_done += self._beat.keeps_on

    def _read_file(self, number: int, name: str) -> None:
        key = file_key(number)
        if self._hand.is_hopeless(key):
            self._skip_file(number, name, _GIVEN_UP)
            return
        self._hand.take([key])
        try:
            read_upload(self._con, number, self.check, lambda: self._beat.keeps_on)
            self._hand.put_down([key])
        except (_Lost, sqlite3.Error):
            raise
        except Exception:  # noqa: BLE001 - whatever is wrong with one file, the others are read
            _log.exception("Could not read %s", name)
            self._skip_file(number, name, _UNREADABLE)

    def _skip_file(self, number: int, name: str, reason: str) -> None:
        with write(self._con):
            self.check(self._con)
            add_skipped(self._con, [Skipped(name, reason)])
            record_added(self._con, Added(n_skipped=1))
            self._con.execute("DELETE FROM uploads WHERE n = ?", (number,))
            self._hand.put_down([file_key(number)])

    # Names and quotes

    def _analyse_articles(self) -> None:
        while self._beat.keeps_on:
            batch = _take(read_waiting(self._con, self._size))
            if not batch:
                return
            batch = batch[: self._hand.count_safe([article_key(number) for number, _ in batch])]
            self._prepare(batch)
            done, total = self._n_articles_done, self._count_all()
            self._beat.begin(FINDING, total, done, ratio=_AFTER_NAMES)
            self._beat.at(batch[0][1].title, done, total)
            self._write_batch([number for number, _ in batch], self._analyse(batch, done, total))
            self._left_out -= {number for number, _ in batch}
            self._n_articles_done += len(batch)
            self._n_analysed += len(batch)
            if total:
                self._beat.measure(self._n_articles_done, total)
            self._size = min(2 * self._size, _BATCH)
            self._grouping.run(count_waiting(self._con))
            if self._n_analysed <= _FIRST_BATCH and self._has_uploads():
                return

    def _analyse(self, batch: Sequence[tuple[int, Article]], done: int, total: int) -> list[Analysis]:
        assert self._pipeline is not None
        keys = [article_key(number) for number, _ in batch]
        if self._hand.is_hopeless(keys[0]):
            return [_give_up(batch[0][1], self._pipeline)]
        self._hand.take(keys)
        analyses = []
        for analysis in analyse([article for _, article in batch], pipeline=self._pipeline):
            analyses.append(analysis)
            self._beat.at(batch[len(analyses) - 1][1].title, done + len(analyses), total)
        return analyses

    def _count_all(self) -> int:
        """All articles, done and to be done; a file not read yet counts as one. 0 where that cannot be told yet."""
        names = [name.lower() for (name,) in self._con.execute("SELECT name FROM uploads")]
        if any(name.endswith(_OF_MANY) for name in names):
            return 0
        sql = "SELECT count(*) FROM articles WHERE status = 'waiting' AND deleted_at IS NULL"
        return self._n_articles_done + int(self._con.execute(sql).fetchone()[0]) + len(names)

    def _prepare(self, batch: Sequence[tuple[int, Article]]) -> None:
        if self._pipeline is None:
            self._beat.begin("Loading the language model")
            self._pipeline = load_pipeline()
        again = {
            number
            for number, _ in batch
            if self._con.execute("SELECT 1 FROM sentences WHERE article = ? LIMIT 1", (number,)).fetchone()
        }
        if self._index is None or not again <= self._left_out:
            sql = "SELECT n FROM articles WHERE status = 'waiting' AND pipeline <> ''"
            self._left_out = {number for (number,) in self._con.execute(sql)}
            self._index = EntityIndex(read_records(self._con))

    def _write_batch(self, numbers: Sequence[int], analyses: Sequence[Analysis]) -> None:
        assert self._index is not None
        linked = [link_analysis(self._index, analysis) for analysis in analyses]
        with write(self._con):
            self.check(self._con)
            for number, (analysis, result) in zip(numbers, linked, strict=True):
                self._storing.replace_analysis(number, analysis, result)
            self._hand.put_down(article_key(number) for number in numbers)


def _give_up(article: Article, pipeline: Pipeline) -> Analysis:
    return Analysis(article.article_id, "failed", pipeline.label, n_words=len(article.text.split()), reason=_GIVEN_UP)


def _take(batch: list[tuple[int, Article]]) -> list[tuple[int, Article]]:
    """The beginning of a batch, as long as its texts are not too much together; one article at least."""
    chars = 0
    for k, (_, article) in enumerate(batch):
        chars += len(article.text)
        if k and chars > _MOST_CHARS:
            return batch[:k]
    return batch
