"""Boards are made, arranged and taken back; items find their names, topics and articles again by content."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library import boards
from components.library.boards import Item, Words
from components.types import DatelineError, Filter
from tests.library.conftest import Pile

CHART = Item("chart", "mentions", {"period": ["week"]}, Words(title="Twice as often", notes="Wait for it"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with library.opened(tmp_path / "a.db"):
        return tmp_path / "a.db"


def pin(path: Path, board: boards.Board, *titles: str) -> list[Item]:
    frames = library.read_frames(path)
    return [boards.pin_item(frames, board.n, replace(CHART, words=Words(title=title))) for title in titles]


def titles(path: Path, board: boards.Board) -> list[str]:
    return [item.words.title for item in boards.read_items(path, board.n)]


def test_a_pinned_item_is_read_as_it_was_pinned(path: Path) -> None:
    board = boards.create_board(path, "  The   dam ")
    assert board.name == "The dam"
    pinned = boards.pin_item(library.read_frames(path), board.n, CHART)
    (read,) = boards.read_items(path, board.n)
    assert read == pinned
    assert (read.name, read.params, read.words) == (CHART.name, CHART.params, CHART.words)


def test_items_are_arranged_copied_deleted_and_put_back_where_they_were(path: Path) -> None:
    board = boards.create_board(path, "The dam")
    a, _, c = pin(path, board, "a", "b", "c")
    boards.place_items(path, board.n, [c.n, a.n, 999, c.n])
    assert titles(path, board) == ["c", "a", "b"]
    _, a, _ = boards.read_items(path, board.n)
    boards.delete_item(path, a)
    assert titles(path, board) == ["c", "b"]
    boards.restore_item(path, a)
    assert titles(path, board) == ["c", "a", "b"]
    boards.copy_item(path, boards.read_items(path, board.n)[0])
    assert titles(path, board) == ["c", "c", "a", "b"]


def test_a_board_is_renamed_copied_deleted_and_brought_back(path: Path) -> None:
    board = boards.create_board(path, "The dam")
    pin(path, board, "a", "b")
    copy = boards.copy_board(path, board)
    assert copy.name == "The dam 2"
    boards.change_board(path, replace(board, name="The river", subtitle="A talk", look="dark", transition="fade"))
    renamed = next(one for one in boards.read_boards(path) if one.n == board.n)
    assert (renamed.subtitle, renamed.look, renamed.transition) == ("A talk", "dark", "fade")
    items = boards.delete_board(path, renamed)
    assert [one.name for one in boards.read_boards(path)] == ["The dam 2"]
    back = boards.restore_board(path, renamed, items)
    assert titles(path, back) == titles(path, copy) == ["a", "b"]


@pytest.mark.parametrize(("change", "said"), [
    (lambda path, board: boards.create_board(path, " "), "needs a name"),
    (lambda path, board: boards.change_board(path, replace(board, name="\n")), "needs a name"),
    (lambda path, board: boards.change_board(path, replace(board, name="ANOTHER")), "already there"),
    (lambda path, board: boards.change_board(path, replace(board, look="pink")), "light, dark"),
    (lambda path, board: boards.change_board(path, replace(board, n=99, name="New")), "no longer there"),
    (lambda path, board: boards.pin_item(library.read_frames(path), 99, CHART), "no longer there"),
    (lambda path, board: boards.change_item(path, CHART), "no longer on the board"),
    (lambda path, board: boards.restore_item(path, replace(CHART, board=99)), "no longer there"),
])  # fmt: skip
def test_what_cannot_be_done_says_why(change: Callable[..., Any], said: str, path: Path) -> None:
    board = boards.create_board(path, "The dam")
    boards.create_board(path, "Another")
    with pytest.raises(DatelineError, match=said):
        change(path, board)
    assert sorted(one.name for one in boards.read_boards(path)) == ["Another", "The dam"]


def test_words_are_cut_to_what_an_item_may_hold(path: Path) -> None:
    board = boards.create_board(path, "x" * 1000)
    assert len(board.name) == 120
    item = boards.pin_item(library.read_frames(path), board.n, replace(CHART, words=Words(title="t " * 1000)))
    assert len(item.words.title) <= 120
    boards.change_item(path, replace(item, words=Words(caption="c\n" * 1000, notes="n" * 9000)))
    (read,) = boards.read_items(path, board.n)
    assert len(read.words.caption) <= 400
    assert len(read.words.notes) == 4000


def make_pile(path: Path, *, before: int = 0) -> library.Frames:
    """A library of three articles; `before` others come first, so that numbers differ."""
    pile = Pile(path)
    for n in range(before):
        pile.article(f"[Other{n}|person|Other Person {n}] spoke.")
    for words in ("[Ada Dray|person] met [Hal|person].", "[Ada Dray|person] left.", "[Hal|person] won."):
        pile.article(words)
    pile.con.close()
    return library.read_frames(path)


def id_of(frames: library.Frames, name: str) -> str:
    return str(frames.entities.loc[frames.entities["name"] == name, "entity_id"].item())


def test_a_board_of_one_library_finds_the_same_names_and_articles_in_another(tmp_path: Path) -> None:
    here, there = make_pile(tmp_path / "a.db"), make_pile(tmp_path / "b.db", before=3)
    assert id_of(here, "Ada Dray") != id_of(there, "Ada Dray")
    article = here.articles["article_id"].iloc[1]
    item = Item("chart", "entity", {"entity": [id_of(here, "Ada Dray")], "names": [id_of(here, "Hal")],
                                    "article": [article], "q": ["Hal"]})  # fmt: skip
    board = boards.create_board(here.path, "The dam")
    boards.pin_item(here, board.n, item)
    data = boards.dump_board(replace(board, subtitle="As given"), boards.read_items(here.path, board.n))
    opened = boards.add_board(there.path, data)
    assert (opened.name, opened.subtitle) == ("The dam", "As given")
    found, missing = boards.resolve_item(there, boards.read_items(there.path, opened.n)[0])
    assert missing == []
    assert found.params["entity"] == [id_of(there, "Ada Dray")]
    assert found.params["names"] == [id_of(there, "Hal")]
    assert found.params["q"] == ["Hal"]
    (number,) = [there.article_numbers[one] for one in found.params["article"]]
    assert there.articles.loc[number, "article_id"] != article


def test_what_another_library_does_not_have_is_named(tmp_path: Path) -> None:
    here = make_pile(tmp_path / "a.db")
    pile = Pile(tmp_path / "b.db")
    pile.article("[Hal|person] won.")
    pile.con.close()
    there = library.read_frames(tmp_path / "b.db")
    board = boards.create_board(here.path, "The dam")
    item = Item("chart", "mentions", {"who": [id_of(here, "Ada Dray"), id_of(here, "Hal")]})
    boards.pin_item(here, board.n, item)
    opened = boards.add_board(there.path, boards.dump_board(board, boards.read_items(here.path, board.n)))
    found, missing = boards.resolve_item(there, boards.read_items(there.path, opened.n)[0])
    assert missing == ["Ada Dray"]
    assert found.params == {"who": [id_of(there, "Hal")]}


def test_a_merged_name_stays_the_one_it_was_pinned_as(tmp_path: Path) -> None:
    here = make_pile(tmp_path / "a.db")
    board = boards.create_board(here.path, "The dam")
    item = boards.pin_item(here, board.n, Item("chart", "entity", {"entity": [id_of(here, "Hal")]}))
    library.merge_entities(here.path, [id_of(here, "Ada Dray"), id_of(here, "Hal")], id_of(here, "Ada Dray"))
    assert boards.resolve_item(library.read_frames(here.path), item) == (item, [])


def test_a_frozen_view_leaves_out_what_was_added_later(tmp_path: Path) -> None:
    pile = Pile(tmp_path / "a.db")
    pile.article("[Hal|person] won.")
    pile.article("[Hal|person] lost.")
    with pile.con:
        pile.con.execute("UPDATE articles SET added_at = '2025-08-01T00:00:00+00:00' WHERE title = 'Title 2'")
    pile.con.close()
    frames = library.read_frames(tmp_path / "a.db")
    assert len(library.select(frames, Filter()).articles) == 2
    frozen = library.select(frames, Filter(until="2025-07-15T00:00:00+00:00"))
    assert frozen.articles["title"].tolist() == ["Title 1"]


GOOD = {"format": "dateline-board", "version": 1, "name": "A", "subtitle": "", "look": "", "transition": "none",
        "items": []}  # fmt: skip
ITEM = {"kind": "text", "name": "", "params": {}, "words": {}, "pinned": {"text": "x"}, "keys": {}}


@pytest.mark.parametrize(("document", "said"), [
    ("no JSON", "holds no board"),
    ([], "holds no board"),
    ({**GOOD, "format": "dateline-corrections"}, "holds no board"),
    ({**GOOD, "version": 2}, "newer Dateline"),
    ({**GOOD, "name": 3}, "holds no board"),
    ({**GOOD, "look": "pink"}, "holds no board"),
    ({**GOOD, "items": [ITEM] * 201}, "holds no board"),
    ({**GOOD, "items": [{**ITEM, "kind": "script"}]}, "cannot be understood"),
    ({**GOOD, "items": [{**ITEM, "words": {"titel": "x"}}]}, "cannot be understood"),
    ({**GOOD, "items": [{**ITEM, "params": {"who": "x"}}]}, "cannot be understood"),
    ({**GOOD, "items": [{**ITEM, "keys": {"e1": {"kind": "entity", "name": "A"}}}]}, "cannot be understood"),
    ({**GOOD, "items": [{**ITEM, "keys": {"e1": {"kind": "story", "name": "A", "articles": [1]}}}]}, "cannot be under"),
    ({**GOOD, "items": [ITEM, None]}, "cannot be understood"),
    ({**GOOD, "items": [{**ITEM, "pinned": {"text": 1}}]}, "cannot be understood"),
])  # fmt: skip
def test_a_file_that_is_no_board_adds_nothing(document: Any, said: str, path: Path) -> None:
    data = document.encode() if isinstance(document, str) else json.dumps(document).encode()
    with pytest.raises(DatelineError, match=said):
        boards.add_board(path, data)
    assert boards.read_boards(path) == []


def test_a_file_that_is_too_large_is_not_read(path: Path) -> None:
    with pytest.raises(DatelineError, match="at most 4 MB"):
        boards.add_board(path, b" " * 4_000_001)


def test_a_board_from_a_file_is_as_it_was(path: Path) -> None:
    document = {**GOOD, "look": "light", "transition": "fade", "items": [ITEM, ITEM]}
    board = boards.add_board(path, json.dumps(document).encode())
    assert (board.look, board.transition) == ("light", "fade")
    assert [item.pinned for item in boards.read_items(path, board.n)] == [{"text": "x"}] * 2
