"""Linking of all parts' names: blocks shuffled to one worker each, in rounds until no name changes."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
from distributed import Client

from components.analysis.copies import hash_text
from components.analysis.entities.blocks import BlockIndex, Name, find_blocks
from components.cluster.copies import Place
from components.cluster.folders import Folder
from components.cluster.rows import build_schema
from components.cluster.tasks import Unit, refuse, run_units
from components.types import DatelineError, EntityRecord, LocalEntity, Mention

MOST_IN_BLOCK = 1_000_000  # names of local entities; above it, only own keys join
_NAMES_TOGETHER = 200_000  # per task, if no block has more
_FEWEST_GROUPS = 4
_UNITS_TOGETHER = 100
_MOST_ROUNDS = 30
_FOUND = pa.schema(
    [("occurrence", pa.int64()), ("before", pa.string()), ("after", pa.string()), ("entity_id", pa.string())]
)


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking has come to: where the ids and the entities are, and what is to be said of it."""

    round: int
    n_groups: int
    n_names: int
    largest: int  # names in the largest block
    n_cut: int  # different names whose block was too large


def link_names(
    client: Client, folder: Folder, places: Sequence[Place], say: Any, *, most: int = MOST_IN_BLOCK
) -> Linked:
    """Link the names of all units; ids and entities are written into the last round's folder."""
    chunks = [tuple(places[at : at + _UNITS_TOGETHER]) for at in range(0, len(places), _UNITS_TOGETHER)]
    units = [Unit("names", k, k + 1, (chunk,)) for k, chunk in enumerate(chunks)]
    counts: Counter[Name] = Counter()

    def collect(_: Unit, found: dict[str, Any]) -> None:
        for (kind, *forms), count in json.loads(folder.read(found["file"])):
            counts[kind, tuple(forms)] += count

    run_units(client, partial(list_names, folder=folder), units, collect)
    if not counts:
        return Linked(0, 0, 0, 0, 0)
    folder.remove("linking/groups")
    n_groups, largest, n_cut = _write_groups(folder, counts, most)
    run_units(client, partial(shuffle_names, folder=folder, n_groups=n_groups), units, lambda *_: None)
    groups = [Unit("group", k, k + 1) for k in range(n_groups)]
    for number in range(1, _MOST_ROUNDS + 1):
        changed: list[int] = []
        step = f"Linking names, round {number}"
        say(step, 0, n_groups)

        def count(_: Unit, found: dict[str, Any], changed: list[int] = changed, step: str = step) -> None:
            changed.append(found["n_changed"])
            say(step, len(changed), n_groups)

        task = partial(link_group, folder=folder, round_number=number, n_chunks=len(chunks))
        run_units(client, task, groups, count)
        if not sum(changed):
            return Linked(number, n_groups, sum(counts.values()), largest, n_cut)
    raise DatelineError(f"The names did not settle in {_MOST_ROUNDS} rounds; what is done is kept.")


def list_names(unit: Unit, reason: str, folder: Folder) -> dict[str, Any]:
    """Write the different names of some units, with how many local entities have them."""
    refuse(reason)
    counts = Counter(name for place in unit.items[0] for name in _list_signatures(_read_names(folder, place)))
    file = f"linking/different/{unit.first}.json"
    folder.write(file, json.dumps([((kind, *forms), count) for (kind, forms), count in counts.items()]).encode())
    return {"file": file}


def _read_names(folder: Folder, place: Place) -> pa.Table:
    return folder.read_table(f"analysed/names/{place.unit.key}.parquet")


def _list_signatures(names: pa.Table) -> Iterator[Name]:
    columns = (names[column].to_pylist() for column in ("type", "name", "aliases", "forms"))
    for kind, name, aliases, forms in zip(*columns, strict=True):
        yield kind, tuple(dict.fromkeys((name, *aliases, *forms)))


def _hash(name: Name) -> int:
    return hash_text("\t".join((name[0], *name[1])))


