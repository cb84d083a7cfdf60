"""Areas over time: topics, a row each on one scale."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import ZERO, Style, base_figure, click_data, faded
from components.charts.axes import long_period, markup, text_width, time_ticks, wrap_name
from components.charts.overlays import FAINT, draw_overlays

MOST_AIRY = 6  # rows up to which spacing is wide


def plot_topics(table: pd.DataFrame, style: Style) -> go.Figure:
    """A row per topic in the table's order, its peak labelled with its value.

    `table` is a complete grid: `topic_id` ("" for no topic), `label, start, end, n_articles`, and overlays, if any (see
    `library.queries.overlays`). The vertical axis counts pixels.
    """
    groups = list(table.groupby("topic_id", sort=False))
    most = max(int(table["n_articles"].max()), 1, table["before"].max() if "before" in table else 0)
    starts, ends = groups[0][1]["start"].tolist(), groups[0][1]["end"].tolist()
    times = time_ticks(starts, ends, 6 if style.narrow else 8)
    width, n_lines = (26, 1) if style.presenting else (style.row_wrap - 4, 3)  # presented rows may be low
    labels = [markup(wrap_name(str(rows["label"].iloc[0]), width, n_lines)) for _, rows in groups]
    margin = {
        "l": max(text_width(line, style.text) for label in labels for line in label.split("<br>")) + 18,
        "r": style.text * 1.4,  # half of a last month's name
        "t": style.text * 1.5,
        "b": 12 + style.line_height * times.lines + style.text * 0.5,
    }
    normal = 110 * style.scale if style.presenting else 72 if len(groups) <= MOST_AIRY else 58
    pitch = style.pitch(len(groups), normal, margin["t"] + margin["b"], 40)
    height = pitch * len(groups)
    lines: list[dict[str, Any]] = []
    over: list[dict[str, Any]] = []
    floors: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for row, (topic_id, rows) in enumerate(groups):
        floor = pitch * (row + 1)
        values = rows["n_articles"].tolist()
        heights = [floor - value / most * (pitch - style.text * 1.6) for value in values]
        lines.append(_line(str(topic_id), rows, heights, style))
        over += draw_overlays(
            rows, {"topic": str(topic_id)}, style, column="n_articles", noun="article",
            colour=style.accent if topic_id else style.muted, name=str(rows["label"].iloc[0]),
            place=lambda value, floor=floor: floor - value / most * (pitch - style.text * 1.6),  # type: ignore[misc]
        )  # fmt: skip
        line = {"color": ZERO, "width": 1}
        floors.append({"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": floor, "y1": floor, "line": line})
        notes += _topic_peak(values, heights, style)
    areas = _areas([line["y"] for line in lines], [pitch * (row + 1) for row in range(len(groups))], style)
    return base_figure(
        style, [areas, *lines, *over], height=round(height + margin["t"] + margin["b"]), margin=margin,
        hoverdistance=30, shapes=floors, annotations=notes,
        xaxis={
            "range": [0, len(starts) - 1] if len(starts) > 1 else [-1, 1], "tickvals": times.values,
            "ticktext": times.texts,
        },
        yaxis={
            "range": [height, 0], "showgrid": False, "zeroline": False,
            "tickvals": [_label_place(label, pitch * (row + 1), style) for row, label in enumerate(labels)],
            "ticktext": labels, "tickfont": {"size": style.text, "color": style.ink}, "ticklabelstandoff": 10,
        },
    )  # fmt: skip


def _label_place(label: str, floor: float, style: Style) -> float:
    """The middle of a label whose last line stands on the row's baseline."""
    return floor - (label.count("<br>") * style.line_height + style.text) / 2


def _areas(heights: list[list[float]], floors: list[float], style: Style) -> dict[str, Any]:
    """The filled areas of all rows, as one trace of polygons separated by gaps."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, floor in zip(heights, floors, strict=True):
        xs += [0, *range(len(row)), len(row) - 1, None]
        ys += [floor, *row, floor, None]
    return {
        "type": "scatter", "mode": "lines", "x": xs, "y": ys, "fill": "toself", "fillcolor": faded(style.accent, 0.16),
        "line": {"width": 0}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def _line(topic_id: str, rows: pd.DataFrame, heights: list[float], style: Style) -> dict[str, Any]:
    """The invisible line of one topic, which makes its points clickable."""
    about = f"on {escape(str(rows['label'].iloc[0]), quote=False)}" if topic_id else "without a topic"
    spans = list(zip(rows["start"].tolist(), rows["end"].tolist(), rows["n_articles"].tolist(), strict=True))
    return {
        "type": "scatter", "mode": "lines+markers", "x": list(range(len(heights))), "y": heights, "cliponaxis": False,
        "opacity": FAINT if "rolling" in rows else 1,
        "line": {"color": style.accent if topic_id else style.muted, "width": style.line * 0.7},
        "name": str(rows["label"].iloc[0]), "meta": {"values": rows["n_articles"].tolist()},
        "marker": {"size": style.marker * 0.8, "color": style.accent, "opacity": 1 if len(heights) == 1 else 0},
        "customdata": [click_data(topic=topic_id, start=start, end=end) if n else "" for start, end, n in spans],
        "hoverinfo": "text",
        "hovertext": [
            f"{long_period(start, end)}<br><b>{count_of(n, 'article')}</b> {about}" for start, end, n in spans
        ],
    }  # fmt: skip


def _topic_peak(values: list[int], heights: list[float], style: Style) -> list[dict[str, Any]]:
    most = max(values)
    if most <= 0:
        return []
    at = values.index(most)
    return [
        {
            "x": at, "y": heights[at], "text": f"{most:,}", "showarrow": False, "yshift": style.text * 0.85,
            "xanchor": "left" if at == 0 and len(values) > 1 else "center",
            "font": {"size": style.text, "color": style.muted}, "name": "peak",
        }
    ]  # fmt: skip
