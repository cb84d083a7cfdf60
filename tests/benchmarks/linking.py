"""What linking by blocks costs as a pile grows: generated names, linked as a cluster links them, on one core.

    python tests/benchmarks/linking.py [--mentions 10000 100000 1000000]

Prints CPU seconds and memory per thousand mentions, the CPU seconds also per round, of which a larger pile may take one
more; and the names of the largest block. Each size has a process of its own; memory is what that has grown by: a
worker, the client and the scheduler in one.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import dask
import pyarrow as pa
from distributed import Client

from components.cluster.copies import Place
from components.cluster.folders import Folder
from components.cluster.linking import link_names
from components.cluster.rows import NAMES
from components.cluster.tasks import Unit
from tests.benchmarks.generate import FIRMS

SIZES = (10_000, 100_000, 1_000_000)
PER_PART = 100  # articles
PEOPLE, OTHERS, MENTIONS = 5, 3, 20  # of an article: people, organisations and places, and mentions of them all
_SYLLABLES = ("an", "bert", "cia", "do", "en", "fa", "gar", "hol", "is", "ju", "kel", "lo", "mar", "nes")


class _World:
    """People and organisations, few everywhere and most rare; there are more of them in a larger pile, as in news."""

    def __init__(self, n_mentions: int, dice: random.Random) -> None:
        first = [(a + b).title() for a in _SYLLABLES for b in _SYLLABLES]
        n_people, n_towns = max(n_mentions // 8, 20), max(n_mentions // 40, 10)
        last = ["".join(dice.choices(_SYLLABLES, k=3 + k % 2)).title() for k in range(max(n_people // 3, 20))]
        self._people = [f"{dice.choice(first)} {dice.choice(last)}" for _ in range(n_people)]
        towns = ["".join(dice.choices(_SYLLABLES, k=3)).title() + dice.choice(("ton", "by")) for _ in range(n_towns)]
        self._others = [("place", town) for town in towns]
        self._others += [("organisation", f"{dice.choice(towns)} {dice.choice(FIRMS)}") for _ in range(2 * n_towns)]
        dice.shuffle(self._others)
        self._dice = dice
        self._weights = [[1 / (rank + 1) for rank in range(len(pile))] for pile in (self._people, self._others)]

    def list_names(self, article: int) -> Iterator[dict[str, Any]]:
        """An article's names: its people in full or, in one of ten articles, by surname; shorter forms after that."""
        people = set(self._dice.choices(self._people, self._weights[0], k=PEOPLE))
        others = set(self._dice.choices(self._others, self._weights[1], k=OTHERS))
        is_bare = self._dice.random() < 0.1
        found = [("person", one.split()[-1] if is_bare else one) for one in sorted(people)] + sorted(others)
        counts = Counter(self._dice.choices(range(len(found)), k=MENTIONS - len(found)))
        for position, (kind, name) in enumerate(found):
            short = name.split()[-1] if kind == "person" else name
            forms = Counter({name: 1}) + Counter({short: counts[position]})
            yield {
                "article": article % PER_PART, "position": position, "name": name, "type": kind, "aliases": [],
                "description": "", "gender": "", "n_doubtful": 0, "forms": list(forms), "counts": list(forms.values()),
                "is_seen": True, "date": "2026-03-01",
            }  # fmt: skip


def write_names(folder: Folder, n_mentions: int, seed: int = 7) -> list[Place]:
    """Write the names of a pile of so many mentions as its analysis would; the same seed writes the same."""
    world, places, n_names = _World(n_mentions, random.Random(seed)), list[Place](), 0
    for first in range(0, n_mentions // MENTIONS, PER_PART):
        end = min(first + PER_PART, n_mentions // MENTIONS)
        unit = Unit(f"{first:09d}", 0, end - first)
        rows = [name for article in range(first, end) for name in world.list_names(article)]
        folder.write_table(f"analysed/names/{unit.key}.parquet", pa.Table.from_pylist(rows, schema=NAMES))
        places.append(Place(unit, first, n_names))
        n_names += len(rows)
    folder.write("plan.json", b"{}")
    return places


def measure(n_mentions: int) -> dict[str, float]:
    """CPU seconds, MB, names and rounds of linking so many mentions in this process."""
    with tempfile.TemporaryDirectory() as path, dask.config.set({"distributed.admin.log-length": 0}):
        folder = Folder(path)
        places = write_names(folder, n_mentions)
        with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
            link_names(client, folder, [], lambda *_: None)  # imports are not measured
            before, since = _peak(), time.process_time()
            linked = link_names(client, folder, places, lambda *_: None)
            seconds = time.process_time() - since
    return {
        "seconds": seconds, "megabytes": _peak() - before, "names": linked.n_names, "largest": linked.largest,
        "cut": linked.n_cut, "rounds": linked.round,
    }  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if sys.platform != "darwin" else 1e6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, nargs="+", default=SIZES)
    parser.add_argument("--alone", action="store_true", help="one size, in this process; prints JSON")
    chosen = parser.parse_args()
    if chosen.alone:
        print(json.dumps(measure(chosen.mentions[0])))
        return
    heads = (
        ("mentions", 10),
        ("CPU s", 8),
        ("ms/1,000", 9),
        ("a round", 8),
        ("MB/1,000", 9),
        ("names", 10),
        ("largest", 9),
    )
    print(" ".join(f"{head:>{width}}" for head, width in heads), "rounds")
    for size in chosen.mentions:
        command = [sys.executable, __file__, "--mentions", str(size), "--alone"]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = json.loads(out.splitlines()[-1])
        each = 1e6 * found["seconds"] / size
        share = f"{each:>9.1f} {each / max(found['rounds'], 1):>8.1f} {1e3 * found['megabytes'] / size:>9.2f}"
        blocks = f"{found['names']:>10,} {found['largest']:>9,} {found['rounds']:>6}"
        print(f"{size:>10,} {found['seconds']:>8.1f} {share} {blocks}", flush=True)


if __name__ == "__main__":
    main()
