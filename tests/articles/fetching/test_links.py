"""Articles in several parts, and pages made for telephones, for printing or to lead elsewhere, are read whole."""

from __future__ import annotations

import pytest

from components.articles.fetching import read_address
from components.articles.fetching.links import Links, read_links
from components.types import Article, Skipped
from tests.articles.fetching.conftest import Web
from tests.articles.fetching.test_pages import HOST, STORY, build_page


def build_part(number: int, head: str = "", foot: str = "") -> str:
    page = build_page("Bridge", STORY.format(place=f"Pier {number}"), head)
    return page.replace("</article>", f"</article>{foot}")


def read(web: Web, path: str) -> Article | Skipped:
    (item,) = read_address(HOST + path, web.fetcher)
    return item


@pytest.mark.parametrize(
    "addresses",
    [
        ["/bridge", "/bridge?page=2", "/bridge?page=3"],
        ["/bridge?id=7", "/bridge?id=7&amp;page=2", "/bridge?id=7&amp;page=3"],
        ["/bridge", "/bridge?page=1", "/bridge?page=2"],
        ["/2026/bridge/", "/2026/bridge/2/", "/2026/bridge/3/"],
        ["/bridge", "/bridge/page/2", "/bridge/page/3"],
        ["/bridge.html", "/bridge-2.html", "/bridge-3.html"],
        ["/bridge,page-1.html", "/bridge,page-2.html", "/bridge,page-3.html"],
        ["/bridge", "/bridge/seite-2", "/bridge/seite-3"],
    ],
)
def test_parts_are_joined_however_a_site_numbers_them(addresses: list[str], web: Web) -> None:
    for number, (address, following) in enumerate(zip(addresses, [*addresses[1:], ""], strict=True), start=1):
        head = f'<link rel="next" href="{following}">' if following else ""
        web.put("news.example" + address.replace("&amp;", "&"), build_part(number, head))
    item = read(web, addresses[0])
    assert isinstance(item, Article)
    assert [f"Pier {n}" in item.text for n in range(1, len(addresses) + 1)] == [True] * len(addresses)


PAGER = '<div class="pager"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=3">3</a></div>'


def test_parts_are_joined_by_the_numbers_below_them(web: Web) -> None:
    for number, query in enumerate(("", "?page=2", "?page=3"), start=1):
        web.put("news.example/bridge" + query, build_part(number, foot=PAGER))
    item = read(web, "/bridge")
    assert isinstance(item, Article)
    assert [f"Pier {n}" in item.text for n in (1, 2, 3)] == [True] * 3


CANONICAL = f'<link rel="canonical" href="{HOST}/bridge-opens">'


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/amp/bridge-opens", build_part(1, CANONICAL).replace("<html", "<html amp")),
        ("/bridge-opens?outputType=amp", build_part(1, CANONICAL).replace("<html", "<html ⚡")),
        ("/bridge-opens?print=1", build_part(1, CANONICAL)),
        ("/print/bridge-opens", build_part(1, CANONICAL)),
        ("/bridge-opens?page=2", build_part(1, CANONICAL)),
        ("/go", f'<html><head><meta http-equiv="refresh" content="0; url={HOST}/bridge-opens"></head></html>'),
        ("/go", "<html><head><meta http-equiv=refresh content='1;URL=/bridge-opens'></head></html>"),
        ("/short", build_part(1, foot='<a href="/short?page=all">On one page</a>')),
        ("/short?id=7", build_part(1, foot='<base href="/"><a href="short?singlePage=true">On one page</a>')),
    ],
)  # fmt: skip
def test_the_whole_article_is_read_in_place_of_a_shorter_page(path: str, page: str, web: Web) -> None:
    web.put("news.example" + path, page)
    for whole in ("/bridge-opens", "/short?page=all", "/short?singlePage=true"):
        web.put("news.example" + whole, build_part(2))
    item = read(web, path)
    assert isinstance(item, Article)
    assert "Pier 2" in item.text


def test_of_a_subdomain_for_telephones_the_site_itself_is_read(web: Web) -> None:
    canonical = '<link rel="canonical" href="http://www.news.example/bridge-opens">'
    web.put("amp.news.example/bridge-opens", build_part(1, canonical))
    web.put("www.news.example/bridge-opens", build_part(2, canonical))
    (item,) = read_address("http://amp.news.example/bridge-opens", web.fetcher)
    assert isinstance(item, Article)
    assert ("Pier 2" in item.text, item.url) == (True, "http://www.news.example/bridge-opens")


def test_where_the_whole_page_is_gone_the_short_one_is_read(web: Web) -> None:
    web.put("news.example/amp/bridge-opens", build_part(1, CANONICAL).replace("<html", "<html amp"))
    assert isinstance(read(web, "/amp/bridge-opens"), Article)


def test_an_article_of_which_a_part_is_gone_is_not_taken_for_whole(web: Web) -> None:
    web.put("news.example/bridge", build_part(1, '<link rel="next" href="/bridge?page=2">'))
    item = read(web, "/bridge")
    assert not isinstance(item, Article)
    assert item.reason.startswith("Part 2 of it could not be read. There is no such page")


@pytest.mark.parametrize(
    ("url", "tag"),
    [
        ("/bridge", '<a rel="next" href="/bridge-again-in-2024">'),
        ("/bridge", '<link rel="next" href="/tunnel?page=2">'),
        ("/bridge", '<link rel="next" href="http://other.example/bridge?page=2">'),
        ("/bridge", '<link rel="next" href="/bridge?page=3">'),
        ("/story/7", '<link rel="next" href="/story/8">'),
        ("/?p=11", '<a href="/?p=12">'),
        ("/bridge", '<a href="/bridge?cpage=2">'),
        ("/bridge", '<a href="/bridge/comment-page-2">'),
        ("/bridge", '<link rel="canonical" href="/">'),
        ("/bridge", '<link rel="canonical" href="http://other.example/bridge">'),
        ("/bridge", '<a href="http://[broken/bridge?page=2">'),
        ("/bridge", '<a href="/tunnel?page=all">'),
    ],
)  # fmt: skip
def test_what_belongs_to_another_page_is_left_alone(url: str, tag: str) -> None:
    assert read_links(f"<html><body>{tag}</body></html>", HOST + url) == Links()
