"""Boards: things are pinned from where they stand, arranged, changed and taken back, each in a view of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.library import boards
from components.library.boards import Board, Item, Words
from components.ui.boards.editing import BOTTOM, COPY, DROP, FOLLOW, FREEZE, TOP, apply_choice
from components.ui.boards.tables import NAMES
from components.ui.evidence import query_from_param
from tests.pages.apps import open_page, said_on
from tests.pages.conftest import NASTY

Put = Callable[[str], Path]
CHART = Item("chart", "leaders", {"source": ["Courier"]})
TABLE = Item("table", "names", {"types": ["person"]})
QUOTE = Item(
    "quote", "", {"article": ["a000001"], "start": ["0"], "end": ["9"]},
    pinned={"text": "“It rains.”", "speaker": "Ada Dray", "title": "Rain", "source": "Courier", "date": "2025-03-10"},
)  # fmt: skip
TEXT = Item("text", pinned={"text": "What comes next"})


def pin(path: Path, *items: Item) -> Board:
    board = boards.create_board(path, "The dam")
    frames = library.read_frames(path)
    for item in items:
        boards.pin_item(frames, board.n, item)
    return board


def read(path: Path) -> list[Item]:
    return [item for board in boards.read_boards(path) for item in boards.read_items(path, board.n)]


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


@pytest.mark.parametrize(
    ("page", "params", "ends", "kind", "name"),
    [
        ("overview.py", {"source": "Courier"}, "mentions_pin", "chart", "mentions"),
        ("entities.py", {"types": "person"}, "names_pin", "table", "names"),
        ("quotes.py", {"words": "the"}, "_pin", "quote", ""),
        ("quotes.py", {"as": "table", "kind": "any"}, "quote_table_pin", "table", "quotes"),
        ("topics.py", {}, "topics_table_pin", "table", "topics"),
        ("compare.py", {"what": "source"}, "compared_pin", "chart", "compared"),
        ("search.py", {"q": "officials"}, "hit_0_pin", "passage", ""),
        ("read.py", {"article": "a000001", "at": "40"}, "read_pin", "passage", ""),
        ("articles.py", {}, "shelf_pin", "table", "articles"),
    ],
)
def test_one_click_pins_what_stands_there_with_its_view(
    page: str, params: dict[str, str], ends: str, kind: str, name: str, put_library: Put
) -> None:
    path = put_library("generated")
    app = open_page(page, **params)
    key = next(button.key for button in app.button if button.key.endswith(ends))
    press(app, key)
    assert not app.exception
    assert "Pinned to “My board”" in said_on(app)
    (item,) = read(path)
    assert (item.kind, item.name) == (kind, name)
    kept = {one: item.params.get(one) for one in ("source", "types", "words", "kind", "entity") if one in params}
    assert kind in ("quote", "passage") or kept == {one: [params[one]] for one in kept}
    press(app, "done_undo")
    assert read(path) == []


def test_with_several_boards_the_last_one_is_used_and_another_is_a_click_away(put_library: Put) -> None:
    path = put_library("generated")
    for name in ("The dam", "The port"):
        boards.create_board(path, name)
    app = press(open_page("overview.py"), "mentions_pin")
    assert "Pinned to “The port”" in said_on(app)
    app.session_state["pinned_elsewhere"] = True
    assert [one.label for one in app.run().button if one.key.startswith("pinned_to_")] == ["The dam"]
    press(app, "pinned_to_1")
    assert "Pinned to “The dam”" in said_on(app)
    press(app, "mentions_pin")
    assert {item.board for item in read(path)} == {1}


def test_a_board_draws_each_item_in_its_own_view(put_library: Put) -> None:
    path = put_library("generated")
    board = pin(path, CHART, TABLE, QUOTE, TEXT)
    app = open_page("boards.py", board=str(board.n), source="Herald")
    assert not app.exception
    said = said_on(app)
    assert len(app.get("plotly_chart")) == 1
    assert "Showing 9 of 59 articles from Courier" in said.replace("\\", "")
    assert "Follows new articles" in said
    assert "“It rains.”" in said
    assert "Ada Dray, “Rain”, Courier, 10 March 2025" in said
    assert "What comes next" in said
    assert app.query_params["source"] in ("Herald", ["Herald"])


def test_every_table_stands_on_a_board(put_library: Put) -> None:
    path = put_library("generated")
    frames = library.read_frames(path)
    story = str(frames.stories["story_id"].iloc[0]) if len(frames.stories) else "none"
    board = pin(path, *[Item("table", name, {"story": [story]} if name == "story" else {}) for name in NAMES])
    app = open_page("boards.py", board=str(board.n))
    app.session_state["board_near"] = {item.n for item in read(path)}
    app.run()
    assert not app.exception
    said = said_on(app)
    assert "mistake in Dateline" not in said
    assert said.count("from 7 sources") >= 6


@pytest.mark.parametrize(("items", "says"), [((), "Nothing is pinned here yet"), ((QUOTE,), "It rains")])
def test_an_empty_board_says_how_to_pin(items: tuple[Item, ...], says: str, put_library: Put) -> None:
    board = pin(put_library("generated"), *items)
    assert says in said_on(open_page("boards.py", board=str(board.n)))


def test_a_frozen_item_says_when_and_counts_what_was_there_then(put_library: Put) -> None:
    path = put_library("generated")
    board = pin(path, CHART, TEXT)
    app = open_page("boards.py", board=str(board.n))
    press(app, "board_freeze")
    chart, text = read(path)
    assert chart.until
    assert not text.until
    assert "Frozen as of " in said_on(app)
    press(app, "board_freeze")
    assert not read(path)[0].until


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (TOP, ["table", "chart", "text"]),
        (BOTTOM, ["chart", "text", "table"]),
        (COPY, ["chart", "table", "table", "text"]),
        (DROP, ["chart", "text"]),
        (FREEZE, ["chart", "frozen table", "text"]),
    ],
)
def test_the_menu_of_an_item_does_what_it_says(chosen: str, left: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with library.opened(path):
        pin(path, CHART, TABLE, TEXT)
    items = read(path)
    apply_choice(path, [item.n for item in items], items[1], chosen)
    assert [f"frozen {item.kind}" if item.until else item.kind for item in read(path)] == left
    if chosen == FREEZE:
        apply_choice(path, [], read(path)[1], FOLLOW)
        assert not read(path)[1].until


def test_items_are_moved_by_buttons(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("boards.py", board=str(pin(path, CHART, TABLE, TEXT).n))
    press(app, "item_3_up")
    press(app, "item_1_down")
    assert [item.kind for item in read(path)] == ["text", "chart", "table"]
    assert app.button(key="item_3_up").disabled


def test_what_is_no_longer_here_is_marked(put_library: Put) -> None:
    path = put_library("generated")
    gone = replace(QUOTE, params={**QUOTE.params, "article": ["a000001"]})
    board = pin(path, gone, Item("chart", "entity", {"entity": ["e000001"]}))
    library.delete_articles(path, ["a000001"])
    library.hide_entity(path, "e000001")
    app = open_page("boards.py", board=str(board.n))
    assert not app.exception
    said = said_on(app)
    assert said.count("No longer in this library") == 2
    assert "Nothing of what it showed is left here" in said


def test_a_row_of_a_table_opens_its_evidence_in_the_items_view(put_library: Put) -> None:
    path = put_library("generated")
    board = pin(path, replace(TABLE, params={"source": ["Courier"]}))
    app = open_page("boards.py", board=str(board.n))
    app.query_params["evidence"], app.query_params["within"] = "kind=articles", "source=Courier"
    app.run()
    assert str(next(one.proto.dialog.title for one in app.get("dialog"))) == "9 articles"
    app.query_params["within"] = "all"
    app.run()
    assert str(next(one.proto.dialog.title for one in app.get("dialog"))) == "59 articles"
    assert query_from_param("kind=articles") is not None


def test_nothing_in_a_board_takes_effect(put_library: Put) -> None:
    path = put_library("nasty")
    pinned = dict.fromkeys(("text", "speaker", "title", "source"), NASTY)
    items = [replace(QUOTE, pinned=pinned, words=Words(NASTY, NASTY)), Item("text", pinned={"text": NASTY})]
    board = pin(path, *items, replace(TABLE, params={}), Item("table", "quotes"), Item("table", "stories"))
    boards.change_board(path, replace(board, name=NASTY[:100], subtitle=NASTY))
    for params in ({"board": str(board.n)}, {}):
        app = open_page("boards.py", **params)
        assert not app.exception
        html = " ".join(str(element.value) for element in app.get("html"))
        assert "<b>x" not in html
        assert "<img" not in html


def test_boards_are_made_renamed_copied_and_deleted_with_an_undo(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("boards.py")
    assert "one click" in said_on(app)
    app.text_input(key="boards_new").set_value("The dam").run()
    (board,) = boards.read_boards(path)
    assert app.query_params["board"] in (str(board.n), [str(board.n)])
    press(app, "board_copy")
    assert {one.name for one in boards.read_boards(path)} == {"The dam", "The dam 2"}
    press(app, "board_delete")
    assert [one.name for one in boards.read_boards(path)] == ["The dam 2"]
    press(app, "done_undo")
    assert {one.name for one in boards.read_boards(path)} == {"The dam", "The dam 2"}


def test_a_link_to_a_board_that_is_gone_says_so(put_library: Put) -> None:
    put_library("generated")
    assert "no longer here" in said_on(open_page("boards.py", board="77"))


def test_a_sentence_that_stands_twice_in_a_drawer_is_pinned_once(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("overview.py", evidence="kind=mentions")
    app.session_state["evidence_of"], app.session_state["evidence_limit"] = query_from_param("kind=mentions"), 60
    app.run()
    assert "mistake in Dateline" not in said_on(app)
    press(app, next(button.key for button in app.button if button.key.startswith("evidence_") and "pin" in button.key))
    assert [item.kind for item in read(path)] == ["passage"]
