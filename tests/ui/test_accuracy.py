"""The mistakes that the Accuracy page tells of are those that are made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.sentiment import score_targets
from components.analysis.sentiment.model import is_installed
from components.analysis.sentiment.targets import Target
from components.ui import accuracy_words
from components.ui.accuracy import SENTIMENT_MISTAKES, Misjudged
from components.ui.accuracy_words import in_ten, read_scores, tell_elsewhere, tell_methods, tell_sample
from tests.pages.apps import as_in_a_server, open_page


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


@pytest.mark.parametrize(("percent", "words"), [(88.2, "nine in ten"), (91, "nine in ten"), (80.5, "eight in ten")])
def test_shares_are_said_as_people_say_them(percent: float, words: str) -> None:
    assert in_ten(percent) == words


def test_the_page_leads_with_plain_words_and_says_what_the_rules_were_tuned_on(home: Path) -> None:
    with as_in_a_server():
        app = open_page("accuracy.py")
    first, second = [block.value for block in app.markdown if block.value.startswith(("**About", "The rules"))]
    assert first.startswith(f"**About {in_ten(read_scores('names', 'elsewhere.json')['f1']['all'])}**")
    assert "F1" not in first
    assert "sample articles" in second
    assert "PolNeAR" in second


def test_the_page_tells_of_what_goes_across_articles(home: Path) -> None:
    with as_in_a_server():
        app = open_page("accuracy.py")
    assert not app.exception
    heads = [header.value for header in app.header]
    assert [head for head in heads if head in ("Stories", "Quotes that travel", "Search by meaning")] == [
        "Stories",
        "Quotes that travel",
        "Search by meaning",
    ]


def test_a_report_is_told_the_figures_that_the_page_shows(home: Path) -> None:
    with as_in_a_server():
        app = open_page("accuracy.py")
    shown = " ".join([*(block.value for block in app.markdown), *(str(table.value.to_dict()) for table in app.table)])
    names, quotes, sentiment = tell_methods()
    assert tell_sample(read_scores("names")) in names
    assert tell_elsewhere(read_scores("names", "elsewhere.json")) in names
    for said in (names, quotes, sentiment):
        measured = re.findall(r"\d[\d,]*(?:\.\d+)?", said.replace("of 100", ""))
        assert len(measured) > 2
        assert [figure for figure in measured if figure not in shown] == []
        assert not re.search(r"[*<>`]", said)


def test_a_method_without_its_file_is_told_without_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy_words, "_MODELS", Path("nowhere"))
    names, quotes, sentiment = tell_methods()
    assert "F1" not in names + quotes + sentiment
    assert re.findall(r"\d+", names) == []
