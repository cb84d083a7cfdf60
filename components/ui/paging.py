"""Long tables in pages: a browser is sent no more rows than a person looks at."""

from __future__ import annotations

import streamlit as st

from components.ui.page import render_note

PAGE_ROWS = 200


def choose_rows(n_rows: int, *, key: str, what: str) -> slice:
    """The rows of the page of a table that is shown; renders where it is and how to go on if there are several."""
    last_page = max(n_rows - 1, 0) // PAGE_ROWS
    page = min(st.session_state.get(key, 0), last_page)
    first, end = page * PAGE_ROWS, min((page + 1) * PAGE_ROWS, n_rows)
    if last_page:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            render_note(f"{what} {first + 1:,}–{end:,} of {n_rows:,}", width="content")
            for label, icon, to in (
                ("Previous", ":material/chevron_left:", page - 1),
                ("Next", ":material/chevron_right:", page + 1),
            ):
                st.button(
                    label, key=f"{key}_{label.lower()}", icon=icon, type="tertiary", disabled=not 0 <= to <= last_page,
                    on_click=_turn_to, args=(key, to),
                )  # fmt: skip
    return slice(first, end)


def begin_again(key: str) -> None:
    """Show the first page again; call it where the rows are others."""
    st.session_state.pop(key, None)


def _turn_to(key: str, page: int) -> None:
    st.session_state[key] = page
