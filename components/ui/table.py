"""Sortable, clickable tables with CSV download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.exports import harmless_csv
from components.ui.faults import guarded

ROW_HEIGHT = 40
ROWS_SHOWN = 14


def render_table(
    table: pd.DataFrame,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    on_cell: Callable[[int, str], None] | None = None,
    download: str = "",
    download_table: pd.DataFrame | None = None,
) -> None:
    """Render a table; `columns` names and configures its columns in order.

    `on_cell` receives row position and column of a clicked cell. `download` names the CSV file, made of
    `download_table` or else of the visible columns.
    """
    height = ROW_HEIGHT * (min(len(table), ROWS_SHOWN) + 1) + 2
    round_ = st.session_state.get(f"{key}_round", 0)  # a new key clears the selection: a cell can be clicked again
    st.dataframe(
        table, hide_index=True, placeholder="", column_order=list(columns), column_config=dict(columns), height=height,
        row_height=ROW_HEIGHT, key=f"{key}_{round_}", alt=alt,
        on_select=(lambda: _take_cell(key, round_, on_cell)) if on_cell else "ignore", selection_mode="single-cell",
    )  # fmt: skip
    if download:
        st.download_button(
            "Download as CSV", lambda: harmless_csv(table[list(columns)] if download_table is None else download_table),
            f"{download}.csv", "text/csv", key=f"{key}_csv", type="tertiary", icon=":material/download:",
            on_click="ignore",
        )  # fmt: skip


@guarded
def _take_cell(key: str, round_: int, on_cell: Callable[[int, str], None]) -> None:
    cells = st.session_state[f"{key}_{round_}"]["selection"]["cells"]
    if cells:
        row, column = cells[0]
        st.session_state[f"{key}_round"] = round_ + 1
        on_cell(int(row), str(column))
