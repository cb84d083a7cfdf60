"""What is handed out of a board: everything of it as plain data, with what it rests on and the sentences behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import VERSION, library
from components.charts import read_click
from components.exports.handouts import Handout
from components.library import boards
from components.library.boards import Item, Words
from components.ui.boards.handing import FORMATS
from tests.benchmarks.generate import generate
from tests.conftest import ROOT

WORDS = Words(title="One paper", caption="As the Courier has it", notes="Slowly")
ITEMS = (
    Item("chart", "leaders", {"source": ["Courier"]}, WORDS),
    Item("chart", "mentions", {"period": ["month"], "until": ["2999-01-01T00:00:00+00:00"]}),
    Item("table", "names", {"types": ["person"]}),
    Item("quote", "", {"article": ["a000001"]}, pinned={"text": "“It rains.”", "speaker": "Ada Dray", "title": "Rain"}),
    Item("text", pinned={"text": "What comes next\nand why"}),
    Item("chart", "entity", {"entity": ["nobody"]}),
)


def page() -> None:
    import streamlit as st

    from components.library import boards
    from components.ui.address import sync_filter
    from components.ui.boards.building import build_handout
    from components.ui.session import library_path, sync_library

    sync_library()
    sync_filter()
    board = boards.read_boards(library_path())[0]
    st.session_state["built"] = build_handout(board, boards.read_items(library_path(), board.n), "dark")


@pytest.fixture
def built(home: Path) -> Handout:
    path = library.library_path("My articles")
    path.parent.mkdir(parents=True)
    generate(path, 60, seed=5)
    board = boards.create_board(path, "The dam")
    boards.change_board(path, replace(board, subtitle="A talk"))
    frames = library.read_frames(path)
    for item in ITEMS:
        boards.pin_item(frames, board.n, item)
    app = AppTest.from_function(page, default_timeout=60)
    app.context = {"theme": "light"}
    app.run()
    assert not app.exception
    handout: Handout = app.session_state["built"]
    return handout


def test_a_board_is_handed_out_with_all_that_its_items_say_and_rest_on(built: Handout) -> None:
    assert (built.title, built.subtitle, built.mode, built.version) == ("The dam", "A talk", "dark", VERSION)
    leaders, mentions, names, quote, text, gone = built.items
    assert (leaders.title, leaders.caption, leaders.notes) == ("One paper", "As the Courier has it", "Slowly")
    assert "of 59 articles from Courier" in leaders.basis
    assert "<" not in leaders.basis
    assert leaders.figure is not None
    assert leaders.alt
    assert "Frozen as of 1 January 2999" in mentions.basis.replace("31 December 2998", "1 January 2999")
    assert "undated article" in mentions.basis
    assert names.table is not None
    assert list(names.table.columns)[:3] == ["Name", "Type", "Mentions"]
    assert (quote.text, quote.byline) == ("“It rains.”", "Ada Dray, “Rain”, Unknown source, no date")
    assert (text.title, text.text) == ("", "What comes next\nand why")
    assert gone.fault
    assert gone.figure is None


def test_a_point_of_a_chart_finds_as_many_sentences_as_it_shows_in_the_items_view(built: Handout) -> None:
    leaders = built.items[0]
    assert leaders.figure is not None
    trace = leaders.figure.data[0]
    query = leaders.to_query(read_click({"customdata": trace.customdata[0]}))
    assert query is not None
    found = leaders.find(query, 100)
    assert {one.source for one in found} == {"Courier"}
    assert len(found) == max(trace.x)


@pytest.mark.parametrize(("label", "begins"), [("PowerPoint", b"PK"), ("Excel", b"PK"), ("One page", b"<!")])
def test_a_board_becomes_a_file(label: str, begins: bytes, built: Handout) -> None:
    write = next(write for name, (_, _, write) in FORMATS.items() if name.startswith(label))
    few = replace(built, items=tuple(item for item in built.items if item.kind != "chart" or item.fault))
    assert write(few)[:2].lower() == begins.lower()


def test_the_version_that_is_handed_out_is_the_projects() -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")
