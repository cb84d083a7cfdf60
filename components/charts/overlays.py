"""Lines over a chart of time and behind it: its rolling average, and the same of an earlier time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd

from components import format_date, period_of
from components.charts import Style, click_data
from components.charts.axes import long_period

FAINT = 0.35  # opacity of what was counted, under its average
_OVERLAYS = {"before": ("before_start", "before_end"), "rolling": ("since", "end")}  # first and last day each covers


def draw_overlays(
    rows: pd.DataFrame,
    of: Mapping[str, str],
    style: Style,
    *,
    column: str,
    noun: str,
    colour: str,
    name: str = "",
    base: str = "of articles",
    coloured: bool = True,
    place: Callable[[float], float] = float,
) -> list[dict[str, Any]]:
    """The overlays that a complete grid of one thing has, each point leading to all that it covers.

    `of` is its click data, `column` what the chart counts, `noun` its unit ("" for a share, then `base` says of what),
    `place` the height of a value. What is not coloured has no earlier time behind it.
    """
    traces = []
    for overlay, (first, last) in _OVERLAYS.items():
        if overlay not in rows or (overlay == "before" and not coloured):
            continue
        values = rows[overlay].tolist()
        spans = list(zip(rows[first].tolist(), rows[last].tolist(), strict=True))
        is_rolling = overlay == "rolling"
        extra = {} if is_rolling else {"before": "1"}
        hovers = (
            _describe_rolling(values, spans, noun, base, name)
            if is_rolling
            else _describe_before(rows, column, noun, base, name)
        )
        traces.append(
            {
                "type": "scatter", "mode": "lines+markers", "x": list(range(len(values))), "name": overlay,
                "meta": {"of": name},
                "y": [None if pd.isna(value) else place(value) for value in values], "cliponaxis": False,
                "opacity": (1 if coloured else 0.75) if is_rolling else 0.6,
                "line": {
                    "color": colour, "width": style.line if is_rolling and coloured else style.line * 0.6,
                    "dash": "solid" if is_rolling else "dot",
                },
                "marker": {"size": style.marker, "color": colour, "opacity": 0},
                "customdata": [
                    click_data(**of, start=start, end=end, **extra) if value > 0 else ""
                    for value, (start, end) in zip(values, spans, strict=True)
                ],
                "hoverinfo": "text", "hovertext": hovers,
            }
        )  # fmt: skip
    return traces


def _describe_rolling(values: list[float], spans: list[tuple[str, str]], noun: str, base: str, name: str) -> list[str]:
    """The days that each average covers, and what it is."""
    what = f"{noun}s on average" if noun else base
    return [
        f"{_describe_days(start, end)}<br><b>{_amount(value, noun)}</b> {what}{_about(name)}"
        for value, (start, end) in zip(values, spans, strict=True)
    ]


def _describe_before(rows: pd.DataFrame, column: str, noun: str, base: str, name: str) -> list[str]:
    """Both times, each with its number."""
    now = rows["rolling"] if "rolling" in rows else rows[column]
    first = rows["since"] if "rolling" in rows else rows["start"]
    what = f" {noun}s" if noun else f" {base}"
    return [
        f"<b>{_amount(was, noun)}</b>{what}{_about(name)}, {_describe_days(start, end)}<br>"
        f"{_amount(value, noun)}{what}, {_describe_days(own_first, own_last)}"
        for was, start, end, value, own_first, own_last in zip(
            rows["before"], rows["before_start"], rows["before_end"], now, first, rows["end"], strict=True
        )
    ]


def _about(name: str) -> str:
    return f"  {escape(name, quote=False)}" if name else ""


def _amount(value: float, noun: str) -> str:
    if pd.isna(value):
        return "too few"
    return f"{value:,.1f}".removesuffix(".0") if noun else f"{value:.0%}"


def _describe_days(start: str, end: str) -> str:
    return (
        long_period(start, end)
        if start == end or period_of(start, end)
        else f"{format_date(start)} – {format_date(end)}"
    )
