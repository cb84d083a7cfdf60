"""Native charts on slides: drawn from the numbers, editable in PowerPoint."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from components.charts import Style
from components.charts.axes import text_width, value_ticks
from components.exports.plain_text import line_text
from components.exports.plots import BARS, COLUMNS, LINES, PANELS, STACKED, Plot, Series, Values
from components.exports.slides_names import CHART_TEXT, put_names, room_for_names, set_inner
from components.exports.slides_theme import Box, Deck, describe, put_text, rgb, solid

MOST_PANELS = 6
_TYPES = {
    LINES: XL_CHART_TYPE.LINE_MARKERS, COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED, BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    STACKED: XL_CHART_TYPE.BAR_STACKED_100,
}  # fmt: skip
_DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}
_SIGNED = '"Positive";"Negative";"Neutral"'  # a number format: above zero, below zero, zero
_LEAST_LABELLED = 0.06  # of a stacked bar: a smaller part has no room for its number


class _Workbook(CategoryWorkbookWriter):
    """The numbers behind a chart, where no text becomes a formula or a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, options)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Data(CategoryChartData):
    @property
    def _workbook_writer(self) -> Any:
        return _Workbook(self)  # type: ignore[no-untyped-call]


def put_chart(deck: Deck, slide: Any, plot: Plot, box: Box, name: str, alt: str) -> str:
    """Put a chart into a box; return a sentence on what of it is left out."""
    size = deck.size(CHART_TEXT)
    if plot.kind != PANELS:
        _put_one(deck, slide, plot, box, size, name, alt)
        return ""
    shown = plot.series[:MOST_PANELS]
    columns = 1 if len(shown) <= 3 else 2
    rows = math.ceil(len(shown) / columns)
    gap, head = 0.35, size / 72 * 1.35
    width, height = (box.width - gap * (columns - 1)) / columns, box.height / rows
    limit = _limit(plot)
    for at, one in enumerate(shown):
        column, row = divmod(at, rows)
        panel = Box(box.left + column * (width + gap), box.top + row * height, width, height)
        colour = deck.style.ink
        put_text(deck, slide, one.name, Box(panel.left, panel.top, width, head), (26, 22), bold=True, colour=colour)
        own = replace(plot, kind=LINES, series=(one,))
        inside = Box(panel.left, panel.top + head, width, height - head)
        _put_one(deck, slide, own, inside, size * 0.86, name if at == 0 else one.name, alt if at == 0 else "", limit)
    left_out = len(plot.series) - len(shown)
    return f"The first {len(shown)} of {len(plot.series)} are shown." if left_out else ""


def _put_one(
    deck: Deck, slide: Any, plot: Plot, box: Box, size: float, name: str, alt: str, limit: float | None = None
) -> None:
    style = deck.style
    named = plot.kind == LINES and len(plot.series) > 1
    beside = room_for_names(plot, size, box.width) if named else 0.0
    room = replace(box, width=box.width - beside)
    data = _Data(number_format="0%" if plot.percent else "General")  # type: ignore[no-untyped-call]
    data.categories = [line_text(category) for category in plot.categories]
    for one in plot.series:
        data.add_series(line_text(one.name) or "Mean", one.values)  # type: ignore[no-untyped-call]
    kind = XL_CHART_TYPE.BAR_STACKED if plot.kind == STACKED and plot.percent else _TYPES[plot.kind]
    frame = slide.shapes.add_chart(kind, *room.emus, data)
    describe(frame, name, alt)
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(size), rgb(style.muted, style.paper)
    chart.has_title = False
    chart.has_legend = len(plot.series) > 1 and not named
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size, chart.legend.font.color.rgb = Pt(size), rgb(style.ink, style.paper)
    _set_categories(chart.category_axis, plot, size, room, style)
    top = _set_values(chart.value_axis, plot, size, limit, style)
    for one, drawn in zip(plot.series, chart.plots[0].series, strict=True):
        _set_series(drawn, one, plot, size, style)
    if plot.kind in (LINES, COLUMNS):
        inner = set_inner(chart, plot, room, size, top)
        if named:
            put_names(deck, slide, plot, box, inner, size, top)
    else:
        chart.plots[0].gap_width = 45 if len(plot.series) == 1 or plot.kind == STACKED else 30
        if plot.kind == BARS and not plot.signed:
            room_for_bar = box.height * 72 * 0.8 / (len(plot.categories) * len(plot.series))
            _label_bars(chart.plots[0], plot, min(size, room_for_bar), style)
        if plot.kind == STACKED:
            chart.plots[0].overlap = 100
            for at, drawn in enumerate(chart.plots[0].series):
                _label_parts(drawn, plot, at, size, style)


def _set_categories(axis: Any, plot: Plot, size: float, box: Box, style: Style) -> None:
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE if plot.timed else XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.format.line.color.rgb = rgb("#8C8A84" if plot.kind != STACKED else style.paper, style.paper)
    labels = axis.tick_labels
    labels.font.size = Pt(size)
    labels.font.color.rgb = rgb(style.muted if plot.timed else style.ink, style.paper)
    if not plot.timed:
        axis.reverse_order = True
        return
    widest = max(text_width(category, size) for category in plot.categories) + size
    step = max(1, math.ceil(len(plot.categories) * widest / (box.width * 72 * 0.92)))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = parse_xml(f'<{tag} {nsdecls("c")} val="{step}"/>')
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _limit(plot: Plot) -> float:
    """The end of the axis of values."""
    numbers = [abs(number) for number in plot.numbers] or [1.0]
    if plot.signed:
        return 1.0 if max(numbers) > 0.55 else 0.5
    if plot.kind == STACKED:
        return 1.0
    step = _step(max(numbers), plot)
    return math.ceil(max(numbers) / step - 1e-9) * step or step


