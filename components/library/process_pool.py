"""Processes that do the heavy work for the worker: reading files, parsing, judging.

A text that hangs, eats memory or crashes a library below Python costs its process and nothing else: the process is
ended, another one goes on behind the culprit. Results come in the order of what was put in. Each input has a limit of
CPU seconds (a computer that sleeps or is busy does not use it up), each process one of memory.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Any

import psutil

from components.library.pool_process import DIED, Job, PoolProcess, Task
from components.types import DatelineError

POLL_SECONDS = 0.2  # how often limits and the wish to stop are looked at
_AHEAD = 8  # results of one job that wait for an earlier job; its process rests meanwhile
_SHARE_OF_MEMORY = 0.6  # of the computer's, for all processes together
_LEAST_MEMORY = 1_500_000_000  # bytes that each process may take in any case
_EACH = 700_000_000  # bytes of memory that a process needs to be worth starting
_MOST_PROCESSES = 16
_MOST_UNSTARTED = 3
_UNSTARTED = (
    "The processes that read articles cannot be started; this computer may have too little memory left. Close other "
    "programs and go on reading."
)

_log = logging.getLogger(__name__)


def _tell_nobody(one: Any) -> None:
    """For those who need not know how far it is."""


class TaskFailed(Exception):
    """One input brought its process down or passed a limit; `why` is TIME, MEMORY or DIED."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Stopped(Exception):
    """The work was asked to stop; what was under way is dropped."""


