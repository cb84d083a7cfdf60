"""Presentation mode: one live chart, full screen, without navigation or controls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from components import library
from components.charts.axes import list_points, write_on_point
from components.ui.address import put_param
from components.ui.brush import render_way_back
from components.ui.chart import BEFORE, render_figure
from components.ui.evidence import open_asked_evidence
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import Exhibit, describe_undated
from components.ui.faults import as_part, render_fault
from components.ui.page import PRESENTED, current_style, drawer_width, frame, render_note
from components.ui.session import current_frames, library_path, run_again
from components.ui.words import escape

STAGE = Path(__file__).with_name("stage.css")
BELOW = 24  # pixels left free below the chart
# What a presented chart's link may hold of the presenter's own, and how many characters of each.
OWN = {"title": 120, "subtitle": 240, "note": 160, "note_at": 400}
FOLLOW_SECONDS = 4  # seconds between checks for new results
CORNER_CSS = """
button, time {
  border: 0; background: none; cursor: pointer; padding: .25rem .5rem; border-radius: var(--st-button-radius);
  font: 400 max(1.25rem, calc(22 * var(--u, 0px))) var(--st-font);
  color: var(--st-gray-text-color, var(--st-text-color));
}
[hidden] { display: none; }
time { cursor: auto; font-variant-numeric: tabular-nums; color: var(--st-text-color); }
button:hover, button:focus-visible { color: var(--st-primary-color); outline: 1px solid var(--st-border-color); }
"""
# Escape or the small button returns to the chart's page. The component also reports the window's size and the height
# available to the chart, so that type grows with the screen and all of the chart fits it.
_leave = st.components.v2.component(
    PRESENTED,
    html="""
<button type="button" data-does="leave" title="Leave (Escape)" aria-label="Leave">✕</button>
""",
    css=CORNER_CSS,
    js=Path(__file__).with_name("stage.js").read_text("utf-8"),
)


def _stop_presenting() -> None:
    """Return to the chart's page, in the view it had."""
    before = st.session_state.pop(BEFORE, None)
    if before is not None:
        st.query_params.from_dict(before)
    for name in ("present", *OWN):
        put_param(name, "")


def render_presented() -> None:
    """Render the chart named in the address, in large type, with the presenter's own words if the link has any."""
    exhibit = build_exhibit(st.query_params["present"], style=current_style(presenting=True))
    headline = exhibit.headline if exhibit and exhibit.headline else "This chart cannot be shown"
    st.html(STAGE)
    open_asked_evidence(drawer_width())
    with frame("stretch").container(gap="small", key="stage"):
        st.html(f'<h1 class="dl-presented">{escape(_own("title") or headline)}</h1>')
        with st.container(key="stage_corner", horizontal=True, gap="xsmall", width="content"):
            if exhibit is not None and exhibit.fault is None:
                _render_own_words(exhibit, headline)
            stage = (st.session_state.get(PRESENTED) or {}).get("stage") or {}
            data = {"stage": stage, "below": BELOW, "params": ["present", "embed", *OWN]}
            _leave(
                key=PRESENTED, data=data, on_stage_change=lambda: None, on_leave_change=_stop_presenting,
                height="content", width="content",
            )  # fmt: skip
        if exhibit is None:
            st.markdown("The link does not name a chart, or what it showed is no longer in the library.")
        elif exhibit.fault is not None:
            render_fault(exhibit.fault)
        else:
            undated = describe_undated(exhibit)
            note = _own("subtitle") or (f"{exhibit.note} {undated}." if undated else exhibit.note)
            st.html(f'<p class="dl-presented-note">{escape(note)}</p>')
            if _own("note"):
                style = current_style(presenting=True)
                exhibit = replace(exhibit, figure=write_on_point(exhibit.figure, _own("note_at"), _own("note"), style))
            render_figure(exhibit, key=f"presented_{exhibit.name}")
            if exhibit.periods:
                render_way_back("stage")
    _follow(current_frames().revision)


def _own(name: str) -> str:
    """The presenter's own words in the address, in one line and of bounded length."""
    return " ".join(st.query_params.get(name, "").split())[: OWN[name]]


def _render_own_words(exhibit: Exhibit, headline: str) -> None:
    popover = st.popover("Words", type="tertiary", on_change="rerun", key="stage_words")
    if not popover.open:
        return
    with popover.container(width=400, gap="small"):
        render_note("Title, subtitle and note stay in the link. Leave a field empty for Dateline's own words.")
        for name, label, placeholder in (
            ("title", "Title", headline),
            ("subtitle", "Subtitle", exhibit.note),
            ("note", "Note on a point", "Anything, in a few words"),
        ):
            st.session_state[f"own_{name}"] = _own(name)
            st.text_input(
                label, key=f"own_{name}", placeholder=placeholder, max_chars=OWN[name],
                on_change=_take_own, args=(name,),
            )  # fmt: skip
        points = list_points(exhibit.figure)
        now = _own("note_at")
        st.session_state["own_note_at"] = now if now in points else None
        st.selectbox(
            "Which point", list(points), format_func=points.__getitem__, index=None, key="own_note_at",
            placeholder="The point the note is about", on_change=_take_own, args=("note_at",),
        )  # fmt: skip


def _take_own(name: str) -> None:
    put_param(name, str(st.session_state[f"own_{name}"] or "")[: OWN[name]])


@st.fragment(run_every=FOLLOW_SECONDS)
@as_part
def _follow(drawn: int) -> None:
    """Redraw the chart when the library has changed."""
    if library.read_revision(library_path()) != drawn:
        run_again()
