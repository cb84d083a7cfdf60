"""Time grids: complete sequences of days, weeks or months, including empty ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.library.columns import NO_DAY, dates_of
from components.library.views import View
from components.types import PERIODS

MOST_DAYS = 45  # longest span charted by day
MOST_WEEKS_IN_DAYS = 430
FEWEST_IN_PERIOD = 3  # mean articles per period; with fewer, a line only jumps between zero and a few
FEWEST_PERIODS = 4  # minimum periods of a chart; with fewer, a finer period says more, however sparse
_DAYS = {"day": 1, "week": 7, "month": 30}


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
    period = "day" if days <= MOST_DAYS else "week" if days <= MOST_WEEKS_IN_DAYS else "month"
    for finer in PERIODS[:-1]:
        if period == finer and len(view.articles) * _DAYS[finer] / days < FEWEST_IN_PERIOD:
            period = coarser_period(view, finer)
    return period


def coarser_period(view: View, period: str) -> str:
    """The next coarser period if the view spans several of them; else the same."""
    coarser = PERIODS[min(PERIODS.index(period) + 1, len(PERIODS) - 1)]
    days = 0 if view.span is None else view.span[1] - view.span[0] + 1
    return coarser if days >= FEWEST_PERIODS * _DAYS[coarser] else period


def first_days(days: np.ndarray, period: str) -> np.ndarray:
    """The first day of each day's period; weeks start on Monday (ISO 8601)."""
    days = days.astype(np.int64)
    if period == "day":
        return days
    if period == "week":
        monday: np.ndarray = days - (days + 3) % 7  # 1970-01-01 was a Thursday
        return monday
    if period == "month":
        return days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
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
    length = {"day": 1, "week": 7, "month": 31}[period]
    return int(first_days(np.array([start + length]), period)[0])
