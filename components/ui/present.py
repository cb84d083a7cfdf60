"""Presentation mode: one live chart, full screen, without navigation or controls."""

from __future__ import annotations

import streamlit as st

from components import library
from components.ui.chart import describe_undated, render_figure
from components.ui.evidence import open_asked_evidence
from components.ui.exhibits import build_exhibit
from components.ui.faults import as_part, render_fault
from components.ui.page import frame
from components.ui.session import current_frames, library_path
from components.ui.theme import PRESENTED
from components.ui.words import escape

WIDTH = 1320
BELOW = 24  # pixels left free below the chart
# No wordmark and no margins: the chart takes the whole screen.
_STAGE = ".stAppHeader { display: none } .stMainBlockContainer { padding-top: 2rem; padding-bottom: .5rem }"
_HEADLINE = (
    "font: 500 2.75rem/1.2 Newsreader, Georgia, serif; max-width: none; margin: 0; padding: 0; overflow-wrap: anywhere"
)
FOLLOW_SECONDS = 4  # seconds between checks for new results

# Escape or the small button returns to the chart's page. The component also reports the height available
# to the chart, so that all of it fits the screen.
_leave = st.components.v2.component(
    PRESENTED,
    html="""
<button type="button" title="Leave (Escape)" aria-label="Leave">✕</button>
""",
    css="""
button {
  border: 0; background: none; cursor: pointer; padding: .25rem .5rem; border-radius: var(--st-button-radius);
  font: 400 1.25rem var(--st-font); color: var(--st-gray-text-color, var(--st-text-color));
}
button:hover, button:focus-visible { color: var(--st-primary-color); outline: 1px solid var(--st-border-color); }
""",
    js="""
export default function ({ parentElement, data, setStateValue }) {
  const leave = () => {
    const address = new URL(window.location.href)
    for (const name of ['present', 'embed']) address.searchParams.delete(name)
    window.location.href = address.href
  }
  const onKey = (event) => {
    if (event.key !== 'Escape' || document.querySelector('[role="dialog"]')) return
    event.stopImmediatePropagation()  // a second listener, of a mounting not cleaned up yet, would abort this leaving
    leave()
  }
  let told = data.room
  const measure = () => {
    const chart = document.querySelector('.stPlotlyChart')
    const main = document.querySelector('.stMain')
    if (!chart || !main) return
    const top = chart.getBoundingClientRect().top + main.scrollTop
    const room = Math.floor((window.innerHeight - top - data.below) / 10) * 10
    if (Math.abs(room - told) >= 20) setStateValue('room', (told = room))
  }
  const soon = setInterval(measure, 500)
  parentElement.querySelector('button').onclick = leave
  document.addEventListener('keydown', onKey)
  return () => {
    clearInterval(soon)
    document.removeEventListener('keydown', onKey)
  }
}
""",
)


def is_presenting() -> bool:
    """True if the address asks for presentation mode."""
    return "present" in st.query_params


def render_presented() -> None:
    """Render the chart named in the address, in large type."""
    exhibit = build_exhibit(st.query_params["present"], presenting=True)
    headline = exhibit.headline if exhibit and exhibit.headline else "This chart cannot be shown"
    st.html(f"<style>{_STAGE}</style>")
    open_asked_evidence()
    with frame(WIDTH).container(gap="small"):
        head, corner = st.columns([24, 1], gap="small")
        head.html(f'<h1 style="{_HEADLINE}">{escape(headline)}</h1>')
        with corner:
            room = int((st.session_state.get(PRESENTED) or {}).get("room") or 0)
            _leave(key=PRESENTED, data={"room": room, "below": BELOW}, on_room_change=lambda: None, height="content")
        if exhibit is None:
            st.markdown("The link names no chart, or what it showed is no longer in the library.")
        elif exhibit.fault is not None:
            render_fault(exhibit.fault)
        else:
            undated = describe_undated(exhibit)
            note = f"{exhibit.note} {undated}." if undated else exhibit.note
            st.html(f'<p class="dl-presented-note">{escape(note)}</p>')
            render_figure(exhibit, key=f"presented_{exhibit.name}")
    _follow(current_frames().revision)


@st.fragment(run_every=FOLLOW_SECONDS)
@as_part
def _follow(drawn: int) -> None:
    """Redraw the chart when the library has changed."""
    if library.read_revision(library_path()) != drawn:
        st.rerun()
