"""One process of the pool: what it has in hand, what it may take, and the loop that runs inside it."""

from __future__ import annotations

import faulthandler
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import psutil

from components.types import DatelineError

Task = Callable[[Sequence[Any]], Iterator[Any]]  # inputs in, results out; a function of a module
TIME, MEMORY, DIED = "time", "memory", "died"
_TOGETHER = 0.1  # of the limits of inputs that are worked on together: passed, they are tried one by one
_LOST_SECONDS = 3600.0  # after which a process whose worker is gone ends by itself, wherever it hangs

_log = logging.getLogger(__name__)


@dataclass
class Job:
    """Inputs of one task that were put in together."""

    task: Task
    inputs: Sequence[Any]
    seconds: Sequence[float]  # CPU seconds that each may take
    results: deque[Any] = field(default_factory=deque)  # not taken yet
    at: int = 0  # the input whose result comes next
    is_single: bool = False  # one input at a time, so that a culprit is known
    is_running: bool = False

    @property
    def is_done(self) -> bool:
        return self.at == len(self.inputs) and not self.is_running

    @property
    def allowance(self) -> float:
        """CPU seconds until the next result must have come; of several inputs the work on all may come before it."""
        left = self.seconds[self.at :]
        return left[0] if self.is_single else max(left) + _TOGETHER * sum(left)


class PoolProcess:
    """One process and what it has in hand."""

    def __init__(self, most_bytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="Dateline analysis", daemon=True)
        self._process.start()
        theirs.close()
        self._seen = psutil.Process(self._process.pid)
        self._most_bytes = most_bytes
        self._cpu = 0.0
        self.is_ready = False  # it has started and can work: what ends it from now on is what it has in hand
        self.job: Job | None = None

    def begin(self, job: Job) -> bool:
        """Hand over what is left of a job; False if the process has ended meanwhile."""
        self._cpu = self._read_cpu()
        try:
            self.connection.send((job.task, list(job.inputs[job.at :]), job.is_single))
        except OSError:
            self.end()
            return False
        self.job, job.is_running = job, True
        return True

    def count_result(self) -> None:
        """A result has come: the time for the next one begins."""
        self._cpu = self._read_cpu()

    def find_excess(self) -> str:
        """TIME or MEMORY where a limit is passed, else nothing."""
        if self.job is None or self.job.at == len(self.job.inputs):
            return ""
        if self._read_bytes() > self._most_bytes:
            return MEMORY
        return TIME if self._read_cpu() - self._cpu > self.job.allowance else ""

    @property
    def is_bloated(self) -> bool:
        """Whether so much memory stayed with it that the next input would be blamed for it."""
        return self._read_bytes() > self._most_bytes / 2

    def _read_bytes(self) -> int:
        try:
            return int(self._seen.memory_info().rss)
        except psutil.Error:
            return 0  # it has just ended: its connection will say so

    def _read_cpu(self) -> float:
        try:
            times = self._seen.cpu_times()
        except psutil.Error:
            return self._cpu
        return float(times.user + times.system)

    def end(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _serve(connection: Connection) -> None:
    """What a process does: task after task, until the worker ends it or is gone."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    os.environ["OMP_NUM_THREADS"] = os.environ["DATELINE_THREADS"] = "1"  # there is a process for each core
    try:
        connection.send(("ready", None))
    except OSError:
        return
    while True:
        faulthandler.cancel_dump_traceback_later()
        try:
            task, inputs, is_single = connection.recv()
            faulthandler.dump_traceback_later(_LOST_SECONDS, exit=True)  # works where Python itself hangs
            for message in _do(task, inputs, is_single):
                connection.send(message)
        except (EOFError, OSError):
            return


def _do(task: Task, inputs: list[Any], is_single: bool) -> Iterator[tuple[str, Any]]:
    """What to tell the worker: each result, each input that is done, and how it ended."""
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
    except Exception as error:  # noqa: BLE001 - the worker logs it and stops with a sentence
        _log.exception("A process failed")
        yield "error", f"{type(error).__name__}: {error}"
    else:
        yield "end", None
