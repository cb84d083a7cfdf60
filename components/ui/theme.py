"""Light or dark: what charts are drawn in, and the watcher that redraws them when it changes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.charts.style import Style

LOOK = Path(__file__).with_name("look.css")

# Changing the appearance does not rerun the script by itself; charts would keep their old colours.
_watch = st.components.v2.component(
    "theme_watch",
    js="""
export default function ({ parentElement, setTriggerValue }) {
  const read = () =>
    getComputedStyle(parentElement.host ?? parentElement).getPropertyValue('--st-background-color').trim()
  let was = read()
  const timer = setInterval(() => {
    const now = read()
    if (now && was && now !== was) setTriggerValue('theme', now)
    if (now) was = now
  }, 300)
  return () => clearInterval(timer)
}
""",
)


def current_style(*, presenting: bool = False) -> Style:
    """The style charts are to be drawn in now."""
    return Style(mode="dark" if st.context.theme.type == "dark" else "light", presenting=presenting)


def render_look() -> None:
    """The few rules of CSS that the theme cannot say, and the watcher."""
    st.html(LOOK)
    with st.container(key="theme_watch_box"):
        _watch(key="theme_watch", on_theme_change=lambda: None, height=1)
