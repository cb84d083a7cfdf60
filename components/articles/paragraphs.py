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
_HYPHENATED = re.compile(r"(?P<first>[^\W\d_]+)[-‐]$")


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
    lines = text.splitlines()
    width = _measure_width(lines)
    paragraphs: list[str] = []
    current = ""
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            # A blank line within a sentence is the end of a page, not of a paragraph.
            if current and (_SENTENCE_END.search(current) or not _goes_on(lines[number + 1 :])):
                paragraphs.append(current)
                current = ""
            continue
        if current and _starts_anew(lines[number - 1], line, width):
            paragraphs.append(current)
            current = ""
        current = _append_line(current, stripped, text)
    return "\n\n".join([*paragraphs, current] if current else paragraphs)


def _find_edges(lines: Sequence[str]) -> list[int]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]}) if len(filled) > 2 * _EDGE_LINES else filled[:0]


def _plain(line: str) -> str:
    """A line without its numbers: running heads differ by page."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _measure_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[min(len(lengths) - 1, int(_WIDTH_RANK * len(lengths)))] if lengths else 0


def _goes_on(lines: Sequence[str]) -> bool:
    following = next((line.strip() for line in lines if line.strip()), "")
    return following[:1].islower()


def _starts_anew(before: str, line: str, width: int) -> bool:
    """True where a line begins a paragraph: the one before stopped short, or this one is set in."""
    before_text, text = before.strip(), line.strip()
    if not before_text:
        return False
    if text[0].islower() or before_text[-1] in "-‐":
        return False
    short = len(before_text) < _FULL_LINE * width
    if short and (_SENTENCE_END.search(before_text) or len(before_text) < 0.6 * width or text[0] in '"“‘—'):
        return True
    indent = len(line) - len(line.lstrip())
    return indent >= 2 and len(before) - len(before.lstrip()) < indent and bool(_SENTENCE_END.search(before_text))


def _append_line(current: str, line: str, text: str) -> str:
    if not current:
        return line
    cut = _HYPHENATED.search(current)
    if cut is None:
        return f"{current} {line}"
    following = re.match(r"[^\W\d_]+", line)
    if following is None:
        return current + line
    compound = f"{cut['first']}-{following[0]}"
    if not following[0].islower() or compound in text:  # a hyphen of its own: "Anglo-French", "well-known"
        return current + line
    return current[:-1] + line
