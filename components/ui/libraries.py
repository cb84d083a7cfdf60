"""Choosing among several libraries, and what is shown where one cannot be opened."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st
from streamlit.errors import FragmentHandledException

from components import library
from components.library import LibraryFault
from components.types import DatelineError
from components.ui.faults import describe_fault, render_details, render_fault
from components.ui.opening import render_open_results
from components.ui.page import FORM_WIDTH, forget_headline, frame, has_headline, render_headline
from components.ui.session import library_name, open_other
from components.ui.words import escape_markdown

SAMPLE = "Sample articles"  # name of the library that holds the sample
_log = logging.getLogger(__name__)


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
        render_open_results(key="library_results")
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


def do(change: Callable[[], object]) -> bool:
    """Run a change and return whether it succeeded; show a DatelineError's message."""
    try:
        change()
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return False
    return True


# Fallback page for a page that fails as a whole or a library that cannot be opened.


@contextmanager
def whole_page() -> Iterator[None]:
    """Outermost error boundary: logs and shows what nothing within caught; navigation and libraries still work."""
    forget_headline()
    try:
        yield
    except FragmentHandledException:  # reported already
        raise
    except LibraryFault as fault:
        _log.warning("A library cannot be opened", exc_info=True)
        render_unopened(fault)
    except Exception as error:  # noqa: BLE001 - outermost error boundary: logged and shown
        _log.exception("A page failed")
        with frame():
            if not has_headline():
                st.title("This page cannot be shown", anchor=False)
            render_fault(describe_fault(error, "This page"))


def render_unopened(fault: LibraryFault) -> None:
    """Render why the library cannot be opened, and what to do: retry, open another, create one, or try the sample."""
    with frame(FORM_WIDTH):
        render_headline(f"“{library_name()}” cannot be opened", escape(str(fault)))
        with st.container(gap="small"):
            st.button("Try again", key="unopened_again", icon=":material/refresh:")
            _render_others()
            render_new_library(key="unopened_new")
            if st.button(
                "Open the sample articles", key="unopened_sample", type="tertiary", icon=":material/arrow_forward:",
                icon_position="right",
            ) and do(_make_sample):  # fmt: skip
                open_other(SAMPLE)
        render_details(describe_fault(fault, ""))


def _render_others() -> None:
    others = [name for name in library.list_libraries() if name != library_name()]
    if not others:
        return
    chosen = st.selectbox(
        "Open another library", others, index=None, key="unopened_other", placeholder="Choose one",
        format_func=escape_markdown,
    )  # fmt: skip
    if chosen:
        open_other(chosen)


def _make_sample() -> None:
    if SAMPLE not in library.list_libraries():
        path = library.create_library(SAMPLE)
        library.add_sample(path)
        library.ensure_worker(path)
