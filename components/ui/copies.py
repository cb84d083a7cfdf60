"""Copies of one text: listed, and two of them side by side with what differs marked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import count_of, library
from components.types import DatelineError, Filter, Span
from components.ui.address import link_params
from components.ui.correcting import correct, say_done
from components.ui.evidence import render_first
from components.ui.faults import guarded
from components.ui.page import render_note, render_section_title
from components.ui.reader import mark_spans
from components.ui.session import count_in, current_frames, library_path, view_of
from components.ui.words import escape, escape_markdown, format_byline

N_FIRST_GROUPS = 5
BESIDE = "beside"  # the parameter with the article that stands beside the one that is read


def render_copies() -> None:
    """Render the groups of articles that are one text, or nearly, if there are any."""
    groups = count_in(view_of(Filter()), library.list_groups)
    if not groups:
        return
    n = sum(n for _, _, n in groups)
    one = "1 text is" if len(groups) == 1 else f"{len(groups):,} texts are"
    note = f"{count_of(n, 'copy', 'copies')} in all. Charts count each text once; “Change” above them counts each copy."
    render_section_title(f"{one} here more than once", note)
    render_first(groups, N_FIRST_GROUPS, _render_group, key="copies")


def _render_group(group: tuple[str, str, int]) -> None:
    article_id, title, n = group
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_copies_{article_id}"):
        beside = library.list_group(current_frames(), article_id)["article_id"].iloc[1]
        link = link_params(article=article_id, **{BESIDE: str(beside)})
        st.page_link("pages/read.py", label=escape_markdown(title), query_params=link, width="content")
        render_note(count_of(n, "copy", "copies"), width="content")


def render_copies_of(article_id: str) -> None:
    """Render a link from an article to its copies, if it has any."""
    group = library.list_group(current_frames(), article_id)
    others = group[group["article_id"] != article_id]
    if len(others):
        link = link_params(article=article_id, **{BESIDE: others["article_id"].iloc[0]})
        st.page_link(
            "pages/read.py", label=count_of(len(others), "copy", "copies"), icon=":material/arrow_forward:",
            icon_position="right", query_params=link,
        )  # fmt: skip


def render_side_by_side(article_id: str, beside: str) -> bool:
    """Render two articles of one group side by side; False, with nothing rendered, if they are none."""
    group = library.list_group(current_frames(), article_id).set_index("article_id")
    if beside == article_id or article_id not in group.index or beside not in group.index:
        return False
    st.page_link(
        "pages/read.py", label="Back to the article", icon=":material/arrow_back:",
        query_params=link_params(article=article_id),
    )  # fmt: skip
    st.title(f"{count_of(len(group), 'article')} with one text", anchor=False)
    _render_choice(group, article_id, beside)
    first, second, found = library.compare_articles(current_frames(), article_id, beside)
    parts = ((article_id, first, found.first, found.ends[0]), (beside, second, found.second, found.ends[1]))
    if not found.first and not found.second:
        render_note("The words are the same.")
    else:
        render_note("Marked is what the other text does not have, or has otherwise.")
    for column, (one, text, spans, end) in zip(st.columns(2, gap="large"), parts, strict=True):
        with column, st.container(gap="small", key=f"copy_{one}"):
            _render_one(group, one, text, spans, end)
    return True


def _render_choice(group: pd.DataFrame, article_id: str, beside: str) -> None:
    """Render links to the other articles of the group."""
    others = [one for one in group.index if one not in (article_id, beside)]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        render_note("Put another beside it:", width="content")
        for one in others[:12]:
            label = escape_markdown(group.at[one, "source"] or group.at[one, "title"])
            link = link_params(article=article_id, **{BESIDE: one})
            st.page_link("pages/read.py", label=label, query_params=link, width="content")
        if len(others) > 12:
            render_note(f"and {len(others) - 12:,} more", width="content")


def _render_one(group: pd.DataFrame, article_id: str, text: str, spans: tuple[Span, ...], end: int) -> None:
    row = group.loc[article_id]
    byline = escape(format_byline(row["source"], row["date"], row["date_origin"]))
    st.html(f'<h2 class="dl-title">{escape(row["title"])}</h2><p class="dl-note">{byline}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if row["duplicate_of"]:
            st.button(
                "Count this one instead", key=f"copy_first_{article_id}", type="tertiary", on_click=_settle,
                args=(article_id, library.FIRST), help="It stands for the group, in place of the older one.",
            )  # fmt: skip
            st.button(
                "Not a copy", key=f"copy_itself_{article_id}", type="tertiary", on_click=_settle,
                args=(article_id, library.ITSELF), help="It stands beside the other and counts by itself.",
            )  # fmt: skip
        else:
            render_note("This one counts.")
    rest = "" if end == len(text) else '<p class="dl-note">The rest is not compared.</p>'
    shown = text[:end]
    st.html(f'<div class="dl-copy" dir="auto">{mark_spans(shown, spans)}</div>{rest}')


@guarded
def _settle(article_id: str, counts: str) -> None:
    said = "It counts by itself now." if counts == library.ITSELF else "It stands for its copies now."
    try:
        correct(lambda: library.count_copy(library_path(), article_id, counts), said)
    except DatelineError as error:
        say_done(str(error))
