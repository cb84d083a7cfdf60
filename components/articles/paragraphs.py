"""Lines of a printed page -> paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_EDGE_LINES = 2  # at the top and bottom of a page, where running heads stand
_REPEATED = 3  # pages that must share a line before it counts as a running head
_FULL_LINE = 0.85  # of the usual width; a line that stops before that ends its paragraph if it also ends a sentence
_WIDTH_RANK = 0.8  # the usual width is longer than this share of lines
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]+)[-‐]$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def remove_running_lines(pages: Sequence[str]) -> list[str]:
    """Pages without page numbers and without the lines that stand at the edge of most of them."""
    split = [[line.rstrip() for line in page.splitlines()] for page in pages]
    edges = Counter(edge for lines in split for edge in {_plain(lines[n]) for n in _find_edges(lines)} if edge)
    often = max(_REPEATED, len(pages) // 2)
    kept = []
    for lines in split:
        out = {n for n in _find_edges(lines) if edges[_plain(lines[n])] >= often or _PAGE_NUMBER.fullmatch(lines[n])}
        kept.append("\n".join(line for n, line in enumerate(lines) if n not in out))
    return kept


def join_lines(pages: Sequence[str]) -> str:
    """The text in paragraphs, apart by blank lines; words that were cut at a line's end are whole again."""
    text = "\n".join(pages).translate(_LIGATURES).replace("\u00ad\n", "").replace("\u00ad", "")
    compounds = frozenset(_COMPOUND.findall(text))
    lines = text.splitlines()
    width = _measure_width(lines)
    paragraphs: list[list[str]] = [[]]
    before = ""  # the line above, empty where that ended a paragraph
    was_blank = False
    for line in lines:
        stripped = line.strip()
        if not stripped:
            was_blank = True
            continue
        if before and (_is_parted(before, stripped) if was_blank else _starts_anew(before, line, width)):
            paragraphs.append([])
        _append_line(paragraphs[-1], stripped, compounds)
        before, was_blank = line, False
    return "\n\n".join("".join(paragraph) for paragraph in paragraphs)


def _find_edges(lines: Sequence[str]) -> list[int]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]}) if len(filled) > 2 * _EDGE_LINES else filled[:0]


def _plain(line: str) -> str:
    """A line without its numbers: running heads differ by page."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _measure_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[min(len(lengths) - 1, int(_WIDTH_RANK * len(lengths)))] if lengths else 0


def _is_parted(before: str, line: str) -> bool:
    """True where a blank line ends a paragraph; within a sentence it is only the end of a page."""
    return bool(_SENTENCE_END.search(before.rstrip())) or not line[0].islower()


def _starts_anew(before: str, line: str, width: int) -> bool:
    """True where a line begins a paragraph: the one before stopped short, or this one is set in."""
    before_text, text = before.strip(), line.strip()
    if text[0].islower() or before_text[-1] in "-‐":
        return False
    short = len(before_text) < _FULL_LINE * width
    if short and (_SENTENCE_END.search(before_text) or len(before_text) < 0.6 * width or text[0] in '"“‘—'):
        return True
    indent = len(line) - len(line.lstrip())
    return indent >= 2 and len(before) - len(before.lstrip()) < indent and bool(_SENTENCE_END.search(before_text))


def _append_line(paragraph: list[str], line: str, compounds: frozenset[str]) -> None:
    """Adds a line to the pieces of a paragraph; the hyphen before it goes, unless it is a word's own."""
    if not paragraph:
        paragraph.append(line)
        return
    cut, following = _HYPHENATED.search(paragraph[-1]), _LETTERS.match(line)
    if cut is None or following is None:
        paragraph.append(line if cut else f" {line}")
        return
    own = not following[0].islower() or f"{cut['first']}-{following[0]}" in compounds  # "Anglo-French", "well-known"
    if not own:
        paragraph[-1] = paragraph[-1][:-1]
    paragraph.append(line)