def _step(most: float, plot: Plot) -> float:
    values = value_ticks(most, percent=plot.percent).values
    return values[1] - values[0]


def _set_values(axis: Any, plot: Plot, size: float, limit: float | None, style: Style) -> float:
    """Set up the axis of values; return its end."""
    top = limit or _limit(plot)
    axis.minimum_scale, axis.maximum_scale = -top if plot.signed else 0, top
    axis.major_unit = top if plot.signed else _step(top, plot)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    labels = axis.tick_labels
    labels.font.size, labels.font.color.rgb = Pt(size), rgb(style.muted, style.paper)
    labels.number_format_is_linked = False
    labels.number_format = _SIGNED if plot.signed else "0%" if plot.percent else "#,##0"
    if plot.kind == STACKED or (plot.kind == BARS and not plot.signed):
        axis.has_major_gridlines, axis.visible = False, False
        if plot.kind == STACKED and not plot.percent:
            axis.maximum_scale, axis.major_unit = None, None
        elif plot.kind == BARS:
            axis.maximum_scale = max([*plot.numbers, 0]) * 1.12 or 1
    else:
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = rgb(style.grid, style.paper)
    return top


def _set_series(drawn: Any, one: Series, plot: Plot, size: float, style: Style) -> None:
    colour = rgb(one.colour, style.paper)
    if plot.kind != LINES:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour
        drawn.invert_if_negative = False
    else:
        wide = one.width / max(other.width for other in plot.series) if one.width else 0.6
        drawn.smooth = False
        drawn.format.line.width, drawn.format.line.color.rgb = Pt(size * 0.21 * wide), colour
        if one.dash in _DASHES:
            drawn.format.line.dash_style = _DASHES[one.dash]
        _set_marker(drawn, 7 if one.fills or len(plot.categories) == 1 else 2, colour, colour)
    if one.fills:
        at = [place for place, value in enumerate(one.values) if value is not None]
        for place, fill, edge in zip(at, one.fills, one.edges, strict=True):
            if plot.kind == LINES:
                _set_marker(drawn.points[place], 7, rgb(fill, style.paper), rgb(edge, style.paper))
            else:
                _set_bar(drawn.points[place], fill, edge, style)
    if one.low and one.high:
        errors = _draw_intervals(one.values, one.low, one.high, solid(style.muted, style.paper), plot)
        drawn._element.find(qn("c:cat")).addprevious(errors)


def _set_marker(drawn: Any, size: int, fill: Any, edge: Any) -> None:
    marker = drawn.marker
    marker.size = size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb, marker.format.line.color.rgb = fill, edge


def _set_bar(point: Any, fill: str, edge: str, style: Style) -> None:
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = rgb(fill, style.paper)
    point.format.line.color.rgb = rgb(edge, style.paper)


def _draw_intervals(values: Values, low: Values, high: Values, colour: str, plot: Plot) -> Any:
    """The intervals of all values, as error bars."""
    ends = []
    for tag, numbers in (("plus", high), ("minus", low)):
        points = "".join(
            f'<c:pt idx="{at}"><c:v>{abs(end - value):.6g}</c:v></c:pt>'
            for at, (value, end) in enumerate(zip(values, numbers, strict=True))
            if value is not None and end is not None
        )
        count = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
        ends.append(f"<c:{tag}><c:numLit>{count}{points}</c:numLit></c:{tag}>")
    direction = '<c:errDir val="y"/>' if plot.kind == LINES else ""
    return parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>{direction}<c:errBarType val='both'/><c:errValType val='cust'/>"
        f"<c:noEndCap val='1'/>{''.join(ends)}<c:spPr><a:ln w='19050'><a:solidFill><a:srgbClr val='{colour}'>"
        "<a:alpha val='45000'/></a:srgbClr></a:solidFill></a:ln></c:spPr></c:errBars>"
    )


def _label_bars(plot_area: Any, plot: Plot, size: float, style: Style) -> None:
    plot_area.has_data_labels = True
    labels = plot_area.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format_is_linked = False
    labels.number_format = "0.0%" if plot.percent else "#,##0"
    labels.font.size, labels.font.color.rgb = Pt(size), rgb(style.ink, style.paper)


def _label_parts(drawn: Any, plot: Plot, at: int, size: float, style: Style) -> None:
    """The number inside each part of a stacked bar that has room for it."""
    labels = drawn.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = "0%" if plot.percent else "#,##0"
    fill = solid(plot.series[at].colour, style.paper)
    luminance = sum(share * int(fill[k : k + 2], 16) for k, share in ((0, 0.299), (2, 0.587), (4, 0.114)))
    dark_on_light = luminance > 128
    text = (style.ink, style.paper) if style.mode == "light" else (style.paper, style.ink)
    labels.font.size, labels.font.color.rgb = Pt(size), rgb(text[0 if dark_on_light else 1], style.paper)
    for row, value in enumerate(plot.series[at].values):
        total = sum(one.values[row] or 0 for one in plot.series)
        if (value or 0) < _LEAST_LABELLED * total or not value:
            hidden = f'<c:dLbl {nsdecls("c")}><c:idx val="{row}"/><c:delete val="1"/></c:dLbl>'
            existing = labels._element.findall(qn("c:dLbl"))
            labels._element.insert(len(existing), parse_xml(hidden))
