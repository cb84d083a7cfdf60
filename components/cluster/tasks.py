"""Units of work on a cluster: done once, tried again, cut in pieces, and given up only when alone."""

from __future__ import annotations

import faulthandler
import json
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from distributed import CancelledError, Client, KilledWorker, as_completed

from components.cluster.folders import Folder
from components.types import DatelineError

_PIECES = 10  # that a failed unit is cut into: two cuts lead from a part of a hundred articles to the one that fails
_TRIES = 2
_MOST_SUSPECTS = 20  # items that may fail alone before the first unit succeeds
CRASHED = "It crashed the program that reads it, or took far too long or too much memory, so it was left out."
_LOST = "The connection to the cluster was lost. What is done is kept: the same command goes on from there."
_alone = threading.Lock()  # of a worker with several threads, which share one pipeline
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unit:
    """Items of one part of the work, from `first` up to `end`."""

    part: str
    first: int
    end: int
    items: tuple[Any, ...] = ()  # where the work does not find them by its own: one an item

    @property
    def key(self) -> str:
        """Its name, in order of place."""
        return f"{self.part}.{self.first:09d}-{self.end:09d}"

    @property
    def size(self) -> int:
        """The number of items."""
        return self.end - self.first

    def cut(self, first: int, end: int) -> Unit:
        """A piece of it."""
        items = self.items[first - self.first : end - self.first]
        return replace(self, first=first, end=end, items=items)

    def split(self) -> list[Unit]:
        """Its pieces."""
        step = -(-self.size // _PIECES)
        return [self.cut(at, min(at + step, self.end)) for at in range(self.first, self.end, step)]


Task = Callable[[Unit, str], dict[str, Any]]  # a unit, and why it is given up or "" -> what to report of it


def run_units(
    client: Client, task: Task, units: Sequence[Unit], report: Callable[[Unit, dict[str, Any]], None]
) -> None:
    """Run a task for each unit and report it; `task` is sent to the workers, so it can be pickled.

    Raises DatelineError if the cluster is lost, or if a unit of one item fails even where it is given up.
    """
    of_future: dict[Any, tuple[Unit, int]] = {}
    n_finished = 0
    suspects: list[Unit] = []

    def submit(unit: Unit, n_tries: int = 1) -> Any:
        future = client.submit(task, unit, "", pure=False)
        of_future[future.key] = (unit, n_tries)
        return future

    waiting = as_completed([submit(unit) for unit in units])
    for future in waiting:
        unit, n_tries = of_future.pop(future.key)
        problem = _find_problem(future)
        if problem is None:
            n_finished += 1
            report(unit, future.result())
            continue
        _log.warning("%s failed: %s", unit.key, problem)
        if n_tries < _TRIES and not isinstance(problem, KilledWorker):  # the scheduler has tried that one elsewhere
            waiting.add(submit(unit, n_tries + 1))
        elif unit.size > 1:
            waiting.update([submit(piece) for piece in unit.split()])
        else:
            suspects.append(unit)
            if len(suspects) >= _MOST_SUSPECTS and not n_finished:  # it is not the articles
                raise DatelineError(f"Everything fails on this cluster, first with: {problem}")
    for unit in suspects:
        report(unit, _try_alone(client, task, unit))


def _try_alone(client: Client, task: Task, unit: Unit) -> dict[str, Any]:
    future = client.submit(task, unit, "", pure=False)
    problem = _find_problem(future)
    if problem is None:
        found: dict[str, Any] = future.result()
        return found
    _log.warning("%s is given up: %s", unit.key, problem)
    return task(unit, CRASHED if isinstance(problem, KilledWorker) else f"It could not be read: {problem}")


def _find_problem(future: Any) -> BaseException | None:
    """Why a task failed; waits if its result was lost with its worker, so that it runs again."""
    try:
        future.result()
    except CancelledError as problem:
        raise DatelineError(_LOST) from problem
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is the unit's
        return problem
    return None


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Run a block alone in its process, which ends if it takes longer: only that stops a hang in native code."""
    with _alone:
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def refuse(reason: str) -> None:
    """Raise DatelineError if a unit that all others need is given up."""
    if reason:
        raise DatelineError(f"{reason} What is done is kept: the same command goes on from there.")


# Markers of what is done


def find_done(folder: Folder, unit: Unit) -> dict[str, Any]:
    """What is known of a unit if it is done: a worker that died after that took the task's result with it."""
    return folder.read_json(f"done/{unit.key}.json")


def write_done(folder: Folder, unit: Unit, found: dict[str, Any]) -> dict[str, Any]:
    """Mark a unit as done, with what is to be known of it; return that."""
    found = {"part": unit.part, "first": unit.first, "end": unit.end, **found}
    folder.write(f"done/{unit.key}.json", json.dumps(found).encode())
    return found


def read_done(folder: Folder) -> list[dict[str, Any]]:
    """What is known of the units that are done, in order; none overlap, even if a lost worker finished one late."""
    found = [json.loads(data) for data in folder.read_all("done", ".json")]
    found.sort(key=lambda one: (one["part"], one["first"], -one["end"]))
    kept: list[dict[str, Any]] = []
    for one in found:
        if not kept or kept[-1]["part"] != one["part"] or one["first"] >= kept[-1]["end"]:
            kept.append(one)
    return kept


def find_missing(unit: Unit, done: Iterable[dict[str, Any]]) -> list[Unit]:
    """The pieces of a unit that are not done."""
    at, missing = unit.first, []
    for one in done:
        if one["part"] == unit.part and one["end"] > at and one["first"] < unit.end:
            if one["first"] > at:
                missing.append(unit.cut(at, one["first"]))
            at = max(at, one["end"])
    return [*missing, *([unit.cut(at, unit.end)] if at < unit.end else [])]
