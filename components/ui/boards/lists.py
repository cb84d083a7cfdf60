"""The list of boards: making, opening, naming, copying and deleting them, and boards as files."""

from __future__ import annotations

import re

import streamlit as st

from components import count_of
from components.charts.axes import shorten
from components.library import boards
from components.library.boards import Board
from components.types import DatelineError
from components.ui.address import link_params, put_param
from components.ui.boards.editing import copy_board, delete_board, render_board_words
from components.ui.boards.pinning import PIN_ICON, use_board
from components.ui.correcting import say_done
from components.ui.faults import guarded
from components.ui.page import render_headline, render_note
from components.ui.session import library_path
from components.ui.words import escape_markdown

SUFFIX = ".board.json"


def render_boards() -> None:
    """Render the boards of the library, and how to make or open one."""
    known = boards.read_boards(library_path())
    render_headline(
        count_of(len(known), "board") if known else "Boards",
        "Charts, tables, quotes and sentences that you pinned: to present them, or to hand them out.",
    )
    if not known:
        st.markdown(
            f"Wherever you see {PIN_ICON} **Pin**, under a chart or a table, beside a quote or a sentence, one click "
            "puts it on a board. Or begin with an empty board, or one that somebody gave you as a file."
        )
    with st.container(gap=None, width=720):
        for board in known:
            _render_line(board)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input("A new board", key="boards_new", placeholder="Its name, then Enter", width=300, on_change=_create)
        popover = st.popover("Open a board's file", type="tertiary", on_change="rerun", key="boards_open")
        if popover.open:
            with popover.container(width=400):
                given = st.file_uploader(f"A file that ends in {SUFFIX}", type="json", key="boards_file")
                if given is not None:
                    _open_file(given.getvalue())


def _render_line(board: Board) -> None:
    key = f"board_{board.n}"
    n = len(boards.read_items(library_path(), board.n))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key=f"line_{key}"
    ):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.page_link(
                "pages/boards.py", label=escape_markdown(board.name), query_params=link_params(board=str(board.n)),
                width="content",
            )  # fmt: skip
            render_note(count_of(n, "item"), width="content")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            rename = st.popover("Rename", type="tertiary", on_change="rerun", key=f"{key}_rename")
            if rename.open:
                with rename.container(width=320):
                    render_board_words(board, key=key)
            render_save(board, key=key)
            st.button("Duplicate", key=f"{key}_copy", type="tertiary", on_click=copy_board, args=(board,))
            st.button("Delete", key=f"{key}_delete", type="tertiary", on_click=delete_board, args=(board,))


def render_save(board: Board, *, key: str) -> None:
    """Render the button that saves a board as a file, to be opened in another library of the same articles."""
    path = library_path()
    st.download_button(
        "Save as file", lambda: boards.dump_board(board, boards.read_items(path, board.n)),
        f"{file_name(board)}{SUFFIX}", "application/json", key=f"{key}_save", type="tertiary", on_click="ignore",
        help="To open it in another library of the same articles. It holds the words of quotes and passages on it.",
    )  # fmt: skip


def file_name(board: Board) -> str:
    """A board's name as a file's, without its suffix."""
    return re.sub(r"[^\w-]+", "-", shorten(board.name, 60)).strip("-").lower() or "board"


@guarded
def _create() -> None:
    name = st.session_state.pop("boards_new", "")
    if name.strip():
        board = boards.create_board(library_path(), name)
        use_board(board.n)
        put_param("board", str(board.n))


def _open_file(data: bytes) -> None:
    """Make a board of a file and go there; say why if it is none."""
    try:
        board = boards.add_board(library_path(), data)
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return
    use_board(board.n)
    st.session_state.pop("boards_file", None)
    say_done(f"“{shorten(board.name, 60)}” opened.", lambda: boards.delete_board(library_path(), board))
    put_param("board", str(board.n))
    st.rerun()
