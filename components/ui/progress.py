"""What the worker is doing, how long it still takes, and the button that stops it."""

from __future__ import annotations

import streamlit as st

from components import library
from components.ui.session import library_path, show_changes
from components.ui.words import count_of, escape_markdown, format_seconds

EVERY_SECONDS = 1.5


def render_progress(*, key: str) -> None:
    """A thin bar with the step, the article and the time left; nothing where nothing is being read.

    Polls by itself; when the work ends, or articles have come in, the whole page runs anew.
    """
    if library.read_progress(library_path()).is_running:
        st.fragment(_poll, run_every=EVERY_SECONDS)(key, library.read_revision(library_path()))


def _poll(key: str, revision: int) -> None:
    path = library_path()
    progress = library.read_progress(path)
    if not progress.is_running:
        show_changes()
        st.rerun()
    left = f" {format_seconds(progress.seconds_left).capitalize()} left." if progress.seconds_left else ""
    share = min(progress.done / progress.total, 1.0) if progress.total else 0.0
    with st.container(gap="xxsmall", key=f"{key}_progress"):
        st.subheader(f"Reading {count_of(progress.total, 'article')}" if progress.total else "Reading", anchor=False)
        current = f": {escape_markdown(progress.current)}" if progress.current else ""
        st.markdown(f":gray[{escape_markdown(progress.step)}{current}. {progress.done:,} of {progress.total:,} done.{left}]")
        st.progress(share)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(":small[:gray[It goes on while you look around. What is done can be used at once.]]")
            if st.button("Stop", key=f"{key}_stop", type="tertiary", icon=":material/close:"):
                library.cancel(path)
    if key == "waiting" and library.read_revision(path) != revision:
        show_changes()
        st.rerun()
