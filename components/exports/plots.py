"""A chart as categories and series of numbers, read from its figure, for programs that draw their own charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import period_of
from components.charts.axes import short_date, short_period, shorten

LINES, PANELS, COLUMNS, BARS, STACKED = "lines", "panels", "columns", "bars", "stacked"
MOST_IN_NAME = 60  # characters of a category or a series
FROM, TO, LOW, HIGH = "from", "to", "low_95", "high_95"  # columns of a chart's numbers
Values = list[float | None]
_TAG = re.compile(r"<[^<>]*>")
_OVERLAYS = {"rolling": "average", "before": "earlier"}


@dataclass(frozen=True)
class Series:
    """One line, or the bars of one colour."""

    name: str
    values: Values
    colour: str  # as in the figure: #rrggbb or rgba(…)
    width: float = 0  # of a line, in pixels
    dash: str = "solid"
    fills: tuple[str, ...] = ()  # of each point that has a value, where they differ
    edges: tuple[str, ...] = ()  # around these points
    low: Values | None = None  # ends of each value's interval
    high: Values | None = None


@dataclass(frozen=True)
class Plot:
    """What a chart shows; `kind` says as what."""

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    signed: bool = False  # from negative to positive, not from zero
    timed: bool = False  # categories are periods

    @property
    def numbers(self) -> list[float]:
        """All values and ends of intervals."""
        lists = [values for one in self.series for values in (one.values, one.low, one.high) if values]
        return [value for values in lists for value in values if value is not None]


def read_plot(figure: go.Figure, table: pd.DataFrame | None) -> Plot | None:
    """The chart of a figure; None for a map, a network or a matrix, which have no categories.

    `table` has its numbers under readable names: periods, whole names and intervals are taken from there.
    """
    traces = [trace for trace in figure.data if trace.hoverinfo != "skip" and not _is_hidden(trace)]
    layout = figure.layout
    no_axes = layout.xaxis.visible is False and layout.yaxis.visible is False
    if not traces or no_axes or any(trace.type not in ("bar", "scatter") for trace in traces):
        return None
    table = pd.DataFrame() if table is None else table
    bars = [trace for trace in traces if trace.type == "bar"]
    if any(bar.orientation == "h" for bar in bars):
        return _read_bars(traces, layout, table)
    if any(bar.base is not None for bar in bars):
        return None
    if not bars and layout.yaxis.range and layout.yaxis.range[0] > layout.yaxis.range[1] and not _is_in_pixels(traces):
        return _read_rows(traces, layout, table)
    return _read_over_time(traces, layout, table)


def find_strongest(figure: go.Figure) -> str:
    """The click data of the point with the highest value, an average the surest to be far from neutral; "" for none.

    Left out are points that lead nowhere or can only be clicked, and lines laid over others, such as an earlier time.
    """
    found = [
        (value, str(click))
        for trace in figure.data
        if trace.customdata is not None and not _is_hidden(trace) and trace.name not in _OVERLAYS
        for value, click in zip(_strengths(trace, figure.layout), trace.customdata, strict=True)
        if click and value is not None
    ]
    return max(found, key=lambda one: one[0], default=(0, ""))[1]


def _strengths(trace: Any, layout: Any) -> Values:
    """How much each point stands for: as stated, else its place on the axis of values."""
    meta, axis = trace.meta or {}, layout.yaxis.range
    stated = meta.get("strengths", meta.get("values"))
    if stated is not None:
        return _numbers(stated)
    in_rows = trace.orientation == "h" or (trace.type == "scatter" and axis is not None and axis[0] > axis[1])
    return _numbers(trace.x if in_rows else trace.y)


def _is_hidden(trace: Any) -> bool:
    """True for points that can only be clicked."""
    return bool(trace.type == "scatter" and trace.mode == "markers" and trace.marker.opacity == 0)


def _is_in_pixels(traces: Sequence[Any]) -> bool:
    return any("values" in (trace.meta or {}) for trace in traces)


def _plain(text: str) -> str:
    return unescape(_TAG.sub(" ", text.replace("<br>", " ")))


def _read_bars(traces: Sequence[Any], layout: Any, table: pd.DataFrame) -> Plot | None:
    categories = _name_rows(layout.yaxis.ticktext, table)
    if any(trace.orientation != "h" or len(trace.x) != len(categories) for trace in traces):
        return None
    stacked = all(trace.base is not None for trace in traces)
    if not stacked and len(traces) > 1:
        return None
    series = [Series(trace.name or "", _numbers(trace.x), str(trace.marker.color)) for trace in traces]
    if not stacked:
        series = [_name_by_column(series[0], table)]
        return Plot(BARS, categories, tuple(series))
    counts = [
        Series(one.name, _numbers(table[one.name.lower()]), one.colour)
        for one in series
        if one.name.lower() in table and len(table) == len(categories)
    ]
    if len(counts) == len(series):
        return Plot(STACKED, categories, tuple(counts))
    return Plot(STACKED, categories, tuple(series), percent=True)


def _read_rows(traces: Sequence[Any], layout: Any, table: pd.DataFrame) -> Plot:
    """Points in rows, each row a name."""
    names = _name_rows(layout.yaxis.ticktext, table)
    n = len(names)
    if "sentences" in table and len(table) == n:
        names = tuple(f"{name} (n = {count:,})" for name, count in zip(names, table["sentences"], strict=True))
    series = []
    for trace in traces:
        values: Values = [None] * n
        for at, value in zip(trace.y, trace.x, strict=True):
            values[int(at)] = float(value)
        low, high = (
            _where(_numbers(table[end]), values) if end in table and len(table) == n else None for end in (LOW, HIGH)
        )
        fills, edges = _point_colours(trace)
        series.append(Series(trace.name or "", values, _colour(trace), 0, "solid", fills, edges, low, high))
    return Plot(BARS, names, tuple(series), _is_percent(layout.xaxis), _is_signed(layout.xaxis))


def _read_over_time(traces: Sequence[Any], layout: Any, table: pd.DataFrame) -> Plot | None:
    if FROM not in table or TO not in table:
        return None
    periods = list(dict.fromkeys(zip(table[FROM].tolist(), table[TO].tolist(), strict=True)))
    n = len(periods)
    if any(at is not None and not 0 <= at < n for trace in traces for at in trace.x):
        return None
    by_name = dict(list(table.groupby(str(table.columns[0]), sort=False))) if table.columns[0] != FROM else {}
    series = []
    for trace in traces:
        meta = trace.meta or {}
        values: Values = [None] * n
        for at, value in zip(trace.x, _numbers(meta.get("values", trace.y)), strict=True):
            values[int(at)] = value
        rows = by_name.get(trace.name, pd.DataFrame())
        low, high = (_where(_numbers(rows[end]), values) if end in rows else None for end in (LOW, HIGH))
        n_sentences = f" (n = {rows['sentences'].sum():,})" if "sentences" in rows else ""
        fills, edges = _point_colours(trace) if meta.get("values") else ((), ())
        width, dash = (trace.line.width or 0, trace.line.dash or "solid") if trace.type == "scatter" else (0, "solid")
        name = shorten(_name_line(trace, meta), MOST_IN_NAME) + n_sentences
        series.append(Series(name, values, _colour(trace), width, dash, fills, edges, low, high))
    kinds = {trace.type for trace in traces}
    kind = COLUMNS if kinds == {"bar"} else PANELS if _is_in_pixels(traces) and len(series) > 1 else LINES
    if kind == COLUMNS and not series[0].name:
        series[0] = _name_by_column(series[0], table)
    return Plot(
        kind, _name_periods(periods), tuple(series), _is_percent(layout.yaxis), _is_signed(layout.yaxis), timed=True
    )


def _name_line(trace: Any, meta: dict[str, Any]) -> str:
    if trace.name in _OVERLAYS:
        return ", ".join(part for part in (meta.get("of", ""), _OVERLAYS[trace.name]) if part).capitalize()
    return trace.name or ""


def _name_rows(ticks: Sequence[str], table: pd.DataFrame) -> tuple[str, ...]:
    """The names beside the rows: whole, where the table has them."""
    names = [" ".join(_plain(tick).split()) for tick in ticks or ()]
    if len(table) == len(names) and len(table.columns):
        whole = [" ".join(str(value).split()) for value in table.iloc[:, 0]]
        names = [long if long.startswith(name.rstrip("… ")) else name for long, name in zip(whole, names, strict=True)]
    return tuple(shorten(name, MOST_IN_NAME) for name in names)


def _name_periods(periods: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Short names of the periods, with the year if there are several."""
    years = {day[:4] for period in periods for day in period[:1]}
    names = []
    for start, end in periods:
        kind = period_of(start, end)
        short = short_date(start) if kind in ("week", "day") else short_period(start, end, terse=True)
        short = short[:3] if kind == "month" else short
        names.append(f"{short} {start[:4]}" if len(years) > 1 and kind != "year" else short)
    return tuple(names)