def count_processes() -> int:
    """How many processes work at once: one per core where memory allows, or what DATELINE_PROCESSES says.

    0 (only by DATELINE_PROCESSES) means that the worker does everything in its own process, without limits.
    """
    asked = os.environ.get("DATELINE_PROCESSES", "")
    if asked.isdecimal():
        return min(int(asked[:4]), _MOST_PROCESSES)
    cores = len(psutil.Process().cpu_affinity()) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(cores, _MOST_PROCESSES, int(psutil.virtual_memory().available) // _EACH))


class ProcessPool:
    """A context manager; its processes start when they are first needed and end with it."""

    in_process = False

    def __init__(self, size: int, keep_on: Callable[[], bool]) -> None:
        self._size, self._keep_on = size, keep_on
        self._most_bytes = max(_LEAST_MEMORY, int(_SHARE_OF_MEMORY * psutil.virtual_memory().total / size))
        self._children: list[PoolProcess] = []
        self._looked_at = 0.0
        self._n_unstarted = 0  # processes one after another that ended before they could work
        self._tell: Callable[[Any], None] = _tell_nobody

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End every process at once, whatever it is doing."""
        while self._children:
            self._children.pop().end()

    def map(
        self,
        task: Task,
        batches: Iterable[Sequence[Any]],
        seconds: Callable[[Any], float],
        tell: Callable[[Any], None] = _tell_nobody,
    ) -> Iterator[tuple[Sequence[Any], list[Any]]]:
        """Each batch with its results, in order; in place of what failed stands a TaskFailed.

        `task` is a function of a module, as those of `components.library.tasks`; `tell` is called with each input
        whose result has come, in whatever order. Ends early where the work is asked to stop. Raises what the task
        itself raised, as DatelineError or RuntimeError.
        """
        self._tell = tell
        jobs: deque[Job] = deque()
        source = iter(batches)
        try:
            while True:
                while len(jobs) < self._size and (batch := next(source, None)) is not None:
                    jobs.append(Job(task, batch, [seconds(one) for one in batch]))
                if not jobs:
                    return
                self._advance(jobs, len(jobs[0].inputs))
                if jobs[0].is_done:
                    job = jobs.popleft()
                    yield job.inputs, list(job.results)
        except Stopped:
            return
        finally:
            self._drop(jobs)

    def stream(self, task: Task, one: Any, seconds: float) -> Iterator[Any]:
        """All results that a task gives for one input, as they come. Raises TaskFailed, Stopped, or as `map` does."""
        self._tell = _tell_nobody
        job = Job(task, [one], [seconds], is_single=True)
        jobs = deque([job])
        try:
            while not job.is_done:
                self._advance(jobs, 1)
                while job.results:
                    result = job.results.popleft()
                    if isinstance(result, TaskFailed):
                        raise result
                    yield result
        finally:
            self._drop(jobs)

    def _advance(self, jobs: Iterable[Job], most: int) -> None:
        """Give waiting jobs to processes, take in results, and look at limits; waits POLL_SECONDS at most."""
        if not self._keep_on():
            self.end()
            raise Stopped
        for job in jobs:
            if not job.is_running and not job.is_done:
                child = next((one for one in self._children if one.job is None), None)
                if child is None and len(self._children) < self._size:
                    child = PoolProcess(self._most_bytes)
                    self._children.append(child)
                if child is not None and not child.begin(job):
                    self._children.remove(child)  # it had ended while it had nothing to do
        listening = {one.connection: one for one in self._children if one.job and len(one.job.results) < most + _AHEAD}
        ready = wait(list(listening), timeout=POLL_SECONDS)
        for connection in ready:
            self._receive(listening[connection])  # type: ignore[index]
        if time.monotonic() - self._looked_at > POLL_SECONDS:
            for child in list(self._children):
                if why := child.find_excess():
                    self._replace(child, why)
            self._looked_at = time.monotonic()

    def _receive(self, child: PoolProcess) -> None:
        job = child.job
        assert job is not None
        try:
            kind, value = child.connection.recv()
        except (EOFError, OSError):
            if not child.is_ready:
                self._count_unstarted()
            self._replace(child, DIED)
            return
        if kind == "ready":
            child.is_ready, self._n_unstarted = True, 0
        elif kind == "result":
            child.count_result()
            job.results.append(value)
        elif kind == "next":
            self._tell(job.inputs[job.at])
            job.at += 1
        elif kind == "end":
            child.job, job.is_running = None, False
            if child.is_bloated:
                self._children.remove(child)
                child.end()
        else:
            raise DatelineError(value) if kind == "told" else RuntimeError(value)

    def _count_unstarted(self) -> None:
        """A process ended before it could work: no file and no article is to blame, so none is left out for it."""
        self._n_unstarted += 1
        if self._n_unstarted >= _MOST_UNSTARTED:
            raise DatelineError(_UNSTARTED)

    def _replace(self, child: PoolProcess, why: str) -> None:
        """End a process. Where it had one input in hand that is the culprit; else they are tried one by one."""
        job = child.job
        self._children.remove(child)
        child.end()
        if job is None:
            return
        job.is_running = False
        if not child.is_ready:
            return
        if job.is_single or job.at == len(job.inputs) - 1:
            _log.error("A process was ended for %s, doing %s", why, getattr(job.task, "__name__", job.task))
            job.results.append(TaskFailed(why))
            job.at += 1
        job.is_single = True

    def _drop(self, jobs: Iterable[Job]) -> None:
        """Nobody wants the rest: processes that are still at these jobs end."""
        for child in [one for one in self._children if one.job is not None and one.job in jobs]:
            self._children.remove(child)
            child.end()


class InProcess:
    """The same work in the worker's own process, without limits: for tests and computers with little memory."""

    in_process = True

    def __init__(self, keep_on: Callable[[], bool]) -> None:
        self._keep_on = keep_on

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left running."""

    def map(
        self,
        task: Task,
        batches: Iterable[Sequence[Any]],
        seconds: Callable[[Any], float],
        tell: Callable[[Any], None] = _tell_nobody,
    ) -> Iterator[tuple[Sequence[Any], list[Any]]]:
        """As `ProcessPool.map`."""
        del seconds
        for batch in batches:
            results = list[Any]()
            for one, result in zip(batch, task(batch), strict=True):
                results.append(result)
                tell(one)
            yield batch, results
            if not self._keep_on():
                return

    def stream(self, task: Task, one: Any, seconds: float) -> Iterator[Any]:
        """As `ProcessPool.stream`."""
        del seconds
        yield from task([one])


Pool = ProcessPool | InProcess


def build_pool(size: int, keep_on: Callable[[], bool]) -> Pool:
    """A pool of so many processes; with 0 everything happens in this one."""
    return ProcessPool(size, keep_on) if size else InProcess(keep_on)
