"""How long each page's script takes, and a change of the filter, in a library of 10,000 articles.

    python tests/benchmarks/page_runs.py [--library FILE.db] [--articles 10000] [--runs 5]

Prints medians of wall and CPU seconds, by AppTest: without a browser, with the cost of putting a run together. A run
comes back to a page that was seen before; a filter change is the first run under a filter that is new.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from streamlit.testing.v1 import AppTest

from tests.benchmarks.generate import generate
from tests.pages.apps import ROOT, as_in_a_server, open_page

LIMIT = 0.5  # seconds
PARAMS = {"search.py": {"q": "strike"}, "read.py": {"article": "a000001"}}
NAMED = {"a name's page": ("entities.py", {"entity": "e000001"}), "quotes as a table": ("quotes.py", {"as": "table"})}
_DAYS = ((date(2024, 7, 2) + timedelta(days=n)).isoformat() for n in count())  # each filter is new


def time_run(app: AppTest) -> tuple[float, float]:
    """Wall and CPU seconds of one run; a page that fails ends the benchmark."""
    wall, cpu = time.perf_counter(), time.process_time()
    app.run()
    seconds = time.perf_counter() - wall, time.process_time() - cpu
    if app.exception:
        raise SystemExit(f"A page failed: {app.exception[0].value}")
    return seconds


def measure(page: str, params: dict[str, str], runs: int) -> list[float]:
    """Medians of a run seen before (wall, CPU), and of one under a new filter (wall, CPU)."""
    app = open_page(page, **params)
    seen = [time_run(app) for _ in range(runs)]
    changed = []
    for _ in range(runs):
        app.query_params["from"] = next(_DAYS)  # leaves nearly all articles: the dearest kind of filter
        changed.append(time_run(app))
    return [statistics.median(run[kind] for run in runs) for runs in (seen, changed) for kind in (0, 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--library", type=Path, help="a generated library; made anew where none is given")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "libraries" / "My articles.db"
        path.parent.mkdir()
        if chosen.library:
            shutil.copy(chosen.library, path)
        else:
            generate(path, chosen.articles)
        os.environ["DATELINE_HOME"] = folder
        files = sorted((ROOT / "pages").glob("*.py"))
        pages = {page.stem: (page.name, PARAMS.get(page.name, {})) for page in files}
        worst = (0.0, 0.0)
        print(f"{'page':<22}{'run':>8}{'CPU':>8}{'new filter':>14}{'CPU':>8}   seconds, median of {chosen.runs}")
        with as_in_a_server():
            for name, (page, params) in {**pages, **NAMED}.items():
                run, run_cpu, changed, changed_cpu = measure(page, params, chosen.runs)
                worst = max(worst, (run, run_cpu), (changed, changed_cpu))
                print(f"{name:<22}{run:>8.2f}{run_cpu:>8.2f}{changed:>14.2f}{changed_cpu:>8.2f}", flush=True)
        print(f"The slowest takes {worst[0]:.2f} s, {worst[1]:.2f} s of it CPU; {LIMIT} s are allowed.")


if __name__ == "__main__":
    main()
