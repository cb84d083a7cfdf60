"""Chart style for the current theme and window width, and the browser component that reports both."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.charts.style import Style

LOOK = Path(__file__).with_name("look.css")
NARROW = 640  # pixels; narrower windows get charts for a phone
PRESENTED = "presented_watch"  # key of the component that reports a presented chart's height
_WATCH = "theme_watch"

# A change of theme does not rerun the script, so charts would keep their old colours. Python does not
# know the window's width: a phone reports it once, and the charts are redrawn. And Plotly takes every
# touch for the start of a drag, which blocks scrolling past a chart: touches are withheld; taps still click.
_watch = st.components.v2.component(
    _WATCH,
    js="""
export default function ({ parentElement, data, setTriggerValue, setStateValue }) {
  const host = parentElement.host ?? parentElement
  const read = () => getComputedStyle(host).getPropertyValue('--st-background-color').trim()
  let was = read()
  const look = () => {
    const now = read()
    if (now && was && now !== was) setTriggerValue('theme', now)
    if (now) was = now
  }
  let told = data.narrow
  const measure = () => {
    const narrow = window.innerWidth < data.below
    if (narrow !== told) setStateValue('narrow', narrow)
    told = narrow
  }
  measure()
  const timer = setInterval(look, 300)
  window.addEventListener('resize', measure)
  const letScroll = (event) => { if (event.target.closest?.('.js-plotly-plot')) event.stopPropagation() }
  window.addEventListener('touchstart', letScroll, { capture: true, passive: true })
  return () => {
    window.removeEventListener('touchstart', letScroll, { capture: true })
    clearInterval(timer)
    window.removeEventListener('resize', measure)
  }
}
""",
)


def current_style(*, presenting: bool = False) -> Style:
    """The chart style for the current theme, width and mode."""
    mode = "dark" if st.context.theme.type == "dark" else "light"
    if presenting:
        return Style(mode=mode, presenting=True, room=int((st.session_state.get(PRESENTED) or {}).get("room") or 0))
    return Style(mode=mode, narrow=_is_narrow())


def _is_narrow() -> bool:
    watched = st.session_state.get(_WATCH) or {}
    return bool(watched.get("narrow", False))


def render_look() -> None:
    """Inject the CSS that the theme cannot express, and the watcher component."""
    st.html(LOOK)
    with st.container(key="theme_watch_box"):
        _watch(
            key=_WATCH, data={"narrow": _is_narrow(), "below": NARROW}, on_theme_change=lambda: None,
            on_narrow_change=lambda: None, height=1,
        )  # fmt: skip
