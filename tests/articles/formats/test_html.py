"""Saved web pages."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from components.articles import read_file
from components.articles.formats.html import strip_tags
from components.types import Article, Skipped

STORY = (
    "<p>The mayor opened the season on Wednesday with a promise that pleased her own benches and surprised the rest "
    "of the chamber.</p><p>“We will build,” she said &amp; sat down.</p>"
)
TEXT = (
    "The mayor opened the season on Wednesday with a promise that pleased her own benches and surprised the rest "
    "of the chamber.\n\n“We will build,” she said & sat down."
)


def _page(head: str = "", body: str = STORY) -> str:
    head = f"<head><title>A tale</title>{head}</head>"
    return f"<!DOCTYPE html><html lang='en-GB'>{head}<body><h1>A tale</h1>{body}</body></html>"


def _read(page: str | bytes, name: str = "a.html", **options: Any) -> Article:
    (article,) = read_file(name, page.encode() if isinstance(page, str) else page, **options)
    assert isinstance(article, Article), article
    return article


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("a page must not be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_page_gives_its_story_and_what_it_says_about_itself() -> None:
    head = (
        "<meta property='og:site_name' content='The Gazette'><meta name='author' content='Jane Doe'>"
        "<meta property='article:published_time' content='2024-12-06T05:40:00+02:00'>"
        "<link rel='canonical' href='https://gazette.example/a'>"
    )
    article = _read(_page(head, f"<nav><a href='/x'>More</a></nav>{STORY}<footer>© 2025</footer>"))
    assert (article.title, article.text) == ("A tale", TEXT)
    assert (article.source, article.author) == ("The Gazette", "Jane Doe")
    assert (article.url, article.language) == ("https://gazette.example/a", "en")
    assert (article.date, article.date_origin) == ("2024-12-06", "metadata")


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta name='date' content='6 December 2024'>", "", ("2024-12-06", "metadata", "")),
        ("", "<p>Published 6 December 2024</p>", ("2024-12-06", "text", "")),
        ("", "<p>Published 03/04/2025</p>", ("", "none", "03/04/2025")),
        ("", "<footer>© 2024 The Gazette</footer>", ("", "none", "")),
        ("", "", ("", "none", "")),
    ],
)
def test_a_date_that_is_only_guessed_is_not_filled_in(head: str, body: str, expected: tuple[str, str, str]) -> None:
    article = _read(_page(head, body + STORY))
    assert (article.date, article.date_origin, article.date_hint) == expected


def test_an_ambiguous_date_is_read_as_the_person_said() -> None:
    page = _page("", "<p>Published 03/04/2025</p>" + STORY)
    assert _read(page, day_first=True).date == "2025-04-03"
    assert _read(page, day_first=False).date == "2025-03-04"


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("iso-8859-1", "windows-1252", "Zoë’s café – “yes”"),
        ("utf-8", "utf-8", "Zoë’s café – “yes”"),
        ("iso-8859-1", "utf-8", "Zoë’s café – “yes”"),
        ("utf-8", "windows-1252", "Zoë’s café – “yes”"),
        ("shift_jis", "shift_jis", "日本語のテキスト"),
        ("no-such-charset", "windows-1252", "Zoë’s café"),
        ("utf-16", "utf-16", "Zoë’s café – “yes”"),
    ],
)
def test_a_page_is_read_in_its_encoding(label: str, encoding: str, words: str) -> None:
    story = STORY.replace("“", "").replace("”", "")
    page = _page(f"<meta charset='{label}'>", f"{story}<p>{words} in a paragraph of its own.</p>")
    assert f"{words} in a paragraph of its own." in _read(page.encode(encoding)).text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (STORY, TEXT),
        ("<p>Hello there</p>", "Hello there"),
        ("Hello there", "Hello there"),
        ("http://localhost:9/never-fetched", "http://localhost:9/never-fetched"),
        ("<?xml version='1.0' encoding='utf-8'?>" + _page(), TEXT),
        ("<head><title>A tale</title></head>" + STORY, TEXT),
    ],
)
def test_pieces_of_pages_are_read_too(page: str, text: str) -> None:
    assert _read(page).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One<!-- hidden --> and <b>two</b></p><p>three</p>", "One and two\n\nthree"),
        ("words<br>more <script>x()</script>words", "words\n\nmore words"),
        ("<form><p>in a form</p></form>", "in a form"),
        ("<!-- nothing -->", ""),
        ("", ""),
    ],
)
def test_tags_are_stripped(source: str, text: str) -> None:
    assert strip_tags(source) == text


def test_pictures_within_a_page_do_not_make_it_too_long() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 11_000_000}'>"
    assert _read(_page("", picture + STORY)).text == TEXT


def test_a_page_of_endless_text_is_skipped() -> None:
    (item,) = read_file("a.html", b"<html><body>" + b"words " * 2_000_000)
    assert isinstance(item, Skipped)
    assert "longer" in item.reason


@pytest.mark.parametrize("body", ["", "<script>alert(1)</script>", "<div>" * 50_000 + "deep", "<img src='x.png'>"])
def test_a_page_without_a_story_is_skipped_with_a_reason(body: str) -> None:
    (item,) = read_file("a.html", f"<html><body>{body}</body></html>".encode())
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


def test_entities_of_its_own_do_not_blow_a_page_up() -> None:
    bomb = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {new} '{('&' + old + ';') * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(_read(f"{bomb}]><html><body><p>&i; words</p>{STORY}</body></html>").text) < 1_000


def test_a_page_of_hundreds_of_thousands_of_parts_is_no_article() -> None:
    (item,) = read_file("a.html", b"<html><body>" + b"<p>Words here.</p>" * 100_000)
    assert isinstance(item, Skipped)
    assert "too many parts" in item.reason


@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "unicode_escape", "rot13", "base64", "no-such"])
def test_what_is_no_encoding_of_text_is_not_used_as_one(charset: str) -> None:
    page = (
        f'<html><head><meta charset="{charset}"></head><body><p>Words in the '.encode() + b"caf\xe9.</p></body></html>"
    )
    (article,) = read_file("a.html", page)
    assert isinstance(article, Article)
    assert "café" in article.text


@pytest.mark.parametrize(
    ("head", "address", "expected"),
    [
        ("<meta property='article:published_time' content='2024-12-06T22:10:00-04:00'>", "2024/12/07", "2024-12-06"),
        ("<meta content='2024-12-06' name='dc.date'>", "2024/12/08", "2024-12-06"),
        ('<script type="application/ld+json">{"datePublished": "2024-12-06T22:10:00Z"}</script>', "2024/12/07",
         "2024-12-06"),
        ("<meta property='article:modified_time' content='2024-12-09T22:10:00-04:00'>", "2024/12/07", "2024-12-07"),
        ("<meta property='article:published_time' content='2021-01-05T22:10:00Z'>", "2024/12/07", "2024-12-07"),
        ("", "2024/12/07", "2024-12-07"),
    ],
)  # fmt: skip
def test_a_declared_date_counts_before_that_of_the_address(head: str, address: str, expected: str) -> None:
    link = f"<link rel='canonical' href='https://gazette.example/{address}/a-tale.html'>"
    story = "<p>" + "The mayor opened the season with a promise that pleased nobody in the town. " * 4 + "</p>"
    page = f"<html><head><title>A tale</title>{link}{head}</head><body><article><h1>A tale</h1>{story}</article></body>"
    (article,) = read_file("a.html", page.encode())
    assert isinstance(article, Article)
    assert (article.date, article.date_origin) == (expected, "metadata")
