"""The library's articles as a table, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from components import count_of, library, name_place
from components.analysis import pipeline_in_use
from components.library.store.records import NO_DAY
from components.types import DatelineError, Filter
from components.ui.address import link_params
from components.ui.boards.pinning import render_pin, table_item
from components.ui.correcting import correct, save_correction, say_done
from components.ui.faults import guarded
from components.ui.page import render_note
from components.ui.paging import PAGE_ROWS, begin_again, choose_rows
from components.ui.session import current_frames, library_path, show_changes
from components.ui.shared import share_result
from components.ui.tables import forget_ticks, renew_tables, row_key, tick_among, ticked_rows
from components.ui.words import escape_markdown, find_words

EDITABLE = ("title", "date", "source", "author", "section")
STATES = {"analysed": "Read", "waiting": "Waiting", "not_english": "Not English", "failed": "Could not be read"}
ORIGINS = {
    "metadata": "the file",
    "text": "text (guess)",
    "filename": "file name (guess)",
    "user": "you",
    "none": "",
}
_SHOWN = (
    "chosen", "title", "date", "source", "section", "author", "date_origin", "n_words", "state", "hint", "path",
)  # fmt: skip
SHELF, _BASE, _PAGE = "shelf", "shelf_base", "shelf_page"
_NEWEST = "Newest"
_ORDERS = {  # column, and whether it descends
    _NEWEST: ("day", True), "Oldest": ("day", False), "Title": ("title", False), "Source": ("source", False),
    "Longest": ("n_words", True), "Shortest": ("n_words", False),
}  # fmt: skip


def render_model() -> None:
    """Render a button to read again what another model has read, if there is any, or a line if there is no model."""
    try:
        pipeline_in_use()
    except DatelineError as error:
        render_note(str(error))
        return
    if library.is_outdated(library_path()):
        st.button(
            "Read again with the newer model", key="model_reanalyse", type="tertiary", on_click=_reanalyse,
            help="Some articles were read with another model than the one in use. Your corrections stay.",
        )  # fmt: skip


@guarded
def _reanalyse() -> None:
    n = library.reanalyse(library_path())
    known = "All articles were already read with this model."
    st.toast(f"{count_of(n, 'article')} will be read again." if n else known)
    show_changes()


# Skipped files and failed articles, with reasons.


def render_skipped() -> None:
    """Render what is no article, and articles that were not analysed or only in part, if there are any."""
    skipped = [(name_place(item.path), item.reason) for item in library.read_skipped(library_path())]
    articles = current_frames().articles
    unread = articles[articles["status"].isin(["failed", "not_english"])]
    n_files = len(skipped)
    skipped += list(zip(unread["title"], unread["reason"], strict=True))
    in_part = articles[(articles["status"] == "analysed") & (articles["reason"] != "")]
    said = f"{count_of(len(skipped), 'thing')} could not be read"
    n_in_part = count_of(len(in_part), "article")
    if len(in_part):
        said = f"{said}, {n_in_part} only in part" if skipped else f"{n_in_part} could be read only in part"
    skipped += list(zip(in_part["title"], in_part["reason"], strict=True))
    if not skipped:
        return
    with st.container(gap="xsmall"):
        st.header(said, anchor=False)
        shown = skipped[choose_rows(len(skipped), key="skipped_page", what="Rows")]
        rows = [(escape_markdown(path), escape_markdown(reason)) for path, reason in shown]
        st.table(pd.DataFrame(rows, columns=["What", "Why"]), border="horizontal", hide_index=True, alt="Skipped")
        if n_files and st.button("Clear this list", key="skipped_clear", type="tertiary"):
            library.clear_skipped(library_path())
            show_changes()
            st.rerun()


# Article table: edit cells, select rows, delete and undo.


def render_shelf() -> None:
    """Render the table, a page of it at a time, and the actions on chosen rows."""
    frames = current_frames()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input(
            "Find in titles, sources and file names", key="shelf_words", placeholder="Any words", width=360,
            on_change=begin_again, args=(_PAGE,),
        )  # fmt: skip
        order = _choose_order(len(frames.articles))
    found = share_result(frames, ("shelf", words, order), lambda: _find_rows(frames.articles, words, order))
    if not len(found):
        st.markdown("No article matches these words.")
        return
    rows = choose_rows(len(found), key=_PAGE, what="Articles")
    table = _build_table(frames.articles.iloc[found[rows]])
    ids = table["article_id"].tolist()
    among = frames.articles["article_id"].to_numpy()[found]
    widget = row_key(f"{SHELF}_{frames.path}", ids)
    if st.session_state.get(_BASE, ("", []))[0] != widget:  # the editor starts from the ticks of the rows before it
        st.session_state[_BASE] = widget, ticked_rows(SHELF, ids)
    table.loc[st.session_state[_BASE][1], "chosen"] = True
    st.data_editor(
        table, key=widget, hide_index=True, height=min(600, 40 * (len(table) + 1) + 2), row_height=40,
        column_order=[name for name in _SHOWN if name != "section" or (frames.articles["section"] != "").any()],
        column_config=_columns(), placeholder="", alt=f"The library's {count_of(len(found), 'article')}, to edit",
        on_change=_before_next_run, args=(widget, ids),
    )  # fmt: skip
    pinned = table_item("articles", {"words": words}, within=Filter())
    render_pin(pinned, key="shelf", label="Pin the articles as a table")
    if _take_edits(widget, ids):
        st.rerun()
    _render_actions([among[row] for row in ticked_rows(SHELF, among)])


def _choose_order(n_articles: int) -> str:
    """What the pages of a long table are sorted by; a short one is sorted by a click on a column."""
    if n_articles <= PAGE_ROWS:
        return _NEWEST
    return str(
        st.selectbox("Sorted by", list(_ORDERS), key="shelf_order", width=200, on_change=begin_again, args=(_PAGE,))
    )


def _find_rows(articles: pd.DataFrame, words: str, order: str) -> np.ndarray:
    """The positions of the articles with these words, in this order; undated ones are taken for the newest."""
    found = np.arange(len(articles))
    if words.strip():
        found = find_words(articles["title"] + "\n" + articles["source"].astype("str") + "\n" + articles["path"], words)
    column, descending = _ORDERS[order]
    keys = articles[column].iloc[found]
    if column == "day":
        keys = keys.where(keys != NO_DAY, np.iinfo(np.int32).max)
    elif column in ("title", "source"):
        keys = keys.astype("str").str.casefold()
    ordered = keys.reset_index(drop=True).sort_values(ascending=not descending, kind="stable")
    rows: np.ndarray = found[ordered.index.to_numpy()]
    return rows


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "chosen": column.CheckboxColumn("", width=40, help="Choose articles to change or delete several at once"),
        "title": column.TextColumn("Title", width=360, required=True),
        "date": column.DateColumn("Date", format="D MMM YYYY", width=110),
        "source": column.TextColumn("Source", width=150),
        "section": column.TextColumn("Section", width=130),
        "author": column.TextColumn("Author", width=130),
        "date_origin": column.TextColumn("Date comes from", width=150, disabled=True),
        "n_words": column.NumberColumn("Words", width=70, disabled=True, format="localized"),
        "state": column.TextColumn("State", width=100, disabled=True),
        "hint": column.TextColumn(
            "Date, perhaps", width=110, disabled=True, help="What the text says, where it is not a full date"
        ),
        "path": column.TextColumn("File", width=200, disabled=True),
    }


def _build_table(articles: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "chosen": False,
            "title": articles["title"].astype(str),
            "date": pd.to_datetime(articles["date"].replace("", None)).dt.date,
            "source": articles["source"].astype(str),
            "section": articles["section"].astype(str),
            "author": articles["author"].astype(str),
            "date_origin": [ORIGINS.get(origin, "") for origin in articles["date_origin"]],
            "n_words": articles["n_words"],
            "state": [
                _state(*row)
                for row in zip(articles["status"], articles["duplicate_of"], articles["reason"], strict=True)
            ],
            "hint": articles["date_hint"].astype(str).where(articles["date"] == "", ""),
            "path": articles["path"].astype(str).map(name_place),
            "article_id": articles["article_id"],
        }
    )
    return table.reset_index(drop=True)


def _state(status: str, duplicate_of: str, reason: str) -> str:
    if status == "analysed" and (duplicate_of or reason):
        return "Copy" if duplicate_of else "Read in part"
    return STATES.get(status, status)


@guarded
def _before_next_run(widget: str, ids: Sequence[str]) -> None:
    """Take edits at once: in the run that they set off the table may have other rows."""
    _take_edits(widget, ids)


def _take_edits(widget: str, ids: Sequence[str]) -> bool:
    """Keep ticks and save edited cells as corrections, both by article, and return whether any cell was edited."""
    edited: dict[int, dict[str, Any]] = st.session_state[widget].get("edited_rows", {})
    ticks = dict.fromkeys(st.session_state[_BASE][1], True)
    ticks |= {row: cells["chosen"] for row, cells in edited.items() if "chosen" in cells}
    tick_among(SHELF, ids, [ids[row] for row, is_ticked in sorted(ticks.items()) if is_ticked])
    changes = [
        {"article_id": ids[row], "field": field, "value": str(value or "").strip()}
        for row, cells in edited.items()
        for field, value in cells.items()
        if field in EDITABLE
    ]
    if changes:
        said = "; ".join(f"{change['field']}: {change['value'] or 'none'}" for change in changes)
        _change(lambda: library.edit_articles(library_path(), changes), f"Changed. {said.capitalize()}.")
    return bool(changes)


def _change(change: Callable[[], object], said: str) -> None:
    """Write to the library, or say why that is impossible; the table is then read from it again."""
    try:
        correct(change, said)
    except DatelineError as error:
        say_done(str(error))
    renew_tables()


def _delete(ids: Sequence[str]) -> None:
    path = library_path()
    library.delete_articles(path, ids)
    show_changes()
    forget_ticks()
    say_done(f"{count_of(len(ids), 'article')} deleted.", lambda: library.restore_articles(path, ids))
    st.rerun()


def _render_actions(ids: Sequence[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not ids:
            render_note("Click a cell to correct it. Tick rows to change or delete several, or to read one.")
            return
        st.markdown(f"**{count_of(len(ids), 'article')} chosen**")
        if len(ids) == 1:
            st.page_link(
                "pages/read.py",
                label="Read",
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params=link_params(article=ids[0]),
            )
        popover = st.popover("Set date, source or author", type="tertiary", key="shelf_set", on_change="rerun")
        if popover.open:
            with popover:
                _render_set_many(ids)
        if st.button("Delete", key="shelf_delete", type="tertiary", icon=":material/delete:"):
            _delete(ids)


def _render_set_many(ids: Sequence[str]) -> None:
    with st.form("shelf_set_many", border=False):
        st.markdown(f"For all {count_of(len(ids), 'chosen article')}; empty fields change nothing.")
        date = st.date_input("Date", value=None, format="DD/MM/YYYY")
        values = {
            "source": st.text_input("Source"),
            "author": st.text_input("Author"),
            "date": date.isoformat() if date else "",
        }
        if st.form_submit_button("Set"):
            changes = [
                {"article_id": article_id, "field": field, "value": value.strip()}
                for article_id in ids
                for field, value in values.items()
                if value.strip()
            ]
            said = f"{count_of(len(ids), 'article')} changed."
            save_correction(lambda: library.edit_articles(library_path(), changes), said)
