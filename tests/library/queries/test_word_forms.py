"""A word finds its inflections in British and American spelling, and no other word."""

from __future__ import annotations

import pytest

from components.library.queries.word_forms import list_forms


@pytest.mark.parametrize(
    "alike",
    [
        "walk walks walked walking",
        "carry carries carried carrying",
        "stop stops stopped stopping",
        "hope hopes hoped hoping",
        "panic panics panicked panicking",
        "tie ties tied tying",
        "agree agrees agreed agreeing",
        "travel travels travelled traveled travelling traveling",
        "organise organize organised organizes organising organizing",
        "analyse analyze analysed analyzing",
        "colour color colours colored colouring",
        "favourite favorite favourites favorites",
        "centre center centres centers centred centered",
        "theatre theater theatres",
        "catalogue catalog catalogues",
        "dialogue dialog",
        "defence defense defences",
        "licence license licenses licensed",
        "counsellor counselor counsellors",
        "fulfil fulfill fulfilled fulfils",
        "programme program programmes",
        "paediatric pediatric",
        "anaemia anemia",
        "manoeuvre maneuver manoeuvres maneuvered",
        "judgement judgment judgments",
        "go goes went gone going",
        "say says said saying",
        "child children",
        "policeman policemen",
        "city cities",
        "box boxes",
        "knife knives",
        "crisis crises",
    ],
)
def test_forms_of_one_word_find_each_other(alike: str) -> None:
    words = alike.split()
    for word in words:
        assert set(words) <= list_forms(word), word


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("rating", "rat"), ("hoping", "hop"), ("hopping", "hope"), ("planed", "plan"), ("caring", "car"),
        ("important", "import"), ("policy", "police"), ("news", "new"), ("evening", "even"), ("politics", "politic"),
        ("university", "universe"), ("need", "nee"), ("speed", "spe"), ("string", "str"), ("four", "for"),
        ("scored", "scoured"), ("prise", "prize"), ("acre", "acer"), ("timber", "timbre"), ("filled", "filed"),
        ("leave", "left"), ("see", "saw"), ("bloc", "blocked"), ("united", "unit"), ("boss", "bos"), ("this", "thi"),
        ("during", "dure"), ("wicked", "wick"), ("paris", "pari"),
    ],
)  # fmt: skip
def test_other_words_are_no_forms(word: str, other: str) -> None:
    assert other not in list_forms(word)
    if len(other) > 3:
        assert word not in list_forms(other)


@pytest.mark.parametrize("word", ["the", "whose", "covid19", "łodz", "x", "", "a" * 100_000])
def test_words_of_grammar_and_what_is_no_english_word_have_no_forms(word: str) -> None:
    assert list_forms(word) == {word}
