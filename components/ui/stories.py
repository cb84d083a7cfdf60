"""Stories: the list like a newspaper's index, one story's course and sources, and putting stories right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import count_of, join_words, library
from components.library import View
from components.library.corrections import stories as corrections
from components.library.queries.reported_alone import read_reported_alone
from components.library.queries.stories import (
    StoryDetail,
    count_alone,
    count_days,
    count_stories,
    find_leading_names,
    read_story,
)
from components.types import EvidenceQuery
from components.ui.address import current_filter, link_params, render_words, set_filter
from components.ui.boards.pinning import render_pin, story_item, table_item
from components.ui.chart import render_exhibit
from components.ui.correcting import save_correction
from components.ui.evidence import ask_for_evidence, read_limit, render_more
from components.ui.exhibits import build_exhibit
from components.ui.hits import render_ways_on
from components.ui.lines import render_name_lines, render_source_lines
from components.ui.names import names_by_id
from components.ui.page import render_headline, render_note, render_section_title, section
from components.ui.quotes import render_quotes
from components.ui.reader import evidence_html
from components.ui.session import count_in, library_path, view_of
from components.ui.words import escape, escape_markdown, find_words, format_byline, format_dates

PAGE, N_NAMES, N_ALONE, N_QUOTES = 20, 8, 4, 4
_MOST_BARS = 40


def render_stories(view: View) -> None:
    """Render the list of stories, or why there are none."""
    table = count_in(view, count_stories)
    n = int(table["n_articles"].sum())
    standfirst = f"{n:,} of {count_of(len(view.articles), 'article')} are in a story with others." if n else ""
    render_headline(count_of(len(table), "story", "stories") if len(table) else "No stories yet", standfirst, view=view)
    if not len(table):
        st.markdown(
            "A story is an event that several articles tell: they name the same people and places, use the same rare "
            "words, and are not far apart in time. Once two articles do, it is listed here."
        )
        return
    words = render_words("Find a story", "story_words", "Find a story", width=300, label_visibility="collapsed")
    leading = count_in(view, read_leading, tuple(table["story_id"]))
    names = table["story_id"].map(lambda one: " ".join(leading[one].values()))
    table = table.iloc[find_words(table["label"] + " " + names, words)]
    if not len(table):
        st.markdown("No story has these words in its headline or its leading names.")
    limit = read_limit(words, PAGE, key="stories")
    for row in table.head(limit).itertuples(index=False):
        _render_line(view, row, leading[row.story_id])
    render_more(len(table), min(limit, len(table)), PAGE, words, key="stories")
    render_pin(table_item("stories"), key="stories", label="Pin this list")


def read_leading(view: View, story_ids: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The leading names of stories, by id."""
    found = find_leading_names(view, story_ids)
    names = names_by_id(view.frames, list({one for ids in found.values() for one in ids}))
    return {story_id: {one: names[one] for one in ids if one in names} for story_id, ids in found.items()}


def _render_line(view: View, row, names: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    with st.container(gap="xxsmall", key=f"story_{row.story_id}"):
        with st.container(key=f"line_headline_{row.story_id}"):
            st.page_link(
                "pages/stories.py", label=f"**{escape_markdown(row.label)}**",
                query_params=link_params(story=row.story_id), width="content",
            )  # fmt: skip
        sources = f", {count_of(row.n_sources, 'source')}" if row.n_sources else ""
        dates = format_dates(row.first_date, row.last_date) or "no date"
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                f"{count_of(row.n_articles, 'article')}", key=f"story_{row.story_id}_articles", type="tertiary",
                on_click=ask_for_evidence, args=(EvidenceQuery("articles", story=row.story_id),),
            )  # fmt: skip
            st.html(f'<p class="dl-note">{escape(dates + sources)}</p>', width="content")
            st.html(bars_html(count_in(view, count_days, row.story_id)), width="content")
            render_pin(story_item(row.story_id), key=f"story_{row.story_id}")
        if names:
            st.html(f'<p class="dl-note">{escape(join_words(list(names.values())))}</p>')


