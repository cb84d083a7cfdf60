"""Names wrapped, shortened and kept apart."""

from __future__ import annotations

import itertools
import random

import pytest

from components import count_of
from components.charts.axes import fit, markup, push_apart, shorten, text_width, wrap_name, wrap_to_fit


@pytest.mark.parametrize(
    ("name", "width", "lines"),
    [
        ("Ostervik", 14, ["Ostervik"]),
        ("Harbour Authority", 14, ["Harbour", "Authority"]),
        ("Coastal Workers’ Union", 14, ["Coastal", "Workers’ Union"]),
        ("  two   words ", 14, ["two words"]),
        ("", 14, [""]),
        ("Donaudampfschifffahrtsgesellschaft", 10, ["Donaudampfsc…"]),
        ("one two three four five six seven", 5, ["one", "two", "three f…"]),
    ],
)
def test_names_are_wrapped_at_words(name: str, width: int, lines: list[str]) -> None:
    assert wrap_name(name, width) == lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Dockworkers’ and Seafarers’ Union", ["Dockworkers’", "and Seafarers’", "Union"]),
        ("Skerrow Port Authority", ["Skerrow Port", "Authority"]),
        ("one two three four five six seven eight", ["one two three", "four five six", "seven eight"]),
        ("", [""]),
    ],
)
def test_names_are_wrapped_to_the_room_they_have(name: str, lines: list[str]) -> None:
    assert wrap_to_fit(name, 12, 80) == lines


@pytest.mark.parametrize(
    ("text", "most", "short"), [("Ann", 5, "Ann"), ("Annabel", 5, "Anna…"), ("A, B and C", 4, "A…")]
)
def test_long_text_ends_in_an_ellipsis(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


def test_text_is_cut_to_the_pixels_there_are() -> None:
    assert text_width(fit("Österreichische Donaudampfschifffahrt", 13, 90), 13) <= 90
    assert fit("Tobias Renwick", 13, 96) == "Tobias Renwick"


def test_wide_letters_take_more_room_than_slim_ones() -> None:
    assert text_width("mmm", 13) > text_width("nnn", 13) > text_width("iii", 13)


def test_nothing_in_a_name_takes_effect() -> None:
    assert markup(["<b>Works</b>", "A & B"]) == "&lt;b&gt;Works&lt;/b&gt;<br>A &amp; B"


@pytest.mark.parametrize(("n", "words"), [(1, "1 article"), (0, "0 articles"), (1204, "1,204 articles")])
def test_amounts_agree_with_their_noun(n: int, words: str) -> None:
    assert count_of(n, "article") == words


def overlaps(places: list[float], heights: list[float]) -> list[tuple[int, int]]:
    pairs = itertools.combinations(range(len(places)), 2)
    return [(a, b) for a, b in pairs if abs(places[a] - places[b]) < (heights[a] + heights[b]) / 2 - 1e-6]


@pytest.mark.parametrize("seed", range(20))
def test_pushed_labels_never_overlap_and_keep_their_order(seed: int) -> None:
    rng = random.Random(seed)
    centres = [rng.uniform(0, 300) for _ in range(rng.randint(1, 9))]
    heights = [rng.choice([17.0, 34.0]) for _ in centres]
    places = push_apart(centres, heights, -26, 308)
    assert not overlaps(places, heights)
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    assert sorted(range(len(places)), key=lambda at: places[at]) == order
    assert all(
        place - height / 2 >= -26 and place + height / 2 <= 308 for place, height in zip(places, heights, strict=True)
    )


def test_labels_that_do_not_touch_stay_where_they_want_to_be() -> None:
    assert push_apart([20, 200], [17, 17], 0, 300, gap=0) == [20, 200]


def test_equal_wishes_share_the_room_around_them() -> None:
    assert push_apart([100, 100, 100], [10, 10, 10], 0, 300, gap=0) == [90, 100, 110]
