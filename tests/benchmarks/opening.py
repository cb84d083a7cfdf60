"""What it costs to open a folder of results as a library: a generated library is written as tables and opened again.

    python tests/benchmarks/opening.py [--sizes 1000 10000] [--keep FOLDER]

Prints seconds, CPU milliseconds per article, memory and bytes per article, and of what the rows were most of the time.
`--keep` keeps libraries and tables for later runs, as in `scale.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import library
from components.exports.files import list_rows, write_tables
from components.exports.tables import build_tables
from components.library.opening.process import open_results
from components.types import Filter
from tests.benchmarks.generate import generate


def write_results(path: Path, out: Path, kind: str = "parquet") -> None:
    """Write a library's tables as `analyze` does."""
    view = library.select(library.read_frames(path), Filter(include_pronouns=True))
    write_tables(out, {name: list_rows(table) for name, table in build_tables(view)}, kind)


def measure(out: Path) -> dict[str, object]:
    """Seconds, CPU seconds and memory of opening a folder, in this process, and CPU seconds by step."""
    steps: defaultdict[str, float] = defaultdict(float)
    began, since = time.monotonic(), time.process_time()
    last = [since, "start"]

    def say(step: str, done: int, total: int) -> None:
        now = time.process_time()
        steps[str(last[1])] += now - float(last[0])
        last[:] = [now, step.removeprefix("Opening results: ")]

    path = open_results(out, "Opened", say)
    say("", 0, 0)
    used = {"seconds": time.monotonic() - began, "cpu": time.process_time() - since, "bytes": path.stat().st_size}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform != "darwin" else 1e9)
    library.delete_library("Opened")
    return {**used, "gigabytes": peak, "steps": dict(sorted(steps.items(), key=lambda one: -one[1])[:4])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--keep", type=Path, help="a folder of libraries SIZE.db and tables SIZE-tables")
    parser.add_argument("--alone", type=Path, help="open this folder in this process and print JSON")
    chosen = parser.parse_args()
    if chosen.alone:
        print(json.dumps(measure(chosen.alone)))
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = chosen.keep or Path(folder)
        print(
            f"{'articles':>10} {'s':>7} {'CPU ms/article':>15} {'GB':>6} {'KB/article':>11}  CPU s of the longest steps"
        )
        for size in chosen.sizes:
            path, out = kept / f"{size}.db", kept / f"{size}-results"
            if not path.exists():
                generate(path, size)
            if not out.exists():
                write_results(path, out)
            command = [sys.executable, __file__, "--alone", str(out)]
            environment = os.environ | {"DATELINE_HOME": folder}
            shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
            found = json.loads(shown.splitlines()[-1])
            steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found["steps"].items())
            each = f"{1e3 * found['cpu'] / size:>15.2f} {found['gigabytes']:>6.2f} {found['bytes'] / 1e3 / size:>11.1f}"
            print(f"{size:>10,} {found['seconds']:>7.1f} {each}  {steps}", flush=True)


if __name__ == "__main__":
    main()
