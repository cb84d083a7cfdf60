"""Printed pages of several columns: their lines in the order in which they are read.

A page is cut along the gutters between columns and across by what spans them, again and again (recursive X-Y cut, Nagy
and Seth 1984; gutters as tall white rectangles, Breuel 2002). PDFium says where each letter stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from components.articles.formats import MAX_PDF_PAGES, clean_text

_MAX_LETTERS = 60_000  # of a page; a full page of a broadsheet has some 20,000
_MAX_RUNS = 2_000  # pieces of lines of a page
_FEWEST_ROWS = 4  # lines that a column must have on each side of a gutter
_FEWEST_LETTERS = 12  # of a column's usual line; narrower ones are columns of a table
_FILLED, _FULL_LINE = 0.5, 0.75  # share of a column's lines that fill this share of its width; a table's cells do not
_RUNNING = 0.35  # share of a column's lines that begin within a sentence; those of a table and of a list seldom do
_WIDE_RANK = 0.9  # quantile of the lines' widths taken as the column's
_GUTTER = 0.6  # usual least width of a gutter, in heights of a letter
_MAX_CANDIDATES, _MAX_CUTS = 30, 60  # of a page; a hostile one could keep it busy for long
_RUN_GAP = 0.7  # between pieces of a line, in heights of a letter
_EDGE = 2  # points by which the left edges of a column's lines differ
_PARTING = ("\x02", "\ufffe")  # PDFium's marks of a word parted at the end of its line
_PARTED = 1.7  # distance of two lines, in usual distances, from which on they are parted
_OTHER_SIZE = 1.15  # ratio of the sizes of letters of two lines that are parted
_EDGE_ROWS = 2  # lines at the top and the bottom of a page that may be running heads
_MAX_INDENT = 8  # spaces


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line that no wide gap parts; lengths in points, upwards from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float  # of its letters

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


def read_columns(data: bytes) -> list[str]:
    """Per page of a PDF the text that is set in columns, in the order of reading; "" for a page that has none.

    A page of far more letters than are ever printed on one comes as it stands, since PDFium alone is quick at it.

    Empty if PDFium cannot open the file, which is then read as it stands.
    """
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(data) as document:
            return [_read_page(document, number) for number in range(min(len(document), MAX_PDF_PAGES))]
    except pypdfium2.PdfiumError:
        return []


def _read_page(document: Any, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:  # of a damaged page
        return ""
    if text.count_chars() > _MAX_LETTERS:
        return clean_text(text.get_text_range().replace("\r\n", "\n"))
    runs = read_runs(text)
    text.close()
    page.close()
    if not runs or len(runs) > _MAX_RUNS:
        return ""
    head, body, foot = _part_edges(runs)
    blocks = list(_cut(body))
    return clean_text(_write_blocks([*head, *blocks, *foot])) if len(blocks) > 1 else ""


def read_runs(text: Any) -> list[Run]:
    """The pieces of lines of a page's text, in the file's own order."""
    import ctypes

    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    runs: list[Run] = []
    letters: list[str] = []
    left = right = bottom = top = size = 0.0
    is_spaced = False
    for number in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, number) or 32)
        has_place = pdfium.FPDFText_GetLooseCharBox(text, number, place)
        scale = max(box.top - box.bottom, 1.0)
        middle = (box.bottom + box.top) / 2
        goes_on = bool(letters) and bottom < middle < top and -scale <= box.left - right <= _RUN_GAP * scale
        if letter.isspace():
            is_spaced = True
            if has_place and goes_on:
                right = max(right, box.right)
            continue
        if not has_place:
            continue
        if goes_on:
            if is_spaced:
                letters.append(" ")
            left, right = min(left, box.left), max(right, box.right)
            bottom, top, size = min(bottom, box.bottom), max(top, box.top), max(size, scale)
        else:
            if letters:
                runs.append(Run("".join(letters), left, bottom, right, top, size))
            letters = []
            left, right, bottom, top, size = box.left, box.right, box.bottom, box.top, scale
        letters.append("-" if letter in _PARTING else letter)
        is_spaced = False
    if letters:
        runs.append(Run("".join(letters), left, bottom, right, top, size))
    return runs


def _part_edges(runs: Sequence[Run]) -> tuple[list[list[Run]], list[Run], list[list[Run]]]:
    """Running heads and page numbers, which stand apart at the top and the bottom and belong to no column."""
    rows = _list_rows(runs)
    middles = [row[0].middle for row in rows]
    gaps = [upper - lower for upper, lower in pairwise(middles)]
    apart = _PARTED * median(gaps or [0.0])
    large = _OTHER_SIZE * median(run.size for run in runs)
    is_edge = [max(run.size for run in row) <= large for row in rows]
    start = _count_edges(is_edge, [gap > apart for gap in gaps])
    end = len(rows) - _count_edges(is_edge[::-1], [gap > apart for gap in reversed(gaps)])
    return rows[:start], [run for row in rows[start:end] for run in row], rows[max(start, end) :]


def _count_edges(is_edge: Sequence[bool], is_apart: Sequence[bool]) -> int:
    """How many of the first lines stand apart from the next."""
    pairs = list(zip(is_edge, is_apart, strict=False))[:_EDGE_ROWS]
    return next((n for n, (edge, apart) in enumerate(pairs) if not (edge and apart)), len(pairs))


def _cut(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The blocks of a page in the order of reading: above what a gutter parts, left of it, right of it, below."""
    waiting = [sorted(runs, key=lambda run: -run.middle)]
    n_cuts = 0
    while waiting:
        block = waiting.pop()
        found = _find_gutter(block) if n_cuts < _MAX_CUTS else None
        if found is None:
            if block:
                yield block
            continue
        n_cuts += 1
        left, right = found
        high, low = max(left[0].middle, right[0].middle), min(left[-1].middle, right[-1].middle)
        waiting.append([run for run in block if run.middle < low])
        waiting.extend((right, left, [run for run in block if run.middle > high]))


