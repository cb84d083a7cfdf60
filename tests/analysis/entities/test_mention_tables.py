"""Mentions and entities of many texts as tables."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from components.analysis import find_mentions, merge_mentions

MENTIONS = ["mention_id", "article_id", "sentence_id", "start", "end", "text", "type", "entity_id", "kind"]
ENTITIES = [
    "entity_id", "name", "type", "description", "aliases", "confidence", "n_mentions", "n_articles", "first_date",
    "last_date",
]  # fmt: skip


def build_table(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    records = [(article, start, start + len(text), text, kind) for article, start, text, kind in rows]
    return pd.DataFrame(records, columns=["article_id", "start", "end", "text", "type"])


@pytest.mark.usefixtures("nlp_pipeline")
def test_mentions_and_entities_have_the_columns_and_fit_together() -> None:
    texts = {
        "a": "Anna Holt met the National Fish Board (NFB) in Oslo.",
        "b": "",
        "c": "The NFB thanked Holt. Holt, who leads the NFB's rival, left Oslo.",
    }
    mentions, entities = find_mentions(list(texts.items()))
    assert list(mentions.columns) == MENTIONS
    assert list(entities.columns) == ENTITIES
    assert mentions["mention_id"].is_unique
    assert set(mentions["article_id"]) == {"a", "c"}
    for row in mentions.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
    assert set(mentions["entity_id"]) == set(entities["entity_id"])
    board = entities[entities["name"] == "National Fish Board"].iloc[0]
    assert (board["n_mentions"], board["n_articles"]) == (4, 2)
    assert json.loads(board["aliases"]) == {"NFB": 3, "National Fish Board": 1}


@pytest.mark.usefixtures("nlp_pipeline")
def test_no_articles_give_empty_tables() -> None:
    mentions, entities = find_mentions([])
    assert (len(mentions), len(entities)) == (0, 0)
    assert list(mentions.columns) == MENTIONS
    assert list(entities.columns) == ENTITIES


def test_rows_come_back_as_they_were_with_an_entity_each() -> None:
    table = build_table(
        ("b", 90, "Holt", "person"),
        ("a", 50, "Holt", "person"),
        ("a", 0, "Anna Holt", "person"),
        ("b", 10, "Ben Holt", "person"),
        ("b", 40, "Oslo", "place"),
        ("a", 70, "Oslo", "place"),
    )
    table.index = pd.Index([5, 3, 3, 1, 0, 9])
    table["note"] = list("uvwxyz")
    merged = merge_mentions(table)
    pd.testing.assert_frame_equal(merged.drop(columns="entity_id"), table)
    ids = merged["entity_id"].tolist()
    assert ids[0] == ids[3] != ids[1] == ids[2]
    assert ids[4] == ids[5]
    assert all(isinstance(one, str) and one for one in ids)


@pytest.mark.parametrize("labels", [("person", "organisation", "place"), ("PER", "ORG", "LOC")])
def test_other_names_of_types_will_do(labels: tuple[str, str, str]) -> None:
    person, organisation, place = labels
    merged = merge_mentions(
        build_table(("a", 0, "Anna Holt", person), ("a", 20, "Holt", person), ("b", 0, "UN", organisation),
                    ("b", 9, "United Nations", organisation), ("c", 0, "U.S.", place), ("d", 0, "America", place))
    )  # fmt: skip
    ids = merged["entity_id"].tolist()
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]
    assert ids[4] == ids[5]
    assert merged["type"].tolist()[0] == person


def test_honorifics_are_read_from_the_texts_where_they_are_given() -> None:
    text = "Ann Pike and Dan Pike came. Ms Pike spoke."
    table = build_table(("a", 0, "Ann Pike", "person"), ("a", 13, "Dan Pike", "person"), ("a", 31, "Pike", "person"))
    table["article_text"] = text
    ids = merge_mentions(table)["entity_id"].tolist()
    assert ids[2] == ids[0] != ids[1]


def test_an_empty_table_stays_empty() -> None:
    merged = merge_mentions(build_table())
    assert list(merged.columns)[-1] == "entity_id"
    assert len(merged) == 0


def test_a_move_reaches_the_rows_of_earlier_articles(nlp_pipeline: Any) -> None:
    table = build_table(
        ("a", 0, "Anna Holt", "person"), ("a", 20, "Brandau", "organisation"),
        ("b", 0, "Anna Holt", "person"), ("c", 0, "Holt", "person"), ("c", 9, "Dock Union", "organisation"),
        ("d", 0, "Ben Holt", "person"), ("d", 9, "Dock Union", "organisation"),
    )  # fmt: skip
    ids = merge_mentions(table)["entity_id"].tolist()
    assert ids[3] == ids[5] != ids[0]
