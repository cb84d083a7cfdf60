"""Articles page: adding articles, progress, skipped files, and the table of all articles."""

from functools import partial

import streamlit as st

from components import count_of, exports, library
from components.types import Filter
from components.ui.adding import (
    move_on,
    render_adding,
    render_date_question,
    render_listed_addresses,
    render_metadata_upload,
    render_sample,
)
from components.ui.articles import render_model, render_shelf, render_skipped
from components.ui.copies import render_copies
from components.ui.faults import part
from components.ui.libraries import render_libraries
from components.ui.opening import render_openings
from components.ui.page import FORM_WIDTH, WIDTH, frame, render_headline, section
from components.ui.progress import render_progress
from components.ui.session import count_in, current_frames, library_path, view_of
from components.ui.sources import render_source_proposals, render_sources
from components.ui.words import state_sources

move_on()
frames = current_frames()
whole = view_of(Filter())  # this page shows the whole library, regardless of the filter
n_articles = len(frames.articles)

is_running = library.read_progress(library_path()).is_running
is_empty = not n_articles and not is_running

with frame(WIDTH if n_articles else FORM_WIDTH):
    if n_articles:
        render_headline(
            f"{count_of(n_articles, 'article')} in this library",
            lambda: state_sources(count_in(whole, library.count_totals)),
        )
    else:
        render_headline(
            "Reading the first articles" if is_running else "Add some articles to begin",
            "Dateline reads them on this computer and shows who is mentioned, who said what, on which topics, "
            "and how mentions and sentiment move over time.",
        )
    with part():
        render_libraries()
        render_openings()
    with part():
        render_progress(key="articles")

    with st.container(width=FORM_WIDTH, gap="small"), part():
        if is_empty:
            render_sample(key="sample", first=True)
        render_adding()
        if not is_empty:
            render_sample(key="sample", first=False)

    with part():
        render_date_question()
    with part():
        render_source_proposals()
    with part():
        render_skipped()
        render_listed_addresses()

    if n_articles:
        with section():
            st.header("All articles", anchor=False)
            render_shelf()
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                render_metadata_upload()
                st.download_button(
                    "Download all tables", partial(exports.export_tables, whole), "dateline-tables.zip",
                    "application/zip", key="export", type="tertiary", icon=":material/download:", on_click="ignore",
                )  # fmt: skip
        with section():
            render_sources()
        with section():
            render_copies()
    with part():
        render_model()
