"""Bar charts: a ranking as rows, a time series as columns."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from components.charts.axes import long_period, short_period, time_ticks, value_ticks
from components.charts.labels import markup, text_width, wrap_name
from components.charts.style import Style, base_figure
from components.humanize import count_of


def plot_bars(
    names: Sequence[str], values: Sequence[float], clicks: Sequence[str], style: Style, *, noun: str
) -> go.Figure:
    """Horizontal bars in the given order with the value at the end of each; `noun` is the unit."""
    labels = [markup(wrap_name(name, style.row_wrap, 2)) for name in names]
    widest = max(text_width(line, style.text) for label in labels for line in label.split("<br>"))
    texts = [f"{value:,}" for value in values]
    rows = list(range(len(names)))
    pitch = style.pitch(len(names), style.row, 4)
    margin = {"l": widest + 16, "r": 8, "t": 2, "b": 2}
    most = max([*values, 1])
    room = 1 + 0.02 * max(len(text) for text in texts) * (1.6 if style.narrow or style.presenting else 1)
    trace = {
        "type": "bar", "orientation": "h", "x": list(values), "y": rows, "width": 0.68, "customdata": list(clicks),
        "marker": {"color": style.bar}, "text": texts, "textposition": "outside", "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"size": style.text, "color": style.ink}, "hoverinfo": "text",
        "hovertext": [
            f"{escape(name, quote=False)}<br>{count_of(value, noun)}"
            for name, value in zip(names, values, strict=True)
        ],
    }  # fmt: skip
    return base_figure(
        style, [trace], height=round(pitch * len(rows) + margin["t"] + margin["b"]), margin=margin, hovermode="y",
        xaxis={"visible": False, "range": [0, most * (room + 0.02)]},
        yaxis={
            "range": [len(rows) - 0.5, -0.5], "tickvals": rows, "ticktext": labels, "showgrid": False,
            "zeroline": False,
            "tickfont": {"size": style.text, "color": style.ink}, "ticklabelstandoff": 8,
        },
    )  # fmt: skip


def plot_columns(
    starts: Sequence[str],
    ends: Sequence[str],
    values: Sequence[float],
    clicks: Sequence[str],
    style: Style,
    *,
    noun: str,
) -> go.Figure:
    """A column per period, the highest labelled with its value; `noun` is the unit."""
    n, most = len(values), max([*values, 0])
    ticks = value_ticks(most)
    times = time_ticks(starts, ends, 6 if style.narrow else 14)
    margin = {
        "l": max(text_width(text, style.text) for text in ticks.texts) + 12, "r": 4, "t": style.text * 2,
        "b": 12 + style.line_height * times.lines + style.text * 0.7,
    }  # fmt: skip
    trace = {
        "type": "bar", "x": list(range(n)), "y": list(values), "customdata": list(clicks),
        "marker": {"color": style.bar},
        "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [
            f"{long_period(start, end)}<br>{count_of(value, noun)}"
            for start, end, value in zip(starts, ends, values, strict=True)
        ],
    }  # fmt: skip
    return base_figure(
        style, [trace], height=style.height - (0 if style.presenting else 60), margin=margin, hovermode="x",
        annotations=_peak(starts, ends, values, style),
        xaxis={"range": [-0.6, n - 0.4] if n > 3 else [-2, n + 1], "tickvals": times.values, "ticktext": times.texts},
        yaxis={
            "range": [0, most * 1.02 or ticks.values[-1]], "tickvals": ticks.values, "ticktext": ticks.texts,
            "zeroline": True, "zerolinewidth": 1,
        },
    )  # fmt: skip


def _peak(starts: Sequence[str], ends: Sequence[str], values: Sequence[float], style: Style) -> list[dict[str, Any]]:
    most = max([*values, 0])
    if most <= 0:
        return []
    at, alone = list(values).index(most), list(values).count(most) == 1
    where = at / max(len(values) - 1, 1)
    anchor = (
        "left"
        if where < (0.5 if style.narrow else 0.15)
        else "right"
        if where > (0.5 if style.narrow else 0.85)
        else "center"
    )
    return [
        {
            "x": at, "y": most, "text": f"{most:,} {short_period(starts[at], ends[at])}" if alone else f"{most:,}",
            "showarrow": False,
            "yshift": style.text * 0.85, "xanchor": anchor if len(values) > 3 else "center",
            "font": {"size": style.text, "color": style.ink}, "name": "peak",
        }
    ]  # fmt: skip
