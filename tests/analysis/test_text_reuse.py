"""Quotes that are one are told from those that only sound alike, and what became of the words is named."""

from __future__ import annotations

import pytest

from components.analysis import text_reuse
from components.analysis.quote_groups import Link, Membership, Said, find_groups, place_quote, rank_candidates
from components.analysis.text_reuse import (
    FIRM,
    PARAPHRASE,
    WITH_SPEAKER,
    choose_version,
    find_change,
    find_link,
    list_prints,
    read_wording,
)
from tests.benchmarks.quote_groups import group_said, read_gold, score_bcubed, score_pairs

PUMP = "“The pump was never switched on, and the whole cellar knew it,”"


def wording(content: str):  # type: ignore[no-untyped-def]
    """A direct quote if it begins with a mark, a mixed one if it has one, else an indirect one."""
    kind = "direct" if content[0] in "“\"‘'" else "mixed" if "“" in content else "indirect"
    return read_wording(content, kind)


@pytest.mark.parametrize(
    ("other", "strength"),
    [
        ('"The pump was never switched on and the whole cellar knew it."', FIRM),
        ("that “the pump was never switched on, and the whole cellar knew it”", FIRM),
        ("“Ask anyone. The pump was never switched on, and the whole cellar knew it, and said so,”", FIRM),
        ("“The pump was never switched on, and the whole street knew it,”", WITH_SPEAKER),
        ("that “the whole cellar knew it”", WITH_SPEAKER),
        ("that “the whole street knew it”", 0),
        ("the whole “cellar knew it” and that nobody had “switched on” the pump", PARAPHRASE),
        ("nobody had switched the pump on and the whole cellar knew", PARAPHRASE),
        ("the pump had been switched on and the whole cellar knew", 0),  # the opposite
        ("“The pump was old,”", 0),
        ("“It is what it is,”", 0),
    ],
)
def test_two_quotes_are_one_by_their_words(other: str, strength: int) -> None:
    assert find_link(wording(PUMP), wording(other)) == find_link(wording(other), wording(PUMP)) == strength


@pytest.mark.parametrize(
    ("first", "second", "strength"),
    [
        ("“Quite the quiet revolution, then,”", "that it was “quite the quiet revolution, then”", WITH_SPEAKER),
        ("“We need forty new wells by June,”", "that the town needs forty new wells by June", PARAPHRASE),
        ("“We need forty new wells by June at the latest,”", "they needed fifty new wells by June at the latest", 0),
        ("“No comment,”", "“No comment,”", 0),
        ("“Thank you all for coming,”", "“Thank you all for coming tonight,”", 0),
        ("that the pump was old and would be replaced", "the pump was old and had to be replaced", 0),
        (
            "that the pump was forty years old, badly mended and twice flooded",
            "the pump was forty years old, badly mended and twice flooded",
            WITH_SPEAKER,
        ),
        ("", "", 0),
    ],
)
def test_few_words_in_common_ask_for_the_same_speaker(first: str, second: str, strength: int) -> None:
    one, other = (wording(text) if text else read_wording(text, "direct") for text in (first, second))
    assert find_link(one, other) == strength


@pytest.mark.parametrize(
    ("other", "change"),
    [
        (PUMP.upper(), "same"),
        ("He said “the pump was never switched on, and the whole cellar knew it”.", "same"),
        ("“The pump was never switched on,”", "shortened"),
        ("“The pump was never switched on … the whole cellar knew it,”", "shortened"),
        ("“The pump was [not] switched on, and the whole cellar knew it,”", "altered"),
        ("“The pump was never switched on, and the whole street knew it,”", "altered"),
        ("nobody had switched on the pump", "paraphrased"),
    ],
)
def test_what_became_of_the_words_is_named(other: str, change: str) -> None:
    assert find_change(wording(PUMP), wording(other)) == change