def _write_groups(folder: Folder, counts: Counter[Name], most: int) -> tuple[int, int, int]:
    """Write which group of blocks each name is in; return the number of groups, the largest block, the names cut."""
    names, sizes = list(counts), np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
    labels, n_cut = find_blocks(names, sizes.tolist(), most)
    of_block = np.bincount(labels, weights=sizes).astype(np.int64) if len(names) else np.zeros(0, dtype=np.int64)
    n_groups = max(_FEWEST_GROUPS, int(-(-sizes.sum() // _NAMES_TOGETHER)))
    heap = [(0, group) for group in range(n_groups)]
    group_of = np.zeros(len(of_block), dtype=np.int64)
    for block in np.argsort(-of_block, kind="stable").tolist():  # the largest first, each to the emptiest group
        size, group = heapq.heappop(heap)
        group_of[block] = group
        heapq.heappush(heap, (size + int(of_block[block]), group))
    hashes = np.array([_hash(name) for name in names], dtype=np.int64)
    order = np.argsort(hashes, kind="stable")
    table = pa.table({"hash": hashes[order], "group": group_of[labels[order]] if len(names) else group_of})
    folder.write_table("linking/groups.parquet", table)
    return n_groups, int(of_block.max(initial=0)), n_cut


def shuffle_names(unit: Unit, reason: str, folder: Folder, n_groups: int) -> dict[str, Any]:
    """Write the names of some units by group, a row group each, and as the first round has them."""
    refuse(reason)
    groups = folder.read_table("linking/groups.parquet")
    hashes, group_of = groups["hash"].to_numpy(), groups["group"].to_numpy()
    tables = []
    for place in unit.items[0]:
        names = _read_names(folder, place)
        own = np.array([_hash(name) for name in _list_signatures(names)], dtype=np.int64)
        names = names.set_column(0, "article", pa.array(names["article"].to_numpy() + place.article))
        names = names.append_column("occurrence", pa.array(np.arange(len(names), dtype=np.int64) + place.name))
        tables.append(names.append_column("group", pa.array(group_of[np.searchsorted(hashes, own)])))
    table = pa.concat_tables(tables)
    first = table.select(["occurrence", "article", "type"]).append_column("before", table["name"])
    folder.write_table(f"linking/round-000/{unit.first:06d}.parquet", first.append_column("after", table["name"]))
    of_row = table["group"].to_numpy()
    for group in range(n_groups):
        rows = table.filter(pa.array(of_row == group)).drop_columns(["group"])
        folder.write_table(f"linking/groups/{group:06d}/{unit.first:06d}.parquet", rows)
    return {}


class _Names:
    """The names of all articles, as the last round found them."""

    def __init__(self, folder: Folder, round_number: int) -> None:
        first = _read_round(folder, 0)
        self.articles = first["article"].to_numpy()
        self._types = first["type"].combine_chunks().dictionary_encode()
        last = _read_round(folder, round_number)
        columns = (first["before"], last["before"], last["after"])
        every = pa.concat_arrays([chunk for column in columns for chunk in column.chunks]).dictionary_encode()
        self.words: list[str] = every.dictionary.to_pylist()
        self._local, self._before, self._after = every.indices.to_numpy().reshape(3, -1)
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self._order = np.argsort(self._after, kind="stable")
        self._begins = np.searchsorted(self._after[self._order], np.arange(len(self.words) + 1))

    def get(self, occurrence: int) -> tuple[str, str]:
        """The canonical name that a local entity found, and the one it was counted under."""
        return self.words[self._before[occurrence]], self.words[self._after[occurrence]]

    def build_local(self, occurrence: int) -> LocalEntity:
        """What other blocks are told of a local entity: its name and type."""
        return LocalEntity(self.words[self._local[occurrence]], self._types[occurrence].as_py())

    def find_articles(self, name: str) -> Sequence[int]:
        """The places of the articles that are counted for a name, ascending."""
        number = self._numbers.get(name) if name else None
        if number is None:
            return ()
        rows = self._order[self._begins[number] : self._begins[number + 1]]
        found: Sequence[int] = self.articles[rows]
        return found


def _read_round(folder: Folder, round_number: int) -> pa.Table:
    from io import BytesIO

    from pyarrow import parquet

    tables = [
        parquet.read_table(BytesIO(data)) for data in folder.read_all(f"linking/round-{round_number:03d}", ".parquet")
    ]
    return pa.concat_tables(tables).sort_by("occurrence")


@lru_cache(maxsize=1)
def _load_names(folder: Folder, round_number: int, run: str) -> _Names:
    """A round's names; a worker's next group of the same round and run finds them in memory."""
    del run
    return _Names(folder, round_number)


def link_group(unit: Unit, reason: str, folder: Folder, round_number: int, n_chunks: int) -> dict[str, Any]:
    """Link a group's blocks by what all blocks found in the last round; write names, ids and entities."""
    refuse(reason)
    names = _load_names(folder, round_number - 1, folder.read("plan.json").decode())
    files = [f"linking/groups/{unit.first:06d}/{chunk:06d}.parquet" for chunk in range(n_chunks)]
    rows = pa.concat_tables([folder.read_table(file) for file in files]).to_pylist()
    index = BlockIndex(names.find_articles)
    found: dict[int, tuple[str, str]] = {}
    ids: dict[int, dict[int, str]] = {}  # by article: the id of each own occurrence
    for article, own in _by_article(rows):
        low, high = np.searchsorted(names.articles, (article, article + 1)).tolist()
        places = {row["occurrence"] - low: row for row in own}
        entities = [_build_entity(places[i]) if i in places else names.build_local(low + i) for i in range(high - low)]
        elsewhere = {i: names.get(low + i)[0] for i in range(high - low) if i not in places}
        linked = index.link_at(article, entities, _list_mentions(places), elsewhere)
        ids[article] = {low + i: linked.entity_ids[i] for i in places}
        found |= {low + i: one for i, one in index.names.items()}
        for move in linked.reassigned:
            of_old = ids[int(move.article_id)]
            of_old |= {place: move.new_id for place, one in of_old.items() if one == move.old_id}
    entity_of = {place: one for of_article in ids.values() for place, one in of_article.items()}
    _write_found(folder, f"linking/round-{round_number:03d}/{unit.first:06d}.parquet", found, entity_of)
    table = _build_entities(rows, entity_of, index.records)
    folder.write_table(f"linking/entities-{round_number:03d}/{unit.first:06d}.parquet", table)
    return {"n_changed": sum(one != names.get(place) for place, one in found.items())}


def _by_article(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    own: list[dict[str, Any]] = []
    for row in rows:
        if own and row["article"] != own[0]["article"]:
            yield own[0]["article"], own
            own = []
        own.append(row)
    if own:
        yield own[0]["article"], own


def _build_entity(row: dict[str, Any]) -> LocalEntity:
    aliases = tuple(row["aliases"])
    return LocalEntity(row["name"], row["type"], aliases, row["description"], row["gender"], row["n_doubtful"])


def _list_mentions(places: dict[int, dict[str, Any]]) -> list[Mention]:
    return [
        Mention(0, 0, form, row["type"], "name", 0, i)
        for i, row in places.items()
        for form, count in zip(row["forms"], row["counts"], strict=True)
        for _ in range(count)
    ]


def _write_found(folder: Folder, file: str, found: dict[int, tuple[str, str]], entity_of: dict[int, str]) -> None:
    order = sorted(found)
    columns = [order, [found[k][0] for k in order], [found[k][1] for k in order], [entity_of[k] for k in order]]
    folder.write_table(file, pa.table(dict(zip(_FOUND.names, columns, strict=True)), schema=_FOUND))


def _build_entities(
    rows: Sequence[dict[str, Any]], entity_of: dict[int, str], records: Sequence[EntityRecord]
) -> pa.Table:
    """The entities that are mentioned or speak, counted by their names."""
    seen = {entity_of[row["occurrence"]] for row in rows if row["is_seen"]}
    forms: dict[str, Counter[str]] = {one: Counter() for one in seen}
    articles: dict[str, dict[int, str]] = {one: {} for one in seen}
    for row in rows:
        one = entity_of[row["occurrence"]]
        if row["forms"]:
            forms[one].update(dict(zip(row["forms"], row["counts"], strict=True)))
            articles[one][row["article"]] = row["date"]
    table = []
    for record in (record for record in records if record.entity_id in seen):
        own, dates = forms[record.entity_id], sorted(filter(None, articles[record.entity_id].values()))
        table.append(
            {
                "entity_id": record.entity_id, "name": record.name, "type": record.type,
                "description": record.description, "confidence": record.confidence,
                "aliases": json.dumps(dict(own.most_common()), ensure_ascii=False), "n_mentions": own.total(),
                "n_articles": len(articles[record.entity_id]), "first_date": dates[0] if dates else "",
                "last_date": dates[-1] if dates else "",
            }
        )  # fmt: skip
    return pa.Table.from_pylist(table, schema=build_schema("entities"))
