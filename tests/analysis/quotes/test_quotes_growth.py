"""Texts that are no prose cost time in proportion to their length, whatever they are made of."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from components.analysis import quotes as extract_module
from components.analysis.document import build_document
from components.analysis.entities.coreference import add_references
from components.analysis.quotation_marks import find_paragraphs, find_quotations
from components.analysis.quotes import extract_quotes
from components.analysis.quotes.layout import find_transcript
from components.types import LocalEntity, Mention
from tests.analysis.growth import count_steps, grows_in_proportion, measure_cpu

HEAPS = {
    "capitals": "A",
    "dots": ".",
    "double marks": '"',
    "single marks": "'",
    "opening marks": "“",
    "closing marks": "”",
    "opening single marks": " ‘a",
    "spaces": " ",
    "line breaks": "\n",
    "spaced line breaks": " \n",
    "digits": "7",
    "round brackets": "(",
    "square brackets": "[]",
    "colons": "A: ",
    "words in capitals": "AB CD\n",
    "labels": "A (b\n",
    "short quotations": '"a" ',
    "nested marks": "“‘",
    "ends of sentences": '."',
    "paragraphs": "“Aa.\n\n",
    "mixed": "Aa. “b” 'c' (7) [x]: — \n\n\"d\"",
}


@pytest.fixture(scope="module")
def blank() -> Any:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.mark.parametrize("name", HEAPS)
def test_a_hundred_thousand_characters_of_one_kind_are_read_at_once(name: str, blank: Any) -> None:
    """Expressions and copies are one step each: here it is their CPU time that must not explode."""

    def read(size: int) -> None:
        text = (HEAPS[name] * size)[:size]
        paragraphs = find_paragraphs(text)
        find_quotations(text, paragraphs)
        find_transcript(build_document(Doc(blank.vocab, words=[text], spaces=[False])))

    read(1_000)
    assert measure_cpu(lambda: read(100_000)) < 40 * measure_cpu(lambda: read(10_000))


@pytest.mark.parametrize("name", HEAPS)
def test_marks_and_paragraphs_are_found_in_steps_that_grow_with_the_text(name: str) -> None:
    def read(size: int) -> int:
        text = (HEAPS[name] * size)[:size]
        return count_steps(lambda: find_quotations(text, find_paragraphs(text)))

    assert grows_in_proportion([read(size) for size in (1_000, 3_000, 9_000)], 3)


def test_a_log_of_a_chat_is_read_and_not_for_ever(nlp_pipeline: Any) -> None:
    text = "Chat log\n\n" + "A" * 400 + "\n\nThe harbour master said the gate would open at noon."
    doc = build_document(nlp_pipeline.nlp(text))
    assert extract_quotes(doc, [], [])


# Words with their relation and how far away what they hang on is; each is one heavy kind of sentence without an end.
FRAMES: dict[str, list[tuple[str, str, str, str, int]]] = {
    "verbs in a row": [("said", "VERB", "VBD", "conj", -1)],
    "clauses in clauses": [("he", "PRON", "PRP", "nsubj", 1), ("said", "VERB", "VBD", "ccomp", -2)],
    "subjects in a row": [("she", "PRON", "PRP", "nsubj", 1), ("said", "VERB", "VBD", "conj", -2)],
    "names in a row": [("Berg", "PROPN", "NNP", "nsubj", 1), ("warned", "VERB", "VBD", "conj", -2)],
    "roles in a row": [
        ("the", "DET", "DT", "det", 1),
        ("company", "NOUN", "NN", "nsubj", 1),
        ("said", "VERB", "VBD", "conj", -3),
    ],
    "quotations in a row": [
        ("“", "PUNCT", "``", "punct", 1),
        ("Yes", "INTJ", "UH", "ccomp", 3),
        ("”", "PUNCT", "''", "punct", 2),
        ("Berg", "PROPN", "NNP", "nsubj", 1),
        ("said", "VERB", "VBD", "conj", -5),
        (",", "PUNCT", ",", "punct", -1),
    ],
}


def _build(vocab: Vocab, frame: list[tuple[str, str, str, str, int]], times: int, flat: bool) -> Doc:
    """A sentence of `times` frames: `flat` where each verb hangs on the first, else each on the one before."""
    size = len(frame)
    words, pos, tags, deps, heads = [], [], [], [], []
    for number in range(times):
        for at, (word, part, tag, dep, step) in enumerate(frame):
            here = number * size + at
            head = here + step
            if step < 0 and dep not in ("punct",):
                head = here if number == 0 else (size - 1 if flat else head)
            words.append(word)
            pos.append(part)
            tags.append(tag)
            deps.append("ROOT" if head == here else dep)
            heads.append(min(max(head, 0), times * size - 1))
    doc = Doc(vocab, words=words, pos=pos, tags=tags, deps=deps, heads=heads, lemmas=_lemmatise(words))
    doc.set_ents([Span(doc, i, i + 1, "PERSON") for i, word in enumerate(words) if word == "Berg"])
    return doc


def _lemmatise(words: list[str]) -> list[str]:
    return [{"said": "say", "warned": "warn"}.get(word, word.lower()) for word in words]


def _name_all(doc: Doc) -> tuple[list[Mention], list[LocalEntity]]:
    """Each “Berg” a person of its own, so that nothing is saved by there being few."""
    places = [token.idx for token in doc if token.text == "Berg"]
    mentions = [Mention(at, at + 4, "Berg", "person", "name", 0, number) for number, at in enumerate(places)]
    people = [LocalEntity(f"Ann{number} Berg", "person", gender="f") for number in range(len(places))]
    firms = [LocalEntity(f"Firm {number}", "organisation") for number in range(len(places))]
    return mentions, [*people, *firms]


def _whole(doc: Doc) -> None:
    extract_quotes(build_document(doc), *_name_all(doc))


def _references(doc: Doc) -> None:
    add_references(build_document(doc), *_name_all(doc))


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("work", [_whole, _references])
@pytest.mark.parametrize("name", FRAMES)
def test_a_sentence_without_an_end_takes_steps_that_grow_with_it(
    blank: Any, name: str, work: Callable[[Doc], None], flat: bool
) -> None:
    def read(times: int) -> int:
        doc = _build(blank.vocab, FRAMES[name], times, flat)
        return count_steps(lambda: work(doc))

    read(40)
    assert grows_in_proportion([read(times) for times in (100, 200, 400)], 2)


@pytest.mark.parametrize("name", FRAMES)
def test_rules_alone_take_steps_that_grow_with_the_text(blank: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(extract_module, "load_model", lambda: None)

    def read(times: int) -> int:
        doc = _build(blank.vocab, FRAMES[name], times, True)
        return count_steps(lambda: _whole(doc))

    assert grows_in_proportion([read(times) for times in (100, 200, 400)], 2)


def test_a_heap_of_everything_takes_steps_that_grow_with_it(blank: Any) -> None:
    letters = random.Random(3).choices("Aa1 .,:;\"'“”‘’()[]—-\n", k=24_000)

    def read(size: int) -> int:
        doc = blank("".join(letters[:size]))
        return count_steps(lambda: _whole(doc))

    read(500)
    assert grows_in_proportion([read(size) for size in (1_500, 3_000, 6_000)], 2)
