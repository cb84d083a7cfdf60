"""Texts are tokenized and parsed whole, whatever they are made of."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.languages import guess_language
from components.analysis.pipeline import parse_texts
from components.analysis.quotation_marks import cut_pieces


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "The mayor said no.",
        "“" * 450,
        "A" * 201,
        f"The mayor said no. {'([{<' * 300} She said yes.\n\n{'x' * 400}",
        f"{'“' * 200} {'“' * 401} end",
    ],
)
def test_no_character_is_lost(nlp_pipeline: Any, text: str) -> None:
    (doc,) = parse_texts(nlp_pipeline.nlp, [text])
    assert doc.text == text
    assert [token.idx for token in doc] == sorted({token.idx for token in doc})


def test_what_goes_on_without_a_space_is_tokenized_in_parts(nlp_pipeline: Any, monkeypatch: Any) -> None:
    lengths: list[int] = []
    tokenize = nlp_pipeline.nlp.tokenizer

    def listen(text: str) -> Any:
        lengths.append(max(map(len, text.split()), default=0))
        return tokenize(text)

    monkeypatch.setattr(nlp_pipeline.nlp, "tokenizer", listen)
    (doc,) = parse_texts(nlp_pipeline.nlp, [f"The mayor said: {'(' * 5_000} no. {'“' * 900}"])
    assert max(lengths) <= 200
    assert len(doc) > 5_900


def test_ordinary_texts_are_tokenized_at_once(nlp_pipeline: Any) -> None:
    text = "A link, https://example.org/a/rather/long/path-of-words?and=some&more=of-them, stands here."
    (doc,) = parse_texts(nlp_pipeline.nlp, [text])
    assert [token.text for token in doc] == [token.text for token in nlp_pipeline.nlp.make_doc(text)]


def test_long_texts_are_cut_at_the_end_of_paragraphs() -> None:
    text = "One two three four.\n\nFive six seven eight."
    assert cut_pieces(text, 24) == ["One two three four.\n\n", "Five six seven eight."]
    assert [len(piece) for piece in cut_pieces("a" * 45, 20)] == [20, 20, 5]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ursula von der Leyen spoke first; von der Leyen left early.", "en"),
        ("Walter de la Mare met Oscar de la Renta.", "en"),
        ("Der Hafen bleibt geschlossen, sagte die Ministerin, und das ist auch gut so.", "de"),
        ("Le port reste fermé, et les marins ne sont pas contents de la grève.", "fr"),
    ],
)
def test_particles_of_names_make_no_other_language(text: str, language: str) -> None:
    assert guess_language(text) == language
