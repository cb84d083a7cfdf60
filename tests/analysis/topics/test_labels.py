"""Labels and keywords of topics: what they are called."""

import numpy as np
import pytest

from components.analysis.topics.labels import choose_keywords, choose_label, name_topics, share_a_word
from components.analysis.topics.vectors import build_matrix, choose_terms

OTHERS = [dict.fromkeys(("budget", "council", "library", "school")[at % 2 :], 1) for at in range(12)]


def name(*articles):
    """The name of a topic of these articles, each written as "term, term, …", among others about a town."""
    own = [dict.fromkeys(article.split(", "), 1) for article in articles]
    counts = [*own, *OTHERS]
    vocabulary, idf = choose_terms(counts)
    members = np.array([[at < len(own)] for at in range(len(counts))])
    return name_topics(vocabulary, build_matrix(counts, vocabulary, idf), members, counts)[0]


@pytest.mark.parametrize(
    ("articles", "label"),
    [
        (["port, strike, port strike, union"] * 3 + ["port, strike, wage"] * 2, "port strike"),
        (["port, strike, port strike"] * 2 + ["port, strike, union"] * 4, "port strike"),
        (["port, strike, union"] * 2 + ["port, strike"] * 4, "port and strike"),
        (["ferry, inquiry, Saint Olave, sea"] * 3 + ["Saint Olave, captain"] * 3, "Saint Olave"),
        (["ferry, inquiry, ferry inquiry, Saint Olave"] * 5, "ferry inquiry"),
        (["strike, @Ann Pike"] + ["strike, @Ann Pike, dockers"] * 5, "strike and dockers"),
        (["@Ann Pike, @Bo Lund"] * 6, "Ann Pike"),
        (["strike, union, general secretary"] * 6, "strike and union"),
        (["harvest"] * 6, "harvest"),
        (["Democratic, polls, Democratic seats, turnout"] + ["Democratic, polls, turnout"] * 5, "polls and turnout"),
    ],
)
def test_a_label_is_the_phrase_name_or_pair_of_words_that_finds_most_of_its_articles(articles, label):
    assert name(*articles).label == label


@pytest.mark.parametrize(
    ("taken", "label"),
    [
        ((), "port strike"),
        (("port strike",), "dockers and wage"),
        (("port strike", "wage and dockers"), "port and crane"),
        (("school strike",), "dockers and wage"),
        (("strike", "wage", "crane"), "port strike"),
    ],
)
def test_a_label_differs_from_those_of_other_topics(taken, label):
    options = [("port strike", 0.8), ("port and crane", 0.5), ("dockers and wage", 0.6)]
    assert choose_label(options, taken) == label


def test_where_there_is_nothing_to_call_it_a_label_is_empty():
    assert choose_label([]) == ""


@pytest.mark.parametrize("term", ["<b>bold</b> claims", "[x](javascript:alert)", "=cmd()", "a" * 500])
def test_hostile_terms_are_labels_as_they_stand(term):
    """They are escaped where they are shown."""
    assert name(*[f"{term}, strike"] * 6).label in (term, f"{term} and strike", f"strike and {term}")


def test_keywords_hold_each_word_once():
    ranked = ["strike", "striker", "Harlow Port", "port", "union"]
    assert choose_keywords(ranked) == ("strike", "Harlow Port", "union")


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("strike", "striker", True),
        ("election", "elections", True),
        ("Port of Oster", "port", True),
        ("John Harlow", "Harlow", True),
        ("port", "sport", False),
        ("union", "unit", False),
        ("inquiry", "strike", False),
    ],
)
def test_two_forms_of_a_word_are_told_from_two_words(first, second, shared):
    assert share_a_word(first, second) is shared