def _find_gutter(runs: Sequence[Run]) -> tuple[list[Run], list[Run]] | None:
    """What stands left and right of the gutter that parts most lines; None if there is no gutter."""
    best, most = None, _FEWEST_ROWS - 1
    for at in _list_candidates(runs):
        for sides in _list_parted(runs, at):
            if min(map(len, sides)) <= most:
                continue
            near = [_take_nearest(side, at) for side in sides]
            highest = min(side[0].middle for side in near) + 1
            lowest = max(side[-1].middle for side in near) - 1
            n_rows = min(sum(lowest <= run.middle <= highest for run in side) for side in near)
            if n_rows > most and all(_is_prose(side) for side in near):
                best, most = sides, n_rows
    return best


def _list_candidates(runs: Sequence[Run]) -> list[float]:
    """Where a gutter may stand: before the left edges that most lines have."""
    if not runs:
        return []
    gutter = _GUTTER * median(run.size for run in runs)
    counts = Counter(round(run.left) for run in runs)
    edges = {at: sum(counts[at + step] for step in range(-_EDGE, _EDGE + 1)) for at in counts}
    often = sorted((at for at in edges if edges[at] >= _FEWEST_ROWS), key=lambda at: (-edges[at], at))
    return [at - gutter / 2 for at in often[:_MAX_CANDIDATES]]


def _list_parted(runs: Iterable[Run], at: float) -> Iterator[tuple[list[Run], list[Run]]]:
    """What stands left and right of a line down the page, between two pieces that cross it."""
    left, right = list[Run](), list[Run]()
    for run in runs:
        if run.right <= at:
            left.append(run)
        elif run.left >= at:
            right.append(run)
        else:
            yield left, right
            left, right = [], []
    yield left, right


def _take_nearest(runs: Sequence[Run], at: float) -> list[Run]:
    """Of each line on one side of a gutter the piece that is next to it."""
    return [min(row, key=lambda run: max(run.left - at, at - run.right)) for row in _list_rows(runs)]


def _is_prose(runs: Sequence[Run]) -> bool:
    """True if most lines of a column are filled, which those of a table and of a list are not."""
    widths = sorted(run.right - run.left for run in runs)
    full = widths[int(_WIDE_RANK * (len(widths) - 1))]
    filled = sum(width >= _FULL_LINE * full for width in widths)
    running = sum(run.text[0].islower() for run in runs)  # in the middle of a sentence
    is_wide = median(len(run.text) for run in runs) >= _FEWEST_LETTERS
    return is_wide and filled >= _FILLED * len(runs) and running >= _RUNNING * len(runs)


def _write_blocks(blocks: Iterable[Sequence[Run]]) -> str:
    """The lines of all blocks; an empty line where two differ in size or stand apart."""
    written: list[str] = []
    before: tuple[float, float] | None = None  # size and height of the line before
    for block in blocks:
        rows = list(_join_rows(block))
        steps = [upper.middle - lower.middle for upper, lower in pairwise(rows)]
        usual = median(steps) if steps else 0.0
        left = median(row.left for row in rows)
        for row in rows:
            if before:
                size, middle = before
                ratio = max(row.size, size) / min(row.size, size)
                if ratio >= _OTHER_SIZE or (usual and middle - row.middle > _PARTED * usual):
                    written.append("")
            indent = min(max(round(2 * (row.left - left) / row.size), 0), _MAX_INDENT)
            written.append(" " * indent + row.text)
            before = row.size, row.middle
    return "\n".join(written)


def _list_rows(runs: Iterable[Run]) -> list[list[Run]]:
    """The pieces of each line, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if rows and run.top > rows[-1][0].middle > run.bottom:
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _join_rows(block: Iterable[Run]) -> Iterator[Run]:
    """The lines of a block from top to bottom, their pieces joined from left to right."""
    for row in _list_rows(block):
        row.sort(key=lambda run: run.left)
        yield Run(
            " ".join(run.text for run in row),
            row[0].left,
            min(run.bottom for run in row),
            max(run.right for run in row),
            max(run.top for run in row),
            max(run.size for run in row),
        )
