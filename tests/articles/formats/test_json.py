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
