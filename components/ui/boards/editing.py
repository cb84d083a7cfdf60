"""What can be changed on a board: an item's words, view and place, and the board's own words and room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from components.charts.axes import list_points, shorten
from components.library import boards
from components.library.boards import Board, Item
from components.library.boards.records import MOST_IN_NAME, MOST_TEXT, MOST_WORDS, UNTIL
from components.library.store import read_clock
from components.types import DatelineError
from components.ui.address import put_param
from components.ui.boards.items import Shown, has_view
from components.ui.correcting import say_done
from components.ui.faults import guarded
from components.ui.page import render_note
from components.ui.session import current_frames, library_path

TOP, BOTTOM, COPY, FREEZE, FOLLOW, DROP = (
    "To the top", "To the bottom", "Duplicate", "Freeze as of now", "Follow new articles", "Take off the board",
)  # fmt: skip
LOOKS = {"": "As the browser has it", "light": "Light", "dark": "Dark"}
TRANSITIONS = {"none": "None", "fade": "Fade"}


# One item.


def render_controls(board: Board, shown: Shown, order: list[int]) -> None:
    """Render the buttons of an item; `order` are the numbers of the board's items in their order."""
    item, key = shown.item, f"item_{shown.item.n}"
    at = order.index(item.n)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"controls_{item.n}"):
        for label, to in (("Up", at - 1), ("Down", at + 1)):
            st.button(
                label, key=f"{key}_{label.lower()}", type="tertiary", disabled=not 0 <= to < len(order),
                icon=f":material/arrow_{label.lower()}ward:", on_click=move_item, args=(board.n, order, item.n, to),
            )  # fmt: skip
        popover = st.popover("Words", type="tertiary", on_change="rerun", key=f"{key}_words")
        if popover.open:
            with popover.container(width=400, gap="small"):
                _render_words(shown)
        offered = [TOP, BOTTOM, COPY, *([FOLLOW if item.until else FREEZE] if has_view(item) else []), DROP]
        st.menu_button(
            "More", offered, key=f"{key}_more", type="tertiary", on_click=_take_more, args=(order, item),
        )  # fmt: skip


def _render_words(shown: Shown) -> None:
    item, key = shown.item, f"item_{shown.item.n}_own"
    if has_view(item):
        render_note("Leave a field empty for Dateline's own words.")
    if item.kind == "text":
        _field(item, "text", "Text", MOST_TEXT, area=True)
    own = shown.exhibit.headline if shown.exhibit else shown.table.title if shown.table else ""
    _field(item, "title", "Title", MOST_IN_NAME, placeholder=own)
    if item.kind != "text":
        _field(item, "caption", "Caption", MOST_WORDS, area=True, placeholder="What to see here")
    if shown.exhibit is not None:
        _field(item, "note", "Note on a point", MOST_WORDS, placeholder="Anything, in a few words")
        points = list_points(shown.exhibit.figure)
        st.session_state[f"{key}_note_at"] = item.words.note_at if item.words.note_at in points else None
        st.selectbox(
            "Which point", list(points), format_func=points.__getitem__, index=None, key=f"{key}_note_at",
            placeholder="The point the note is about", on_change=_take_words, args=(item, "note_at"),
        )  # fmt: skip
    _field(item, "notes", "Notes for the speaker", MOST_TEXT, area=True, placeholder="Only you see them")


def _field(item: Item, name: str, label: str, most: int, *, area: bool = False, placeholder: str = "") -> None:
    key = f"item_{item.n}_own_{name}"
    st.session_state[key] = item.pinned.get("text", "") if name == "text" else getattr(item.words, name)
    options: dict[str, Any] = {"max_chars": most, "placeholder": placeholder, "on_change": _take_words}
    (st.text_area if area else st.text_input)(label, key=key, args=(item, name), **options)


@guarded
def _take_words(item: Item, name: str) -> None:
    said = str(st.session_state[f"item_{item.n}_own_{name}"] or "")
    if name == "text":
        _change_item(replace(item, pinned={**item.pinned, "text": said}))
    else:
        _change_item(replace(item, words=replace(item.words, **{name: said})))


