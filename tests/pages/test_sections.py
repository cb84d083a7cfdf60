"""The section of an article on the pages: in its head, in the table of articles, as a filter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.apps import open_page, said_on

Put = Callable[[str], Path]


@pytest.fixture
def path(put_library: Put) -> Path:
    path = put_library("generated")
    con = sqlite3.connect(path)
    with con:
        con.execute("UPDATE articles SET section = 'Metro Desk; A1' WHERE n <= 3")
    con.close()
    return path


def list_columns(page: str) -> list[str]:
    return next(list(table.proto.column_order) for table in open_page(page).dataframe if "chosen" in table.value)


def test_an_article_says_which_section_it_stood_in(path: Path) -> None:
    assert " · Metro Desk; A1 · " in said_on(open_page("read.py", article="a000001"))
    assert "Metro" not in said_on(open_page("read.py", article="a000009"))


def test_a_link_narrows_a_view_to_a_section(path: Path) -> None:
    said = said_on(open_page("overview.py", section="Metro Desk; A1"))
    assert "Showing <b>3 of 59 articles</b>" in said
    assert "in the section <b>Metro Desk; A1</b>" in said


def test_the_table_has_a_column_for_sections_where_there_are_any(path: Path) -> None:
    assert "section" in list_columns("articles.py")


def test_a_library_without_sections_has_no_column_for_them(put_library: Put) -> None:
    put_library("generated")
    assert "section" not in list_columns("articles.py")
