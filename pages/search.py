"""Search page: words and exact phrases in titles, texts and quotes, best first."""

import streamlit as st

from components import count_of, library
from components.ui.address import render_one_of, render_words
from components.ui.evidence import PAGE, read_limit, render_hit, render_more
from components.ui.page import frame, open_view, render_headline, render_note
from components.ui.session import library_path
from components.ui.words import escape_markdown

EVERYTHING, ARTICLES, QUOTES = "all", "article", "quote"
KINDS = {EVERYTHING: "Articles and quotes", ARTICLES: "Articles", QUOTES: "Quotes"}

view = open_view("Search")

with frame():
    render_headline("Search", view=view)
    with st.container(width=720, gap="small"):
        words = render_words(
            "Words to find", "q", 'Words, or an "exact phrase"', label_visibility="collapsed", icon=":material/search:"
        )
        kind = render_one_of("Search in", "in", KINDS, EVERYTHING)
    if not words.strip():
        render_note('Several words are all looked for. Put an "exact phrase" in quotation marks. Titles count most.')
        st.stop()
    kinds = (ARTICLES, QUOTES) if kind == EVERYTHING else (kind,)
    asked = f"{words}\n{kind}"
    hits, n = library.search(library_path(), view, words, kinds=kinds, limit=read_limit(asked, PAGE, key="hits"))
    if not hits:
        st.markdown(f"Nothing holds **{escape_markdown(words)}**. Fewer words, or the beginning of one, may find more.")
    else:
        render_note(f"{count_of(n, 'place')} found, best first.")
    for position, hit in enumerate(hits):
        render_hit(hit, key=f"hit_{position}")
    render_more(n, len(hits), PAGE, asked, key="hits")
