"""Merge proposals: names that may be the same entity; nothing is merged without a decision."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import library
from components.humanize import count_of
from components.types import DatelineError
from components.ui.address import link_params
from components.ui.faults import guarded
from components.ui.lines import render_first
from components.ui.names import entity_names
from components.ui.page import render_note, render_section_title, section
from components.ui.session import current_frames, library_path, show_changes
from components.ui.words import escape_markdown

N_FIRST = 6


def render_proposals() -> None:
    """Render the open proposals, highest confidence first, if there are any."""
    with section():
        proposals = current_frames().proposals
        if not len(proposals):
            return
        title = f"{count_of(len(proposals), 'pair')} of names may be the same"
        render_section_title(title, "Nothing is merged until you say so. Whatever you decide can be undone.")
        rows = list(proposals[["first_id", "second_id", "confidence", "reason"]].itertuples(index=False))
        render_first(rows, N_FIRST, _render_proposal, key="proposals")


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
        st.button("The same", key=f"{key}_yes", on_click=_decide, args=(library.accept_proposal, first, second))
        st.button(
            "Two different", key=f"{key}_no", type="tertiary",
            on_click=_decide, args=(library.refuse_proposal, first, second),
        )  # fmt: skip
    render_note(f"{reason.rstrip('.')}. {confidence:.0%} sure.")


@guarded
def _decide(decide: Callable[..., object], first: str, second: str) -> None:
    try:
        decide(library_path(), first, second)
    except DatelineError as error:
        st.session_state["corrected"] = str(error)
    show_changes()
