"""Folders of results opened as libraries: where one is typed, how far it is, and what came of it."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from components import library
from components.library.opening.process import Opening, forget_opening, read_openings, start_opening
from components.types import DatelineError
from components.ui.faults import as_part, guarded
from components.ui.page import FORM_WIDTH, render_note
from components.ui.progress import EVERY_SECONDS
from components.ui.session import is_local, open_other, run_again
from components.ui.words import escape_markdown

_STARTED = "openings_started"  # names of libraries that this session makes of results


def render_open_results(*, key: str) -> None:
    """Render fields for a folder of results and the name of the library that is made of it.

    Left out where the app can be reached from other computers: their users would read this one's folders.
    """
    if not is_local():
        return
    with st.form(key, border=False):
        folder = st.text_input(
            "Results to open", placeholder="/home/ida/tables",
            help="The folder that `python -m components analyze … --out FOLDER` has written, here or on a cluster",
        )  # fmt: skip
        name = st.text_input("Called", placeholder="As the folder")
        if not st.form_submit_button("Open results") or not folder.strip():
            return
    name = name.strip() or PurePath(folder.strip()).name
    try:
        start_opening(folder.strip(), name)
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return
    st.session_state.setdefault(_STARTED, []).append(name)
    st.rerun()


def render_openings() -> None:
    """Render how far each folder is that is being opened, why one could not be, and that one is ready."""
    if not is_local():
        return
    openings = read_openings()
    if any(one.is_running for one in openings):
        st.fragment(as_part(_poll), run_every=EVERY_SECONDS)([one.name for one in openings if one.is_running])
    for one in openings:
        if not one.is_running:
            _render_failed(one)
    started = st.session_state.get(_STARTED, [])
    for name in sorted(set(started) & set(library.list_libraries())):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"opened_{name}"):
            st.markdown(f"“{escape_markdown(name)}” is ready.", width="content")
            if st.button("Open it", key=f"opened_{name}_open", type="tertiary", icon=":material/arrow_forward:",
                         icon_position="right"):  # fmt: skip
                started.remove(name)
                open_other(name)


def _poll(names: list[str]) -> None:
    openings = {one.name: one for one in read_openings() if one.is_running}
    if set(openings) != set(names):
        run_again()
    for one in openings.values():
        with st.container(gap="xxsmall", key=f"opening_{one.name}", width=FORM_WIDTH):
            st.progress(one.done / one.total if one.total else 0.0)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                done = f", {one.done} % done" if one.total else ""
                render_note(f"“{one.name}”: {one.step}{done}.", width="content")
                st.button("Stop", key=f"opening_{one.name}_stop", type="tertiary", icon=":material/close:",
                          on_click=_forget, args=(one.name,))  # fmt: skip


def _render_failed(one: Opening) -> None:
    with st.container(gap="xxsmall", key=f"unopened_{one.name}", width=FORM_WIDTH):
        st.markdown(f"“{escape_markdown(one.name)}” could not be made of {escape_markdown(one.folder)}.")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            render_note(one.error, width="content")
            st.button(
                "Dismiss", key=f"unopened_{one.name}_dismiss", type="tertiary", on_click=_forget, args=(one.name,)
            )


@guarded
def _forget(name: str) -> None:
    forget_opening(name)
    started = st.session_state.get(_STARTED, [])
    if name in started:
        started.remove(name)
