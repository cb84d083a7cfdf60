"""A peak stands out by more than chance; what is said to coincide with it sets its articles apart from others."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components import library
from components.library.queries.keyness import chance_of_so_many
from components.library.queries.peaks import _correct, _tail
from components.types import EvidenceQuery

WEEKS = [f"2025-{day}" for day in ("01-06", "01-13", "01-20", "01-27", "02-03", "02-10", "02-17", "02-24", "03-03")]
ONCE = "[Ada Dray|person] spoke."


def fill(pile, counts, text=ONCE):  # type: ignore[no-untyped-def]
    """Articles with this text in each week."""
    for week, n in zip(WEEKS, counts, strict=True):
        for _ in range(n):
            pile.article(text, date=week)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((1, 2, 1, 1, 12, 1, 2, 1, 1), [("2025-02-03", "2025-02-09", 12)]),
        ((1, 2, 1, 1, 12, 9, 2, 1, 1), [("2025-02-03", "2025-02-16", 21)]),
        ((1, 2, 1, 1, 4, 1, 2, 1, 1), []),
        ((2, 2, 2, 2, 2, 2, 2, 2, 2), []),
        ((0, 0, 0, 0, 8, 0, 0, 0, 0), [("2025-02-03", "2025-02-09", 8)]),
        ((11, 1, 1, 2, 1, 1, 1, 1, 2), [("2025-01-06", "2025-01-12", 11)]),
        ((30, 33, 28, 35, 45, 31, 30, 29, 34), []),
    ],
)
def test_a_peak_is_more_than_the_weeks_around_lead_to_expect(pile, counts, found) -> None:  # type: ignore[no-untyped-def]
    fill(pile, counts)
    pile.article("Nothing.", date=WEEKS[0])
    pile.article("Nothing.", date=WEEKS[-1])
    peaks = library.find_peaks(pile.view(), [pile.id_of("Ada Dray")], "week")
    assert [(peak.start, peak.end, peak.n_mentions) for peak in peaks] == found


def test_one_long_article_is_no_peak_where_articles_of_its_kind_are_usual(pile) -> None:  # type: ignore[no-untyped-def]
    long = "\n".join([ONCE] * 15)
    fill(pile, (0, 1, 0, 0, 1, 0, 1, 0, 1), long)
    assert not library.find_peaks(pile.view(), [pile.id_of("Ada Dray")], "week")
    for _ in range(14):
        pile.article(ONCE, date=WEEKS[4])
    fill(pile, (1, 0, 1, 2, 0, 2, 0, 1, 0))
    assert not library.find_peaks(pile.view(), [pile.id_of("Ada Dray")], "week")


def test_few_periods_have_no_peak(pile) -> None:  # type: ignore[no-untyped-def]
    fill(pile, (0, 0, 0, 1, 20, 1, 0, 0, 0))
    assert not library.find_peaks(pile.view(), [pile.id_of("Ada Dray")], "week")
    assert not library.find_peaks(pile.view(), [], "week")
    assert not library.find_peaks(pile.view(start="2030-01-01"), [pile.id_of("Ada Dray")], "week")


def test_what_coincides_is_what_its_articles_have_and_others_lack(pile) -> None:  # type: ignore[no-untyped-def]
    always, strike = {"council": 2, "debate": 1}, {"strike": 3, "dock workers": 2, "council": 1}
    for week, n in zip(WEEKS, (3, 3, 3, 3, 14, 3, 3, 3, 3), strict=True):
        for at in range(n):
            is_peak = n > 3 and at > 2
            text = "[Ada Dray|person] met [Hugo Pike|person] in [Halden|place]." if is_peak else ONCE
            pile.article(text, date=week, terms=json.dumps(strike if is_peak else always))
    view = pile.view()
    (peak,) = library.find_peaks(view, [pile.id_of("Ada Dray")], "week")
    found = library.find_coinciding(view, peak)
    names = found.names
    assert sorted(zip(names["name"], names["n_articles"], names["n_others"], strict=True)) == [
        ("Halden", 11, 0), ("Hugo Pike", 11, 0),
    ]  # fmt: skip
    assert sorted(found.words) == ["dock workers", "strike"]


@pytest.mark.parametrize(
    ("within", "otherwise", "found"),
    [(10, 0, [(10, 0)]), (10, 1, [(10, 1)]), (5, 0, [(5, 0)]), (1, 0, []), (2, 1, []), (5, 24, []), (0, 12, [])],
)
def test_a_story_coincides_where_the_peak_has_far_more_of_it_than_other_times(pile, within, otherwise, found) -> None:  # type: ignore[no-untyped-def]
    pile.add("stories", n=1, centre=b"")
    left = {True: within, False: otherwise}
    for week, n in zip(WEEKS, (3, 3, 3, 3, 14, 3, 3, 3, 3), strict=True):
        for _ in range(n):
            number = int(pile.article(ONCE, date=week, terms="{}")[1:])
            if left[n > 3]:
                left[n > 3] -= 1
                pile.add("article_stories", article=number, story=1, closeness=0.5)
    view = pile.view()
    (peak,) = library.find_peaks(view, [pile.id_of("Ada Dray")], "week")
    stories = library.find_coinciding(view, peak).stories
    assert list(zip(stories["n_articles"], stories["n_others"], strict=True)) == found
    for row in stories.itertuples():
        query = EvidenceQuery("articles", (peak.entity_id,), start=peak.start, end=peak.end, story=row.story_id)
        assert library.count_evidence(view, query).n == row.n_articles


def test_words_that_are_names_or_say_nothing_stand_out_never(pile) -> None:  # type: ignore[no-untyped-def]
    terms = {"@Hugo Pike": 3, "Halden": 2, "year": 4, "last week": 2, "harbour": 1, "harbour master": 1}
    for week, n in zip(WEEKS, (1, 1, 1, 1, 12, 1, 1, 1, 1), strict=True):
        for _ in range(n):
            pile.article(ONCE, date=week, terms=json.dumps(terms if n > 1 else {"council": 1}))
    view = pile.view()
    (peak,) = library.find_peaks(view, [pile.id_of("Ada Dray")], "week")
    assert library.find_coinciding(view, peak).words == ["harbour"], "of two that share a word, one is enough"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_p_values_are_corrected_as_benjamini_and_hochberg_say(p: list[float]) -> None:
    np.testing.assert_allclose(_correct(np.array(p)), stats.false_discovery_control(p), atol=1e-12)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 300), st.integers(0, 300))
def test_the_chance_of_so_many_articles_of_a_story_is_that_of_fishers_exact_test(a, b, n, n_other) -> None:  # type: ignore[no-untyped-def]
    n, n_other = n + a, n_other + b
    expected = stats.hypergeom.sf(a - 1, n + n_other, a + b, n)
    np.testing.assert_allclose(chance_of_so_many(a, n, b, n_other), expected, rtol=1e-5, atol=1e-9)


@given(
    st.integers(0, 80), st.floats(0.05, 40), st.floats(1, 20)
)  # fmt: skip
def test_the_tail_is_that_of_the_negative_binomial(found: int, mean: float, times: float) -> None:
    spread = max(mean * times * (1 + 1 / 16), mean * 1.0001)
    expected = stats.nbinom.sf(found - 1, mean**2 / (spread - mean), mean / spread)
    got = _tail(np.array([[float(found)]]), np.array([[mean]]), np.array([[mean * times]]))
    np.testing.assert_allclose(got[0, 0], expected, rtol=1e-6, atol=1e-12)
