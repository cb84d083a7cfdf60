"""Lines of names, sources and words that were counted, each leading to what is behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import count_of
from components.charts.axes import shorten
from components.types import EvidenceQuery
from components.ui.address import link_params
from components.ui.evidence import ask_for_evidence
from components.ui.words import escape_markdown

LONGEST = 80  # characters of a story's headline


def render_counted_line(
    name: str, amount: str, query: EvidenceQuery, *, key: str, entity_id: str = "", story_id: str = ""
) -> None:
    """Render a name (an entity's or a story's links to its page) and, at the right, a count that opens its evidence."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
        wrap=False,
        key=f"line_{key}",
    ):
        label = escape_markdown(name)
        if entity_id:
            st.page_link("pages/entities.py", label=label, query_params=link_params(entity=entity_id))
        elif story_id:
            st.page_link("pages/stories.py", label=label, query_params=link_params(story=story_id))
        else:
            st.markdown(label)
        st.button(amount, key=key, type="tertiary", on_click=ask_for_evidence, args=(query,), wrap=False)


def render_name_lines(names: pd.DataFrame, query: EvidenceQuery, *, key: str, column: str = "") -> None:
    """Render entities, each with its number, which opens the evidence of the query and of this entity.

    `names` holds `entity_id, name` and the numbers; their column is by default `n_mentions`, or `n_articles` where the
    query asks for articles.
    """
    noun = "mention" if query.kind == "mentions" else "article"
    numbers = names[column or f"n_{noun}s"].tolist()
    for entity_id, name, n in zip(names["entity_id"].tolist(), names["name"].tolist(), numbers, strict=True):
        own = replace(query, entities=(*query.entities, entity_id))
        render_counted_line(name, count_of(n, noun), own, key=f"{key}_{entity_id}", entity_id=entity_id)


def render_source_lines(sources: pd.DataFrame, query: EvidenceQuery, *, key: str) -> None:
    """Render sources with their numbers of articles, which open those of the query."""
    for row in sources.itertuples(index=False):
        name, amount = row.source or "Unknown source", count_of(row.n_articles, "article")
        render_counted_line(name, amount, replace(query, source=row.source), key=f"{key}_{row.source}")


def render_story_lines(stories: pd.DataFrame, query: EvidenceQuery, *, key: str) -> None:
    """Render stories (`story_id, label, n_articles`) with their numbers of articles, which open those of the query."""
    for row in stories.itertuples(index=False):
        own, amount = replace(query, story=row.story_id), count_of(row.n_articles, "article")
        label = f"“{shorten(row.label, LONGEST)}”"
        render_counted_line(label, amount, own, key=f"{key}_{row.story_id}", story_id=row.story_id)


def render_word_links(words: Iterable[str], query: EvidenceQuery, *, key: str) -> None:
    """Render words as links, each to the search for it within the articles of a query."""
    own: dict[str, str | list[str]] = {"in": "article"}
    own |= {"names": list(query.entities)} if query.entities else {}
    own |= {"source": [query.source]} if query.source else {}
    own |= {"topic": [query.topic]} if query.topic else {}
    own |= {"stories": [query.story]} if query.story else {}
    own |= {"from": query.start, "to": query.end} if query.start else {}
    with st.container(horizontal=True, gap="small", key=f"{key}_words"):
        for word in words:
            asked = f'({query.words}) AND "{word}"' if query.words else f'"{word}"'
            st.page_link("pages/search.py", label=escape_markdown(word), query_params=link_params(**own, q=asked))
