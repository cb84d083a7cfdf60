"""A network of names: points that keep their places, edges as wide as they are strong."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import Style, base_figure, click_data, faded
from components.charts.map import place_names

BANDS = 3  # widths of edges
MOST_NAMED = 40


def plot_network(names: pd.DataFrame, edges: pd.DataFrame, style: Style) -> go.Figure:
    """Names as points with their articles as size, edges between them; an edge is clicked in its middle.

    `names` holds `entity_id, name, type, n_articles, x, y` (places from 0 to 1), most articles first; `edges` holds
    `a_id, a_name, b_id, b_name, n_articles, strength` (0 to 1).
    """
    height = style.height + (0 if style.presenting else 160)
    width = style.screen[0] * 0.9 if style.presenting and style.screen[0] else 330 if style.narrow else 1060
    edge_room = style.text * (6 if style.narrow else 8)  # of a label that stands outside
    xs = edge_room + names["x"].to_numpy() * (width - 2 * edge_room)
    ys = 20 + (1 - names["y"].to_numpy()) * (height - 50)
    where = dict(zip(names["entity_id"], zip(xs.tolist(), ys.tolist(), strict=True), strict=True))
    most = float(names["n_articles"].max())
    sizes = style.marker * (0.9 + 2.2 * np.sqrt(names["n_articles"].to_numpy() / most))
    labels = [str(name) for name in names["name"]]
    positions = place_names(
        list(zip(xs.tolist(), ys.tolist(), strict=True)), sizes.tolist(), labels, style.text,
        12 if style.narrow else MOST_NAMED,
    )  # fmt: skip
    traces = [*_edge_lines(edges, where, style), _edge_points(edges, where, style)]
    is_person = (names["type"] == "person").to_numpy()
    traces.append(
        {
            "type": "scatter", "mode": "markers+text", "x": xs.tolist(), "y": ys.tolist(), "cliponaxis": False,
            "meta": {"values": names["n_articles"].tolist()},
            "marker": {
                "size": sizes.tolist(), "symbol": np.where(is_person, "circle", "square").tolist(),
                "color": np.where(is_person, style.accent, style.muted).tolist(), "opacity": 1,
                "line": {"width": 1, "color": style.paper},
            },
            "text": [
                escape(label, quote=False) if position else ""
                for label, position in zip(labels, positions, strict=True)
            ],
            "textposition": [position or "top center" for position in positions],
            "textfont": {"size": style.text, "color": style.ink}, "hoverinfo": "text",
            "hovertext": [
                f"{escape(label, quote=False)}<br><b>{count_of(n, 'article')}</b>"
                for label, n in zip(labels, names["n_articles"].tolist(), strict=True)
            ],
            "customdata": [click_data(entity=str(one)) for one in names["entity_id"]],
        }
    )  # fmt: skip
    hidden = {"visible": False}
    return base_figure(
        style, traces, height=round(height), margin={"l": 0, "r": 0, "t": 4, "b": 4}, hoverdistance=15,
        xaxis={**hidden, "range": [0, width]}, yaxis={**hidden, "range": [height, 0]},
    )  # fmt: skip


def _edge_lines(edges: pd.DataFrame, where: dict[str, tuple[float, float]], style: Style) -> list[dict[str, Any]]:
    """The edges as lines, the stronger the wider; one trace for each width."""
    traces: list[dict[str, Any]] = []
    colours = [faded(style.muted, share) for share in (0.35, 0.5, 0.65)]
    band = np.minimum((edges["strength"].to_numpy() * BANDS).astype(int), BANDS - 1)
    for width in range(BANDS):
        rows = edges[band == width]
        xs: list[float | None] = []
        ys: list[float | None] = []
        for a, b in zip(rows["a_id"], rows["b_id"], strict=True):
            xs += [where[a][0], where[b][0], None]
            ys += [where[a][1], where[b][1], None]
        if xs:
            traces.append(
                {
                    "type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
                    "line": {"width": style.line * (0.4 + width * 0.6), "color": colours[width]},
                }
            )  # fmt: skip
    return traces


def _edge_points(edges: pd.DataFrame, where: dict[str, tuple[float, float]], style: Style) -> dict[str, Any]:
    """A small point in the middle of each edge, which says what it stands for and opens it."""
    ends = [(where[a], where[b]) for a, b in zip(edges["a_id"], edges["b_id"], strict=True)]
    return {
        "type": "scatter", "mode": "markers", "x": [(a[0] + b[0]) / 2 for a, b in ends],
        "y": [(a[1] + b[1]) / 2 for a, b in ends], "meta": {"values": edges["n_articles"].tolist()},
        "marker": {"size": style.marker * 0.7, "color": style.paper, "line": {"width": 1, "color": style.muted}},
        "hoverinfo": "text",
        "hovertext": [
            f"{escape(str(row.a_name), quote=False)} and {escape(str(row.b_name), quote=False)}<br>"
            f"<b>{count_of(row.n_articles, 'article')}</b>, strength {row.strength:.2f}"
            for row in edges.itertuples(index=False)
        ],
        "customdata": [
            click_data(entity=str(a), other=str(b)) for a, b in zip(edges["a_id"], edges["b_id"], strict=True)
        ],
    }  # fmt: skip
