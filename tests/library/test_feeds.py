"""Addresses and feeds: queued, fetched by the worker, each once, and read again for what is new."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from components import library
from components.articles.fetching import reading
from components.library.worker import ingest
from components.types import DatelineError
from tests.articles.fetching.conftest import Web, web  # noqa: F401 - a fixture
from tests.articles.fetching.test_pages import HOST, STORY, build_page
from tests.library.worked import ask, check_whole, run


@pytest.fixture
def path(home: Path) -> Path:
    return library.create_library("News")


@pytest.fixture
def site(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:  # noqa: F811
    fetcher = web.fetcher
    monkeypatch.setattr(reading, "get_fetcher", lambda: fetcher)
    return web


def put_feed(site: Web, *numbers: int) -> None:
    items = "".join(f"<item><title>Bridge {n}</title><link>{HOST}/bridge-{n}</link></item>" for n in numbers)
    site.put("news.example/feed", f'<rss version="2.0"><channel><title>Fjord</title>{items}</channel></rss>')
    for n in numbers:
        site.put(f"news.example/bridge-{n}", build_page(f"Bridge {n}", STORY.format(place=f"Pier {n}")))


def titles(path: Path) -> list[str]:
    return [title for (title,) in ask(path, "SELECT title FROM articles WHERE deleted_at IS NULL ORDER BY n")]


def test_addresses_are_fetched_by_the_worker_and_what_failed_is_listed(path: Path, site: Web) -> None:
    put_feed(site, 1, 2)
    assert library.add_addresses(path, [f"{HOST}/bridge-1", f"{HOST}/gone", f"{HOST}/bridge-1"]) == 2
    assert run(path) == 0
    assert titles(path) == ["Bridge 1"]
    assert [(item.path, "no such page" in item.reason) for item in library.read_skipped(path)] == [
        (f"{HOST}/gone", True)
    ]
    check_whole(path)


def test_a_feed_is_read_again_for_what_is_new_only(path: Path, site: Web) -> None:
    put_feed(site, 1, 2)
    library.follow_feed(path, f"{HOST}/feed", 60)
    assert library.queue_feeds(path, now=1_000_000) == 1
    assert library.queue_feeds(path, now=2_000_000) == 0  # it still waits
    run(path)
    assert titles(path) == ["Bridge 1", "Bridge 2"]
    put_feed(site, 1, 2, 3)
    assert library.queue_feeds(path, now=1_003_599) == 0
    assert library.queue_feeds(path, now=1_003_600) == 1
    asked = len(site.asked)
    run(path)
    assert titles(path) == ["Bridge 1", "Bridge 2", "Bridge 3"]
    assert [where for where, _ in site.asked[asked:]] == ["news.example/feed", "news.example/bridge-3"]


def test_a_page_that_has_changed_since_its_fetch_was_interrupted_is_one_article(
    path: Path, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_feed(site, 1)
    library.add_addresses(path, [f"{HOST}/bridge-1"])
    with monkeypatch.context() as patch:
        patch.setattr(ingest, "record_added", kill)
        with pytest.raises(KeyboardInterrupt):
            run(path)
    with library.opened(path) as con:
        con.execute("UPDATE work SET pid = NULL")
    site.put("news.example/bridge-1", build_page("Bridge 1", STORY + " This was added a minute ago."))
    assert run(path) == 0
    assert titles(path) == ["Bridge 1"]


def test_a_feed_that_was_interrupted_fetches_the_rest_and_counts_all(
    path: Path, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_feed(site, 1, 2, 3, 4)
    library.add_addresses(path, [f"{HOST}/feed"])
    read = reading._read_entry
    with monkeypatch.context() as patch:
        patch.setattr(
            reading, "_read_entry", lambda entry, *more: read(entry, *more) if "3" not in entry.key else kill()
        )
        with pytest.raises(KeyboardInterrupt):
            run(path)
    with library.opened(path) as con:
        con.execute("UPDATE work SET pid = NULL")
    assert titles(path) == ["Bridge 1"]  # the second is written once the third is there
    assert run(path) == 0
    assert titles(path) == [f"Bridge {n}" for n in (1, 2, 3, 4)]
    assert ingest.read_added(path) == ingest.Added(n_added=4)


def kill(*args: object) -> NoReturn:
    raise KeyboardInterrupt  # comes through, as a killed process would


def test_a_list_of_addresses_is_offered_and_fetched_with_what_it_says(path: Path, site: Web) -> None:
    put_feed(site, 1)
    rows = (
        f"title,publish_date,media_name,url\nIn the list,2025-12-06,Coast Gazette,{HOST}/bridge-1\nGone,,,{HOST}/gone\n"
    )
    library.add_uploads(path, [("list.csv", rows.encode())])
    run(path)
    assert titles(path) == []
    assert not site.asked  # only where a person asks
    assert library.count_listed(path) == 2
    assert library.fetch_listed(path) == 2
    run(path)
    columns = "title, date, date_origin, source, url"
    assert ask(path, f"SELECT {columns} FROM articles") == [
        ("In the list", "2025-12-06", "metadata", "Coast Gazette", f"{HOST}/bridge-1")
    ]
    assert library.count_listed(path) == 1  # what failed can be tried again


def test_a_feed_without_an_interval_is_read_when_asked(path: Path) -> None:
    library.follow_feed(path, f"{HOST}/feed", 0)
    assert library.queue_feeds(path) == 0
    assert library.queue_feeds(path, [f"{HOST}/feed"]) == 1


def test_of_several_feeds_only_the_one_named_is_read(path: Path) -> None:
    for name in ("one", "two"):
        library.follow_feed(path, f"{HOST}/{name}", 60)
    assert library.queue_feeds(path, [f"{HOST}/two", f"{HOST}/unknown"]) == 1
    assert ask(path, "SELECT name FROM uploads") == [(f"{HOST}/two",)]
    assert [one.read_at > 0 for one in library.read_feeds(path)] == [False, True]


PRIVATE = [
    "http://localhost/a", "http://127.0.0.1:8080/", "https://192.168.1.1/", "http://2130706433/", "http://[::1]/",
    "http://0x7f.1/a", "http://printer.local/", "https://news.example:22/", "http://ida:word@news.example/",
]  # fmt: skip


def test_addresses_that_are_never_fetched_are_not_offered_but_told(path: Path, site: Web) -> None:
    listed = "\n".join([*PRIVATE, f"{HOST}/bridge-1"])
    library.add_uploads(path, [("list.txt", listed.encode())])
    run(path)
    assert library.count_listed(path) == 1
    told = {item.path: item.reason for item in library.read_skipped(path)}
    assert len(told) == len(PRIVATE) + 1
    assert all(any(why in told[f"list.txt#{n}"] for why in ("private", "Port", "password")) for n in range(1, 10))


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_followed_nor_tried_again(address: str, path: Path, site: Web) -> None:
    with pytest.raises(DatelineError, match=r"private|Port|password"):
        library.follow_feed(path, address, 60)
    library.add_addresses(path, [address])
    run(path)
    assert [item.path for item in library.read_skipped(path)] == [address]
    assert library.count_listed(path) == 0


def test_following_twice_changes_the_interval_and_unfollowing_ends_it(path: Path) -> None:
    library.follow_feed(path, f"{HOST}/feed", 60)
    library.follow_feed(path, f"{HOST}/feed", 15)
    library.follow_feed(path, f"{HOST}/other", 7)
    assert [(one.url, one.minutes) for one in library.read_feeds(path)] == [(f"{HOST}/feed", 15), (f"{HOST}/other", 60)]
    library.unfollow_feed(path, f"{HOST}/feed")
    assert [one.url for one in library.read_feeds(path)] == [f"{HOST}/other"]


@pytest.mark.parametrize(
    "address", ["", "example.org", "two https://a.example https://b.example", "file:///etc/passwd"]
)
def test_what_is_no_address_is_not_followed(address: str, path: Path) -> None:
    with pytest.raises(DatelineError, match="no web address"):
        library.follow_feed(path, address, 60)
    assert library.read_feeds(path) == []
