"""Whom "she", "the minister" and "the company" mean."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.entities.coreference import add_references
from components.analysis.quotes import extract_quotes


def resolve(nlp_pipeline: Any, text: str) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    """Words, kind and entity of each reference in order, and the gender of each entity."""
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    assert mentions == sorted(mentions, key=lambda mention: mention.start)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    found = [(m.text, m.kind, entities[m.entity].name) for m in mentions if m.kind != "name"]
    return found, {entity.name: entity.gender for entity in entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Holt resigned. “I am tired,” she said.", [("she", "pronoun", "Anna Holt")]),
        (
            "Anna Holt met Peter Marsh on Monday. She left early, he said.",
            [("She", "pronoun", "Anna Holt"), ("he", "pronoun", "Peter Marsh")],
        ),
        (
            "Mayor Anna Holt spoke in Oslo. The mayor said taxes would rise.",
            [("The mayor", "description", "Anna Holt")],
        ),
        (
            "Peter Marsh, 71, was fined on Monday. The 71-year-old said he was sorry.",
            [("The 71-year-old", "description", "Peter Marsh"), ("he", "pronoun", "Peter Marsh")],
        ),
        (
            "The National Fish Board met on Monday. It said stocks were low.",
            [("It", "pronoun", "National Fish Board")],
        ),
    ],
)
def test_pronouns_and_descriptions_go_to_whom_they_mean(
    nlp_pipeline: Any, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert resolve(nlp_pipeline, text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holt resigned. “I am tired of it,” said a friend. “We all are.”",  # nobody's first person
        "Prices rose. She said nothing.",  # nobody before
        "Anna Holt resigned. A spokesman for the hospital said nothing.",
        "Anna Holt resigned. The minister of the interior said nothing.",
        "It is raining in Oslo.",
    ],
)
def test_what_means_nobody_is_not_linked(nlp_pipeline: Any, text: str) -> None:
    assert resolve(nlp_pipeline, text)[0] == []


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Anna Holt resigned.", "Anna Holt", "f"),
        ("Mr Quill resigned.", "Quill", "m"),
        ("Chidi Abara resigned. She was tired.", "Chidi Abara", "f"),
        ("Chidi Abara resigned.", "Chidi Abara", ""),
    ],
)
def test_first_names_honorifics_and_pronouns_tell_the_gender(
    nlp_pipeline: Any, text: str, name: str, gender: str
) -> None:
    assert resolve(nlp_pipeline, text)[1][name] == gender


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The council of Skelby met on Monday. Mr Holt will sell the mill, he joked.", "Holt"),
        ("Anna Berg blamed the mayor. Clara Holt, she argued, had taken too much.", "Anna Berg"),
        ("Anna Berg took the floor. “Clara Holt lied to all of us,” she said.", "Anna Berg"),
        ("Anna Berg met Clara Holt in Oslo. “It was a good day,” she said.", "Anna Berg"),
        ("Peter Marsh opened the mill. Anna Berg stayed away. “I was not asked,” she said.", "Anna Berg"),
        ("Peter Marsh opened the mill. The choir sang. Nobody listened. It rained. “I tried,” he said.", "Peter Marsh"),
    ],
)
def test_a_pronoun_that_speaks_and_the_speaker_are_one(nlp_pipeline: Any, text: str, speaker: str) -> None:
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    quote = max(extract_quotes(doc, mentions, entities), key=lambda one: len(one.content))
    pronoun = next(m for m in mentions if m.kind == "pronoun" and m.start == quote.speaker_spans[0][0])
    assert quote.speaker == pronoun.entity
    assert speaker in entities[pronoun.entity].name
