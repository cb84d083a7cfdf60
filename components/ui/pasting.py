"""Pasted text: one article, or several where they are clearly apart."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import count_of, library
from components.articles import article_from_text, split_pasted
from components.articles.fetching import find_addresses
from components.types import Article
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
    parts = [text] if title else split_pasted(text)
    if len(parts) == 1:
        library.add_pasted(library_path(), text, title=title, **given)
        return True
    st.session_state[asked] = text
    return _render_several(text, parts, given, key)


def _render_several(text: str, parts: list[str], given: dict[str, str], key: Callable[[str], str]) -> bool:
    """Ask whether a text is several articles."""
    articles = [article_from_text(part) for part in parts]
    titles = [one.title for one in articles if isinstance(one, Article)]
    with st.container(gap="xsmall", key="pasted_several"):
        st.header(f"Are these {len(parts):,} articles?", anchor=False)
        more = f"\n- and {len(titles) - N_TITLES:,} more" if len(titles) > N_TITLES else ""
        st.markdown("\n".join(f"- {escape_markdown(title)}" for title in titles[:N_TITLES]) + more)
        with st.container(horizontal=True, gap="small"):
            several = st.button(f"Read {count_of(len(parts), 'article')}", key=key("read_several"))
            one = st.button("It is one article", key=key("read_one"), type="tertiary")
    if several or one:
        library.add_pasted(library_path(), *(parts if several else [text]), **given)
    return several or one
