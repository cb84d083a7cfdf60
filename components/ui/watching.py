"""What comes by itself while the app is open: feeds that are due, and new files in watched folders."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import count_of, library
from components.types import DatelineError
from components.ui.faults import as_part, guarded
from components.ui.page import render_note
from components.ui.session import is_local, library_path, show_changes
from components.ui.words import escape_markdown

_LOOKS_EVERY = 60  # seconds
_ASK, _AT_ONCE = "Offer new files", "Read new files at once"


def watch_for_new() -> None:
    """Look once a minute for due feeds and new files, if the library follows any."""
    path = library_path()
    if any(feed.minutes for feed in library.read_feeds(path)) or library.reads_at_once(path):
        st.fragment(as_part(_queue_new), run_every=_LOOKS_EVERY)()


def _queue_new() -> None:
    n = library.queue_feeds(library_path()) + library.queue_new_files(library_path(), only_at_once=True)
    if n:
        library.ensure_worker(library_path())
        show_changes()
        st.rerun()


def render_watched(key: Callable[[str], str]) -> bool:
    """Render the folders that are watched, what is new in them, and a field for one more; True once files are queued.

    Left out where the app can be reached from other computers: their users would read this one's folders.
    """
    if not is_local():
        return False
    folders = library.read_folders(library_path())
    with st.container(gap="xsmall", key="folders"):
        st.header("A folder that grows", anchor=False)
        n_new = sum(_render_folder(number, one) for number, one in enumerate(folders))
        if n_new and st.button(f"Read {count_of(n_new, 'new file')}", key="folders_read"):
            return bool(library.queue_new_files(library_path()))
        with st.form(key("folder"), border=False):
            place = st.text_input("Its path on this computer", key=key("place"), placeholder="/home/ida/news")
            how = st.radio("Then", [_ASK, _AT_ONCE], key=key("how"), horizontal=True, label_visibility="collapsed")
            if st.form_submit_button("Watch this folder"):
                try:
                    library.watch_folder(library_path(), place, at_once=how == _AT_ONCE)
                except DatelineError as error:
                    st.markdown(escape_markdown(str(error)))
                    return False
                if how == _AT_ONCE and library.queue_new_files(library_path(), only_at_once=True):
                    return True
                show_changes()
                st.rerun()
    return False


def _render_folder(number: int, watched: library.WatchedFolder) -> int:
    n_new = len(library.find_new_files(watched))
    new = f"{count_of(n_new, 'new file')}" if n_new else "nothing new"
    note = f"{new}; {'read at once' if watched.at_once else 'offered'}"
    render_followed(watched.folder, note, _forget, key=f"folder_{number}", stop_key=f"folder_stop_{number}")
    return n_new


def render_followed(what: str, note: str, stop: Callable[[str], None], *, key: str, stop_key: str) -> None:
    """Render a line for what is followed, with its state and a way out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        st.markdown(escape_markdown(what), width="stretch")
        render_note(note, width="content")
        st.button("Stop", key=stop_key, type="tertiary", on_click=stop, args=(what,), help="Its articles stay.")


@guarded
def _forget(folder: str) -> None:
    library.forget_folder(library_path(), folder)
    show_changes()
