"""Progress of the worker: step, time left, and buttons to stop and resume."""

from __future__ import annotations

import time

import streamlit as st

from components import count_of, library
from components.library.worker import FETCHING, FINDING, READING
from components.ui.address import link_params
from components.ui.faults import as_part, guarded
from components.ui.session import REFRESH_SECONDS, current_frames, library_path, run_again, show_changes
from components.ui.words import escape_markdown, format_seconds

EVERY_SECONDS = 1.5
_FIRST = "first_reading"
_COUNTED = {READING: ("Reading", "file", "files"), FETCHING: ("Fetching", "address", "addresses")}
WAITING = "waiting"  # key on an empty page, which reruns as soon as the first article is in


def render_progress(*, key: str) -> None:
    """Render a thin bar with step, article and time left while articles are being read.

    Polls in a fragment; reruns the page when the work ends or articles have come in. If reading was stopped, says so
    and offers to resume.
    """
    progress = library.read_progress(library_path())
    if progress.is_running:
        st.fragment(as_part(_poll), run_every=EVERY_SECONDS)(
            key, library.read_revision(library_path()), time.monotonic()
        )
    elif progress.n_waiting or progress.error:
        _render_stopped(progress, key)


def _render_stopped(progress: library.Progress, key: str) -> None:
    with st.container(gap="xsmall", key=f"{key}_stopped"):
        if progress.n_waiting:
            wait = "waits" if progress.n_waiting == 1 else "wait"
            st.header(f"{count_of(progress.n_waiting, 'article or file', 'articles or files')} {wait}", anchor=False)
        st.markdown(f":gray[{escape_markdown(progress.error or 'Reading was stopped. What has been read is kept.')}]")
        if progress.n_waiting:
            st.button("Continue reading", key=f"{key}_go_on", on_click=_go_on)


@guarded
def _go_on() -> None:
    library.ensure_worker(library_path())
    show_changes()


def render_progress_line() -> None:
    """Render a thin bar and one short line under a page's headline while articles are being read."""
    if library.read_progress(library_path()).is_running:
        st.fragment(as_part(_poll_line), run_every=EVERY_SECONDS)(
            library.read_revision(library_path()), time.monotonic()
        )


def _poll(key: str, revision: int, since: float) -> None:
    path = library_path()
    progress = library.read_progress(path)
    if (key == WAITING or _FIRST in st.session_state) and library.read_revision(path) != revision:
        show_changes()
        run_again()
    _refresh(progress, revision, since)
    with st.container(gap="xsmall", key=f"{key}_progress"):
        what = _COUNTED.get(progress.step, ("Reading", "article", "articles"))
        count = f" {count_of(progress.total, *what[1:])}" if progress.total else ""
        st.header(f"{what[0]}{count}", anchor=False)
        current = f": {escape_markdown(progress.current)}" if progress.current else ""
        done = f"{progress.done:,} of {progress.total:,} done." if progress.total else ""
        st.markdown(f":gray[{escape_markdown(progress.step)}{current}. {done}{_time_left(progress)}]")
        st.progress(_share(progress))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(":small[:gray[It goes on while you look around. What has been read can be used at once.]]")
            if key != WAITING and progress.done:
                st.page_link(
                    "pages/overview.py", label="See the overview", icon=":material/arrow_forward:",
                    icon_position="right", query_params=link_params(),
                )  # fmt: skip
            if st.button("Stop", key=f"{key}_stop", type="tertiary", icon=":material/close:"):
                library.cancel(path)


# The first articles of a library: once they are read, the page moves on to the Overview.


def await_first() -> None:
    """Note that files were added to a library of which nothing is read yet."""
    if not _count_read():
        st.session_state[_FIRST] = str(library_path())


def are_first_read() -> bool:
    """True once, when the first articles of what was added here are read."""
    if st.session_state.get(_FIRST) != str(library_path()) or not _count_read():
        return False
    st.session_state.pop(_FIRST)
    return True


def _count_read() -> int:
    return int((current_frames().articles["status"] == "analysed").sum())


def _poll_line(revision: int, since: float) -> None:
    progress = library.read_progress(library_path())
    _refresh(progress, revision, since)
    with st.container(gap="xxsmall", key="progress_line", width=720):
        st.progress(_share(progress))
        done = f", {progress.done:,} of {progress.total:,} done" if progress.total else ""
        st.markdown(f":small[:gray[{escape_markdown(progress.step)}{done}.{_time_left(progress)}]]")


def _refresh(progress: library.Progress, revision: int, since: float) -> None:
    """Rerun the page when the work has ended, and at intervals when there are new results."""
    if not progress.is_running:
        show_changes()
        run_again()
    if time.monotonic() - since > REFRESH_SECONDS and library.read_revision(library_path()) != revision:
        run_again()


def _share(progress: library.Progress) -> float:
    return min(progress.done / progress.total, 1.0) if progress.total else 0.0


def _time_left(progress: library.Progress) -> str:
    if not progress.seconds_left:
        return ""
    both = ", sentiment included" if progress.step == FINDING else ""
    return f" {format_seconds(progress.seconds_left).capitalize()} left{both}."
