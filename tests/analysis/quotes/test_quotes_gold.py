"""Quotes and speakers of the hand-marked sample articles; the scores are printed with `pytest -s`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from components.analysis import analyse
from components.articles import read_paths
from components.types import Analysis, Article, Span
from tests.conftest import ROOT, SAMPLE

GOLD = {gold["file"]: gold for gold in (json.loads(path.read_text("utf-8")) for path in ROOT.glob("tests/gold/*.json"))}


def _letters(text: str, spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def _name_speaker(analysis: Analysis, gold: dict[str, Any], speaker: int) -> str:
    """The marked entity that an entity found stands for: the one whose mentions it shares."""
    shared = Counter(
        entity["name"]
        for mention in analysis.mentions
        if mention.entity == speaker and mention.kind == "name"
        for entity in gold["entities"]
        for start, end, _ in entity["mentions"]
        if mention.start < end and start < mention.end
    )
    return shared.most_common(1)[0][0] if shared else analysis.entities[speaker].name


@pytest.fixture(scope="module")
def scores(nlp_pipeline: Any) -> Counter[str]:
    paths = [SAMPLE / name for name in sorted(GOLD)]
    articles = [item for item in read_paths(paths) if isinstance(item, Article)]
    counts: Counter[str] = Counter(articles=len(articles))
    for article, analysis in zip(articles, analyse(articles, pipeline=nlp_pipeline), strict=True):
        gold = GOLD[Path(article.path).name]
        found = [_letters(article.text, quote.content_spans) for quote in analysis.quotes]
        for marked in gold["quotes"]:
            letters = _letters(article.text, marked["content_spans"])
            overlaps = [len(letters & one) / len(letters | one) for one in found]
            best = max(range(len(found)), key=overlaps.__getitem__, default=-1)
            is_found = best >= 0 and overlaps[best] >= 0.5
            counts["quotes"] += 1
            counts["found"] += is_found
            if not marked["speaker"]:
                continue
            counts["with speaker"] += 1
            if is_found:
                counts["found with speaker"] += 1
                speaker = analysis.quotes[best].speaker
                named = _name_speaker(analysis, gold, speaker) if speaker is not None else ""
                counts["right speaker"] += named == marked["speaker"]
    print(f"\nHand-marked sample articles: {dict(counts)}")
    return counts


def test_all_marked_articles_are_there(scores: Counter[str]) -> None:
    assert scores["articles"] == len(GOLD) >= 12


def test_most_marked_quotes_are_found(scores: Counter[str]) -> None:
    assert scores["found"] >= 0.85 * scores["quotes"]


def test_nine_of_ten_quotes_found_carry_the_right_entity(scores: Counter[str]) -> None:
    assert scores["right speaker"] >= 0.9 * scores["found with speaker"]
