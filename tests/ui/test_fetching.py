"""Adding web addresses and feeds on the Articles page."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.library import worker
from tests.pages.browsing import ROOT


@pytest.fixture
def page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(worker, "start_worker", lambda path: 1)
    library.create_library("My articles")
    app = AppTest.from_file(ROOT / "app.py", default_timeout=30).run().switch_page("pages/articles.py").run()
    return app.segmented_control(key="adding_way").set_value("The web").run()


def path() -> Path:
    return library.library_path("My articles")


def queued() -> list[str]:
    with library.opened(path()) as con:
        return [name for (name,) in con.execute("SELECT name FROM uploads ORDER BY n").fetchall()]


def send(page: AppTest, text: str, minutes: int = 0) -> AppTest:
    page.text_area(key="adding_web_0").set_value(text)
    page.selectbox(key="adding_every_0").set_value(minutes)
    next(button for button in page.button if button.label == "Fetch").click()
    return page.run()


def test_addresses_are_queued_each_once(page: AppTest) -> None:
    assert not send(page, "https://a.example/x and https://b.example/y\nhttps://a.example/x").exception
    assert queued() == ["https://a.example/x", "https://b.example/y"]
    assert library.read_feeds(path()) == []


def test_without_an_address_the_page_says_what_one_is(page: AppTest) -> None:
    send(page, "www.example.org")
    assert any("begins with http" in one.value for one in page.markdown)
    assert queued() == []


def test_a_feed_is_followed_until_it_is_stopped(page: AppTest) -> None:
    send(page, "https://a.example/feed", 60)
    assert queued() == ["https://a.example/feed"]
    assert [(one.url, one.minutes) for one in library.read_feeds(path())] == [("https://a.example/feed", 60)]
    page.run()
    page.button(key="feed_stop_0").click().run()
    assert library.read_feeds(path()) == []
    assert not page.exception


def test_a_pasted_text_of_addresses_is_fetched(page: AppTest) -> None:
    page.segmented_control(key="adding_way").set_value("Pasted text").run()
    page.text_area(key="adding_text_0").set_value("https://a.example/x\nhttps://b.example/y")
    next(button for button in page.button if button.label == "Read this article").click()
    page.run()
    assert queued() == ["https://a.example/x", "https://b.example/y"]


def test_what_a_list_names_is_offered(page: AppTest) -> None:
    with library.opened(path()) as con, library.write(con):
        con.execute(
            "INSERT INTO skipped (path, reason, at, address) VALUES ('list.csv#1', 'It holds an address.', '', ?)",
            (json.dumps({"path": "list.csv#1", "reason": "", "url": "https://a.example/x"}),),
        )
    page.run()
    page.button(key="listed_fetch").click().run()
    assert queued() == ["https://a.example/x"]
    assert not page.exception


def test_a_folder_is_watched_and_what_is_new_is_read(page: AppTest, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Words of a text.")
    os.utime(tmp_path / "news" / "a.txt", (1_700_000_000,) * 2)
    page.segmented_control(key="adding_way").set_value("A folder").run()
    page.text_input(key="adding_place_0").set_value(str(tmp_path / "news"))
    next(button for button in page.button if button.label == "Watch this folder").click()
    page.run()
    assert queued() == []
    page.button(key="folders_read").click().run()
    assert queued() == ["news/a.txt"]
    page.button(key="folder_stop_0").click().run()
    assert library.read_folders(path()) == []
    assert not page.exception


def test_where_others_reach_the_app_no_folder_is_read(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda name: "0.0.0.0" if name == "server.address" else None)
    page.segmented_control(key="adding_way").set_value("A folder").run()
    assert not [one for one in page.text_input if one.label == "Its path on this computer"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://e.example/a", []),
        ("https://e.example/a\nsee https://e.example/b", []),
        ("https://e.example/a\n\nwww.e.example/*b*", ["1 line left out", "It does not begin with"]),
        ("www.e.example/b\nhttps://e.example/a\ne.example/c", ["2 lines left out", "They do not begin with"]),
    ],
)
def test_lines_that_hold_no_address_are_told(page: AppTest, text: str, said: list[str]) -> None:
    shown = [toast.value for toast in send(page, text).toast]
    assert [all(part in one for part in said) for one in shown] == ([True] if said else [])
    assert not any("*b*" in one for one in shown)


def test_addresses_that_are_never_fetched_are_told(page: AppTest) -> None:
    sent = send(page, "https://a.example/x\nhttp://localhost/y")
    assert [("1 address left out" in toast.value, "private" in toast.value) for toast in sent.toast] == [(True, True)]
    assert queued() == ["https://a.example/x"]


def test_where_all_are_private_the_page_says_so(page: AppTest) -> None:
    assert any("private network" in one.value for one in send(page, "http://10.0.0.1/y", 60).markdown)
    assert queued() == []


def test_following_one_feed_reads_no_other(page: AppTest) -> None:
    library.follow_feed(path(), "https://b.example/feed", 60)
    send(page, "https://a.example/feed", 60)
    assert queued() == ["https://a.example/feed"]
