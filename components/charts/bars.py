"""Bars: who leads as rows, one number over time as columns, who appears together as a triangle of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import Style, base_figure, click_data, faded
from components.charts.axes import (
    fit,
    long_period,
    markup,
    number_mark,
    short_period,
    shorten,
    text_width,
    time_ticks,
    value_ticks,
    wrap_name,
    wrap_to_fit,
)
from components.charts.overlays import FAINT, draw_overlays

STEPS = 6  # steps of the sequential palette on which text stays legible
MOST_UPRIGHT = 7  # columns up to which names fit without rotation


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
    marks: Mapping[str, int] | None = None,
    over: pd.DataFrame | None = None,
    of: Mapping[str, str] | None = None,
) -> go.Figure:
    """A column per period, the highest labelled with its value; `noun` is the unit. `marks` numbers first days.

    `over` is a complete grid with what is drawn over the columns or behind them, `of` the click data of its points.
    """
    n, most = len(values), max([*values, 0])
    over = pd.DataFrame() if over is None else over
    if "before" in over:
        most = max(most, over["before"].max())
    pale, colour = "rolling" in over, style.muted if "before" in over and "rolling" not in over else style.bar
    lines = draw_overlays(over, of or {}, style, column=f"n_{noun}s", noun=noun, colour=colour)
    ticks = value_ticks(most)
    times = time_ticks(starts, ends, 6 if style.narrow else 14)
    margin = {
        "l": max(text_width(text, style.text) for text in ticks.texts) + 12, "r": style.text, "t": style.text * 2,
        "b": 12 + style.line_height * times.lines + style.text * 0.7,
    }  # fmt: skip
    trace = {
        "type": "bar", "x": list(range(n)), "y": list(values), "customdata": list(clicks),
        "marker": {"color": faded(style.bar, FAINT) if pale else style.bar},
        "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [
            f"{long_period(start, end)}<br>{count_of(value, noun)}"
            for start, end, value in zip(starts, ends, values, strict=True)
        ],
    }  # fmt: skip
    return base_figure(
        style, [trace, *lines], height=style.height - (0 if style.presenting else 60), margin=margin, hovermode="x",
        annotations=_marks(starts, values, _peak(starts, ends, values, style), marks or {}, style),
        xaxis={"range": [-0.6, n - 0.4] if n > 3 else [-2, n + 1], "tickvals": times.values, "ticktext": times.texts},
        yaxis={
            "range": [0, most * 1.02 or ticks.values[-1]], "tickvals": ticks.values, "ticktext": ticks.texts,
            "zeroline": True, "zerolinewidth": 1,
        },
    )  # fmt: skip


def _marks(
    starts: Sequence[str],
    values: Sequence[float],
    highest: list[dict[str, Any]],
    marks: Mapping[str, int],
    style: Style,
) -> list[dict[str, Any]]:
    """The numbers of marked columns, and the label of the highest, which carries its own number."""
    notes = list(highest)
    for at, (start, value) in enumerate(zip(starts, values, strict=True)):
        number = marks.get(start)
        if number is not None and highest and highest[0]["x"] == at:
            notes[0] = {**notes[0], "text": f"<b>{number}</b>  {notes[0]['text']}"}
        elif number is not None:
            notes.append(number_mark(at, value, number, style.ink, style))
    return notes


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


# Co-occurrence matrix: how often two entities appear in the same article.


def plot_cooccurrence(pairs: pd.DataFrame, ids: Sequence[str], names: Sequence[str], style: Style) -> go.Figure:
    """A triangle with the number of articles that name both of two entities, each pair once.

    `pairs` holds `a_id, b_id, n_articles`, without zeros. Cells are bars, because Plotly cannot select heat-map cells.
    """
    counts = {
        frozenset((a, b)): int(n)
        for a, b, n in zip(pairs["a_id"].tolist(), pairs["b_id"].tolist(), pairs["n_articles"].tolist(), strict=True)
    }
    most = max(counts.values(), default=1)
    cells = [
        (row, column, counts.get(frozenset((ids[row], ids[column])), 0))
        for row in range(1, len(ids))
        for column in range(row)
    ]
    rows = [markup(wrap_name(name, style.row_wrap - 4)) for name in names[1:]]
    upright = len(ids) - 1 <= MOST_UPRIGHT
    small = style.text if style.presenting else style.text - 1
    if upright:
        # Width of a column: a phone is about 350 pixels wide, and elsewhere the chart may have half a page.
        room = (270 if style.narrow else style.plot_width(0) * 0.85 if style.presenting else 420) / (len(ids) - 1) - 4
        columns = [markup([fit(line, small, room) for line in wrap_to_fit(name, small, room)]) for name in names[:-1]]
        below = small * 1.3 * max(label.count("<br>") + 1 for label in columns) + 10
    else:
        columns = [markup([shorten(name, 16)]) for name in names[:-1]]
        below = max(text_width(label, small) for label in columns) * 0.78 + 14
    margin = {
        "l": max(text_width(line, style.text) for label in rows for line in label.split("<br>")) + 16, "r": 2, "t": 2,
        "b": below,
    }  # fmt: skip
    normal = style.scale * ((84 if style.presenting else 64) if len(ids) <= 7 else (62 if style.presenting else 46))
    pitch = style.pitch(len(ids) - 1, normal, below + 4)
    trace = {
        "type": "bar", "x": [column for _, column, _ in cells], "y": [0.965] * len(cells),
        "base": [row - 0.48 for row, _, _ in cells], "meta": {"values": [n for _, _, n in cells]},
        "width": 0.97, "text": [f"{n:,}" for _, _, n in cells], "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "constraintext": "none",
        "textfont": {"size": style.text, "color": [style.ink if n else style.muted for _, _, n in cells]},
        "marker": {"color": [_shade(n, most, style) for _, _, n in cells], "line": {"width": 0}},
        "customdata": [click_data(entity=ids[row], other=ids[column]) if n else "" for row, column, n in cells],
        "hoverinfo": "text",
        "hovertext": [
            f"<b>{count_of(n, 'article')}</b> {'names' if n == 1 else 'name'} both<br>"
            f"{escape(names[row], quote=False)}<br>and {escape(names[column], quote=False)}"
            for row, column, n in cells
        ],
    }  # fmt: skip
    n = len(ids) - 1
    return base_figure(
        style, [trace], height=round(pitch * n + margin["t"] + margin["b"]), margin=margin, bargap=0,
        xaxis={
            "range": [-0.5, n - 0.5], "tickvals": list(range(n)), "ticktext": columns, "ticks": "",
            "tickangle": 0 if upright else -50, "tickfont": {"size": small, "color": style.muted},
            "ticklabelstandoff": 2,
        },
        yaxis={
            "range": [n + 0.5, 0.5], "tickvals": list(range(1, n + 1)), "ticktext": rows, "showgrid": False,
            "zeroline": False,
        },
    )  # fmt: skip


def _shade(n: int, most: int, style: Style) -> str:
    if n == 0:
        return style.wash
    return style.sequential[min(STEPS - 1, (n * STEPS - 1) // most)]
