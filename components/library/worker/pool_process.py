"""One process of the pool: its tasks, the loop that runs inside it, and what it may take."""

from __future__ import annotations

import faulthandler
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

import psutil

from components.analysis import analyse, load_pipeline, score_sentiments
from components.articles import fetching, read_file
from components.articles.fetching import is_address
from components.library.store import reading
from components.types import Address, Analysis, Article, DatelineError, Sentiment, Skipped

_HANDED_ON = 100  # articles of a file per result
_MOST_CHARS = 300_000  # per batch of articles
_log = logging.getLogger(__name__)
Task = Callable[[Sequence[Any]], Iterator[Any]]  # inputs -> results; a module-level function, so that it can be pickled
TIME, MEMORY, DIED = "time", "memory", "died"
_JOINT_SHARE = 0.1  # share of the CPU limits granted to a batch; beyond it, its inputs are retried one by one
_START_SECONDS = 60.0  # of CPU time for starting up
_LOST_SECONDS = 3600.0  # after which a hanging process whose worker is gone exits


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, or a web address to fetch by its name, with the user's settings for it."""

    name: str
    data: bytes
    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None
    library: str = ""  # the library's file, which is asked for what a feed has brought already
    address: Address | None = None  # what a list says of the article at this address


def take_batch(batch: list[tuple[int, Article]]) -> list[tuple[int, Article]]:
    """The start of a batch, limited by total text length, with at least one article."""
    chars = 0
    for k, (_, article) in enumerate(batch):
        chars += len(article.text)
        if k and chars > _MOST_CHARS:
            return batch[:k]
    return batch


def limit_reading(file: File) -> float:
    """CPU seconds allowed for reading a file, or its next hundred articles: ten times what a slow PDF needs."""
    return 60.0 + len(file.data) / 50_000


def limit_memory(file: File) -> int:
    """Bytes of memory that reading a file may take: a table takes some times its size."""
    return 1_000_000_000 + 5 * len(file.data)


def limit_analysing(article: Article) -> float:
    """CPU seconds allowed for analysing an article: about ten times what it needs, plus loading a model."""
    return 20.0 + len(article.text) / 1_000


def limit_judging(analysed: tuple[str, Analysis]) -> float:
    """CPU seconds allowed for scoring sentiment in an article: more than ten times what it needs."""
    return 20.0 + 0.5 * len(analysed[1].sentences)


def read_one(file: File) -> Iterator[list[Article | Skipped]]:
    """Yield the articles of a file, a hundred at a time, or of an address, one by one."""
    if is_address(file.name):
        found = fetching.read_address(file.name, read_known=partial(_read_known, file.library), listed=file.address)
        yield from ([item] for item in found)
        return
    items = read_file(file.name, file.data, mapping=file.mapping, day_first=file.day_first)
    while batch := list(islice(items, _HANDED_ON)):
        yield batch


def _read_known(path: str) -> frozenset[str]:
    """The addresses of a library's articles; a scan, so asked for feeds only, which bring many."""
    with reading(path) as con:
        sql = "SELECT path FROM articles WHERE path LIKE 'http%' AND deleted_at IS NULL"
        return frozenset(name for (name,) in con.execute(sql))


def read_files(files: Sequence[File]) -> Iterator[list[Article | Skipped]]:
    """Yield the articles of several files."""
    for file in files:
        yield from read_one(file)


def analyse_articles(articles: Sequence[Article]) -> Iterator[Analysis]:
    """Yield one Analysis per article, in order."""
    yield from analyse(articles, pipeline=load_pipeline())


def judge_articles(analysed: Sequence[tuple[str, Analysis]]) -> Iterator[tuple[Sentiment, ...] | None]:
    """Yield sentiments per (text, analysis); None if one cannot be scored, without affecting the others."""
    try:
        yield from list(score_sentiments([text for text, _ in analysed], [analysis for _, analysis in analysed]))
    except Exception:  # noqa: BLE001 - a failure must affect one article only
        if len(analysed) > 1:
            for one in analysed:
                yield from judge_articles([one])
        else:
            _log.exception("Judging %s failed", analysed[0][1].article_id)
            yield None


# One process of the pool: its current job, its CPU and memory limits, and the loop that runs inside it.


