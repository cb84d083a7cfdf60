"""Correction log: undo single corrections, export all to a file, import a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import library
from components.humanize import count_of, format_date
from components.library import Correction
from components.types import DatelineError
from components.ui.faults import guarded
from components.ui.lines import render_first
from components.ui.page import render_note, render_section_title, section
from components.ui.session import library_path, show_changes
from components.ui.words import escape_markdown

N_FIRST = 10
_ROUND = "corrections_round"  # counter in the widget key, which resets the upload field


def render_correction_log() -> None:
    """Render the corrections, newest first, each with an undo button."""
    with section():
        corrections = list(reversed(library.read_corrections(library_path())))
        if corrections:
            note = "They hold for articles added later and for a new analysis."
            render_section_title(f"{count_of(len(corrections), 'correction')} made so far", note)
        else:
            render_section_title("Nothing corrected so far", "What you put right is listed here and can be undone.")
        render_first(corrections, N_FIRST, _render_correction, key="corrections")
        _render_files(has_some=bool(corrections))


def _render_correction(correction: Correction) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(escape_markdown(correction.sentence), width="content")
        render_note(format_date(correction.at[:10]), width="content")
        st.button(
            "Undo", key=f"undo_{correction.n}", type="tertiary", icon=":material/undo:", on_click=_undo,
            args=(correction.n,),
        )  # fmt: skip


@guarded
def _undo(n: int) -> None:
    try:
        library.undo_correction(library_path(), n)
    except DatelineError as error:
        st.toast(escape_markdown(str(error)))
    show_changes()


def _render_files(*, has_some: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        if has_some:
            st.download_button(
                "Save as a file", partial(library.export_corrections, library_path()), "dateline-corrections.json",
                "application/json", key="corrections_export", type="tertiary", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
        popover = st.popover("Bring in a file", type="tertiary", key="corrections_import", on_change="rerun")
        if popover.open:
            with popover.container(width=360):
                _render_import()


def _render_import() -> None:
    key = f"corrections_file_{st.session_state.get(_ROUND, 0)}"
    file = st.file_uploader("Corrections that Dateline has saved", type=["json"], key=key)
    if file is None:
        return
    try:
        n = library.import_corrections(library_path(), file.getvalue())
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.toast(f"{count_of(n, 'correction')} brought in.")
    show_changes()
    st.rerun()
