"""The browser's history: one entry a click, and Back returns to where one was.

Streamlit (tried with 1.67) pushes an entry at every change of the address, so that one click may make three, the first
of them with the parameters of the next page; and it does not return to a page's place.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_KEY = "browser_history"
_history = st.components.v2.component(_KEY, js=Path(__file__).with_name("history.js").read_text("utf-8"))


def render_history() -> None:
    """Mount the component that keeps the history; call it once per run, in a place that is not shown."""
    _history(key=_KEY, height=1)
