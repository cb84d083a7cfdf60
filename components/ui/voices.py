"""Voices: who is quoted against who is only mentioned, and women and men among them."""

from __future__ import annotations

import streamlit as st

from components.library import View
from components.ui.chart import read_chart_choices, render_exhibit, render_overlay_choices
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import TIMED
from components.ui.page import section


def render_voices(view: View) -> None:
    """Render the charts of a view's voices, or why there are none."""
    voices = build_exhibit("voices")
    if voices is None:
        if len(view.counted_quotes):
            st.markdown("No quote of these articles has a speaker with a name.")
        return
    with section():
        render_exhibit(voices, key="voices")
    for name in ("genders", "genders_over_time"):
        if exhibit := build_exhibit(name, read_chart_choices(*TIMED)):
            with section():
                if exhibit.periods:
                    render_overlay_choices(view)
                render_exhibit(exhibit, key=name)
