"""What the tagger found in one text, as spans with their scores."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from components.analysis.document import Document, Range

OUTSIDE = "O"
ROLES = {"C": "content", "Q": "cue", "S": "source"}


class Placed(Protocol):
    """Whatever lies on the tokens `first` to `last` (half open)."""

    first: int
    last: int


Item = TypeVar("Item", bound=Placed)


@dataclass(slots=True)
class Piece:
    """One stretch of tokens with one role."""

    first: int
    last: int  # half open
    score: float  # mean marginal probability of its labels
    edge: float = 1.0  # the smaller of the first and the last label's marginal probability

    @property
    def range(self) -> Range:
        return (self.first, self.last)


@dataclass(slots=True)
class Tagged:
    """All pieces of a text in order."""

    content: list[Piece] = field(default_factory=list)
    cues: list[Piece] = field(default_factory=list)
    sources: list[Piece] = field(default_factory=list)
    _index: Index | None = None

    @property
    def index(self) -> Index:
        """The pieces by place; made when first asked for, so only once all of them are in."""
        if self._index is None:
            self._index = Index(self)
        return self._index


class Index:
    """Finds the pieces that begin within a range, or lie near it, without walking through all of them."""

    def __init__(self, tagged: Tagged) -> None:
        self._content = tagged.content
        self._sources = tagged.sources
        self._content_starts = [piece.first for piece in tagged.content]
        self._source_starts = [piece.first for piece in tagged.sources]
        self._cue_starts = [piece.first for piece in tagged.cues]

    def count_cues(self, low: int, high: int) -> int:
        """How many cues begin from `low` to before `high`."""
        return max(0, bisect_left(self._cue_starts, high) - bisect_left(self._cue_starts, low))

    def content(self, low: int, high: int) -> list[Piece]:
        """The pieces of content that begin from `low` to before `high`."""
        return self._content[bisect_left(self._content_starts, low) : bisect_left(self._content_starts, high)]

    def sources(self, low: int, high: int) -> list[Piece]:
        """The sources that begin from `low` to before `high`."""
        return self._sources[bisect_left(self._source_starts, low) : bisect_left(self._source_starts, high)]

    def content_near(self, first: int, last: int, reach: int) -> list[Piece]:
        """The pieces of content less than `reach` tokens away from a range."""
        return find_near(self._content, self._content_starts, first, last, reach)

    def sources_near(self, first: int, last: int, reach: int) -> list[Piece]:
        """The sources less than `reach` tokens away from a range."""
        return find_near(self._sources, self._source_starts, first, last, reach)

    def is_free(self, first: int, last: int) -> bool:
        """Whether no content and no source lies in a range."""
        return not self.content_near(first, last, 0) and not self.sources_near(first, last, 0)


def find_near(items: Sequence[Item], starts: Sequence[int], first: int, last: int, reach: int) -> list[Item]:
    """Of items in order that do not overlap those less than `reach` tokens away from a range."""
    end = bisect_left(starts, last + reach)
    start = end
    while start and items[start - 1].last > first - reach:
        start -= 1
    return list(items[start:end])


def collect_pieces(sequences: Iterable[tuple[Sequence[int], Sequence[str], Sequence[float]]]) -> Tagged:
    """Spans out of tokens, their labels and the labels' marginal probabilities, paragraph by paragraph."""
    tagged = Tagged()
    homes = {"C": tagged.content, "Q": tagged.cues, "S": tagged.sources}
    for tokens, labels, marginals in sequences:
        at = 0
        while at < len(labels):
            role = labels[at][1:]
            start = at
            at += 1
            if role not in homes:
                continue
            while at < len(labels) and labels[at] == "I" + role:
                at += 1
            some = marginals[start:at]
            homes[role].append(Piece(tokens[start], tokens[at - 1] + 1, sum(some) / len(some), min(some[0], some[-1])))
    return tagged


def find_root(doc: Document, first: int, last: int) -> int:
    """The token of a range that hangs on nothing inside it; a verb where there are several."""
    head = doc.heads
    roots = [token for token in range(first, last) if not first <= head[token] < last or head[token] == token]
    return next((token for token in roots if doc.pos[token] == "VERB"), roots[0] if roots else first)
