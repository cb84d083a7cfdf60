"""Columns are recognised by words in their names that their cells bear out."""

import pytest

from components.articles.columns import match_columns

TEXT = "Tomas Adeyemi met the Harbour Authority on Monday. " * 12


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        (
            ["Headline_Text", "pub_dt", "Outlet Name", "full_story"],
            ["Harbour talks begin", "2026-03-02", "The Courier", TEXT],
            {"title": "Headline_Text", "date": "pub_dt", "source": "Outlet Name", "text": "full_story"},
        ),
        (
            ["storyTitle", "articleURL", "Reporter Name", "when", "Content_Clean"],
            ["Harbour talks begin", "https://e.x/1", "Mara L", "3 March 2026", TEXT],
            {
                "title": "storyTitle", "url": "articleURL", "author": "Reporter Name", "date": "when",
                "text": "Content_Clean",
            },
        ),
        (  # a text of two sentences under a name that says so
            ["Headline_Text", "full_story"], ["Talks begin", TEXT[:100]],
            {"title": "Headline_Text", "text": "full_story"},
        ),
        (["a", "b", "c"], ["02.03.2026", "http://e.x", TEXT], {"date": "a", "url": "b", "text": "c"}),
        (["file", "id", "words"], ["a.txt", "12", TEXT], {"text": "words"}),
        (["text_date", "url_count", "body"], ["no date", "7", TEXT], {"text": "body"}),
        (  # Talkwalker: who provided it and of what kind it is, is no source
            ["provider", "source_type", "extra_source_attributes", "title", "url", "content"],
            ["talkwalker", "ONLINENEWS", "The Courier", "Talks begin", "https://e.x/1", TEXT],
            {"source": "extra_source_attributes", "title": "title", "url": "url", "text": "content"},
        ),
        (  # NewsCatcher: a picture
            ["media", "title", "link", "summary"], ["https://cdn.x/a/b", "Talks begin", "https://e.x/1", TEXT],
            {"title": "title", "url": "link", "text": "summary"},
        ),
        (["image", "title", "text"], ["https://cdn.x/a.jpg?w=9", "Talks", TEXT], {"title": "title", "text": "text"}),
        (["image_url", "link", "text"], ["https://cdn.x/a", "https://e.x/1", TEXT], {"url": "link", "text": "text"}),
        (["source", "text"], ["https://e.x/news/1", TEXT], {"url": "source", "text": "text"}),
        (["source", "text"], ["https://www.e.x/", TEXT], {"source": "source", "text": "text"}),
        (["source_country", "outlet_id", "author_handle", "text"], ["UK", "7", "@a", TEXT], {"text": "text"}),
        (  # Perigon: a kind of thing
            ["medium", "source.domain", "text"], ["Article", "courier.example", TEXT],
            {"source": "source.domain", "text": "text"},
        ),
        (["Medienname", "Text"], ["Kurier", TEXT], {"source": "Medienname", "text": "Text"}),
        (["header.text", "body.text"], ["Talks begin", TEXT], {"title": "header.text", "text": "body.text"}),
        (["media", "text"], ["The Courier", TEXT], {"source": "media", "text": "text"}),
        (  # Bing
            ["name", "url", "provider", "description"], ["Harbour talks begin again", "https://e.x/1", "Courier", TEXT],
            {"title": "name", "url": "url", "source": "provider", "text": "description"},
        ),
        (["name", "url", "text"], ["doc17.txt", "https://e.x/1", TEXT], {"url": "url", "text": "text"}),
        (["text", "body_url"], [TEXT, "https://e.x/1"], {"text": "text", "url": "body_url"}),
    ],
)  # fmt: skip
def test_columns_are_guessed(columns: list[str], cells: list[str], expected: dict[str, str]) -> None:
    mapping, _ = match_columns(columns, [dict(zip(columns, cells, strict=True))] * 4)
    assert mapping == expected
