"""Copies of one text: counted once unless asked, said in the filter line, listed, and shown side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from components import library
from tests.pages.apps import open_page, said_on
from tests.pages.conftest import NASTY

Put = Callable[[str], Path]
GROUP = ("a000001", "a000002", "a000003")


@pytest.fixture
def path(put_library: Put) -> Path:
    """A library in which one text is there three times; the third has a word more, and markup in it."""
    path = put_library("generated")
    with closing(sqlite3.connect(path)) as con, con:
        con.execute(f"UPDATE articles SET duplicate_of = iif(n IN (2, 3), '{GROUP[0]}', '')")
        con.execute("UPDATE articles SET text = 'The quay is open, she said.' WHERE n = 1")
        con.execute("UPDATE articles SET text = 'The quay is <b>closed</b>, she said.' WHERE n = 3")
        con.execute("UPDATE articles SET text = 'The QUAY is open, she said' WHERE n = 2")
        con.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
    return path


def written(app: object) -> str:
    return said_on(app).replace("\\", "")  # type: ignore[arg-type]


def test_charts_count_each_text_once_and_say_so(path: Path) -> None:
    said = written(open_page("overview.py"))
    assert "Showing <b>all 58 articles</b>" in said
    assert ", 2 copies not counted again" in said
    assert "58 articles from" in said
    assert ", copies counted once" in said


def test_a_choice_in_the_address_counts_each_copy(path: Path) -> None:
    app = open_page("overview.py", copies="1")
    assert "Showing <b>all 60 articles</b>" in written(app)
    assert ", each copy counted" in written(app)
    assert ", copies counted once" not in written(app)
    app.button(key="filter_clear").click().run()
    assert "Showing <b>all 58 articles</b>" in written(app)


def test_without_copies_nothing_is_said_of_them(put_library: Put) -> None:
    path = put_library("generated")
    with closing(sqlite3.connect(path)) as con, con:
        con.execute("UPDATE articles SET duplicate_of = ''")
    assert "copies" not in written(open_page("overview.py"))
    assert "more than once" not in written(open_page("articles.py"))


def test_the_articles_page_lists_all_articles_and_the_texts_that_are_there_twice(path: Path) -> None:
    app = open_page("articles.py")
    assert "60 articles in this library" in written(app)
    assert "1 text is here more than once" in written(app)
    assert "2 copies in all" in written(app)


def test_an_article_leads_to_its_copies(path: Path) -> None:
    for article in GROUP:
        links = [link.label for link in open_page("read.py", article=article).get("page_link")]
        assert "2 copies" in links
    assert "2 copies" not in [link.label for link in open_page("read.py", article="a000004").get("page_link")]


def test_two_copies_stand_side_by_side_with_what_differs_marked_and_escaped(path: Path) -> None:
    app = open_page("read.py", article=GROUP[0], beside=GROUP[2])
    html = "\n".join(str(element.value) for element in app.get("html"))
    assert "The quay is <mark>open,</mark> she said." in html
    assert "The quay is <mark>&lt;b&gt;closed&lt;/b&gt;,</mark> she said." in html
    assert "3 articles with one text" in written(app)
    assert "The words are the same." in written(open_page("read.py", article=GROUP[0], beside=GROUP[1]))


@pytest.mark.parametrize("beside", ["a000004", GROUP[0], "unknown", NASTY])
def test_what_is_no_copy_is_not_put_beside_an_article(beside: str, path: Path) -> None:
    app = open_page("read.py", article=GROUP[0], beside=beside)
    assert not app.exception
    assert "with one text" not in written(app)


@pytest.mark.parametrize(
    ("button", "said", "n"),
    [("copy_first", "It stands for its copies now.", 58), ("copy_itself", "It counts by itself now.", 59)],
)
def test_a_version_replaces_the_older_one_or_stands_beside_it(button: str, said: str, n: int, path: Path) -> None:
    app = open_page("read.py", article=GROUP[0], beside=GROUP[2])
    app.button(key=f"{button}_{GROUP[2]}").click().run()
    assert not app.exception
    assert said in written(app)
    assert f"Showing <b>all {n} articles</b>" in written(open_page("overview.py"))
    articles = library.read_frames(path).articles.set_index("article_id")
    assert articles.at[GROUP[2], "duplicate_of"] == ""
    app.button(key="done_undo").click().run()
    assert not library.read_corrections(path)