@dataclass
class Job:
    """A batch of inputs of one task."""

    task: Task
    inputs: Sequence[Any]
    seconds: Sequence[float]  # CPU limit of each input
    results: deque[Any] = field(default_factory=deque)  # not yet collected
    at: int = 0  # index of the input whose result comes next
    most_bytes: int = 0  # of memory that it may take, beside what its process holds at the start; 0: no own limit
    is_single: bool = False  # one input at a time, to identify the one that fails
    is_running: bool = False

    @property
    def is_done(self) -> bool:
        """True if every input has its result."""
        return self.at == len(self.inputs) and not self.is_running

    @property
    def allowance(self) -> float:
        """CPU seconds allowed until the next result; in a batch, the work on all inputs may precede it."""
        left = self.seconds[self.at :]
        return left[0] if self.is_single else max(left) + _JOINT_SHARE * sum(left)


class PoolProcess:
    """One process and its current job."""

    def __init__(self, most_bytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="Dateline analysis", daemon=True)
        self._process.start()
        theirs.close()
        self._seen = psutil.Process(self._process.pid)
        self._most_bytes = most_bytes
        self._cpu, self._held = 0.0, 0
        self.is_ready = False  # started up; if it ends from now on, its current input is to blame
        self.job: Job | None = None

    def begin(self, job: Job) -> bool:
        """Send the rest of a job to the process; False if the process has ended."""
        self._cpu = self._read_cpu()
        self._held = self._read_bytes()
        try:
            self.connection.send((job.task, list(job.inputs[job.at :]), job.is_single))
        except OSError:
            self.end()
            return False
        self.job, job.is_running = job, True
        return True

    def count_ready(self) -> None:
        """Count time and memory from here, since starting up is no input's fault."""
        self.is_ready = True
        self._cpu, self._held = self._read_cpu(), self._read_bytes()

    def count_result(self) -> None:
        """Restart the time limit after a result."""
        self._cpu = self._read_cpu()

    def find_excess(self) -> str:
        """TIME or MEMORY if that limit is exceeded, else ""."""
        if self.job is None or self.job.at == len(self.job.inputs):
            return ""
        own = self._held + self.job.most_bytes if self.job.most_bytes else self._most_bytes
        if self._read_bytes() > min(self._most_bytes, own):
            return MEMORY
        allowed = self.job.allowance if self.is_ready else max(self.job.allowance, _START_SECONDS)
        return TIME if self._read_cpu() - self._cpu > allowed else ""

    @property
    def is_bloated(self) -> bool:
        """True if the process retains so much memory that the next input would be blamed for it."""
        return self._read_bytes() > self._most_bytes / 2

    def _read_bytes(self) -> int:
        try:
            return int(self._seen.memory_info().rss)
        except psutil.Error:
            return 0  # it has just ended, which its connection will report

    def _read_cpu(self) -> float:
        try:
            times = self._seen.cpu_times()
        except psutil.Error:
            return self._cpu
        return float(times.user + times.system)

    def _list_programs(self) -> list[psutil.Process]:
        try:
            return list(self._seen.children(recursive=True))
        except psutil.Error:
            return []

    def end(self) -> None:
        """Kill the process at once, and the programs that it runs."""
        programs = self._list_programs()
        self._process.kill()
        for program in programs:
            with suppress(psutil.Error):  # it has just ended
                program.kill()
        self._process.join()
        self.connection.close()


def _serve(connection: Connection) -> None:
    """Run tasks until the worker ends the process or is gone."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    os.environ["OMP_NUM_THREADS"] = os.environ["DATELINE_THREADS"] = "1"  # there is one process per core
    try:
        connection.send(("ready", None))
    except OSError:
        return
    while True:
        faulthandler.cancel_dump_traceback_later()
        try:
            task, inputs, is_single = connection.recv()
            faulthandler.dump_traceback_later(_LOST_SECONDS, exit=True)  # works even if Python itself hangs
            for message in _do(task, inputs, is_single):
                connection.send(message)
        except (EOFError, OSError):
            return


def _do(task: Task, inputs: list[Any], is_single: bool) -> Iterator[tuple[str, Any]]:
    """Yield the messages for the worker: each result, each finished input, and how the job ended."""
    try:
        if is_single:
            for one in inputs:
                for result in task([one]):
                    yield "result", result
                yield "next", None
        else:
            for result in task(inputs):
                yield "result", result
                yield "next", None
    except DatelineError as error:
        yield "told", str(error)
    except Exception as error:  # noqa: BLE001 - reported to the worker, which stops with a message
        _log.exception("A process failed")
        yield "error", f"{type(error).__name__}: {error}"
    else:
        yield "end", None
