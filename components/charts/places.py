"""A map of the places that are mentioned; the outlines come from this machine."""

from __future__ import annotations

import math
from html import escape

import pandas as pd
import plotly.graph_objects as go

from components.charts.clicks import click_data
from components.charts.labels import markup, shorten
from components.charts.style import Style, base_figure, faded

NAMED = 6  # places with their name beside the point
SMALLEST, LARGEST = 8, 40  # across, in pixels; the area of a point goes by its mentions


def plot_places(table: pd.DataFrame, style: Style) -> go.Figure:
    """A point a place, its area in proportion to its mentions; the most mentioned carry their names.

    `table` holds `entity_id, name, latitude, longitude, n_mentions, n_articles`, most mentions first.
    """
    most = max(int(table["n_mentions"].max()), 1)
    largest = LARGEST * (1.6 if style.presenting else 0.7 if style.narrow else 1)
    rows = list(table.itertuples(index=False))
    named = 3 if style.narrow else NAMED
    trace = {
        "type": "scattergeo", "lat": table["latitude"].tolist(), "lon": table["longitude"].tolist(), "mode": "markers+text",
        "text": [markup([shorten(row.name, 22)]) if at < named else "" for at, row in enumerate(rows)],
        "textposition": "middle right", "textfont": {"size": style.text, "color": style.ink},
        "marker": {
            "size": [max(SMALLEST, largest * math.sqrt(row.n_mentions / most)) for row in rows],
            "color": faded(style.accent, 0.55), "line": {"width": 1.2, "color": style.accent}, "opacity": 1,
        },
        "customdata": [click_data(entity=str(row.entity_id)) for row in rows],
        "hoverinfo": "text",
        "hovertext": [
            f"{escape(row.name, quote=False)}<br><b>{row.n_mentions:,} {'mention' if row.n_mentions == 1 else 'mentions'}</b> "
            f"in {row.n_articles:,} {'article' if row.n_articles == 1 else 'articles'}"
            for row in rows
        ],
    }  # fmt: skip
    return base_figure(
        style, [trace], height=style.height if style.presenting else 240 if style.narrow else 520, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        geo={
            "projection": {"type": "natural earth"}, "bgcolor": style.paper, "showland": True, "landcolor": style.land,
            "showcountries": True, "countrycolor": style.paper, "countrywidth": 0.8, "showcoastlines": False, "showframe": False,
            "showocean": False, "showlakes": False, "resolution": 110, "domain": {"x": [0, 1], "y": [0, 1]},
            "lataxis": {"range": _latitudes(table)}, "lonaxis": {"range": _longitudes(table)},
        },
    )  # fmt: skip


def _latitudes(table: pd.DataFrame) -> list[float]:
    """From the southernmost to the northernmost place with room around, at least a continent's worth."""
    low, high = float(table["latitude"].min()), float(table["latitude"].max())
    pad = max(8.0, (40 - (high - low)) / 2)
    return [max(-58.0, low - pad), min(84.0, high + pad)]


def _longitudes(table: pd.DataFrame) -> list[float]:
    low, high = float(table["longitude"].min()), float(table["longitude"].max())
    pad = max(14.0, (80 - (high - low)) / 2)
    return [max(-180.0, low - pad), min(180.0, high + pad)]
