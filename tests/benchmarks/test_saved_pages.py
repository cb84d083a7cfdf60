"""Tables of what is right of saved pages are read in their usual forms, and scored page by page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.articles.fetching.skeleton_parts import build_story
from tests.articles.fetching.skeletons import wordpress
from tests.benchmarks.saved_pages import agree, compare, read_pages, read_truth

RIGHT = {"title": "A tale", "date": "2024-12-06", "body": "The ferry was late."}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("truth.csv", "file,title,date,body\na.html,A tale,2024-12-06,The ferry was late.\n"),
        ("truth.csv", "Page,Headline,Published,Text\npages/a.html,A tale,2024-12-06,The ferry was late.\n"),
        ("truth.json", json.dumps([{"file": "a.html"} | RIGHT])),
        ("truth.json", json.dumps({"a.html": RIGHT})),
        ("truth.jsonl", json.dumps({"file": "a.html"} | RIGHT) + "\n"),
    ],
)
def test_a_table_of_what_is_right_is_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_truth(tmp_path)["a.html"]
    assert {key: found[key] for key in RIGHT} == RIGHT


def test_pages_are_scored_with_a_table_and_compared_without_one(tmp_path: Path) -> None:
    story = build_story(1)
    (tmp_path / "a.html").write_text(wordpress(story), encoding="utf-8")
    pages = read_pages(tmp_path)
    right = {"title": story.title, "date": str(story.day), "first": story.body[:40], "last": story.body[-40:]}
    scores = compare(pages, {"a.html": right})
    assert {name: scores[name] for name in scores if name.startswith("ours")} == {
        f"ours {kind}": [1.0] for kind in ("date", "title", "first", "first in it", "last", "last in it")
    }
    assert agree(pages)["date as htmldate has it"] == [1.0]