@pytest.mark.parametrize(
    ("quotes", "place"),
    [
        ([PUMP, "“The pump was never switched on,”"], 0),
        (["“The pump was never switched on,”", PUMP, PUMP.lower()], 1),
        ([PUMP, PUMP.replace("cellar", "street") + " and so on"], 0),
        (["the pump had never been on", PUMP], 1),
    ],
)
def test_the_version_that_most_have_is_what_the_others_are_measured_by(quotes: list[str], place: int) -> None:
    assert choose_version([wording(quote) for quote in quotes]) == place


def test_typography_leaves_no_trace_in_the_fingerprints() -> None:
    one, other = "“We don’t pay – not a cent,”", '"We don\'t pay, NOT a cent."'
    assert list_prints(wording(one)) == list_prints(wording(other)) != []


@pytest.mark.parametrize(
    ("sharing", "ranked"),
    [
        ([], []),
        ([[3, 2, 1], [2]], [2, 3, 1]),  # several in common, then the latest
        ([[9, 8, 7], [4]], [4, 9, 8, 7]),  # what few quotes have says more
        ([list(range(50, 0, -1)), [60, 61]], [60, 61, 50, 49]),  # one in common may be chance
        ([list(range(50, 0, -1))] * 2, list(range(50, 30, -1))),
    ],
)
def test_most_alike_are_compared_and_few_that_may_be_chance(sharing: list[list[int]], ranked: list[int]) -> None:
    assert rank_candidates(sharing) == ranked


def test_words_that_many_have_said_before_are_still_known_again() -> None:
    few = wording("“Quite the quiet revolution, then,”")
    said = [Said(n, n, 1, 0, few) for n in range(1, 61)] + [Said(n, n, 2, n, few) for n in (61, 62)]
    assert {own.group for n, own in find_groups(said).items() if n > 60} == {61}


def test_quotes_with_too_few_words_in_common_are_not_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_reuse, "SequenceMatcher", None)
    for other in ("“The pump was old, so they dug a new well,”", "the pump was old, so they dug a new well"):
        assert find_link(wording(PUMP), wording(other)) == 0


def test_only_firm_links_join_groups() -> None:
    known = {1: Membership(1, True), 2: Membership(2, True), 3: Membership(3, False)}
    firm, loose = Link(2, FIRM, False), Link(3, WITH_SPEAKER, True)
    assert place_quote(9, [Link(1, FIRM, False), firm], known) == (dict.fromkeys((9, 1, 2), Membership(1, True)), (2,))
    assert place_quote(9, [Link(1, PARAPHRASE, False), loose], known) == ({9: Membership(3, False)}, ())
    assert place_quote(9, [Link(5, PARAPHRASE, True)], {}) == ({n: Membership(5, False) for n in (9, 5)}, ())
    assert place_quote(9, [], known) == ({}, ())


def test_a_long_quote_brings_its_parts_together_whichever_comes_first() -> None:
    parts = [
        "“The roof was open to the rain for eleven winters,”",
        "“not one councillor ever climbed up to look at it,”",
    ]
    whole = "“The roof was open to the rain for eleven winters, and not one councillor ever climbed up to look at it,”"
    for order in ([*parts, whole], [whole, *parts], [parts[0], whole, parts[1]]):
        said = [Said(n, n, None, None, wording(text)) for n, text in enumerate(order, start=1)]
        assert {own.group for own in find_groups(said).values()} == {1}
        assert len(find_groups(said)) == 3


def test_a_quote_twice_in_one_article_is_no_travelling_quote() -> None:
    assert find_groups([Said(n, 1, 1, None, wording(PUMP)) for n in (1, 2)]) == {}


def test_hand_marked_quotes_are_grouped_with_no_false_pair() -> None:
    quotes, gold = read_gold()
    found = group_said(quotes)
    right, n_found, n_marked = score_pairs(gold, found, {one.number: one.article for one in quotes})
    precision, recall = score_bcubed(gold, found, [one.number for one in quotes])
    assert right == n_found
    assert right / n_marked >= 0.6
    assert precision == 1
    assert recall >= 0.84
