"""Quotes that travel, on the screen: the most repeated, and one quote in each article with what differs marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from components import library
from components.library.queries import quote_groups
from components.library.store import opened, write
from components.library.store.quote_groups import group_quotes
from components.types import Filter
from tests.pages.apps import open_page, said_on
from tests.pages.browsing import open_address, serve_copies, settle
from tests.pages.conftest import NAME

Put = Callable[[str], Path]
WHOLE = "“The old quay was never <b>mended</b>, and the whole harbour knew it,”"
SHORT = "“The old quay was never <b>mended</b>,”"


def let_travel(path: Path) -> str:
    """Two quotes of the library become one, and all others none; gives the id of their group."""
    with opened(path) as con, write(con):
        con.execute("DELETE FROM quote_groups")
        con.execute("UPDATE articles SET duplicate_of = ''")
        for article, words, date in ((1, WHOLE, "2025-03-10"), (2, SHORT, "2025-03-12")):
            con.execute("UPDATE articles SET date = ?, text = ? WHERE n = ?", (date, f"{words} she said.", article))
            con.execute(
                "UPDATE quotes SET content = ?, kind = 0, speaker = 1, confidence = 0.9, content_spans = ? "
                "WHERE n = (SELECT min(n) FROM quotes WHERE article = ?)",
                (words, f"[[0, {len(words)}]]", article),
            )
            group_quotes_of(con, article)
        con.execute("INSERT INTO quotes_words (quotes_words) VALUES ('rebuild')")
    with opened(path) as con:
        assert con.execute("SELECT count(*) FROM quote_groups").fetchone() == (2,)
    (group_id,) = quote_groups.list_repeated(library.select(library.read_frames(path), Filter()))["group_id"]
    return str(group_id)


def group_quotes_of(con: sqlite3.Connection, article: int) -> None:
    """Compare only the article's first quote."""
    con.execute(
        "DELETE FROM quotes WHERE article = ? AND n > (SELECT min(n) FROM quotes WHERE article = ?)", (article,) * 2
    )
    con.execute("DELETE FROM quote_prints WHERE quote IN (SELECT n FROM quotes WHERE article > 2)")
    group_quotes(con, article)


def test_the_most_repeated_quotes_are_drawn_and_listed(put_library: Put) -> None:
    let_travel(put_library("generated"))
    app = open_page("quotes.py", **{"as": "repeated"})
    assert not app.exception
    assert "1 quote in several articles" in said_on(app)
    (table,) = app.get("arrow_data_frame") or app.dataframe
    assert table.value["articles"].tolist() == [2]
    assert "nothing" not in said_on(app)


def test_a_card_says_in_how_many_articles_its_quote_is(put_library: Put) -> None:
    let_travel(put_library("generated"))
    app = open_page("quotes.py", words="quay mended")
    assert [link.label for link in app.get("page_link")].count("In 2 articles") == 2


def test_one_quote_stands_in_each_article_with_what_differs_marked_and_escaped(put_library: Put) -> None:
    group = let_travel(put_library("generated"))
    app = open_page("quotes.py", group=group)
    assert not app.exception
    said = said_on(app)
    assert "One quote in 2 articles" in said
    assert "1 shortened it." in said
    assert "never &lt;b&gt;mended&lt;/b&gt;,” <del>and the whole harbour knew it,”</del>" in said
    assert "<b>mended" not in said


@pytest.mark.parametrize("group", ["g0", "", "x", "<b>"])
def test_a_link_to_a_quote_that_is_gone_says_so(group: str, put_library: Put) -> None:
    let_travel(put_library("generated"))
    app = open_page("quotes.py", group=group or "g")
    assert not app.exception
    assert "This quote is in one article only" in said_on(app)


def test_where_no_quote_travels_the_page_says_what_it_would_show(put_library: Put) -> None:
    path = put_library("generated")
    with opened(path) as con, write(con):
        con.execute("DELETE FROM quote_groups")
    app = open_page("quotes.py", **{"as": "repeated"})
    assert "No quote here is in more than one article." in said_on(app)


def test_quotes_that_were_never_compared_are_compared_on_asking(
    put_library: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_library("generated")
    with closing(sqlite3.connect(path)) as con, con:
        con.execute("INSERT INTO ungrouped SELECT n FROM articles")
    asked: list[Any] = []
    monkeypatch.setattr(library, "ensure_worker", asked.append, raising=False)
    app = open_page("quotes.py", **{"as": "repeated"})
    assert "The quotes of 60 articles have not been compared yet" in said_on(app)
    app.button(key="repeated_compare").click().run()
    assert asked == [path]


@pytest.fixture
def served(made: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    path = tmp_path / "travelling.db"
    path.write_bytes((made / "generated.db").read_bytes())
    group = let_travel(path)
    with serve_copies(tmp_path / "home", {NAME: path}) as address:
        yield address, group


@pytest.mark.browser
def test_from_the_most_repeated_quote_to_its_differences_and_to_the_sentence(
    page: Any, served: tuple[str, str]
) -> None:
    address, _ = served
    open_address(page, f"{address}/quotes?words=quay+mended")
    page.get_by_role("link", name="In 2 articles").first.click()
    page.get_by_text("One quote in 2 articles").wait_for()
    settle(page)
    assert page.locator("del").inner_text() == "and the whole harbour knew it,”"
    page.get_by_role("link", name="Read in the article").last.click()
    page.locator("iframe, .text, [data-testid='stMain'] h1").first.wait_for()
    settle(page)
    assert "article=" in page.url
    assert "at=0" in page.url
