"""Names of lines on slides, each at its line's end, so that no legend is needed."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.oxml.ns import qn

from components.charts.axes import push_apart, shorten, text_width
from components.exports.plain_text import shorten_to
from components.exports.plots import Plot
from components.exports.slides_theme import Box, Deck, put_text, solid

CHART_TEXT = 28  # in 1/1920 of the width, as LOOK's slides have it


def room_for_names(plot: Plot, size: float, width: float) -> float:
    widest = max(text_width(shorten(one.name, 26), size) for one in plot.series) / 72
    return min(widest * 1.08 + 0.3, width * 0.3)


def set_inner(chart: Any, plot: Plot, box: Box, size: float, top: float) -> Box:
    """Fix the place of the plot inside the chart; return it, in inches on the slide."""
    texts = ["Negative"] if plot.signed else [f"{top:,.0f}", "100%" if plot.percent else ""]
    left = max(text_width(text, size) for text in texts) / 72 * 1.15 + 0.12
    above, below = size / 72 * 0.7, size / 72 * 1.9
    right = size / 72 * 1.2
    inner = Box(box.left + left, box.top + above, box.width - left - right, box.height - above - below)
    shares = {
        "x": left / box.width, "y": above / box.height, "w": inner.width / box.width, "h": inner.height / box.height,
    }  # fmt: skip
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.SubElement(etree.Element("holder"), qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", **{k: f"{v:.5f}" for k, v in shares.items()}}
    for tag, value in values.items():
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", value)
    area.insert(0, layout)
    return inner


def put_names(deck: Deck, slide: Any, plot: Plot, box: Box, inner: Box, size: float, top: float) -> None:
    """Put each line's name at its end, in its colour, none on another."""
    lines = [one for one in plot.series if any(value is not None for value in one.values)]
    low = -top if plot.signed else 0
    ends = [next(value for value in reversed(one.values) if value is not None) for one in lines]
    wanted = [(1 - (end - low) / (top - low)) * inner.height * 72 for end in ends]
    height = size * 1.25
    places = push_apart(wanted, [height] * len(lines), -size, inner.height * 72 + size * 1.9)
    left = inner.left + inner.width + 0.16
    for one, place in zip(lines, places, strict=True):
        name = Box(left, inner.top + (place - height / 2) / 72, box.left + box.width - left, height / 72)
        shown = shorten_to(one.name, size, name.width * 72)
        colour = "#" + solid(one.colour, deck.style.paper)
        put_text(deck, slide, shown, name, (CHART_TEXT,), colour=colour)
