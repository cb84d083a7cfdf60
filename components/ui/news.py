"""Since last time: what was added to a library since the visit before, and who is followed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components import count_of, format_date, library
from components.articles import parse_date
from components.library import View, visits
from components.library.queries.news import find_news
from components.types import EvidenceQuery
from components.ui.address import read_choice, write_choice
from components.ui.faults import guarded
from components.ui.lines import render_counted_line, render_name_lines
from components.ui.page import render_note, render_section_title
from components.ui.session import count_in, current_frames, library_path

MOST_LISTED = 3
_VISITED = "visited"  # by library: when the visit before this one ended


def read_last_visit() -> str:
    """When the visit before this one ended (UTC, ISO); "" if this is the first, or nobody can note it."""
    path = str(library_path())
    visited = st.session_state.setdefault(_VISITED, {})
    if path not in visited:
        visited[path] = visits.note_visit(path) if library.can_be_written(path) else ""
    return str(visited[path])


def read_since() -> str:
    """Since when what is new is shown: a date that was asked for, else the last visit."""
    asked = next(iter(read_choice("since", allowed=lambda value: bool(parse_date(value, day_first=True)))), "")
    return parse_date(asked, day_first=True) if asked else read_last_visit()


def render_news(view: View) -> None:
    """Render what is new, if anything is: names that appeared or grew, and those that are followed."""
    since = read_since()
    if not since:
        return
    news = count_in(view, find_news, since)
    is_asked = bool(read_choice("since"))
    if not news.n_articles and not is_asked:
        return
    when, are = format_date(since[:10]), "is" if news.n_articles == 1 else "are"
    title = f"Added since {when}" if is_asked else f"Since your last visit, {when}"
    render_section_title(title, f"{news.n_articles:,} of {count_of(len(view.articles), 'article')} {are} new.")
    new = EvidenceQuery("articles", since=since)
    if news.n_articles:
        left, middle, right = st.columns(3, gap="large")
        with left, st.container(gap="xsmall"):
            render_counted_line("New articles", count_of(news.n_articles, "article"), new, key="news_articles")
            _render_searches(view, new)
            _render_followed(view, new)
        with middle, st.container(gap="xsmall"):
            _render_names("Named for the first time", news.appeared, new, key="news_first")
        with right, st.container(gap="xsmall"):
            _render_names("Named at least twice as often as before", news.grown, new, key="news_grown")
    with st.popover("Since another date", type="tertiary", key="news_since_box").container(width=320):
        st.session_state["news_since"] = format_date(since[:10])
        st.text_input("Since", key="news_since", on_change=_take_since)
        if is_asked:
            st.button("Since the last visit", key="news_reset", on_click=write_choice, args=("since", []))


def _take_since() -> None:
    iso = parse_date(st.session_state["news_since"].strip(), day_first=True)
    write_choice("since", [iso] if iso else [])


def _render_names(title: str, names: pd.DataFrame, new: EvidenceQuery, key: str) -> None:
    if not len(names):
        return
    render_note(f"{title}, {count_of(len(names), 'name')}")
    render_name_lines(names.head(MOST_LISTED), replace(new, kind="mentions"), key=key, column="n_new")


def _render_followed(view: View, new: EvidenceQuery) -> None:
    """Render new quotes by, and mentions of, the names that are followed."""
    followed = visits.read_followed(view.frames)
    if not followed:
        render_note("Follow a name on its page, and what is new about it stands here.")
    for entity_id in followed:
        name = str(view.frames.entity_names[view.frames.entity_numbers[entity_id]])
        amounts = [
            (library.count_evidence(view, query).n, noun, query)
            for noun, query in (
                ("quote", replace(new, kind="quotes", entities=(entity_id,))),
                ("mention", replace(new, kind="mentions", entities=(entity_id,))),
            )
        ]
        for n, noun, query in amounts:
            if n:
                render_counted_line(
                    name, count_of(n, f"new {noun}"), query, key=f"news_{noun}_{entity_id}",
                    entity_id=entity_id,
                )  # fmt: skip
        if not any(n for n, _, _ in amounts):
            render_note(f"{name}: nothing new")


def _render_searches(view: View, new: EvidenceQuery) -> None:
    """Render the new articles that saved searches find."""
    for search in library.read_searches(library_path()):
        query = replace(new, words=search.words)
        if n := library.count_evidence(view, query).n:
            render_counted_line(f"“{search.name}”", count_of(n, "article"), query, key=f"news_search_{search.n}")


def render_follow(entity_id: str, name: str, type_: str) -> None:
    """Render the button that follows a name, or no longer."""
    if not library.can_be_written(library_path()):
        return
    is_followed = entity_id in visits.read_followed(current_frames())
    st.button(
        "Following" if is_followed else "Follow", key="follow", type="tertiary",
        icon=":material/notifications_active:" if is_followed else ":material/notifications:",
        help="No longer follow" if is_followed else "What is new about this name then stands on the Overview",
        on_click=_follow, args=(name, type_, not is_followed),
    )  # fmt: skip


@guarded
def _follow(name: str, type_: str, on: bool) -> None:
    visits.follow(library_path(), name, type_, on=on)
