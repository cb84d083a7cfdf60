"""Time to read an export of 500 articles, by layout and format; or what is found in files of your own.

.venv/bin/python tests/benchmarks/exports.py [--articles 500] [FILE…]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.articles import read_file, read_paths
from components.types import Article
from tests.articles.layouts.exports import write_page, write_rtf, write_text
from tests.hostile.test_exports import LAYOUTS

WRITERS = {".txt": write_text, ".rtf": write_rtf, ".html": write_page}


def measure(n_articles: int) -> None:
    """Print the seconds that each layout takes in each format."""
    print(f"{'layout':22}{'format':8}{'articles':>9}{'MB':>7}{'seconds':>9}")
    for layout, build in LAYOUTS.items():
        blocks = [block for number in range(n_articles) for block in build(number % 2)]
        for suffix, write in WRITERS.items():
            data = write(blocks)
            start = time.perf_counter()
            n_read = sum(isinstance(item, Article) for item in read_file(f"x{suffix}", data))
            seconds = time.perf_counter() - start
            print(f"{layout:22}{suffix:8}{n_read:9}{len(data) / 1e6:7.1f}{seconds:9.2f}")


def show(paths: list[Path]) -> None:
    """Print what each article of these files was read as, a line each."""
    for item in read_paths(paths):
        if isinstance(item, Article):
            print("\t".join((item.path, item.date or "?", item.source, item.author, item.title, f"{len(item.text)}")))
        else:
            print("\t".join((item.path, "skipped", item.reason)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="exports to read instead, a line an article")
    parser.add_argument("--articles", type=int, default=500)
    arguments = parser.parse_args()
    if arguments.files:
        show(arguments.files)
    else:
        measure(arguments.articles)
