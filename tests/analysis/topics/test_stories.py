"""Articles of one event are told from articles on the same theme, and from the same people on another matter."""

from __future__ import annotations

import pytest

from components.analysis.topics.stories import (
    StoriesInMemory,
    Story,
    build_features,
    find_least_closeness,
    measure_closeness,
    place_article,
)
from tests.analysis.growth import count_steps
from tests.conftest import ROOT

FIRE = {"warehouse": 3, "fire": 4, "brigade": 2, "smoke": 2, "paint store": 1}
VOTE = {"ballot": 3, "ward": 2, "recount": 3, "turnout": 1, "polling station": 1}
PEOPLE, OTHERS = {1: 3, 2: 1, 3: 1, 4: 1}, {5: 2, 6: 1, 7: 1, 8: 1}


def place(*articles: tuple[dict[str, int], dict[int, int], int | None]) -> list[int]:
    """The stories of articles given as (terms, entities, day), in order, among others that have nothing in common."""
    features = [build_features(n, *one) for n, one in enumerate(articles)]
    noise = [build_features(1000 + n, {f"thing{n} {k}": 1 for k in range(9)}, {900 + n: 1}, None) for n in range(60)]
    stories = StoriesInMemory([*features, *noise])
    for one in features:
        stories.place(one)
    return [stories.story_of[n] for n in range(len(articles))]


@pytest.mark.parametrize(
    ("second", "is_one"),
    [
        ((FIRE, PEOPLE, 1), True),
        (({**FIRE, "insurance": 2, "owner": 1}, {**PEOPLE, 9: 2}, 3), True),
        ((FIRE, PEOPLE, None), True),  # an undated article can join
        ((FIRE, PEOPLE, 400), True),  # much later, but the same in every word
        ((FIRE, OTHERS, 1), False),  # the theme with other people
        ((VOTE, PEOPLE, 1), False),  # the same people on another matter
        ((VOTE, OTHERS, 1), False),
        ((FIRE, {1: 1, 2: 1}, 1), False),  # too few names in common
        (({}, {}, 1), False),
    ],
)
def test_an_event_has_its_people_and_its_matter(
    second: tuple[dict[str, int], dict[int, int], int | None], is_one: bool
) -> None:
    first, other = place((FIRE, PEOPLE, 0), second)
    assert (first == other) is is_one


def test_the_longer_nothing_was_told_the_nearer_an_article_must_be() -> None:
    story = Story(1, 2, {}, 100, 110)
    least = [find_least_closeness(story, day) for day in (105, 110, 115, 150, 1000)]
    assert least == sorted(least)
    assert least[0] == least[1] < least[2] < least[4]
    assert find_least_closeness(story, 95) == find_least_closeness(story, 115)
    assert least[0] < find_least_closeness(story, None) < least[4]


def test_an_article_that_belongs_to_two_near_stories_makes_them_one() -> None:
    half = {**dict(list(FIRE.items())[:3]), "hose": 2}
    new = build_features(2, FIRE | half, PEOPLE, 150)
    stories = StoriesInMemory([new, *(build_features(n, {f"thing{n}": 1}, {}, None) for n in range(60))])
    for terms, day in ((FIRE, 0), (half, 300)):
        stories.write_story(Story(stories.add_story(), 1, _read_centre(terms), day, day))
    stories.story_of = {0: 1, 1: 2}
    stories.place(new)
    assert set(stories.story_of.values()) == {1}


def _read_centre(terms: dict[str, int]) -> dict[int, float]:
    words = build_features(0, terms, PEOPLE, None).words
    length = sum(weight * weight for weight in words.values()) ** 0.5
    return {word: weight / length for word, weight in words.items()}


def test_placing_an_article_takes_no_more_steps_in_a_larger_library() -> None:
    steps = []
    for n in (200, 800):
        features = [
            build_features(k, {f"w{k % 50}": 1} | {f"thing{k} {i}": 1 for i in range(9)}, {k: 1, -k: 1, 9999 + k: 1}, k)
            for k in range(n)
        ]
        stories = StoriesInMemory(features)
        for one in features:
            stories.place(one)
        new = build_features(n, {"w3": 1, "thing7 1": 1, "new": 1}, {7: 1, -7: 1}, n)
        steps.append(count_steps(lambda stories=stories, new=new: place_article(stories, new), ROOT / "components"))  # type: ignore[misc]
    assert steps[1] < 1.5 * steps[0]


def test_a_vector_is_as_near_to_itself_as_can_be() -> None:
    assert measure_closeness({1: 0.6, 2: 0.8}, {1: 0.6, 2: 0.8}) == pytest.approx(1)
    assert measure_closeness({1: 1.0}, {2: 1.0}) == 0


def test_forms_of_a_word_are_one_and_names_come_from_entities() -> None:
    one, other = (build_features(1, terms, {7: 1}, None) for terms in ({"harbours": 1}, {"harbour": 1, "@Ada Dray": 4}))
    assert one == other
    assert len(one.names) == 1
