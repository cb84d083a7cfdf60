"""OpenDocument texts, presentations and e-books, made by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from components.articles import read_file
from components.types import Article, Skipped
from tests.articles.conftest import build_zip

STORY = "The mayor opened the season with a promise that the harbour would be rebuilt before the winter came. " * 3
OPEN = (
    'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def build_open_text(body: str, before: str = "") -> bytes:
    """An OpenDocument text of this XML."""
    return build_zip(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"{before}<o:c {OPEN}><o:body><o:text>{body}</o:text></o:body></o:c>".encode(),
            "meta.xml": f"<o:m {OPEN}><dc:title>A tale</dc:title><dc:creator>J. Doe</dc:creator></o:m>".encode(),
        }
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<x:p>One.</x:p><x:p/><x:p>Two<x:tab/>three<x:line-break/>four.</x:p>", "One.\n\nTwo\tthree\nfour."),
        ("<x:h>A tale</x:h><x:p>One <x:span>two <x:a>three</x:a></x:span><x:s x:c='2'/>four.</x:p>",
         "One two three four."),
        ("<x:p>One<x:note>foot</x:note> two<o:annotation>aside</o:annotation>.</x:p>", "One two."),
        ("<x:list><x:list-item><x:p>One.</x:p></x:list-item></x:list><x:section><x:p>Two.</x:p></x:section>",
         "One.\n\nTwo."),
        ("<t:table><t:table-row><t:table-cell><x:p>A</x:p></t:table-cell><t:table-cell><x:p>B</x:p></t:table-cell>"
         "</t:table-row></t:table><x:p>Two.</x:p>", "A\tB\n\nTwo."),
    ],
)  # fmt: skip
def test_an_open_text_is_read(body: str, text: str) -> None:
    (article,) = read_file("a.odt", build_open_text(body))
    assert isinstance(article, Article)
    assert (article.text, article.title, article.author) == (text, "A tale", "J. Doe")


def test_slides_are_read_in_their_order() -> None:
    name = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slide = "<s {}><a:p><a:r><a:t>Slide </a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p></s>"
    slides = {f"ppt/slides/slide{n}.xml": slide.format(name, n).encode() for n in (10, 2, 1)}
    (article,) = read_file("a.pptx", build_zip({"ppt/presentation.xml": b"<p/>", **slides}))
    assert isinstance(article, Article)
    assert article.text == "Slide 1\n\nSlide 2\n\nSlide 10"


def build_book(chapters: dict[str, str], about: str = "") -> bytes:
    """An e-book of chapters in this order."""
    items = "".join(f'<item id="i{n}" href="text/{name}"/>' for n, name in enumerate(chapters))
    order = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(chapters))
    package = f"<p xmlns:dc='http://purl.org/dc/elements/1.1/'>{about}{items}{order}</p>"
    return build_zip(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<c><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></c>',
            "OPS/book.opf": package.encode(),
            **{f"OPS/text/{name}": f"<html><body>{body}</body></html>".encode() for name, body in chapters.items()},
        }
    )


def test_each_chapter_of_a_book_is_an_article() -> None:
    about = "<dc:title>The Gazette</dc:title><dc:date>2024-12-06T07:00:00Z</dc:date><dc:creator>J. Doe</dc:creator>"
    chapters = {
        "cover.xhtml": "<p>The Gazette</p>",
        "b.xhtml": f"<h1>A tale</h1><p>{STORY}</p><p>The end of it.</p>",
        "a.xhtml": f"<h2>Another</h2><p>{STORY}</p>",
    }
    articles = [item for item in read_file("a.epub", build_book(chapters, about)) if isinstance(item, Article)]
    assert [(one.title, one.date, one.source, one.author, one.path) for one in articles] == [
        ("A tale", "2024-12-06", "The Gazette", "J. Doe", "a.epub#1"),
        ("Another", "2024-12-06", "The Gazette", "J. Doe", "a.epub#2"),
    ]
    assert articles[0].text == f"{STORY.strip()}\n\nThe end of it."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.odt", build_open_text("")),
        ("a.odt", build_zip({"mimetype": b"application/vnd.oasis.opendocument.text"})),
        ("a.pptx", build_zip({"ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": b""})),
        ("a.epub", build_book({"a.xhtml": "<p>Short</p>"})),
        ("a.epub", build_zip({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>"})),
        ("a.epub", build_zip({"mimetype": b"application/epub+zip"})),
        ("a.odt", build_open_text("<x:p>" + "<x:span>" * 3_000 + "deep" + "</x:span>" * 3_000 + "</x:p>")),
        ("a.odt", b"PK\x03\x04 no archive"),
    ],
)
def test_what_holds_no_text_is_skipped_with_a_sentence(name: str, data: bytes) -> None:
    (item,) = read_file(name, data)
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


def test_entities_of_a_document_are_not_expanded() -> None:
    letters = "abcdefghij"
    bomb = "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in pairwise(letters))
    data = build_open_text("<x:p>Words &j; and more.</x:p>", f"<!DOCTYPE c [<!ENTITY a 'x'>{bomb}]>")
    (item,) = read_file("a.odt", data)
    assert isinstance(item, Article)
    assert len(item.text) < 100
