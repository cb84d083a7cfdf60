"""Skipped files and failed articles, with reasons."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import library
from components.humanize import count_of
from components.ui.session import current_frames, library_path, show_changes
from components.ui.words import escape_markdown


def render_skipped() -> None:
    """Render files and rows that are not articles, and articles whose analysis failed, if there are any."""
    skipped = [(item.path, item.reason) for item in library.read_skipped(library_path())]
    articles = current_frames().articles
    unread = articles[articles["status"].isin(["failed", "not_english"])]
    n_files = len(skipped)
    skipped += list(zip(unread["title"], unread["reason"], strict=True))
    if not skipped:
        return
    with st.container(gap="xsmall"):
        st.subheader(f"{count_of(len(skipped), 'thing')} could not be read", anchor=False)
        rows = [(escape_markdown(path), escape_markdown(reason)) for path, reason in skipped]
        st.table(pd.DataFrame(rows, columns=["What", "Why"]), border="horizontal", hide_index=True, alt="Skipped")
        if n_files and st.button("Clear this list", key="skipped_clear", type="tertiary"):
            library.clear_skipped(library_path())
            show_changes()
            st.rerun()
