"""DataFrame in, plotly Figure out; shared here are palettes, sizes and the click data of points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote_plus

import plotly.graph_objects as go

FONT = "Plex, 'Helvetica Neue', Arial, sans-serif"
MOST_COLOURED = 3  # coloured lines per chart; the rest are grey
TOPOJSON_URL = "app/static/"
_PAPER = {"light": "#FBFAF6", "dark": "#15171B"}
_INK = {"light": "#1C1B18", "dark": "#ECE9E2"}
_MUTED = {"light": "#5F5B52", "dark": "#A9A69E"}
_GRID = {"light": "#E6E2D8", "dark": "#2D313A"}
_LAND = {"light": "#ECE8DD", "dark": "#262A32"}
_WASH = {"light": "#F5F3EC", "dark": "#191C21"}
_NEUTRAL = {"light": "#D9D4C7", "dark": "#3A3E47"}
ZERO = "#8C8A84"
# Fixed order, so that a name keeps its colour. Each has a contrast of at least 4.5 with the page.
_CATEGORICAL = {
    "light": ("#1F4B99", "#C44A0E", "#007F7F", "#843550", "#513D00", "#7E62BC", "#32332C", "#926761"),
    "dark": ("#8DB2F5", "#D16B06", "#74EFF3", "#F796B7", "#B7C463", "#947DAF", "#788B7F", "#FDD5BE"),
}
# fmt: off
_SEQUENTIAL = {
    "light": (
        "#EEF2F8", "#DAE3F1", "#C2D1E8", "#A8BDDE", "#8DA8D3", "#7092C6", "#547BB8", "#3A64A8", "#1F4B99", "#15356E",
    ),
    "dark": (
        "#1B2333", "#1F2E4A", "#243A62", "#2A477B", "#325593", "#3B63A9", "#5580C4", "#7A9FDD", "#A3C0F1", "#CBDCFA",
    ),
}
# Diverging, from critical to warm.
_TONE = {
    "light": (
        "#7A3A06", "#A35A1B", "#C58245", "#DFB07F", "#F0DCC3", "#D3DDEE", "#A3BADF", "#6D8FC6", "#3C66AA", "#173F80",
    ),
    "dark": (
        "#F7B77E", "#DE9451", "#B97434", "#8A5526", "#4F3A26", "#27354F", "#3A568A", "#527ABD", "#7DA3E3", "#B0CBFA",
    ),
}
# fmt: on
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star", "x", "pentagon", "cross")


def click_data(**parts: str) -> str:
    """Encode any of `entity`, `other`, `start`, `end`, `source`, `topic`, `label`, `undated`, `group`."""
    return "&".join(f"{name}={value if _is_plain(value) else quote_plus(value)}" for name, value in parts.items())


def read_click(point: Mapping[str, Any]) -> dict[str, str]:
    """Decode a clicked point; empty if it has no target."""
    carried = point.get("customdata")
    if isinstance(carried, list | tuple):
        carried = carried[0] if carried else ""
    return dict(parse_qsl(carried, keep_blank_values=True)) if isinstance(carried, str) else {}


def _is_plain(value: str) -> bool:
    """True for ids and dates, which need no JSON quoting; a shortcut, as a chart has hundreds of them."""
    return value.isascii() and value.replace("-", "").isalnum()


# Chart style: palettes for light and dark, sizes for page, phone and presentation.


@dataclass(frozen=True)
class Style:
    """How to draw a chart: `mode` is light or dark, `presenting` for an audience, `narrow` on a phone.

    `room` is the height in pixels available to a presented chart and `screen` the window's width and height; 0 if
    unknown.
    """

    mode: str = "light"
    presenting: bool = False
    narrow: bool = False
    room: int = 0
    screen: tuple[int, int] = (0, 0)

    @property
    def paper(self) -> str:
        """The background of the page."""
        return _PAPER[self.mode]

    @property
    def ink(self) -> str:
        """The colour of text."""
        return _INK[self.mode]

    @property
    def muted(self) -> str:
        """The colour of secondary text."""
        return _MUTED[self.mode]

    @property
    def grid(self) -> str:
        """The colour of grid lines."""
        return _GRID[self.mode]

    @property
    def wash(self) -> str:
        """The faint fill of an empty cell."""
        return _WASH[self.mode]

    @property
    def neutral(self) -> str:
        """The fill of the neutral share."""
        return _NEUTRAL[self.mode]

    @property
    def land(self) -> str:
        """The fill of land on a map."""
        return _LAND[self.mode]

    @property
    def accent(self) -> str:
        """The accent colour."""
        return self.categorical[0]

    @property
    def bar(self) -> str:
        """The fill of large bars: step 8 of the sequential palette."""
        return self.sequential[7]

    @property
    def categorical(self) -> tuple[str, ...]:
        """The palette for names, in fixed order."""
        return _CATEGORICAL[self.mode]

    @property
    def sequential(self) -> tuple[str, ...]:
        """The palette for magnitudes."""
        return _SEQUENTIAL[self.mode]

    @property
    def tone(self) -> tuple[str, ...]:
        """The diverging palette for sentiment, from critical to warm."""
        return _TONE[self.mode]

    @property
    def critical(self) -> str:
        """The colour of a point below neutral."""
        return self.tone[1]

    @property
    def warm(self) -> str:
        """The colour of a point above neutral."""
        return self.tone[8]

    @property
    def text(self) -> int:
        """Font size in pixels; presented type grows with the screen, 28 pixels at 1920 by 1080."""
        if not self.presenting:
            return 13
        width, height = self.screen
        return max(15, round(28 * min(width / 1920, height / 1080))) if width and height else 24

    @property
    def scale(self) -> float:
        """How much larger than at 24 pixels presented type is; lengths that go with it are multiplied by this."""
        return self.text / 24 if self.presenting else 1

    @property
    def line(self) -> float:
        """Line width in pixels."""
        return 5 * self.scale if self.presenting else 2.5

    @property
    def marker(self) -> int:
        """Marker size in pixels."""
        return round(12 * self.scale) if self.presenting else 7

    @property
    def line_height(self) -> float:
        """Line height of text in pixels, as Plotly sets it."""
        return self.text * 1.3

    @property
    def height(self) -> int:
        """Height of a time series chart in pixels."""
        if self.presenting:
            return max(self.room or 620, 380)
        return max(self.room, 340) if self.narrow else 400

    def plot_width(self, normal: int) -> int:
        """About how many pixels wide a chart is: on a page `normal`, on a stage all but the window's margins."""
        return (round(self.screen[0] * 0.9) or 1120) if self.presenting else 350 if self.narrow else normal

    def pitch(self, rows: int, normal: float, other: float = 0, least: float = 30) -> float:
        """Height of a row in pixels: `normal`, or what fits the screen; `other` is the height of all but the rows."""
        if not self.room:
            return normal
        return max(least * self.scale, min(normal * 2, (self.room - other) / max(rows, 1)))

    @property
    def label_margin(self) -> int:
        """Right margin for line labels, in pixels."""
        return round(330 * self.scale) if self.presenting else 96 if self.narrow else 126

    @property
    def row(self) -> int:
        """Distance between bars, in pixels."""
        return round(58 * self.scale) if self.presenting else 34

    @property
    def row_wrap(self) -> int:
        """Characters at which a name to the left of its row wraps."""
        return 24 if self.presenting else 16 if self.narrow else 18

    @property
    def wrap(self) -> int:
        """Characters at which a name beside a chart wraps."""
        return 26 if self.presenting else 11 if self.narrow else 14


