"""Which library is open and what of it is looked at, cached per library and revision; choosing among libraries."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from components import library
from components.charts.axes import shorten
from components.library import Frames, LibraryFault, LibraryUnread, View
from components.types import DatelineError, Filter
from components.ui.address import UNFILTERED, current_filter, forget_choices, is_going_back, set_filter
from components.ui.shared import share_frames, share_result, share_view
from components.ui.words import escape_markdown

DEFAULT_LIBRARY = "My articles"
REFRESH_SECONDS = 6  # refresh interval of screens while articles are being read
_OWN = frozenset(("127.0.0.1", "localhost", "::1"))
_KEY = "library"
_SEEN, _SHOWN = "library_seen", "library_shown"  # the latest revision read and when; what this run shows
P = ParamSpec("P")
T = TypeVar("T")


def sync_library() -> LibraryFault | None:
    """Select the library named in the address, else the session's, else the default.

    Call it once per run, before the page. Returns the fault if there is no library and none can be created.
    """
    fault = None
    st.session_state.pop(_SHOWN, None)
    asked = st.query_params.get(_KEY, "")
    known = library.list_libraries()
    if asked and asked in known:
        st.session_state[_KEY] = asked
    elif is_going_back():
        st.session_state.pop(_KEY, None)
    name = st.session_state.get(_KEY, DEFAULT_LIBRARY)
    if name not in known:
        name = DEFAULT_LIBRARY if DEFAULT_LIBRARY in known or not known else known[0]
        if name not in known:
            try:
                library.create_library(name)
            except LibraryFault as problem:
                fault = problem
    choose_library(name)
    if asked and asked not in known:
        st.toast(
            f"There is no library called “{escape_markdown(shorten(asked, 80))}”; this is “{escape_markdown(name)}”.",
            duration="infinite",
        )
    return fault


def choose_library(name: str) -> None:
    """Switch to another library; its name is added to the address unless it is the default."""
    st.session_state[_KEY] = name
    if name != DEFAULT_LIBRARY:
        st.query_params[_KEY] = name
    elif _KEY in st.query_params:
        del st.query_params[_KEY]


def open_other(name: str) -> None:
    """Open a library with an empty filter."""
    if name:
        choose_library(name)
    set_filter(UNFILTERED)
    forget_choices()
    show_changes()
    st.rerun()


def is_local() -> bool:
    """True if only this computer reaches the app, so that its users may name folders of it."""
    return st.get_option("server.address") in _OWN


def library_name() -> str:
    """The name of the open library."""
    enter_by_front_door()
    return str(st.session_state[_KEY])


def enter_by_front_door() -> None:
    """Restart with app.py if Streamlit has opened a page by itself.

    Until `st.navigation` has been called once in a server's lifetime, Streamlit treats the folder `pages` as a
    multipage app of the old kind and runs the page of a direct link alone.
    """
    if _KEY not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()


def library_path() -> Path:
    """The file of the open library."""
    return library.library_path(library_name())


def show_changes() -> None:
    """Show changes at once, from here on and in the next run; call it after writing to the library."""
    st.session_state.pop(_SEEN, None)
    st.session_state.pop(_SHOWN, None)


def run_again() -> None:
    """Run the page anew from a fragment that polls, unless a click is waiting.

    Streamlit (1.67) merges the two into one run of the page that was left, and the click on a link is lost. At the
    element here it looks for a click that waits, and takes that.
    """
    st.empty()
    st.rerun()


def current_frames() -> Frames:
    """The open library's tables; do not modify them, they are shared between sessions.

    A run of the page shows one revision: what others write meanwhile comes with the next run.
    """
    path = str(library_path())
    shown_path, revision = st.session_state.get(_SHOWN, ("", -1))
    if shown_path != path:
        revision = _choose_revision(path)
    frames = share_frames(path, revision, lambda: _read_frames(path, revision))
    if shown_path != path:
        st.session_state[_SHOWN] = (path, revision)
        if st.session_state.get(_SEEN, ("", -1))[:2] != (path, revision):
            st.session_state[_SEEN] = (path, revision, time.monotonic())  # once read, since reading may take long
    return frames


def current_view() -> View:
    """The view of the open library under the current filter."""
    return view_of(current_filter())


def view_of(filter_: Filter) -> View:
    """The view of the open library under another filter."""
    frames = current_frames()
    return share_view(frames, repr(filter_), lambda: library.select(frames, filter_))


def count(function: Callable[Concatenate[View, P], T], *args: P.args, **options: P.kwargs) -> T:
    """Compute `function(current_view(), *args, **options)`, cached by library, revision and filter."""
    return count_in(current_view(), function, *args, **options)


def count_in(view: View, function: Callable[Concatenate[View, P], T], *args: P.args, **options: P.kwargs) -> T:
    """Like `count`, for another view."""
    key = (repr(view.filter), function.__qualname__, repr(args), repr(options))
    return share_result(view.frames, key, lambda: function(view, *args, **options))


def count_copies_left_out(view: View) -> int:
    """Copies that the view does not count beside their original."""
    if view.filter.include_copies or not (view.frames.articles["duplicate_of"] != "").any():
        return 0
    return len(view_of(replace(view.filter, include_copies=True)).articles) - len(view.articles)


def _choose_revision(path: str) -> int:
    """The newest revision; while a worker writes, the one seen last, for some seconds."""
    newest = library.read_revision(path)
    seen_path, seen, at = st.session_state.get(_SEEN, ("", -1, 0.0))
    is_fresh = seen_path == path and seen != newest and time.monotonic() - at < REFRESH_SECONDS
    return int(seen) if is_fresh and library.read_progress(path).is_running else newest


def _read_frames(path: str, revision: int) -> Frames:
    try:
        return library.read_frames(path, revision)
    except DatelineError:
        raise
    except Exception as error:
        raise LibraryUnread(path) from error
