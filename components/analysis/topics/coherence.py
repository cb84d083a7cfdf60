"""Coherence of topics: how characteristic their terms are, and how alike their articles are apart from these terms."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.topics.vectors import Floats

_FEW = 40  # articles below which two articles with a term are enough for it to characterise a topic
_LEADING = 8  # strongest terms of a topic, which its articles were grouped by; at most a tenth of all terms

Bools = NDArray[np.bool_]


def score_terms(matrix: Any, members: Bools) -> Floats:
    """Topics by terms: how characteristic a term is of a topic, by document frequency.

    That is the log odds of the term in the topic's articles against all others, times the square root of the share of
    the topic's articles that have it; zero if those are too few.
    """
    number = len(members)
    present = (matrix > 0).astype(np.float64)
    total = present.sum(axis=0).A1
    inside = np.asarray(members.T.astype(np.float64) @ present)
    size = members.sum(axis=0)[:, None]
    within, outside = (inside + 0.5) / (size + 1), (total - inside + 0.5) / (number - size + 1)
    odds = np.log(within / (1 - within)) - np.log(outside / (1 - outside))
    least = 2 if number < _FEW else 3
    strength: Floats = np.where(inside >= least, np.maximum(odds, 0) * np.sqrt(inside / np.maximum(size, 1)), 0)
    return strength


def find_clarity(strength: Floats) -> Floats:
    """The mean strength of each topic's three strongest terms."""
    clarity: Floats = np.sort(strength, axis=1)[:, -3:].mean(axis=1)
    return clarity


def find_likeness(matrix: Any, members: Bools, strength: Floats) -> Floats:
    """How alike each topic's articles are in what else they say: 1 is as alike as any two articles of the pile.

    That is their mean cosine without the topic's strongest terms, relative to the mean cosine of all articles without
    them. Articles that share a few words and nothing else are about different things.
    """
    everyone = np.ones((len(members), 1))
    most = min(_LEADING, strength.shape[1] // 10)
    leading = np.argsort(-strength, axis=1, kind="stable")[:, :most]
    own = _mean_cosine(matrix, members.astype(np.float64), leading)
    return own / np.maximum(_mean_cosine(matrix, everyone, leading), 1e-9)


def _mean_cosine(matrix: Any, groups: Floats, without: NDArray[np.intp]) -> Floats:
    """The mean cosine of two articles of each group, without some terms of each topic."""
    sums, squares = np.asarray(groups.T @ matrix), np.asarray(groups.T @ matrix.multiply(matrix))
    sizes = np.maximum(groups.sum(axis=0), 2)
    rest, lengths = (sums**2).sum(axis=1), squares.sum(axis=1)
    at = np.arange(len(without))[:, None] if len(groups.T) == len(without) else np.zeros((len(without), 1), dtype=int)
    rest = rest[at[:, 0]] - (sums[at, without] ** 2).sum(axis=1)
    lengths = lengths[at[:, 0]] - squares[at, without].sum(axis=1)
    sizes = sizes[at[:, 0]]
    cosines: Floats = (rest - lengths) / (sizes - 1) / np.maximum(lengths, 1e-9)
    return cosines
