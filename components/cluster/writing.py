"""The finished tables: topics assigned, entities and originals named, a folder each, some thousand articles a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from distributed import Client

from components.analysis import TopicModel, assign_topics, fit_topics
from components.analysis.topics import find_step
from components.cluster.copies import Place
from components.cluster.folders import Folder
from components.cluster.linking import Linked
from components.cluster.rows import ENTITY_COLUMNS, build_schema
from components.cluster.tasks import Unit, refuse, run_units
from components.schema import COLUMNS

# Each article is compared with those before it, one after the other: a library does that, a cluster does not yet.
LEFT_EMPTY = ("stories", "article_stories", "quote_groups")
_ARTICLES_TOGETHER = 2_000  # per file of a finished table


def fit_sample(folder: Folder, places: Sequence[Place]) -> TopicModel:
    """Topics fitted on an even sample of the analysed articles, as one process takes it."""
    statuses = [_read_articles(folder, place, ["status"])["status"].to_pylist() for place in places]
    n_analysed = sum(one == "analysed" for found in statuses for one in found)
    step = find_step(n_analysed)
    sample, at = list[Mapping[str, int]](), 0
    for place, found in zip(places, statuses, strict=True):
        numbers = [k for k, one in enumerate(found) if one == "analysed"]
        wanted = [k for seen, k in enumerate(numbers, start=at) if seen % step == 0]
        at += len(numbers)
        if wanted:
            terms = _read_articles(folder, place, ["terms"])["terms"]
            sample += [json.loads(terms[k].as_py()) for k in wanted]
    model = fit_topics(sample, n_articles=n_analysed)
    short = tuple(replace(topic, topic_id=f"t{k}") for k, topic in enumerate(model.topics, start=1))
    return replace(model, topics=short)


def _read_articles(folder: Folder, place: Place, columns: Sequence[str] | None = None) -> pa.Table:
    return folder.read_table(f"analysed/articles/{place.unit.key}.parquet", columns)


def write_tables(
    client: Client, out: Folder, places: Sequence[Place], linked: Linked, copies: Mapping[str, str],
    skipped: Sequence[tuple[str, str]], say: Any,
) -> None:  # fmt: skip
    """Write every table; those of an earlier run are replaced."""
    work = out.inside("_work")
    for table in COLUMNS:
        out.remove(table)
    model = fit_sample(work, places)
    work.write("topics.npz", model.to_bytes())
    runs = _gather(places)
    units = [Unit("tables", k, k + 1, (run,)) for k, run in enumerate(runs)]
    work.write("copies.json", json.dumps(dict(copies)).encode())
    sizes: Counter[str] = Counter()
    n_done: list[int] = []

    def collect(_: Unit, found: dict[str, Any]) -> None:
        sizes.update(found["topics"])
        n_done.append(1)
        say("Writing tables", len(n_done), len(units))

    run_units(client, partial(write_run, out=out, linked=linked), units, collect)
    for group in range(linked.n_groups):
        table = work.read_table(f"linking/entities-{linked.round:03d}/{group:06d}.parquet")
        if len(table):
            _write(out, "entities", group, table)
    rows = [
        {"topic_id": one.topic_id, "label": one.label, "keywords": json.dumps(one.keywords, ensure_ascii=False),
         "n_articles": sizes[one.topic_id]}
        for one in model.topics
    ]  # fmt: skip
    _write(out, "topics", 0, pa.Table.from_pylist(rows, schema=build_schema("topics")))
    listed = [dict(zip(COLUMNS["skipped"], row, strict=True)) for row in skipped]
    _write(out, "skipped", 0, pa.Table.from_pylist(listed, schema=build_schema("skipped")))
    for name in COLUMNS:  # a table of no rows is there, too
        if not out.list_files(name, ".parquet"):
            _write(out, name, 0, build_schema(name).empty_table())


def _gather(places: Sequence[Place]) -> list[tuple[Place, ...]]:
    runs: list[list[Place]] = []
    for place in places:
        if not runs or sum(one.unit.size for one in runs[-1]) + place.unit.size > _ARTICLES_TOGETHER:
            runs.append([])
        runs[-1].append(place)
    return [tuple(run) for run in runs]


def _write(out: Folder, name: str, number: int, table: pa.Table) -> None:
    out.write_table(f"{name}/part-{number:06d}.parquet", table)


def write_run(unit: Unit, reason: str, out: Folder, linked: Linked) -> dict[str, Any]:
    """Write the tables of some units' articles."""
    refuse(reason)
    work, places = out.inside("_work"), unit.items[0]
    model = TopicModel.from_bytes(work.read("topics.npz"))
    copies = work.read_json("copies.json")
    articles = pa.concat_tables([_read_articles(work, place) for place in places])
    ids = articles["article_id"].to_pylist()
    originals = pa.array([copies.get(one, "") for one in ids], type=pa.string())
    at = articles.schema.get_field_index("duplicate_of")
    finished = articles.set_column(at, "duplicate_of", originals).select(list(COLUMNS["articles"]))
    _write(out, "articles", unit.first, finished)
    tables = [_read_rows(work, "sentences", place) for place in places]
    _write(out, "sentences", unit.first, pa.concat_tables(tables))
    ids_of = [_read_ids(work, linked, place) for place in places]
    for name, column in ENTITY_COLUMNS.items():
        tables = [
            _name_entities(_read_rows(work, name, place), own, name, column)
            for place, own in zip(places, ids_of, strict=True)
        ]
        _write(out, name, unit.first, pa.concat_tables(tables))
    topics = _assign(model, articles)
    _write(out, "article_topics", unit.first, topics)
    return {"topics": Counter(topics["topic_id"].to_pylist())}


def _read_rows(work: Folder, name: str, place: Place) -> pa.Table:
    return work.read_table(f"analysed/{name}/{place.unit.key}.parquet")


def _read_ids(work: Folder, linked: Linked, place: Place) -> np.ndarray:
    """The entity of each of a unit's names, and "" behind them."""
    end = place.name + len(_read_rows(work, "names", place))
    files = [f"linking/round-{linked.round:03d}/{group:06d}.parquet" for group in range(linked.n_groups)]
    found = [work.read_rows(file, "occurrence", place.name, end) for file in files]
    ids = np.full(end - place.name + 1, "", dtype=object)
    for table in found:
        ids[table["occurrence"].to_numpy() - place.name] = table["entity_id"].to_numpy(zero_copy_only=False)
    return ids


def _name_entities(table: pa.Table, ids: np.ndarray, name: str, column: str) -> pa.Table:
    named = pa.array(ids[table["entity"].to_numpy()].tolist(), type=pa.string())
    place = table.schema.get_field_index("entity")
    return table.set_column(place, column, named).select(list(COLUMNS[name]))


def _assign(model: TopicModel, articles: pa.Table) -> pa.Table:
    columns = (articles[name].to_pylist() for name in ("article_id", "status", "terms"))
    found = [(one, json.loads(terms)) for one, status, terms in zip(*columns, strict=True) if status == "analysed"]
    assigned = assign_topics(model, [terms for _, terms in found])
    rows = [
        {"article_id": one, "topic_id": topic, "weight": weight}
        for (one, _), topics in zip(found, assigned, strict=True)
        for topic, weight in topics
    ]
    return pa.Table.from_pylist(rows, schema=build_schema("article_topics"))
