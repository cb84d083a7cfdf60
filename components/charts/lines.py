"""Lines over time: mentions, each line named at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import MOST_COLOURED, SYMBOLS, Style, base_figure, click_data
from components.charts.axes import (
    draw_time_axis,
    fit,
    long_period,
    markup,
    number_mark,
    push_apart,
    short_period,
    text_width,
    time_ticks,
    value_ticks,
    wrap_name,
)
from components.charts.overlays import FAINT, draw_overlays

Series = list[dict[str, Any]]
DASHES = ("solid", "dash", "dot")  # of coloured lines with the same colour


def plot_mentions(
    table: pd.DataFrame,
    focus: Sequence[str],
    style: Style,
    *,
    measure: str = "count",
    ranks: Mapping[str, int] | None = None,
    marks: Mapping[tuple[str, str], int] | None = None,
    base: str = "",
    noun: str = "mention",
) -> go.Figure:
    """Plot each entity's mentions (or share of articles) per period; those in `focus` are coloured.

    `table` is a complete grid: `entity_id, name, start, end, n_mentions, n_articles, n_all_articles, share`. `ranks`
    gives each entity a fixed place in the palette across charts; the default is the table's order. `marks` numbers
    points, by entity id and first day. `base` says of what a share is, where it is not of all articles. Where the table
    has `rolling` or `before` (`library.queries.overlays`), they are drawn too; what was counted is then pale.
    """
    series = _read_series(table, focus, style, "share" if measure == "share" else "n_mentions", ranks or {})
    starts, ends = series[0]["starts"], series[0]["ends"]
    most = max(max(one["values"]) for one in series)
    if "before" in table:
        most = max(most, table.loc[table["entity_id"].isin(list(focus)), "before"].fillna(0).max())
    ticks = value_ticks(most, percent=measure == "share")
    top = max(most * 1.02, ticks.values[-1] if most == 0 else 0)
    times = time_ticks(starts, ends, 6 if style.narrow else 14)
    margin = {
        "l": max(text_width(text, style.text) for text in ticks.texts) + 12,
        "r": style.label_margin,
        "t": style.text * 2,
        "b": 12 + style.line_height * times.lines + style.text * 0.7,
    }
    hovers = _hover_texts(series, measure, base)
    in_order = sorted(series, key=lambda one: one["coloured"])
    traces = [
        _trace(one, hovers, style, single=len(starts) == 1, pale="rolling" in table)
        for one in in_order
        if one["coloured"] or "rolling" not in table
    ]
    rows = dict(list(table.groupby("entity_id")))
    for one in in_order:
        traces += draw_overlays(
            rows[one["id"]],
            {"entity": one["id"]},
            style,
            column="share" if measure == "share" else "n_mentions",
            noun="" if measure == "share" else noun,
            base=base or "of articles",
            colour=one["colour"],
            name=one["name"],
            coloured=one["coloured"],
        )
    plot_height = style.height - margin["t"] - margin["b"]
    return base_figure(
        style, traces, height=style.height, margin=margin, hoverdistance=40,
        annotations=[
            *_end_labels(series, top, plot_height, style, margin),
            *_marks(series, marks or {}, measure, style, plot_height / top),
        ],
        xaxis=draw_time_axis(times, len(starts)),
        yaxis={
            "range": [0, top], "tickvals": ticks.values, "ticktext": ticks.texts, "zeroline": True, "zerolinewidth": 1,
        },
    )  # fmt: skip


def _read_series(
    table: pd.DataFrame, focus: Sequence[str], style: Style, column: str, ranks: Mapping[str, int]
) -> Series:
    """One record per line, in the table's order.

    Colour and symbol follow the entity's rank; of coloured lines of one colour only the first by rank is solid.
    """
    chosen = list(focus)[: 1 if style.narrow and style.room else MOST_COLOURED]  # one on a phone, presented
    n = len(style.categorical)
    rank = {str(one): ranks.get(str(one), at) for at, one in enumerate(table["entity_id"].drop_duplicates())}
    series: Series = []
    for entity_id, rows in table.groupby("entity_id", sort=False):
        coloured = entity_id in chosen
        round_, slot = divmod(rank[str(entity_id)], n)
        alike = sum(rank[one] in range(slot, rank[str(entity_id)], n) for one in chosen if one in rank)
        series.append(
            {
                "id": str(entity_id), "name": str(rows["name"].iloc[0]), "coloured": coloured,
                "values": rows[column].ffill().fillna(0).tolist(), "y": rows[column].tolist(),
                "starts": rows["start"].tolist(), "ends": rows["end"].tolist(), "last": _last(rows, column),
                "colour": style.categorical[slot] if coloured else style.muted,
                "symbol": SYMBOLS[(slot + round_) % len(SYMBOLS)], "dash": DASHES[alike] if coloured else "solid",
                "n_articles": rows["n_articles"].tolist(), "n_all_articles": rows["n_all_articles"].tolist(),
            }
        )  # fmt: skip
    return series


def _last(rows: pd.DataFrame, column: str) -> float:
    """Where a line ends: its average, if that is drawn."""
    column = "rolling" if "rolling" in rows and pd.notna(rows["rolling"].iloc[-1]) else column
    return float(rows[column].ffill().fillna(0).iloc[-1])


def _trace(
    one: dict[str, Any], hovers: dict[str, list[str]], style: Style, *, single: bool, pale: bool = False
) -> dict[str, Any]:
    n = len(one["values"])
    width = style.line if one["coloured"] and not pale else style.line / 2
    shown = [0.0] * (n - 1) + [1.0]
    if one["coloured"] and n <= 31:
        shown = [0.0 if value == 0 else 1.0 for value in one["values"][:-1]] + [1.0]
    if pale:
        shown = [0.0] * n
    size = style.marker if one["coloured"] else style.marker - (2 if style.presenting else 1)
    return {
        "type": "scatter", "mode": "markers" if single else "lines+markers", "x": list(range(n)), "y": one["y"],
        "name": one["name"], "cliponaxis": False, "opacity": FAINT if pale else 1 if one["coloured"] else 0.75,
        "line": {"color": one["colour"], "width": width, "dash": one["dash"]},
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


def _hover_texts(series: Series, measure: str, of: str = "") -> dict[str, list[str]]:
    """Hover text per line and period: the period and all names by value, the hovered one in bold."""
    texts: dict[str, list[str]] = {one["id"]: [] for one in series}
    for at, (start, end) in enumerate(zip(series[0]["starts"], series[0]["ends"], strict=True)):
        ranked = sorted(series, key=lambda one: -one["values"][at])
        head = long_period(start, end)
        base = series[0]["n_all_articles"][at]
        if measure == "share":
            head += f", {base:,} {of}" if of else f", {count_of(base, 'article')}"
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
    reach = round(40 * style.scale) if style.presenting else 20 if style.narrow else 28
    wide = style.label_margin - reach - 2
    wrapped = {one["id"]: [fit(line, style.text, wide) for line in wrap_name(one["name"], style.wrap)] for one in named}
    while sum(_height(wrapped[one["id"]], style) for one in named) > room and any(not one["coloured"] for one in named):
        named.remove([one for one in named if not one["coloured"]][-1])
    ends = [plot_height * (1 - one["last"] / top) for one in named]
    heights = [_height(wrapped[one["id"]], style) for one in named]
    places = push_apart(ends, heights, -margin["t"], plot_height + 8)
    last = len(series[0]["values"]) - 1
    return [
        {
            "x": last, "y": one["last"], "text": markup(wrapped[one["id"]]), "ax": reach, "ay": place - end,
            "showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": one["colour"],
            "standoff": style.marker * 0.8,
            "xanchor": "left", "yanchor": "middle", "align": "left", "borderpad": 1,
            "font": {"size": style.text, "color": one["colour"]}, "name": one["id"],
        }
        for one, end, place in zip(named, ends, places, strict=True)
    ]  # fmt: skip


def _height(lines: Sequence[str], style: Style) -> float:
    return len(lines) * style.line_height


def _marks(
    series: Series, marks: Mapping[tuple[str, str], int], measure: str, style: Style, unit: float
) -> list[dict[str, Any]]:
    """The numbers of marked points, and the label of the highest point, which carries its own number.

    `unit` is the height of 1 in pixels.
    """
    notes = _peak_label(series, measure, style)
    highest = (notes[0]["x"], notes[0]["y"]) if notes else None
    for one in series:
        for at, (start, value) in enumerate(zip(one["starts"], one["values"], strict=True)):
            number = marks.get((one["id"], start))
            if number is not None and (at, value) == highest:
                notes[0]["text"] = f"<b>{number}</b>  {notes[0]['text']}"
            elif number is not None:
                others = [(other["values"][at] - value) * unit for other in series if other is not one]
                notes.append(number_mark(at, value, number, one["colour"], style, others))
    return notes


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
