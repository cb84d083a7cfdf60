"""Articles that are about something else than the pile have no topic, and make none."""

import random

import numpy as np
import pytest

from components.analysis.topics import TopicModel, assign_topics, fit_topics
from components.analysis.topics.coherence import find_likeness, score_terms
from components.analysis.topics.vectors import build_matrix, choose_terms, measure_coverage
from tests.analysis.topics.test_topics import NOISE, STORIES, write_pile

FIELDS = [[f"{field}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] for field in ("harbour", "council", "clinic")]
MISSILES = "missile rocket drone army general ceasefire frontline offensive shelling ammunition brigade border".split()  # noqa: SIM905
OTHER = [f"{first}{second}" for first in ("moss", "fern", "lichen", "heath") for second in "abcdefghijklmnopqrst"]


def write_field(number, seed):
    """Articles of three fields of one region, as terms."""
    rng = random.Random(seed)
    pile = []
    for place in range(number):
        own = FIELDS[place % 3]
        words = rng.choices(own, weights=range(len(own), 0, -1), k=40) + rng.choices(NOISE, k=15)
        pile.append({word: words.count(word) for word in words})
    return pile


def write_stranger(seed, from_the_pile=("harboura", "harbourb", "councila", "clinica")):
    """An article about a war, with words of its own and some words of the pile."""
    rng = random.Random(seed)
    words = [*rng.sample(MISSILES, 8), *rng.sample(OTHER, 25), *from_the_pile]
    return {word: 1 + (word in MISSILES) for word in words}


@pytest.mark.parametrize("number", [30, 45, 60])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_articles_about_something_else_belong_to_no_topic(number, seed):
    pile = write_field(number, seed)
    strangers = [write_stranger(seed * 10 + at) for at in range(3)]
    model = fit_topics([*pile, *strangers])
    assert assign_topics(model, strangers) == [(), (), ()]
    assert len(model.topics) == 3
    assert not {word for topic in model.topics for word in topic.keywords} & set(MISSILES)
    assert sum(bool(found) for found in assign_topics(model, pile)) > 0.9 * number


def test_a_later_article_about_something_else_belongs_to_no_topic():
    model = TopicModel.from_bytes(fit_topics(write_field(60, 1)).to_bytes())
    later = write_stranger(5, from_the_pile=FIELDS[0][:6])
    assert assign_topics(model, [later]) == [()]


def test_a_model_of_an_older_library_still_assigns():
    """It has no least coverage."""
    pile = write_pile(60)
    model = fit_topics(pile)
    older = TopicModel(model.topics, model.n_articles, model.terms, model.idf, model.weights)
    assert [found[0] for found in assign_topics(older, pile)] == [found[0] for found in assign_topics(model, pile)]


def test_articles_that_share_a_few_words_and_nothing_else_make_no_topic():
    passage = dict.fromkeys(("note", "pledge", "tribute", "refusal", "bully", "religion", "liar", "mogul"), 1)
    pile = [terms | (passage if at < 12 else {}) for at, terms in enumerate(write_field(60, 4))]
    vocabulary, idf = choose_terms(pile)
    matrix = build_matrix(pile, vocabulary, idf)
    members = np.zeros((60, 2), dtype=bool)
    members[:12, 0] = members[::3, 1] = True
    with_passage, of_a_field = find_likeness(matrix, members, score_terms(matrix, members))
    assert with_passage < 1.1 < 1.5 < of_a_field
    assert not {word for topic in fit_topics(pile).topics for word in topic.keywords[:3]} & set(passage)


@pytest.mark.parametrize(
    ("terms", "share"),
    [({"strike": 2, "ports": 1}, 1.0), ({"strike": 1, "moss": 9}, 0.5), ({"moss": 1, "year": 5}, 0.0), ({}, 0.0)],
)
def test_coverage_is_the_share_of_terms_that_the_vocabulary_has(terms, share):
    assert measure_coverage([terms], ("strike", "port", *STORIES["vote"])) == [share]
