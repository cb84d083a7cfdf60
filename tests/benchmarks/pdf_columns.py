"""Printed pages of several columns: the share of lines that follow their own line before, and time a page.

    python tests/benchmarks/pdf_columns.py

Pages are made here, of invented words: by column, and from line to line across all columns, as programs set them.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pypdf

from components.articles.formats.pdf import open_pdf
from tests.articles.formats.test_pdf_columns import HEAD, join, set_columns, sort_by_row
from tests.articles.pdfs import Piece, build_printed_pdf

_PAGES = 20


def read_as_it_stands(data: bytes) -> str:
    """The text in the order in which the file gives it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_as_article(data: bytes) -> str:
    """The text as Dateline reads it."""
    return open_pdf(data).text


def measure_order(text: str, page: Sequence[Piece]) -> float:
    """The share of a page's lines that directly follow the line before."""
    joined = "".join(text.split())
    lines = ["".join(piece[3].split()) for piece in page]
    return sum(before + line in joined for before, line in pairwise(lines)) / (len(lines) - 1)


def main() -> None:
    """Print a line for each way of setting a page."""
    readers: Sequence[tuple[str, Callable[[bytes], str]]] = (
        ("pypdf", read_as_it_stands),
        ("Dateline", read_as_article),
    )
    for n in (2, 3, 5):
        page = HEAD + join(set_columns(n, shift=3))
        for said, order in (("by column", list), ("from line to line", sort_by_row)):
            data = build_printed_pdf([order(page)] * _PAGES)
            for name, read in readers:
                start = time.process_time()
                share = measure_order(read(data), page)
                milliseconds = 1000 * (time.process_time() - start) / _PAGES
                print(f"{n} columns, set {said}, {name}: {share:.0%} of lines in order, {milliseconds:.0f} ms a page")


if __name__ == "__main__":
    main()
