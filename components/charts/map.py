"""Map of the mentioned places, with locally served outlines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import count_of
from components.charts import Style, base_figure, click_data, faded
from components.charts.axes import markup, shorten, text_width

NAMED = 10  # places labelled by name, if there is room
MANY = 100  # places from which on the smallest points shrink
SMALLEST, LARGEST = 8, 40  # diameter in pixels; area is proportional to mentions
_SQUEEZE = 0.8  # length of a degree of longitude relative to one of latitude
_LEAST_LATITUDES = 44.0  # degrees; a smaller map shows no recognisable outline
_SOUTH, _NORTH = -58.0, 84.0  # latitudes of inhabited land
_WORLD = [_SOUTH, _NORTH], [-180.0, 180.0]
_POSITIONS = ("middle right", "middle left", "top center", "bottom center")

Box = tuple[float, float, float, float]


def plot_places(table: pd.DataFrame, style: Style) -> go.Figure:
    """Plot a point per place, its area proportional to mentions; the most mentioned are labelled.

    `table` holds `entity_id, name, latitude, longitude, n_mentions, n_articles`, most mentions first.
    """
    rows = list(table.itertuples(index=False))
    height = style.height if style.presenting else 240 if style.narrow else 520
    width = style.plot_width(1092)
    aspect = width / height
    latitudes, longitudes = _frame(table, aspect)
    most = max(row.n_mentions for row in rows)
    largest = LARGEST * (1.6 * style.scale if style.presenting else 0.7 if style.narrow else 1)
    smallest = SMALLEST * style.scale * (0.7 if style.narrow or len(rows) > MANY else 1)
    sizes = [max(smallest, largest * math.sqrt(row.n_mentions / most)) for row in rows]
    middle = sum(longitudes) / 2
    scale = min(
        height / (_project(latitudes[1], 0)[1] - _project(latitudes[0], 0)[1]),
        width / (2 * _project(0, longitudes[1] - middle)[0]),
    )
    places = [_project(row.latitude, row.longitude - middle) for row in rows]
    points = [(x * scale, -y * scale) for x, y in places]
    names = [shorten(row.name, 22) for row in rows]
    positions = place_names(points, sizes, names, style.text, 4 if style.narrow else NAMED)
    halo = f"0 0 4px {style.paper}, 0 0 4px {style.paper}"
    trace = {
        "type": "scattergeo", "lat": table["latitude"].tolist(), "lon": table["longitude"].tolist(),
        "meta": {"values": table["n_mentions"].tolist()},
        "mode": "markers+text", "textfont": {"size": style.text, "color": style.ink, "shadow": halo},
        "text": [markup([name]) if position else "" for name, position in zip(names, positions, strict=True)],
        "textposition": [position or _POSITIONS[0] for position in positions],
        "marker": {
            "size": sizes, "color": faded(style.accent, 0.5), "line": {"width": 1.2, "color": style.accent},
            "opacity": 1,
        },
        "customdata": [click_data(entity=str(row.entity_id)) for row in rows],
        "hoverinfo": "text", "hovertext": [_hover(row) for row in rows],
    }  # fmt: skip
    return base_figure(
        style, [trace], height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        geo={
            "projection": {"type": "natural earth"}, "bgcolor": style.paper, "showland": True, "landcolor": style.land,
            "showcountries": True, "countrycolor": style.paper, "countrywidth": 0.8, "showcoastlines": False,
            "showframe": False, "showocean": False, "showlakes": False, "resolution": 110,
            "domain": {"x": [0, 1], "y": [0, 1]}, "lataxis": {"range": latitudes}, "lonaxis": {"range": longitudes},
        },
    )  # fmt: skip


def _hover(row: Any) -> str:
    mentions, articles = count_of(row.n_mentions, "mention"), count_of(row.n_articles, "article")
    return f"{escape(row.name, quote=False)}<br><b>{mentions}</b> in {articles}"


def _frame(table: pd.DataFrame, aspect: float) -> tuple[list[float], list[float]]:
    """The map extent that holds all places with padding, in the chart's aspect ratio."""
    south, north = float(table["latitude"].min()), float(table["latitude"].max())
    west, east = float(table["longitude"].min()), float(table["longitude"].max())
    tall = max(_LEAST_LATITUDES, (north - south) * 1.35, (east - west) * 1.2 * _SQUEEZE / aspect)
    if tall >= _NORTH - _SOUTH:
        return _WORLD
    middle = min(max((south + north) / 2, _SOUTH + tall / 2), _NORTH - tall / 2)
    low, high = middle - tall / 2, middle + tall / 2
    broadest = 0.0 if low < 0 < high else min(abs(low), abs(high))  # latitude at which a degree is widest
    height = _project(high, 0)[1] - _project(low, 0)[1]
    wide = math.degrees(height * aspect / _project(broadest, math.degrees(1))[0])
    if wide >= 330:
        return _WORLD
    centre = (west + east) / 2
    return [low, high], [centre - wide / 2, centre + wide / 2]


def _project(latitude: float, longitude: float) -> tuple[float, float]:
    """Project a place by Natural Earth (T. Patterson; polynomial by B. Šavrič, 2011)."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    square = phi * phi
    x = lam * (0.8707 - 0.131979 * square - 0.013791 * square**2 + 0.003971 * square**5 - 0.001529 * square**6)
    y = phi * (1.007226 + 0.015085 * square - 0.044475 * square**3 + 0.028874 * square**4 - 0.005916 * square**5)
    return x, y


def place_names(
    points: Sequence[tuple[float, float]], sizes: Sequence[float], names: Sequence[str], text: float, most: int
) -> list[str]:
    """Text position of each label, in order of priority; empty if it would overlap a label or point.

    The first, which is the largest, is always labelled, where it covers the fewest points.
    """
    taken: list[Box] = []
    positions = [""] * len(points)
    circles = [
        (x - size / 2.4, y - size / 2.4, x + size / 2.4, y + size / 2.4)
        for (x, y), size in zip(points, sizes, strict=True)
    ]
    for at, name in enumerate(names):
        others = [*taken, *circles[:at], *circles[at + 1 :]]
        for position in _POSITIONS:
            box = _box(points[at], sizes[at], text_width(name, text), text, position)
            if not any(_overlap(box, other) for other in others):
                positions[at] = position
                taken.append(box)
                break
        if at == 0 and not positions[0]:
            boxes = {
                position: _box(points[0], sizes[0], text_width(name, text), text, position) for position in _POSITIONS
            }
            positions[0] = min(boxes, key=lambda one: sum(_overlap(boxes[one], other) for other in others))
            taken.append(boxes[positions[0]])
        if len(taken) == most:
            break
    return positions


def _box(point: tuple[float, float], size: float, width: float, text: float, position: str) -> Box:
    x, y = point
    if position.startswith("middle"):
        gap = size / 2 + text * 0.3
        left = x + gap if position.endswith("right") else x - gap - width
        return left - text * 0.3, y - text * 0.7, left + width + text * 0.3, y + text * 0.7
    top = y - size / 2 - text * 1.2 if position.startswith("top") else y + size / 2
    return x - width / 2, top, x + width / 2, top + text * 1.2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
