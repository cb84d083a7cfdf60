"""An item of a board on the screen: its chart, table or text, with clicks that open evidence in its own view."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components import format_date
from components.charts.axes import shorten
from components.types import EvidenceQuery, Filter
from components.ui.address import link_params
from components.ui.boards.items import Shown, state_missing
from components.ui.boards.tables import BoardTable, Place
from components.ui.chart import render_figure
from components.ui.evidence import ask_for_evidence
from components.ui.faults import guarded, part, render_fault
from components.ui.page import render_note
from components.ui.words import escape

FOLDER = Path(__file__).parent
ROWS = 10  # of a table on a screen
_MOST_IN_CELL = 160  # characters
_table = st.components.v2.component(
    "board_table",
    html="<table><caption></caption><thead><tr></tr></thead><tbody></tbody></table>",
    css=(FOLDER / "table.css").read_text("utf-8"),
    js=(FOLDER / "table.js").read_text("utf-8"),
)


def render_shown(shown: Shown, *, key: str, rows: int = ROWS) -> None:
    """Render an item's chart, table or text, and what of it is no longer here."""
    if shown.fault is not None:
        render_fault(shown.fault)
    elif shown.is_gone:
        st.markdown("Nothing of what it showed is left here. Take it off the board, or add the articles again.")
    elif shown.exhibit is not None:
        with part("This chart"):
            render_figure(shown.exhibit, key=key, within=shown.within)
    elif shown.table is not None:
        _render_table(shown.table, shown.within, key, rows)
    else:
        st.html(words_html(shown))
    if shown.missing:
        render_note(state_missing(shown.missing))


def words_html(shown: Shown) -> str:
    """A quote, a passage or a text as escaped HTML; the longer, the smaller its type when presented."""
    size = next(
        (name for name, most in (("large", 160), ("medium", 360), ("small", 800)) if len(shown.text) <= most), "tiny"
    )
    kind = "text" if shown.item.kind == "text" else "said"
    byline = f'<p class="dl-by"><span>{escape(shown.byline)}</span></p>' if shown.byline else ""
    return f'<div class="dl-item dl-{kind} dl-{size}"><p class="dl-words">{escape(shown.text)}</p>{byline}</div>'


def _render_table(table: BoardTable, within: Filter, key: str, rows: int) -> None:
    """Render the first rows of a table; the first cell of each opens what is behind it."""
    first = table.table.head(rows)
    more = table.n - len(first)
    data = {
        "columns": [{"label": str(name), "right": first[name].dtype.kind in "iuf"} for name in first.columns],
        "rows": [[_in_cell(value) for value in row] for row in first.itertuples(index=False)],
        "caption": f"{table.title}: {table.what}", "more": f"… and {more:,} more" if more > 0 else "",
    }  # fmt: skip
    _table(
        key=key, data=data, on_row_change=lambda: _take_row(key, table.targets, within), height="content",
        width="stretch",
    )  # fmt: skip


def _in_cell(value: object) -> str:
    if isinstance(value, str):
        is_day = len(value) == 10 and value[:4].isdecimal() and value[4] == value[7] == "-"
        return format_date(value) if is_day else shorten(" ".join(value.split()), _MOST_IN_CELL)
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


@guarded
def _take_row(key: str, targets: Sequence[EvidenceQuery | Place], within: Filter) -> None:
    row = (st.session_state.get(key) or {}).get("row")
    if not isinstance(row, int) or not 0 <= row < len(targets):
        return
    target = targets[row]
    if isinstance(target, EvidenceQuery):
        ask_for_evidence(target, within)
    else:
        st.switch_page("pages/read.py", query_params=link_params(within, article=target[0], at=str(target[1])))
