"""The mistakes that the Accuracy page tells of are those that are made."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.sentiment import score_targets
from components.analysis.sentiment.model import is_installed
from components.analysis.sentiment.targets import Target
from components.ui.accuracy import SENTIMENT_MISTAKES, Misjudged


@pytest.mark.skipif(not is_installed(), reason="needs the trained model; without it VADER judges, and errs otherwise")
@pytest.mark.parametrize("mistake", SENTIMENT_MISTAKES, ids=lambda mistake: mistake.name)
def test_sentiment_goes_wrong_as_it_is_told(mistake: Misjudged) -> None:
    start = mistake.text.index(mistake.name)
    (opinion,) = score_targets([Target(mistake.text, ((start, start + len(mistake.name)),))])
    assert opinion.label == mistake.label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Halden drew with Bergen on Sunday.", [("Halden", "place"), ("Bergen", "place")]),
        ("The Larkfield opened in May.", [("Larkfield", "organisation")]),
    ],
)
def test_names_go_wrong_as_it_is_told(nlp_pipeline: Any, text: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.text, mention.type) for mention in find_names(build_document(nlp_pipeline.nlp(text)))[0]] == found


def test_a_lone_surname_goes_to_the_only_bearer_that_the_article_names(nlp_pipeline: Any) -> None:
    mentions, entities = find_names(build_document(nlp_pipeline.nlp("Dray said nothing. Her brother Tom Dray did.")))
    assert [entities[mention.entity].name for mention in mentions] == ["Tom Dray", "Tom Dray"]
