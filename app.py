"""Entry point: pages, navigation, and what every page shares."""

from typing import Literal

import streamlit as st

from components.ui.address import show_address, sync_filter
from components.ui.boards.presenting import is_presenting_board, render_slides
from components.ui.chart import is_presenting
from components.ui.correcting import render_done
from components.ui.correction_dialogs import open_asked_correction
from components.ui.evidence import open_asked_evidence
from components.ui.faults import render_failed
from components.ui.libraries import whole_page
from components.ui.page import open_front_door, render_look, wordmark
from components.ui.presenting import render_presented
from components.ui.session import sync_library
from components.ui.watching import watch_for_new

st.set_page_config(page_title="Dateline", page_icon="static/icon.png", layout="wide")
st.logo(wordmark(), size="large")
render_look()
fault = sync_library()
sync_filter()

# File, title and purpose of each page; those in HIDDEN are linked from other pages only.
SCREENS = (
    ("overview", "Overview", "The answers at a glance: who is mentioned and quoted, on what, and how it moves."),
    ("entities", "Names", "Every name: how often, where, with whom, and how they are spoken of. Correct names here."),
    ("quotes", "Quotes", "Who said what: all quotes in full, to read or as a table."),
    ("topics", "Topics", "What the articles are about, over time, and who belongs to it."),
    ("stories", "Stories", "Events that several articles tell: who told them first, and what one source alone has."),
    ("compare", "Compare", "Names, sources, topics, stories, searches or periods: what sets them apart."),
    ("search", "Search", "Words, phrases and fields, in articles, sentences and quotes."),
    ("boards", "Boards", "What you pinned: charts, tables, quotes and sentences, to present and to hand out."),
    ("articles", "Articles", "Add articles, see what is being read and what was skipped; edit and delete."),
    ("read", "Read", "One article with its names, quotes and tone marked."),
    ("accuracy", "Accuracy", "How good names, quotes, tone, topics and dates are, and how that was measured."),
)
HIDDEN = ("read",)

pages = [st.Page(open_front_door, title="Dateline", default=True, visibility="hidden")]
for name, title, what in SCREENS:
    visibility: Literal["visible", "hidden"] = "hidden" if name in HIDDEN else "visible"
    pages.append(st.Page(f"pages/{name}.py", title=title, url_path=name, help=what, visibility=visibility))

if is_presenting() or is_presenting_board():
    st.navigation(pages, position="hidden")
    with whole_page():
        render_slides() if is_presenting_board() else render_presented()
else:
    page = st.navigation(pages, position="top")
    show_address()
    render_failed()
    render_done()
    with whole_page():
        if fault is not None:
            raise fault
        if not open_asked_correction():
            open_asked_evidence()
        page.run()
        if page.url_path != "accuracy":  # which opens no library
            watch_for_new()
