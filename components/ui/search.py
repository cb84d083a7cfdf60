"""Pieces of the search page: the box with its help, how a query was read, spellings, and a page of results."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import count_of, join_words, library
from components.charts.axes import shorten
from components.library import View
from components.types import PERIODS
from components.ui.address import current_filter, read_choice, render_one_of, render_words, set_filter, write_choice
from components.ui.chart import read_chart_choices, render_exhibit, render_figure
from components.ui.correcting import say_done
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import Options
from components.ui.exhibits.words import MOST_QUERIES, read_queries
from components.ui.faults import guarded, part
from components.ui.page import render_note, section
from components.ui.session import count_in, current_frames, library_path
from components.ui.tables import name_choices, names_by_id
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


# What was found, counted: small charts beside the results, and searches over time beside each other.


def render_counts(words: str, kind: str) -> None:
    """Render what was found by period and by source; each bar opens its sentences."""
    asked = {"q": words, "in": kind}
    for name in ("found", "found_sources"):
        exhibit = build_exhibit(name, asked)
        if exhibit is not None:
            with section():
                st.subheader(escape_markdown(exhibit.headline), anchor=False)
                render_note(exhibit.note)
                with part("This chart"):
                    render_figure(exhibit, key=name)


def render_over_time(view: View) -> None:
    """Render the search over time, beside other words, phrases and names."""
    options = Options(read_chart_choices("q", "against", "period", "measure"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Compare with a word, a phrase or any search", key="against_words", width=340, on_change=_add_words
        )
        offered = name_choices()
        st.selectbox(
            "or with a name", list(offered), format_func=offered.__getitem__, index=None, key="against_name", width=300,
            placeholder="Any name", on_change=_add_name,
        )  # fmt: skip
    others = [query for query in read_queries(options) if query != options.one("q")]
    if others:
        with st.container(horizontal=True, gap="small"):
            for position, (query, name) in enumerate(zip(others, library.name_queries(view, others), strict=True)):
                st.button(
                    escape_markdown(shorten(name, 40)), key=f"against_{position}", icon=":material/close:",
                    type="tertiary", on_click=_drop_against, args=(query,), help="Take it off the chart",
                )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="words_settings"):
        period = library.choose_period(view)
        render_one_of("Period", "period", {period: period.capitalize() for period in PERIODS}, period)
        render_one_of("Measure", "measure", {"count": "Articles", "share": "Share of articles"}, "count")
    exhibit = build_exhibit("words", options.values)
    if exhibit is None:
        render_note("No dated article matches, so there is nothing to draw over time.")
    else:
        with section():
            render_exhibit(exhibit, key="words")


def _add_words() -> None:
    _add_against(st.session_state.pop("against_words", ""))


def _add_name() -> None:
    entity_id = st.session_state.pop("against_name", None)
    if entity_id:
        name = names_by_id(current_frames(), [entity_id]).get(entity_id, "")
        _add_against('about:"{}"'.format(name.replace('"', " ")))


def _add_against(query: str) -> None:
    beside = read_choice("against")
    if query.strip() and len(beside) < MOST_QUERIES - 1:
        write_choice("against", list(dict.fromkeys([*beside, " ".join(query.split())])))


def _drop_against(query: str) -> None:
    write_choice("against", [other for other in read_choice("against") if other != query])


# A search as a filter of every screen, and searches kept by name.


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
                st.text_input("Name", key="search_name", placeholder=shorten(words, 40), max_chars=library.MOST_IN_NAME)
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
                    st.text_input(
                        "Name", key=f"{key}_name", max_chars=library.MOST_IN_NAME, on_change=_rename, args=(search,)
                    )
            st.button("Delete", key=f"{key}_delete", type="tertiary", on_click=_delete, args=(search,))


@guarded
def _rename(search: library.SavedSearch) -> None:
    library.rename_search(library_path(), search.n, st.session_state[f"saved_{search.n}_name"])


@guarded
def _delete(search: library.SavedSearch) -> None:
    path = library_path()
    library.delete_search(path, search.n)
    say_done(f"“{search.name}” deleted.", lambda: library.restore_search(path, search))
