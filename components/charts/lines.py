"""Line chart of mentions over time, with each line labelled at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.axes import Ticks, long_period, short_period, time_ticks, value_ticks
from components.charts.clicks import click_data
from components.charts.labels import fit, markup, push_apart, text_width, wrap_name
from components.charts.style import MOST_COLOURED, SYMBOLS, Style, base_figure
from components.humanize import count_of

Series = list[dict[str, Any]]


def plot_mentions(
    table: pd.DataFrame,
    focus: Sequence[str],
    style: Style,
    *,
    measure: str = "count",
    ranks: Mapping[str, int] | None = None,
) -> go.Figure:
    """Plot each entity's mentions (or share of articles) per period; those in `focus` are coloured.

    `table` is a complete grid: `entity_id, name, start, end, n_mentions, n_articles, n_all_articles, share`. `ranks`
    gives each entity a fixed place in the palette across charts; the default is the table's order.
    """
    series = _read_series(table, focus, style, "share" if measure == "share" else "n_mentions", ranks or {})
    starts, ends = series[0]["starts"], series[0]["ends"]
    most = max(max(one["values"]) for one in series)
    ticks = value_ticks(most, percent=measure == "share")
    top = max(most * 1.02, ticks.values[-1] if most == 0 else 0)
    times = time_ticks(starts, ends, 6 if style.narrow else 14)
    margin = {
        "l": max(text_width(text, style.text) for text in ticks.texts) + 12,
        "r": style.label_margin,
        "t": style.text * 2,
        "b": 12 + style.line_height * times.lines + style.text * 0.7,
    }
    hovers = _hover_texts(series, measure)
    traces = [
        _trace(one, hovers, style, single=len(starts) == 1) for one in sorted(series, key=lambda one: one["coloured"])
    ]
    plot_height = style.height - margin["t"] - margin["b"]
    return base_figure(
        style, traces, height=style.height, margin=margin, hoverdistance=40,
        annotations=[*_end_labels(series, top, plot_height, style, margin), *_peak_label(series, measure, style)],
        xaxis=_time_axis(times, len(starts)),
        yaxis={
            "range": [0, top], "tickvals": ticks.values, "ticktext": ticks.texts, "zeroline": True, "zerolinewidth": 1,
        },
    )  # fmt: skip


def _time_axis(times: Ticks, n: int) -> dict[str, Any]:
    return {
        "range": [0, n - 1] if n > 1 else [-1, 0.02], "tickvals": times.values, "ticktext": times.texts,
        "showspikes": n > 1, "spikesnap": "hovered data",
    }  # fmt: skip


def _read_series(
    table: pd.DataFrame, focus: Sequence[str], style: Style, column: str, ranks: Mapping[str, int]
) -> Series:
    """One record per line, in the table's order.

    Colour and symbol follow the entity's rank, so that an entity keeps them.
    """
    chosen = list(focus)[:MOST_COLOURED]
    taken: set[int] = set()
    series: Series = []
    for position, (entity_id, rows) in enumerate(table.groupby("entity_id", sort=False)):
        coloured = entity_id in chosen
        slot = ranks.get(str(entity_id), position) % len(style.categorical)
        while coloured and slot in taken:
            slot = (slot + 1) % len(style.categorical)
        if coloured:
            taken.add(slot)
        series.append(
            {
                "id": str(entity_id), "name": str(rows["name"].iloc[0]), "values": rows[column].fillna(0).tolist(),
                "starts": rows["start"].tolist(), "ends": rows["end"].tolist(), "coloured": coloured,
                "colour": style.categorical[slot] if coloured else style.muted,
                "symbol": SYMBOLS[slot % len(SYMBOLS)],
                "n_articles": rows["n_articles"].tolist(), "n_all_articles": rows["n_all_articles"].tolist(),
            }
        )  # fmt: skip
    return series


def _trace(one: dict[str, Any], hovers: dict[str, list[str]], style: Style, *, single: bool) -> dict[str, Any]:
    n = len(one["values"])
    width = style.line if one["coloured"] else style.line / 2
    shown = [0.0] * (n - 1) + [1.0]
    if one["coloured"] and n <= 31:
        shown = [0.0 if value == 0 else 1.0 for value in one["values"][:-1]] + [1.0]
    size = style.marker if one["coloured"] else style.marker - (2 if style.presenting else 1)
    return {
        "type": "scatter", "mode": "markers" if single else "lines+markers", "x": list(range(n)), "y": one["values"],
        "name": one["name"], "cliponaxis": False, "opacity": 1 if one["coloured"] else 0.75,
        "line": {"color": one["colour"], "width": width},
        "marker": {
            "color": one["colour"], "symbol": one["symbol"], "opacity": shown, "line": {"width": 0},
            "size": [size * (0.72 if at < n - 1 else 1.15) for at in range(n)],
        },
        "customdata": [
            click_data(entity=one["id"], start=start, end=end) if value else ""  # a zero has no evidence
            for value, start, end in zip(one["values"], one["starts"], one["ends"], strict=True)
        ],
        "hoverinfo": "text", "hovertext": hovers[one["id"]],
    }  # fmt: skip


def _hover_texts(series: Series, measure: str) -> dict[str, list[str]]:
    """Hover text per line and period: the period and all names by value, the hovered one in bold."""
    texts: dict[str, list[str]] = {one["id"]: [] for one in series}
    for at, (start, end) in enumerate(zip(series[0]["starts"], series[0]["ends"], strict=True)):
        ranked = sorted(series, key=lambda one: -one["values"][at])
        head = long_period(start, end)
        base = series[0]["n_all_articles"][at]
        if measure == "share":
            head += f", {count_of(base, 'article')}"
        lines = {one["id"]: _hover_line(one, at, measure) for one in ranked}
        for one in series:
            listed = (f"<b>{line}</b>" if key == one["id"] else line for key, line in lines.items())
            texts[one["id"]].append("<br>".join([head, *listed]))
    return texts


def _hover_line(one: dict[str, Any], at: int, measure: str) -> str:
    value = f"{one['values'][at]:.0%} ({one['n_articles'][at]:,})" if measure == "share" else f"{one['values'][at]:,}"
    return f'<span style="color:{one["colour"]}">●</span> {value}  {escape(one["name"], quote=False)}'


def _end_labels(
    series: Series, top: float, plot_height: float, style: Style, margin: dict[str, float]
) -> list[dict[str, Any]]:
    """Labels at the line ends; if not all fit, the coloured lines and then the first of the others."""
    named = [one for one in series if one["coloured"] or not style.narrow]
    room = plot_height + margin["t"] + 8
    reach = 40 if style.presenting else 20 if style.narrow else 28
    wide = style.label_margin - reach - 2
    wrapped = {one["id"]: [fit(line, style.text, wide) for line in wrap_name(one["name"], style.wrap)] for one in named}
    while sum(_height(wrapped[one["id"]], style) for one in named) > room and any(not one["coloured"] for one in named):
        named.remove([one for one in named if not one["coloured"]][-1])
    ends = [plot_height * (1 - one["values"][-1] / top) for one in named]
    heights = [_height(wrapped[one["id"]], style) for one in named]
    places = push_apart(ends, heights, -margin["t"], plot_height + 8)
    last = len(series[0]["values"]) - 1
    return [
        {
            "x": last, "y": one["values"][-1], "text": markup(wrapped[one["id"]]), "ax": reach, "ay": place - end,
            "showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": one["colour"],
            "standoff": style.marker * 0.8,
            "xanchor": "left", "yanchor": "middle", "align": "left", "borderpad": 1,
            "font": {"size": style.text, "color": one["colour"]}, "name": one["id"],
        }
        for one, end, place in zip(named, ends, places, strict=True)
    ]  # fmt: skip


def _height(lines: Sequence[str], style: Style) -> float:
    return len(lines) * style.line_height


def _peak_label(series: Series, measure: str, style: Style) -> list[dict[str, Any]]:
    """Labels the highest point of the coloured lines, if there is one."""
    coloured = [one for one in series if one["coloured"]] or series
    peak = max(coloured, key=lambda one: max(one["values"]))
    value = max(peak["values"])
    n = len(peak["values"])
    if value <= 0 or n < 3:
        return []
    at = peak["values"].index(value)
    amount = f"{value:.0%}" if measure == "share" else f"{value:,}"
    alone = sum(one["values"].count(value) for one in coloured) == 1
    when = short_period(peak["starts"][at], peak["ends"][at], terse=style.narrow)
    where = at / (n - 1)
    anchor = (
        "left"
        if where < (0.55 if style.narrow else 0.15)
        else "right"
        if where > (0.55 if style.narrow else 0.85)
        else "center"
    )
    return [
        {
            "x": at, "y": value, "text": f"{amount}{', ' if style.narrow else ' '}{when}" if alone else amount,
            "showarrow": False, "yshift": style.text * 1.05,
            "xanchor": anchor, "font": {"size": style.text, "color": peak["colour"]}, "name": "peak",
        }
    ]  # fmt: skip
