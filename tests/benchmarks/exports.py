"""Time to read an export of 500 articles of 1,000 words, by layout and format; or what is found in files of your own.

.venv/bin/python tests/benchmarks/exports.py [--articles 500] [FILE…]
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.articles import read_file, read_paths
from components.types import Article
from tests.articles.layouts.exports import PARAGRAPHS, write_page, write_rtf, write_text
from tests.hostile.test_exports import LAYOUTS

WORDS = 1_000  # in an article
SUSPECT = re.compile(  # lines that exports write, whatever the layout; for files of which no truth is known
    r"(?:load-date|publication-type|language|length|section|byline|dateline|highlight|document type|publication date|"
    r"publication title|proquest document id|document url|record number|accession number|subject|copyright|word count|"
    r"source type|ladedatum|sprache|länge|langue|longueur|(?-i:[A-ZÄÖÜ][A-ZÄÖÜ-]{2,20}))\s?:.{0,200}|"
    r"(?:document|dokument|documento)\s[A-Z]{3,}\w{12,}|end of document|\d+ of \d+ documents|_{4,}|={5,}|"
    r"(?:©|\(c\)|copyright\b).{0,150}|all rights reserved.{0,60}|(?:page|seite) \d+ (?:of|von) \d+|"
    r"database copyright.*|(?-i:HD|BY|WC|PD|SN|SC|LA|CY|LP|TD|NS|RE|PUB|AN)(?:\t| {2,}).*",
    re.IGNORECASE,
)
WRITERS = {".txt": write_text, ".rtf": write_rtf, ".html": write_page}


def measure(n_articles: int) -> None:
    """Print the seconds that each layout takes in each format."""
    print(f"{'layout':22}{'format':8}{'articles':>9}{'MB':>7}{'CPU s':>9}")
    filling = ["The quay is new, said the mayor who had it built in the year before."] * (WORDS // 15)
    for layout, build in LAYOUTS.items():
        blocks = [
            part
            for number in range(n_articles)
            for block in build(number % 2)
            for part in ((*filling, block) if block == PARAGRAPHS[-1] else (block,))
        ]
        for suffix, write in WRITERS.items():
            data = write(blocks)
            start = time.process_time()
            n_read = sum(isinstance(item, Article) for item in read_file(f"x{suffix}", data))
            seconds = time.process_time() - start
            print(f"{layout:22}{suffix:8}{n_read:9}{len(data) / 1e6:7.1f}{seconds:9.2f}")


def show(paths: list[Path]) -> None:
    """Print what each article of these files was read as, a line each, with lines of its text that look exported."""
    n_suspect = 0
    for item in read_paths(paths):
        if isinstance(item, Article):
            print("\t".join((item.path, item.date or "?", item.source, item.author, item.title, f"{len(item.text)}")))
            suspects = [line for line in item.text.splitlines() if SUSPECT.fullmatch(line.strip())]
            n_suspect += len(suspects)
            for line in suspects:
                print(f"    looks like a line of the export: {line.strip()[:120]}")
        else:
            print("\t".join((item.path, "skipped", item.reason)))
    print(f"{n_suspect} lines look like those of an export")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="exports to read instead, a line an article")
    parser.add_argument("--articles", type=int, default=500)
    arguments = parser.parse_args()
    if arguments.files:
        show(arguments.files)
    else:
        measure(arguments.articles)