def bars_html(days: Sequence[int]) -> str:
    """Articles per day as a row of thin bars; a long story's days are joined."""
    if len(days) > _MOST_BARS:
        step = -(-len(days) // _MOST_BARS)
        days = [sum(days[at : at + step]) for at in range(0, len(days), step)]
    most = max(days, default=0)
    bars = "".join(f'<i style="height:{max(n / most, 0.06):.0%}"></i>' for n in days) if most else ""
    return f'<span class="dl-days" aria-hidden="true">{bars}</span>'


# One story.


def render_story(view: View, story_id: str) -> None:
    """Render one story: its course, who reported it first, its names and quotes, and what one source alone has."""
    story = count_in(view, read_story, story_id)
    st.page_link("pages/stories.py", label="All stories", icon=":material/arrow_back:", query_params=link_params())
    if story is None:
        render_headline("This story is not here", view=view)
        st.markdown("It may have been merged with another, or the filter leaves out its articles.")
        return
    own = view_of(replace(view.filter, stories=(story_id,)))
    render_headline(story.label, escape(describe_story(story)), view=view)
    _render_actions(view, story)
    course = build_exhibit("story", {"story": story_id})
    if course is not None and len(course.table) > 1:
        with section():
            render_exhibit(course, key="story")
    left, right = st.columns([3, 2], gap="large")
    with left, section():
        _render_course(view, story)
    with right:
        with section():
            _render_names(own, story_id)
        with section():
            render_section_title("Who tells it")
            render_source_lines(
                count_in(own, library.count_sources), EvidenceQuery("articles", story=story_id), key="story_source"
            )
        with section():
            _render_names_alone(view, story_id)
    with section():
        _render_reported_alone(view, story_id)
    with section():
        found, n = library.read_quotes(library_path(), own, order="oldest", limit=N_QUOTES)
        if found:
            render_section_title(
                "What is said in it", f"The first of {count_of(n, 'quote')}." if n > len(found) else ""
            )
            render_quotes(found, key="story_quotes")


def describe_story(story: StoryDetail) -> str:
    """Who reported a story first, in how many articles it is told, and when, in sentences."""
    first, dates = story.articles.iloc[0], [date for date in story.articles["date"] if date]
    n_sources = story.articles["source"].replace("", None).nunique()
    said = f"{count_of(len(story.articles), 'article')}"
    said += f" by {count_of(n_sources, 'source')}" if n_sources else ""
    said += f", {format_dates(min(dates), max(dates))}." if dates else ", undated."
    same_day = story.articles[(story.articles["date"] == first["date"]) & (first["date"] != "")]
    sources = list(dict.fromkeys(source for source in same_day["source"] if source))
    if n_sources > 1 and sources:
        said += f" First: {join_words(sources)}."
    if story.n_copies:
        said += f" {count_of(story.n_copies, 'copy', 'copies')} not counted again."
    return said


def _render_course(view: View, story: StoryDetail) -> None:
    render_section_title("Its course", "Tick articles to move them to another story.")
    ticked = []
    for row in story.articles.itertuples():
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"line_{row.article_id}"):
            if st.checkbox("Choose", key=f"story_tick_{row.article_id}", label_visibility="collapsed"):
                ticked.append(row.article_id)
            with st.container(gap=None):
                st.page_link(
                    "pages/read.py", label=escape_markdown(row.title), query_params=link_params(article=row.article_id),
                    width="content",
                )  # fmt: skip
                copies = f", and {count_of(row.n_copies, 'copy', 'copies')}" if row.n_copies else ""
                render_note(format_byline(row.source, row.date, row.date_origin) + copies)
    if ticked:
        _render_move(view, story, ticked)


def _render_names(own: View, story_id: str) -> None:
    render_section_title("Names in it", "Most mentioned in its articles.")
    names = count_in(own, library.count_entities).head(N_NAMES)
    render_name_lines(names, EvidenceQuery("mentions", story=story_id), key="story_name")


def _render_names_alone(view: View, story_id: str) -> None:
    alone = count_in(view, count_alone, story_id)
    if not len(alone):
        return
    render_section_title("Names in one source only", "No other source gives them in this story.")
    for source, rows in alone.groupby("source", sort=False):
        render_note(str(source))
        query = EvidenceQuery("mentions", story=story_id, source=str(source))
        render_name_lines(rows.head(N_ALONE), query, key="story_alone")