def _change_item(item: Item) -> None:
    """Write an item; say so if it is gone."""
    try:
        boards.change_item(library_path(), item)
    except DatelineError as error:
        say_done(str(error))


@guarded
def move_item(board: int, order: Sequence[int], n: int, to: int) -> None:
    """Put an item at another place of its board, from 0."""
    boards.place_items(library_path(), board, place(order, n, to))


def place(order: Sequence[int], n: int, to: int) -> list[int]:
    """The numbers of items in their order, with one of them at another place."""
    others = [other for other in order if other != n]
    to = max(0, min(to, len(others)))
    return [*others[:to], n, *others[to:]]


@guarded
def _take_more(order: Sequence[int], item: Item) -> None:
    chosen, path = st.session_state[f"item_{item.n}_more"], library_path()
    apply_choice(path, order, item, chosen)
    if chosen == DROP:
        say_done("Taken off the board.", lambda: boards.restore_item(path, item))


def apply_choice(path: Path, order: Sequence[int], item: Item, chosen: str) -> None:
    """Do with an item what was chosen in its menu."""
    if chosen in (TOP, BOTTOM):
        boards.place_items(path, item.board, place(order, item.n, 0 if chosen == TOP else len(order)))
    elif chosen == COPY:
        boards.copy_item(path, item)
    elif chosen == DROP:
        boards.delete_item(path, item)
    elif chosen in (FREEZE, FOLLOW):
        freeze(path, [item], frozen=chosen == FREEZE)


def freeze(path: Path, items: Sequence[Item], *, frozen: bool) -> None:
    """Freeze the items that have a view as of now, or let them follow new articles again."""
    now = read_clock()
    for item in items:
        if has_view(item) and bool(item.until) != frozen:
            params = {name: values for name, values in item.params.items() if name != UNTIL}
            boards.change_item(path, replace(item, params={**params, UNTIL: [now]} if frozen else params))


# The board itself.


def render_board_words(board: Board, *, key: str) -> None:
    """Render the fields of a board's name and subtitle."""
    for name, label, most in (("name", "Name", MOST_IN_NAME), ("subtitle", "Subtitle", MOST_WORDS)):
        st.session_state[f"{key}_{name}"] = getattr(board, name)
        st.text_input(label, key=f"{key}_{name}", max_chars=most, on_change=_take_board, args=(board, name, key))


def render_room(board: Board) -> None:
    """Render how a board is presented: in light or dark, and with which transition."""
    for name, label, options in (("look", "In the room", LOOKS), ("transition", "Between slides", TRANSITIONS)):
        st.session_state[f"board_{name}"] = getattr(board, name)
        st.radio(
            label, list(options), format_func=options.__getitem__, key=f"board_{name}", horizontal=True,
            on_change=_take_board, args=(board, name, "board"),
        )  # fmt: skip


@guarded
def _take_board(board: Board, name: str, key: str) -> None:
    try:
        boards.change_board(library_path(), replace(board, **{name: st.session_state[f"{key}_{name}"]}))
    except DatelineError as error:
        say_done(str(error))


@guarded
def copy_board(board: Board) -> None:
    """Make a copy of a board."""
    copied = boards.copy_board(library_path(), board)
    say_done(f"Copied as “{shorten(copied.name, 60)}”.")


@guarded
def delete_board(board: Board) -> None:
    """Delete a board, with an undo."""
    path = library_path()
    items = boards.delete_board(path, board)
    put_param("board", "")
    say_done(f"“{shorten(board.name, 60)}” deleted.", lambda: boards.restore_board(path, board, items))


@guarded
def add_text(board: int) -> None:
    """Put what was typed at the end of a board as a text."""
    said = st.session_state.pop("board_text", "").strip()
    if said:
        boards.pin_item(current_frames(), board, Item("text", pinned={"text": said}))
