"""Page frame: headline, standfirst, filter line, sections, empty states; chart style for theme and window width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import library
from components.charts import Style
from components.library import View
from components.ui.address import UNFILTERED, link_params, set_filter
from components.ui.browser import render_browser
from components.ui.brush import render_brush
from components.ui.faults import part
from components.ui.filters import render_filter_line
from components.ui.keys import render_keys
from components.ui.progress import WAITING, render_progress, render_progress_line
from components.ui.reader import standfirst_html
from components.ui.session import current_view, enter_by_front_door, library_path
from components.ui.words import escape_markdown

LOOK = Path(__file__).with_name("look.css")
NARROW = 640  # pixels; narrower windows get charts for a phone
PRESENTED = "presented_watch"  # key of the component that reports the window of a presented chart
_WATCH = "theme_watch"
# A change of theme does not rerun the script, so charts would keep their old colours. Python does not
# know the window's width: a phone reports it once, and the charts are redrawn. And Plotly takes every
# touch for the start of a drag, which blocks scrolling past a chart: touches are withheld; taps still click.
# A table that gets the focus selects its first cell, so that sorting it, or passing it by keyboard, would open what
# stands first: it is not told. What is typed counts on Escape too, which closes the choices it stands in.
_watch = st.components.v2.component(
    _WATCH,
    js="""
export default function ({ parentElement, data, setTriggerValue, setStateValue }) {
  const host = parentElement.host ?? parentElement
  const read = () => getComputedStyle(host).getPropertyValue('--st-background-color').trim()
  let was = read()
  const look = () => {
    const now = read()
    if (now && was && now !== was) setTriggerValue('theme', now)
    if (now) was = now
  }
  let told = data.narrow
  const measure = () => {
    const narrow = window.innerWidth < data.below
    if (narrow !== told) setStateValue('narrow', narrow)
    told = narrow
  }
  measure()
  const timer = setInterval(look, 300)
  window.addEventListener('resize', measure)
  const letScroll = (event) => { if (event.target.closest?.('.js-plotly-plot')) event.stopPropagation() }
  window.addEventListener('touchstart', letScroll, { capture: true, passive: true })
  const within = (event, part) => event.target.closest?.(`[data-testid="${part}"]`)
  const letSort = (event) => { if (within(event, 'stDataFrame')) event.stopImmediatePropagation() }
  window.addEventListener('focusin', letSort, { capture: true })
  const takeTyped = (event) => { if (event.key === 'Escape' && within(event, 'stTextInput')) event.target.blur() }
  window.addEventListener('keydown', takeTyped, { capture: true })
  return () => {
    window.removeEventListener('focusin', letSort, { capture: true })
    window.removeEventListener('keydown', takeTyped, { capture: true })
    window.removeEventListener('touchstart', letScroll, { capture: true })
    clearInterval(timer)
    window.removeEventListener('resize', measure)
  }
}
""",
)
WIDTH = 1120
READING_WIDTH = 1000
FORM_WIDTH = 720
_HEADLINE = "has_headline"


def open_front_door() -> None:
    """Redirect the bare address to Overview, or to Articles if the library is empty."""
    has_articles = library.has_articles(library_path())
    st.switch_page("pages/overview.py" if has_articles else "pages/articles.py", query_params=link_params())


def wordmark() -> str:
    """Path of the wordmark image for the current theme."""
    return f"static/wordmark-{'dark' if st.context.theme.type == 'dark' else 'light'}.svg"


# Chart style for the current theme and window width, and the browser component that reports both.


def current_style(*, presenting: bool = False) -> Style:
    """The chart style for the current theme, width and mode."""
    mode = "dark" if st.context.theme.type == "dark" else "light"
    if not presenting:
        return Style(mode=mode, narrow=_is_narrow())
    stage = (st.session_state.get(PRESENTED) or {}).get("stage") or {}
    width, height, room = (int(stage.get(name) or 0) for name in ("width", "height", "room"))
    is_phone = 0 < width < NARROW
    return Style(mode=mode, presenting=not is_phone, narrow=is_phone, room=room, screen=(width, height))


def drawer_width() -> int:
    """The width in pixels of the drawer beside a presented chart: it grows with the screen, as its type does."""
    width, height = current_style(presenting=True).screen
    return max(480, int(860 * min(width / 1920, height / 1080)))


def _is_narrow() -> bool:
    watched = st.session_state.get(_WATCH) or {}
    return bool(watched.get("narrow", False))


def render_look() -> None:
    """Inject the CSS that the theme cannot express, and what watches the window and keeps the browser's history."""
    st.html(LOOK)
    with st.container(key="theme_watch_box"):
        _watch(
            key=_WATCH, data={"narrow": _is_narrow(), "below": NARROW}, on_theme_change=lambda: None,
            on_narrow_change=lambda: None, height=1,
        )  # fmt: skip
        render_browser()
        render_keys()
        render_brush()


# Page frame: headline, standfirst, filter line, sections and empty states.


def frame(width: int | Literal["stretch"] = WIDTH) -> DeltaGenerator:
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
                render_note("Nothing can be changed here: Dateline is not allowed to write to this library.")


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
    st.header(escape_markdown(title), anchor=False)
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
        elif view.filter != UNFILTERED and len(view.frames.articles):
            render_headline(title, "No article matches this filter.", view=view)
            st.button("Show all articles", key="nothing_left_clear", on_click=set_filter, args=(UNFILTERED,))
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
