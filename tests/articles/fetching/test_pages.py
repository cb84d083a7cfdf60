"""Addresses become articles: pages, their parts, feeds and files; and what is no article is said to be none."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from components.articles.fetching import find_addresses, read_address
from components.types import Article, Skipped
from tests.articles.fetching.conftest import Web

STORY = (
    "Mayor Ida Holm said on Monday that the new bridge at {place} would open before the summer. The council had waited "
    "nine years for it, she told reporters, and the town could not wait for a tenth. Opponents, led by councillor Ben "
    "Aru, called the plan reckless and asked for another count of the costs. The harbour authority expects work on "
    "the last pier to end in March. Fishermen who moor below the bridge have been promised another quay while the "
    "work lasts, and the ferry will run until the first cars have crossed."
)
HOST = "http://news.example"


def build_page(title: str, text: str, head: str = "", date: str = "2026-03-02") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{date}T07:00:00Z">'
        f'<meta property="og:site_name" content="Fjord News">{head}</head><body><article><h1>{title}</h1>'
        + "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        + "</article></body></html>"
    )


def read(web: Web, path: str) -> list[Article | Skipped]:
    return list(read_address(HOST + path, web.fetcher))


def test_a_site_of_ten_pages_a_feed_and_a_redirect_is_read(web: Web) -> None:
    items = ""
    for number in range(10):
        web.put(
            f"news.example/2026/bridge-{number}", build_page(f"Bridge {number}", STORY.format(place=f"Pier {number}"))
        )
        items += (
            f"<item><title>Bridge {number}</title><link>{HOST}/2026/bridge-{number}</link><guid>{number}</guid></item>"
        )
    web.put("news.example/feed", f'<rss version="2.0"><channel><title>Fjord</title>{items}</channel></rss>')
    web.put("news.example/old", status=301, Location="/feed")
    found = read(web, "/old")
    assert [item.title for item in found if isinstance(item, Article)] == [f"Bridge {number}" for number in range(10)]
    assert {(item.date, item.date_origin, item.source) for item in found if isinstance(item, Article)} == {
        ("2026-03-02", "metadata", "Fjord News")
    }
    assert {item.path for item in found} == {f"{HOST}/2026/bridge-{number}" for number in range(10)}
    assert len(web.asked) == 13  # ten pages, the feed and its redirect, and robots.txt once
    assert all(later - sooner >= 0.99 for sooner, later in pairwise(web.times))  # once a second


def test_a_feed_with_whole_texts_is_read_without_its_pages(web: Web) -> None:
    content = f"<![CDATA[<p>{STORY.format(place='Lund')}</p>]]>"
    web.put(
        "news.example/feed",
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Fjord</title><item>'
        f"<title>One</title><link>{HOST}/1</link><pubDate>Fri, 06 Mar 2026 07:15:00 GMT</pubDate>"
        f"<content:encoded>{content}</content:encoded></item></channel></rss>",
    )
    (article,) = read(web, "/feed")
    assert isinstance(article, Article)
    assert (article.title, article.date, article.source, article.url) == ("One", "2026-03-06", "Fjord", f"{HOST}/1")
    assert len(web.asked) == 2


def test_a_json_feed_is_read(web: Web) -> None:
    item = {"id": "7", "url": "/7", "title": "Seven", "content_html": f"<p>{STORY}</p>", "date_published": "2026-04-05"}
    item["authors"] = [{"name": "Una Vik"}]  # type: ignore[assignment]
    web.put(
        "news.example/feed.json",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Fjord", "items": [item, 3]}),
        Content_Type="application/feed+json",
    )
    (article,) = read(web, "/feed.json")
    assert isinstance(article, Article)
    assert (article.title, article.date, article.author) == ("Seven", "2026-04-05", "Una Vik")
    assert article.url == f"{HOST}/7"


def test_the_parts_of_an_article_are_joined(web: Web) -> None:
    for number, following in ((1, "/bridge?page=2"), (2, "/bridge?page=3"), (3, "")):
        head = f'<link rel="next" href="{following}">' if following else ""
        where = "news.example/bridge" + (f"?page={number}" if number > 1 else "")
        web.put(where, build_page("Bridge", STORY.format(place=f"Pier {number}"), head))
    (article,) = read(web, "/bridge")
    assert isinstance(article, Article)
    assert [f"Pier {number}" in article.text for number in (1, 2, 3)] == [True] * 3


def test_the_next_article_is_no_part_of_this_one(web: Web) -> None:
    web.put("news.example/bridge", build_page("Bridge", STORY, '<link rel="next" href="/tunnel-2">'))
    web.put("news.example/tunnel-2", build_page("Tunnel", STORY.format(place="Nowhere")))
    (article,) = read(web, "/bridge")
    assert isinstance(article, Article)
    assert "Nowhere" not in article.text


def test_of_an_amp_or_print_version_the_full_page_is_read(web: Web) -> None:
    canonical = f'<link rel="canonical" href="{HOST}/bridge-opens">'
    web.put("news.example/amp/bridge-opens", build_page("Short", STORY, canonical).replace("<html", "<html amp"))
    web.put("news.example/bridge-opens", build_page("Whole", STORY, canonical))
    (article,) = read(web, "/amp/bridge-opens")
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Whole", f"{HOST}/bridge-opens")


LINKS = "".join(f'<p><a href="/{n}">{STORY[:90]}</a></p>' for n in range(30))


@pytest.mark.parametrize(
    ("path", "page", "words"),
    [
        (
            "/bridge-opens",
            build_page("Bridge", STORY[:200] + "\n\nSubscribe now to continue reading."),
            "free to read",
        ),
        (
            "/bridge-opens",
            build_page("Bridge", STORY + "\n\nAlready a subscriber? Sign in to continue."),
            "free to read",
        ),
        (
            "/bridge-opens",
            build_page("Bridge", STORY, '<script>{"isAccessibleForFree": false}</script>'),
            "free to read",
        ),
        ("/bridge-opens", build_page("Cookies", "We value your privacy. Accept all cookies to go on."), "consent"),
        ("/bridge-opens", build_page("404", "Page not found. The page you asked for has moved."), "error page"),
        ("/bridge-opens", "<html><body><p>Hello.</p></body></html>", "No article"),
        ("/bridge-opens", "<html><body></body></html>", "No article"),
        ("/", build_page("Fjord News", STORY), "front page"),
        ("/politics", f"<html><body><main>{LINKS}</main></body></html>", "front page"),
    ],
)
def test_a_page_without_an_article_is_said_to_be_none(path: str, page: str, words: str, web: Web) -> None:
    web.put("news.example" + path, page)
    (skipped,) = read(web, path)
    assert isinstance(skipped, Skipped)
    assert words in skipped.reason


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "password"),
        (402, "paid"),
        (403, "does not let"),
        (404, "no such page"),
        (410, "taken down"),
        (500, "error"),
        (418, "418"),
    ],
)
def test_an_error_of_the_site_is_a_sentence(status: int, words: str, web: Web) -> None:
    web.put("news.example/a", "x", status=status)
    (skipped,) = read(web, "/a")
    assert isinstance(skipped, Skipped)
    assert words in skipped.reason


def test_a_busy_site_is_tried_three_times_and_as_late_as_it_asks(web: Web) -> None:
    web.put("news.example/a", "x", status=503, Retry_After="7")
    (skipped,) = read(web, "/a")
    assert isinstance(skipped, Skipped)
    assert "try again later" in skipped.reason
    assert [where for where, _ in web.asked].count("news.example/a") == 3
    assert [wait for wait in web.waits if wait == 7] == [7, 7]


@pytest.mark.parametrize(
    ("robots", "is_read"),
    [
        ("User-agent: *\nDisallow: /private", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: Dateline\nDisallow: /bridge", False),
        ("User-agent: other\nDisallow: /", True),
        ("\x00\xff nonsense", True),
    ],
)
def test_robots_are_heard(robots: str, is_read: bool, web: Web) -> None:
    web.put("news.example/robots.txt", robots, Content_Type="text/plain")
    web.put("news.example/bridge-opens", build_page("Bridge", STORY))
    (item,) = read(web, "/bridge-opens")
    assert isinstance(item, Article) == is_read
    assert is_read or "robots.txt" in item.reason  # type: ignore[union-attr]


def test_a_file_behind_an_address_is_read_by_its_kind(web: Web) -> None:
    web.put("news.example/notes", STORY, Content_Type="text/plain; charset=utf-8")
    web.put(
        "news.example/table", f"title,text,date\nOne,{STORY!r},2026-01-02\n".replace("'", '"'), Content_Type="text/csv"
    )
    (text,), (row,) = read(web, "/notes"), read(web, "/table")
    assert isinstance(text, Article)
    assert isinstance(row, Article)
    assert row.date == "2026-01-02"


def test_the_encoding_that_the_server_names_is_used(web: Web) -> None:
    page = build_page("Żuraw", STORY.format(place="Łódź")).replace("utf-8", "")
    web.put("news.example/a-b", page.encode("iso-8859-2"), Content_Type="text/html; charset=ISO-8859-2")
    (article,) = read(web, "/a-b")
    assert isinstance(article, Article)
    assert "Łódź" in article.text


def test_addresses_are_found_in_pasted_text() -> None:
    text = (
        "See https://a.example/x. (http://b.example/y?z=1), <https://c.example>\nhttps://a.example/x and www.d.example"
    )
    assert find_addresses(text) == ["https://a.example/x", "http://b.example/y?z=1", "https://c.example"]
