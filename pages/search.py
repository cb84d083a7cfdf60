"""Search page: words, phrases and fields, found in articles, sentences or quotes, and counted over time."""

import streamlit as st

from components.ui.address import put_param, render_one_of
from components.ui.evidence import read_limit, render_more
from components.ui.hits import PAGE, render_hit
from components.ui.page import frame, open_view, render_headline, render_note, render_section_title, section
from components.ui.saved_searches import render_saved, render_uses
from components.ui.search import (
    LIKE,
    PASSAGE,
    SENTENCE,
    describe_found,
    find_like,
    read_alike,
    read_found,
    render_box,
    render_counts,
    render_kinds,
    render_meaning_note,
    render_no_sentence,
    render_nothing,
    render_over_time,
    render_reading,
)

RESULTS, TIME = "results", "time"

view = open_view("Search")

like, alike = find_like(view)

with frame():
    render_headline("Search", view=view)
    if like:
        render_section_title(f"More like “{like}”")
        st.button("Back to the search", icon=":material/close:", type="tertiary", on_click=put_param, args=(LIKE, ""))
        render_meaning_note(view)
        for position, hit in enumerate(alike):
            render_hit(hit, key=f"alike_{position}")
        st.stop()
    with st.container(gap="xsmall"):
        words = render_box(view)
        render_reading(view, words)
    if not words.strip():
        render_note(
            "All the words must occur, in any of their forms. Matches in titles come first. By meaning also "
            "finds what says the same in other words."
        )
        with section():
            render_section_title("Saved searches")
            render_saved()
        st.stop()
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        shown = render_one_of("Show", "show", {RESULTS: "Results", TIME: "Over time"}, RESULTS)
        render_uses(words)
    if shown == TIME:
        render_over_time(view)
        st.stop()
    kind, order = render_kinds(view, words)
    if kind == PASSAGE:
        render_meaning_note(view)
        for position, hit in enumerate(read_alike(view, words)):
            render_hit(hit, key=f"passage_{position}")
        st.stop()
    asked = f"{words}\n{kind}\n{order}"
    limit = read_limit(asked, PAGE, key="hits")
    hits, n = read_found(view, words, kind, order, limit)
    if n and not hits:
        render_no_sentence(words, n)
        st.stop()
    if not hits:
        render_nothing(view, words)
        st.stop()
    results, counts = st.columns([2, 1], gap="large")
    with results:
        render_note(describe_found(n, kind, order))
        for position, hit in enumerate(hits):
            render_hit(hit, key=f"hit_{position}")
        if kind == SENTENCE:  # how many there are is not known
            n = len(hits) + PAGE * (len(hits) == limit)
        render_more(n, len(hits), PAGE, asked, key="hits", is_known=kind != SENTENCE)
    with counts:
        render_counts(words, kind)
