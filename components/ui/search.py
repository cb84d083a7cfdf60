"""Pieces of the search page: the box with its help, how a query was read, spellings, and a page of results."""

from __future__ import annotations

import streamlit as st

from components import count_of, join_words, library
from components.library import View
from components.library.queries.search import MOST_READ
from components.ui.address import render_one_of, render_words, write_choice
from components.ui.beside import add_query, render_add_words, render_added
from components.ui.chart import read_chart_choices, render_exhibit, render_figure, render_time_choices
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import TIMED, Options
from components.ui.exhibits.words import read_queries
from components.ui.faults import part, render_fault
from components.ui.names import name_choices, names_by_id
from components.ui.page import render_note, section
from components.ui.session import count_in, current_frames, library_path
from components.ui.words import escape_markdown

ARTICLE, SENTENCE, QUOTE, PASSAGE = "article", "sentence", "quote", "passage"
ORDERS = {"best": "Best first", "newest": "Newest first", "oldest": "Oldest first"}
_MOST_FORMS = 8
MOST_ALIKE = 30  # passages that are shown
LIKE = "like"  # what the address asks for more of: an article's id, and the first and last character of a stretch


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
        PASSAGE: "By meaning",
    }  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        kind = render_one_of("Search in", "in", kinds, ARTICLE, wrap=True)
        order = "best" if kind == PASSAGE else render_one_of("Order", "order", ORDERS, "best")
    return kind, order


def render_no_sentence(words: str, n: int) -> None:
    """Render that none of the articles that may have a sentence has one, and how many were looked through."""
    st.markdown(f"No sentence matches **{escape_markdown(words)}** by itself. Looked through: {_name_read(n)}.")
    st.button("See the articles", key="as_articles", type="tertiary", on_click=write_choice, args=("in", [ARTICLE]))


def _name_read(n: int) -> str:
    """The articles in which sentences are looked for, of so many that may have some."""
    if n > MOST_READ:
        return f"the first {MOST_READ:,} of {count_of(n, 'article')} that may have one"
    return f"{count_of(n, 'article')} that may have one"


def render_nothing(view: View, words: str) -> None:
    """Render that nothing was found, and the spellings that the library has."""
    st.markdown(
        f"Nothing found for **{escape_markdown(words)}**. Try fewer words, or only the beginning of one: harb*."
    )
    st.button("Search by meaning", key="by_meaning", type="tertiary", on_click=write_choice, args=("in", [PASSAGE]))
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
        return f"Sentences that match by themselves, {ORDERS[order].lower()}, from {_name_read(n)}."
    return f"{count_of(n, 'match', 'matches')} found, {ORDERS[order].lower()}."


def read_alike(view: View, words: str) -> list[library.Hit]:
    """The passages that mean what was typed, or have its words."""
    return library.search_by_meaning(library_path(), view, words, limit=MOST_ALIKE)


def find_like(view: View) -> tuple[str, list[library.Hit]]:
    """What the address asks for more of, in words, and passages that mean something like it; empty if nothing."""
    article_id, _, rest = st.query_params.get(LIKE, "").partition("~")
    if article_id not in view.frames.article_numbers:
        return "", []
    start, _, end = rest.partition("~")
    span = (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(rest) < 20 else None
    title = str(view.frames.articles.loc[view.frames.article_numbers[article_id], "title"])
    return title, library.find_alike(library_path(), view, article_id, span, limit=MOST_ALIKE)


def render_meaning_note(view: View) -> None:
    """Render how passages are found by meaning, and how many articles are not read for it yet."""
    missing = library.count_not_read(view)
    note = "Passages that mean something like it, or have its words, nearest first. A model judges: look at them."
    if missing:
        note += f" {count_of(missing, 'article')} {'is' if missing == 1 else 'are'} still to be read for it."
    render_note(note)


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
        if exhibit is not None and exhibit.fault is not None:
            render_fault(exhibit.fault)
        elif exhibit is not None:
            with section():
                st.subheader(escape_markdown(exhibit.headline), anchor=False)
                render_note(exhibit.note)
                with part("This chart"):
                    render_figure(exhibit, key=name)


def render_over_time(view: View) -> None:
    """Render the search over time, beside other words, phrases and names."""
    options = Options(read_chart_choices("q", "against", "measure", *TIMED))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        render_add_words("against", "Compare with a word, a phrase or any search", width=340)
        offered = name_choices()
        st.selectbox(
            "or with a name", list(offered), format_func=offered.__getitem__, index=None, key="against_name", width=300,
            placeholder="Any name", on_change=_add_name,
        )  # fmt: skip
    render_added(view, "against", [query for query in read_queries(options) if query != options.one("q")])
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="words_settings"):
        render_time_choices(view, "Articles")
    exhibit = build_exhibit("words", options.values)
    if exhibit is None:
        render_note("No dated article matches, so there is nothing to draw over time.")
    else:
        with section():
            render_exhibit(exhibit, key="words")


def _add_name() -> None:
    entity_id = st.session_state.pop("against_name", None)
    if entity_id:
        name = names_by_id(current_frames(), [entity_id]).get(entity_id, "")
        add_query("against", 'about:"{}"'.format(name.replace('"', " ")))
