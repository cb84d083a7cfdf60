"""Page frame: headline, standfirst, filter line, sections and empty states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import library
from components.library import View
from components.types import Filter
from components.ui.address import set_filter
from components.ui.faults import part
from components.ui.filters import render_filter_line
from components.ui.marked import standfirst_html
from components.ui.progress import WAITING, render_progress, render_progress_line
from components.ui.session import current_view, enter_by_front_door, library_path
from components.ui.words import escape_markdown

WIDTH = 1120
READING_WIDTH = 1000
FORM_WIDTH = 720
_HEADLINE = "has_headline"


def frame(width: int = WIDTH) -> DeltaGenerator:
    """The centred column that holds a page."""
    enter_by_front_door()
    return st.container(horizontal_alignment="center").container(width=width, gap="medium")


@contextmanager
def section() -> Iterator[None]:
    """A page section, compactly spaced; if it fails, the rest of the page still renders."""
    with st.container(gap="xsmall"), part():
        yield


def render_headline(
    headline: str | Callable[[], str],
    standfirst_markup: str | Callable[[], str] = "",
    *,
    view: View | None = None,
    otherwise: str = "",
    **line: Any,
) -> None:
    """Render headline, standfirst (HTML, escaped by the caller) and, given a view, the filter line.

    Values that must be computed are passed as functions; if one fails, the rest is rendered under `otherwise`. `line`
    is passed to `render_filter_line`. While articles are being read, a thin progress bar is shown.
    """
    with st.container(gap="small"):
        _render_title(headline, otherwise)
        with part():
            standfirst = standfirst_markup() if callable(standfirst_markup) else standfirst_markup
            if standfirst:
                st.html(standfirst_html(standfirst))
        if view is not None:
            with part():
                render_filter_line(view, **line)
            with part():
                render_progress_line()
            if not library.can_be_written(library_path()):
                render_note("Nothing can be changed here: Dateline may not write to this library or to its folder.")


def forget_headline() -> None:
    """Reset `has_headline` before a page runs."""
    st.session_state.pop(_HEADLINE, None)


def has_headline() -> bool:
    """True if the page has rendered its headline."""
    return _HEADLINE in st.session_state


def _render_title(headline: str | Callable[[], str], otherwise: str) -> None:
    st.session_state[_HEADLINE] = True
    if not callable(headline):
        st.title(escape_markdown(headline), anchor=False)
        return
    place = st.container()
    with part():
        otherwise = headline()
    place.title(escape_markdown(otherwise), anchor=False)


def render_section_title(title: str, note: str = "") -> None:
    """Render a section's title (a finding or a name) and, in small grey, what was counted."""
    st.subheader(escape_markdown(title), anchor=False)
    if note:
        render_note(note)


def render_note(note: str, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """Render small grey text."""
    st.markdown(f":small[:gray[{escape_markdown(note)}]]", width=width)


def open_view(title: str) -> View:
    """The current view; if it has no articles, renders what to do next and stops the page."""
    view = current_view()
    if len(view.articles):
        return view
    return _render_without_articles(title, view)


def _render_without_articles(title: str, view: View) -> NoReturn:
    with frame():
        if library.read_progress(library_path()).is_running:
            render_headline(title, "The first results appear here as soon as an article is read.")
            render_progress(key=WAITING)
            st.skeleton(height=400)
        elif view.filter != Filter() and len(view.frames.articles):
            render_headline(title, "No article fits what you chose to look at.", view=view)
            st.button("Show all articles", key="nothing_left_clear", on_click=set_filter, args=(Filter(),))
        else:
            _render_empty(title, view)
    st.stop()


def _render_empty(title: str, view: View) -> None:
    if len(view.frames.articles):
        standfirst = "None of the articles in this library could be read. The Articles page says why."
    else:
        standfirst = (
            "Nothing to show yet. Add some articles, and who is mentioned, who said what and on which topics "
            "appears here."
        )
    render_headline(title, standfirst)
    st.page_link("pages/articles.py", label="Add articles", icon=":material/arrow_forward:", icon_position="right")