def _numbers(values: Any) -> Values:
    return [None if value is None or pd.isna(value) else value for value in pd.Series(list(values)).tolist()]


def _where(numbers: Values, values: Values) -> Values:
    """Numbers only where there are values."""
    return [None if value is None else number for number, value in zip(numbers, values, strict=True)]


def _name_by_column(one: Series, table: pd.DataFrame) -> Series:
    """The series under the heading of the column that has its values."""
    numeric = table.select_dtypes("number")
    heading = next((str(name) for name in numeric if _numbers(numeric[name]) == one.values), "")
    return Series(heading, one.values, one.colour)


def _colour(trace: Any) -> str:
    colour = trace.line.color if trace.type == "scatter" and trace.line.color else trace.marker.color
    if isinstance(colour, str):
        return colour
    edges = trace.marker.line.color  # one a point
    return next((str(one) for one in (edges if isinstance(edges, tuple | list) else colour or ())), "#808080")


def _point_colours(trace: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fill and edge of each point, where they differ."""
    fills, edges = trace.marker.color, trace.marker.line.color
    if isinstance(fills, str) or isinstance(edges, str) or fills is None or edges is None:
        return (), ()
    return tuple(fills), tuple(edges)


def _is_percent(axis: Any) -> bool:
    return any(str(tick).endswith("%") for tick in axis.ticktext or ())


def _is_signed(axis: Any) -> bool:
    return "Neutral" in (axis.ticktext or ())
