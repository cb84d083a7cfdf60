"""A board as a file, to be opened in another library of the same articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from components.library.boards.keys import mark_elsewhere
from components.library.boards.records import ITEM_KINDS, LOOKS, MOST_ITEMS, TRANSITIONS, Board, Item, Words
from components.library.boards.storing import change_board, check_item, create_board, dump_item
from components.types import ENTITY_TYPES, DatelineError

FORMAT, FORMAT_VERSION = "dateline-board", 1
MOST_BYTES = 4_000_000
_MOST_PARAMS, _MOST_VALUES, _LONGEST = 60, 200, 2_000  # of an item
_NO_BOARD = "This file holds no board. Choose one that Dateline saved."


def dump_board(board: Board, items: Sequence[Item]) -> bytes:
    """A board with its items as a file; it holds the words of pinned quotes and passages, and no other text."""
    document = {
        "format": FORMAT, "version": FORMAT_VERSION, "name": board.name, "subtitle": board.subtitle,
        "look": board.look, "transition": board.transition, "items": [json.loads(dump_item(item)) for item in items],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def add_board(path: str | Path, data: bytes) -> Board:
    """Make a board of such a file; raises DatelineError, and adds nothing, if it is none."""
    document = _read_document(data)
    items = [mark_elsewhere(_read_item(item)) for item in document["items"]]
    board = create_board(path, document["name"], items)
    board = Board(board.n, board.name, document["subtitle"], document["look"], document["transition"], board.made_at)
    change_board(path, board)
    return board


def _read_document(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise DatelineError(f"A board's file has at most {MOST_BYTES // 1_000_000} MB. Choose one that Dateline saved.")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DatelineError(_NO_BOARD) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DatelineError(_NO_BOARD)
    if document.get("version") != FORMAT_VERSION:
        raise DatelineError("This board was saved by a newer Dateline. Update Dateline to open it.")
    are_texts = all(_is_text(document.get(name)) for name in ("name", "subtitle"))
    is_shown = document.get("look") in LOOKS and document.get("transition") in TRANSITIONS
    items = document.get("items")
    if not (are_texts and is_shown and isinstance(items, list) and len(items) <= MOST_ITEMS):
        raise DatelineError(_NO_BOARD)
    return document


def _read_item(record: Any) -> Item:
    """An item of a file; whatever is not as `dump_item` writes it is refused."""
    if not isinstance(record, dict) or set(record) != {"kind", "name", "params", "words", "pinned", "keys"}:
        _refuse()
    if record["kind"] not in ITEM_KINDS or not _is_text(record["name"]):
        _refuse()
    _check_map(record["params"], _is_texts, _MOST_PARAMS)
    _check_map(record["words"], _is_text, len(Words.__dataclass_fields__), Words.__dataclass_fields__)
    _check_map(record["pinned"], _is_text, _MOST_PARAMS)
    _check_map(record["keys"], _is_key, _MOST_PARAMS * _MOST_VALUES)
    return check_item(Item(**{**record, "words": Words(**record["words"])}))


def _check_map(value: Any, check: Callable[[Any], bool], most: int, names: Any = None) -> None:
    if not isinstance(value, dict) or len(value) > most or not all(map(check, value.values())):
        _refuse()
    if not all(len(name) <= _LONGEST and (names is None or name in names) for name in value):
        _refuse()


def _refuse() -> NoReturn:
    raise DatelineError("An item of this board cannot be understood, so nothing was added. Choose a file as saved.")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= _MOST_VALUES and all(isinstance(one, str) for one in value)


def _is_key(value: Any) -> bool:
    """True for a key as `build_keys` makes it."""
    if not isinstance(value, dict) or not _is_text(value.get("name")):
        return False
    more = {name: one for name, one in value.items() if name not in ("kind", "name")}
    kind = value.get("kind")
    if kind == "entity":
        return set(more) == {"type"} and more["type"] in ENTITY_TYPES
    if kind == "topic":
        return set(more) == {"keywords"} and _is_texts(more["keywords"])
    if kind == "story":
        return (
            set(more) == {"articles"} and isinstance(more["articles"], list) and all(map(_is_article, more["articles"]))
        )
    return kind == "article" and set(more) == {"article"} and _is_article(more["article"])


def _is_article(value: Any) -> bool:
    names = {"sha256", "path", "title"}
    return isinstance(value, dict) and set(value) == names and all(map(_is_text, value.values()))
