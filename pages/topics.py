"""Topics page: topics over time, and the articles, entities and sources of one topic."""

import streamlit as st

from components import count_of, library
from components.ui.address import link_params
from components.ui.boards.pinning import render_pin, table_item
from components.ui.chart import read_chart_choices, render_exhibit, render_overlay_choices
from components.ui.correcting import ask_to_correct
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import TIMED
from components.ui.faults import part
from components.ui.page import frame, open_view, render_headline, render_note, render_section_title, section
from components.ui.session import count
from components.ui.subject import (
    render_refit,
    render_topic_articles,
    render_topic_choice,
    render_topic_names,
    render_topic_sources,
    render_without_topic,
    render_without_topics,
)

view = open_view("Topics")
topics = count(library.count_topics)
topics = topics[topics["n_articles"] > 0].reset_index(drop=True)

with frame():
    if not len(topics):
        render_headline("No topics yet", view=view)
        render_without_topics(view)
        st.stop()

    period = read_chart_choices(*TIMED)
    over_time = build_exhibit("topics", period)
    render_headline(
        over_time.headline if over_time and over_time.headline else count_of(len(topics), "topic"),
        f"{count_of(len(topics), 'topic')}, made of the words that articles share.",
        view=view,
    )
    if over_time:
        with section():
            render_section_title("Articles by topic", over_time.note)
            render_overlay_choices(view)
            render_exhibit(over_time, key="topics", heading=False)
            render_pin(table_item("topics"), key="topics_table", label="Pin the topics as a table")
    render_without_topic(view)

    chosen = render_topic_choice(topics)
    topic = topics.set_index("topic_id").loc[chosen]
    with section():
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            with st.container(width="content", gap="xxsmall"):
                render_section_title(str(topic["label"]))
                amount = count_of(int(topic["n_articles"]), "article")
                render_note(f"{amount}. Its words: {', '.join(topic['keywords'])}.")
            st.button("Rename", key="topic_rename", type="tertiary", on_click=ask_to_correct, args=("topic", [chosen]))
        if of_one := build_exhibit("topic", {"topic": chosen, **period}):
            render_exhibit(of_one, key="topic", heading=False)

    left, right = st.columns([3, 2], gap="large")
    with left, section():
        render_topic_articles(view, chosen)
    with right:
        with section():
            render_topic_names(view, chosen)
        with section():
            render_topic_sources(view, chosen)

    with part():
        render_refit(view)
    st.page_link(
        "pages/accuracy.py", label="How are topics made?", icon=":material/arrow_forward:", icon_position="right",
        query_params=link_params(),
    )  # fmt: skip
