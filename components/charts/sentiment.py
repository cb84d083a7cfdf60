"""Sentiment over time per entity: means with 95 % intervals and numbers of sentences."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import ZERO, Style, base_figure, click_data, faded
from components.charts.axes import long_period, markup, short_period, shorten, text_width

FEW = 20  # sentences; below it a point is hollow
TOO_FEW = 5  # sentences; below it there is no point: one or two that agree exclude neutral by chance
TOO_FEW_WORDS = ("too few sentences", "too few")


def point_colour(n: int, low: float, high: float, style: Style) -> str:
    """The colour of a mean; grey unless it has enough sentences and its interval excludes neutral."""
    if n < TOO_FEW:
        return style.muted
    return style.warm if low > 0 else style.critical if high < 0 else style.muted


def plot_sentiment(table: pd.DataFrame, style: Style) -> go.Figure:
    """A row per entity, all on one scale: mean per period, its 95 % band, and n below.

    `table` is a complete grid: `entity_id, name, start, end, mean, low, high, n, n_uncertain`. The vertical axis counts
    pixels.
    """
    groups = list(table.groupby("entity_id", sort=False))
    single = len(groups) == 1
    starts, ends = groups[0][1]["start"].tolist(), groups[0][1]["end"].tolist()
    n = len(starts)
    drawn = table.loc[table["n"] >= TOO_FEW, ["low", "high"]]
    limit = 1.0 if len(drawn) and drawn.abs().max(axis=None) > 0.55 else 0.5
    line = style.line_height
    head, foot = (8 if single else line * 1.5), line * 1.75
    normal = style.scale * (380 if single else 170) if style.presenting else (220 if single else 110)
    plot = style.pitch(len(groups), normal, line * 1.6 + 4 + (head + foot) * len(groups), 50)
    pitch = head + plot + foot
    spare = max(0.0, (5 - n) / 2)  # keep a few points close together
    every = _ticks_step(starts, ends, style)
    step = _counts_step(table["n"].tolist(), n, every, style)
    labels = ["Positive", "Neutral", "Negative"]
    margin = {
        "l": max(text_width(label, style.text) for label in labels) + 14,
        "r": style.text * 1.2,
        "t": 4,
        "b": line * 1.6,
    }
    traces: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    levels: list[float] = []
    for row, (_, rows) in enumerate(groups):
        top = pitch * row + head
        middle = top + plot / 2
        levels += [top, middle, top + plot]
        shapes += [_rule(at, style, zero=at == middle) for at in (top, middle, top + plot)]
        if not single:
            notes.append(_row_name(str(rows["name"].iloc[0]), top - head / 2 - 2, style))
        traces += _row_traces(rows, lambda value, middle=middle: middle - value / limit * plot / 2, style)
        notes += _say_too_few(rows["n"].tolist(), top + plot - line * 0.6, style)
        notes += _counts(rows["n"].tolist(), top + plot + line * 1.05, step, style)
    months = _period_names(starts, ends, every)
    height = pitch * len(groups)
    return base_figure(
        style, traces, height=round(height + margin["t"] + margin["b"]), margin=margin, hoverdistance=40,
        shapes=shapes, annotations=notes,
        xaxis={
            "range": [-0.5 - spare, n - 0.5 + spare], "tickvals": list(range(0, n, every)), "ticktext": months,
            "ticks": "", "tickangle": 0,
        },
        yaxis={
            "range": [height, 0], "showgrid": False, "zeroline": False, "tickvals": levels,
            "ticktext": labels * len(groups),
        },
    )  # fmt: skip


def _rule(at: float, style: Style, *, zero: bool) -> dict[str, Any]:
    colour = ZERO if zero else style.grid
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": {"color": colour, "width": 1},
        "layer": "below",
    }  # fmt: skip


def _row_name(name: str, at: float, style: Style) -> dict[str, Any]:
    return {
        "xref": "paper", "x": 0, "y": at, "text": f"<b>{markup([shorten(name, 40)])}</b>", "showarrow": False,
        "xanchor": "left", "align": "left", "font": {"size": style.text, "color": style.ink}, "name": "row",
    }  # fmt: skip


def _period_names(starts: Sequence[str], ends: Sequence[str], every: int) -> list[str]:
    """Short names of the periods; the year is added where it changes."""
    texts = []
    years = starts[0][:4] != starts[-1][:4]
    for at in range(0, len(starts), every):
        text = short_period(starts[at], ends[at], terse=True).removeprefix("week of ")
        text = text[:3] if ends[at][:7] == starts[at][:7] and starts[at][8:] == "01" and " " not in text else text
        new_year = years and (at == 0 or starts[at][:4] != starts[max(0, at - every)][:4])
        texts.append(f"{text} {starts[at][:4]}" if new_year and text != starts[at][:4] else text)
    return texts


def _plot_width(style: Style) -> int:
    """Minimum plot width in pixels: in a two-column layout the chart has about half a page."""
    return 290 if style.narrow else round(style.plot_width(0) * 0.85) if style.presenting else 560


def _ticks_step(starts: Sequence[str], ends: Sequence[str], style: Style) -> int:
    """Every how many points there is room for a period name."""
    n = len(starts)
    step = max(1, math.ceil(n / (8 if style.narrow else 16)))
    while step < n:
        widths = [text_width(name, style.text) for name in _period_names(starts, ends, step)]
        widest = max(((one + other) / 2 for one, other in pairwise(widths)), default=0.0)
        if step * _plot_width(style) / n > widest:
            break
        step += 1
    return step


def _counts_step(counts: Sequence[int], n_periods: int, every: int, style: Style) -> int:
    """Every how many points there is room for its n: each one if possible, else at least those with a tick."""
    room = _plot_width(style) / n_periods
    widest = text_width(f"{max(counts):,}", _count_size(style)) + 5
    return next((step for step in range(1, every) if every % step == 0 and room * step >= widest), every)


def _count_size(style: Style) -> int:
    return style.text - (4 if style.presenting else 1)


def _counts(counts: Sequence[int], at: float, step: int, style: Style) -> list[dict[str, Any]]:
    """The numbers of sentences below the points; the first is labelled at its left."""
    size = _count_size(style)
    numbers: list[dict[str, Any]] = [
        {
            "x": place, "y": at, "text": f"{counts[place]:,}", "showarrow": False,
            "font": {"size": size, "color": style.muted}, "name": "n",
        }
        for place in range(0, len(counts), step)
    ]  # fmt: skip
    first = f"{counts[0]:,}"
    numbers[0] |= {"text": f"Sentences: {first}", "xanchor": "right", "xshift": text_width(first, size) / 2}
    return numbers


def _row_traces(rows: pd.DataFrame, to_pixel: Any, style: Style) -> list[dict[str, Any]]:
    """Band, line and points of one entity, with gaps at periods without sentences."""
    counts = rows["n"].tolist()
    places = [at for at, n in enumerate(counts) if n >= TOO_FEW]
    few = [at for at, n in enumerate(counts) if 0 < n < TOO_FEW]
    mean, low, high = (rows[column].tolist() for column in ("mean", "low", "high"))
    traces = [_open_few(rows.iloc[few], few, to_pixel(0))] if few else []
    if not places:
        return traces
    traces += [_band(run, low, high, to_pixel, style) for run in _runs(places)]
    for sure in (True, False):
        xs, ys = _segments(places, mean, counts, to_pixel, sure=sure)
        if xs:
            dash = {"dash": "solid" if sure else "dot"}
            traces.append(
                {
                    "type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
                    "line": {"color": style.muted, "width": style.line * 0.6, **dash},
                }
            )  # fmt: skip
    colours = [point_colour(counts[at], low[at], high[at], style) for at in places]
    records = rows.iloc[places]
    traces.append(
        {
            "type": "scatter", "mode": "markers", "x": places, "y": [to_pixel(mean[at]) for at in places],
            "cliponaxis": False, "name": str(rows["name"].iloc[0]),
            "meta": {
                "values": [mean[at] for at in places],
                "strengths": [distance_from_neutral(low[at], high[at]) for at in places],
            },
            "marker": {
                "size": style.marker * 1.5,
                "color": [
                    style.paper if counts[at] < FEW else colour for at, colour in zip(places, colours, strict=True)
                ],
                "line": {"width": 4 * style.scale if style.presenting else 2, "color": colours}, "opacity": 1,
            },
            "customdata": [
                click_data(entity=str(row.entity_id), start=row.start, end=row.end) for row in records.itertuples()
            ],
            "hoverinfo": "text", "hovertext": [_hover(row) for row in records.itertuples()],
        }
    )  # fmt: skip
    return traces


def distance_from_neutral(low: float, high: float) -> float:
    """How far an average surely is from neutral: the end of its interval that is nearer, 0 if neutral lies inside."""
    return max(low, -high, 0.0)


def _open_few(rows: pd.DataFrame, places: list[int], at: float) -> dict[str, Any]:
    """Invisible points of periods with too few sentences: they say so, and open them."""
    return {
        "type": "scatter", "mode": "markers", "x": places, "y": [at] * len(places), "marker": {"size": 9, "opacity": 0},
        "customdata": [
            click_data(entity=str(row.entity_id), start=row.start, end=row.end) for row in rows.itertuples()
        ],
        "hoverinfo": "text",
        "hovertext": [
            f"{escape(row.name, quote=False)}, {long_period(row.start, row.end)}<br>"
            f"Only {count_of(row.n, 'sentence')}: too few for an average"
            for row in rows.itertuples()
        ],
    }  # fmt: skip


def _say_too_few(counts: Sequence[int], at: float, style: Style) -> list[dict[str, Any]]:
    """Words over runs of periods with too few sentences, where there is room for them."""
    size, room = _count_size(style), _plot_width(style) / len(counts)
    notes = []
    for run in _runs([place for place, n in enumerate(counts) if 0 < n < TOO_FEW]):
        text = next((one for one in TOO_FEW_WORDS if text_width(one, size) <= room * len(run)), "")
        if text:
            notes.append(
                {
                    "x": (run[0] + run[-1]) / 2, "y": at, "text": text, "showarrow": False, "name": "few",
                    "font": {"size": size, "color": style.muted},
                }
            )  # fmt: skip
    return notes


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _band(run: list[int], low: list[float], high: list[float], to_pixel: Any, style: Style) -> dict[str, Any]:
    """The 95 % band of a run of periods; a narrow bar for a single one."""
    if len(run) == 1:
        xs: list[float] = [run[0] - 0.12, run[0] + 0.12]
        tops, floors = [high[run[0]]] * 2, [low[run[0]]] * 2
    else:
        xs = [float(at) for at in run]
        tops, floors = [high[at] for at in run], [low[at] for at in run]
    return {
        "type": "scatter", "mode": "lines", "x": [*xs, *reversed(xs)],
        "y": [to_pixel(value) for value in [*tops, *reversed(floors)]],
        "fill": "toself", "fillcolor": faded(style.muted, 0.15), "line": {"width": 0}, "hoverinfo": "skip",
    }  # fmt: skip


def _segments(
    places: Sequence[int], mean: list[float], counts: list[int], to_pixel: Any, *, sure: bool
) -> tuple[list[float | None], list[float | None]]:
    """The line between adjacent periods: solid between points with enough sentences, else dotted."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for first, second in itertools.pairwise(places):
        enough = counts[first] >= FEW and counts[second] >= FEW
        if second == first + 1 and enough == sure:
            xs += [first, second, None]
            ys += [to_pixel(mean[first]), to_pixel(mean[second]), None]
    return xs, ys


def _hover(row: Any) -> str:
    uncertain = f"<br>{row.n_uncertain:,} more too uncertain to count" if row.n_uncertain else ""
    head = f"{escape(row.name, quote=False)}, {long_period(row.start, row.end)}"
    return f"{head}<br>{describe_average(row)}{uncertain}"


def describe_average(row: Any) -> str:
    """Mean, number of sentences and interval, in two lines."""
    base = f"<b>{signed(row.mean)}</b> on average of {count_of(row.n, 'sentence')}"
    return f"{base}<br>95% interval {signed(row.low)} to {signed(row.high)}"


def signed(value: float) -> str:
    """A number with its sign: `+0.25`, `−0.10`, `0.00`."""
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else f"{'+' if value > 0 else '−'}{text}"
