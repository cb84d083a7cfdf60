"""Search page: words, phrases and fields, found in articles, sentences or quotes, and counted over time."""

import streamlit as st

from components.ui.address import render_one_of
from components.ui.evidence import PAGE, read_limit, render_hit, render_more
from components.ui.page import frame, open_view, render_headline, render_note, render_section_title, section
from components.ui.search import (
    SENTENCE,
    describe_found,
    read_found,
    render_box,
    render_counts,
    render_kinds,
    render_nothing,
    render_over_time,
    render_reading,
    render_saved,
    render_uses,
)

RESULTS, TIME = "results", "time"

view = open_view("Search")

with frame():
    render_headline("Search", view=view)
    with st.container(gap="xsmall"):
        words = render_box(view)
        render_reading(view, words)
    if not words.strip():
        render_note("All the words must occur, in any of their forms. Matches in titles come first.")
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
    asked = f"{words}\n{kind}\n{order}"
    limit = read_limit(asked, PAGE, key="hits")
    hits, n = read_found(view, words, kind, order, limit)
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
