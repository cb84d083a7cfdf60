"""Factiva: pages, rich text and plain text, with field codes and without."""

from __future__ import annotations

import html

import pytest

from components.articles import read_file
from components.types import Skipped
from tests.articles.layouts.exports import (
    PARAGRAPHS,
    TEXT,
    Block,
    read_articles,
    write_page,
    write_pdf,
    write_rtf,
    write_text,
    write_word,
)

TITLES = ("Harbour to be rebuilt before the winter", "Quay opens; Fishermen wait for their boats and for the money")
ENGLISH = ("412 words", "6 December 2024", "English")
WRITERS = {"f.txt": write_text, "f.rtf": write_rtf, "f.docx": write_word, "f.html": write_page, "f.pdf": write_pdf}
LANGUAGES = [
    ENGLISH,
    ("412 Wörter", "6 Dezember 2024", "Englisch"),
    ("1,412 mots", "6 décembre 2024", "Anglais"),
    ("1.412 palabras", "6 diciembre 2024", "Inglés"),
    ("412 字", "2024 年 12 月 6 日", "英文"),
    ("412 слов", "6 декабря 2024", "Английский"),
]


def build_page(language: tuple[str, str, str], *, left_out: str = "", credit: str = "", publisher: str = "") -> bytes:
    """A saved page of Factiva's, with its menus."""
    words, date, name = language
    parts = ["<div class='menu'><a>Search</a> <span>2 words</span></div>"]
    for number, title in enumerate(TITLES):
        fields = {
            "section": "News; Front Page",
            "headline": f"<div id='hd'><span class='enHeadline'><b>{html.escape(title)}</b></span></div>",
            "author": "<div class='author'>By Tilda Maron in Hollin</div>" + credit,
            "words": words, "date": date, "time": "07:15", "source": "The Hollin Post", "code": "HOLLP",
            "edition": "Final", "page": "A01", "language": name,
            "rights": "(c) 2024 The Hollin Post. All rights reserved.",
        }  # fmt: skip
        parts.append("<div class='article enArticle'>")
        parts += [text if text[0] == "<" else f"<div>{text}</div>" for key, text in fields.items() if key != left_out]
        parts += [f"<p class='articleParagraph enarticleParagraph'>\n{html.escape(text)}\n</p>" for text in PARAGRAPHS]
        parts.append(publisher)
        parts.append(f"<p>Document HOLLP00002024120{number}ekc600{number}a</p></div><br><span>&nbsp;</span>")
    return f"<html><head><title>Factiva</title></head><body>{''.join(parts)}</body></html>".encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_saved_pages_are_read_in_each_language_of_the_interface(language: tuple[str, str, str]) -> None:
    articles = read_articles("f.html", build_page(language))
    assert [article.title for article in articles] == list(TITLES)
    assert [(article.date, article.date_origin, article.source) for article in articles] == [
        ("2024-12-06", "metadata", "The Hollin Post")
    ] * 2
    assert [article.author for article in articles] == ["Tilda Maron"] * 2
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize("left_out", ["section", "author", "time", "code", "edition", "page", "language", "rights"])
def test_no_field_of_a_page_is_needed(left_out: str) -> None:
    articles = read_articles("f.html", build_page(ENGLISH, left_out=left_out))
    assert [(article.title, article.date, article.source) for article in articles] == [
        (title, "2024-12-06", "The Hollin Post") for title in TITLES
    ]
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize("credit", ["", "<div>Special to The Hollin Post</div>", "<div>From our desk</div>"])
@pytest.mark.parametrize("publisher", ["", "<p>Nordkyst Digital (Full Text)</p>", "<p>NK Media S.A.</p>"])
def test_what_stands_beside_the_marked_fields_of_a_page_is_neither_author_nor_text(credit: str, publisher: str) -> None:
    articles = read_articles("f.html", build_page(ENGLISH, credit=credit, publisher=publisher))
    assert [(article.title, article.author, article.text) for article in articles] == [
        (title, "Tilda Maron", TEXT) for title in TITLES
    ]


@pytest.mark.parametrize(
    ("last", "is_text"),
    [("Hollin Post Newspapers Ltd", False), ("The Hollin Post (Full Text)", False), ("Hollin is calm.", True),
     ("The quay is new", True), ("Hollin, who would not say whether the money that had been found was his", True)],
)  # fmt: skip
def test_the_publisher_below_a_text_is_none(last: str, is_text: bool) -> None:
    blocks = [*build_blocks(0)[:-1], last, build_blocks(0)[-1], *build_blocks(1)]
    first, second = read_articles("f.rtf", write_rtf(blocks))
    assert (first.text, second.text) == (f"{TEXT}\n\n{last}" if is_text else TEXT, TEXT)


