"""Landing page and wordmark."""

from __future__ import annotations

import streamlit as st

from components import library
from components.ui.address import link_params
from components.ui.session import library_path


def open_front_door() -> None:
    """Redirect the bare address to Overview, or to Articles if the library is empty."""
    has_articles = library.has_articles(library_path())
    st.switch_page("pages/overview.py" if has_articles else "pages/articles.py", query_params=link_params())


def wordmark() -> str:
    """Path of the wordmark image for the current theme."""
    return f"static/wordmark-{'dark' if st.context.theme.type == 'dark' else 'light'}.svg"
