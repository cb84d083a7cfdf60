"""Co-occurrence matrix: how often two entities appear in the same article."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from components.charts.clicks import click_data
from components.charts.labels import fit, markup, shorten, text_width, wrap_name, wrap_to_fit
from components.charts.style import Style, base_figure
from components.humanize import count_of

STEPS = 6  # steps of the sequential palette on which text stays legible
MOST_UPRIGHT = 7  # columns up to which names fit without rotation


def plot_together(pairs: pd.DataFrame, ids: Sequence[str], names: Sequence[str], style: Style) -> go.Figure:
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
        room = (270 if style.narrow else 1000 if style.presenting else 420) / (len(ids) - 1) - 4
        columns = [markup([fit(line, small, room) for line in wrap_to_fit(name, small, room)]) for name in names[:-1]]
        below = small * 1.3 * max(label.count("<br>") + 1 for label in columns) + 10
    else:
        columns = [markup([shorten(name, 16)]) for name in names[:-1]]
        below = max(text_width(label, small) for label in columns) * 0.78 + 14
    margin = {
        "l": max(text_width(line, style.text) for label in rows for line in label.split("<br>")) + 16, "r": 2, "t": 2,
        "b": below,
    }  # fmt: skip
    normal = (84 if style.presenting else 64) if len(ids) <= 7 else (62 if style.presenting else 46)
    pitch = style.pitch(len(ids) - 1, normal, below + 4)
    trace = {
        "type": "bar", "x": [column for _, column, _ in cells], "y": [0.965] * len(cells),
        "base": [row - 0.48 for row, _, _ in cells],
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
