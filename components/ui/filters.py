"""The line at the top of every page that states the filter, and the popover that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from components import library
from components.library import View
from components.types import Filter
from components.ui.address import current_filter, set_filter
from components.ui.session import count_in, current_frames
from components.ui.words import count_of, format_date, format_dates, join_words

N_NAMES_OFFERED = 200  # leading names in the list to choose from; others are added from their own page
_LISTS = ("sources", "topics", "entities")


def state_filter(view: View) -> str:
    """What is shown, as one sentence of escaped HTML."""
    filter_, totals = view.filter, count_in(view, library.count_totals)
    n, n_all = totals.n_articles, int((view.frames.articles["status"] == "analysed").sum())
    amount = f"all {count_of(n, 'article')}" if n == n_all else f"{n:,} of {count_of(n_all, 'article')}"
    parts = [f"Showing <b>{amount}</b>"]
    if filter_.sources:
        parts.append(f" from <b>{escape(join_words(list(filter_.sources)))}</b>")
    elif totals.n_sources > 1:
        parts.append(f" from <b>{count_of(totals.n_sources, 'source')}</b>")
    if names := _names(view, filter_.entities):
        parts.append(f" that name <b>{escape(join_words(names, 'or'))}</b>")
    if topics := _topics(view, filter_.topics):
        parts.append(f" on <b>{escape(join_words(topics, 'or'))}</b>")
    if dates := _state_dates(filter_, totals.first, totals.last):
        parts.append(f", {dates}")
    if filter_.include_pronouns:
        parts.append(", pronouns and roles counted")
    if not filter_.include_copies:
        parts.append(", copies left out")
    return "".join(parts) + "."


def _state_dates(filter_: Filter, first: str, last: str) -> str:
    if filter_.start and filter_.end:
        return f"<b>{format_dates(filter_.start, filter_.end)}</b>"
    if filter_.start:
        return f"<b>from {format_date(filter_.start)} on</b>"
    if filter_.end:
        return f"<b>up to {format_date(filter_.end)}</b>"
    return format_dates(first, last)


def _names(view: View, entity_ids: tuple[str, ...]) -> list[str]:
    frames = view.frames
    return [str(frames.entity_names[n]) for n in frames.numbers_of(entity_ids)]


def _topics(view: View, topic_ids: tuple[str, ...]) -> list[str]:
    topics = view.frames.topics.set_index("topic_id")["label"]
    return [f"“{topics[topic_id]}”" for topic_id in topic_ids if topic_id in topics.index]


def render_filter_line(view: View) -> None:
    """What is shown, in a sentence; `Change` opens the choices, `Show all` drops them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="dl-line">{state_filter(view)}</p>', width="content")
        popover = st.popover("Change", type="tertiary", on_change="rerun", key="filter_popover")
        if popover.open:
            with popover.container(width=420):
                _render_choices(view)
        if view.filter != Filter():
            st.button("Show all", key="filter_clear", type="tertiary", icon=":material/close:", on_click=_clear)


def _clear() -> None:
    set_filter(Filter())


def _render_choices(view: View) -> None:
    """The widgets; each takes its value from the filter, and writes it back when changed."""
    frames, filter_ = view.frames, view.filter
    dated = frames.articles["date"][frames.articles["date"] != ""]
    if len(dated):
        first, last = date.fromisoformat(dated.min()), date.fromisoformat(dated.max())
        start = _within(filter_.start, first, last, first)
        end = _within(filter_.end, first, last, last)
        st.session_state["filter_dates"] = (start, end)
        st.date_input("Dates", min_value=first, max_value=last, format="DD/MM/YYYY", key="filter_dates", on_change=_take_dates)
    sources = sorted(source for source in frames.articles["source"].unique() if source)
    if len(sources) > 1:
        _choose("Sources", "sources", sources, {})
    if len(frames.topics):
        _choose("Topics", "topics", frames.topics["topic_id"].tolist(), dict(zip(frames.topics["topic_id"], frames.topics["label"], strict=True)))
    leading = frames.entities.nlargest(N_NAMES_OFFERED, "n_mentions")
    names = dict(zip(leading["entity_id"], leading["name"], strict=True))
    for entity_id, name in zip(filter_.entities, _names(view, filter_.entities), strict=False):
        names.setdefault(entity_id, name)
    _choose("Articles that name", "entities", list(names), names)
    _switch("Count pronouns and roles (“she”, “the minister”) as mentions", "include_pronouns")
    if (frames.articles["duplicate_of"] != "").any():
        _switch("Count copies of the same text", "include_copies")


def _within(iso: str, first: date, last: date, otherwise: date) -> date:
    return min(max(date.fromisoformat(iso), first), last) if iso else otherwise


def _choose(label: str, field: str, options: list[str], names: dict[str, str]) -> None:
    key = f"filter_{field}"
    st.session_state[key] = [value for value in getattr(current_filter(), field) if value in options]
    st.multiselect(
        label, options, format_func=lambda value: names.get(value, value), key=key, placeholder="All", on_change=_take, args=(field,)
    )


def _switch(label: str, field: str) -> None:
    key = f"filter_{field}"
    st.session_state[key] = getattr(current_filter(), field)
    st.toggle(label, key=key, on_change=_take, args=(field,))


def _take(field: str) -> None:
    value = st.session_state[f"filter_{field}"]
    set_filter(replace(current_filter(), **{field: tuple(value) if field in _LISTS else value}))


def _take_dates() -> None:
    chosen = st.session_state["filter_dates"]
    if len(chosen) != 2:
        return  # only the first of two dates is chosen so far
    dated = current_frames().articles["date"]
    first, last = dated[dated != ""].min(), dated.max()
    start, end = (day.isoformat() for day in chosen)
    set_filter(replace(current_filter(), start="" if start <= first else start, end="" if end >= last else end))
