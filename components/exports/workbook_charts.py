"""Native charts of time in a workbook, drawn from the cells of the table beside them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.charts import Style
from components.exports.handouts import HandoutItem
from components.exports.plain_text import line_text
from components.exports.plots import COLUMNS, FROM, Plot, Series
from components.exports.slides_theme import solid

_PAPER = Style().paper  # what transparent colours were drawn on
Place = tuple[int, int, int]  # first row, last row, column


def add_time_chart(book: Any, sheet: Any, name: str, table: pd.DataFrame, plot: Plot, item: HandoutItem) -> None:
    """Put the chart at the right of the table; what it shows that the table does not hold is written there too."""
    chart = book.add_chart({"type": "column" if plot.kind == COLUMNS else "line"})
    day = list(table.columns).index(FROM)
    right = len(table.columns) + 1
    for n, one in enumerate(plot.series):
        place = _find_run(table, one)
        if place is None:
            place = (1, len(one.values), right)
            sheet.write_string(0, right, line_text(one.name)[:255])
            sheet.write_column(1, right, one.values)
            right += 1
        first, last, column = place
        colour = "#" + solid(one.colour, _PAPER)
        look = {"fill": {"color": colour}} if plot.kind == COLUMNS else {"line": {"color": colour, "width": 2}}
        chart.add_series(
            {
                "name": line_text(one.name)[:255].lstrip("=") or f"Series {n + 1}",
                "categories": [name, first, day, last, day], "values": [name, first, column, last, column], **look,
            }
        )  # fmt: skip
    percent = {"num_format": "0%"} if plot.percent else {}
    chart.set_title({"name": line_text(item.title)[:255].lstrip("="), "name_font": {"size": 12}})
    chart.set_x_axis({"text_axis": True, "num_format": "d mmm yyyy"})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#E6E2D8"}}, **percent})
    chart.set_legend({"none": True} if len(plot.series) == 1 else {"position": "bottom"})
    chart.set_size({"width": 760, "height": 400})
    chart.show_hidden_data()  # a filter on the table leaves the chart whole
    sheet.insert_chart(1, right + 1, chart, {"description": line_text(item.alt or item.title)[:5_000]})


def _find_run(table: pd.DataFrame, one: Series) -> Place | None:
    """The cells that hold a series, in rows of its own name if there are several names."""
    n = len(one.values)
    names = table.iloc[:, 0].tolist()
    starts = [at for at in range(0, len(table) - n + 1, n) if n == len(table) or str(names[at]) in one.name]
    for column, heading in enumerate(table.columns):
        if not pd.api.types.is_numeric_dtype(table[heading].dtype):
            continue
        values = [None if pd.isna(value) else value for value in table[heading].tolist()]
        for at in starts:
            if values[at : at + n] == one.values:
                return at + 1, at + n, column
    return None
