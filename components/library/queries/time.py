"""How mentions and topics move over time, in complete rows of days, weeks, months, quarters or years."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from components.library.queries import WITHOUT_TOPIC, View, build_scope
from components.library.store.records import NO_DAY, date_of, dates_of, day_of, lookup
from components.types import PERIODS

MOST_DAYS = 45  # longest span charted by day
MOST_WEEKS_IN_DAYS = 430
MOST_MONTHS_IN_DAYS = 10 * 366
MOST_QUARTERS_IN_DAYS = 30 * 366
FEWEST_IN_PERIOD = 3  # mean articles per period; with fewer, a line only jumps between zero and a few
FEWEST_PERIODS = 4  # minimum periods of a chart; with fewer, a finer period says more, however sparse
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Grid:
    """The complete sequence of periods from the first to the last dated article."""

    starts: list[str]  # ISO dates, inclusive
    ends: list[str]  # ISO dates, inclusive
    slots: np.ndarray  # period of each article, by number; -1 if undated or not in the view

    def __len__(self) -> int:
        return len(self.starts)


def choose_period(view: View) -> str:
    """The period that suits a view: as fine as some sixty points allow, as coarse as sparse articles require."""
    if view.span is None:
        return "day"
    days = view.span[1] - view.span[0] + 1
    longest = (MOST_DAYS, MOST_WEEKS_IN_DAYS, MOST_MONTHS_IN_DAYS, MOST_QUARTERS_IN_DAYS)
    period = PERIODS[bisect_left(longest, days)]
    for finer in PERIODS[:-1]:
        if period == finer and len(view.articles) * _DAYS[finer] / days < FEWEST_IN_PERIOD:
            period = coarser_period(view, finer)
    return period


def coarser_period(view: View, period: str) -> str:
    """The next coarser period if the view spans several of them; else the same."""
    coarser = PERIODS[min(PERIODS.index(period) + 1, len(PERIODS) - 1)]
    days = 0 if view.span is None else view.span[1] - view.span[0] + 1
    return coarser if days >= FEWEST_PERIODS * _DAYS[coarser] else period


def list_periods(view: View) -> list[str]:
    """The periods worth offering: those up to months, and longer ones of which the view has more than one."""
    days = 0 if view.span is None else view.span[1] - view.span[0] + 1
    return [period for period in PERIODS if period in ("day", "week", "month") or days > _DAYS[period]]


def bounds_of(iso: str, period: str) -> tuple[str, str]:
    """The first and the last day of the period in which a day lies, as ISO dates."""
    first = int(first_days(np.array([day_of(iso)]), period)[0])
    return date_of(first), date_of(_next_start(first, period) - 1)


def first_days(days: np.ndarray, period: str) -> np.ndarray:
    """The first day of each day's period; weeks start on Monday (ISO 8601)."""
    days = days.astype(np.int64)
    if period == "day":
        return days
    if period == "week":
        monday: np.ndarray = days - (days + 3) % 7  # 1970-01-01 was a Thursday
        return monday
    if period in _MONTHS:
        months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        first = months - months % _MONTHS[period]  # 1970 began with a January
        return first.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    raise ValueError(f"Unknown period {period!r}: one of {', '.join(PERIODS)}")


def build_grid(view: View, period: str) -> Grid:
    """The grid from the first to the last dated article of the view."""
    slots = np.full(view.frames.n_article_slots, -1, dtype=np.int32)
    if view.span is None:
        first_days(np.zeros(1), period)
        return Grid([], [], slots)
    every_day = np.arange(view.span[0], view.span[1] + 1)
    starts = np.unique(first_days(every_day, period))
    ends = np.append(starts[1:], _next_start(int(starts[-1]), period)) - 1
    days = view.articles["day"].to_numpy()
    dated = days != NO_DAY
    numbers = view.articles.index.to_numpy()[dated]
    slots[numbers] = np.searchsorted(starts, first_days(days[dated], period))
    return Grid(dates_of(starts), dates_of(ends), slots)


def _next_start(start: int, period: str) -> int:
    length = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[period]
    return int(first_days(np.array([start + length]), period)[0])


# Time series of mentions and topics; undated articles are left out.


def count_mentions_by_period(view: View, entity_ids: Sequence[str], period: str) -> pd.DataFrame:
    """Mentions of each entity per period, as a complete grid.

    `n_articles` mention the entity; `n_all_articles` are all of the view in that period; `share` is their ratio (0 if
    there are none).
    """
    frames = view.frames
    numbers = frames.numbers_of(list(entity_ids))
    grid = build_grid(view, period)
    keys = np.asarray(numbers, dtype=np.int64)
    columns = lookup(keys, np.arange(len(keys), dtype=np.int64), frames.n_entity_slots, -1)
    n_mentions = _tally(
        columns[view.mentions["entity"].to_numpy()],
        grid.slots[view.mentions["article"].to_numpy()],
        (len(numbers), len(grid)),
    )
    entities, articles = view.naming
    n_articles = _tally(columns[entities], grid.slots[articles], (len(numbers), len(grid)))
    n_all = np.tile(_articles_by_period(view, grid.slots, len(grid)), len(numbers))
    return pd.DataFrame(
        {
            "entity_id": np.repeat(frames.entity_ids[numbers], len(grid)),
            "name": np.repeat(frames.entity_names[numbers], len(grid)),
            "start": grid.starts * len(numbers),
            "end": grid.ends * len(numbers),
            "n_mentions": n_mentions,
            "n_articles": n_articles,
            "n_all_articles": n_all,
            "share": n_articles / np.maximum(n_all, 1),
        }
    )


