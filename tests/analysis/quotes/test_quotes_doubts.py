"""What is no quote, and where the words of one end."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.entities.coreference import add_references
from components.analysis.quotes import extract_quotes
from components.types import LocalEntity, Quote


def _read(nlp_pipeline: Any, text: str) -> tuple[list[Quote], list[LocalEntity]]:
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    return extract_quotes(doc, mentions, entities), entities


@pytest.mark.parametrize(
    "text",
    [
        "Kim thanked him.",
        "Edna Rusk thanked them. Then she praised her.",
        "Edna Rusk applauded Tom Wells.",
        "Only time will reveal what the inquiry finds.",
        "Time will tell whether it works.",
        "Only history will reveal who was right.",
        "Rusk to back the harbour plan",
        "Edna Rusk is supporting the plan.",
        "The mayor is backing the new harbour.",
        "Relvatin, the heart drug made by Meridian, was recalled on Friday.",
        "The 'Falchion' is regarded as the pivot of the army's arsenal.",
        "The 'Zarya-3' launcher was moved to Brest; two more 'Zarya-3' launchers will follow.",
        "The new “SafeRide” app will start in May. The “Blue Line” tram is late.",
        "The so-called “bridge to nowhere” opened on Monday.",
        "Anna Berg’s book “The Long Way Home” was published in May.",
        "Lodestar, the port's expansion project, has been delayed.",
    ],
)
def test_what_nobody_says_is_no_quote(nlp_pipeline: Any, text: str) -> None:
    assert _read(nlp_pipeline, text)[0] == []


def test_a_passive_with_its_doer_is_a_quote_of_the_doer(nlp_pipeline: Any) -> None:
    quotes, entities = _read(nlp_pipeline, "Paul Denny was accused by Amina Khan of taking bribes.")
    assert [(entities[quote.speaker or 0].name, quote.content) for quote in quotes] == [
        ("Amina Khan", "Paul Denny of taking bribes")
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "Her reply, written in haste and meant for one reader, was read out in court: "
            '"I never signed that letter, and I never will," she stated.',
            '"I never signed that letter, and I never will,"',
            "stated",
        ),
        (
            "She stressed the likely purchase of up to ten 'Falchion' batteries. Her remarks, made on a visit, raised "
            "eyebrows.",
            "the likely purchase of up to ten 'Falchion' batteries",
            "stressed",
        ),
        (
            "LONDON (Reuters) - Chip maker Intel (INTC.O) said on Thursday it had hired Ann O'Brien-Smith.",
            "it had hired Ann O'Brien-Smith",
            "said",
        ),
        ("Anna Berg said Tuesday that the bridge would close.", "that the bridge would close", "said"),
    ],
)
def test_words_end_where_the_sentence_or_the_mark_ends(nlp_pipeline: Any, text: str, content: str, cue: str) -> None:
    quotes, _ = _read(nlp_pipeline, text)
    assert [(quote.content, quote.cue_text) for quote in quotes] == [(content, cue)]


def test_the_town_at_the_head_of_a_report_says_nothing(nlp_pipeline: Any) -> None:
    text = "LONDON (Reuters) - Chip maker Intel (INTC.O) said on Thursday it had hired Ann O'Brien-Smith."
    quotes, entities = _read(nlp_pipeline, text)
    assert [entities[quote.speaker].name for quote in quotes if quote.speaker is not None] == ["Intel"]
