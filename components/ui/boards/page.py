"""The page of one board: its items in reading order, each drawn live in its own view, to arrange and to present."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components import count_of
from components.library import boards
from components.library.boards import Board, Item
from components.ui.address import link_params
from components.ui.boards.drawing import render_shown
from components.ui.boards.editing import (
    add_text,
    copy_board,
    delete_board,
    freeze,
    move_item,
    render_board_words,
    render_controls,
    render_room,
)
from components.ui.boards.handing import render_handouts, render_item_handouts
from components.ui.boards.items import Shown, build_shown, has_view, state_view
from components.ui.boards.lists import file_name, render_save
from components.ui.boards.pinning import PIN_ICON
from components.ui.faults import guarded, part
from components.ui.page import current_style, render_headline, render_note
from components.ui.session import library_path
from components.ui.words import escape, escape_markdown

FOLDER = Path(__file__).parent
FIRST_DRAWN = 3  # items; the others are drawn when they come near the window
_NEAR = "board_near"  # numbers of the items that came near
_watch = st.components.v2.component("board_watch", js=(FOLDER / "board.js").read_text("utf-8"))


def render_board(board: Board) -> None:
    """Render a board."""
    st.html(FOLDER / "board.css")
    items = boards.read_items(library_path(), board.n)
    order = [item.n for item in items]
    st.page_link("pages/boards.py", label="All boards", icon=":material/arrow_back:", query_params=link_params())
    render_headline(board.name, escape(board.subtitle))
    _render_actions(board, items)
    if not items:
        _render_empty()
    near = st.session_state.setdefault(_NEAR, set())
    for at, item in enumerate(items):
        with st.container(gap="xsmall", key=f"board_item_{item.n}"), part("This item"):
            if at < FIRST_DRAWN or item.n in near or not has_view(item):
                near.add(item.n)
                shown = build_shown(item, current_style())
                _render_item(board, shown, order)
            else:
                st.html(f'<h2 class="dl-board-title">{escape(item.words.title)}</h2>')
                with st.container(key=f"late_{item.n}"):
                    st.skeleton(height=400)
    _render_add_text(board)
    _watch(
        key="board_watch", data={"order": order}, on_near_change=_take_near,
        on_move_change=lambda: _take_move(board, order), height=1,
    )  # fmt: skip


def _render_actions(board: Board, items: Sequence[Item]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="board_actions"):
        st.button(
            "Present", key="board_present", icon=":material/slideshow:", disabled=not items, on_click=present,
            args=(board, 1),
        )  # fmt: skip
        popover = st.popover("Name and room", type="tertiary", on_change="rerun", key="board_room")
        if popover.open:
            with popover.container(width=400, gap="small"):
                render_board_words(board, key="board")
                render_room(board)
        counted = [item for item in items if has_view(item)]
        if counted:
            is_frozen = all(item.until for item in counted)
            st.button(
                "Follow new articles" if is_frozen else "Freeze all as of now", key="board_freeze", type="tertiary",
                on_click=lambda: freeze(library_path(), counted, frozen=not is_frozen),
            )  # fmt: skip
        if items:
            render_handouts(board, items, file_name(board), key="board")
        render_save(board, key="board")
        st.button("Duplicate", key="board_copy", type="tertiary", on_click=copy_board, args=(board,))
        st.button("Delete", key="board_delete", type="tertiary", on_click=delete_board, args=(board,))


def present(board: Board, slide: int) -> None:
    """Show a board before an audience, from a slide on, in the same tab."""
    st.query_params["board"], st.query_params["slide"] = str(board.n), str(slide)


def _render_empty() -> None:
    st.markdown(
        f"Nothing is pinned here yet. Wherever you see {PIN_ICON} **Pin**, under a chart or a table, beside a quote or "
        "a sentence, one click puts it on this board, with the filter and the choices it stands in."
    )
    st.page_link(
        "pages/overview.py", label="To the charts", icon=":material/arrow_forward:", query_params=link_params()
    )


def _render_item(board: Board, shown: Shown, order: list[int]) -> None:
    item = shown.item
    render_controls(board, shown, order)
    if shown.title:
        st.html(f'<h2 class="dl-board-title">{escape(shown.title)}</h2>')
    if shown.note:
        render_note(shown.note)
    render_shown(shown, key=f"item_{item.n}_drawn")
    if item.words.caption:
        st.html(f'<p class="dl-caption">{escape(item.words.caption)}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if said := state_view(shown):
            render_note(said, width="content")
        render_item_handouts(item, key=f"item_{item.n}")
        if shown.here.params.get("article"):
            st.page_link(
                "pages/read.py", label="Read in the article", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(
                    article=shown.here.params["article"][0], at=next(iter(shown.here.params.get("start", ())), "")
                ),
            )  # fmt: skip


def _render_add_text(board: Board) -> None:
    with st.popover("Add a text", type="tertiary", icon=":material/add:", key="board_add_text").container(width=400):
        st.text_area("Text", key="board_text", max_chars=4000, placeholder="A heading, a question, a summary")
        st.button("Put it on the board", key="board_text_do", on_click=add_text, args=(board.n,))


def _take_near() -> None:
    """Draw the items that came near the window."""
    near = (st.session_state.get("board_watch") or {}).get("near")
    numbers = [n for n in near if isinstance(n, int)] if isinstance(near, list) else []
    st.session_state.setdefault(_NEAR, set()).update(numbers)


@guarded
def _take_move(board: Board, order: list[int]) -> None:
    """Take a move by keys: the number of an item and its new place."""
    move = (st.session_state.get("board_watch") or {}).get("move")
    if isinstance(move, list) and len(move) == 2 and move[0] in order and isinstance(move[1], int):
        move_item(board.n, order, move[0], move[1])


def describe_board(n: int) -> str:
    """How much is on a board, in words."""
    return escape_markdown(count_of(n, "item") if n else "nothing pinned yet")
