"""What a reader chose to lay over a chart of time or behind it: a rolling average, an earlier time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from components import format_date, library
from components.library import View
from components.library.queries.overlays import EARLIER, add_earlier, add_rolling, find_earlier
from components.library.store.records import date_of
from components.types import Filter
from components.ui.exhibits.common import FEWEST_IN_SHARE, FEWEST_WITH_PEAK, Options
from components.ui.shared import share_view
from components.ui.words import format_dates

SIZES = ("3", "5", "7")  # periods of a rolling average


def lay_over(
    view: View,
    options: Options,
    table: pd.DataFrame,
    period: str,
    column: str,
    count: Callable[[View], pd.DataFrame],
    *,
    least: int = FEWEST_IN_SHARE,
) -> tuple[pd.DataFrame, str]:
    """A complete grid with the rolling average and the earlier time that were asked for, and a note on both.

    `count` makes the same table of another view. `least` articles make a share.
    """
    n, which = int(options.one("smooth", SIZES) or 1), options.one("before", EARLIER)
    earlier = find_earlier(view, period, which) if which else None
    n_periods, note = table["start"].nunique(), ""
    if n > 1 and n_periods < n + FEWEST_WITH_PEAK - 1:
        note, n = f" There are too few {period}s for an average of {n}.", 1
    if n > 1:
        of = "share of" if column == "share" else "average of"
        note = (
            f" The bold line is the rolling {of} {n} {period}s: each point covers its {period} and the {n - 1} before."
        )
    if earlier:
        chosen = replace(view.filter, start=earlier.start, end=earlier.end)
        other = _select(view, chosen)
        dates = format_dates(earlier.start, earlier.end)
        if other.span is None:
            note += f" The library has no article of {dates} to compare with."
        else:
            first, _ = _select(view, replace(view.filter, start="", end="")).span or other.span
            begun = date_of(first)
            table = add_earlier(table, count(other), earlier, period, column, n=n, least=least, begun=begun)
            short = f", though the articles begin only on {format_date(begun)}" if begun > earlier.start else ""
            note += f" The dotted line is the same of {dates}{short}."
    return (add_rolling(table, n, column, least=least) if n > 1 else table), note


def _select(view: View, chosen: Filter) -> View:
    return share_view(view.frames, repr(chosen), lambda: library.select(view.frames, chosen))
