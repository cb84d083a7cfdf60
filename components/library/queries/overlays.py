"""What is laid over a count over time: its rolling average; or behind it: the same of an earlier time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from components.library.queries import View
from components.library.queries.time import bounds_of, build_grid

EARLIER = ("period", "year")  # the period before, or the year before
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_A_YEAR = {"day": 364, "week": 52, "month": 12, "quarter": 4, "year": 1}  # 52 weeks, so that a Monday meets a Monday
_IDS = ("entity_id", "topic_id")
_COUNTS = ("n_mentions", "n_articles", "n_all_articles")


@dataclass(frozen=True)
class Earlier:
    """An earlier stretch of time, first and last day inclusive (ISO), `n` periods before the one that is shown."""

    start: str
    end: str
    n: int


def find_earlier(view: View, period: str, which: str) -> Earlier | None:
    """As long a time directly before the dates of a view's filter, or a year before; None if it has no dates.

    It is moved by whole periods, so that a week meets a week; days and weeks by 52 weeks a year.
    """
    grid, chosen = build_grid(view, period), view.filter
    if not len(grid) or not (chosen.start or chosen.end):
        return None
    n = len(grid) if which == "period" else _A_YEAR[period]
    start = max(chosen.start, grid.starts[0])
    end = min(chosen.end or grid.ends[-1], grid.ends[-1])
    return Earlier(move_back(start, period, n), move_back(end, period, n), n)


def move_back(iso: str, period: str, n: int) -> str:
    """The day `n` periods earlier; the last day of a month becomes the last day of one."""
    day = date.fromisoformat(iso)
    if period in _DAYS:
        return (day - timedelta(days=n * _DAYS[period])).isoformat()
    year, month = divmod(day.year * 12 + day.month - 1 - n * _MONTHS[period], 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last)).isoformat()


def add_rolling(table: pd.DataFrame, n: int, column: str, *, least: int = 1) -> pd.DataFrame:
    """A complete grid with the trailing rolling average of a column: of each period and the `n - 1` before it.

    Adds `rolling`, missing where there are not yet `n` periods, and `since`, the first day that it covers. The average
    of shares is the share of the articles of all `n` periods together, missing where these are fewer than `least`.
    """
    n_periods = table["start"].nunique()
    if column == "share":
        found, base = (_sum_back(table[name], n_periods, n) for name in ("n_articles", "n_all_articles"))
        rolling = np.where(base >= least, found / np.maximum(base, 1), np.nan)
    else:
        rolling = _sum_back(table[column], n_periods, n) / n
    starts = table["start"].to_numpy(dtype=object).reshape(-1, n_periods)
    since = np.concatenate(
        [np.repeat(starts[:, :1], min(n - 1, n_periods), axis=1), starts[:, : 1 - n or None]], axis=1
    )
    return table.assign(rolling=rolling, since=since.ravel())


def _sum_back(values: pd.Series, n_periods: int, n: int) -> np.ndarray:
    """The sum of each period and the `n - 1` before it, row by row; missing in the first ones."""
    rows = values.to_numpy(dtype=np.float64).reshape(-1, n_periods)
    sums = np.full(rows.shape, np.nan)
    if n <= n_periods:
        sums[:, n - 1 :] = np.lib.stride_tricks.sliding_window_view(rows, n, axis=1).sum(axis=2)
    return sums.ravel()


def add_earlier(
    table: pd.DataFrame,
    other: pd.DataFrame,
    earlier: Earlier,
    period: str,
    column: str,
    *,
    n: int = 1,
    least: int = 1,
    begun: str = "",
) -> pd.DataFrame:
    """A complete grid with what the same column was earlier, as a rolling average of `n` periods if that is several.

    `other` is the same count of the earlier stretch. Adds `before`, and `before_start` and `before_end`, the first and
    last day that it covers; before the day `begun`, of which the library knows nothing, it is missing and not zero.
    """
    ids = [name for name in _IDS if name in table]
    counts = [name for name in _COUNTS if name in table]
    moved = {start: move_back(start, period, earlier.n) for start in table["start"].unique()}
    same = table[[*ids, "start"]].assign(start=table["start"].map(moved))
    same = same.merge(other[[*ids, "start", *counts]], "left", [*ids, "start"])
    same[counts] = same[counts].fillna(0.0)
    ends = {start: min(bounds_of(start, period)[1], earlier.end) for start in same["start"].unique()}
    last = same["start"].map(ends)
    same.loc[last < begun, counts] = np.nan
    if "n_all_articles" in same:
        base = same["n_all_articles"]
        same["share"] = (same["n_articles"] / base.clip(lower=1)).where(base >= least)
    values, first = same[column], same["start"]
    if n > 1:
        same = add_rolling(same, n, column, least=least)
        values, first = same["rolling"], same["since"]
    return table.assign(
        before=values.to_numpy(),
        before_start=[max(start, earlier.start) for start in first],
        before_end=last.to_numpy(),
    )
