"""Search page: words and exact phrases in titles, texts and quotes, best first."""

import streamlit as st

from components import count_of, library
from components.ui.address import render_one_of, render_words, write_choice
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
        render_note('All the words must occur. Put an "exact phrase" in quotation marks. Matches in titles come first.')
        st.stop()
    kinds = (ARTICLES, QUOTES) if kind == EVERYTHING else (kind,)
    asked = f"{words}\n{kind}"
    hits, n = library.search(library_path(), view, words, kinds=kinds, limit=read_limit(asked, PAGE, key="hits"))
    if not hits:
        st.markdown(f"Nothing found for **{escape_markdown(words)}**. Try fewer words, or only the beginning of one.")
        if spellings := library.suggest_spellings(library_path(), words):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown("Did you mean", width="content")
                for position, spelling in enumerate(spellings):
                    st.button(
                        escape_markdown(spelling), key=f"spelling_{position}", type="tertiary",
                        on_click=write_choice, args=("q", [spelling]),
                    )  # fmt: skip
    else:
        render_note(f"{count_of(n, 'match', 'matches')} found, best first.")
    for position, hit in enumerate(hits):
        render_hit(hit, key=f"hit_{position}")
    render_more(n, len(hits), PAGE, asked, key="hits")
