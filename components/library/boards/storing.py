"""Boards in the library: made, named, arranged, and taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from components.library.boards.keys import build_keys
from components.library.boards.records import (
    LOOKS,
    MOST_IN_NAME,
    MOST_ITEMS,
    MOST_TEXT,
    MOST_WORDS,
    TRANSITIONS,
    Board,
    Item,
    Words,
)
from components.library.queries.frames import Frames
from components.library.store import opened, read_clock, reading, transaction
from components.types import DatelineError

_BOARD = "n, name, subtitle, look, transition, made_at"
_GONE = "This board is no longer there. Choose another one."


def read_boards(path: str | Path) -> list[Board]:
    """All boards of a library, the newest first."""
    with reading(path) as con:
        return [Board(*row) for row in con.execute(f"SELECT {_BOARD} FROM boards ORDER BY made_at DESC, n DESC")]  # noqa: S608 - columns, not values


def read_items(path: str | Path, board: int) -> list[Item]:
    """The items of a board, in their order."""
    with reading(path) as con:
        return _read_items(con, board)


def create_board(path: str | Path, name: str, items: Sequence[Item] = ()) -> Board:
    """Make a board; a taken name gets a number. Raises DatelineError without a name."""
    name = _in_one_line(name, MOST_IN_NAME)
    if not name:
        raise DatelineError("A board needs a name. Type a few words.")
    with opened(path) as con, transaction(con):
        board = _insert_board(con, Board(0, _free_name(con, name), made_at=read_clock()))
        _insert_items(con, board.n, items)
        return board


def change_board(path: str | Path, board: Board) -> None:
    """Write a board's name, subtitle, look and transition; raises DatelineError if that is impossible."""
    name = _in_one_line(board.name, MOST_IN_NAME)
    if not name:
        raise DatelineError("A board needs a name. Type a few words.")
    if board.look not in LOOKS or board.transition not in TRANSITIONS:
        raise DatelineError("A board is light, dark or as the browser has it, with no transition or a fade.")
    with opened(path) as con, transaction(con):
        if con.execute("SELECT 1 FROM boards WHERE name = ? COLLATE NOCASE AND n <> ?", (name, board.n)).fetchone():
            raise DatelineError(f"A board called “{name}” is already there. Choose another name.")
        values = (name, _in_one_line(board.subtitle, MOST_WORDS), board.look, board.transition, board.n)
        sql = "UPDATE boards SET name = ?, subtitle = ?, look = ?, transition = ? WHERE n = ?"
        if not con.execute(sql, values).rowcount:
            raise DatelineError(_GONE)


def copy_board(path: str | Path, board: Board) -> Board:
    """Make a second board with the same items."""
    with opened(path) as con, transaction(con):
        copied = replace(board, name=_free_name(con, board.name), made_at=read_clock())
        made = _insert_board(con, copied)
        _insert_items(con, made.n, _read_items(con, board.n))
        return made


def delete_board(path: str | Path, board: Board) -> list[Item]:
    """Delete a board and return its items; with both, `restore_board` takes that back."""
    with opened(path) as con, transaction(con):
        items = _read_items(con, board.n)
        con.execute("DELETE FROM board_items WHERE board = ?", (board.n,))
        con.execute("DELETE FROM boards WHERE n = ?", (board.n,))
        return items


def restore_board(path: str | Path, board: Board, items: Sequence[Item]) -> Board:
    """Bring a deleted board back; its name gets a number if it is taken by now."""
    with opened(path) as con, transaction(con):
        made = _insert_board(con, replace(board, name=_free_name(con, board.name)))
        _insert_items(con, made.n, items)
        return made


def pin_item(frames: Frames, board: int, item: Item) -> Item:
    """Put an item at the end of a board, with what its ids stand for; raises DatelineError if the board is gone."""
    item = check_item(replace(item, keys=build_keys(frames, item.params)))
    with opened(frames.path) as con, transaction(con):
        if not con.execute("SELECT 1 FROM boards WHERE n = ?", (board,)).fetchone():
            raise DatelineError(_GONE)
        (n, last) = con.execute(
            "SELECT count(*), coalesce(max(place), -1) FROM board_items WHERE board = ?", (board,)
        ).fetchone()
        if n >= MOST_ITEMS:
            raise DatelineError(f"A board holds at most {MOST_ITEMS} items. Delete some, or begin another board.")
        return _insert_item(con, replace(item, board=board, place=last + 1, n=0))


def change_item(path: str | Path, item: Item) -> None:
    """Write an item's words, view and text; raises DatelineError if it is gone."""
    item = check_item(item)
    with opened(path) as con, transaction(con):
        if not con.execute("UPDATE board_items SET content = ? WHERE n = ?", (dump_item(item), item.n)).rowcount:
            raise DatelineError("This item is no longer on the board. Pin it again.")


