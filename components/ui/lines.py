"""List rows that end with a clickable count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from components.types import EvidenceQuery
from components.ui.address import link_params
from components.ui.evidence import ask_for_evidence
from components.ui.words import escape_markdown

T = TypeVar("T")


def render_first(rows: Sequence[T], first: int, render_one: Callable[[T], None], *, key: str) -> None:
    """Render the first rows, and a button that shows all."""
    limit = len(rows) if st.session_state.get(f"{key}_all") else first
    for row in rows[:limit]:
        render_one(row)
    if len(rows) > limit:
        label = f"Show all {len(rows):,}"
        st.button(label, key=f"{key}_more", type="tertiary", on_click=_show_all, args=(key,))


def _show_all(key: str) -> None:
    st.session_state[f"{key}_all"] = True


def render_counted_line(name: str, amount: str, query: EvidenceQuery, *, key: str, entity_id: str = "") -> None:
    """Render a name (an entity's links to its page) and, at the right, a count that opens its evidence."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
        wrap=False,
        key=f"line_{key}",
    ):
        label = escape_markdown(name)
        if entity_id:
            st.page_link("pages/entities.py", label=label, query_params=link_params(entity=entity_id))
        else:
            st.markdown(label)
        st.button(amount, key=key, type="tertiary", on_click=ask_for_evidence, args=(query,), wrap=False)
