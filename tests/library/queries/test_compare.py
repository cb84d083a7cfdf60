"""Sides of a comparison: each number has its evidence, and a difference is told from chance."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from components import library
from components.library.queries.compare import (
    Side,
    average_sides,
    count_sides,
    count_sides_by_period,
    find_apart,
    read_surest_quotes,
)
from components.library.queries.evidence import find_rows
from components.types import EvidenceQuery


@pytest.fixture
def two(pile):  # type: ignore[no-untyped-def]
    """The Courier writes of Ada Dray and the strike, warmly; the Ledger of her and the harbour, coldly."""
    for source, tone, other, month in (
        ("Courier", "positive", "Hugo Pike", 3),
        ("Ledger", "negative", "Harbour Board", 4),
    ):
        for day in range(1, 9):
            kind = "person" if other == "Hugo Pike" else "organisation"
            pile.article(
                f"[Ada Dray|person] met [{other}|{kind}].\n“Good,” said [Dray|person|Ada Dray].", source=source,
                date=f"2025-{month:02}-{day:02}", quotes=[("“Good,”", "Ada Dray", "direct")],
                sentiments=[(0, "Ada Dray", tone if day < 8 else "neutral", 0.9)],
                terms='{"strike": 2, "council": 1}' if source == "Courier" else '{"harbour": 2, "council": 1}',
            )  # fmt: skip
    pile.article("[Ada Dray|person] slept.", source="Third", date="")
    for story in (1, 2):
        pile.add("stories", n=story, centre=b"")
        for article in range(8 * story - 7, 8 * story + 1):
            pile.add("article_stories", article=article, story=story, closeness=0.5)
    return pile


def sides_of(pile):  # type: ignore[no-untyped-def]
    return {
        "name": [Side("name", pile.id_of("Hugo Pike")), Side("name", pile.id_of("Harbour Board"))],
        "source": [Side("source", "Courier"), Side("source", "Ledger")],
        "story": [Side("story", one) for one in sorted(pile.frames().stories["story_id"])],
        "search": [Side("search", "Pike"), Side("search", "harbour")],
        "period": [Side("period", "2025-03-01..2025-03-31"), Side("period", "2025-04-01..2025-04-30")],
    }


@pytest.mark.parametrize("kind", ["name", "source", "story", "search", "period"])
def test_every_kind_of_side_counts_its_articles_and_what_sets_them_apart(two, kind: str) -> None:  # type: ignore[no-untyped-def]
    view, sides = two.view(), sides_of(two)[kind]
    table = count_sides(view, sides)
    assert table["n_articles"].tolist() == [8, 8]
    assert table["share"].tolist() == [pytest.approx(8 / 17)] * 2
    assert table["n_mentions"].tolist() == ([8, 8] if kind == "name" else [24, 24])
    quotes = {"name": [0, 0], "search": [0, 0]}.get(kind, [8, 8])
    assert table["n_quotes"].tolist() == table["n_direct"].tolist() == quotes
    names, words = find_apart(view, sides)[0]
    assert names["name"].tolist() == ([] if kind == "name" else ["Hugo Pike"])
    assert words == ["strike"]
    assert find_apart(view, sides)[1][1] == ["harbour"]


def test_sides_over_time_are_complete_rows(two) -> None:  # type: ignore[no-untyped-def]
    table = count_sides_by_period(two.view(), sides_of(two)["source"], ["Courier", "Ledger"], "month")
    assert table[["entity_id", "name", "start", "n_articles", "n_all_articles"]].to_numpy().tolist() == [
        ["0", "Courier", "2025-03-01", 8, 8], ["0", "Courier", "2025-04-01", 0, 8],
        ["1", "Ledger", "2025-03-01", 0, 8], ["1", "Ledger", "2025-04-01", 8, 8],
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["source", "search", "period"])
def test_how_sides_speak_of_one_name_is_tested(two, kind: str) -> None:  # type: ignore[no-untyped-def]
    view, ada = two.view(), two.id_of("Ada Dray")
    table = average_sides(view, sides_of(two)[kind], ada)
    assert table["n"].tolist() == [8, 8]
    assert table["mean"].tolist() == [pytest.approx(0.7), pytest.approx(-0.7)]
    assert table["p"].iloc[0] == table["p"].iloc[1] < 0.001
    for side, n in zip(sides_of(two)[kind], table["n"], strict=True):
        assert library.count_evidence(view, side.query("sentiment", ada)).n == n


def test_the_test_is_a_t_test_with_a_prior_on_its_variance(two) -> None:  # type: ignore[no-untyped-def]
    scores = [[0.8] * 7 + [0.0], [-0.8] * 7 + [0.0]]
    plain = stats.ttest_ind(*scores).pvalue
    p = average_sides(two.view(), sides_of(two)["source"], two.id_of("Ada Dray"))["p"].iloc[0]
    assert plain < p < 1e-3, "the prior makes it more careful than the plain test"


def test_too_few_sentences_are_not_tested(two) -> None:  # type: ignore[no-untyped-def]
    sides = [Side("source", "Courier"), Side("source", "Third")]
    table = average_sides(two.view(), sides, two.id_of("Ada Dray"))
    assert table["p"].isna().all()
    assert table["n"].tolist() == [8, 0]
    assert math.isnan(table["mean"].iloc[1])


def test_what_stands_in_both_sides_sets_neither_apart(two) -> None:  # type: ignore[no-untyped-def]
    sides = [Side("search", "Dray"), Side("search", "Pike")]
    names, words = find_apart(two.view(), sides)[1]
    assert not len(names)
    assert not words, "all of its articles are in the other side too"


def test_sides_make_queries_of_the_same_evidence_as_their_counts(two) -> None:  # type: ignore[no-untyped-def]
    pike, ada = two.id_of("Hugo Pike"), two.id_of("Ada Dray")
    assert Side("name", pike).query("articles", ada) == EvidenceQuery("together", (pike, ada))
    assert Side("period", "2025-03-01..2025-03-31").query("mentions").end == "2025-03-31"
    assert Side("search", "a OR b").query("articles", start="2025-03-01").words == "a OR b"


@pytest.mark.parametrize("kind", ["source", "story", "period"])
def test_the_quotes_shown_of_a_side_are_its_surest_ones(two, kind: str) -> None:  # type: ignore[no-untyped-def]
    view = two.view()
    for side in sides_of(two)[kind]:
        shown = [quote.quote_id for quote in read_surest_quotes(view, side, 2)]
        of_side = find_rows(view, side.query("quotes"))
        surest = of_side.sort_values(["confidence", "quote"], ascending=[False, True])["quote"].head(2)
        assert shown == [f"q{number}" for number in surest]
        assert len(shown) == 2
