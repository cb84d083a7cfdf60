"""Brush: a drag across a time chart keeps that part of time, on every screen; one click leads back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from components.ui.address import current_filter, set_filter
from components.ui.words import format_dates

# Streamlit's own box selection (tried with 1.67) takes the clicks on points away: while a drag selects, they select
# nothing.
_brush = st.components.v2.component("brush", js=Path(__file__).with_name("brush.js").read_text("utf-8"))
_KEY, _PERIODS = "brush", "brush_periods"
_BEFORE = "before_brush"  # the dates of the filter before each drag, the last one last
MOST_BACK = 20


def render_brush() -> None:
    """Render what watches for drags across charts; once per run."""
    st.session_state[_PERIODS] = {}
    _brush(key=_KEY, on_dragged_change=_take_drag, height=1)


def let_brush(chart: str, periods: Sequence[tuple[str, str]]) -> None:
    """Make a chart, known by its key, one whose horizontal axis can be dragged across; its points are these periods."""
    if periods:
        st.session_state.setdefault(_PERIODS, {})[chart] = list(periods)


def _take_drag() -> None:
    """Take a drag that the browser reports: the chart's key and two places on its axis."""
    dragged = (st.session_state.get(_KEY) or {}).get("dragged") or {}
    periods = st.session_state.get(_PERIODS, {}).get(dragged.get("chart"))
    ends = [end for end in dragged.get("ends") or () if isinstance(end, int | float) and math.isfinite(end)]
    if periods and len(ends) == 2:
        keep_stretch(periods, ends)


def find_stretch(periods: Sequence[tuple[str, str]], ends: Sequence[float]) -> tuple[str, str]:
    """The first and last day (ISO) of the periods whose points, at 0, 1, 2, …, lie between two places on their axis.

    Where none does, it is the nearest one.
    """
    last = len(periods) - 1
    low, high = (max(0.0, min(float(last), end)) for end in (min(ends), max(ends)))
    first, final = math.ceil(low), math.floor(high)
    if first > final:
        first = final = round((low + high) / 2)
    return periods[first][0], periods[final][1]


def keep_stretch(periods: Sequence[tuple[str, str]], ends: Sequence[float]) -> None:
    """Narrow the filter to what was dragged across."""
    start, end = find_stretch(periods, ends)
    filter_ = current_filter()
    if (start, end) == (filter_.start, filter_.end):
        return
    back = st.session_state.setdefault(_BEFORE, [])
    back.append((filter_.start, filter_.end))
    del back[:-MOST_BACK]
    set_filter(replace(filter_, start=start, end=end))


def render_way_back(key: str) -> None:
    """Render a button that leads back to the dates before the last drag, or to all if there was none."""
    filter_ = current_filter()
    if not (filter_.start or filter_.end):
        return
    start, end = before = next(iter(st.session_state.get(_BEFORE, [])[-1:]), ("", ""))
    if before == (filter_.start, filter_.end):
        start, end = "", ""
    label = f"Back to {format_dates(start, end)}" if start and end else "All dates"
    st.button(label, key=f"{key}_way_back", type="tertiary", icon=":material/undo:", on_click=_go_back)


def _go_back() -> None:
    filter_, back = current_filter(), st.session_state.get(_BEFORE, [])
    start, end = back.pop() if back else ("", "")
    if (start, end) == (filter_.start, filter_.end):
        start, end = "", ""
    set_filter(replace(filter_, start=start, end=end))
