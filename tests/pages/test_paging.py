"""Long tables come in pages: ticks, edits and searches are of articles, whatever page shows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.ui import articles, paging
from components.ui.articles import _find_rows
from tests.pages.apps import open_page, said_on
from tests.pages.test_doing import press
from tests.pages.test_table_actions import ticked, widget_of

Put = Callable[[str], Path]


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (paging, articles):
        monkeypatch.setattr(module, "PAGE_ROWS", 25)


def tick_rows(app: AppTest, rows: list[int]) -> None:
    edits = {row: {"chosen": True} for row in rows}
    app.session_state[widget_of(app, "shelf")] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    app.run()


@pytest.mark.usefixtures("short_pages")
def test_a_long_table_is_turned_page_by_page(put_library: Put) -> None:
    put_library("generated")
    app = open_page("articles.py")
    seen = []
    for words in ("Articles 1–25 of 60", "Articles 26–50 of 60", "Articles 51–60 of 60"):
        assert words in said_on(app)
        seen += articles_shown(app)
        if not app.button(key="shelf_page_next").disabled:
            press(app, "shelf_page_next")
    assert app.button(key="shelf_page_next").disabled
    assert len(set(seen)) == len(seen) == 60
    press(app, "shelf_page_previous")
    assert "Articles 26–50 of 60" in said_on(app)


def articles_shown(app: AppTest) -> list[str]:
    """The titles and files of the rows that the browser gets."""
    (table,) = [frame.value for frame in app.dataframe if "path" in frame.value]
    return [f"{title} {path}" for title, path in zip(table["title"], table["path"], strict=True)]


@pytest.mark.usefixtures("short_pages")
def test_what_is_ticked_on_one_page_stays_ticked_on_the_next(put_library: Put) -> None:
    path = put_library("generated")
    app = open_page("articles.py")
    tick_rows(app, [0, 2])
    first = ticked(app, "shelf")
    press(app, "shelf_page_next")
    assert "2 articles chosen" in said_on(app)
    tick_rows(app, [1])
    assert "3 articles chosen" in said_on(app)
    assert ticked(app, "shelf")[:2] == first
    press(app, "shelf_delete")
    left = set(library.read_frames(path).articles["article_id"])
    assert len(left) == 57
    assert left.isdisjoint(first)


@pytest.mark.usefixtures("short_pages")
def test_a_search_begins_on_its_first_page(put_library: Put) -> None:
    put_library("generated")
    app = open_page("articles.py")
    press(app, "shelf_page_next")
    app.text_input(key="shelf_words").set_value("00000").run()
    assert not app.exception
    assert "Articles 26" not in said_on(app)
    app.text_input(key="shelf_words").set_value("").run()
    app.selectbox(key="shelf_order").set_value("Title").run()
    shown = articles_shown(app)
    assert shown == sorted(shown, key=str.casefold)
    assert "Articles 1–25 of 60" in said_on(app)


def test_a_short_table_has_no_pages(put_library: Put) -> None:
    put_library("generated")
    app = open_page("articles.py")
    assert not [button for button in app.button if button.key == "shelf_page_next"]
    assert not [box for box in app.selectbox if box.key == "shelf_order"]


@pytest.mark.parametrize("order", list(articles._ORDERS))
def test_every_order_shows_each_article_once(generated_frames: library.Frames, order: str) -> None:
    table = generated_frames.articles
    rows = _find_rows(table, "", order)
    assert sorted(rows.tolist()) == list(range(len(table)))
    dated = [date for date in table["date"].iloc[rows] if date]
    if order == "Newest":
        assert dated == sorted(dated, reverse=True)
        assert table["date"].iloc[rows].tolist()[: (table["date"] == "").sum()] == [""] * (table["date"] == "").sum()
    elif order == "Oldest":
        assert dated == sorted(dated)
        assert table["date"].iloc[rows[-1]] == "" or not (table["date"] == "").any()
    elif order == "Longest":
        assert table["n_words"].iloc[rows].is_monotonic_decreasing


@pytest.fixture
def generated_frames(put_library: Put) -> library.Frames:
    return library.read_frames(put_library("generated"))
