"""What the tagger found in one text, as spans with their scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from components.analysis.quotes.records import Range
from components.analysis.quotes.view import View

OUTSIDE = "O"
ROLES = {"C": "content", "Q": "cue", "S": "source"}


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


def find_root(view: View, first: int, last: int) -> int:
    """The token of a range that hangs on nothing inside it; a verb where there are several."""
    head = view.tree.head
    roots = [token for token in range(first, last) if not first <= head[token] < last or head[token] == token]
    return next((token for token in roots if view.pos[token] == "VERB"), roots[0] if roots else first)
