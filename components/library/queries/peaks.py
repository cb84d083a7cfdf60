"""Peaks: times at which somebody is named more often than the time around would lead one to expect.

Each period is held against the periods around it by a one-sided test. Mentions come article by article, so that their
number in a period is a compound Poisson variable: its mean is that of the periods around, its variance the sum of the
squared mentions per article there. The tail is that of the negative binomial distribution with this mean and variance.
Of the peaks of all periods and entities asked for one in twenty may be chance (false discovery rate, Benjamini and
Hochberg 1995). A peak also has at least five mentions and half as many again as expected; periods that follow each
other are one peak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import betainc

from components.library.queries import View, build_scope
from components.library.queries.keyness import find_names_apart, find_stories_apart, find_words_apart
from components.library.queries.time import build_grid, count_articles_by_period

MOST_CHANCE = 0.05  # false discovery rate
FEWEST = 5  # mentions
FEWEST_PERIODS = 6
TIMES = 1.5  # as many as expected
AROUND = 8  # periods on each side that are the time around; the next ones are left out, as a peak may reach into them
PRIOR = 2.0  # periods' worth of the mean over all time, so that a silent time around expects no certain zero


@dataclass(frozen=True)
class Peak:
    """A run of periods, first and last day inclusive (ISO), in which an entity is named often."""

    entity_id: str
    name: str
    start: str
    end: str
    top: tuple[str, str]  # first and last day of its period with the most mentions
    n_mentions: int
    expected: float  # mentions, by the time around
    n_articles: int  # that name it
    n_all_articles: int
    p: float  # of its most surprising period, corrected for the number of periods and entities


def find_peaks(view: View, entity_ids: Sequence[str], period: str) -> list[Peak]:
    """The peaks of entities, the most surprising first; none if there are under six periods."""
    grid = build_grid(view, period)
    numbers = view.frames.numbers_of(list(entity_ids))
    if len(grid) < FEWEST_PERIODS or not numbers:
        return []
    counts = np.stack([_count(view, number, grid.slots, len(grid)) for number in numbers])
    found, squares, naming = counts[:, 0], counts[:, 1], counts[:, 2]
    expected, variance = (_mean_around(values) for values in (found, squares))
    corrected = _correct(_tail(found, expected, variance).ravel()).reshape(found.shape)
    high = (corrected < MOST_CHANCE) & (found >= FEWEST) & (found >= TIMES * expected)
    n_all = count_articles_by_period(view, period)
    peaks = []
    for row, number in enumerate(numbers):
        for first, last in _runs(high[row]):
            inside = slice(first, last + 1)
            top = first + int(found[row, inside].argmax())
            peak = Peak(
                entity_id=str(view.frames.entity_ids[number]),
                name=str(view.frames.entity_names[number]),
                start=grid.starts[first],
                end=grid.ends[last],
                top=(grid.starts[top], grid.ends[top]),
                n_mentions=int(found[row, inside].sum()),
                expected=float(expected[row, inside].sum()),
                n_articles=int(naming[row, inside].sum()),
                n_all_articles=int(n_all[inside].sum()),
                p=float(corrected[row, inside].min()),
            )
            peaks.append(peak)
    return sorted(peaks, key=lambda peak: (peak.p, -peak.n_mentions / max(peak.expected, 0.5), peak.start))


def find_articles_of(view: View, peak: Peak) -> tuple[np.ndarray, np.ndarray]:
    """The articles that name a peak's entity: within the peak, and at all other times (article numbers)."""
    entities, articles = view.naming
    naming = articles[entities == view.frames.entity_numbers.get(peak.entity_id, -1)]
    within = build_scope(view, start=peak.start, end=peak.end)[naming]
    return naming[within], naming[~within]


@dataclass(frozen=True)
class Coinciding:
    """What sets a peak's articles apart from others that name its entity; never a cause."""

    stories: pd.DataFrame  # as `find_stories_apart` gives them
    names: pd.DataFrame  # as `find_names_apart` gives them
    words: list[str]


def find_coinciding(view: View, peak: Peak) -> Coinciding:
    """The stories, names and words that stand out in a peak."""
    within, otherwise = find_articles_of(view, peak)
    names = find_names_apart(view, within, otherwise, without=[peak.entity_id], most=4)
    words = find_words_apart(view.frames.path, within, otherwise)["word"].tolist()
    return Coinciding(find_stories_apart(view, within, otherwise), names, words)


def _count(view: View, entity: int, slots: np.ndarray, n_periods: int) -> np.ndarray:
    """Per period: mentions of an entity, the sum of its squared mentions per article, and the articles."""
    articles = view.mentions["article"].to_numpy()[view.mentions["entity"].to_numpy() == entity]
    numbers, n_mentions = np.unique(articles, return_counts=True)
    dated = slots[numbers] >= 0
    own, n_mentions = slots[numbers[dated]], n_mentions[dated].astype(np.float64)
    weights = (n_mentions, n_mentions**2, np.ones(len(own)))
    return np.stack([np.bincount(own, weights=values, minlength=n_periods) for values in weights])


def _mean_around(values: np.ndarray) -> np.ndarray:
    """The mean of the periods around each period; that period and its neighbours are left out."""
    at = np.arange(values.shape[1])
    distance = np.abs(at[:, None] - at[None, :])
    around = ((distance >= 2) & (distance <= AROUND)).astype(np.float64)
    overall = values.mean(axis=1, keepdims=True)
    mean: np.ndarray = (values @ around + PRIOR * overall) / (around.sum(axis=0) + PRIOR)
    return mean


def _tail(found: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """The chance of at least so many, by a negative binomial distribution: Poisson's where the variance is the mean.

    The mean is itself uncertain, by its variance over the number of periods around.
    """
    mean = np.maximum(mean, 1e-9)
    variance = np.maximum(variance * (1 + 1 / (2 * AROUND)), mean * 1.0001)
    size = mean**2 / (variance - mean)
    chance: np.ndarray = np.where(found > 0, betainc(np.maximum(found, 1), size, 1 - mean / variance), 1.0)
    return chance


def _correct(p: np.ndarray) -> np.ndarray:
    """p-values corrected for their number, by the step-up method of Benjamini and Hochberg."""
    order = np.argsort(p, kind="stable")
    stepped = np.minimum.accumulate((p[order] * len(p) / np.arange(1, len(p) + 1))[::-1])[::-1]
    corrected = np.empty_like(stepped)
    corrected[order] = np.minimum(stepped, 1)
    return corrected


def _runs(high: np.ndarray) -> list[tuple[int, int]]:
    """First and last place of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], high, [False]]).astype(np.int8)))
    return [(int(first), int(after) - 1) for first, after in edges.reshape(-1, 2)]
