"""A search as a filter of every screen, and searches kept by name."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import library
from components.charts.axes import shorten
from components.ui.address import current_filter, set_filter, write_choice
from components.ui.correcting import say_done
from components.ui.faults import guarded
from components.ui.page import render_note
from components.ui.session import library_path
from components.ui.words import escape_markdown


def render_uses(words: str) -> None:
    """Render what a search can be used for: to filter every screen, or to be kept."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
        st.button(
            "Use as filter", key="search_filter", type="tertiary", icon=":material/filter_alt:",
            help="All screens then count only the articles that match", on_click=_use_as_filter, args=(words,),
        )  # fmt: skip
        popover = st.popover("Save", type="tertiary", on_change="rerun", key="search_save")
        if popover.open:
            with popover.container(width=320):
                st.session_state.setdefault("search_name", "")
                st.text_input("Name", key="search_name", placeholder=shorten(words, 40))
                st.button("Save this search", key="search_save_now", on_click=_save, args=(words,))


def _use_as_filter(words: str) -> None:
    """Count only what matches; a search within a search narrows it."""
    now = current_filter()
    both = f"({now.words}) ({words})" if now.words and now.words != words else words
    set_filter(replace(now, words=both))


@guarded
def _save(words: str) -> None:
    saved = library.save_search(library_path(), words, st.session_state.pop("search_name", ""))
    say_done(f"Saved as “{saved.name}”. It stands under Saved searches.")


def render_saved() -> None:
    """Render the searches that are kept: one click runs one, filters by it, renames or deletes it."""
    saved = library.read_searches(library_path())
    if not saved:
        render_note("Searches that you save are listed here: run one again, or count only what it matches.")
        return
    with st.container(gap=None, width=720):
        for search in saved:
            _render_saved(search)


def _render_saved(search: library.SavedSearch) -> None:
    key = f"saved_{search.n}"
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key=f"line_{key}"
    ):
        shown = search.name if search.name == search.words else f"{search.name}: {shorten(search.words, 60)}"
        st.button(
            escape_markdown(shown), key=key, type="tertiary", icon=":material/search:", on_click=write_choice,
            args=("q", [search.words]),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.button(
                "Use as filter", key=f"{key}_filter", type="tertiary", on_click=_use_as_filter, args=(search.words,)
            )
            popover = st.popover("Rename", type="tertiary", on_change="rerun", key=f"{key}_rename")
            if popover.open:
                with popover.container(width=320):
                    st.session_state[f"{key}_name"] = search.name
                    st.text_input("Name", key=f"{key}_name", on_change=_rename, args=(search,))
            st.button("Delete", key=f"{key}_delete", type="tertiary", on_click=_delete, args=(search,))


@guarded
def _rename(search: library.SavedSearch) -> None:
    library.rename_search(library_path(), search.n, st.session_state[f"saved_{search.n}_name"])


@guarded
def _delete(search: library.SavedSearch) -> None:
    path = library_path()
    library.delete_search(path, search.n)
    say_done(f"“{search.name}” deleted.", lambda: library.restore_search(path, search))
