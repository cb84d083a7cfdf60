"""The section an article stood in is kept, whatever says it: an export, a table, a record, a feed, a page."""

from __future__ import annotations

import json

import pytest

from components.articles import read_file
from components.articles.drafts import clean_section
from components.types import Address, Article
from tests.articles.layouts import (
    test_ebsco,
    test_europresse,
    test_factiva,
    test_labelled,
    test_lexisnexis,
    test_newsbank,
    test_nexis,
    test_proquest,
)
from tests.articles.layouts.exports import TEXT, Block, write_page, write_pdf, write_rtf, write_text, write_word

WRITERS = {".txt": write_text, ".rtf": write_rtf, ".docx": write_word, ".html": write_page}
CODES = "\r\n".join(f"{code}   {text}\r\n" for code, text in test_factiva.build_codes(0)).encode()


def read_sections(name: str, data: bytes) -> list[str]:
    items = list(read_file(name, data))
    assert all(isinstance(item, Article | Address) for item in items)
    return [item.section for item in items if isinstance(item, Article | Address)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Sports", "Sports"),
        ("A1; Metro Desk", "Metro Desk"),
        ("NEWS; Pg. 4", "NEWS"),
        ("News; A01", "News"),
        ("B1", "B1"),
        ("Section A; Column 0; National Desk; Pg. 18", "Section A; National Desk"),
        ("POLITIK; S. 12", "POLITIK"),
        ("Pg. A4", ""),
        ("Sport; página 7", "Sport"),
        ("n/a", ""),
        ("Pages of history", "Pages of history"),
        ("S Magazine", "S Magazine"),
        ("  News \n", "News"),
    ],
)
def test_a_section_is_kept_without_its_page(written: str, kept: str) -> None:
    assert clean_section(written) == kept


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    ("build", "section"),
    [
        (test_nexis.build_blocks, "NEWS"),
        (test_lexisnexis.build_newer, "News"),
        (test_lexisnexis.build_older, "A SECTION"),
        (test_proquest.build_labelled, "News"),
        (test_ebsco.build_blocks, "News"),
        (test_newsbank.build_older, "Main News"),
        (test_newsbank.build_middle, "News"),
        (test_newsbank.build_newer, "News"),
        (test_factiva.build_blocks, "News"),
        (test_labelled.build_block, "News"),
    ],
)
def test_exports_of_databases_name_the_section(build, section: str, suffix: str) -> None:  # type: ignore[no-untyped-def]
    blocks = [*build(0), *build(1)]
    assert read_sections(f"e{suffix}", WRITERS[suffix](blocks)) == [section] * 2


@pytest.mark.parametrize(
    ("name", "data", "section"),
    [
        ("f.html", test_factiva.build_page(test_factiva.ENGLISH), "News; Front Page"),
        ("f.html", test_factiva.build_page(test_factiva.ENGLISH, left_out="section"), ""),
        ("f.txt", CODES, "News; Front Page"),
        ("e.html", test_europresse.build_page("vendredi 6 décembre 2024"), "News"),
        ("f.pdf", write_pdf([Block("", "rule"), *test_factiva.build_blocks(0)]), "News"),
    ],
)
def test_other_forms_of_exports_name_it_too(name: str, data: bytes, section: str) -> None:
    assert set(read_sections(name, data)) == {section}


@pytest.mark.parametrize(
    ("column", "cell", "section"),
    [
        ("section", "Metro Desk", "Metro Desk"),
        ("Section Name", "Sports", "Sports"),
        ("news_desk", "Foreign", "Foreign"),
        ("Ressort", "Politik", "Politik"),
        ("Rubrik", "Sport", "Sport"),
        ("rubrique", "Économie", "Économie"),
        ("Sección", "Deportes", "Deportes"),
        ("category", "BUSINESS", "BUSINESS"),
        ("paper_section", "Arts", "Arts"),
        ("Page", "A4", ""),
        ("section", "nan", ""),
    ],
)
def test_tables_have_a_column_for_it(column: str, cell: str, section: str) -> None:
    table = f'title,text,{column}\n"Harbour","{TEXT.replace(chr(10), " ")}","{cell}"\n'
    assert read_sections("t.csv", table.encode()) == [section]


def test_a_column_of_whole_sections_is_the_text() -> None:
    table = f'title,section\n"Harbour","{TEXT.replace(chr(10), " ")}"\n'
    [article] = read_file("t.csv", table.encode())
    assert isinstance(article, Article)
    assert (article.section, article.text[:12]) == ("", TEXT[:12])


@pytest.mark.parametrize(
    "record",
    [
        {
            "webTitle": "Harbour", "webUrl": "https://post.example/1", "sectionId": "ports", "sectionName": "Harbours",
            "fields": {"bodyText": TEXT},
        },
        {"headline": {"main": "Harbour"}, "section_name": "Harbours", "news_desk": "Foreign", "body": TEXT},
        {"title": "Harbour", "body": TEXT, "section": {"id": 3, "name": "Harbours"}},
        {"title": "Harbour", "body": TEXT, "categories": ["Harbours"]},
    ],
)  # fmt: skip
def test_answers_of_services_name_it(record: dict[str, object]) -> None:
    assert read_sections("a.json", json.dumps({"response": {"results": [record]}}).encode()) == ["Harbours"]


def test_tags_with_a_section_are_no_articles() -> None:
    tag = {"id": "harbours", "sectionName": "Harbours", "name": "Harbours"}
    record = {"webTitle": "Harbour", "sectionName": "News", "body": TEXT, "tags": [tag, tag]}
    assert read_sections("a.json", json.dumps({"results": [record]}).encode()) == ["News"]


@pytest.mark.parametrize("text", [f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>", ""])
def test_a_feed_names_it_as_the_first_category(text: str) -> None:
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title><item>'
        "<title>Harbour</title><link>https://post.example/1</link><category>Metro</category><category>Quays</category>"
        f"{text}</item></channel></rss>"
    )
    assert read_sections("f.xml", feed.encode()) == ["Metro"]


def test_a_feed_in_json_names_it_as_the_first_tag() -> None:
    item = {
        "id": "1",
        "url": "https://post.example/1",
        "title": "Harbour",
        "content_text": TEXT,
        "tags": ["Metro", "x"],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item]}
    assert read_sections("f.json", json.dumps(feed).encode()) == ["Metro"]


@pytest.mark.parametrize(
    ("declared", "section"),
    [
        ('<meta property="article:section" content="Harbours &amp; Ports">', "Harbours & Ports"),
        ("<meta content='World’s Ports' property='article:section'/>", "World’s Ports"),
        ('<meta name="parsely-section" content="Metro">', "Metro"),
        ('<script type="application/ld+json">{"articleSection": "Caf\\u00e9s"}</script>', "Cafés"),
        ('<script type="application/ld+json">{"articleSection": ["Metro", "Quays"]}</script>', "Metro"),
        ('<script type="application/ld+json">{"articleSection": "broken \\x"}</script>', ""),
        ('<meta property="article:section_id" content="7">', ""),
        ("", ""),
    ],
)
def test_a_page_declares_it(declared: str, section: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT.split("\n\n") * 3)
    page = f"<html><head><title>Harbour</title>{declared}</head><body><article>{paragraphs}</article></body></html>"
    assert read_sections("p.html", page.encode()) == [section]


def test_front_matter_names_it() -> None:
    assert read_sections("a.md", f"---\ntitle: Harbour\nsection: Metro\n---\n{TEXT}\n".encode()) == ["Metro"]
