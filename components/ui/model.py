"""Language model notice: which spaCy model is in use, and re-analysis after a better one is installed."""

from __future__ import annotations

import streamlit as st

from components import library
from components.analysis import pipeline_in_use
from components.humanize import count_of
from components.types import DatelineError
from components.ui.faults import guarded
from components.ui.page import render_note
from components.ui.session import current_frames, library_path, show_changes


def render_model() -> None:
    """Render a line with the model in use, and a button to re-analyse if a better one is installed."""
    try:
        label = pipeline_in_use()
    except DatelineError as error:
        render_note(str(error))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        render_note(f"Articles are read with {label}.", width="content")
        if len(current_frames().articles):
            st.button(
                "Read anew what another model has read", key="model_reanalyse", type="tertiary", on_click=_reanalyse,
                help="After a better language model was installed. What you put right stays.",
            )  # fmt: skip


@guarded
def _reanalyse() -> None:
    n = library.reanalyse(library_path())
    st.toast(f"{count_of(n, 'article')} will be read anew." if n else "All articles were read with this model.")
    show_changes()
