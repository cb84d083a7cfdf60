"""Long sentences in pieces around those they speak of, so that each costs a bounded time, however long it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.sentiment.targets import Target
from components.types import Span

MOST_CHARACTERS = 1000  # of a piece; more than any window of the model holds
_AROUND = 300  # characters before and after a mention, where there are so many


def cut_passage(targets: Sequence[Target]) -> Iterator[tuple[list[int], list[Target]]]:
    """The targets of a sentence, together where it is short, else in pieces of it; each with its number.

    A target is in the piece where it first stands.
    """
    sentence = targets[0].sentence if targets else ""
    if len(sentence) <= MOST_CHARACTERS:
        yield list(range(len(targets))), list(targets)
        return
    order = sorted(range(len(targets)), key=lambda number: _find_first(targets[number]))
    at = 0
    while at < len(order):
        start = max(0, _find_first(targets[order[at]]) - _AROUND)
        end = start + MOST_CHARACTERS
        numbers = [order[at]]
        at += 1
        while at < len(order) and _find_first(targets[order[at]]) < end - _AROUND:
            numbers.append(order[at])
            at += 1
        piece = sentence[start:end]
        yield (
            numbers,
            [Target(piece, _move(targets[number].mentions, start, end), targets[number].forms) for number in numbers],
        )


def cut_target(target: Target) -> Target:
    """One target with the piece of its sentence around its chosen place."""
    if len(target.sentence) <= MOST_CHARACTERS:
        return target
    start = max(0, target.mentions[0][0] - _AROUND)
    end = start + MOST_CHARACTERS
    return Target(target.sentence[start:end], _move(target.mentions, start, end), target.forms)


def _find_first(target: Target) -> int:
    return min((start for start, _ in target.mentions), default=0)


def _move(mentions: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The mentions that begin in a piece, cut to it, with places in it."""
    return tuple((left - start, min(right, end) - start) for left, right in mentions if start <= left < end)
