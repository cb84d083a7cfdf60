"""Text of articles made safe for a web page, cut and marked: here, as JavaScript counts characters differently."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from components import format_date
from components.analysis.boilerplate import join_spans
from components.types import DATE_ORIGINS, Span

MOST_CHARS = 1200  # of a sentence or quote in a list; the article shows it in full
GUESSED_FROM = dict(
    zip(DATE_ORIGINS, ("", "date taken from the text", "date taken from the file name", "", ""), strict=True)
)
_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # bidirectional controls also reorder the text after them


def drop_overrides(text: str) -> str:
    """The text without bidirectional controls."""
    return _OVERRIDES.sub("", text)


def escape(text: str) -> str:
    """Escape a text for HTML and remove bidirectional controls."""
    return html.escape(drop_overrides(text))


def split_at_spans(text: str, spans: Iterable[Span]) -> list[str]:
    """The text in pieces, plain and marked in turn, a plain one first; overlapping spans are joined."""
    inside = [(max(0, start), min(end, len(text))) for start, end in spans]
    pieces, at = [], 0
    for start, end in join_spans(span for span in inside if span[0] < span[1]):
        pieces += [text[at:start], text[start:end]]
        at = end
    return [*pieces, text[at:]]


def cut_around(text: str, spans: Sequence[Span], most: int = MOST_CHARS) -> tuple[str, list[Span]]:
    """Shorten a very long sentence or quote to the surroundings of its first span; also return the spans in it."""
    if len(text) <= most:
        return text, list(spans)
    first = min((start for start, _ in spans), default=0)
    begin = min(max(0, first - most // 3), len(text) - most)
    before, after = ("… " if begin else ""), (" …" if begin + most < len(text) else "")
    shift = len(before) - begin
    kept = [
        (max(start, begin) + shift, min(end, begin + most) + shift)
        for start, end in spans
        if end > begin and start < begin + most
    ]
    return before + text[begin : begin + most] + after, kept


def format_byline(source: str, iso: str, date_origin: str = "") -> str:
    """Source and date of an article; says if either is unknown or the date is a guess."""
    day = format_date(iso) or "no date"
    guessed = GUESSED_FROM.get(date_origin, "")
    return f"{source or 'Unknown source'}, {day}{f' ({guessed})' if iso and guessed else ''}"
