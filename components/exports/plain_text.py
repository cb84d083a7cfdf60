"""Text for office files: what XML cannot hold is removed, and what a box cannot hold is made smaller or cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components import cut_at_word
from components.charts.axes import shorten, text_width

_LEADING = 1.22  # height of a line in font sizes, as Georgia and Arial are set
_SPARE = 1.06  # text may be this much wider than measured
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#charsets


def xml_text(text: str) -> str:
    """A text without the characters that XML 1.0 does not allow; each line break is one line feed."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def line_text(text: str) -> str:
    """The same as one line."""
    return " ".join(xml_text(text).split())


def count_lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes in a width; sizes and widths in points."""
    room, n = width / _SPARE, 0
    for paragraph in text.split("\n"):
        n, at = n + 1, 0.0
        for word in paragraph.split(" "):
            wide = text_width(word, size)
            if at and at + wide > room:
                n, at = n + 1, 0.0
            broken = int(wide / room)  # a word wider than the line is broken
            n, at = n + broken, at + wide - broken * room + text_width(" ", size)
    return n


def fit_text(text: str, width: float, height: float, sizes: Sequence[float]) -> tuple[str, float, float]:
    """A text for a box, its font size, and the height it takes; all in points.

    The size is the first of `sizes` in which it fits; in the last, it is cut.
    """
    text = _cut(text, int(width * height / sizes[-1] ** 2 * 4))  # no letters are narrower
    for size in sizes:
        n = count_lines(text, size, width)
        if n * size * _LEADING <= height:
            return text, size, n * size * _LEADING
    most, low, high = max(1, int(height / (size * _LEADING))), 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count_lines(text[:middle] + " …", size, width) <= most else (low, middle - 1)
    return _cut(text, low), size, most * size * _LEADING


def _cut(text: str, most: int) -> str:
    """A text cut at a word, or inside one that is most of it."""
    cut = cut_at_word(text, most)
    return cut if len(cut) > min(most, len(text)) / 2 else text[:most] + " …"


def shorten_to(text: str, size: float, room: float) -> str:
    """One line shortened with an ellipsis to a width; size and width in points."""
    text = line_text(text[: int(room / size * 8) + 8])  # no letters are narrower
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(shorten(text, middle), size) * _SPARE <= room else (low, middle - 1)
    return shorten(text, low)
