"""Keys that work on every page: `/` leads to the search, `?` lists the keys."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_KEY = "keys"
_keys = st.components.v2.component(_KEY, js=Path(__file__).with_name("keys.js").read_text("utf-8"))


def render_keys() -> None:
    """Mount the component that listens for the keys; call it once per run, in a place that is not shown."""
    _keys(key=_KEY, height=1)
