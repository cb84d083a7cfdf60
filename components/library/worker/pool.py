"""Process pool for reading, parsing and scoring, with CPU and memory limits per input.

An input that hangs, uses too much memory or crashes native code costs only its process: the process is killed, and
another one continues after that input. Results come in input order. Each input has a limit of CPU seconds (which a
sleeping or busy computer does not use up), each process a memory limit.
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

from components.library.worker.pool_process import DIED, Job, PoolProcess, Task
from components.types import DatelineError

POLL_SECONDS = 0.2  # interval of checking limits and the cancel flag
_AHEAD = 8  # results of a job that may wait for an earlier job before its process pauses
_SHARE_OF_MEMORY = 0.6  # of the computer's memory, for all processes together
_LEAST_MEMORY = 1_500_000_000  # minimum memory limit of a process, in bytes
_EACH = 700_000_000  # memory that a process needs, in bytes; limits how many are started
_MOST_PROCESSES = 16
_MOST_UNSTARTED = 3
_UNSTARTED = (
    "The processes that read articles cannot be started; this computer may have too little memory left. Close other "
    "programs and go on reading."
)

_log = logging.getLogger(__name__)


def _ignore(one: Any) -> None:
    """Default callback that ignores progress."""


class TaskFailed(Exception):
    """An input crashed its process or exceeded a limit; `why` is TIME, MEMORY or DIED."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Stopped(Exception):
    """The worker was asked to stop; unfinished work is dropped."""


def count_processes() -> int:
    """The number of processes: one per core if memory allows, or DATELINE_PROCESSES.

    0 (only by DATELINE_PROCESSES) means that the worker does everything in its own process, without limits.
    """
    asked = os.environ.get("DATELINE_PROCESSES", "")
    if asked.isdecimal():
        return min(int(asked[:4]), _MOST_PROCESSES)
    cores = len(psutil.Process().cpu_affinity()) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(cores, _MOST_PROCESSES, int(psutil.virtual_memory().available) // _EACH))


class ProcessPool:
    """Context manager; its processes start on demand and end with it."""

    in_process = False

    def __init__(self, size: int, keep_on: Callable[[], bool]) -> None:
        self._size, self._keep_on = size, keep_on
        self._most_bytes = max(_LEAST_MEMORY, int(_SHARE_OF_MEMORY * psutil.virtual_memory().total / size))
        self._children: list[PoolProcess] = []
        self._looked_at = 0.0
        self._n_unstarted = 0  # consecutive processes that ended during start-up
        self._on_result: Callable[[Any], None] = _ignore

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Kill every process at once."""
        while self._children:
            self._children.pop().end()

    def map(
        self,
        task: Task,
        batches: Iterable[Sequence[Any]],
        seconds: Callable[[Any], float],
        on_result: Callable[[Any], None] = _ignore,
    ) -> Iterator[tuple[Sequence[Any], list[Any]]]:
        """Yield each batch with its results, in order, with a TaskFailed in place of each failed result.

        `task` is a module-level function, as in `pool_process`; `on_result` is called with each input whose result has
        arrived, in any order. Ends early if asked to stop. Raises the task's own error as DatelineError or
        RuntimeError.
        """
        self._on_result = on_result
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

    def stream(self, task: Task, one: Any, seconds: float, most_bytes: int = 0) -> Iterator[Any]:
        """Yield all results of one input as they arrive. Raises TaskFailed, Stopped, or as `map` does.

        `most_bytes` of memory may be taken beside what the process holds already; 0: as much as a process may.
        """
        self._on_result = _ignore
        job = Job(task, [one], [seconds], most_bytes=most_bytes, is_single=True)
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
        """Assign waiting jobs to processes, collect results and check limits; waits POLL_SECONDS at most."""
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
                    self._children.remove(child)  # it ended while idle
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
            child.count_ready()
            self._n_unstarted = 0
        elif kind == "result":
            child.count_result()
            job.results.append(value)
        elif kind == "next":
            self._on_result(job.inputs[job.at])
            job.at += 1
        elif kind == "end":
            child.job, job.is_running = None, False
            if child.is_bloated:
                self._children.remove(child)
                child.end()
        else:
            raise DatelineError(value) if kind == "told" else RuntimeError(value)

    def _count_unstarted(self) -> None:
        """Count a process that ended during start-up; no input is to blame, so none is skipped for it."""
        self._n_unstarted += 1
        if self._n_unstarted >= _MOST_UNSTARTED:
            raise DatelineError(_UNSTARTED)

    def _replace(self, child: PoolProcess, why: str) -> None:
        """End a process. A single input is to blame; a batch is retried one by one."""
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
        """End the processes that still work on these abandoned jobs."""
        for child in [one for one in self._children if one.job is not None and one.job in jobs]:
            self._children.remove(child)
            child.end()


class InProcess:
    """The same interface in the worker's own process, without limits: for tests and computers with little memory."""

    in_process = True

    def __init__(self, keep_on: Callable[[], bool]) -> None:
        self._keep_on = keep_on

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to clean up."""

    def map(
        self,
        task: Task,
        batches: Iterable[Sequence[Any]],
        seconds: Callable[[Any], float],
        on_result: Callable[[Any], None] = _ignore,
    ) -> Iterator[tuple[Sequence[Any], list[Any]]]:
        """Same as `ProcessPool.map`."""
        del seconds
        for batch in batches:
            results = list[Any]()
            for one, result in zip(batch, task(batch), strict=True):
                results.append(result)
                on_result(one)
            yield batch, results
            if not self._keep_on():
                return

    def stream(self, task: Task, one: Any, seconds: float, most_bytes: int = 0) -> Iterator[Any]:
        """Same as `ProcessPool.stream`."""
        del seconds, most_bytes
        yield from task([one])


Pool = ProcessPool | InProcess


def build_pool(size: int, keep_on: Callable[[], bool]) -> Pool:
    """A pool of `size` processes; with 0, everything runs in this process."""
    return ProcessPool(size, keep_on) if size else InProcess(keep_on)
