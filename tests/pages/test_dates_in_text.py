"""Dates in the text of an article: what they may mean is suggested, and an undated article takes one with a click."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from components import library
from tests.pages.apps import open_page, said_on
from tests.pages.test_doing import press

Put = Callable[[str], Path]
TEXT = "The board met on Tuesday. It had closed the port on 6 December 2024."


def put_article(put_library: Put, date: str) -> Path:
    path = put_library("generated")
    con = sqlite3.connect(path)
    with con:
        con.execute("UPDATE articles SET text = ?, date = ? WHERE n = 1", (TEXT, date))
    con.close()
    return path


def test_a_relative_date_is_listed_with_the_day_it_may_mean(put_library: Put) -> None:
    put_article(put_library, "2026-03-05")
    app = open_page("read.py", article="a000001")
    labels = [button.label for button in app.button]
    assert "on Tuesday :gray[· 3 March 2026]" in labels
    assert "6 December 2024" in labels
    assert not [label for label in labels if label.startswith("Take ")]
    assert "Suggestions" in said_on(app)
    assert not app.exception


def test_an_undated_article_takes_a_date_of_its_text_and_gives_it_back(put_library: Put) -> None:
    path = put_article(put_library, "")
    app = open_page("read.py", article="a000001")
    assert "on Tuesday" not in "".join(button.label for button in app.button)
    press(app, "take_date_0")
    articles = library.read_frames(path).articles
    assert articles.loc[1, ["date", "date_origin"]].tolist() == ["2024-12-06", "user"]
    [correction] = library.read_corrections(path)
    library.undo_correction(path, correction.n)
    assert library.read_frames(path).articles.loc[1, "date"] == ""
