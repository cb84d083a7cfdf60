"""Command-line analysis on many processes or machines: progress, speed and time left on stderr, tables as Parquet."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from components import count_of, name_place
from components.types import DatelineError

if TYPE_CHECKING:
    from distributed import Client

    from components.cluster.linking import Linked
    from components.cluster.running import Result

_MISSING = "--workers and --scheduler need Dask: pip install -r requirements-cluster.txt"
_LISTED = 100  # skipped or failed articles that are listed; the tables have all
_EVERY = 2.0  # seconds between progress lines
_LOOK = 5.0  # seconds between two looks at the cluster's workers
_STARTING = 20.0  # seconds after which the speed so far says how long the rest takes


def analyze_on_cluster(paths: Sequence[str], out: str, workers: int | None, scheduler: str | None) -> int:
    """Analyse the articles of files, folders and addresses on a Dask cluster and return the exit status."""
    try:
        from components.cluster.running import connect, run
    except ModuleNotFoundError as error:
        if error.name not in ("distributed", "dask"):
            raise
        raise DatelineError(_MISSING) from error
    with connect(workers, scheduler) as client:
        print(f"Dashboard: {client.dashboard_link}", file=sys.stderr)
        with watch_workers(client):
            result = run(client, paths, out, ClusterProgress())
    _report(result, out)
    return 0 if result.n_articles else 1


@contextmanager
def watch_workers(client: Client, every: float = _LOOK) -> Iterator[None]:
    """Within, say on stderr when the cluster has had no worker for `every` seconds or two: nothing is done then."""
    ended = threading.Event()

    def look() -> None:
        n_before, is_said = 1, False
        while not ended.wait(every):
            try:
                n_workers = len(client.nthreads())
            except OSError:  # the scheduler is gone, of which the run itself tells
                return
            if not n_workers and not n_before and not is_said:
                print("The cluster has no workers. The work goes on when one joins; Ctrl-C ends it.", file=sys.stderr)
            elif n_workers and is_said:
                print(f"The work goes on, with {count_of(n_workers, 'worker')}.", file=sys.stderr)
            is_said = not n_workers and not n_before
            n_before = n_workers

    thread = threading.Thread(target=look, name="workers", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(every)


class ClusterProgress:
    """Progress as lines on stderr: how many of a step are done, how many failed, how fast, how long the rest takes."""

    def __init__(self) -> None:
        self._step, self._begun, self._first, self._said = "", 0.0, 0, 0.0

    def __call__(self, step: str, done: int, total: int, n_failed: int = 0) -> None:
        """Report a step's progress, at most every few seconds."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun, self._first, self._said = step, now, done, 0.0
        if now - self._said < _EVERY and done < total:
            return
        self._said = now
        line = f"{step}: {done:,} of {total:,}" if total else step
        if n_failed:
            line += f", {n_failed:,} failed"
        seconds, n_new = now - self._begun, done - self._first
        if n_new and seconds:
            line += f", {n_new / seconds:,.1f} a second"
        if n_new and seconds > _STARTING and done < total:
            line += f", {_name_time(seconds / n_new * (total - done))} left"
        print(line, file=sys.stderr, flush=True)


def _name_time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min" if minutes else "a moment"


def describe_linking(linked: Linked) -> str:
    """How names were linked, in words: how many at once at most, and which could not be compared in full."""
    rounds = count_of(linked.round, "round")
    told = f"{linked.n_names:,} names linked in {rounds}; the largest block has {linked.largest:,}."
    if linked.n_cut:
        told += f" {linked.n_cut:,} different names were too many to be linked by middle names and parts of names."
    return told


def _report(result: Result, out: str) -> None:
    lines = [f"Skipped {name_place(path)}: {reason}" for path, reason in result.skipped]
    for path, status, reason in result.told:
        how = "Note on" if status == "analysed" else "Not analysed:"
        lines.append(f"{how} {name_place(path)}: {reason}")
    for line in lines[:_LISTED]:
        print(line, file=sys.stderr)
    if len(lines) > _LISTED:
        print(f"and {len(lines) - _LISTED:,} more.", file=sys.stderr)
    if result.linked:
        print(describe_linking(result.linked), file=sys.stderr)
    print(
        "A cluster does not look for stories, nor for quotes in several articles: these tables are empty.",
        file=sys.stderr,
    )
    n_failed = sum(status == "failed" for _, status, _ in result.told)
    read = count_of(result.n_articles, "article")
    print(f"{read} read, {len(result.skipped):,} skipped, {n_failed:,} failed. Tables are in {out}.", file=sys.stderr)
