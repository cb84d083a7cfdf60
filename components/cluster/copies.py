"""Near-duplicates across all parts: articles that share a band are gathered by one worker, which compares the texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from distributed import Client

from components.analysis.copies import build_fingerprints, find_copies
from components.cluster.folders import Folder
from components.cluster.reading import N_PRINTS, read_part, read_prints
from components.cluster.tasks import Unit, refuse, run_units

_UNITS_TOGETHER = 100
_TEXTS_TOGETHER = 2_000  # articles with near ones that a task compares; one block of them stays whole


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's articles in the pile: numbered from `article` on, their names from `name` on."""

    unit: Unit
    article: int
    name: int


def find_all_copies(client: Client, folder: Folder, places: Sequence[Place], say: Any) -> dict[str, str]:
    """Each copy's id with that of its original."""
    edges: list[tuple[int, int]] = []
    chunks = [tuple(places[at : at + _UNITS_TOGETHER]) for at in range(0, len(places), _UNITS_TOGETHER)]
    gather = [Unit("prints", k, k + 1, (chunk,)) for k, chunk in enumerate(chunks)]
    run_units(client, partial(gather_prints, folder=folder), gather, lambda *_: None)
    bands = [Unit("band", band, band + 1) for band in range(N_PRINTS)]

    def collect(unit: Unit, found: dict[str, Any]) -> None:
        edges.extend(map(tuple, json.loads(folder.read(found["file"]))))
        say("Finding copies", unit.first + 1, N_PRINTS)

    run_units(client, partial(join_band, folder=folder, n_chunks=len(chunks)), bands, collect)
    copies: dict[str, str] = {}
    groups = _group(edges)
    tasks = [Unit("copies", k, k + 1, (group,)) for k, group in enumerate(groups)]
    compare = partial(compare_texts, folder=folder, places=tuple(places))
    run_units(client, compare, tasks, lambda _, found: copies.update(json.loads(folder.read(found["file"]))))
    return copies


def gather_prints(unit: Unit, reason: str, folder: Folder) -> dict[str, Any]:
    """Gather the fingerprints of some units in one file, so that a band is read from few."""
    refuse(reason)
    table = pa.concat_tables([read_prints(folder, place.unit) for place in unit.items[0]])
    articles = [place.article + k for place in unit.items[0] for k in range(place.unit.size)]
    folder.write_table(f"copies/prints-{unit.first:06d}.parquet", table.append_column("article", pa.array(articles)))
    return {}


def join_band(unit: Unit, reason: str, folder: Folder, n_chunks: int) -> dict[str, Any]:
    """The articles that have a fingerprint of this band in common, each joined to the first that has it."""
    refuse(reason)
    columns = [f"print{unit.first:02d}", "article"]
    files = [f"copies/prints-{chunk:06d}.parquet" for chunk in range(n_chunks)]
    table = pa.concat_tables([folder.read_table(file, columns) for file in files]).drop_null()
    prints, articles = table[columns[0]].to_numpy(), table["article"].to_numpy()
    _, first, which = np.unique(prints, return_index=True, return_inverse=True)
    is_later = first[which] != np.arange(len(prints))
    edges = np.stack([articles[first[which]], articles])[:, is_later].T.tolist()
    name = f"copies/band-{unit.first}.json"
    folder.write(name, json.dumps(edges).encode())
    return {"file": name}


def _group(edges: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The articles that hang together by edges, blocks of them gathered into tasks."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not edges:
        return []
    articles, ends = np.unique(np.array(edges, dtype=np.int64), return_inverse=True)
    ends = ends.reshape(-1, 2)
    graph = coo_matrix((np.ones(len(ends), dtype=np.int8), (ends[:, 0], ends[:, 1])), shape=(len(articles),) * 2)
    labels = connected_components(graph, directed=False)[1]
    groups: list[tuple[int, ...]] = []
    open_group: list[int] = []
    order = np.argsort(labels, kind="stable")
    for block in np.split(articles[order], np.flatnonzero(np.diff(labels[order])) + 1):
        open_group += block.tolist()
        if len(open_group) >= _TEXTS_TOGETHER:
            groups.append(tuple(sorted(open_group)))
            open_group = []
    return [*groups, *([tuple(sorted(open_group))] if open_group else [])]


def compare_texts(unit: Unit, reason: str, folder: Folder, places: Sequence[Place]) -> dict[str, Any]:
    """The copies among the articles of some blocks, compared in their order as one process would."""
    refuse(reason)
    wanted = np.array(unit.items[0])
    found = []
    for place in places:
        low, high = np.searchsorted(wanted, (place.article, place.article + place.unit.size))
        if low < high:
            articles = read_part(folder, place.unit)
            found += [articles[number - place.article] for number in wanted[low:high].tolist()]
    copies = find_copies((one.article_id, one.text, build_fingerprints(one.text)) for one in found)
    name = f"copies/group-{unit.first}.json"
    folder.write(name, json.dumps(copies).encode())
    return {"file": name}
