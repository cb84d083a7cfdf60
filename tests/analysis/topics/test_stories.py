"""Articles of one event are told from articles on the same theme, and from the same people on another matter."""

from __future__ import annotations

import pytest

from components.analysis.topics.features import Features, Opening, build_features
from components.analysis.topics.stories import (
    StoriesInMemory,
    Story,
    find_least_closeness,
    measure_cosine,
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


def test_the_more_articles_came_in_between_the_nearer_an_article_must_be() -> None:
    story = Story(1, 2, {}, 100, 110)
    least = [find_least_closeness(story, day, 2.0) for day in (105, 110, 115, 150, 1000)]
    assert least == sorted(least)
    assert least[0] < least[1] < least[2] < least[4], "the middle of a story counts, so that it does not drift"
    assert find_least_closeness(story, 95, 2.0) == find_least_closeness(story, 115, 2.0)
    assert find_least_closeness(story, 115, 0.1) < find_least_closeness(story, 115, 9.0)
    assert least[0] < find_least_closeness(story, None, 2.0) < least[4]


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
    assert measure_cosine({1: 0.6, 2: 0.8}, {1: 3, 2: 4}) == pytest.approx(1)
    assert measure_cosine({1: 1.0}, {2: 1.0}) == measure_cosine({}, {2: 1.0}) == 0


def test_forms_of_a_word_are_one_and_names_come_from_entities() -> None:
    one, other = (build_features(1, terms, {7: 1}, None) for terms in ({"harbours": 1}, {"harbour": 1, "@Ada Dray": 4}))
    assert one == other
    assert len(one.names) == 1


def words(*names: str) -> dict[str, int]:
    return dict.fromkeys(names, 1)


COURT, BANK = words("verdict", "jury", "courtroom", "appeal"), words("rate", "inflation", "lending", "mortgage")
EVERYWHERE = {501: 4, 502: 3}  # two candidates
HALDEN, MARREN = {11: 3, 12: 2, 13: 1, 14: 1}, {21: 3, 22: 2, 23: 1, 24: 1}


@pytest.mark.parametrize(
    ("kind", "articles", "stories"),
    [
        (
            "the same theme, another event",
            [(COURT, EVERYWHERE | HALDEN, 0), (COURT, EVERYWHERE | MARREN, 1), (COURT, EVERYWHERE | HALDEN, 2)],
            [0, 1, 0],
        ),
        (
            "the same candidates everywhere",
            [(FIRE, EVERYWHERE | {31: 1}, 0), (VOTE, EVERYWHERE | {32: 1}, 0), (BANK, EVERYWHERE | {33: 1}, 1)],
            [0, 1, 2],
        ),
        (
            "the same event told later",
            [(FIRE, PEOPLE, 0), (VOTE, OTHERS, 3), (FIRE | words("inquest", "coroner"), PEOPLE | {9: 1}, 40)],
            [0, 1, 0],
        ),
        (
            "a long-running story",
            [(FIRE | words(f"hearing {n}"), PEOPLE | {90 + n: 1}, 14 * n) for n in range(8)],
            [0] * 8,
        ),
    ],
)
def test_events_are_told_from_themes(
    kind: str, articles: list[tuple[dict[str, int], dict[int, int], int]], stories: list[int]
) -> None:
    features = [build_features(n, *one) for n, one in enumerate(articles)]
    kept = StoriesInMemory([*features, *pile_of(200)])
    for one in features:
        kept.place(one)
    found = [kept.story_of[n] for n in range(len(articles))]
    assert [found.index(one) for one in found] == [stories.index(one) for one in stories], kind


def pile_of(n_articles: int, first_day: int = 0, days: int = 100) -> list[Features]:
    """Articles of all kinds over so many days, which name the candidates and nothing else of the stories above."""
    return [
        build_features(
            1000 + n, words(*(f"matter{n % 40} {k}" for k in range(9))), EVERYWHERE | {900 + n: 1},
            first_day + n * days // n_articles,
        )
        for n in range(n_articles)
    ]  # fmt: skip


@pytest.mark.parametrize(("n_articles", "n_stories"), [(30, 1), (900, 6)])
def test_a_decision_that_recurs_is_a_story_each_time_where_much_else_is_told(n_articles: int, n_stories: int) -> None:
    bank = {41: 2, 42: 1, 43: 1}
    weekly = [
        build_features(
            n, BANK | words(*(f"detail{n} {k}" for k in range(8))), bank | {60 + 9 * n + k: 1 for k in range(9)}, 14 * n
        )
        for n in range(6)
    ]  # fmt: skip
    kept = StoriesInMemory([*weekly, *pile_of(n_articles)])
    for one in weekly:
        kept.place(one)
    assert len({kept.story_of[n] for n in range(6)}) == n_stories


def test_what_the_headline_and_the_first_sentences_name_weighs_more() -> None:
    opening = Opening("Quay closed", "The harbour master spoke.", {1}, {1, 2})
    found = build_features(0, words("quay", "harbour", "lamp"), {1: 1, 2: 1, 3: 1}, 0, opening)
    plain = build_features(0, words("quay", "harbour", "lamp"), {1: 1, 2: 1, 3: 1}, 0)
    assert sorted(found.words[word] / plain.words[word] for word in plain.words) == [1, 1, 1.5, 1.5, 3, 3]
