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
        (["text", "body_url"], [TEXT, "https://e.x/1"], {"text": "text", "url": "body_url"}),
    ],
)  # fmt: skip
def test_columns_are_guessed(columns: list[str], cells: list[str], expected: dict[str, str]) -> None:
    mapping, _ = match_columns(columns, [dict(zip(columns, cells, strict=True))] * 4)
    assert mapping == expected
