"""Tables to sort and click, the table of names among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import pandas as pd
import streamlit as st

from components import MONTHS
from components.exports import harmless_csv, write_table
from components.library import View
from components.ui.address import link_params
from components.ui.faults import guarded
from components.ui.filters import describe_download
from components.ui.session import current_view

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROW_HEIGHT = 40
ROWS_SHOWN = 14
FEWEST_SENTENCES = 5  # minimum sentences for an average
_TICKED, _ROUND = "ticked", "tables_round"
_LISTED = ("name", "type", "description", "n_mentions", "n_articles", "n_quotes", "first_date", "last_date")


def render_table(
    table: pd.DataFrame,
    columns: Mapping[str, Any],
    *,
    key: str,
    ids: Sequence[str],
    alt: str,
    on_cell: Callable[[str, str], None],
    download: str,
    download_table: pd.DataFrame,
    many: bool = False,
    view: View | None = None,
    beside: Callable[[], None] | None = None,
) -> list[str]:
    """Render a table; `columns` names and configures its columns in order, `ids` says what each row stands for.

    `on_cell` receives id and column of a clicked cell. `download` names the files made of `download_table`, which is
    of this view (default: the page's). With `many`, rows can be ticked, and their ids are returned. `beside` renders
    what stands beside the downloads.
    """
    ids = list(ids)
    widget = row_key(key, ids)
    st.dataframe(
        table, hide_index=True, placeholder="", column_order=list(columns), column_config=dict(columns),
        height=ROW_HEIGHT * (min(len(table), ROWS_SHOWN) + 1) + 2, row_height=ROW_HEIGHT, key=widget, alt=alt,
        on_select=lambda: _take_selection(key, widget, ids, on_cell),
        selection_mode=("multi-row", "single-cell") if many else "single-cell",
        selection_default={"selection": {"rows": ticked_rows(key, ids)}} if many else None,
    )  # fmt: skip
    if many:
        tick(key, [ids[row] for row in st.session_state[widget]["selection"]["rows"] if row < len(ids)])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            "Download as CSV", lambda: harmless_csv(download_table), f"{download}.csv", "text/csv", key=f"{key}_csv",
            type="tertiary", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        about = describe_download(alt, view or current_view())
        st.download_button(
            "Download as Excel", lambda: write_table(download, download_table, about), f"{download}.xlsx", EXCEL,
            key=f"{key}_excel", type="tertiary", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        if beside is not None:
            beside()
    return [ids[row] for row in ticked_rows(key, ids)]


@guarded
def _take_selection(key: str, widget: str, ids: Sequence[str], on_cell: Callable[[str, str], None]) -> None:
    """Take ticks and a clicked cell as ids, before another run may give the table other rows."""
    selection = st.session_state[widget]["selection"]
    tick(key, [ids[row] for row in selection["rows"] if row < len(ids)])
    for row, column in selection["cells"][:1]:
        renew_tables()
        on_cell(ids[int(row)], str(column))


# Ticked rows of tables with actions, kept as ids: by row number they would move to other rows with the table.


def row_key(key: str, ids: Sequence[str]) -> str:
    """A widget key for these rows in this order, so that what the widget says by row number never means another row.

    It also changes after a click on a cell, which can then be clicked again, and after an action.
    """
    rows = blake2b("\0".join(ids).encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{key}_{st.session_state.get(_ROUND, 0)}_{rows}"


def tick(key: str, ids: Sequence[str]) -> None:
    """Set the ticked ids of a table."""
    st.session_state.setdefault(_TICKED, {})[key] = list(ids)


def tick_among(key: str, ids: Sequence[str], ticked: Sequence[str]) -> None:
    """Set the ticks of some rows of a table, those of one page; the ticks of the others stay."""
    shown = set(ids)
    others = [id_ for id_ in st.session_state.get(_TICKED, {}).get(key, ()) if id_ not in shown]
    tick(key, [*others, *ticked])


def ticked_rows(key: str, ids: Sequence[str]) -> list[int]:
    """The rows of a table's ticked ids, without those that it does not show."""
    ticked = set(st.session_state.get(_TICKED, {}).get(key, ()))
    return [row for row, id_ in enumerate(ids) if id_ in ticked] if ticked else []


def forget_ticks() -> None:
    """Clear the ticks of every table; call it after an action."""
    st.session_state.pop(_TICKED, None)
    renew_tables()


def renew_tables() -> None:
    """Make every table forget clicked and edited cells."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


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
        sentiment=counted["sentiment"].where(counted["n_sentiment"] >= FEWEST_SENTENCES).round(2) + 0.0,  # no "-0.00"
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
        "sparkline": column.BarChartColumn(_spark_label(first, last), width=230, y_min=0),
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
        "n_sentiment": column.NumberColumn("Sentences", width=80, help="Sentences that the average rests on"),
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
    counted: pd.DataFrame,
    *,
    key: str,
    first: str,
    last: str,
    many: bool = False,
    download: pd.DataFrame | None = None,
    beside: Callable[[], None] | None = None,
) -> list[str]:
    """Render the rows; a click on a cell opens the entity's page.

    `many` and `beside` are as in `render_table`.
    """
    columns = name_columns(counted, first=first, last=last)
    return render_table(
        build_name_table(counted), columns, key=key, ids=counted["entity_id"].tolist(),
        alt=f"{len(counted)} names with their mentions, articles, dates and average sentiment",
        on_cell=lambda entity_id, _: open_entity(entity_id), download="dateline-names",
        download_table=_listed(counted if download is None else download), many=many, beside=beside,
    )  # fmt: skip


def _listed(counted: pd.DataFrame) -> pd.DataFrame:
    return counted[[*_LISTED, "sentiment", "n_sentiment"]]
