"""Records of articles in JSON and JSON lines, flat and nested."""

from __future__ import annotations

import json

import pytest

from components.types import Skipped
from tests.articles.formats.test_tables import STORY, _articles, _read

RECORD = {
    "title": "A tale",
    "text": STORY,
    "date": "2024-12-06",
    "source": {"id": 7, "name": "The Gazette"},
    "author": ["J. Doe", "R. Roe"],
}


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(RECORD),
        json.dumps([RECORD]),
        json.dumps({"status": "ok", "articles": [RECORD], "tags": ["a", "b", "c"]}, indent=2),
        json.dumps(RECORD) + "\n\n",
        "\ufeff" + json.dumps(RECORD, ensure_ascii=False),
        json.dumps(
            {
                "headline": {"main": "A tale"},
                "body": STORY,
                "pub_date": 1733443200,
                "publisher": "The Gazette",
                "authors": [{"name": "J. Doe"}, {"name": "R. Roe"}],
            }
        ),
    ],
)
@pytest.mark.parametrize("name", ["t.json", "t.jsonl"])
def test_records_are_read_from_json(name: str, data: str) -> None:
    (article,) = _articles(name, data)
    assert (article.title, article.text, article.date) == ("A tale", STORY, "2024-12-06")
    assert (article.source, article.author) == ("The Gazette", "J. Doe, R. Roe")


_OTHER = {**RECORD, "title": "Another tale", "date": "2024-12-07"}


