"""Worker: reads and analyses what was added, in transactions, so that it can be stopped or killed at any time.

Runs as a process of its own (`python -m components work LIBRARY`), one per library, with a process pool for the heavy
work. Results are written in order of the articles; what is left is derived from the library, so the next one resumes.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from components.analysis import EntityIndex
from components.articles.fetching import is_address
from components.library.corrections.articles import purge_deleted
from components.library.store import opened, write
from components.library.store.faults import find_fault
from components.library.store.memory import build_index, save_tables
from components.library.store.records import read_waiting
from components.library.store.writing import AnalysisWriter, link_analysis
from components.library.worker import FETCHING, FINDING, READING, claim, count_waiting, leave
from components.library.worker.encoding import EncodingStep
from components.library.worker.grouping import GroupingStep
from components.library.worker.heartbeat import (
    GIVEN_UP,
    LEFT_OUT,
    CrashGuard,
    Heartbeat,
    Reports,
    article_key,
    clear_crash_guard,
    file_key,
    leave_out,
)
from components.library.worker.ingest import Added, add_skipped, read_upload, record_added
from components.library.worker.pool import Pool, Stopped, TaskFailed, build_pool
from components.library.worker.pool_process import (
    DIED,
    File,
    analyse_articles,
    limit_analysing,
    limit_memory,
    limit_reading,
    read_files,
    take_batch,
)
from components.library.worker.steps import SentimentStep, TopicStep
from components.types import Analysis, Article, DatelineError, Skipped

_OF_ONE = frozenset((".txt", ".md", ".html", ".htm", ".docx", ".odt", ".rtf", ".pdf"))  # files of one article
_LARGE = 500_000  # bytes from which on such a file may be an export of many
_FIRST_BATCH, _BATCH = 4, 24  # articles per batch: few at first, so that something shows soon
_CRASHED = "Something went wrong during reading. What has been read so far is kept; the log says what happened."
_UNREADABLE = "It could not be read and may be damaged. Open it in its own program, save it again and add that."
_AFTER_NAMES = 0.6  # duration of later steps relative to names and quotes

_log = logging.getLogger(__name__)


class _Lost(Exception):
    """Another worker has taken over this library."""


def run_worker(path: Path, processes: int = 0) -> int:
    """Work on a library until nothing is left to do, and return the exit status.

    `processes` is the size of the pool; the worker then ends within seconds of being asked to stop, whatever it is
    doing. With 0, everything runs in this process.
    """
    pid = os.getpid()
    if not claim(path, pid, os.getppid()):
        _log.info("Another worker is on %s", path.name)
        return 0
    error = ""
    with opened(path) as con:
        with Heartbeat(path, pid, ends_process=processes > 0) as heartbeat:
            try:
                with build_pool(processes, lambda: heartbeat.may_continue) as pool:
                    if Worker(con, heartbeat, pool, pid).run():
                        return 0
            except _Lost:
                _log.warning("Another worker has taken over %s", path.name)
                return 1
            except (DatelineError, sqlite3.Error) as problem:
                _log.exception("Stopped")
                fault = find_fault(problem, path)  # a full disk, for example
                error = str(fault or (problem if isinstance(problem, DatelineError) else _CRASHED))
                clear_crash_guard(con)
            except Exception:  # noqa: BLE001 - logs every crash of the worker
                _log.exception("Crashed")
                error = _CRASHED
        leave(con, pid, error)
    return 1 if error else 0


class Worker:
    """One run over one library.

    With `at_once`, results are not shown before the end: no batch is small, topics are fitted once, at the end,
    repeated lines count like any other, and analyses are scored as found.
    """

    def __init__(
        self, con: sqlite3.Connection, heartbeat: Reports, pool: Pool, pid: int, *, at_once: bool = False
    ) -> None:
        self._con, self._heartbeat, self._pool, self._pid = con, heartbeat, pool, pid
        self._storing = AnalysisWriter(con)
        self._guard = CrashGuard(con)
        self._topic_step = TopicStep(con, heartbeat, self.check, at_once=at_once)
        self._grouping_step = GroupingStep(con, heartbeat, self.check)
        self._found: dict[int, Analysis] | None = {} if at_once else None
        self._sentiment_step = SentimentStep(con, heartbeat, pool, self.check, found=self._found)
        self._encoding_step = EncodingStep(con, heartbeat, self.check, is_wanted=not at_once)
        self._index: EntityIndex | None = None
        self._left_out: set[int] = set()  # articles with old results, excluded from the index
        self._numbers: dict[str, int] = {}  # numbers of the articles being analysed, by id
        self._n_analysed = self._n_reported = 0  # articles written; those with results, written or not
        self._n_files_done = self._n_articles_done = 0  # of one import, so that progress has one total
        self._size = _BATCH if at_once else _FIRST_BATCH

    def run(self) -> bool:
        """Do all work; True if the library is finished, False if asked to stop."""
        while self._heartbeat.may_continue:
            self._read_files()
            self._analyse_articles()
            if not self._has_uploads():
                self._topic_step.run()
                for step in (self._grouping_step, self._sentiment_step, self._encoding_step):
                    step.run(until=self._has_uploads)
                self._n_files_done = self._n_articles_done = self._n_reported = 0
            if not self._heartbeat.may_continue:
                break
            purge_deleted(self._con, self.check)
            save_tables(self._con)
            if self._leave_if_done():
                return True
        return False

    def check(self, con: sqlite3.Connection) -> None:
        """Raise if this worker has lost its claim on the library; call it within a transaction."""
        if con.execute("SELECT pid FROM work WHERE n = 1").fetchone()[0] != self._pid:
            raise _Lost

    def _has_uploads(self) -> bool:
        return self._con.execute("SELECT 1 FROM uploads LIMIT 1").fetchone() is not None

    def _leave_if_done(self) -> bool:
        """Release the library if no work is left; in one transaction, so that work added later starts a new worker."""
        self._con.execute("BEGIN IMMEDIATE")
        steps = (self._topic_step, self._grouping_step, self._sentiment_step, self._encoding_step)
        done = not (self._has_uploads() or read_waiting(self._con, 1) or any(step.has_work() for step in steps))
        if done:
            self._con.execute("PRAGMA optimize")
            leave(self._con, self._pid)
        self._con.execute("COMMIT")
        if done:
            self._con.execute("PRAGMA incremental_vacuum").fetchall()
        return done

    # Files

    def _read_files(self) -> None:
        while self._heartbeat.may_continue:
            row = self._con.execute("SELECT n, name FROM uploads ORDER BY n LIMIT 1").fetchone()
            if row is None or (not self._n_analysed and len(read_waiting(self._con, _FIRST_BATCH)) == _FIRST_BATCH):
                return  # enough to show something; the other files follow
            left = self._con.execute("SELECT count(*) FROM uploads").fetchone()[0]
            done = self._n_files_done
            self._heartbeat.begin(FETCHING if is_address(row[1]) else READING, done + left, done)
            self._heartbeat.at(row[1], done)
            self._read_file(*row)
            self._n_files_done += self._heartbeat.may_continue

    def _read_file(self, number: int, name: str) -> None:
        key = file_key(number)
        if self._guard.is_hopeless(key):
            self._skip_file(number, name, GIVEN_UP)
            return
        if self._pool.in_process:
            self._guard.begin([key])
        try:
            read_upload(self._con, number, self.check, lambda: self._heartbeat.may_continue, self._read)
            self._guard.finish([key])
        except (_Lost, sqlite3.Error):
            raise
        except Stopped:
            _log.info("Stopped while reading %s", name)
        except TaskFailed as failed:
            if failed.why != DIED:
                self._skip_file(number, name, LEFT_OUT[failed.why])
            else:
                self._guard.begin([key])  # retried, unless it has crashed too often
        except Exception:  # noqa: BLE001 - one broken file must not stop the others
            _log.exception("Could not read %s", name)
            self._skip_file(number, name, _UNREADABLE)

    def _read(self, file: File) -> Iterator[list[Article | Skipped]]:
        return self._pool.stream(read_files, file, limit_reading(file), limit_memory(file))

    def _skip_file(self, number: int, name: str, reason: str) -> None:
        with write(self._con):
            self.check(self._con)
            add_skipped(self._con, [Skipped(name, reason)])
            record_added(self._con, Added(n_skipped=1))
            self._con.execute("DELETE FROM uploads WHERE n = ?", (number,))
            self._guard.finish([file_key(number)])

    # Names and quotes

    def _analyse_articles(self) -> None:
        """Analyse waiting articles; until all files are read, only the first few, so that something shows."""
        while self._heartbeat.may_continue and read_waiting(self._con, 1):
            is_first = self._n_analysed == 0
            for done in self._pool.map(analyse_articles, self._read_batches(), limit_analysing, self._report_result):
                self._finish_batch(*done)
            if is_first and self._has_uploads():
                return

    def _read_batches(self) -> Iterator[list[Article]]:
        last, is_first = 0, self._n_analysed == 0
        while batch := take_batch(read_waiting(self._con, self._size, after=last)):
            if self._guard.is_hopeless(article_key(batch[0][0])):
                last = batch[0][0]
                self._write_batch([last], [leave_out(batch[0][1], DIED)])
                continue
            keys = [article_key(number) for number, _ in batch]
            size = self._guard.count_safe(keys)
            batch = batch[:size]
            if self._pool.in_process:
                self._guard.begin(keys[:size])
            self._numbers |= {article.article_id: number for number, article in batch}
            if self._n_reported:
                self._begin_finding()
            else:
                self._heartbeat.begin("Loading the language model")
            yield [article for _, article in batch]
            last = batch[-1][0]
            self._size = min(2 * self._size, _BATCH)
            if is_first and self._has_uploads():
                return

    def _begin_finding(self) -> None:
        self._heartbeat.begin(FINDING, self._count_all(), self._n_articles_done, ratio=_AFTER_NAMES)

    def _report_result(self, article: Article) -> None:
        if not self._n_reported:
            self._begin_finding()
        self._n_reported += 1
        self._heartbeat.at(article.title, max(self._n_reported, self._n_articles_done))

    def _finish_batch(self, articles: Sequence[Article], analyses: Sequence[Analysis | TaskFailed]) -> None:
        numbers, found = [], []
        for article, analysis in zip(articles, analyses, strict=True):
            number = self._numbers.pop(article.article_id)
            if isinstance(analysis, TaskFailed):
                if analysis.why == DIED:
                    self._guard.begin([article_key(number)])
                    if not self._guard.is_hopeless(article_key(number)):
                        continue  # retried alone
                analysis = leave_out(article, analysis.why)
            numbers.append(number)
            found.append(analysis)
        self._write_batch(numbers, found)
        self._n_articles_done += len(numbers)
        self._n_reported = max(self._n_reported, self._n_articles_done)
        self._n_analysed += len(numbers)
        if total := self._count_all():
            self._heartbeat.measure(self._n_articles_done, total)
        self._topic_step.run(count_waiting(self._con))

    def _count_all(self) -> int:
        """The number of articles, done or waiting; an unread file counts as one. 0 if unknown yet."""
        for name, size in self._con.execute("SELECT name, length(data) FROM uploads"):
            if not is_address(name) and (PurePosixPath(name).suffix.lower() not in _OF_ONE or size > _LARGE):
                return 0
        return self._n_articles_done + count_waiting(self._con)

    def _prepare_index(self, numbers: Sequence[int]) -> None:
        sql = "SELECT 1 FROM sentences WHERE article = ? LIMIT 1"
        again = {number for number in numbers if self._con.execute(sql, (number,)).fetchone()}
        if self._index is None or not again <= self._left_out:
            sql = "SELECT n FROM articles WHERE status = 'waiting' AND pipeline <> ''"
            self._left_out = {number for (number,) in self._con.execute(sql)}
            self._index = build_index(self._con)

    def _write_batch(self, numbers: Sequence[int], analyses: Sequence[Analysis]) -> None:
        self._prepare_index(numbers)
        assert self._index is not None
        linked = [link_analysis(self._index, analysis) for analysis in analyses]
        with write(self._con):
            self.check(self._con)
            for number, (analysis, result) in zip(numbers, linked, strict=True):
                self._storing.replace_analysis(number, analysis, result)
                if self._found is not None:
                    self._found[number] = replace(analysis, terms={})
            self._guard.finish(article_key(number) for number in numbers)
        self._left_out -= set(numbers)
