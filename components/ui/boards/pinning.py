"""Pinning: one click puts a chart, a table, a quote or a passage on a board, with the view it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.charts.axes import shorten
from components.library import ArticleDetail, Hit, QuoteDetail, boards
from components.library.boards import Board, Item
from components.types import DatelineError, Evidence, Filter, Span
from components.ui.address import current_filter, filter_to_params, link_params
from components.ui.correcting import say_done
from components.ui.exhibits.common import Exhibit
from components.ui.faults import guarded
from components.ui.reader import words_of
from components.ui.session import current_frames, library_path
from components.ui.words import escape_markdown

FIRST_BOARD = "My board"
PIN_ICON = ":material/keep:"
_LAST = "board_last"  # the library and the board that something was pinned to last


# What is pinned.


def chart_item(exhibit: Exhibit, within: Filter | None = None) -> Item:
    """A chart as an item, in the view of a filter (default: the current one)."""
    return Item("chart", exhibit.name, _params(exhibit.options, within))


def table_item(
    name: str, choices: Mapping[str, str | Sequence[str]] | None = None, within: Filter | None = None
) -> Item:
    """A table as an item, in the view of a filter (default: the current one), with the choices that it was made by."""
    return Item("table", name, _params(choices or {}, within))


def story_item(story_id: str) -> Item:
    """A story as an item: the table of its articles in their order."""
    return Item("table", "story", _params({"story": story_id}, None))


def quote_item(quote: QuoteDetail) -> Item:
    """A quote as an item."""
    speaker = quote.speaker_name or " ".join(quote.speaker_text.split())
    span = quote.content_spans[0][0], quote.content_spans[-1][1]
    return _place("quote", quote, span, words_of(quote), speaker)


def passage_item(found: Hit | Evidence) -> Item:
    """A search's hit, or a sentence behind a number, as an item; where that is a quote, it is one."""
    span, text = (found.start, found.start + len(found.text)), " ".join(found.text.split())
    if isinstance(found, Hit) and found.kind == "quote":
        return _place("quote", found, span, text, found.speaker)
    if isinstance(found, Hit) and found.kind == "article":
        text = f"{'… ' if found.start else ''}{text} …"  # a snippet begins and ends anywhere
    return _place("passage", found, span, text)


def place_item(article: ArticleDetail, span: Span) -> Item:
    """A place in an article as an item: the quote that begins there, else the passage."""
    for quote in article.quotes:
        if quote.content_spans[0][0] == span[0]:
            return quote_item(quote)
    return _place("passage", article, span, " ".join(article.text[slice(*span)].split()))


def _place(
    kind: str, of: ArticleDetail | QuoteDetail | Hit | Evidence, span: Span, text: str, speaker: str = ""
) -> Item:
    params = {"article": [of.article_id], "start": [str(span[0])], "end": [str(span[1])]}
    pinned = {"text": text, "speaker": speaker, "title": of.title, "source": of.source, "date": of.date}
    return Item(kind, "", params, pinned=pinned)


def _params(choices: Mapping[str, str | Sequence[str]], within: Filter | None) -> dict[str, list[str]]:
    params = {**filter_to_params(within or current_filter()), **choices}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in params.items() if value}


# Pinning it.


def render_pin(item: Item, *, key: str, label: str = "Pin") -> None:
    """Render the button that pins an item to the board used last."""
    st.button(
        label, key=f"{key}_pin", type="tertiary", icon=PIN_ICON, on_click=pin_to, args=(item,),
    )  # fmt: skip


def render_pin_in_drawer(item: Item, *, key: str) -> None:
    """Render that button in a drawer, whose clicks do not draw the page anew by themselves."""
    if st.button("Pin", key=f"{key}_pin", type="tertiary", icon=PIN_ICON):
        pin_to(item)
        st.rerun()


@guarded
def pin_to(item: Item, board: Board | None = None) -> None:
    """Pin an item to a board, by default the one used last or a first one, and say so with an undo."""
    try:
        path, board = library_path(), board or last_board() or boards.create_board(library_path(), FIRST_BOARD)
        pinned = boards.pin_item(current_frames(), board.n, item)
    except DatelineError as error:
        say_done(str(error))
        return
    use_board(board.n)
    said = f"Pinned to “{shorten(board.name, 40)}”."
    say_done(said, lambda: boards.delete_item(path, pinned), lambda: _render_elsewhere(pinned))


def last_board() -> Board | None:
    """The board that something was pinned to last, else the newest one."""
    known = boards.read_boards(library_path())
    path, n = st.session_state.get(_LAST, ("", 0))
    last = next((board for board in known if (path, n) == (str(library_path()), board.n)), None)
    return last or next(iter(known), None)


def use_board(n: int) -> None:
    """Make a board the one that things are pinned to."""
    st.session_state[_LAST] = str(library_path()), n


def _render_elsewhere(pinned: Item) -> None:
    """Render the way to the board, and the choice of another or a new one for what was just pinned."""
    st.page_link("pages/boards.py", label="Open it", query_params=link_params(board=str(pinned.board)))
    popover = st.popover("Another board", type="tertiary", on_change="rerun", key="pinned_elsewhere")
    if not popover.open:
        return
    with popover.container(width=320, gap="xsmall"):
        for board in boards.read_boards(library_path()):
            if board.n != pinned.board:
                st.button(
                    escape_markdown(shorten(board.name, 60)), key=f"pinned_to_{board.n}", width="stretch",
                    on_click=_move, args=(pinned, board),
                )  # fmt: skip
        st.text_input(
            "A new board", key="pinned_new", placeholder="Its name, then Enter", on_change=_move_to_new, args=(pinned,)
        )


def _move_to_new(pinned: Item) -> None:
    name = st.session_state.pop("pinned_new", "")
    if name.strip():
        _move(pinned, boards.create_board(library_path(), name))


@guarded
def _move(pinned: Item, board: Board) -> None:
    """Take what was just pinned off its board and pin it to another."""
    boards.delete_item(library_path(), pinned)
    pin_to(replace(pinned, n=0), board)
