"""One run: from sources to a folder of finished tables, resumed where an earlier one was interrupted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from functools import partial
from typing import Any, Protocol
from uuid import uuid4

from distributed import Client, LocalCluster

from components.analysis import pipeline_in_use
from components.cluster.analysing import Analyse, analyse_articles, analyse_unit
from components.cluster.copies import Place, find_all_copies
from components.cluster.folders import Folder, Source, list_sources, open_folder
from components.cluster.linking import MOST_IN_BLOCK, Linked, link_names
from components.cluster.reading import read_unit
from components.cluster.tasks import Unit, find_missing, read_done, run_units
from components.cluster.writing import write_tables
from components.types import DatelineError

_MOST_FILES = 200  # per batch
_MOST_BYTES = 20_000_000
_BATCHES_PER_THREAD = 4
_VERSION = 1  # of the work in progress; another one is not resumed


class Say(Protocol):
    """Takes the progress of a run: so many done of a step, and how many of those failed or were skipped."""

    def __call__(self, step: str, done: int, total: int, n_failed: int = 0) -> None: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What a run has come to."""

    n_articles: int
    skipped: list[tuple[str, str]] = field(default_factory=list)  # path, reason
    told: list[tuple[str, str, str]] = field(default_factory=list)  # path, status and reason of articles not analysed
    linked: Linked | None = None


@contextmanager
def connect(workers: int | None, scheduler: str | None) -> Iterator[Client]:
    """A client of a cluster that is there, or of one process for each of so many workers on this machine."""
    import dask

    if scheduler:
        try:
            client = Client(scheduler, timeout=20)
        except (OSError, TimeoutError, ValueError) as error:
            raise DatelineError(f"There is no Dask scheduler at {scheduler}: {error}") from error
        with client:
            yield client
        return
    settings = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.deploy.lost-worker-timeout": "1 hour",  # a busy machine takes long to start another process
    }
    with (
        dask.config.set(settings),
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        yield client


def run(
    client: Client,
    paths: Sequence[str],
    out_url: str,
    say: Say,
    *,
    work: Analyse = analyse_articles,
    most_in_block: int = MOST_IN_BLOCK,
) -> Result:
    """Read and analyse all articles of some paths and write the tables; `work` analyses some articles of a part."""
    out = open_folder(out_url)
    folder = out.inside("_work")
    say("Listing files", 0, 0)
    sources = _leave_out(list_sources(paths), out)
    _begin(folder, sources)
    _read(client, folder, sources, say)
    read = read_done(folder.inside("read"))
    skipped = [(path, reason) for one in read for path, reason in one["skipped"]]
    parts = [Unit(name, 0, size) for one in read for name, size in one["parts"]]
    if not parts:
        return Result(0, skipped)
    done = _analyse(client, folder, parts, work, say)
    places, article, name = list[Place](), 0, 0
    for one in done:
        places.append(Place(Unit(one["part"], one["first"], one["end"]), article, name))
        article, name = article + one["n_articles"], name + one["n_names"]
    for step in ("copies", "linking"):
        folder.remove(step)
    copies = find_all_copies(client, folder, places, say)
    linked = link_names(client, folder, places, say, most=most_in_block)
    write_tables(client, out, places, linked, copies, skipped, say)
    told = [(path, status, reason) for one in done for path, status, reason in one["told"]]
    out.remove("_work")
    return Result(article, skipped, told, linked)


def _leave_out(sources: Sequence[Source], out: Folder) -> list[Source]:
    """The sources without the tables of an earlier run."""
    inside = f"{out.url.rstrip('/')}/"
    return [source for source in sources if not source.url.startswith(inside)]


def _begin(folder: Folder, sources: Sequence[Source]) -> None:
    """Keep the work in progress if it is of the same sources and pipeline, else begin anew."""
    said = json.dumps([_VERSION, pipeline_in_use(), [astuple(source) for source in sources]])
    plan = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    if folder.read_json("plan.json").get("plan") != plan:
        for step in ("read", "parts", "analysed"):
            folder.remove(step)
    folder.write("plan.json", json.dumps({"plan": plan, "run": uuid4().hex}).encode())


def _read(client: Client, folder: Folder, sources: Sequence[Source], say: Say) -> None:
    whole = Unit("files", 0, len(sources), tuple(sources))
    done = read_done(folder.inside("read"))
    missing = find_missing(whole, done)
    most = max(1, min(_MOST_FILES, -(-len(sources) // (_BATCHES_PER_THREAD * _count_threads(client)))))
    batches = [batch for unit in missing for batch in _cut_batches(unit, most)]
    count = _Count(say, "Reading files", missing, len(sources), sum(map(_count_skipped, done)))
    task = partial(read_unit, folder=folder)
    run_units(client, task, batches, lambda unit, found: count.add(unit, _count_skipped(found)))


def _count_skipped(found: dict[str, Any]) -> int:
    return len(found["skipped"])


class _Count:
    """Progress of a step, said at its start and with each unit."""

    def __init__(self, say: Say, step: str, missing: Sequence[Unit], total: int, n_failed: int) -> None:
        self._say, self._step, self._total, self._failed = say, step, total, n_failed
        self._done = total - sum(unit.size for unit in missing)
        say(step, self._done, total, n_failed)

    def add(self, unit: Unit, n_failed: int) -> None:
        self._done += unit.size
        self._failed += n_failed
        self._say(self._step, self._done, self._total, self._failed)


def _count_threads(client: Client) -> int:
    return max(1, sum(map(int, client.nthreads().values())))


def _cut_batches(unit: Unit, most: int) -> Iterator[Unit]:
    first, size = unit.first, 0
    for place, source in enumerate(unit.items, start=unit.first):
        if place > first and (place - first >= most or size + source.size > _MOST_BYTES):
            yield unit.cut(first, place)
            first, size = place, 0
        size += source.size
    if first < unit.end:
        yield unit.cut(first, unit.end)


def _analyse(client: Client, folder: Folder, parts: Sequence[Unit], work: Analyse, say: Say) -> list[dict[str, Any]]:
    done = read_done(folder.inside("analysed"))
    of_part: dict[str, list[dict[str, Any]]] = {}
    for one in done:
        of_part.setdefault(one["part"], []).append(one)
    missing = [piece for part in parts for piece in find_missing(part, of_part.get(part.part, ()))]
    total = sum(part.size for part in parts)
    count = _Count(say, "Finding names, quotes and sentiment", missing, total, sum(map(_count_failed, done)))
    task = partial(analyse_unit, folder=folder, work=work)
    run_units(client, task, missing, lambda unit, found: count.add(unit, _count_failed(found)))
    known = {part.part for part in parts}
    return [one for one in read_done(folder.inside("analysed")) if one["part"] in known]


def _count_failed(found: dict[str, Any]) -> int:
    return sum(status == "failed" for _, status, _ in found["told"])
