"""Where the terms of a query stand in a text, whether a text holds a query, and the part of it that is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate

from components.library.queries.query_language import And, Near, Node, Not, Or, Term, split_words
from components.types import Span

SNIPPET = 260  # characters, about three lines
_LEAD = 60  # characters shown before the first word found
Forms = Callable[[Term], Collection[str]]  # the words that a term of one word stands for


class Tokens:
    """A text cut into words, each with its places."""

    def __init__(self, text: str) -> None:
        self.words = split_words(text)
        self._places: dict[str, list[int]] = {}
        for at, (word, _, _) in enumerate(self.words):
            self._places.setdefault(word, []).append(at)

    def find(self, term: Term, forms: Forms) -> list[Span]:
        """The places of a term, in order: of its first word, and behind its last."""
        if term.is_prefix and len(term.tokens) == 1:
            found = [at for word, places in self._places.items() if word.startswith(term.tokens[0]) for at in places]
            return [(at, at + 1) for at in sorted(found)]
        if len(term.tokens) == 1:
            found = [at for form in forms(term) for at in self._places.get(form, ())]
            return [(at, at + 1) for at in sorted(found)]
        size = len(term.tokens)
        return [(at, at + size) for at in self._places.get(term.tokens[0], ()) if self._follow(term, at)]

    def _follow(self, term: Term, at: int) -> bool:
        words = [word for word, _, _ in self.words[at : at + len(term.tokens)]]
        if len(words) < len(term.tokens):
            return False
        *first, last = term.tokens
        return words[:-1] == first and (words[-1].startswith(last) if term.is_prefix else words[-1] == last)

    def find_pair(self, pair: Near, forms: Forms) -> list[Span]:
        """The places of both sides of a pair where they are near enough."""
        left, right = (
            sorted({place for term in side for place in self.find(term, forms)}) for side in (pair.left, pair.right)
        )
        return sorted({*_near(left, right, pair.within), *_near(right, left, pair.within)})

    def spans(self, places: Iterable[Span]) -> list[Span]:
        """Places as characters of the text."""
        return sorted({(self.words[first][1], self.words[end - 1][2]) for first, end in places})


def _near(these: Sequence[Span], those: Sequence[Span], within: int) -> Iterable[Span]:
    """Those of `these` that have one of `those` at most so many words away, or in common; both are in order."""
    starts, ends = [first for first, _ in those], list(accumulate((end for _, end in those), max))
    for first, end in these:
        at = bisect_left(starts, end + within) - 1  # the last that begins near enough
        if at >= 0 and ends[at] > first - within:
            yield first, end


def find_spans(leaves: Iterable[Term | Near], text: str, forms: Forms) -> list[Span]:
    """The spans of the leaves in a text, in order."""
    tokens = Tokens(text)
    places = [
        place
        for leaf in leaves
        for place in (tokens.find(leaf, forms) if isinstance(leaf, Term) else tokens.find_pair(leaf, forms))
    ]
    return tokens.spans(places)


def holds(node: Node, tokens: Tokens, forms: Forms, others: Callable[[Term], bool] = lambda _: False) -> bool:
    """True if a text matches; `others` says whether a term does that stands in a field."""
    if isinstance(node, Term):
        return others(node) if node.field else bool(tokens.find(node, forms))
    if isinstance(node, Near):
        return bool(tokens.find_pair(node, forms))
    if isinstance(node, Not):
        return not holds(node.part, tokens, forms, others)
    found = (holds(part, tokens, forms, others) for part in node.parts)
    return any(found) if isinstance(node, Or) else all(found)


def without_not(node: Node) -> Node | None:
    """What must be in an article of which one sentence matches: no part that is negated; None for any article."""
    if isinstance(node, Not):
        return None
    if isinstance(node, And):
        parts = tuple(part for part in map(without_not, node.parts) if part is not None)
        return And(parts) if parts else None
    if isinstance(node, Or):
        either = [without_not(part) for part in node.parts]
        return None if None in either else Or(tuple(part for part in either if part is not None))
    return node


def cut_snippet(text: str, spans: list[Span]) -> tuple[int, int, tuple[Span, ...]]:
    """The part of a text with most of the spans, cut between words: (start, end, spans inside it)."""
    best, most = 0, 0
    ends = sorted(end for _, end in spans)
    for position, (begin, _) in enumerate(spans):
        n_inside = bisect_right(ends, begin - _LEAD + SNIPPET) - position
        if n_inside > most:
            best, most = max(0, begin - _LEAD), n_inside
    start = best if best == 0 else text.find(" ", best) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), max((b for _, b in spans if start <= b <= end), default=start))
        end = end if end > start else min(len(text), start + SNIPPET)
    inside = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
    return start, end, inside
