"""An article that is English only in part: the reader and the page of articles say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from components.ui.words import escape_markdown
from tests.pages.apps import open_page, said_on

Put = Callable[[str], Path]
SAID = "2 of 9 paragraphs are not English and were not analysed."


@pytest.fixture
def path(put_library: Put) -> Path:
    path = put_library("generated")
    con = sqlite3.connect(path)
    with con:
        sql = "UPDATE articles SET title = 'In two languages', reason = ?, not_english = '[[0, 9]]' WHERE n = 1"
        con.execute(sql, (SAID,))
    con.close()
    return path


def test_the_reader_says_how_much_was_not_analysed(path: Path) -> None:
    assert escape_markdown(SAID) in said_on(open_page("read.py", article="a000001"))
    assert "not English" not in said_on(open_page("read.py", article="a000002"))


def test_the_page_of_articles_lists_it(path: Path) -> None:
    app = open_page("articles.py")
    assert any("1 article" in header.value and "only in part" in header.value for header in app.header)
    listed = next(table.value for table in app.table if "Why" in table.value)
    assert ("In two languages", escape_markdown(SAID)) in list(
        listed[["What", "Why"]].itertuples(index=False, name=None)
    )
    states = next(table.value for table in app.dataframe if "state" in table.value)
    assert states["state"][states["title"] == "In two languages"].tolist() == ["Read in part"]
