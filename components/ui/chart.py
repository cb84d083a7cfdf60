"""One chart with its words, clicks, choices and downloads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from components import exports, library
from components.charts import chart_config, read_click
from components.charts.axes import shorten
from components.library import View
from components.types import PERIODS, EvidenceQuery, Filter
from components.ui.address import put_param, read_choice, render_one_of, render_select, write_choice
from components.ui.beside import render_add_words, render_added
from components.ui.boards.handing import render_single
from components.ui.boards.pinning import chart_item, render_pin
from components.ui.brush import let_brush, render_way_back
from components.ui.evidence import ask_for_evidence
from components.ui.exhibits.common import (
    TIMED,
    Exhibit,
    Options,
    choose_focus,
    choose_names,
    choose_period,
    describe_undated,
)
from components.ui.exhibits.overlays import SIZES
from components.ui.exhibits.words import read_queries
from components.ui.faults import guarded, part, render_fault
from components.ui.names import name_choices, names_by_id
from components.ui.page import current_style, render_note, render_section_title
from components.ui.session import count_in
from components.ui.shared import DRAWING
from components.ui.words import escape_markdown

MOST_SHOWN, MOST_COLOURED = 8, 3
DIGITS = 4  # of shares and scores in a chart's numbers
_NAMES = ("who", "focus", "phrases", "measure", *TIMED)
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
BEFORE = "address_before_presenting"


def read_chart_choices(*names: str) -> dict[str, list[str]]:
    """The user's choices as exhibit options; empty if the page decides."""
    return {name: read_choice(name) for name in names or _NAMES}


