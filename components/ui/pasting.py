"""Pasted text: one article, or several where they are clearly apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from components import count_of, library
from components.articles import article_from_text, read_pasted_export, split_pasted
from components.articles.fetching import find_addresses
from components.types import Article, Skipped
from components.ui.page import render_note
from components.ui.session import library_path
from components.ui.words import escape_markdown

N_TITLES = 8  # titles listed of the articles found in one text


def render_paste(key: Callable[[str], str]) -> bool:
    """Render the field for a text and what is known of it; True once something was added."""
    with st.form(key("paste"), border=False):
        text = st.text_area("The article", height=260, placeholder="Paste the whole text here", key=key("text"))
        left, middle, right = st.columns(3)
        title = left.text_input("Title", placeholder="Otherwise its headline", key=key("title"))
        source = middle.text_input("Source", placeholder="Otherwise as the text says", key=key("source"))
        date = right.date_input("Date", value=None, format="DD/MM/YYYY", key=key("date"))
        is_sent = st.form_submit_button("Read this article")
    given = {"source": source, "date": date.isoformat() if date else ""}
    if is_sent and not text.strip():
        st.markdown("There is no text yet: paste the article into the field above.")
        return False
    addresses = find_addresses(text)
    if is_sent and addresses and len(text.split()) == len(addresses):  # nothing else was pasted
        library.add_addresses(library_path(), addresses)
        return True
    asked = key("several")
    if not is_sent and st.session_state.get(asked) != text:
        return False
    export = read_pasted_export(text)
    items = [_complete(item, **given) for item in export.items] if export else []
    n_articles = sum(isinstance(item, Article) for item in items)
    if len(items) == n_articles == 1 and title:
        items = [replace(item, title=title) for item in items if isinstance(item, Article)]
    if len(items) == 1 or (items and not n_articles):
        library.add_items(library_path(), items)
        return True
    parts = [text] if title or items else split_pasted(text)
    if len(parts) == 1 and not items:
        library.add_pasted(library_path(), text, title=title, **given)
        return True
    st.session_state[asked] = text
    articles = items or [article_from_text(part, **given) for part in parts]
    several, one = _ask(articles, export.name if export else "", key)
    if several:
        library.add_items(library_path(), articles)
    elif one:
        library.add_pasted(library_path(), text, title=title, **given)
    return several or one


def _complete(item: Article | Skipped, source: str, date: str) -> Article | Skipped:
    """An article with what a person gave for all, where its own fields are empty."""
    if not isinstance(item, Article):
        return item
    dated = {"date": date, "date_origin": "user", "date_hint": ""} if date and not item.date else {}
    return replace(item, source=item.source or source, **dated)


def _ask(items: Sequence[Article | Skipped], export: str, key: Callable[[str], str]) -> tuple[bool, bool]:
    """Ask whether a text is several articles; `export` names the database that it comes from."""
    titles = [one.title for one in items if isinstance(one, Article)]
    n_skipped = len(items) - len(titles)
    with st.container(gap="xsmall", key="pasted_several"):
        n_articles = count_of(len(titles), "article")
        are = "This is" if len(titles) == 1 else "These are"
        asked = f"{are} {n_articles} of an export from {export}" if export else f"Are these {n_articles}?"
        st.header(asked, anchor=False)
        more = f"\n- and {len(titles) - N_TITLES:,} more" if len(titles) > N_TITLES else ""
        st.markdown("\n".join(f"- {escape_markdown(title)}" for title in titles[:N_TITLES]) + more)
        if n_skipped:
            render_note(f"{n_skipped:,} more {'has' if n_skipped == 1 else 'have'} no text, and will be listed.")
        with st.container(horizontal=True, gap="small"):
            several = st.button(f"Read {n_articles}", key=key("read_several"))
            one = st.button("It is one article", key=key("read_one"), type="tertiary")
    return several, one
