"""Reader page: one article with names, quotes and sentiment marked."""

import streamlit as st

from components import library
from components.ui.article import (
    build_marks,
    byline_html,
    find_place,
    has_made_up_title,
    render_named_here,
    render_neighbours,
    render_quoted_here,
    render_topics_here,
    take_click,
)
from components.ui.boards.pinning import place_item, render_pin
from components.ui.copies import BESIDE, render_copies_of, render_side_by_side
from components.ui.dates import render_dates_here
from components.ui.hits import render_more_like
from components.ui.page import READING_WIDTH, frame, open_view, render_headline, render_note, section
from components.ui.reader import NAMES, QUOTES, TONE, UNCOUNTED, build_article_html, key_html, render_article_text
from components.ui.session import current_frames, library_path
from components.ui.words import escape_markdown

view = open_view("Read")
asked = st.query_params.get("article", "")
newest = view.articles.sort_values("day", ascending=False, kind="stable")["article_id"].iloc[0]
article = library.read_article(current_frames(), library_path(), asked or newest)

with frame(READING_WIDTH):
    if article is None:
        render_headline(
            "This article is no longer here", "It may have been deleted, or the link belongs to another library."
        )
        st.page_link("pages/articles.py", label="All articles", icon=":material/arrow_forward:", icon_position="right")
        st.stop()

    if render_side_by_side(article.article_id, st.query_params.get(BESIDE, "")):
        st.stop()

    with st.container(gap="small"):
        render_neighbours(view, article.article_id)
        if has_made_up_title(article):
            st.html('<h1 class="dl-untitled">Without a headline</h1>')
        else:
            st.title(escape_markdown(article.title), anchor=False)
        st.html(byline_html(article))
        render_copies_of(article.article_id)
        if article.status == "analysed":
            render_more_like(article.article_id)
        if article.status == "analysed" and article.reason:
            render_note(article.reason)
        elif article.status != "analysed":
            st.markdown(escape_markdown(article.reason) or "This article is waiting to be read; nothing is marked yet.")

    text, lists = st.columns([7, 3], gap="large")
    with text:
        shown = st.pills(
            "Mark in the text", [NAMES, QUOTES, UNCOUNTED, TONE], default=[NAMES, QUOTES], selection_mode="multi",
            key="read_marks", persist_state="session", label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        at = st.query_params.get("at", "")
        place, marks = find_place(article, at), build_marks(article, shown)
        if place is not None:
            render_pin(place_item(article, place), key="read", label="Pin this passage")
        key = key_html(shown, with_no_news=any(not one.counts for one in article.no_news))
        html = key + build_article_html(article.text, marks, place)
        jump = f"{article.article_id} {at} {st.session_state.get('jumps', 0)}"
        take_click(render_article_text(html, key="article_text", jump=jump))
    with lists:
        with section():
            render_quoted_here(article, shown)
        with section():
            render_named_here(article)
        with section():
            render_topics_here(article)
        with section():
            render_dates_here(article)
