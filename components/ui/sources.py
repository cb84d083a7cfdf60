"""The library's sources: which may be one, and a table to join and rename them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import count_of, join_words, library
from components.articles.source_names import SourceProposal, choose_name
from components.types import DatelineError, Filter
from components.ui.address import current_filter, link_params, set_filter
from components.ui.boards.pinning import render_pin, table_item
from components.ui.correcting import correct, save_correction, say_done
from components.ui.evidence import render_first
from components.ui.faults import guarded
from components.ui.page import render_note, render_section_title
from components.ui.session import count_in, library_path, view_of
from components.ui.tables import render_table, row_key
from components.ui.words import escape_markdown

N_FIRST_PROPOSALS = 4
_SPELT = 6  # names of one proposal that are spelt out


def render_source_proposals() -> None:
    """Render the sources that may be one, to accept or refuse, if there are any."""
    proposals = count_in(view_of(Filter()), library.list_source_proposals)
    if not proposals:
        return
    with st.container(gap="xsmall"):
        title = "Are these one source?" if len(proposals) == 1 else "Which of these are one source?"
        render_section_title(title, "Nothing is joined until you say so. You can undo whatever you decide.")
        render_first(proposals, N_FIRST_PROPOSALS, _render_proposal, key="source_proposals")


def _render_proposal(proposal: SourceProposal) -> None:
    names = [f"**{escape_markdown(name)}**" for name in proposal.names]
    shown = names if len(names) <= _SPELT else [*names[:_SPELT], f"{len(names) - _SPELT:,} more"]
    key = row_key("same_source", proposal.names)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(join_words(shown), width="content")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.button("The same", key=f"{key}_yes", on_click=_join, args=(proposal.names,))
            st.button("Different", key=f"{key}_no", type="tertiary", on_click=_keep_apart, args=(proposal.names,))
    render_note(f"{proposal.reason} Joined, it is called “{proposal.names[0]}”.")


@guarded
def _join(names: Sequence[str]) -> None:
    try:
        correct(lambda: library.join_sources(library_path(), names, names[0]), f"{join_words(names)} are one source.")
    except DatelineError as error:
        say_done(str(error))


@guarded
def _keep_apart(names: Sequence[str]) -> None:
    said = f"{join_words(names)} stay {'two' if len(names) == 2 else 'different'} sources."
    try:
        correct(lambda: library.keep_sources_apart(library_path(), names), said)
    except DatelineError as error:
        say_done(str(error))


def render_sources() -> None:
    """Render the table of sources; ticked ones can be joined or renamed, a click shows what one of them writes."""
    table = count_in(view_of(Filter()), library.list_sources)
    if not len(table):
        return
    render_section_title("Sources", "Tick one to rename it, several to join them. Click one to see its articles alone.")
    column = st.column_config
    dated = {name: pd.to_datetime(table[name].replace("", None)).dt.date for name in ("first_date", "last_date")}
    ticked = render_table(
        table.assign(**dated),
        {
            "source": column.TextColumn("Source", width=200),
            "n_articles": column.NumberColumn("Articles", width=90, format="localized"),
            "first_date": column.DateColumn("First", format="D MMM YYYY", width=120),
            "last_date": column.DateColumn("Last", format="D MMM YYYY", width=120),
        },
        key="sources", ids=table["source"].tolist(), alt=f"{count_of(len(table), 'source')} with articles and dates",
        on_cell=lambda source, _: _open_source(source), download="dateline-sources", download_table=table, many=True,
        view=view_of(Filter()),
        beside=lambda: render_pin(table_item("sources", within=Filter()), key="sources"),
    )  # fmt: skip
    if ticked:
        _render_actions(ticked, dict(zip(table["source"], table["n_articles"], strict=True)))


def _open_source(source: str) -> None:
    set_filter(replace(current_filter(), sources=(source,)))
    st.switch_page("pages/overview.py", query_params=link_params())


def _render_actions(sources: Sequence[str], n_articles: dict[str, int]) -> None:
    does = "Rename" if len(sources) == 1 else f"Join {count_of(len(sources), 'source')}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input(
            f"What {escape_markdown(join_words(sources))} should be called", value=choose_name(sources, n_articles),
            key=row_key("sources_name", sources), max_chars=200, width=420,
        )  # fmt: skip
        pressed = st.button(does, key="sources_do")
    if pressed:
        verb = "is" if len(sources) == 1 else "are one source,"
        said = f"{join_words(sources)} {verb} now called {' '.join(name.split())}."
        save_correction(lambda: library.join_sources(library_path(), sources, name), said)
