"""Pieces of the pages of one subject, an entity or a topic: who or what it is, its company, what can be put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import count_of, join_words, library
from components.library import EntityDetail, View
from components.types import EvidenceQuery
from components.ui.address import link_params, read_choice, write_choice
from components.ui.correction_dialogs import render_name_actions
from components.ui.evidence import ask_for_evidence
from components.ui.faults import guarded
from components.ui.lines import render_name_lines, render_source_lines
from components.ui.names import name_choices
from components.ui.page import render_note, render_section_title, section
from components.ui.session import count_in, library_path, show_changes, view_of
from components.ui.words import escape, escape_markdown, format_byline, spell

_ARTICLE = {"organisation": "An", "event": "An"}
N_COMPANY, N_ALIASES = 8, 4
_MANY_MENTIONS = 20
FEWEST_ARTICLES = 20  # minimum number of articles to fit topics
N_ARTICLES, N_NAMES = 8, 10
MOST_LEVEL = 2  # sources that may share the first place


def describe_entity(entity: EntityDetail, view: View) -> str:
    """The standfirst (escaped HTML): what the entity is, how often and where it is named, and its aliases."""
    row = row_of(view, entity.entity_id)
    what = f"{_ARTICLE.get(entity.type, 'A')} {entity.type}"
    if entity.description:
        what += f", {escape(entity.description)}"
    if row is None:
        return f"{what}. Not named in the articles shown here."
    articles = count_of(int(row["n_articles"]), "article")
    often = {1: "once", 2: "twice"}.get(int(row["n_mentions"]), f"{row['n_mentions']:,} times")
    sentence = f"{what}, named {often} in {articles}"
    sources = count_in(view, library.count_sources, entity.entity_id)
    known = sources[sources["source"] != ""]
    first = known[known["n_articles"] == known["n_articles"].max()]
    if len(sources) > 1 and 0 < len(first) <= MOST_LEVEL:
        n = int(first["n_articles"].iloc[0])
        of = "each" if len(first) > 1 else "of them"
        sentence += f", {spell(n)} {of} in {join_words([f'<i>{escape(one)}</i>' for one in first['source']])}"
    least = 2 if row["n_mentions"] > _MANY_MENTIONS else 1  # among many, a form that occurs once may be an error
    forms = [form for form, n in entity.aliases if form != entity.name and n >= least]
    others = [f"“{escape(form)}”" for form in forms[:N_ALIASES]]
    also = f" Also written {join_words(others)}." if others else ""
    return f"{sentence}.{also}"


def row_of(view: View, entity_id: str) -> pd.Series | None:
    """The entity's row of `count_entities`; None if the view does not mention it."""
    counted = count_in(view, library.count_entities)
    found = counted[counted["entity_id"] == entity_id]
    return found.iloc[0] if len(found) else None


def render_another_name(entity_id: str = "", *, label: str = "Another name", **widget: Any) -> None:
    """Render a list that opens another entity's page: the way of the keyboard, as a table's cells want a mouse."""
    choices = name_choices()
    others = [one for one in choices if one != entity_id]
    key = f"another_name_{entity_id}"
    st.selectbox(
        label, others, format_func=choices.__getitem__, index=None, placeholder=label, key=key,
        label_visibility="collapsed", on_change=_open_other, args=(key,), **widget,
    )  # fmt: skip


def _open_other(key: str) -> None:
    if other := st.session_state[key]:
        st.switch_page("pages/entities.py", query_params=link_params(entity=other))


def render_company(view: View, entity_id: str) -> None:
    """Render the co-occurring entities; the number opens the shared articles."""
    company = count_in(view, library.count_entities_named_with, entity_id).head(N_COMPANY)
    render_section_title("Named alongside")
    if not len(company):
        render_note("Nobody else is named in its articles.")
    render_name_lines(company, EvidenceQuery("together", (entity_id,)), key="company")


def render_compatriots(view: View, entity: EntityDetail) -> None:
    """Render a country's people or a party's members, or the reverse; the number opens their sentences."""
    compatriots = count_in(view, library.count_compatriots, entity.entity_id)
    if not len(compatriots):
        return
    with section():
        title = {"place": "Its people", "organisation": "Its members"}.get(entity.type, "Its country")
        render_section_title("Its party" if "organisation" in set(compatriots["type"]) else title)
        render_name_lines(compatriots, EvidenceQuery("mentions"), key="compatriot")


def render_sources_of(view: View, entity_id: str) -> None:
    """Render the sources that name the entity; the number opens the articles."""
    sources = count_in(view, library.count_sources, entity_id)
    if len(sources) < 2:
        return
    render_section_title("Named by")
    render_source_lines(sources.head(N_COMPANY), EvidenceQuery("articles", (entity_id,)), key="named_by")


def render_names_of(entity: EntityDetail) -> None:
    """Render the surface forms, why they were merged, and every correction."""
    sure = "" if entity.confidence > 0.995 else f"{entity.confidence:.0%} sure that these all mean the same one."
    render_section_title("Names, and correcting them", sure)
    forms = ", ".join(f"“{escape(form)}” {n:,}" for form, n in entity.aliases) or escape(entity.name)
    st.html(f'<p class="dl-sentence">Written as {forms}.</p>')
    for reason in _distinct(entity.reasons):
        st.html(f'<p class="dl-note">{escape(reason)}</p>')
    render_name_actions([entity.entity_id], key="entity")


def _distinct(reasons: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(reason for reason in reasons if reason))


# Topics page components: topic choice, its articles, names and sources, and refitting.


def render_without_topics(view: View) -> None:
    """Explain why there are no topics, and what to do."""
    n, is_running = _count_analysed(view), library.read_progress(library_path()).is_running
    if n < FEWEST_ARTICLES:
        so_far = f"{n} {'is' if n == 1 else 'are'} read so far" if is_running else f"this library has {n}"
        st.markdown(f"Topics need at least {FEWEST_ARTICLES} articles; {so_far}.")
        if not is_running:
            st.page_link(
                "pages/articles.py", label="Add articles", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(),
            )  # fmt: skip
    elif is_running and not len(view.topics):
        st.markdown("Topics are made once the articles are read.")
    else:
        st.markdown("The articles shown here belong to no topic. New topics can be made from all articles.")
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
    render_section_title("Its articles", "Best match first.")
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
    render_section_title("Names in it", "Most mentioned in its articles.")
    names = count_in(_within(view, topic_id), library.count_entities).head(N_NAMES)
    render_name_lines(names, EvidenceQuery("mentions", topic=topic_id), key="topic_name")


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
        fit = "fits" if n == 1 else "fit"
        label = f"{library.WITHOUT_TOPIC}: {count_of(n, 'article')} of {len(view.articles):,} {fit} no topic"
        st.button(
            label, key="topics_none", type="tertiary", icon=":material/arrow_forward:", icon_position="right",
            on_click=ask_for_evidence, args=(query,),
        )  # fmt: skip


def render_refit(view: View) -> None:
    """Render the button that refits topics on all articles."""
    if _count_analysed(view) < FEWEST_ARTICLES:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Make new topics", key="topics_refit", on_click=_refit)
        render_note("From all articles as they are now. Topics that stay much the same keep their names and colours.")


@guarded
def _refit() -> None:
    library.refit_topics(library_path())
    library.ensure_worker(library_path())
    show_changes()
