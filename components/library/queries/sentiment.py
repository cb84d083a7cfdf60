"""Sentiment toward entities: means with numbers of sentences and 95 % intervals.

Judgements with a confidence below `CERTAIN` are excluded from every mean and counted separately.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from components.library.queries import View
from components.library.queries.time import build_grid
from components.library.store.records import NOBODY, lookup
from components.types import SENTIMENT_LABELS

CERTAIN = 0.6  # a judgement below this confidence is uncertain
SPREAD = 0.8165  # standard deviation of -1, 0 and 1 in equal parts: the prior
PRIOR = 4  # weight of the prior in sentences; without it three equal scores would look certain


@dataclass(frozen=True)
class Average:
    """Means of groups; `mean`, `low` and `high` are NaN if n is 0."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: np.ndarray
    n_uncertain: np.ndarray


def is_certain(sentiments: pd.DataFrame) -> np.ndarray:
    """Mask of the certain judgements."""
    sure: np.ndarray = sentiments["confidence"].to_numpy() >= CERTAIN
    return sure


def average(groups: np.ndarray, sentiments: pd.DataFrame, n_groups: int, pools: np.ndarray | None = None) -> Average:
    """Average the scores by group, with a 95 % interval of Student's t.

    The variance is pooled over the groups of one pool (`pools` gives the pool of each group; by default there is one),
    so that a period with a single sentence gets a wide interval instead of none. The spread of evenly mixed labels
    enters as `PRIOR` sentences (a scaled inverse chi-squared prior of the variance, Gelman et al., Bayesian Data
    Analysis, section 2.6), and alone determines the variance if no group of a pool has two scores.
    """
    certain = is_certain(sentiments)
    scores = sentiments["score"].to_numpy()[certain]
    inside = groups[certain]
    n = np.bincount(inside, minlength=n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(inside, weights=scores, minlength=n_groups) / n
    pools = np.zeros(n_groups, dtype=np.int64) if pools is None else pools
    left_over = np.bincount(pools[inside], weights=(scores - mean[inside]) ** 2, minlength=1)
    freedom = np.bincount(pools, weights=np.maximum(n - 1, 0), minlength=1)
    left_over = np.pad(left_over, (0, len(freedom) - len(left_over)))
    spread = np.sqrt((left_over + PRIOR * SPREAD**2) / (freedom + PRIOR))
    reach = spread * stdtrit(freedom + PRIOR, 0.975)
    with np.errstate(invalid="ignore", divide="ignore"):
        half = reach[pools] / np.sqrt(n)
    return Average(
        mean=mean,
        low=np.clip(mean - half, -1, 1),
        high=np.clip(mean + half, -1, 1),
        n=n,
        n_uncertain=np.bincount(groups[~certain], minlength=n_groups),
    )


def average_sentiment_by_period(view: View, entity_ids: Sequence[str], period: str) -> pd.DataFrame:
    """Mean sentiment toward each entity per period; a complete grid without undated articles."""
    frames = view.frames
    numbers = frames.numbers_of(list(entity_ids))
    grid = build_grid(view, period)
    columns = _columns(view, numbers)[view.sentiments["entity"].to_numpy()]
    slots = grid.slots[view.sentiments["article"].to_numpy()]
    rows = (columns >= 0) & (slots >= 0)
    groups = columns[rows] * len(grid) + slots[rows]
    n_groups = len(numbers) * len(grid)
    result = average(groups, view.sentiments[rows], n_groups, np.repeat(np.arange(len(numbers)), len(grid)))
    return pd.DataFrame(
        {
            "entity_id": np.repeat(frames.entity_ids[numbers], len(grid)),
            "name": np.repeat(frames.entity_names[numbers], len(grid)),
            "start": grid.starts * len(numbers),
            "end": grid.ends * len(numbers),
            **_described(result),
        }
    )


def average_sentiment_by_source(view: View, entity_id: str) -> pd.DataFrame:
    """Mean sentiment of each source toward one entity, most sentences first."""
    number = view.frames.entity_numbers.get(entity_id, NOBODY)
    sentiments = view.sentiments[view.sentiments["entity"].to_numpy() == number]
    sources = view.frames.articles["source"].cat.categories
    result = average(view.frames.source[sentiments["article"].to_numpy()], sentiments, len(sources))
    table = pd.DataFrame({"source": np.asarray(sources, dtype=object), **_described(result)})
    table = table[(result.n > 0) | (result.n_uncertain > 0)]
    return table.sort_values(["n", "n_uncertain"], ascending=False, kind="stable", ignore_index=True)


def count_sentiment_labels(view: View, entity_ids: Sequence[str]) -> pd.DataFrame:
    """Sentences per label toward each entity; `n` counts the certain ones."""
    numbers = view.frames.numbers_of(list(entity_ids))
    columns = _columns(view, numbers)[view.sentiments["entity"].to_numpy()]
    rows = columns >= 0
    labels = np.where(is_certain(view.sentiments), view.sentiments["label"].to_numpy(), len(SENTIMENT_LABELS))
    width = len(SENTIMENT_LABELS) + 1
    counts = np.bincount(columns[rows] * width + labels[rows], minlength=len(numbers) * width)
    counts = counts.reshape(len(numbers), width)
    return pd.DataFrame(
        {
            "entity_id": view.frames.entity_ids[numbers],
            "name": view.frames.entity_names[numbers],
            **{label: counts[:, code] for code, label in enumerate((*SENTIMENT_LABELS, "uncertain"))},
            "n": counts[:, :-1].sum(axis=1),
        }
    )


def _columns(view: View, numbers: list[int]) -> np.ndarray:
    """Maps entity numbers to positions in `numbers`; -1 for others."""
    keys = np.asarray(numbers, dtype=np.int64)
    return lookup(keys, np.arange(len(keys), dtype=np.int64), view.frames.n_entity_slots, -1)


def _described(result: Average) -> dict[str, np.ndarray]:
    return {
        "mean": result.mean,
        "low": result.low,
        "high": result.high,
        "n": result.n,
        "n_uncertain": result.n_uncertain,
    }
