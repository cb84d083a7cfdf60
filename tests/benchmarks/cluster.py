"""How well a cluster's workers are used: generated articles whose analysis is replaced by a fixed wait.

Prints seconds and efficiency at 1, 2 and 4 worker processes. Efficiency is the waiting that the workers would share
evenly, of the time that the step takes: 1 says that a worker never stands idle.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.cluster.running import connect, run
from tests.cluster.tasks import WAIT, find_capitals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=1_600)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.csv"
        rows = (f"T{k},Ada Dray met Bo Falk at the port for the {k}th time.\n" for k in range(chosen.articles))
        pile.write_text("title,text\n" + "".join(rows))
        print(f"{chosen.articles:,} articles of {1000 * WAIT:.0f} ms")
        for n_workers in chosen.workers:
            seconds = measure(pile, Path(folder) / f"out-{n_workers}", n_workers)
            ideal = chosen.articles * WAIT / n_workers
            print(f"{n_workers} workers: {seconds:6.1f} s, efficiency {ideal / seconds:.2f}", flush=True)


def measure(pile: Path, out: Path, n_workers: int) -> float:
    """The seconds of the analysis step."""
    times: list[float] = []

    def note(step: str, done: int, total: int, n_failed: int = 0) -> None:
        if step.startswith("Finding names"):
            times.append(time.monotonic())

    with connect(n_workers, None) as client:
        client.submit(find_capitals, ()).result()  # imports are not measured
        run(client, [str(pile)], str(out), note, work=find_capitals)
    return times[-1] - times[0]


if __name__ == "__main__":
    main()
