"""Sentences that are no prose cost time in proportion to their length, whomever they speak of."""

import pytest

from components.analysis import sentiment
from components.analysis.sentiment import model, score_passages
from components.analysis.sentiment.model import MAX_TOKENS, encode_marked
from components.analysis.sentiment.targets import (
    Target,
    cut_passage,
    cut_target,
    find_entity_marks,
    find_quotes,
    list_name_parts,
    locate_targets,
    mark_entities,
)
from components.types import Analysis, LocalEntity, Mention, Quote, Sentence
from tests.analysis.growth import count_steps, grows_in_proportion, measure_cpu

SIZES = (1_000, 3_000, 9_000)
HEAPS = {
    "capitals": "A",
    "dots": ".",
    "letters and dots": "a....",
    "quotation marks": '"',
    "apostrophes": "a'’",
    "spaces": " ",
    "digits": "7",
    "brackets": "(",
    "hyphens": "a-",
    "titles": "Mr. ",
    "titles without an end": "former president ",
    "names": "Ada Holm ",
    "marks": "[unused1] ",
    "mixed": 'Ada “b” (7) [x]: — Mr. Holm’s, "d" ',
}


def heap(name, size):
    return (HEAPS[name] * size)[:size]


@pytest.mark.parametrize("name", HEAPS)
def test_a_hundred_thousand_characters_are_marked_at_once(name):
    """An expression is one step: here it is its CPU time that must not explode."""

    def read(size):
        sentence = heap(name, size)
        mark_entities(sentence, [([(size - 3, size)], (sentence, "Ada Holm")), ([(0, 3)], ("Holm",))])
        list_name_parts(sentence)
        piece = cut_target(Target(sentence, ((size - 3, size),)))
        sentiment.cut_clause(piece.sentence, *piece.mentions[0])

    read(1_000)
    assert measure_cpu(lambda: read(100_000)) < 40 * measure_cpu(lambda: read(10_000))


@pytest.mark.parametrize("name", HEAPS)
def test_names_are_found_in_steps_that_grow_with_the_sentence(name):
    def read(size):
        sentence = heap(name, size)
        places = [([(at, at + 3)], ("Ada Holm",)) for at in range(0, size - 3, 40)]
        return count_steps(lambda: find_entity_marks(sentence, places))

    assert grows_in_proportion([read(size) for size in SIZES], 3)


@pytest.mark.parametrize("name", HEAPS)
def test_what_the_model_reads_of_a_long_sentence_grows_with_those_it_speaks_of(name):
    _, tokenizer = model.load_model(1)

    def read(size, n_targets):
        sentence = heap(name, size)
        targets = [Target(sentence, ((at, at + 3),)) for at in range(0, size, size // n_targets)][:n_targets]
        marked = [
            mark_entities(some[0].sentence, [(target.mentions, ()) for target in some])
            for _, some in cut_passage(targets)
        ]
        windows = encode_marked(tokenizer, marked)
        assert all(len(window.ids) <= MAX_TOKENS for window in windows)
        return len(windows)

    assert read(100_000, 2) <= 4
    assert read(100_000, 200) <= 2.2 * read(50_000, 100) + 2


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_sentence_of_a_hundred_thousand_characters_is_judged(is_installed, monkeypatch, tmp_path):
    if not is_installed:
        monkeypatch.setattr(model, "FOLDER", tmp_path)
    sentence = heap("names", 100_000)
    opinions = score_passages([[Target(sentence, ((900 * k, 900 * k + 8),), ("Ada Holm",)) for k in range(20)]])
    assert len(opinions[0]) == 20
    assert len({opinion.label for opinion in opinions[0][1:-1]}) == 1
    target = cut_target(Target(sentence, ((90_000, 90_008),)))
    assert target.sentence[slice(*target.mentions[0])] == "Ada Holm"


def test_a_target_within_targets_within_targets_is_judged_in_the_end():
    sentence = "The Bank of England Board Members Club fell."
    targets = [Target(sentence, ((4, end),)) for end in (38, 33, 25, 19, 8)]
    assert len(score_passages([targets])[0]) == 5


def test_mentions_and_quotes_are_brought_together_in_steps_that_grow_with_both():
    def read(size):
        mentions = [Mention(20 * k, 20 * k + 5, "", "person", "name", 0, 0) for k in range(size)]
        quotes = [Quote("direct", "", ((20 * k, 20 * k + 10),)) for k in range(size)]
        return count_steps(lambda: find_quotes(mentions, quotes))

    assert grows_in_proportion([read(size) for size in (100, 300, 900)], 3)


def test_an_article_is_looked_through_in_steps_that_grow_with_it():
    def read(size):
        text = "Ada met Bo. " * size
        mentions = [
            Mention(12 * k + at, 12 * k + at + n, "", "person", "name", k, entity)
            for k in range(size)
            for entity, (at, n) in enumerate(((0, 3), (8, 2)))
        ]
        sentences = [Sentence(12 * k, 12 * k + 11) for k in range(size)]
        quotes = [Quote("direct", "", ((24 * k, 24 * k + 20),)) for k in range(size // 2)]
        entities = [LocalEntity("Ada", "person"), LocalEntity("Bo", "person")]
        analysis = Analysis(
            "a",
            "analysed",
            "p",
            sentences=tuple(sentences),
            mentions=tuple(mentions),
            entities=tuple(entities),
            quotes=tuple(quotes),
        )
        return count_steps(lambda: locate_targets(text, analysis))

    assert grows_in_proportion([read(size) for size in (100, 300, 900)], 3)
