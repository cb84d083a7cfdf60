"""Filter line: states the current filter at the top of every page, with a popover to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from re import sub
from typing import Any

import streamlit as st

from components import VERSION, count_of, format_date, join_words, library
from components.articles import parse_date
from components.charts.axes import shorten
from components.library import Frames, View
from components.types import Filter
from components.ui.address import UNFILTERED, current_filter, set_filter
from components.ui.copying import render_copy
from components.ui.names import entity_names, names_by_id, story_labels, topic_labels
from components.ui.session import count_copies_left_out, count_in, current_frames, library_name, view_of
from components.ui.words import escape, escape_markdown, format_dates, format_time

N_NAMES_OFFERED = 200  # most mentioned names offered in the list; others are added from their own page
_LISTS = ("sources", "sections", "topics", "entities")


def state_filter(view: View, lead: str = "") -> str:
    """Describe the view in one sentence of escaped HTML; `lead` names the subset of articles if not all."""
    filter_, totals = view.filter, count_in(view, library.count_totals)
    n, n_all = totals.n_articles, len(view_of(replace(UNFILTERED, include_copies=filter_.include_copies)).articles)
    if n_all == 1:
        amount = "the one article"
    else:
        amount = f"all {count_of(n, 'article')}" if n == n_all else f"{n:,} of {count_of(n_all, 'article')}"
    parts = [f"Showing {lead} in {amount}" if lead else f"Showing <b>{amount}</b>"]
    if sources := _list_sources(filter_, view.frames):
        parts.append(f" from <b>{escape(join_words(sources))}</b>")
    elif totals.n_sources > 1:
        parts.append(f" from <b>{count_of(totals.n_sources, 'source')}</b>")
    if filter_.sections:
        parts.append(f" in the section <b>{escape(join_words(filter_.sections, 'or'))}</b>")
    if filter_.stories:
        told = [f"“{label}”" for label in story_labels(view.frames, filter_.stories).values()] or ["none"]
        parts.append(f" of the story <b>{escape(join_words(told, 'or'))}</b>")
    if filter_.entities:
        parts.append(f" that name <b>{escape(join_words(entity_names(filter_.entities) or ['nobody'], 'or'))}</b>")
    if topics := _topics(view, filter_.topics):
        parts.append(f" on <b>{escape(join_words(topics, 'or'))}</b>")
    if filter_.words:
        parts.append(f" that match <b>{escape(shorten(filter_.words, 80))}</b>")
    if filter_.until:
        parts.append(f" added by <b>{escape(format_time(filter_.until))}</b>")
    if dates := _state_dates(filter_, totals.first, totals.last):
        parts.append(f", {dates}")
    if filter_.include_pronouns:
        parts.append(", pronouns and roles counted")
    if n_copies := count_copies_left_out(view):
        parts.append(f", {count_of(n_copies, 'copy', 'copies')} not counted again")
    elif filter_.include_copies and totals.n_copies:
        parts.append(", each copy counted")
    if left_out := _count_undated(view):
        parts.append(f"; {count_of(left_out, 'undated article')} left out")
    return "".join(parts) + "."


def describe_filter(view: View) -> str:
    """The same sentence as plain text."""
    return unescape(sub("<[^>]+>", "", state_filter(view)))


def describe_download(what: str, view: View) -> dict[str, str]:
    """What is said beside a table that is taken away: headings and their texts."""
    return {
        "What": what, "From": describe_filter(view), "Library": library_name(), "Made on": date.today().isoformat(),
        "Dateline": VERSION,
    }  # fmt: skip


def _list_sources(filter_: Filter, frames: Frames) -> list[str]:
    """The chosen sources by the names they are shown under: an older link may have another."""
    return list(dict.fromkeys(map(frames.sources.show, filter_.sources)))


def _count_undated(view: View) -> int:
    """Count the undated articles that only the date filter excludes."""
    if not (view.filter.start or view.filter.end):
        return 0
    articles = view_of(replace(view.filter, start="", end="")).articles
    return int((articles["date"] == "").sum())


def _state_dates(filter_: Filter, first: str, last: str) -> str:
    if filter_.start and filter_.end:
        return f"<b>{format_dates(filter_.start, filter_.end)}</b>"
    if filter_.start:
        return f"<b>from {format_date(filter_.start)} on</b>"
    if filter_.end:
        return f"<b>up to {format_date(filter_.end)}</b>"
    return format_dates(first, last)


def _topics(view: View, topic_ids: Sequence[str]) -> list[str]:
    labels = topic_labels(view.frames)
    return [f"“{labels[topic_id]}”" for topic_id in topic_ids if topic_id in labels]


def render_filter_line(
    view: View, *, lead: str = "", choices: Callable[[], None] | None = None, clear: Callable[[], None] | None = None
) -> None:
    """Render the filter sentence with a popover `Change` and a button `Show all`.

    A page with filters of its own passes their part of the sentence, renders them in `choices` and resets them in
    `clear` (passed only if there is something to reset).
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filter_line"):
        st.html(f'<p class="dl-line">{state_filter(view, lead)}</p>', width="content")
        popover = st.popover("Change", type="tertiary", on_change="rerun", key="filter_popover")
        if popover.open:
            with popover.container(width=400):
                if choices is not None:
                    choices()
                _render_choices(view)
        render_copy("Copy link", key="copy_link")
        if view.filter.words:
            st.button(
                "Drop the search", key="filter_words_off", type="tertiary", icon=":material/close:",
                on_click=set_filter, args=(replace(view.filter, words=""),),
            )  # fmt: skip
        if view.filter != UNFILTERED or clear is not None:
            st.button(
                "Show all", key="filter_clear", type="tertiary", icon=":material/close:", on_click=_clear, args=(clear,)
            )


