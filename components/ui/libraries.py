"""Library menu: open, create, rename and delete libraries."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import library
from components.types import DatelineError, Filter
from components.ui.address import set_filter
from components.ui.choices import forget_choices
from components.ui.session import choose_library, library_name, show_changes
from components.ui.words import escape_markdown


def render_libraries() -> None:
    """Render the open library's name with a menu of the others and of actions on it."""
    popover = st.popover(
        f"Library: {escape_markdown(library_name())}", type="tertiary", key="libraries", on_change="rerun"
    )
    if not popover.open:
        return
    with popover.container(width=360):
        names = library.list_libraries()
        chosen = st.radio("Open", names, index=names.index(library_name()), format_func=escape_markdown)
        if chosen != library_name():
            open_other(chosen)
        render_new_library(key="library_new")
        with st.form("library_rename", border=False, clear_on_submit=True):
            name = st.text_input("Call this one", value=library_name())
            if st.form_submit_button("Rename") and do(lambda: library.rename_library(library_name(), name.strip())):
                open_other(name.strip())
        _render_delete()


def render_new_library(*, key: str) -> None:
    """Render a name field that creates and opens a new library."""
    with st.form(key, border=False, clear_on_submit=True):
        name = st.text_input("A new library", placeholder="Its name")
        if st.form_submit_button("Create") and do(lambda: library.create_library(name.strip())):
            open_other(name.strip())


def _render_delete() -> None:
    sure = st.checkbox(
        f"Delete “{escape_markdown(library_name())}” with all its articles for good", key="library_delete_sure"
    )
    if st.button("Delete this library", disabled=not sure, key="library_delete") and do(
        lambda: library.delete_library(library_name())
    ):
        st.session_state.pop("library", None)
        open_other(next(iter(library.list_libraries()), ""))


def open_other(name: str) -> None:
    """Open a library with an empty filter."""
    if name:
        choose_library(name)
    set_filter(Filter())
    forget_choices()
    show_changes()
    st.rerun()


def do(change: Callable[[], object]) -> bool:
    """Run a change and return whether it succeeded; show a DatelineError's message."""
    try:
        change()
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return False
    return True
