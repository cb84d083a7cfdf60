"""Pieces of the search page: the box with its help, how a query was read, spellings, and a page of results."""

from __future__ import annotations

import streamlit as st

from components import count_of, join_words, library
from components.library import View
from components.ui.address import render_one_of, render_words, write_choice
from components.ui.page import render_note
from components.ui.session import count_in, library_path
from components.ui.words import escape_markdown

ARTICLE, SENTENCE, QUOTE = "article", "sentence", "quote"
ORDERS = {"best": "Best first", "newest": "Newest first", "oldest": "Oldest first"}
_MOST_FORMS = 8


def render_box(view: View) -> str:
    """Render the box for a query, with help beside it; gives what is typed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = render_words(
            "Words to find", "q", 'Words, or an "exact phrase"', label_visibility="collapsed",
            icon=":material/search:", width=720,
        )  # fmt: skip
        popover = st.popover("How to search", type="tertiary", on_change="rerun", key="search_help")
        if popover.open:
            with popover.container(width=460, gap="xsmall"):
                _render_help(view)
    return words


def _render_help(view: View) -> None:
    render_note("Click an example to try it. They are made of names and words of this library.")
    for position, (example, what) in enumerate(count_in(view, list_examples)):
        with st.container(gap=None, key=f"search_example_{position}"):
            st.button(
                escape_markdown(example), key=f"example_{position}", type="tertiary", on_click=write_choice,
                args=("q", [example]),
            )  # fmt: skip
            render_note(what)


def list_examples(view: View) -> list[tuple[str, str]]:
    """Queries of every kind with what they find, in names and words of the library."""
    named = library.count_entities(view)
    people = named[named["type"] == "person"]["name"].tolist() or named["name"].tolist() or ["Ada Dray"]
    speakers = library.count_speakers(view)["name"].tolist() or people
    sources = [source for source in library.count_sources(view)["source"] if source] or ["Courier"]
    keywords = [word for words in library.count_topics(view)["keywords"] for word in words[:2] if word.isalpha()]
    one, other, third = [*keywords, "strike", "wages", "harbour"][:3]
    surname = people[0].split()[-1]
    return [
        (
            f"{one} {other}",
            "Both words, anywhere in an article, in any form and spelling: walk finds walked, color colour.",
        ),
        (f'"{people[0]}"', "Exactly these words, in this form and order."),
        (f"({one} OR {other}) {surname}", "One or the other, and the name. AND, OR and NOT are written in capitals."),
        (f"{one} NOT {other}", "The one without the other."),
        (f"{one[: max(4, len(one) - 3)]}*", "All words that begin like this."),
        (f"{one} NEAR/5 {third}", "At most five words from each other, in either order."),
        (f"title:{one}", "In the title."),
        (f'about:"{people[0]}"', "Articles that name somebody, under any of the names that you see on Names."),
        (f'speaker:"{speakers[0]}"', "Articles that quote somebody; with Quotes chosen, what was said."),
        (f'source:"{sources[0]}" {one}', "In one source."),
    ]


def render_reading(view: View, words: str) -> None:
    """Render how a query was read, if it is more than words, and the other forms of its words."""
    reading = count_in(view, library.explain, words)
    notes = [f"Finds {reading.words}."] if reading.words else []
    for word, others in reading.forms.items():
        listed = others[:_MOST_FORMS] + ([f"{len(others) - _MOST_FORMS} more"] if len(others) > _MOST_FORMS else [])
        notes.append(f"“{word}” also stands for {join_words(listed)}.")
    if notes:
        render_note(" ".join(notes))


def render_kinds(view: View, words: str) -> tuple[str, str]:
    """Render what to find and in which order; gives both."""
    amounts = {kind: len(count_in(view, library.find_matches, words, kind)) for kind in (ARTICLE, QUOTE)}
    kinds = {
        ARTICLE: f"Articles {amounts[ARTICLE]:,}", SENTENCE: "Sentences", QUOTE: f"Quotes {amounts[QUOTE]:,}",
    }  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        kind = render_one_of("Search in", "in", kinds, ARTICLE)
        order = render_one_of("Order", "order", ORDERS, "best")
    return kind, order


def render_nothing(view: View, words: str) -> None:
    """Render that nothing was found, and the spellings that the library has."""
    st.markdown(
        f"Nothing found for **{escape_markdown(words)}**. Try fewer words, or only the beginning of one: harb*."
    )
    spellings = count_in(view, _suggest, words)
    if spellings:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("Did you mean", width="content")
            for position, spelling in enumerate(spellings):
                st.button(
                    escape_markdown(spelling), key=f"spelling_{position}", type="tertiary",
                    on_click=write_choice, args=("q", [spelling]),
                )  # fmt: skip


def _suggest(view: View, words: str) -> list[str]:
    return library.suggest_spellings(view.frames, words)


def describe_found(n: int, kind: str, order: str) -> str:
    """How much was found, in words: `214 matches found, best first.`"""
    if kind == SENTENCE:
        return f"Sentences that match by themselves, from {count_of(n, 'article')}, {ORDERS[order].lower()}."
    return f"{count_of(n, 'match', 'matches')} found, {ORDERS[order].lower()}."


def read_found(view: View, words: str, kind: str, order: str, limit: int) -> tuple[list[library.Hit], int]:
    """The first hits, and how many there are; of sentences, how many articles may have some."""
    found = count_in(view, library.find_matches, words, kind)
    return library.read_hits(library_path(), view, found, order=order, limit=limit), len(found)
