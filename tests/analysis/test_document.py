"""A text's tokens, sentences, paragraphs, quotation marks and tree, read once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import components.analysis
from components.analysis.document import Dictionary, Document, build_document, kept_with_document
from components.analysis.entities.spans import Candidate, trim
from tests.analysis.documents import make_document

TEXT = "Docks to open\n\nAnna Holt said they were “all ready” now. She left.\n"


def test_a_document_made_by_hand_has_what_a_parsed_one_has(nlp_pipeline: Any) -> None:
    made, parsed = make_document(TEXT), build_document(nlp_pipeline.nlp(TEXT))
    for name in ("tokens", "starts", "ends", "lower", "plain", "paragraphs"):
        assert getattr(made, name) == getattr(parsed, name), name
    for name in ("paragraph_of", "quotations", "quotation_ranges", "quotation_of", "is_mark", "is_space"):
        assert getattr(made, name) == getattr(parsed, name), name
    assert [TEXT[one.start : one.end] for one in made.sentences] == [
        "Docks to open",
        "Anna Holt said they were “all ready” now.",
        "She left.",
    ]
    assert [made.cut(*one) for one in made.quotation_ranges] == ["“all ready”"]


def test_only_the_parser_s_own_modules_and_the_document_read_spacy() -> None:
    room = Path(components.analysis.__file__).parent
    reading = {
        path.stem for path in room.rglob("*.py") if re.search(r"^\s*(from|import) spacy", path.read_text("utf-8"), re.M)
    }
    assert reading <= {"document", "pipeline", "attributes", "assemble"}


def test_the_tree_is_read_from_heads() -> None:
    doc = make_document("the mayor of Oslo said so", heads="1 4 1 2 4 4", deps="det nsubj prep pobj ROOT advmod")
    assert doc.children[1] == [0, 2]
    assert (doc.left_edges[1], doc.right_edges[1]) == (0, 3)
    assert (doc.left_edges[4], doc.right_edges[4]) == (0, 5)


@pytest.mark.parametrize(
    ("flags", "ranges"),
    [("0 2", [(0, 2), (2, 5)]), ("0 4", [(0, 4), (4, 5)]), ("0", [(0, 5)])],
)
def test_sentences_cover_all_tokens(flags: str, ranges: list[tuple[int, int]]) -> None:
    assert make_document("One two three four five", sentences=flags).sentence_ranges == ranges


def test_white_space_alone_is_no_sentence(nlp_pipeline: Any) -> None:
    from spacy.tokens import Doc

    words = ["\n", "Yes", ".", "\n\n", "No", "."]
    parsed = Doc(nlp_pipeline.nlp.vocab, words, [False] * 6, sent_starts=[True, True, False, True, True, False])
    doc = build_document(parsed)
    assert doc.sentence_ranges == [(0, 4), (4, 6)]
    assert [doc.text[one.start : one.end] for one in doc.sentences] == ["Yes.", "No."]
    assert build_document(Doc(nlp_pipeline.nlp.vocab, ["\n"], [False])).sentences == ()
    assert build_document(Doc(nlp_pipeline.nlp.vocab)).sentence_ranges == []
    assert make_document("").sentences == ()


def test_what_a_room_finds_is_found_once() -> None:
    asked: list[Document] = []

    @kept_with_document
    def count_tokens(doc: Document) -> int:
        asked.append(doc)
        return len(doc)

    doc = make_document("One two")
    assert (count_tokens(doc), count_tokens(doc), len(asked)) == (2, 2, 1)
    assert count_tokens(make_document("One")) == 1


@pytest.mark.parametrize(("word", "known"), [("sailing", True), ("sails", True), ("cats", True), ("cat", False)])
def test_a_noun_alone_is_no_word(word: str, known: bool) -> None:
    assert Dictionary(frozenset(("sail", "cat")), frozenset(("sail",))).is_word(word) == known


@pytest.mark.parametrize(
    ("text", "name"),
    [("the mayor Anna Holt of Oslo", "Anna Holt"), ("the 'Anna Holt'", "Anna Holt"), ("the mayor", "")],
)
def test_a_rule_is_tried_on_a_document_made_by_hand(text: str, name: str) -> None:
    doc = make_document(text.removesuffix(" of Oslo"))
    found: Candidate | None = trim(doc, 0, len(doc), "person")
    assert (doc.cut(found.start, found.end) if found else "") == name
