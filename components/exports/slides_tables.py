"""Native tables on slides, and numbers as lines of text for the notes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from components import count_of
from components.charts.axes import text_width
from components.exports.plain_text import line_text, shorten_to
from components.exports.slides_theme import Box, Deck, describe, rgb, solid

MOST_ROWS, MOST_COLUMNS = 12, 7
MOST_IN_NOTES = 40  # rows
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's name of a table without style and grid
_TEXT = 26  # in 1/1920 of the width


def is_share(name: Any, column: pd.Series) -> bool:
    """True for a column of shares, which are shown in per cent."""
    return "share" in str(name).lower() and pd.api.types.is_float_dtype(column.dtype)


def format_cell(value: Any, *, share: bool = False) -> str:
    """A cell as a person reads it."""
    if isinstance(value, list | tuple):
        return ", ".join(line_text(str(one)) for one in value)
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return ""
    if share:
        return f"{value:.1%}"
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_integer(value):
        return f"{value:,}"
    return f"{value:,.4g}" if pd.api.types.is_float(value) else line_text(str(value))


def format_rows(table: pd.DataFrame, most: int) -> list[list[str]]:
    """The first rows as text, below their heading."""
    shares = [is_share(name, table[name]) for name in table]
    rows = zip(*(table[name].head(most).tolist() for name in table), strict=True)
    heading = [line_text(str(name)).replace("_", " ").capitalize() for name in table]
    return [
        heading, *([format_cell(value, share=share) for value, share in zip(row, shares, strict=True)] for row in rows)
    ]  # fmt: skip


def write_numbers(table: pd.DataFrame) -> str:
    """A table as lines of text."""
    lines = [" | ".join(row) for row in format_rows(table, MOST_IN_NOTES)]
    more = len(table) - MOST_IN_NOTES
    return "\n".join([*lines, *([f"… and {count_of(more, 'more row')}"] if more > 0 else [])])


def put_table(deck: Deck, slide: Any, table: pd.DataFrame, box: Box, name: str, alt: str) -> str:
    """Put the first rows and columns into a box; return a sentence on what is left out."""
    size = deck.size(_TEXT)
    height = min(size / 72 * 2.1, box.height / (MOST_ROWS + 1))
    shown = table.iloc[:, :MOST_COLUMNS]
    rows = format_rows(shown, min(MOST_ROWS, int(box.height / height) - 1))
    widths = _share_out(rows, size, box.width)
    place = Box(box.left, box.top, sum(widths), height * len(rows))
    frame = slide.shapes.add_table(len(rows), len(widths), *place.emus)
    describe(frame, name, alt)
    drawn = frame.table
    properties = drawn._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = _NO_STYLE
    drawn.horz_banding = False
    numeric = [pd.api.types.is_numeric_dtype(shown[column].dtype) for column in shown]
    for at, width in enumerate(widths):
        drawn.columns[at].width = Inches(width)
    for at, row in enumerate(rows):
        drawn.rows[at].height = Inches(height)
        for column, text in enumerate(row):
            cell = drawn.cell(at, column)
            _fill(deck, cell, shorten_to(text, size, widths[column] * 72 - size), size, heading=at == 0)
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if numeric[column] else PP_ALIGN.LEFT
    more = [count_of(len(table) - len(rows) + 1, "more row")] if len(table) >= len(rows) else []
    more += [count_of(len(table.columns) - len(widths), "more column")] if len(table.columns) > len(widths) else []
    return f"… and {' and '.join(more)}." if more else ""


def _share_out(rows: list[list[str]], size: float, width: float) -> list[float]:
    """Widths of columns in inches: as wide as their texts, the widest narrowed to fit."""
    natural = [
        max(text_width(text[:200], size) * 1.06 for text in column) / 72 + size / 72 * 1.2
        for column in zip(*rows, strict=True)
    ]
    most = max(natural)
    while sum(min(one, most) for one in natural) > width:
        most *= 0.95
    return [min(one, most) for one in natural]


def _fill(deck: Deck, cell: Any, text: str, size: float, *, heading: bool) -> None:
    style = deck.style
    cell.margin_left, cell.margin_right = Emu(0), Pt(size * 0.8)
    cell.margin_top = cell.margin_bottom = Emu(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = cell.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), heading
    run.font.color.rgb = rgb(style.muted if heading else style.ink, style.paper)
    colour = solid(style.muted if heading else style.grid, style.paper)
    line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))
