"""How every page opens: frame, headline, standfirst, the line that states the filter; and what it says when empty."""

from __future__ import annotations

from typing import Any, Literal, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import library
from components.library import View
from components.types import Filter
from components.ui.address import set_filter
from components.ui.filters import render_filter_line
from components.ui.marked import standfirst_html
from components.ui.progress import WAITING, render_progress, render_progress_line
from components.ui.session import current_view, enter_by_front_door, library_path
from components.ui.words import escape_markdown

WIDTH = 1120
READING_WIDTH = 1000
FORM_WIDTH = 720


def frame(width: int = WIDTH) -> DeltaGenerator:
    """The centred column a page is written in."""
    enter_by_front_door()
    return st.container(horizontal_alignment="center").container(width=width, gap="medium")


def section() -> DeltaGenerator:
    """One part of a page: heading, note and content close together."""
    return st.container(gap="xsmall")


def render_headline(headline: str, standfirst_markup: str = "", *, view: View | None = None, **line: Any) -> None:
    """Headline, standfirst (HTML, escaped by the caller) and, given a view, the line that states the filter.

    `line` goes to `render_filter_line`. While articles are being read, a thin bar says how far it is.
    """
    with st.container(gap="small"):
        st.title(escape_markdown(headline), anchor=False)
        if standfirst_markup:
            st.html(standfirst_html(standfirst_markup))
        if view is not None:
            render_filter_line(view, **line)
            render_progress_line()


def render_section_title(title: str, note: str = "") -> None:
    """A finding or a name for what follows, and in small grey what was counted."""
    st.subheader(escape_markdown(title), anchor=False)
    if note:
        render_note(note)


def render_note(note: str, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """Small grey text."""
    st.markdown(f":small[:gray[{escape_markdown(note)}]]", width=width)


def open_view(title: str) -> View:
    """The articles to show; where there are none, says what to do next and ends the page."""
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
