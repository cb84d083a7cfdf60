"""The front door: pages, top navigation, and what every page shares."""

import streamlit as st

from components.ui.address import sync_filter
from components.ui.evidence import open_asked_evidence
from components.ui.front import open_front_door, wordmark
from components.ui.present import is_presenting, render_presented
from components.ui.session import sync_library
from components.ui.theme import render_look

st.set_page_config(page_title="Dateline", page_icon="static/icon.png", layout="wide")
st.logo(wordmark(), size="large")
render_look()
sync_library()
sync_filter()

PAGES = [
    st.Page(open_front_door, title="Dateline", default=True, visibility="hidden"),
    st.Page(
        "pages/overview.py",
        title="Overview",
        url_path="overview",
        help="The answers at a glance: who is mentioned and quoted, on which topics, and how it moves over time.",
    ),
    st.Page(
        "pages/entities.py",
        title="Names",
        url_path="entities",
        help="Every person, organisation, place and other name: how often, where, with whom, spoken of how. Put names right here.",
    ),
    st.Page(
        "pages/quotes.py",
        title="Quotes",
        url_path="quotes",
        help="Who said what: all quotes in full, to read or as a table.",
    ),
    st.Page(
        "pages/topics.py",
        title="Topics",
        url_path="topics",
        help="What the articles are about, over time, and who belongs to it.",
    ),
    st.Page(
        "pages/search.py",
        title="Search",
        url_path="search",
        help="Words and exact phrases in titles, texts and quotes.",
    ),
    st.Page(
        "pages/articles.py",
        title="Articles",
        url_path="articles",
        help="Add articles, see what is being read and what was skipped, edit and delete.",
    ),
    st.Page("pages/read.py", title="Read", url_path="read", visibility="hidden"),
    st.Page("pages/accuracy.py", title="Accuracy", url_path="accuracy", visibility="hidden"),
]

if is_presenting():
    st.navigation(PAGES, position="hidden")
    render_presented()
else:
    page = st.navigation(PAGES, position="top")
    open_asked_evidence()
    page.run()
