"""Boards: items that a person pinned, in order; each keeps its view.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import attach

if TYPE_CHECKING:
    from components.library.boards.files import add_board, dump_board
    from components.library.boards.keys import resolve_item
    from components.library.boards.records import ITEM_KINDS, LOOKS, TRANSITIONS, Board, Item, Words
    from components.library.boards.storing import (
        change_board,
        change_item,
        copy_board,
        copy_item,
        create_board,
        delete_board,
        delete_item,
        pin_item,
        place_items,
        read_boards,
        read_items,
        restore_board,
        restore_item,
    )

_HOMES = {
    "ITEM_KINDS": "records",
    "LOOKS": "records",
    "TRANSITIONS": "records",
    "Board": "records",
    "Item": "records",
    "Words": "records",
    "resolve_item": "keys",
    "change_board": "storing",
    "change_item": "storing",
    "copy_board": "storing",
    "copy_item": "storing",
    "create_board": "storing",
    "delete_board": "storing",
    "delete_item": "storing",
    "pin_item": "storing",
    "place_items": "storing",
    "read_boards": "storing",
    "read_items": "storing",
    "restore_board": "storing",
    "restore_item": "storing",
    "add_board": "files",
    "dump_board": "files",
}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
