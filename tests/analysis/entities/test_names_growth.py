"""Finding and merging names takes time in proportion to the text, whatever it is made of: steps counted, not time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc, Span

from components.analysis import EntityIndex
from components.analysis.document import build_document
from components.analysis.entities import find_names, spans
from components.analysis.entities.clusters import Form
from components.analysis.entities.linking import merge_forms
from components.types import LocalEntity, Mention
from tests.analysis.growth import count_steps, grows_in_proportion, measure_cpu

LENGTHS = (400, 800, 1600)
LONG = 100_000


def build_doc(nlp: Any, words: list[str], label: str = "", every: int = 3) -> Doc:
    """A text tagged as one of proper nouns, a sentence every 20 tokens, an entity of the model every few."""
    tags = ["NNP" if word[:1].isupper() else "NN" for word in words]
    doc = Doc(nlp.vocab, words, tags=tags, sent_starts=[i % 20 == 0 for i in range(len(words))])
    if label:
        doc.ents = [Span(doc, i, min(i + every - 1, len(words)), label) for i in range(0, len(words) - every, every)]
    return doc


TEXTS: dict[str, Callable[[int], list[str]]] = {
    "capitals": lambda n: ["ABC"] * n,
    "different capitals": lambda n: [f"A{i}B" for i in range(n)],
    "different names": lambda n: [f"Ab{chr(97 + i % 26)}{'x' * (i % 7)}{chr(97 + i // 26 % 26)}" for i in range(n)],
    "names of one first word": lambda n: [w for i in range(n // 3) for w in ("John", f"A{chr(97 + i % 26)}{i}", ",")],
    "brackets": lambda n: ["Abcd", "(", "A", ")"] * (n // 4),
    "acronyms": lambda n: ["Abc", "Bcd", "(", "AB", ")", "and"] * (n // 6),
    "dots": lambda n: ["."] * n,
    "double marks": lambda n: ['"'] * n,
    "single marks": lambda n: ["'", "Ab"] * (n // 2),
    "digits": lambda n: ["7"] * n,
    "particles": lambda n: ["van", "der"] * (n // 2),
    "particles and names": lambda n: ["von", "Abel"] * (n // 2),
    "offices": lambda n: ["Minister", "for", "Health", "and"] * (n // 4),
    "lines": lambda n: ["Abc", "Def", "Ghi", "Jkl", "Mno", "\n"] * (n // 6),
    "loud words": lambda n: ["WORST", "word", "word"] * (n // 3),
    "hyphens": lambda n: ["Abc", "-"] * (n // 2),
    "commas": lambda n: ["Abc", ","] * (n // 2),
    "countries": lambda n: ["United", "States", "of"] * (n // 3),
}


@pytest.mark.parametrize("label", ["", "PERSON", "ORG", "WORK_OF_ART"])
@pytest.mark.parametrize("kind", TEXTS)
def test_finding_names_grows_with_the_text_and_no_faster(nlp_pipeline: Any, kind: str, label: str) -> None:
    docs = [build_doc(nlp_pipeline.nlp, TEXTS[kind](n), label) for n in LENGTHS]
    find_names(build_document(docs[0]))
    assert grows_in_proportion([count_steps(lambda doc=doc: find_names(build_document(doc))) for doc in docs], 2)


@pytest.mark.parametrize(
    ("kind", "build"),
    [
        ("person", lambda i: f"John A{i}"),
        ("person", lambda i: f"A{i} Smith"),
        ("person", lambda i: "Smith"),
        ("organisation", lambda i: f"A{i} Port Authority"),
        ("organisation", lambda i: f"A{i}"),
        ("group", lambda i: f"A{i}s"),
    ],
)
def test_merging_names_grows_with_their_number_and_no_faster(kind: str, build: Callable[[int], str]) -> None:
    def run(n: int) -> None:
        owners, entities = merge_forms([Form(build(i), kind) for i in range(n)])
        mentions = [Mention(0, 1, entities[o].name, kind, "name", 0, o) for o in owners]
        EntityIndex().link("a", entities, mentions)

    run(10)
    assert grows_in_proportion([count_steps(lambda n=n: run(n)) for n in (300, 600, 1200)], 2)


@pytest.mark.parametrize("piece", ["A", "Aa", ".", '"', "'", " ", "7", "7-", "(", "[]", "A.", "Aa-7(."])
def test_the_expressions_are_quick_on_long_texts(piece: str) -> None:
    expressions = [value for value in vars(spans).values() if isinstance(value, re.Pattern)]
    assert expressions
    text = piece * (LONG // len(piece))
    for expression in expressions:
        assert measure_cpu(lambda e=expression: (e.match(text), e.fullmatch(text))) < 1.0


def test_a_person_of_very_many_forms_is_linked() -> None:
    index = EntityIndex()
    local = LocalEntity("Ada Holm", "person", tuple(f"A. {i} Holm" for i in range(300)))
    assert index.link("a", [local], []).entity_ids