def render_chart_choices(view: View) -> None:
    """Render pills that highlight names, and controls for names, period and measure."""
    options = Options(read_chart_choices())
    shown, phrases = choose_names(view, options), read_queries(options)
    focus = choose_focus(options, [*phrases, *shown], MOST_COLOURED)
    names = dict(zip(phrases, count_in(view, library.name_queries, phrases), strict=True))
    names |= names_by_id(view.frames, shown)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chart_choices"):
        st.session_state["choice_focus"] = focus
        st.pills(
            "Coloured lines", list(names), format_func=lambda one: escape_markdown(names[one]), key="choice_focus",
            selection_mode="multi", label_visibility="collapsed", wrap=True, on_change=_take_focus, args=(focus,),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chart_settings"):
        render_time_choices(view, "Articles" if phrases else "Mentions")
        popover = st.popover("Choose names", type="tertiary", on_change="rerun", key="chart_names")
        if popover.open:
            with popover.container(width=400):
                _render_names(shown)
        popover = st.popover("Add words", type="tertiary", on_change="rerun", key="chart_words")
        if popover.open:
            with popover.container(width=400, gap="small"):
                render_add_words("phrases", "A word, a phrase or any search, beside the names")
                render_added(view, "phrases", phrases)
        if len(shown) and not current_style().narrow:
            render_note("Drag across a chart to keep that part of time.", width="content")


def render_time_choices(view: View, counted: str) -> None:
    """Render the choice of the period, and of counts or shares; `counted` says what is counted."""
    known = {*library.list_periods(view), *read_choice("period")}
    offered = {one: one.capitalize() for one in PERIODS if one in known}
    render_one_of("Period", "period", offered, library.choose_period(view), wrap=True)
    render_one_of("Measure", "measure", {"count": counted, "share": "Share of articles"}, "count")
    render_overlay_choices(view)


def render_overlay_choices(view: View) -> None:
    """Render the choice of a rolling average and, where dates are chosen, of an earlier time to compare with."""
    period = choose_period(view, Options(read_chart_choices("period", "measure")))
    sizes = {size: f"Average of {size} {period}s" for size in SIZES}
    with st.container(horizontal=True, gap="small", width="content", key="chart_overlays"):
        render_select("Smoothing", "smooth", sizes, "No smoothing", label_visibility="collapsed", width=215)
        if view.filter.start or view.filter.end:
            earlier = {"period": "And the time before", "year": "And the year before"}
            render_select("Compare", "before", earlier, "Compare with earlier", label_visibility="collapsed", width=215)


def _render_names(shown: list[str]) -> None:
    offered = name_choices()
    st.session_state["choice_who"] = [one for one in shown if one in offered]
    st.multiselect(
        f"Names on the charts (at most {MOST_SHOWN})", list(offered), format_func=offered.__getitem__, key="choice_who",
        max_selections=MOST_SHOWN, on_change=_take_names,
    )  # fmt: skip
    if read_choice("who"):
        st.button("Back to the names mentioned most", key="chart_names_reset", type="tertiary", on_click=_reset_names)


def _take_focus(before: list[str]) -> None:
    """Keep the newest choices: a fourth name replaces the first."""
    chosen = list(st.session_state["choice_focus"])
    if set(chosen) == set(before):  # a browser that draws the pills anew reports what they are
        return
    in_order = [one for one in before if one in chosen] + [one for one in chosen if one not in before]
    write_choice("focus", in_order[-MOST_COLOURED:])


def _take_names() -> None:
    write_choice("who", list(st.session_state["choice_who"])[:MOST_SHOWN])


def _reset_names() -> None:
    write_choice("who", [])
    write_choice("focus", [])


# Renders an exhibit: headline, clickable figure, presentation link and downloads.


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
        if exhibit.periods:
            render_way_back(key)
        if exhibit.peak is not None:
            label = shorten(exhibit.peak_label, 60) or "See the articles behind the peak"
            st.button(
                escape_markdown(label), key=f"{key}_peak", type="tertiary", icon=":material/arrow_forward:",
                icon_position="right", on_click=ask_for_evidence, args=(exhibit.peak,),
            )  # fmt: skip
        st.button(
            "Present this chart", key=f"{key}_present", type="tertiary", icon=":material/slideshow:",
            icon_position="right", on_click=_present, args=(exhibit,),
        )  # fmt: skip
        render_pin(chart_item(exhibit), key=key)
        _render_downloads(exhibit, key)
        _render_undated(exhibit, key)
        if exhibit.method:
            with st.popover("How this was counted", type="tertiary", key=f"{key}_method").container(width=400):
                st.markdown(escape_markdown(exhibit.method))


def render_figure(exhibit: Exhibit, *, key: str, within: Filter | None = None) -> None:
    """Render the figure alone; a click on a point opens its evidence, a drag across time keeps that part of it.

    `within` is the filter of a chart that keeps its own: then its evidence is read there, and a drag does nothing.
    """
    clicks = st.session_state.get(f"{key}_clicks", 0)
    periods = exhibit.periods if within is None else ()
    let_brush(key, periods)
    with DRAWING:  # a changed figure loses its selection, so that the same point can be clicked again
        exhibit.figure.update_layout(meta={"clicks": clicks, "brush": bool(periods)})
        st.plotly_chart(
            exhibit.figure, theme=None, config=chart_config(), alt=exhibit.alt, key=key,
            on_select=lambda: _take_click(exhibit, key, within), selection_mode="points",
        )  # fmt: skip


@guarded
def _take_click(exhibit: Exhibit, key: str, within: Filter | None) -> None:
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    st.session_state[f"{key}_clicks"] = st.session_state.get(f"{key}_clicks", 0) + 1
    query = exhibit.ask(read_click(points[0]))
    if query is not None:
        ask_for_evidence(query, within)


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
            _render_numbers(exhibit, key)
            render_single(chart_item(exhibit), f"dateline-{exhibit.name}", key=key)


def _render_numbers(exhibit: Exhibit, key: str) -> None:
    """Render the downloads of a chart's numbers: rounded, and exact if that differs."""
    table, name = exhibit.table, f"dateline-{exhibit.name}"
    files = {"Numbers (CSV)": ("csv", table.round(DIGITS))}
    if not table.select_dtypes("float").empty:
        files["Exact numbers (CSV)"] = ("csv_exact", table)
    for label, (suffix, numbers) in files.items():
        st.download_button(
            label, partial(exports.harmless_csv, numbers), f"{name}.csv", "text/csv",
            key=f"{key}_{suffix}", on_click="ignore", width="stretch",
        )  # fmt: skip


def _render_undated(exhibit: Exhibit, key: str) -> None:
    if exhibit.n_undated:
        st.button(
            describe_undated(exhibit), key=f"{key}_undated", type="tertiary", on_click=ask_for_evidence,
            args=(exhibit.undated or EvidenceQuery("articles", undated=True),),
        )  # fmt: skip


# Presentation mode begins here; `presenting` renders it.


def is_presenting() -> bool:
    """True if the address asks for presentation mode."""
    return "present" in st.query_params


def _present(exhibit: Exhibit) -> None:
    """Show the chart alone, in the same tab; the address is then a link to it."""
    st.session_state[BEFORE] = {key: st.query_params.get_all(key) for key in st.query_params}
    for name, values in {"present": exhibit.name, **exhibit.options}.items():
        put_param(name, values)