def find_leaders_by_period(
    view: View, period: str, types: Sequence[str] | None = None, column: str = "n_mentions"
) -> list[str]:
    """The id of the entity with the most mentions (or `n_articles`) in each period; empty if several are level.

    All entities of the view are compared, or those of the given types.
    """
    frames = view.frames
    grid = build_grid(view, period)
    entities, articles = view.mentions["entity"].to_numpy(), view.mentions["article"].to_numpy()
    if column == "n_articles":
        entities, articles = view.naming
    slots = grid.slots[articles]
    kept = slots >= 0
    if types is not None:
        kept &= np.isin(frames.entity_types, list(types))[entities]
    shape = (len(grid), frames.n_entity_slots)
    counts = sparse.csr_array((np.ones(int(kept.sum()), dtype=np.int32), (slots[kept], entities[kept])), shape=shape)
    counts.sum_duplicates()
    leaders = []
    for first, last in itertools.pairwise(counts.indptr.tolist()):
        values = counts.data[first:last]
        alone = len(values) and (values == values.max()).sum() == 1
        leaders.append(str(frames.entity_ids[counts.indices[first + int(values.argmax())]]) if alone else "")
    return leaders


def count_topics_by_period(view: View, period: str) -> pd.DataFrame:
    """Articles of each topic per period, as a complete grid; `share` of all articles of the period."""
    topics = view.topics
    grid = build_grid(view, period)
    size = int(topics.index.max()) + 1 if len(topics) else 0
    columns = lookup(topics.index.to_numpy(), np.arange(len(topics), dtype=np.int64), size, -1)
    n_articles = _tally(
        columns[view.article_topics["topic"].to_numpy()],
        grid.slots[view.article_topics["article"].to_numpy()],
        (len(topics), len(grid)),
    )
    n_all = np.tile(_articles_by_period(view, grid.slots, len(grid)), len(topics))
    return pd.DataFrame(
        {
            "topic_id": np.repeat(topics["topic_id"].to_numpy(dtype=object), len(grid)),
            "label": np.repeat(topics["label"].to_numpy(dtype=object), len(grid)),
            "start": grid.starts * len(topics),
            "end": grid.ends * len(topics),
            "n_articles": n_articles,
            "n_all_articles": n_all,
            "share": n_articles / np.maximum(n_all, 1),
        }
    )


def count_without_topic_by_period(view: View, period: str) -> pd.DataFrame:
    """Articles that have no topic per period, in the columns of `count_topics_by_period`; their `topic_id` is ""."""
    grid = build_grid(view, period)
    slots = grid.slots[np.flatnonzero(build_scope(view, topic=""))]
    n_articles = np.bincount(slots[slots >= 0], minlength=len(grid))
    n_all = _articles_by_period(view, grid.slots, len(grid))
    return pd.DataFrame(
        {
            "topic_id": "",
            "label": WITHOUT_TOPIC,
            "start": grid.starts,
            "end": grid.ends,
            "n_articles": n_articles,
            "n_all_articles": n_all,
            "share": n_articles / np.maximum(n_all, 1),
        }
    )


def count_articles_by_period(view: View, period: str) -> np.ndarray:
    """All articles of each period of the grid."""
    grid = build_grid(view, period)
    return _articles_by_period(view, grid.slots, len(grid))


def count_groups_by_period(view: View, groups: Sequence[tuple[str, str, np.ndarray]], period: str) -> pd.DataFrame:
    """Articles of several groups per period, in the columns of `count_mentions_by_period`; each counts once.

    A group is its id, which stands as `entity_id`, its name, and the numbers of its articles.
    """
    grid = build_grid(view, period)
    n_all = _articles_by_period(view, grid.slots, len(grid))
    parts = []
    for group_id, name, articles in groups:
        slots = grid.slots[articles]
        n = np.bincount(slots[slots >= 0], minlength=len(grid))
        parts.append(
            pd.DataFrame(
                {
                    "entity_id": group_id, "name": name, "start": grid.starts, "end": grid.ends, "n_mentions": n,
                    "n_articles": n, "n_all_articles": n_all, "share": n / np.maximum(n_all, 1),
                }
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def find_peak(table: pd.DataFrame, column: str = "n_mentions", *, fewest_periods: int = 1) -> pd.Series | None:
    """The row with the highest value, the earliest if tied; None if all are zero."""
    if not len(table) or not table[column].max() > 0 or table["start"].nunique() < fewest_periods:
        return None
    return table.sort_values([column, "start"], ascending=[False, True], kind="stable").iloc[0]


def _tally(columns: np.ndarray, slots: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    rows = (columns >= 0) & (slots >= 0)
    return np.bincount(columns[rows] * shape[1] + slots[rows], minlength=shape[0] * shape[1])


def _articles_by_period(view: View, slots: np.ndarray, n_periods: int) -> np.ndarray:
    own = slots[view.articles.index.to_numpy()]
    return np.bincount(own[own >= 0], minlength=n_periods)
