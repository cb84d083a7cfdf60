"""What libraries of growing size cost: to open, filter, page through, correct and search; time and memory.

    python tests/benchmarks/scale.py [--sizes 1000 10000 100000] [--keep FOLDER] [--browser]

Each size is measured in a process of its own, on a library that `generate.py` writes; `--keep` keeps those for later
runs. Seconds are CPU seconds of that process, medians where a thing is done several times; `grows` is the exponent
by which a figure grows from the smallest size to the largest (0: not at all, 1: in proportion). To write a million
articles takes some five minutes and 7 GB.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import library
from components.library.queries.quote_groups import list_repeated
from components.library.store import memory
from components.library.store.snapshot import snapshot_folder
from components.types import EvidenceQuery, Filter
from tests.benchmarks.generate import generate
from tests.benchmarks.in_browser import measure_browser

SEARCHES = ("turbine price", "(strike OR turbine) NOT price", "title:tur*", "price NEAR/5 turbine", '"the price"')
ROUNDS = 3
PAGES = {
    "overview": ("overview.py", {}), "quotes": ("quotes.py", {}), "most repeated": ("quotes.py", {"show": "repeated"}),
    "voices": ("quotes.py", {"show": "voices"}), "entities": ("entities.py", {}), "topics": ("topics.py", {}),
    "stories": ("stories.py", {}), "articles": ("articles.py", {}),
}  # fmt: skip


def _clock(do: Callable[[], object], rounds: int = 1) -> float:
    taken = []
    for _ in range(rounds):
        since = time.process_time()
        do()
        taken.append(time.process_time() - since)
    return statistics.median(taken)


def _memory() -> float:
    """The most memory that this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform != "darwin" else 1e9)


def measure_tables(path: Path) -> dict[str, float]:
    """CPU seconds of what the pages ask of a library, and the memory of a process that does only that."""
    if snapshot_folder(path).exists():  # of an earlier run
        shutil.rmtree(snapshot_folder(path))
    found = {"tables, read whole": _clock(lambda: library.read_frames(path))}
    memory._kept.clear()  # as a process that has just started, beside the snapshot that the first reading left
    found["tables, next process"] = _clock(lambda: library.read_frames(path))
    frames = library.read_frames(path)
    leading = frames.entities.nlargest(10, "n_mentions")["entity_id"].tolist()
    names = iter(range(100))
    found["rename, until it shows"] = _clock(
        lambda: (library.rename_entity(path, leading[0], f"Name {next(names)}"), library.read_frames(path)), ROUNDS
    )
    before = _memory()
    found["merge, until it shows"] = _clock(
        lambda: (library.merge_entities(path, leading[1:3], leading[1]), library.read_frames(path))
    )
    found["memory added by it, GB"] = _memory() - before
    frames = library.read_frames(path)
    source = str(frames.articles["source"].cat.categories[-1])
    filters = iter([Filter(sources=(source,), start=f"2024-08-0{day}") for day in range(1, 1 + ROUNDS)])

    def count() -> None:
        view = library.select(frames, next(filters))
        library.count_entities(view)
        library.count_totals(view)

    found["a new filter, counted"] = _clock(count, ROUNDS)
    view = library.select(frames, Filter())
    name = frames.entities.nlargest(1, "n_mentions")["name"].iloc[0]
    sparse = library.find_matches(view, SEARCHES[0], "sentence")
    found["sentences, none found"] = _clock(lambda: library.read_hits(path, view, sparse), ROUNDS)
    for words in (*SEARCHES, f'about:"{name}"', f'speaker:"{name}"'):
        found[f"search {words}"] = _clock(lambda words=words: library.search(path, view, words), ROUNDS)
    found["most repeated quotes"] = _clock(lambda: list_repeated(view), ROUNDS)
    found["voices"] = _clock(lambda: library.count_voices(view), ROUNDS)
    found["voices by gender and source"] = _clock(lambda: library.count_genders_by_source(view), ROUNDS)
    found["a search as filter"] = _clock(lambda: library.select(frames, Filter(words="strike OR turbine")), ROUNDS)
    query = EvidenceQuery("mentions", (leading[3],))
    found["evidence, 50 sentences"] = _clock(lambda: library.read_evidence(path, view, query, limit=50), ROUNDS)
    for correction in library.read_corrections(path):
        library.undo_correction(path, correction.n)
    found["memory, GB"] = _memory()
    return found


def measure_pages(path: Path) -> dict[str, float]:
    """CPU seconds of the pages' scripts, seen first and seen again, and the memory of a walk over them."""
    from tests.pages.apps import as_in_a_server, open_page

    found = {}
    with tempfile.TemporaryDirectory() as home, as_in_a_server():
        os.environ["DATELINE_HOME"] = home
        place = Path(home) / "libraries" / "My articles.db"
        place.parent.mkdir()
        place.symlink_to(path)
        snapshot_folder(place).symlink_to(snapshot_folder(path))
        for name, (page, asked) in PAGES.items():
            since = time.process_time()
            app = open_page(page, **asked)
            found[f"{name}, first"] = time.process_time() - since
            found[f"{name}, again"] = _clock(app.run, ROUNDS)
            if app.exception:
                raise SystemExit(f"{page} failed: {app.exception[0].value}")
    found["memory after all pages, GB"] = _memory()
    return found


def _measure(path: Path, what: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, "--library", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="a folder for the libraries, to use them again")
    parser.add_argument("--browser", action="store_true", help="in Chromium instead: seconds and kilobytes of clicks")
    parser.add_argument("--measure", choices=("tables", "pages", "browser"), help=argparse.SUPPRESS)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        measures = {"tables": measure_tables, "pages": measure_pages, "browser": measure_browser}
        print(json.dumps(measures[chosen.measure](chosen.library)))
        return
    with tempfile.TemporaryDirectory() as folder:
        keep = chosen.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        columns: dict[int, dict[str, float]] = {}
        for size in sorted(chosen.sizes):
            path = (keep / f"{size}.db").resolve()
            if not path.exists():
                generate(path, size)
            wanted = ("browser",) if chosen.browser else ("tables", "pages")
            columns[size] = {name: value for what in wanted for name, value in _measure(path, what).items()}
            print(f"{size:,} measured", file=sys.stderr)
        _print(columns, "seconds, unless said" if chosen.browser else "CPU seconds, unless said")


def _print(columns: dict[int, dict[str, float]], unit: str) -> None:
    sizes = list(columns)
    print(f"{unit:<30}" + "".join(f"{size:>12,}" for size in sizes) + f"{'grows':>8}")
    for name in columns[sizes[0]]:
        values = [columns[size][name] for size in sizes]
        low, high = max(values[0], 0.001), max(values[-1], 0.001)
        grows = math.log(high / low) / math.log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.0
        print(f"{name:<30}" + "".join(f"{value:>12.2f}" for value in values) + f"{grows:>8.2f}")


if __name__ == "__main__":
    main()
