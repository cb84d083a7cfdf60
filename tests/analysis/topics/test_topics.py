"""Topics: found, named, assigned, kept."""

import random

import pytest

from components.analysis.topics import (
    MIN_ARTICLES,
    MOST_PER_ARTICLE,
    TopicModel,
    assign_topics,
    choose_number,
    fit_topics,
)
from components.analysis.topics.terms import is_empty_term

STORIES = {
    "port": ["strike", "port", "union", "docker", "crane", "wage", "container", "Joanna Pike", "picket", "harbour"],
    "drug": ["patient", "hospital", "drug", "doctor", "trial", "liver", "nurse", "medicine", "Amara Adeyemi", "dose"],
    "ferry": ["ferry", "captain", "inquiry", "passenger", "ship", "witness", "steering", "Ines Dray", "rescue", "sea"],
    "vote": ["election", "party", "vote", "premier", "campaign", "poll", "ballot", "Bram Tolliver", "seat", "debate"],
}
NOISE = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(300)]


def write_pile(number, stories=tuple(STORIES), seed=1):
    """Invented articles as terms; article i is about story i modulo the number of stories."""
    rng = random.Random(seed)
    pile = []
    for place in range(number):
        words = rng.choices(STORIES[stories[place % len(stories)]], k=25) + rng.choices(NOISE, k=15)
        pile.append({word: words.count(word) for word in words})
    return pile


@pytest.fixture(scope="module")
def pile():
    return write_pile(60)


@pytest.fixture(scope="module")
def model(pile):
    return fit_topics(pile)


def test_each_story_has_a_topic_of_its_own(pile, model):
    best = [found[0][0] for found in assign_topics(model, pile)]
    for story in range(4):
        own = best[story::4]
        others = {topic for other in range(4) if other != story for topic in best[other::4]}
        assert not others & set(own)
        assert own.count(max(own, key=own.count)) >= 8
    assert len({max(best[story::4], key=best[story::4].count) for story in range(4)}) == 4


def test_labels_are_words_of_the_story_and_all_different(model):
    labels = [topic.label for topic in model.topics]
    assert len(set(labels)) == len(labels)
    about_stories = [label for label in labels if not label.startswith("word")]
    for words in STORIES.values():
        assert any(set(label.split(" and ")) <= set(words) for label in about_stories)


def test_articles_have_at_most_three_topics_best_first(pile, model):
    for found in assign_topics(model, pile):
        weights = [weight for _, weight in found]
        assert len(found) <= MOST_PER_ARTICLE
        assert weights == sorted(weights, reverse=True)
        assert all(0 < weight <= 1 for weight in weights)


def test_topics_come_commonest_first(model, pile):
    named = [topic_id for found in assign_topics(model, pile) for topic_id, _ in found]
    counts = [named.count(topic.topic_id) for topic in model.topics]
    assert counts[0] >= counts[-1] > 0


def test_the_same_pile_gives_the_same_topics(pile, model):
    again = fit_topics(pile)
    assert [topic.keywords for topic in again.topics] == [topic.keywords for topic in model.topics]
    assert [topic.label for topic in again.topics] == [topic.label for topic in model.topics]


def test_a_model_survives_storage(pile, model):
    again = TopicModel.from_bytes(model.to_bytes())
    assert again.topics == model.topics
    assert again.n_articles == 60
    assert assign_topics(again, pile) == [
        tuple((topic, pytest.approx(weight, abs=1e-3)) for topic, weight in found)
        for found in assign_topics(model, pile)
    ]


def test_ids_stay_when_the_pile_grows(model):
    grown = fit_topics(write_pile(120, seed=1) + write_pile(40, ("vote", "ferry"), seed=2), previous=model)
    before = {word: topic.topic_id for topic in model.topics for word in topic.keywords[:3]}
    after = {word: topic.topic_id for topic in grown.topics for word in topic.keywords[:3]}
    shared = [word for word in before if word in after and not word.startswith("word")]
    assert len(shared) >= 4
    assert sum(before[word] == after[word] for word in shared) >= 0.7 * len(shared)
    assert len({topic.topic_id for topic in grown.topics}) == len(grown.topics)


def test_a_topic_unlike_all_old_ones_gets_an_id_of_its_own():
    old = fit_topics(write_pile(40, ("port", "drug"), seed=3))
    new = fit_topics(write_pile(40, ("ferry", "vote"), seed=4), previous=old)
    stories = [topic for topic in new.topics if set(topic.keywords[:3]) <= {*STORIES["ferry"], *STORIES["vote"]}]
    assert stories
    assert not {topic.topic_id for topic in stories} & {topic.topic_id for topic in old.topics}


def test_a_wire_story_printed_many_times_makes_no_topic():
    wire = {f"copyword{chr(97 + number)}": 2 for number in range(20)}
    model = fit_topics([*write_pile(60), *([wire] * 6)])
    assert not any(word.startswith("copyword") for topic in model.topics for word in topic.keywords)


@pytest.mark.parametrize(
    "terms",
    [
        [],
        [{} for _ in range(50)],
        write_pile(MIN_ARTICLES - 1),
        [{"strike": 2, "port": 1} for _ in range(30)],
        [{f"only{number}": 1} for number in range(30)],
        [{"year": 3, "2024": 1} for _ in range(30)],
    ],
    ids=["no articles", "no words", "too few articles", "all the same", "nothing shared", "empty words"],
)
def test_where_there_is_nothing_to_find_there_are_no_topics(terms):
    model = fit_topics(terms)
    assert model.topics == ()
    assert model.n_articles == len(terms)
    assert assign_topics(TopicModel.from_bytes(model.to_bytes()), terms) == [() for _ in terms]


def test_topics_of_an_empty_previous_model_are_all_new(pile, model):
    again = fit_topics(pile, previous=fit_topics([]))
    assert len(again.topics) == len(model.topics)


@pytest.mark.parametrize("terms", [{}, {"zebra": 4, "giraffe": 2}, {"strike": 0}])
def test_an_article_that_fits_nothing_gets_no_topic(model, terms):
    assert assign_topics(model, [terms]) == [()]


@pytest.mark.parametrize(
    ("articles", "least", "most"),
    [(20, 2, 3), (24, 3, 4), (45, 4, 5), (60, 5, 6), (300, 11, 13), (1000, 13, 16), (10_000, 18, 22)],
)
def test_more_articles_have_more_topics(articles, least, most):
    assert least <= choose_number(articles) <= most


@pytest.mark.parametrize(
    ("term", "is_empty"),
    [
        ("year", True),
        ("years", True),
        ("2024", True),
        ("Monday", True),
        ("large number", True),
        ("new book", True),
        ("last year", True),
        ("percentage points", True),
        ("@Pike", True),
        ("@Joanna Pike", False),
        ("strike", False),
        ("port strike", False),
        ("Wells Fargo", False),
        ("New Hampshire", False),
    ],
)
def test_words_of_any_article_are_empty(term, is_empty):
    assert is_empty_term(term) is is_empty
