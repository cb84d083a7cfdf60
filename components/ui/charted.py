"""Chart controls: names, highlighted names, period, and counts or shares."""

from __future__ import annotations

import streamlit as st

from components import library
from components.library import View
from components.types import PERIODS
from components.ui.choices import read_choice, render_one_of, write_choice
from components.ui.exhibits.common import Options, choose_focus, choose_names
from components.ui.names import name_choices, names_by_id
from components.ui.words import escape_markdown

MOST_SHOWN, MOST_COLOURED = 8, 3
_NAMES = ("who", "focus", "period", "measure")


def read_chart_choices(*names: str) -> dict[str, list[str]]:
    """The user's choices as exhibit options; empty if the page decides."""
    return {name: read_choice(name) for name in names or _NAMES}


def render_chart_choices(view: View) -> None:
    """Render pills that highlight names, and controls for names, period and measure."""
    options = Options(read_chart_choices())
    shown = choose_names(view, options)
    focus = choose_focus(options, shown, MOST_COLOURED)
    names = names_by_id(view.frames, shown)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chart_choices"):
        st.session_state["choice_focus"] = focus
        st.pills(
            "Coloured lines", list(names), format_func=lambda one: escape_markdown(names[one]), key="choice_focus",
            selection_mode="multi", label_visibility="collapsed", wrap=True, on_change=_take_focus, args=(focus,),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chart_settings"):
        period = library.choose_period(view)
        render_one_of("Period", "period", {period: period.capitalize() for period in PERIODS}, period)
        render_one_of("Measure", "measure", {"count": "Mentions", "share": "Share of articles"}, "count")
        popover = st.popover("Choose names", type="tertiary", on_change="rerun", key="chart_names")
        if popover.open:
            with popover.container(width=400):
                _render_names(shown)


def _render_names(shown: list[str]) -> None:
    offered = name_choices()
    st.session_state["choice_who"] = [one for one in shown if one in offered]
    st.multiselect(
        f"Names on the charts, {MOST_SHOWN} at most", list(offered), format_func=offered.__getitem__, key="choice_who",
        max_selections=MOST_SHOWN, on_change=_take_names,
    )  # fmt: skip
    if read_choice("who"):
        st.button("Back to the most-named", key="chart_names_reset", type="tertiary", on_click=_reset_names)


def _take_focus(before: list[str]) -> None:
    """Keep the newest choices: a fourth name replaces the first."""
    chosen = list(st.session_state["choice_focus"])
    in_order = [one for one in before if one in chosen] + [one for one in chosen if one not in before]
    write_choice("focus", in_order[-MOST_COLOURED:])


def _take_names() -> None:
    write_choice("who", list(st.session_state["choice_who"])[:MOST_SHOWN])


def _reset_names() -> None:
    write_choice("who", [])
    write_choice("focus", [])