def _render_reported_alone(view: View, story_id: str) -> None:
    """Render the sentences that tell most of what no other source of the story does."""
    found = count_in(view, read_reported_alone, story_id)
    title = "What one source alone reports"
    if found is None:
        render_section_title(title)
        st.markdown("No two sources are known here, so there is nothing to set one apart from.")
        return
    render_section_title(
        title,
        "Sentences with names, numbers or words, in bold, that no other source of this story has. A copy’s source "
        "counts as one that has them.",
    )
    if not found:
        st.markdown("Each source names the same people, places and numbers as another does.")
    for number, (source, sentences) in enumerate(found.items()):
        st.markdown(f"**{escape_markdown(source)}**")
        for place, one in enumerate(sentences):
            byline = format_byline(f"“{one.title}”", one.date, one.date_origin)
            with st.container(gap="xxsmall", key=f"story_reported_{number}_{place}", width=720):
                st.html(f'{evidence_html(one)}<p class="dl-note">{escape(byline)}</p>')
                render_ways_on(one.article_id, one.start, (one.start, one.start + len(one.text)))


# Corrections of stories.


def _render_actions(view: View, story: StoryDetail) -> None:
    first = str(story.articles["article_id"].iloc[0])
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Look at this story alone",
            key="story_filter",
            type="tertiary",
            on_click=_look_alone,
            args=(story.story_id,),
        )
        render_pin(story_item(story.story_id), key="story_articles", label="Pin this story")
        rename = st.popover("Rename", type="tertiary", on_change="rerun", key="story_rename")
        if rename.open:
            with rename.container(width=400):
                label = st.text_input("Name of the story", value=story.label, key="story_label", max_chars=200).strip()
                if st.button("Rename", key="story_rename_do", disabled=not label or label == story.label):
                    _save(
                        lambda: corrections.rename_story(library_path(), first, label), f"It is called “{label}” now."
                    )
        merge = st.popover("Merge with another story", type="tertiary", on_change="rerun", key="story_merge")
        if merge.open:
            with merge.container(width=400):
                other, name = _choose_other(view, story, key="story_merge_other")
                if st.button("Merge", key="story_merge_do", disabled=not other):
                    _save(
                        lambda: corrections.merge_stories(library_path(), [first, other]),
                        f"“{story.label}” and “{name}” are one story now.",
                    )


def _render_move(view: View, story: StoryDetail, ticked: Sequence[str]) -> None:
    with st.container(gap="small", key="story_move"):
        st.markdown(f"**{count_of(len(ticked), 'article')} chosen**")
        other, name = _choose_other(view, story, key="story_move_other")
        with st.container(horizontal=True, gap="small"):
            if st.button("Move there", key="story_move_do", disabled=not other):
                _save(
                    lambda: corrections.move_to_story(library_path(), ticked, other),
                    f"{count_of(len(ticked), 'article')} moved to “{name}”.",
                )
            if st.button("Make them a story of their own", key="story_split_do"):
                _save(
                    lambda: corrections.split_story(library_path(), ticked),
                    f"{count_of(len(ticked), 'article')} split off.",
                )


def _choose_other(view: View, story: StoryDetail, *, key: str) -> tuple[str, str]:
    """Another story, as one of its articles and its name."""
    table: pd.DataFrame = count_in(view, count_stories)
    names = dict(zip(table["story_id"], table["label"], strict=True))
    names.pop(story.story_id, None)
    chosen = st.selectbox(
        "Other story", list(names), format_func=names.__getitem__, index=None, placeholder="Choose or type", key=key
    )
    detail = read_story(view, chosen) if chosen else None
    return ("", "") if detail is None else (str(detail.articles["article_id"].iloc[0]), detail.label)


def _save(change: Callable[[], object], said: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith("story_tick_")]:
        del st.session_state[key]
    save_correction(change, said)


def _look_alone(story_id: str) -> None:
    set_filter(replace(current_filter(), stories=(story_id,)))
