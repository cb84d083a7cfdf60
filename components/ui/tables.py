"""Tables to sort and click, the table of names among them; names as choices and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import MONTHS
from components.exports import harmless_csv
from components.library import Frames
from components.ui.address import link_params
from components.ui.faults import guarded
from components.ui.session import current_frames

ROW_HEIGHT = 40
ROWS_SHOWN = 14
N_OFFERED = 2000  # most mentioned names offered in a list
FEWEST_SENTENCES = 5  # minimum sentences for an average
_LISTED = ("name", "type", "description", "n_mentions", "n_articles", "n_quotes", "first_date", "last_date")


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


# Names of entities for selection lists and page links.


@st.cache_resource(max_entries=4, show_spinner=False)
def _choices(key: tuple[str, int], _frames: Frames) -> dict[str, str]:  # noqa: ARG001 - the cache key
    leading = _frames.entities.nlargest(N_OFFERED, "n_mentions")
    return {
        entity_id: f"{name} ({type_})"
        for entity_id, name, type_ in zip(leading["entity_id"], leading["name"], leading["type"], strict=True)
    }


def name_choices() -> dict[str, str]:
    """Map entity ids to name and type, most mentioned first; cached, so do not modify it."""
    frames = current_frames()
    return _choices((frames.path, frames.revision), frames)


def entity_names(entity_ids: Sequence[str]) -> list[str]:
    """The names of these entities, without hidden ones."""
    return list(names_by_id(current_frames(), entity_ids).values())


def names_by_id(frames: Frames, entity_ids: Sequence[str]) -> dict[str, str]:
    """Map these entities' ids to their names, without hidden ones."""
    return {str(frames.entity_ids[n]): str(frames.entity_names[n]) for n in frames.numbers_of(list(entity_ids))}


def topic_labels(frames: Frames) -> dict[str, str]:
    """Map the ids of all topics to their labels."""
    return dict(zip(frames.topics["topic_id"], frames.topics["label"], strict=True))


# Table of entities: mentions, articles, sources, time line and sentiment.


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
