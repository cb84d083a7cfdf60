"""Renders an exhibit: headline, clickable figure, presentation link and downloads."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components import exports
from components.charts.clicks import read_click
from components.charts.labels import shorten
from components.charts.style import chart_config
from components.humanize import count_of
from components.types import EvidenceQuery
from components.ui.address import link_params
from components.ui.evidence import ask_for_evidence
from components.ui.exhibit import Exhibit
from components.ui.faults import guarded, part, render_fault
from components.ui.page import render_section_title
from components.ui.theme import current_style
from components.ui.words import escape_markdown

_pictures = st.components.v2.component(
    "chart_pictures",
    html="""
<button type="button" data-format="png">Picture (PNG)</button>
<button type="button" data-format="svg">Drawing (SVG)</button>
""",
    css="""
button {
  display: block; width: 100%; min-height: 2.5rem; padding: .25rem .75rem; margin: 0 0 .5rem; cursor: pointer;
  font: 400 .875rem var(--st-font); color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
button:last-child { margin: 0; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
""",
    js=Path(__file__).with_name("pictures.js").read_text("utf-8"),
)


def render_exhibit(exhibit: Exhibit, *, key: str, heading: bool = True) -> None:
    """Render headline, note and figure, and below it the peak, presentation mode and downloads."""
    if exhibit.fault is not None:
        render_fault(exhibit.fault)
        return
    if heading:
        render_section_title(exhibit.headline, exhibit.note)
    with part("This chart"):
        render_figure(exhibit, key=key)
    with part(), st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if exhibit.peak is not None:
            label = shorten(exhibit.peak_label, 60) or "See the articles behind the peak"
            st.button(
                escape_markdown(label), key=f"{key}_peak", type="tertiary", icon=":material/arrow_forward:",
                icon_position="right", on_click=ask_for_evidence, args=(exhibit.peak,),
            )  # fmt: skip
        url = "?" + urlencode(link_params(present=exhibit.name, embed="true", **exhibit.options), doseq=True)
        st.link_button("Present this chart", url, type="tertiary", icon=":material/open_in_new:", icon_position="right")
        _render_downloads(exhibit, key)
        _render_undated(exhibit, key)


def render_figure(exhibit: Exhibit, *, key: str) -> None:
    """Render the figure alone; a click on a point opens its evidence."""
    clicks = st.session_state.get(f"{key}_clicks", 0)
    # A changed figure loses its selection, so that the same point can be clicked again.
    exhibit.figure.update_layout(meta={"clicks": clicks})
    st.plotly_chart(
        exhibit.figure, theme=None, config=chart_config(), alt=exhibit.alt, key=key,
        on_select=lambda: _take_click(exhibit, key), selection_mode="points",
    )  # fmt: skip


@guarded
def _take_click(exhibit: Exhibit, key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    st.session_state[f"{key}_clicks"] = st.session_state.get(f"{key}_clicks", 0) + 1
    query = exhibit.to_query(read_click(points[0]))
    if query is not None:
        ask_for_evidence(query)


def _render_downloads(exhibit: Exhibit, key: str) -> None:
    popover = st.popover("Download", type="tertiary", on_change="rerun", key=f"{key}_download")
    if popover.open:
        style = current_style()
        data = {
            "chart": key, "filename": f"dateline-{exhibit.name}", "headline": exhibit.headline, "note": exhibit.note,
            "paper": style.paper, "ink": style.ink, "muted": style.muted,
        }  # fmt: skip
        with popover.container(gap="xsmall"):
            _pictures(data=data, key=f"{key}_pictures", height="content")
            st.download_button(
                "Numbers (CSV)", lambda: exports.harmless_csv(exhibit.table), f"dateline-{exhibit.name}.csv",
                "text/csv",
                key=f"{key}_csv", on_click="ignore", width="stretch",
            )  # fmt: skip


def describe_undated(exhibit: Exhibit) -> str:
    """The note `3 undated articles are not on this chart`; empty if there are none."""
    verb = "is" if exhibit.n_undated == 1 else "are"
    return f"{count_of(exhibit.n_undated, 'undated article')} {verb} not on this chart" if exhibit.n_undated else ""


def _render_undated(exhibit: Exhibit, key: str) -> None:
    if exhibit.n_undated:
        st.button(
            describe_undated(exhibit), key=f"{key}_undated", type="tertiary", on_click=ask_for_evidence,
            args=(exhibit.undated or EvidenceQuery("articles", undated=True),),
        )  # fmt: skip
