"""Where a bare address leads, and the mark on every page."""

from __future__ import annotations

import streamlit as st

from components import library
from components.ui.address import link_params
from components.ui.session import library_path


def open_front_door() -> None:
    """A library with articles opens on its Overview, an empty one where articles are added."""
    has_articles = library.has_articles(library_path())
    st.switch_page("pages/overview.py" if has_articles else "pages/articles.py", query_params=link_params())


def wordmark() -> str:
    return f"static/wordmark-{'dark' if st.context.theme.type == 'dark' else 'light'}.svg"
