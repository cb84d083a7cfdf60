"""Table of entities: mentions, articles, sources, time line and sentiment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.exports import harmless_csv
from components.humanize import MONTHS
from components.ui.address import link_params
from components.ui.table import ROW_HEIGHT, ROWS_SHOWN

FEWEST_SENTENCES = 5  # minimum sentences for an average
_LISTED = ("name", "type", "description", "n_mentions", "n_articles", "n_quotes", "first_date", "last_date")


def open_entity(entity_id: str) -> None:
    """Open an entity's page; call it in a callback or at the end of a run."""
    st.switch_page("pages/entities.py", query_params=link_params(entity=entity_id))


def build_name_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Prepare `library.count_entities` for display: dates as dates, types as words."""
    return counted.assign(
        type=counted["type"].str.capitalize(),
        first_date=pd.to_datetime(counted["first_date"].replace("", None)).dt.date,
        last_date=pd.to_datetime(counted["last_date"].replace("", None)).dt.date,
        sentiment=counted["sentiment"].where(counted["n_sentiment"] >= FEWEST_SENTENCES),
    )


def name_columns(counted: pd.DataFrame, *, first: str = "", last: str = "") -> dict[str, Any]:
    """The column configuration; name and count come first, narrow enough for a phone.

    `first` and `last` are the dates that the sparkline covers.
    """
    column = st.column_config
    most = max(int(counted["n_mentions"].max()), 1) if len(counted) else 1
    columns = {
        "name": column.TextColumn("Name", width=165),
        "n_mentions": column.ProgressColumn("Mentions", format="%d", min_value=0, max_value=most, width=140),
        "sparkline": column.LineChartColumn(_spark_label(first, last), width=230, y_min=0),
        "n_articles": column.NumberColumn("Articles", width=75),
        "type": column.TextColumn("Type", width=105),
        "first_date": column.DateColumn("First", format="D MMM YYYY", width=105),
        "last_date": column.DateColumn("Last", format="D MMM YYYY", width=105),
        "sentiment": column.NumberColumn(
            "Sentiment",
            format="%+.2f",
            width=90,
            help=f"Average of its sentences, from −1 negative to +1 positive; empty under {FEWEST_SENTENCES} sentences",
        ),
        "n_sentiment": column.NumberColumn("of n", width=60, help="Sentences that the average rests on"),
    }
    if not first:
        for name in ("sparkline", "first_date", "last_date"):
            columns.pop(name)
    return columns


def _spark_label(first: str, last: str) -> str:
    if not first:
        return ""
    return f"Mentions, {MONTHS[int(first[5:7]) - 1][:3]} {first[:4]} – {MONTHS[int(last[5:7]) - 1][:3]} {last[:4]}"


def render_name_table(
    counted: pd.DataFrame, *, key: str, first: str, last: str, many: bool = False, download: pd.DataFrame | None = None
) -> list[str]:
    """Render the rows; a click on a cell opens the entity's page.

    With `many`, rows can be selected, and their ids are returned.
    """
    round_ = st.session_state.get(
        f"{key}_round", 0
    )  # a new key clears the selection, so that the same cell can be clicked again
    widget = f"{key}_{round_}"
    ids = counted["entity_id"].tolist()
    columns = name_columns(counted, first=first, last=last)
    st.dataframe(
        build_name_table(counted), hide_index=True, placeholder="", column_order=list(columns), column_config=columns,
        height=ROW_HEIGHT * (min(len(counted), ROWS_SHOWN) + 1) + 2, row_height=ROW_HEIGHT, key=widget,
        alt=f"{len(counted)} names with their mentions, articles, dates and average sentiment",
        on_select=_opener(widget, key, round_, ids),
        selection_mode=("multi-row", "single-cell") if many else "single-cell",
    )  # fmt: skip
    st.download_button(
        "Download as CSV", lambda: harmless_csv(_listed(counted if download is None else download)),
        "dateline-names.csv", "text/csv", key=f"{key}_csv", type="tertiary", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    rows = st.session_state[widget]["selection"]["rows"] if many else []
    return [ids[row] for row in rows if row < len(ids)]


def _listed(counted: pd.DataFrame) -> pd.DataFrame:
    return counted[[*_LISTED, "sentiment", "n_sentiment"]]


def _opener(widget: str, key: str, round_: int, ids: list[str]) -> Callable[[], None]:
    def open_clicked() -> None:
        cells = st.session_state[widget]["selection"]["cells"]
        if cells and int(cells[0][0]) < len(ids):
            st.session_state[f"{key}_round"] = round_ + 1
            open_entity(ids[int(cells[0][0])])

    return open_clicked
