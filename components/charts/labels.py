"""Chart labels: text width, wrapping, shortening and collision avoidance."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

MOST_LINES = 3
# Character widths in IBM Plex Sans, in hundredths of the font size; others count as an average letter.
_AVERAGE = 58
_WIDTHS = {
    24: " 'ij", 28: "!,.:;l’‘", 32: "()[]f{|}·", 36: "rt", 40: '"-/I\\', 44: "*", 48: "?Lcsvyz“”ç", 52: "Jagkx",
    56: "EFSTZ_bdehnopqu", 60: "0123456789$+<=>PVXY^`~–×−", 64: "ABCKRß", 68: "&DGU", 72: "#HNOQ", 76: "w", 80: "M—…",
    88: "@Wm●", 92: "%",
}  # fmt: skip
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}


def text_width(text: str, size: float) -> float:
    """Approximate width of a line of text, in pixels."""
    return sum(_WIDTH.get(c, 100 if ord(c) > 0x2E80 else _AVERAGE) for c in text) * size / 100


def shorten(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, with an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.-–’'…") + "…"


def fit(text: str, size: float, room: float) -> str:
    """Shorten a text with an ellipsis to fit into `room` pixels."""
    while len(text) > 2 and text_width(text, size) > room:
        text = shorten(text, len(text) - 1)
    return text


def wrap_name(name: str, width: int, lines: int = MOST_LINES) -> list[str]:
    """Wrap a name into up to `lines` lines of about `width` characters; what does not fit becomes an ellipsis."""
    wrapped: list[str] = []
    for word in name.split() or [""]:
        if wrapped and len(wrapped[-1]) + 1 + len(word) <= width:
            wrapped[-1] += " " + word
        else:
            wrapped.append(word)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], " ".join(wrapped[lines - 1 :])]
    return [shorten(line, width + 3) for line in wrapped]


def wrap_to_fit(name: str, size: float, room: float, lines: int = MOST_LINES) -> list[str]:
    """Wrap a name into as few lines of at most `room` pixels as needed, up to `lines`; the last takes the rest."""
    wrapped: list[str] = []
    for word in name.split() or [""]:
        longer = f"{wrapped[-1]} {word}" if wrapped else word
        if wrapped and (text_width(longer, size) <= room or len(wrapped) == lines):
            wrapped[-1] = longer
        else:
            wrapped.append(word)
    return wrapped


def markup(lines: Sequence[str]) -> str:
    """Join lines of plain text for Plotly, escaping its HTML."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def push_apart(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float, gap: float = 2
) -> list[float]:
    """Place labels, wanted at `centres` (pixels from the top), so that none overlap.

    Keeps their order, moves each as little as possible, and stays between `low` and `high` if they fit there.
    """
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    room = [heights[at] + gap for at in order]
    # Blocks of touching labels; a block lies at the mean of its labels' wanted positions.
    blocks: list[tuple[list[float], float]] = []  # wanted top edges of the block, its height
    for at, height in zip(order, room, strict=True):
        wishes, total = [centres[at] - height / 2], height
        while blocks and _top(blocks[-1], low, high) + blocks[-1][1] > _top((wishes, total), low, high):
            before, before_height = blocks.pop()
            wishes = before + [wish - before_height for wish in wishes]
            total += before_height
        blocks.append((wishes, total))
    placed = [0.0] * len(centres)
    at = 0
    for block in blocks:
        edge = _top(block, low, high)
        for _ in block[0]:
            placed[order[at]] = edge + room[at] / 2
            edge += room[at]
            at += 1
    return placed


def _top(block: tuple[list[float], float], low: float, high: float) -> float:
    wishes, height = block
    return max(low, min(sum(wishes) / len(wishes), high - height))