def base_figure(
    style: Style, traces: list[dict[str, Any]], *, height: int, margin: dict[str, float], **layout: Any
) -> go.Figure:
    """A figure of fixed height in the shared style; `layout` adds to it, including `xaxis` and `yaxis`."""
    x_axis = {
        "showgrid": False, "zeroline": False, "showline": False, "ticks": "outside", "ticklen": 5,
        "tickcolor": style.grid,
        "ticklabelstandoff": 3, "fixedrange": True, "ticklabeloverflow": "allow",
        "tickfont": {"size": style.text, "color": style.muted},
        "spikemode": "across", "spikethickness": 1, "spikedash": "solid", "spikecolor": style.muted,
    }  # fmt: skip
    y_axis = {
        "gridcolor": style.grid, "zerolinecolor": ZERO, "fixedrange": True, "ticks": "", "ticklabelstandoff": 8,
        "tickfont": {"size": style.text, "color": style.muted},
    }  # fmt: skip
    return go.Figure(
        data=traces,
        layout={
            "template": "none", "paper_bgcolor": style.paper, "plot_bgcolor": style.paper, "height": height,
            "showlegend": False, "margin": {"pad": 0, "autoexpand": False, **margin}, "bargap": 0.28, "dragmode": False,
            "font": {"family": FONT, "size": style.text, "color": style.ink}, "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": style.paper, "bordercolor": style.grid, "align": "left", "namelength": -1,
                "font": {
                    "family": FONT, "size": round(20 * style.scale) if style.presenting else 14, "color": style.ink,
                },
            },
            **layout,
            "xaxis": {**x_axis, **layout.get("xaxis", {})},
            "yaxis": {**y_axis, **layout.get("yaxis", {})},
        },
    )  # fmt: skip


def chart_config() -> dict[str, Any]:
    """Plotly's settings on every page: no mode bar, map outlines served locally."""
    return {
        "displayModeBar": False, "displaylogo": False, "showTips": False, "doubleClick": False, "scrollZoom": False,
        "topojsonURL": TOPOJSON_URL,
    }  # fmt: skip


def faded(colour: str, share: float) -> str:
    """A colour with the given opacity."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def pair_colours(mode: str) -> dict[str, str]:
    """Every colour of a look, in capitals, with its counterpart in the other, so that a chart can change looks."""
    other = "dark" if mode == "light" else "light"
    pairs: dict[str, str] = {}
    for palette in (_CATEGORICAL, _TONE, _SEQUENTIAL):  # where two share a colour, the first says which it is
        for here, there in zip(palette[mode], palette[other], strict=True):
            pairs.setdefault(here, there)
    for colours in (_PAPER, _INK, _MUTED, _GRID, _LAND, _WASH, _NEUTRAL):
        pairs.setdefault(colours[mode], colours[other])
    return pairs
