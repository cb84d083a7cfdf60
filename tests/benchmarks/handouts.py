"""How long ten items take to be handed out, in each format, and how large the files are.

    python tests/benchmarks/handouts.py [--library FILE.db] [--articles 1000]

The items are the first ten charts that the library has; a picture by Chromium is part of the time of slides.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import library
from components.charts import Style
from components.exports import write_page, write_pdf, write_report, write_slides, write_workbook
from components.exports.handouts import Handout, HandoutItem
from components.types import Evidence, EvidenceQuery, Filter
from components.ui.accuracy_words import tell_methods
from components.ui.exhibits import _BUILDERS
from components.ui.exhibits.common import Options
from tests.benchmarks.generate import generate

LIMIT = 5.0  # seconds
ITEMS = 10
FORMATS: Mapping[str, Callable[[Handout], bytes]] = {
    "slides": write_slides, "workbook": write_workbook, "page": write_page, "pdf": write_pdf,
    "report": lambda handout: write_report(handout, tell_methods()),
}  # fmt: skip


def build_charts(path: Path) -> Handout:
    """The first charts of a library, maps and networks before others."""
    view = library.select(library.read_frames(path, 1), Filter())
    order = sorted(_BUILDERS, key=lambda name: name not in ("places", "network", "together", "sentiment", "topics"))
    items = []

    def find(query: EvidenceQuery, most: int) -> list[Evidence]:
        return library.read_evidence(path, view, query, limit=most)

    for name in order:
        exhibit = _BUILDERS[name](view, Options({}), Style())
        if exhibit is not None and len(items) < ITEMS:
            items.append(
                HandoutItem(
                    "chart", exhibit.headline, exhibit.note, "All articles.", exhibit.figure, exhibit.table,
                    exhibit.alt, exhibit.method, to_query=exhibit.to_query, find=find,
                )
            )  # fmt: skip
    return Handout("All charts", tuple(items), library=path.stem)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--library", type=Path, help="a library; generated where none is given")
    parser.add_argument("--articles", type=int, default=1_000)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit's, of running without a server
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.library or Path(folder) / "generated.db"
        if not chosen.library:
            generate(path, chosen.articles)
        handout = build_charts(path)
        for name, write in FORMATS.items():
            start = time.perf_counter()
            data = write(handout)
            seconds = time.perf_counter() - start
            print(f"{name:<10}{len(handout.items):>4} items{len(data) / 1e6:>8.2f} MB{seconds:>8.2f} s of {LIMIT:.0f}")


if __name__ == "__main__":
    main()
