"""Command-line analysis on many processes or machines: progress, speed and time left on stderr, tables as Parquet."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from components import count_of, name_place
from components.types import DatelineError

if TYPE_CHECKING:
    from components.cluster.running import Result

_MISSING = "--workers and --scheduler need Dask: pip install -r requirements-cluster.txt"
_LISTED = 100  # skipped or failed articles that are listed; the tables have all
_EVERY = 2.0  # seconds between progress lines
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
        result = run(client, paths, out, ClusterProgress())
    _report(result, out)
    return 0 if result.n_articles else 1


class ClusterProgress:
    """Progress as lines on stderr: how many are done of a step, how many a second, and how long the rest will take."""

    def __init__(self) -> None:
        self._step, self._begun, self._first, self._said = "", 0.0, 0, 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Report a step's progress, at most every few seconds."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun, self._first, self._said = step, now, done, 0.0
        if now - self._said < _EVERY and done < total:
            return
        self._said = now
        line = f"{step}: {done:,} of {total:,}" if total else step
        seconds, n_new = now - self._begun, done - self._first
        if n_new and seconds:
            line += f", {n_new / seconds:,.1f} a second"
        if n_new and seconds > _STARTING and done < total:
            line += f", {_name_time(seconds / n_new * (total - done))} left"
        print(line, file=sys.stderr, flush=True)


def _name_time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min" if minutes else "a moment"


def _report(result: Result, out: str) -> None:
    lines = [f"Skipped {name_place(path)}: {reason}" for path, reason in result.skipped]
    for path, status, reason in result.told:
        how = "Note on" if status == "analysed" else "Not analysed:"
        lines.append(f"{how} {name_place(path)}: {reason}")
    for line in lines[:_LISTED]:
        print(line, file=sys.stderr)
    if len(lines) > _LISTED:
        print(f"and {len(lines) - _LISTED:,} more.", file=sys.stderr)
    if result.linked and result.linked.n_cut:
        print(
            f"{result.linked.n_cut:,} names were too many to be linked by middle names and parts of names.",
            file=sys.stderr,
        )
    n_failed = sum(status == "failed" for _, status, _ in result.told)
    read = count_of(result.n_articles, "article")
    print(f"{read} read, {len(result.skipped):,} skipped, {n_failed:,} failed. Tables are in {out}.", file=sys.stderr)
