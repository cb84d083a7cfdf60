"""Topics page components: topic choice, its articles, names and sources, and refitting."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components import library
from components.humanize import count_of
from components.library import View
from components.types import EvidenceQuery
from components.ui.address import link_params
from components.ui.choices import read_choice, write_choice
from components.ui.evidence import ask_for_evidence
from components.ui.faults import guarded
from components.ui.lines import render_counted_line, render_source_lines
from components.ui.page import render_note, render_section_title
from components.ui.session import count_in, library_path, show_changes, view_of
from components.ui.words import escape_markdown, format_byline

FEWEST_ARTICLES = 20  # minimum number of articles to fit topics
N_ARTICLES, N_NAMES = 8, 10


def render_without_topics(view: View) -> None:
    """Explain why there are no topics, and what to do."""
    n, is_running = _count_analysed(view), library.read_progress(library_path()).is_running
    if n < FEWEST_ARTICLES:
        so_far = f"{n} {'is' if n == 1 else 'are'} read so far" if is_running else f"this library has {n}"
        st.markdown(f"Topics are made from {FEWEST_ARTICLES} articles on; {so_far}.")
        if not is_running:
            st.page_link(
                "pages/articles.py", label="Add articles", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(),
            )  # fmt: skip
    elif is_running and not len(view.topics):
        st.markdown("Topics are made once the articles are read.")
    else:
        st.markdown("The articles shown here belong to no topic. Topics can be made anew from all articles.")
        render_refit(view)


def _count_analysed(view: View) -> int:
    """Count the analysed articles of the whole library, from which topics are fitted."""
    return int((view.frames.articles["status"] == "analysed").sum())


def render_topic_choice(topics: pd.DataFrame) -> str:
    """Render pills to choose a topic; return its id."""
    labels = dict(zip(topics["topic_id"], topics["label"], strict=True))
    asked = read_choice("subject", allowed=labels.__contains__)
    st.session_state["choice_subject"] = now = asked[0] if asked else next(iter(labels))
    st.pills(
        "Topic", list(labels), format_func=lambda one: escape_markdown(labels[one]), key="choice_subject",
        required=True, label_visibility="collapsed", wrap=True, on_change=_take_topic,
    )  # fmt: skip
    return now


def _take_topic() -> None:
    write_choice("subject", [st.session_state["choice_subject"]])


def _within(view: View, topic_id: str) -> View:
    """The view, narrowed to the topic's articles."""
    return view_of(replace(view.filter, topics=(topic_id,)))


def render_topic_articles(view: View, topic_id: str) -> None:
    """Render the articles with the highest weight in the topic."""
    render_section_title("Its articles", "Those that fit it best first.")
    frames = view.frames
    rows = view.article_topics[view.article_topics["topic"].to_numpy() == frames.topic_numbers[topic_id]]
    rows = rows.sort_values("weight", ascending=False, kind="stable")
    for number in rows["article"].head(N_ARTICLES).tolist():
        article = frames.articles.loc[number]
        with st.container(gap=None):
            link = link_params(article=article["article_id"])
            st.page_link("pages/read.py", label=escape_markdown(article["title"]), query_params=link)
            render_note(format_byline(article["source"], article["date"], article["date_origin"]))
    st.button(
        f"All {count_of(len(rows), 'article')}", key="topic_articles", type="tertiary", icon=":material/arrow_forward:",
        icon_position="right", on_click=ask_for_evidence, args=(EvidenceQuery("articles", topic=topic_id),),
    )  # fmt: skip


def render_topic_names(view: View, topic_id: str) -> None:
    """Render the entities named in its articles; the number opens the sentences."""
    render_section_title("Who belongs to it", "Most mentioned in its articles.")
    names = count_in(_within(view, topic_id), library.count_entities).head(N_NAMES)
    for row in names.itertuples(index=False):
        query = EvidenceQuery("mentions", (row.entity_id,), topic=topic_id)
        amount = count_of(row.n_mentions, "mention")
        render_counted_line(row.name, amount, query, key=f"topic_name_{row.entity_id}", entity_id=row.entity_id)


def render_topic_sources(view: View, topic_id: str) -> None:
    """Render the sources that write about it; the number opens the articles."""
    sources = count_in(_within(view, topic_id), library.count_sources)
    render_section_title("Who writes about it")
    render_source_lines(sources.head(N_NAMES), EvidenceQuery("articles", topic=topic_id), key="topic_source")


def render_without_topic(view: View) -> None:
    """Render the number of articles without a topic; it opens them."""
    query = EvidenceQuery("articles", topic="")
    n = library.count_evidence(view, query).n
    if n:
        label = f"{count_of(n, 'article')} of {len(view.articles):,} {'fits' if n == 1 else 'fit'} no topic"
        st.button(
            label, key="topics_none", type="tertiary", icon=":material/arrow_forward:", icon_position="right",
            on_click=ask_for_evidence, args=(query,),
        )  # fmt: skip


def render_refit(view: View) -> None:
    """Render the button that refits topics on all articles."""
    if _count_analysed(view) < FEWEST_ARTICLES:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Make topics anew", key="topics_refit", on_click=_refit)
        render_note("From all articles as they are now. Topics that stay alike keep their names and colours.")


@guarded
def _refit() -> None:
    library.refit_topics(library_path())
    library.ensure_worker(library_path())
    show_changes()
