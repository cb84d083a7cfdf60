"""Date settings: the order of day and month, and import of a metadata table."""

from __future__ import annotations

import streamlit as st

from components import library
from components.humanize import count_of, format_date
from components.types import DatelineError
from components.ui.session import library_path, show_changes
from components.ui.words import escape_markdown


def render_date_question() -> None:
    """Ask once whether 03/04/2025 is in April or in March, if any date depends on it."""
    waiting = library.needs_attention(library_path())
    if not waiting:
        return
    example = waiting[0]
    with st.container(gap="xsmall"):
        st.subheader("Which comes first, day or month?", anchor=False)
        dates = f"{count_of(len(waiting), 'date')} can be read two ways, such as"
        st.markdown(f"{dates} **{escape_markdown(example.hint)}** in {escape_markdown(example.path or example.title)}.")
        with st.container(horizontal=True):
            if st.button(f"The day: {format_date(example.if_day_first)}", key="day_first"):
                _answer(day_first=True)
            if st.button(f"The month: {format_date(example.if_month_first)}", key="month_first"):
                _answer(day_first=False)


def _answer(*, day_first: bool) -> None:
    library.answer_day_first(library_path(), day_first)
    show_changes()
    st.rerun()


def render_metadata_upload() -> None:
    """Render the upload of a table, matched by file name, that fills in titles, dates, sources and authors."""
    popover = st.popover("Fill in dates and sources from a table", type="tertiary", key="metadata", on_change="rerun")
    if not popover.open:
        return
    with popover.container(width=420):
        st.markdown("A CSV or JSON lines file with a column for the file name, and any of title, date, source, author.")
        table = st.file_uploader("Table", type=["csv", "tsv", "jsonl", "json"], key="metadata_table")
        if table is not None and st.button("Fill in", key="metadata_fill"):
            try:
                n = library.apply_metadata_table(library_path(), table.name, table.getvalue())
            except DatelineError as error:
                st.markdown(escape_markdown(str(error)))
                return
            st.toast(f"{count_of(n, 'article')} changed.")
            show_changes()
            st.rerun()