def place_items(path: str | Path, board: int, numbers: Sequence[int]) -> None:
    """Put the items of a board in this order; those not named come last."""
    with opened(path) as con, transaction(con):
        there = [item.n for item in _read_items(con, board)]
        wanted = [n for n in dict.fromkeys(numbers) if n in there]
        order = wanted + [n for n in there if n not in wanted]
        con.executemany("UPDATE board_items SET place = ? WHERE n = ?", [(at, n) for at, n in enumerate(order)])


def copy_item(path: str | Path, item: Item) -> Item:
    """Put a second one right behind an item."""
    with opened(path) as con, transaction(con):
        return _insert_at(con, replace(item, n=0, place=item.place + 1))


def delete_item(path: str | Path, item: Item) -> None:
    """Take an item off its board; `restore_item` takes that back."""
    with opened(path) as con, transaction(con):
        con.execute("DELETE FROM board_items WHERE n = ?", (item.n,))


def restore_item(path: str | Path, item: Item) -> Item:
    """Put an item that was taken off back where it was; raises DatelineError if its board is gone."""
    with opened(path) as con, transaction(con):
        if not con.execute("SELECT 1 FROM boards WHERE n = ?", (item.board,)).fetchone():
            raise DatelineError(_GONE)
        return _insert_at(con, replace(item, n=0))


def check_item(item: Item) -> Item:
    """The item with its words cut to what an item may hold."""
    words = item.words
    return replace(
        item,
        words=Words(
            title=_in_one_line(words.title, MOST_IN_NAME),
            caption=_in_one_line(words.caption, MOST_WORDS),
            note=_in_one_line(words.note, MOST_WORDS),
            note_at=words.note_at[:MOST_WORDS],
            notes=words.notes[:MOST_TEXT],
        ),
        pinned={name: text[:MOST_TEXT] for name, text in item.pinned.items()},
    )


def dump_item(item: Item) -> str:
    """An item without its number and place, as JSON."""
    words = item.words
    params = {name: list(values) for name, values in item.params.items()}
    return json.dumps(
        {
            "kind": item.kind, "name": item.name, "params": params,
            "words": {name: getattr(words, name) for name in words.__dataclass_fields__ if getattr(words, name)},
            "pinned": dict(item.pinned), "keys": dict(item.keys),
        },
        ensure_ascii=False,
    )  # fmt: skip


def _read_items(con: sqlite3.Connection, board: int) -> list[Item]:
    rows = con.execute("SELECT n, board, place, content FROM board_items WHERE board = ? ORDER BY place, n", (board,))
    return [_load_item(json.loads(content), n, of, place) for n, of, place, content in rows]


def _load_item(content: dict[str, object], n: int, board: int, place: int) -> Item:
    words = content.pop("words")
    assert isinstance(words, dict)
    return Item(**content, words=Words(**words), n=n, board=board, place=place)  # type: ignore[arg-type]


def _insert_board(con: sqlite3.Connection, board: Board) -> Board:
    values = (board.name, board.subtitle, board.look, board.transition, board.made_at)
    sql = "INSERT INTO boards (name, subtitle, look, transition, made_at) VALUES (?, ?, ?, ?, ?)"
    return replace(board, n=con.execute(sql, values).lastrowid or 0)


def _insert_items(con: sqlite3.Connection, board: int, items: Sequence[Item]) -> None:
    for place, item in enumerate(items):
        _insert_item(con, replace(item, board=board, place=place, n=0))


def _insert_item(con: sqlite3.Connection, item: Item) -> Item:
    sql = "INSERT INTO board_items (board, place, content) VALUES (?, ?, ?)"
    return replace(item, n=con.execute(sql, (item.board, item.place, dump_item(item))).lastrowid or 0)


def _insert_at(con: sqlite3.Connection, item: Item) -> Item:
    """Insert an item at its place and move those behind it on."""
    con.execute("UPDATE board_items SET place = place + 1 WHERE board = ? AND place >= ?", (item.board, item.place))
    return _insert_item(con, item)


def _free_name(con: sqlite3.Connection, name: str) -> str:
    """The name, or `name 2` and so on if it is taken."""
    taken = {str(one).casefold() for (one,) in con.execute("SELECT name FROM boards")}
    names = (name if n == 1 else f"{name[: MOST_IN_NAME - 5]} {n}" for n in range(1, len(taken) + 2))
    return next(one for one in names if one.casefold() not in taken)


def _in_one_line(text: str, most: int) -> str:
    return " ".join(text.split())[:most].rstrip()