def build_blocks(number: int) -> list[Block | str]:
    """One article without codes, as in rich and plain text."""
    return [
        "News", Block(TITLES[number], "title"), "By Tilda Maron", "412 words", f"{6 + number} December 2024",
        "07:15 GMT",
        "The Hollin Post", "HOLLP", "A01", "English", "Copyright 2024. The Hollin Post. All rights reserved.",
        *PARAGRAPHS, f"Document HOLLP0000202412{6 + number:02}ekc60000a",
    ]  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_articles_without_codes_are_read(name: str) -> None:
    footer = "Page 1 of 1 © 2024 Factiva, Inc. All rights reserved."
    summary = ["Search Summary", "Text\tharbour", "Date\tAll dates"]
    blocks = [*build_blocks(0), Block("", "rule"), *build_blocks(1), footer, *summary]
    articles = read_articles(name, WRITERS[name](blocks))
    assert [article.title for article in articles] == list(TITLES)
    assert [article.date for article in articles] == ["2024-12-06", "2024-12-07"]
    assert [(article.source, article.author) for article in articles] == [("The Hollin Post", "Tilda Maron")] * 2
    assert [article.text for article in articles] == [TEXT] * 2


def build_codes(number: int) -> list[tuple[str, str]]:
    """One article with its field codes."""
    return [
        ("SE", "News; Front Page"), ("HD", TITLES[number]), ("BY", "Tilda Maron"), ("CR", "From our desk"),
        ("WC", "412 words"), ("PD", f"{6 + number} December 2024"), ("ET", "07:15"), ("SN", "The Hollin Post"),
        ("SC", "HOLLP"), ("ED", "Final"), ("PG", "A01"), ("LA", "English"), ("CY", "(c) 2024 The Hollin Post"),
        ("LP", "\n".join(PARAGRAPHS[:1])), ("TD", "\n".join(PARAGRAPHS[1:])), ("CO", "hollpr : Hollin Ports | xyz : X"),
        ("IN", "i7 : Transport"), ("NS", "gcat : Political News"), ("RE", "norw : Norway"), ("PUB", "Hollin Press"),
        ("AN", f"Document HOLLP0000202412{6 + number:02}ekc60000a"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["f.txt", "f.rtf", "f.docx", "f.html"])
@pytest.mark.parametrize("left_out", ["", "SE", "BY", "CR", "WC", "ET", "LA", "CY", "CO", "IN", "PUB"])
def test_articles_with_field_codes_are_read(name: str, left_out: str) -> None:
    rows = [row for number in range(2) for row in build_codes(number) if row[0] != left_out]
    if name == "f.txt":
        data = "\r\n".join(f"{code}   {text}".replace("\n", "\r\n\r\n") + "\r\n" for code, text in rows).encode()
    elif name == "f.rtf":
        parts = [part for code, text in rows for part in (f"{code}\t{text.split(chr(10))[0]}", *text.split("\n")[1:])]
        data = write_rtf([Block(part, "row" if "\t" in part else "") for part in parts])
    else:
        data = WRITERS[name]([Block(f"{code}\t{text}", "row") for code, text in rows])
    articles = read_articles(name, data)
    assert [(article.title, article.date) for article in articles] == [
        (TITLES[0], "2024-12-06"), (TITLES[1], "2024-12-07"),
    ]  # fmt: skip
    assert {(article.source, article.author) for article in articles} == {
        ("The Hollin Post", "" if left_out == "BY" else "Tilda Maron")
    }
    assert [article.text for article in articles] == [TEXT] * 2


def test_an_article_without_text_is_listed() -> None:
    empty = [block for block in build_blocks(0) if block not in PARAGRAPHS]
    first, _ = read_file("f.rtf", write_rtf([*empty, *build_blocks(1)]))
    assert isinstance(first, Skipped)
    assert TITLES[0] in first.reason


@pytest.mark.parametrize(
    "text", ["He wrote 412 words.\n\nDocument ABC\n\nNo more.", "HD is a code.\n\nPD is another one."]
)
def test_an_ordinary_text_stays_one_article(text: str) -> None:
    (article,) = read_articles("f.txt", text.encode())
    assert article.text == text


@pytest.mark.parametrize("byline", ["TILDA MARON", "Tilda Maron", "By Tilda Maron"])
def test_a_name_in_a_block_of_its_own_below_the_headline_is_the_author(byline: str) -> None:
    text = f"""Harbour To Be Rebuilt

{byline}
412 words
6 December 2024
The Hollin Post
HOLPOST
English
(c) 2024 Hollin Press

Mayor Ada Berg said on Monday that the harbour would be rebuilt before the winter.

Document HOLPOST020241206ekc60003x
"""
    (article,) = read_articles("a.txt", text.encode())
    assert (article.title, article.author) == ("Harbour To Be Rebuilt", byline.removeprefix("By "))
