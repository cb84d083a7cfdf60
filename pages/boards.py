"""Boards page: the list of boards; with `?board=`, one board."""

import streamlit as st

from components.ui.address import UNFILTERED
from components.ui.boards.items import read_board
from components.ui.boards.lists import render_boards
from components.ui.boards.page import render_board
from components.ui.page import frame, open_view
from components.ui.session import view_of

if not len(view_of(UNFILTERED).articles):
    open_view("Boards")
asked = st.query_params.get("board", "")
board = read_board(asked)
with frame():
    if board is not None:
        render_board(board)
    else:
        if asked:
            st.markdown("The board this link leads to is no longer here, or it is in another library.")
        render_boards()
