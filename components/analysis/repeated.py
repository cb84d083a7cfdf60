"""Lines at the head and tail of texts, to be compared: what a source repeats there is no news."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from components.analysis.topic_terms import PERSON

HEAD, TAIL = 0, 1  # places
_HEAD_LINES, _TAIL_LINES = 3, 6
_FEWEST_LETTERS = 4  # a rule of dashes or a number is no line that says anything
_LONGEST = 1200  # characters; a longer line is a whole story
_LONGEST_TERM = 3  # words
_FEWEST, _SHARE = 4, 0.1  # articles of a source, and part of all of them, that repeat a line

_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near one end of a text; lines of one hash say the same."""

    place: int  # HEAD or TAIL
    start: int
    end: int
    hash: int


def read_edge_lines(text: str) -> list[EdgeLine]:
    """The first and the last lines of a text that are not empty, each once."""
    lines, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(stripped)))
        at += len(line) + 1
    head = lines[:_HEAD_LINES]
    tail = lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]
    return [
        EdgeLine(place, start, end, hash_text(normalise_line(text[start:end])))
        for place, some in ((HEAD, head), (TAIL, tail))
        for start, end in some
        if end - start <= _LONGEST and sum(map(str.isalpha, text[start:end])) >= _FEWEST_LETTERS
    ]


def normalise_line(line: str) -> str:
    """What two lines share that say the same on another day: no capitals, every digit a 0."""
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def hash_text(text: str) -> int:
    """A text's hash as a signed number of 64 bits, as SQLite holds it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def is_repeated(n_articles: int, n_of_source: int) -> bool:
    """Whether so many of a source's articles with a line at one place make it boilerplate."""
    return n_articles >= max(_FEWEST, _SHARE * n_of_source)


def drop_terms(terms: Mapping[str, int], lines: Iterable[str]) -> dict[str, int]:
    """An article's terms without what stands in some of its lines."""
    inside: Counter[str] = Counter()
    for line in lines:
        words = _WORD.findall(line.lower())
        for length in range(1, _LONGEST_TERM + 1):
            inside.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    left = {}
    for term, count in terms.items():
        folded = " ".join(_WORD.findall(term.removeprefix(PERSON).lower()))
        if (more := count - inside.get(folded, 0)) > 0:
            left[term] = more
    return left
