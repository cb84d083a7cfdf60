"""The hand-marked sample articles: what is found in them may not fall below what was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.gold import SCORED_TYPES, Scores, analyse_gold, read_gold, score_merging


@pytest.fixture(scope="module")
def scores(nlp_pipeline: Any) -> Scores:
    return analyse_gold(nlp_pipeline)


def test_every_marked_place_stands_in_its_article() -> None:
    for gold, article in read_gold():
        for entity in gold["entities"]:
            assert all(article.text[start:end] == text for start, end, text in entity["mentions"]), article.path
        for quote in gold["quotes"]:
            spans = zip(quote["content_spans"], quote["content"], strict=True)
            assert all(article.text[start:end] == text for (start, end), text in spans), article.path


def test_at_least_a_dozen_articles_and_a_hundred_spoken_quotes_are_marked() -> None:
    marked = [gold for gold, _ in read_gold()]
    assert len(marked) >= 12
    assert sum(quote["speaker"] is not None for gold in marked for quote in gold["quotes"]) >= 100


def test_nine_of_ten_speakers_are_the_right_entity(scores: Scores) -> None:
    assert scores.quotes["spoken"] >= 100
    assert scores.share("speaker right", "spoken") >= 0.9


def test_unnamed_speakers_stay_unnamed(scores: Scores) -> None:
    assert scores.share("unnamed right", "unnamed") >= 0.9


@pytest.mark.parametrize(("kind", "least"), [("direct", 0.95), ("mixed", 0.8), ("indirect", 0.75)])
def test_quotes_are_found(scores: Scores, kind: str, least: float) -> None:
    assert scores.share(f"{kind} found", f"{kind} marked") >= least


def test_names_are_found_with_their_exact_place_and_type(scores: Scores) -> None:
    assert scores.f1() >= 0.9
    assert all(scores.f1(kind) >= 0.75 for kind in SCORED_TYPES)


@pytest.mark.parametrize(("kind", "least"), [("person", 0.95), ("organisation", 0.9), ("place", 0.95)])
def test_marked_mentions_are_merged_as_marked(kind: str, least: float) -> None:
    assert score_merging()[kind][1] >= least