def _clear(more: Callable[[], None] | None) -> None:
    set_filter(UNFILTERED)
    if more is not None:
        more()


def _render_choices(view: View) -> None:
    """Render the filter widgets; each takes its value from the filter and writes changes back."""
    frames, filter_ = view.frames, view.filter
    _render_dates(view)
    sources = [source for source in frames.articles["source"].cat.categories if source]
    if len(sources) > 1:
        _choose("Sources", "sources", {source: source for source in sources})
    sections = [section for section in frames.articles["section"].cat.categories if section]
    if sections:
        _choose("Sections", "sections", {section: section for section in sections})
    if len(frames.topics):
        _choose("Topics", "topics", topic_labels(frames))
    leading = frames.entities.nlargest(N_NAMES_OFFERED, "n_mentions")
    names = dict(zip(leading["entity_id"], leading["name"], strict=True)) | names_by_id(frames, filter_.entities)
    _choose("Articles that name", "entities", names)
    _type_words()
    _switch("Count pronouns and roles (“she”, “the minister”) as mentions", "include_pronouns")
    if (frames.articles["duplicate_of"] != "").any():
        _switch("Count each copy of the same text", "include_copies")


def _render_dates(view: View) -> None:
    """Render two fields for dates; typed dates count on Enter, on Escape and when the field is left."""
    dated = _dated()
    if dated is None:
        return
    for column, field, label, end in zip(st.columns(2), ("start", "end"), ("From", "To"), dated, strict=True):
        key = f"filter_{field}"
        wrong = st.session_state.pop(f"{key}_wrong", "")
        st.session_state[key] = wrong or format_date(getattr(view.filter, field))
        column.text_input(label, key=key, placeholder=format_date(end), on_change=_take_date, args=(field,))
        if wrong:
            column.markdown(f":small[“{escape_markdown(wrong)}” is no date. Write it like {format_date(end)}.]")


def _dated() -> tuple[str, str] | None:
    """The first and last date in the library."""
    dates = current_frames().articles["date"]
    dates = dates[dates != ""]
    return (dates.min(), dates.max()) if len(dates) else None


def _choose(label: str, field: str, names: Mapping[str, str]) -> None:
    key = f"filter_{field}"
    filter_ = current_filter()
    chosen = _list_sources(filter_, current_frames()) if field == "sources" else getattr(filter_, field)
    st.session_state[key] = [value for value in chosen if value in names]
    st.multiselect(
        label, list(names), format_func=lambda value: names.get(value, value), key=key, placeholder="All",
        on_change=_take, args=(field,),
    )  # fmt: skip


def _type_words() -> None:
    st.session_state["filter_words"] = current_filter().words
    st.text_input(
        "Articles that match a search", key="filter_words", placeholder='Words, or an "exact phrase"',
        on_change=_take, args=("words",),
    )  # fmt: skip


def _switch(label: str, field: str) -> None:
    key = f"filter_{field}"
    st.session_state[key] = getattr(current_filter(), field)
    st.toggle(label, key=key, on_change=_take, args=(field,))


def _take(field: str) -> None:
    value = st.session_state[f"filter_{field}"]
    changed: dict[str, Any] = {field: tuple(value) if field in _LISTS else value}
    set_filter(replace(current_filter(), **changed))


def _take_date(field: str) -> None:
    """Take a typed date; one that says no more than the whole library is dropped, and ends in the wrong order swap."""
    written, dated = st.session_state[f"filter_{field}"].strip(), _dated()
    iso = parse_date(written, day_first=True)
    if dated is None or (written and not iso):
        st.session_state[f"filter_{field}_wrong"] = written
        return
    ends = {"start": current_filter().start, "end": current_filter().end, field: iso}
    if ends["start"] and ends["end"] and ends["start"] > ends["end"]:
        ends = {"start": ends["end"], "end": ends["start"]}
    start = "" if ends["start"] <= dated[0] else ends["start"]
    end = "" if ends["end"] >= dated[1] else ends["end"]
    set_filter(replace(current_filter(), start=start, end=end))
