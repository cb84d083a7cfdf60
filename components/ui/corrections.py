"""What was put right so far, and what is proposed: names that may be one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components import count_of, format_date, join_words, library
from components.library import Correction
from components.types import DatelineError
from components.ui.address import link_params
from components.ui.correcting import correct, say_done
from components.ui.evidence import render_first
from components.ui.faults import guarded
from components.ui.names import entity_names
from components.ui.page import render_note, render_section_title, section
from components.ui.session import current_frames, library_path, show_changes
from components.ui.words import escape_markdown

N_FIRST_CORRECTIONS = 10
_ROUND = "corrections_round"  # counter in the widget key, which resets the upload field
N_FIRST_PROPOSALS = 6


def render_correction_log() -> None:
    """Render the corrections, newest first, each with an undo button."""
    with section():
        corrections = list(reversed(library.read_corrections(library_path())))
        if corrections:
            note = "They also apply to articles added later, and when articles are read again."
            render_section_title(f"{count_of(len(corrections), 'correction')} made so far", note)
        else:
            render_section_title("Nothing corrected so far", "What you correct is listed here and can be undone.")
        render_first(corrections, N_FIRST_CORRECTIONS, _render_correction, key="corrections")
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
        say_done("Undone.")
    except DatelineError as error:
        say_done(str(error))
    show_changes()


def _render_files(*, has_some: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        if has_some:
            st.download_button(
                "Save as a file", partial(library.export_corrections, library_path()), "dateline-corrections.json",
                "application/json", key="corrections_export", type="tertiary", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
        popover = st.popover("Load a file", type="tertiary", key="corrections_import", on_change="rerun")
        if popover.open:
            with popover.container(width=360):
                _render_import()


def _render_import() -> None:
    key = f"corrections_file_{st.session_state.get(_ROUND, 0)}"
    file = st.file_uploader("A file of corrections that Dateline saved", type=["json"], key=key)
    if file is None:
        return
    try:
        n = library.import_corrections(library_path(), file.getvalue())
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.toast(f"{count_of(n, 'correction')} loaded.")
    show_changes()
    st.rerun()


# Merge proposals: names that may be the same entity; nothing is merged without a decision.


def render_proposals() -> None:
    """Render the open proposals, highest confidence first, if there are any."""
    with section():
        proposals = current_frames().proposals
        if not len(proposals):
            return
        title = f"{count_of(len(proposals), 'pair')} of names may be the same"
        render_section_title(title, "Nothing is merged until you say so. You can undo whatever you decide.")
        rows = list(proposals[["first_id", "second_id", "confidence", "reason"]].itertuples(index=False))
        render_first(rows, N_FIRST_PROPOSALS, _render_proposal, key="proposals")


def _render_proposal(proposal: tuple[str, str, float, str]) -> None:
    first, second, confidence, reason = proposal
    names = entity_names([first, second])
    if len(names) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for position, (name, entity_id) in enumerate(zip(names, (first, second), strict=True)):
            if position:
                st.markdown("and", width="content")
            link = link_params(entity=entity_id)
            st.page_link("pages/entities.py", label=escape_markdown(name), query_params=link)
        key = f"proposal_{first}_{second}"
        # both answers in one row, on a phone too
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.button("The same", key=f"{key}_yes", on_click=_decide, args=(library.accept_proposal, first, second))
            st.button(
                "Different", key=f"{key}_no", type="tertiary",
                on_click=_decide, args=(library.refuse_proposal, first, second),
            )  # fmt: skip
    render_note(f"{reason.rstrip('.')}. {confidence:.0%} sure.")


@guarded
def _decide(decide: Callable[..., object], first: str, second: str) -> None:
    names = join_words(entity_names([first, second]))
    said = "are now one" if decide is library.accept_proposal else "stay two"
    try:
        correct(lambda: decide(library_path(), first, second), f"{names} {said}.")
    except DatelineError as error:
        say_done(str(error))
