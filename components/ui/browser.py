"""The browser around the app: one entry of history a click, Back returns to where one was, no frame of other sites.

Streamlit (tried with 1.67) pushes an entry at every change of the address, so that one click may make three, the first
of them with the parameters of the next page; and it does not return to a page's place. It sends no header against
frames, in which another site could have its visitors click.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_KEY = "browser"
_browser = st.components.v2.component(_KEY, js=Path(__file__).with_name("browser.js").read_text("utf-8"))


def render_browser() -> None:
    """Mount the component that minds the browser; call it once per run, in a place that is not shown."""
    _browser(key=_KEY, height=1)