@pytest.mark.parametrize(
    "whole",
    [
        {"response": {"results": [RECORD, _OTHER], "tags": [{"webTitle": "x", "webUrl": "https://x.example"}] * 9}},
        {"2024": {"1": RECORD, "2": _OTHER}},
        {"a1": RECORD, "a2": _OTHER},
        [{"response": {"docs": [RECORD]}}, {"response": {"docs": [_OTHER]}}],
        {"gazette": [RECORD], "courier": [_OTHER]},
        {"data": [{"id": "7", "type": "story", "attributes": RECORD}, {"id": "8", "attributes": _OTHER}]},
        {"articles": {"page": 1, "results": [{**RECORD, "concepts": [{"uri": "u", "label": "x"}] * 40}, _OTHER]}},
    ],
)  # fmt: skip
def test_records_are_found_below_any_key(whole: object) -> None:
    articles = _articles("t.json", json.dumps(whole))
    assert [(article.title, article.date) for article in articles] == [
        ("A tale", "2024-12-06"), ("Another tale", "2024-12-07"),
    ]  # fmt: skip
    assert {article.text for article in articles} == {STORY}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (  # NewsAPI
            {"source": {"id": None, "name": "The Gazette"}, "author": "J. Doe", "title": "A tale", "description": "d",
             "url": "https://x.example", "publishedAt": "2024-12-06T19:15:00Z", "content": STORY + " … [+2113 chars]"},
            ("A tale", "The Gazette", "J. Doe", STORY + " …"),
        ),
        (  # GNews
            {"title": "A tale", "description": "d", "content": STORY + "... [1234 chars]", "url": "https://x.example/1",
             "publishedAt": "2024-12-06T19:15:00Z", "source": {"name": "The Gazette", "url": "https://x.example"}},
            ("A tale", "The Gazette", "", STORY + "..."),
        ),
        (  # The Guardian
            {"id": "a/b", "webTitle": "A tale", "webPublicationDate": "2024-12-06T19:15:00Z", "webUrl": "https://x.example",
             "fields": {"byline": "J. Doe", "publication": "The Gazette", "body": f"<p>{STORY}</p>", "wordcount": "9"}},
            ("A tale", "The Gazette", "J. Doe", STORY),
        ),
        (  # New York Times
            {"headline": {"main": "A tale", "kicker": None}, "pub_date": "2024-12-06T19:15:00+0000", "abstract": STORY,
             "byline": {"original": "By J. Doe", "person": []}, "source": "The Gazette", "web_url": "https://x.example",
             "keywords": [{"name": "glocations", "value": "x"}] * 9, "lead_paragraph": ""},
            ("A tale", "The Gazette", "J. Doe", STORY),
        ),
        (  # Event Registry
            {"uri": "7", "date": "2024-12-06", "dateTime": "2024-12-06T19:15:00Z", "title": "A tale", "body": STORY,
             "url": "https://x.example", "source": {"title": "The Gazette"}, "authors": [{"name": "J. Doe"}]},
            ("A tale", "The Gazette", "J. Doe", STORY),
        ),
        (  # The Guardian, in blocks
            {"webTitle": "A tale", "webPublicationDate": "2024-12-06T19:15:00Z", "webUrl": "https://x.example/1",
             "fields": {"byline": "J. Doe", "publication": "The Gazette"}, "pillarName": "News",
             "blocks": {"body": [{"id": "a", "bodyHtml": f"<p>{STORY}</p>", "bodyTextSummary": STORY, "elements": [{}]},
                                 {"id": "b", "bodyTextSummary": "An update."}]}},
            ("A tale", "The Gazette", "J. Doe", STORY + "\n\nAn update."),
        ),
        (  # Bing
            {"_type": "NewsArticle", "name": "A tale of a town", "url": "https://x.example/1", "description": STORY,
             "image": {"thumbnail": {"contentUrl": "https://i.example/a"}}, "about": [{"id": "r", "name": "Town"}],
             "provider": [{"_type": "Organization", "name": "The Gazette"}], "datePublished": "2024-12-06T19:15:00Z"},
            ("A tale of a town", "The Gazette", "", STORY),
        ),
        (  # NewsAPI, with a page for an author
            {"source": {"id": None, "name": "The Gazette"}, "author": "https://face.example/x", "title": "A tale",
             "url": "https://x.example", "publishedAt": "2024-12-06T19:15:00Z", "content": STORY},
            ("A tale", "The Gazette", "", STORY),
        ),
        (  # Newscatcher
            {"title": "A tale", "author": "J. Doe", "published_date": "2024-12-06 19:15:00", "link": "https://x.example",
             "clean_url": "x.example", "name_source": "The Gazette", "content": STORY, "excerpt": "d", "rank": 7},
            ("A tale", "The Gazette", "J. Doe", STORY),
        ),
    ],
)  # fmt: skip
def test_answers_of_the_usual_interfaces_are_read(record: object, expected: tuple[str, ...]) -> None:
    (article,) = _articles("t.json", json.dumps({"status": "ok", "articles": [record]}))
    assert (article.title, article.source, article.author, article.text) == expected
    assert (article.date, article.date_origin) == ("2024-12-06", "metadata")


@pytest.mark.parametrize(
    "record",
    [
        {"response": {"results": [{"webTitle": "x", "fields": {"headline": "A tale", "bodyText": STORY}}]}},
        {"hits": {"hits": [{"_id": "x", "_source": {"title": "A tale", "body": STORY, "source": {"url": "x"}}}]}},
        {
            "title": "A tale",
            "text": [
                "The mayor opened the season, with a promise;",
                "and more, and more, and more words than names have.",
            ],
        },
    ],
)
def test_nested_records_are_found(record: object) -> None:
    (article,) = _articles("t.json", json.dumps(record))
    assert article.title == "A tale"
    assert article.text.startswith("The mayor opened")


def test_bad_lines_cost_only_themselves() -> None:
    lines = [
        json.dumps(RECORD),
        "{broken",
        "[1, 2]",
        '{"text": ""}',
        '{"text": "123 456"}',
        '{"text": "half \\ud800 a pair"}',
    ]
    items = _read("t.jsonl", "\n".join(lines))
    assert [type(item).__name__ for item in items] == ["Article", "Skipped", "Skipped", "Skipped", "Skipped", "Article"]
    assert [item.path for item in items] == [f"t.jsonl#{number}" for number in range(1, 7)]
    assert all(item.reason.endswith(".") for item in items if isinstance(item, Skipped))
