"""Corrections: a dialog asked for, what was done said on the page, with an undo of exactly that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import library
from components.types import DatelineError
from components.ui.address import EVIDENCE, put_param
from components.ui.faults import guarded
from components.ui.session import library_path, show_changes
from components.ui.tables import forget_ticks
from components.ui.words import escape_markdown

PENDING = "correcting"  # the dialog that was asked for
_DONE = "done_last"


def ask_to_correct(kind: str, ids: Sequence[str]) -> None:
    """Open a correction dialog in the next run.

    `kind` is one of `merge`, `split`, `rename`, `retype`, `gender`, `hide`, `treat`, `name` (entity ids), `quote` and
    `topic` (one id each), `line` (an article's id and the line's start offset in it).
    """
    st.session_state[PENDING] = (kind, tuple(ids))
    put_param(EVIDENCE, "")  # one dialog at a time


# What was done, said on the page, with an undo of exactly that.


def render_done() -> None:
    """Say what was done last, with a button that undoes it, until it is closed or another page opens; once per run."""
    said, undo, path, page, render_more = st.session_state.get(_DONE, ("", None, "", "", None))
    context = get_script_run_ctx()
    page = page or (context.page_script_hash if context else "")
    if not said or path != str(library_path()) or (context and page != context.page_script_hash):
        st.session_state.pop(_DONE, None)
        return
    st.session_state[_DONE] = said, undo, path, page, render_more
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="done"):
        st.markdown(escape_markdown(said), width="content")
        if undo is not None:
            st.button("Undo", key="done_undo", type="tertiary", icon=":material/undo:", on_click=_undo_done)
        if render_more is not None:
            render_more()
        st.button("Close", key="done_close", type="tertiary", icon=":material/close:", on_click=_close_done)


def say_done(
    said: str, undo: Callable[[], object] | None = None, render_more: Callable[[], None] | None = None
) -> None:
    """Say in the next run what was done; `undo` takes exactly that back, `render_more` renders what else there is."""
    st.session_state[_DONE] = said, undo, str(library_path()), "", render_more


def correct(change: Callable[[], object], said: str) -> None:
    """Write corrections and say so, with an undo; raises DatelineError if they are impossible."""
    path = library_path()
    before = set(library.read_corrections(path))
    change()
    added = [correction for correction in library.read_corrections(path) if correction not in before]

    def undo() -> None:
        there = set(library.read_corrections(path))  # a number may stand for another correction by now
        for correction in reversed(added):
            if correction in there:
                library.undo_correction(path, correction.n)

    show_changes()
    say_done(said, undo if added else None)


@guarded
def _undo_done() -> None:
    said, undo, *_ = st.session_state.pop(_DONE)
    undo()
    show_changes()
    forget_ticks()
    say_done(f"Undone: “{said}”")


def _close_done() -> None:
    st.session_state.pop(_DONE, None)


def save_correction(change: Callable[[], object], said: str) -> None:
    """Write a correction, close an open dialog and refresh the page; show why if it is impossible."""
    try:
        correct(change, said)
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return
    forget_ticks()
    put_param(EVIDENCE, "")
    st.rerun()
