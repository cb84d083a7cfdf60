"""Searches that are counted beside others on a chart of time: added, named and taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components import library
from components.charts.axes import shorten
from components.library import View
from components.ui.address import read_choice, write_choice
from components.ui.exhibits.words import MOST_QUERIES
from components.ui.words import escape_markdown


def render_add_words(choice: str, label: str, *, width: int | Literal["stretch"] = "stretch") -> None:
    """Render a field whose words, phrase or search is added to a choice."""
    st.text_input(label, key=f"{choice}_words", on_change=_take_words, args=(choice,), width=width)


def render_added(view: View, choice: str, queries: Sequence[str]) -> None:
    """Render these searches of a choice, each with a button that takes it off the chart."""
    if not queries:
        return
    with st.container(horizontal=True, gap="small"):
        for position, (query, name) in enumerate(zip(queries, library.name_queries(view, queries), strict=True)):
            st.button(
                escape_markdown(shorten(name, 40)), key=f"{choice}_{position}", icon=":material/close:",
                type="tertiary", on_click=_drop, args=(choice, query), help="Take it off the chart",
            )  # fmt: skip


def add_query(choice: str, query: str) -> None:
    """Add a search to a choice, as far as a chart has room."""
    chosen = read_choice(choice)
    if query.strip() and len(chosen) < MOST_QUERIES - 1:
        write_choice(choice, list(dict.fromkeys([*chosen, " ".join(query.split())])))


def _take_words(choice: str) -> None:
    add_query(choice, st.session_state.pop(f"{choice}_words", ""))


def _drop(choice: str, query: str) -> None:
    write_choice(choice, [other for other in read_choice(choice) if other != query])
