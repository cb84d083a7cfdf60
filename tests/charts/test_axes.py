"""Ticks, and what periods are called."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from components.charts import Style
from components.charts.axes import long_period, short_period, time_ticks, value_ticks, write_on_point


@pytest.mark.parametrize(
    ("most", "percent", "texts"),
    [
        (41, False, ["0", "20", "40"]),
        (3, False, ["0", "1", "2", "3"]),
        (1, False, ["0", "1"]),
        (0, False, ["0", "1"]),
        (2400, False, ["0", "1,000", "2,000"]),
        (0.83, True, ["0%", "50%"]),
        (0.04, True, ["0%", "1%", "2%", "3%", "4%"]),
    ],
)
def test_values_have_round_ticks_from_zero(most: float, percent: bool, texts: list[str]) -> None:
    ticks = value_ticks(most, percent=percent)
    assert ticks.texts == texts
    assert ticks.values[0] == 0


@pytest.mark.parametrize(
    ("n", "period", "first", "texts"),
    [
        (26, "week", "2026-01-05", ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]),
        (6, "month", "2026-01-01", ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]),
        (14, "month", "2025-11-01", ["Nov", "Jan<br>2026", "Mar", "May", "Jul", "Sep", "Nov"]),
        (15, "month", "2026-02-01", ["Mar", "May", "Jul", "Sep", "Nov", "Jan<br>2027", "Mar"]),
        (120, "day", "2026-01-20", ["Feb", "Mar", "Apr", "May"]),
        (3, "day", "2026-03-02", ["2 Mar", "3 Mar", "4 Mar"]),
        (1, "week", "2026-03-02", ["2 Mar"]),
        (40, "month", "2020-01-01", ["Jan<br>2020", "Jul", "Jan<br>2021", "Jul", "Jan<br>2022", "Jul", "Jan<br>2023"]),
    ],
)
def test_time_has_ticks_at_the_first_of_months(
    n: int, period: str, first: str, texts: list[str], spans: Callable[..., list[tuple[str, str]]]
) -> None:
    starts, ends = zip(*spans(n, period, first), strict=True)
    ticks = time_ticks(starts, ends)
    assert ticks.texts == texts
    assert ticks.values == sorted(ticks.values)
    assert ticks.values[0] >= 0
    assert ticks.values[-1] <= n - 1


def test_a_phone_gets_fewer_ticks(spans: Callable[..., list[tuple[str, str]]]) -> None:
    starts, ends = zip(*spans(12, "month", "2026-01-01"), strict=True)
    assert time_ticks(starts, ends, 6).texts == ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]


@pytest.mark.parametrize(
    ("start", "end", "short", "terse", "long"),
    [
        ("2026-03-03", "2026-03-03", "on 3 Mar", "3 Mar", "3 March 2026"),
        ("2026-03-23", "2026-03-29", "in the week of 23 Mar", "week of 23 Mar", "Week of 23 March 2026"),
        ("2026-02-01", "2026-02-28", "in February", "February", "February 2026"),
        ("2026-04-01", "2026-06-30", "from Apr to Jun", "Apr–Jun", "April to June 2026"),
        ("2026-01-01", "2026-12-31", "in 2026", "2026", "2026"),
    ],
)
def test_periods_are_called_by_name(start: str, end: str, short: str, terse: str, long: str) -> None:
    assert (short_period(start, end), short_period(start, end, terse=True), long_period(start, end)) == (
        short,
        terse,
        long,
    )


def test_no_label_of_a_peak_is_longer_than_a_phone_is_wide() -> None:
    assert len("41 " + short_period("2026-09-28", "2026-10-04")) < 26


def test_a_note_is_written_into_a_copy_as_figures_are_shared() -> None:
    layout = {"xaxis": {"range": [0, 1]}, "yaxis": {"range": [0, 9]}}
    shared = go.Figure(
        {
            "data": [{"type": "scatter", "x": [0, 1], "y": [3, 8], "customdata": ["a", "b"], "hovertext": ["A", "B"]}],
            "layout": layout,
        }
    )
    noted = write_on_point(shared, "b", "Here", Style())
    assert [one.text for one in noted.layout.annotations] == ["Here"]
    assert not shared.layout.annotations
    assert write_on_point(shared, "c", "Here", Style()) is shared
