"""Lists: the first rows with a button for more, and rows that end with a clickable count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import pandas as pd
import streamlit as st

from components.humanize import count_of
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


def read_limit(asked: str, first: int, *, key: str) -> int:
    """How many rows to read: the first ones, or more if the user asked for more of the same."""
    wanted, limit = st.session_state.get(f"{key}_limit", ("", 0))
    return max(first, int(limit)) if wanted == asked else first


def render_more(n: int, n_shown: int, more: int, asked: str, *, key: str) -> None:
    """Render the button for more rows, if there are any."""
    if n > n_shown:
        more = min(more, n - n_shown)
        st.button(
            f"Show {more:,} more of {n:,}", key=f"{key}_more",
            on_click=lambda: st.session_state.update({f"{key}_limit": (asked, n_shown + more)}),
        )  # fmt: skip


def render_source_lines(sources: pd.DataFrame, query: EvidenceQuery, *, key: str) -> None:
    """Render sources with their numbers of articles, which open those of the query."""
    for row in sources.itertuples(index=False):
        name, amount = row.source or "Unknown source", count_of(row.n_articles, "article")
        render_counted_line(name, amount, replace(query, source=row.source), key=f"{key}_{row.source}")


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
