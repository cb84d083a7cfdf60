"""Sentiment toward each entity: the same interface whatever method is behind it."""

from dataclasses import replace

import pytest

from components.analysis import sentiment
from components.analysis import sentiment as wordlist
from components.analysis.sentiment import model, score_sentiments, score_targets, sentiment_method
from components.analysis.sentiment.targets import (
    MOST_CHARACTERS,
    Target,
    cut_passage,
    cut_target,
    find_quotes,
    locate_targets,
)
from components.types import SENTIMENT_LABELS, Analysis, LocalEntity, Mention, Quote, Sentence

TEXT = "Ada Holm is a brave and honest leader, the mayor said. Holm thanked Ben Oster. He was found guilty of fraud."


def build_mention(words, kind, sentence, entity, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention(start, start + len(words), words, "person", kind, sentence, entity)


MENTIONS = (
    build_mention("Ada Holm", "name", 0, 0),
    build_mention("Holm", "name", 1, 0, nth=1),
    build_mention("Ben Oster", "name", 1, 1),
    build_mention("He", "pronoun", 2, 1),
)
ANALYSIS = Analysis(
    article_id="a",
    status="analysed",
    pipeline="p",
    sentences=(Sentence(0, 54), Sentence(55, 78), Sentence(79, len(TEXT))),
    mentions=MENTIONS,
    entities=(LocalEntity("Ada Holm", "person", ("Holm",)), LocalEntity("Ben Oster", "person")),
    quotes=(Quote("indirect", TEXT[0:37], ((0, 37),)),),
)


@pytest.fixture
def by_word_list(monkeypatch, tmp_path):
    """The app as it is where the model's file is missing."""
    monkeypatch.setattr(model, "FOLDER", tmp_path)


@pytest.mark.usefixtures("by_word_list")
def test_without_the_models_file_the_word_list_judges_and_says_so():
    assert sentiment_method() == "VADER word list"
    ((first, *_),) = score_sentiments([TEXT], [ANALYSIS])
    assert first.label == "positive"


def test_the_method_in_use_has_a_name():
    assert sentiment_method() in ("MiniLM 3, int8", "VADER word list")


def test_there_is_one_sentiment_for_each_entity_in_each_sentence():
    (found,) = score_sentiments([TEXT], [ANALYSIS])
    assert [(s.sentence, s.entity, s.mention, s.quote) for s in found] == [
        (0, 0, 0, 0),
        (1, 0, 1, None),
        (1, 1, 2, None),
        (2, 1, 3, None),
    ]
    assert found[0].label == "positive"
    assert found[3].label == "negative"
    for one in found:
        assert one.label in SENTIMENT_LABELS
        assert -1 <= one.score <= 1
        assert 0 < one.confidence <= 1


def test_articles_stay_in_order_and_those_without_mentions_have_none():
    empty = Analysis("b", "failed", "p")
    found = score_sentiments(["", TEXT, "Rain."], [empty, ANALYSIS, replace(empty, sentences=(Sentence(0, 5),))])
    assert [len(some) for some in found] == [0, 4, 0]
    assert score_sentiments([], []) == []


def test_progress_is_told_until_all_is_done():
    told = []
    score_sentiments([TEXT, TEXT], [ANALYSIS, ANALYSIS], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    assert told == sorted(told)


def test_a_name_is_chosen_before_a_pronoun_that_stands_first():
    text = "She won, and Ada Holm smiled."
    analysis = Analysis(
        "c",
        "analysed",
        "p",
        sentences=(Sentence(0, len(text)),),
        mentions=(
            Mention(0, 3, "She", "person", "pronoun", 0, 0),
            Mention(13, 21, "Ada Holm", "person", "name", 0, 0),
        ),
        entities=(LocalEntity("Ada Holm", "person"),),
    )
    (place,) = locate_targets(text, analysis)
    assert place.mention == 1
    assert place.target.mentions == ((13, 21), (0, 3))


def test_a_mention_in_a_quote_inside_a_quote_belongs_to_the_inner_one():
    analysis = replace(ANALYSIS, quotes=(Quote("direct", "", ((0, 54),)), Quote("direct", "", ((0, 20),))))
    assert locate_targets(TEXT, analysis)[0].quote == 1


def test_a_mention_that_runs_over_its_sentence_is_cut():
    analysis = replace(ANALYSIS, sentences=(Sentence(4, 54), *ANALYSIS.sentences[1:]))
    place = locate_targets(TEXT, analysis)[0]
    assert place.target.sentence[slice(*place.target.mentions[0])] == "Holm"


@pytest.mark.parametrize(
    ("sentence", "name", "label"),
    [
        ("Everybody praised Ada Holm for her excellent and courageous work.", "Ada Holm", "positive"),
        ("Prosecutors accused Ben Oster of a cruel and horrible fraud.", "Ben Oster", "negative"),
        ("The council meets Cy Dunn on Tuesday.", "Cy Dunn", "neutral"),
    ],
)
@pytest.mark.parametrize("method", ["the method in use", "the word list"])
def test_plain_cases_are_judged_as_a_reader_would(sentence, name, label, method):
    start = sentence.index(name)
    target = Target(sentence, ((start, start + len(name)),))
    if method == "the word list":
        (((found,),),) = wordlist.score_by_word_list([[target]])
    else:
        (found,) = score_targets([target])
    assert found.label == label


@pytest.mark.parametrize(
    ("sentence", "name", "clause"),
    [
        ("Ann won, but Bob lost the last round badly again.", "Bob", " but Bob lost the last round badly again."),
        ("Bob lost.", "Bob", "Bob lost."),
        ("Ann said: “Bob is the worst mayor we ever had”, and left.", "Bob", "“Bob is the worst mayor we ever had"),
    ],
)
def test_the_word_list_reads_the_clause_around_the_mention(sentence, name, clause):
    start = sentence.index(name)
    left, right = wordlist.cut_clause(sentence, start, start + len(name))
    assert clause.strip() in sentence[left:right]
    assert "Ann" not in sentence[left:right]


@pytest.mark.parametrize("sentence", ["", " ", "…", "[unused1]", "x" * 5000, "“", "a\ud7ff b"])
def test_odd_sentences_get_an_opinion_too(sentence):
    (found,) = score_targets([Target(sentence, ((0, min(1, len(sentence))),))])
    assert found.label in SENTIMENT_LABELS


def test_each_mention_lies_in_the_innermost_quote_around_it():
    quotes = [Quote("direct", "", spans) for spans in (((0, 52),), ((10, 30), (60, 90)), ((12, 20),), ((62, 70),))]
    places = [(11, 13), (13, 15), (25, 28), (19, 22), (30, 31), (40, 55), (61, 65), (62, 66), (95, 99)]
    mentions = [Mention(start, end, "", "person", "name", 0, 0) for start, end in places]
    assert find_quotes(mentions[::-1], quotes)[::-1] == [1, 2, 1, 1, 0, None, 1, 3, None]


def test_a_long_sentence_is_cut_into_pieces_around_those_it_speaks_of():
    sentence = " ".join(f"Name{number:03} said no." for number in range(300))
    targets = [Target(sentence, ((17 * number, 17 * number + 7),)) for number in range(300)]
    pieces = list(cut_passage(targets[::-1]))
    assert sorted(number for numbers, _ in pieces for number in numbers) == list(range(300))
    assert len(pieces) < 2 * len(sentence) / (MOST_CHARACTERS - 600) + 1
    for numbers, cut in pieces:
        assert len(cut[0].sentence) <= MOST_CHARACTERS
        for number, target in zip(numbers, cut, strict=True):
            assert target.sentence[slice(*target.mentions[0])] == f"Name{299 - number:03}"
    alone = cut_target(targets[150])
    assert len(alone.sentence) <= MOST_CHARACTERS
    assert alone.sentence[slice(*alone.mentions[0])] == "Name150"


def test_the_environment_says_how_many_threads_a_process_may_use(monkeypatch):
    monkeypatch.setenv(model.THREADS, "1")
    assert model.count_threads() == 1
    monkeypatch.setenv(model.THREADS, "all")
    assert 1 <= model.count_threads() <= 2


def test_the_package_gives_the_function_that_the_library_calls():
    assert sentiment.score_sentiments is score_sentiments
