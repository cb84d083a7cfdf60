"""Findings in words, for given tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd
import pytest

from components.ui.exhibits import findings

NAN = float("nan")
Average = tuple[float, float, float, int]


def weeks(n: int, first: str = "2026-01-05") -> list[tuple[str, str]]:
    day = datetime.date.fromisoformat(first)
    starts = [day + datetime.timedelta(weeks=at) for at in range(n)]
    return [(start.isoformat(), (start + datetime.timedelta(days=6)).isoformat()) for start in starts]


MONTHS = [
    ("2026-01-01", "2026-01-31"),
    ("2026-02-01", "2026-02-28"),
    ("2026-03-01", "2026-03-31"),
    ("2026-04-01", "2026-04-30"),
]


def mentions(lines: dict[str, Sequence[int]], first: str = "2026-01-05") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "entity_id": name, "topic_id": name, "name": name, "label": name, "start": start, "end": end,
                "n_mentions": n, "n_articles": n, "share": n / 20,
            }
            for name, values in lines.items()
            for n, (start, end) in zip(values, weeks(len(values), first), strict=True)
        ]
    )  # fmt: skip


def averages(lines: dict[str, Sequence[Average]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "entity_id": name,
                "name": name,
                "start": start,
                "end": end,
                "mean": mean,
                "low": low,
                "high": high,
                "n": n,
            }
            for name, values in lines.items()
            for (mean, low, high, n), (start, end) in zip(values, MONTHS, strict=False)
        ]
    )


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ({"Ann": [1, 2, 9, 1], "Bo": [2, 2, 2, 2]}, "Mentions of Ann peaked in the week of 19 January"),
        ({"Ann": [1, 1, 3, 1]}, "Who is mentioned, week by week"),
        ({"Ann": [9, 1, 9, 1], "Bo": [0, 2, 2, 2]}, "Who is mentioned, week by week"),
        ({"Ann": [6, 5, 6, 6], "Bo": [4, 4, 4, 4]}, "Ann was the most named for four weeks running"),
        ({"Ann": [6, 6, 6, 4, 6, 6], "Bo": [4, 5, 4, 4, 5, 5]}, "Who is mentioned, week by week"),
        ({"Ann": [5, 5, 5, 5], "Bo": [5, 5, 5, 5]}, "Who is mentioned, week by week"),
        ({"Ann": [0, 0, 0], "Bo": [0, 0, 0]}, "Who is mentioned, week by week"),
        ({"Ann": [30], "Bo": [2]}, "Who is mentioned"),
    ],
)
def test_mentions_say_the_peak_a_streak_or_the_measure(lines: dict[str, list[int]], headline: str) -> None:
    assert findings.mentions_headline(mentions(lines), "week") == headline


@pytest.mark.parametrize(
    ("numbers", "headline"),
    [
        ([46, 46, 35, 24], "A, B and C are named most"),
        ([46, 46, 24, 24], "A and B are named most"),
        ([46, 24, 24, 24], "A is named most"),
        ([9, 8], "A and B are named most"),
        ([9, 9, 9, 9], "Who is mentioned, week by week"),
        ([2, 1], "Who is mentioned, week by week"),
        ([], "Who is mentioned, week by week"),
    ],
)
def test_where_no_time_stands_out_the_leaders_are_named(numbers: list[int], headline: str) -> None:
    leading = list(zip("ABCD", numbers, strict=False))
    assert findings.mentions_headline(mentions({"A": [2, 2], "B": [2, 2]}), "week", leading=leading) == headline


def test_a_peak_has_its_year_where_the_chart_holds_two() -> None:
    table = mentions({"Ann": [1, 2, 9, 1, 1]}, first="2025-12-15")
    assert findings.mentions_headline(table, "week") == "Mentions of Ann peaked in the week of 29 December 2025"


def test_a_share_peaks_too() -> None:
    table = mentions({"Ann": [1, 1, 4, 1]})
    assert findings.mentions_headline(table, "week", "share") == "Coverage of Ann peaked in the week of 19 January"


@pytest.mark.parametrize(
    ("lines", "measure", "alt"),
    [
        (
            {"Ann": [1, 2, 1209], "Bo": [3, 0, 0]},
            "count",
            "Mentions per week of Ann and Bo. The most: Ann with 1,209 in the week of 19 January 2026. "
            "In all: Ann 1,212 and Bo 3.",
        ),
        (
            {"Ann": [1, 10, 5]},
            "share",
            "Share of articles a week that name Ann. The most: Ann with 50% in the week of 12 January 2026. "
            "In all: Ann 16.",
        ),
        ({"Ann": [0, 0]}, "count", "Mentions per week of Ann. There are none."),
    ],
)
def test_the_alternative_text_has_the_numbers(lines: dict[str, list[int]], measure: str, alt: str) -> None:
    assert findings.mentions_alt(mentions(lines), "week", measure) == alt


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        ([1, 2, 9, 1], "Mentions peaked in the week of 19 January"),
        ([3, 3, 3, 3], "Mentions, week by week"),
        ([7], "Mentions"),
    ],
)
def test_columns_say_their_peak_or_the_measure(values: list[int], headline: str) -> None:
    assert findings.columns_headline("Mentions", mentions({"Ann": values}), "n_mentions", "week") == headline


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ({"Port strike": [0, 1, 12, 2], "Housing": [1, 1, 1, 1]}, "“Port strike” peaked in the week of 19 January"),
        ({"Port strike": [1, 2, 1, 2]}, "What the news was about, week by week"),
        ({"Port strike": [4], "Housing": [1]}, "What the news was about"),
    ],
)
def test_topics_say_their_peak_or_the_measure(lines: dict[str, list[int]], headline: str) -> None:
    assert findings.topics_headline(mentions(lines).drop(columns="entity_id"), "week") == headline


def test_topics_are_counted_in_the_alternative_text() -> None:
    assert findings.topics_alt(mentions({"Port strike": [0, 4, 1], "Housing": [1, 1, 1]}), "week") == (
        "Articles per week by topic. In all: Port strike 5 and Housing 3. "
        "The most: 4 on Port strike in the week of 12 January 2026."
    )


@pytest.mark.parametrize(
    ("values", "headline"),
    [([12, 10], "Ann is first"), ([11, 10], "Nobody"), ([12], "Ann is first"), ([2, 1], "Nobody"), ([], "Nobody")],
)
def test_a_leader_is_named_only_if_clearly_ahead(values: list[int], headline: str) -> None:
    assert findings.leading(["Ann", "Bo"][: len(values)], values, "{name} is first", "Nobody") == headline


def test_bars_are_listed_with_the_rest_counted() -> None:
    names = [f"N{at}" for at in range(8)]
    assert findings.bars_alt("Quotes", names, list(range(8, 0, -1))) == (
        "Quotes: N0 8, N1 7, N2 6, N3 5, N4 4 and N5 3, and 2 more."
    )


@pytest.mark.parametrize(
    ("numbers", "headline"),
    [
        ([74, 61], "Ann and Bo appear together in 74 articles"),
        ([62, 61], "Who appears together"),
        ([3], "Ann and Bo appear together in 3 articles"),
        ([2], "Who appears together"),
    ],
)
def test_the_first_pair_is_named_only_if_clearly_ahead(numbers: list[int], headline: str) -> None:
    pairs = pd.DataFrame({"a_name": ["Ann", "Cy"], "b_name": ["Bo", "Di"]})[: len(numbers)].assign(n_articles=numbers)
    assert findings.cooccurrence_headline(pairs) == headline


DOWN, UP, FLAT, SMALL = (-0.4, -0.5, -0.3, 40), (0.4, 0.3, 0.5, 40), (0.0, -0.2, 0.2, 40), (-0.9, -1.0, -0.8, 3)


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ({"Ann": [FLAT, DOWN, DOWN, FLAT]}, "Ann was spoken of negatively in February and March"),
        ({"Ann": [DOWN] * 4}, "Ann is spoken of negatively in four of 4 months"),
        ({"Ann": [UP]}, "Ann is spoken of positively"),
        ({"Ann": [FLAT, UP], "Bo": [DOWN, DOWN]}, "Bo was spoken of negatively in January and February"),
        ({"Ann": [FLAT] * 3}, "How Ann is spoken of, month by month"),
        ({"Ann": [FLAT] * 3, "Bo": [FLAT] * 3}, "How they are spoken of, month by month"),
        ({"Ann": [SMALL, SMALL, (NAN, NAN, NAN, 0)]}, "How Ann is spoken of, month by month"),
    ],
)
def test_sentiment_is_called_clear_only_where_it_is(lines: dict[str, list[Average]], headline: str) -> None:
    assert findings.sentiment_headline(averages(lines), "month") == headline


def test_sentiment_over_time_in_numbers() -> None:
    table = averages({"Ann": [DOWN, UP], "Bo": [(NAN, NAN, NAN, 0), (NAN, NAN, NAN, 0)]})
    assert findings.sentiment_alt(table, "month") == (
        "Mean sentiment per month, from −1 to +1. Ann: lowest −0.40 in January 2026 (40 sentences), "
        "highest +0.40 in February 2026 (40 sentences)."
    )


def tone(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"name": name, "negative": a, "neutral": b, "positive": c, "uncertain": 1, "n": a + b + c}
            for name, a, b, c in rows
        ]
    )


@pytest.mark.parametrize(
    ("table", "headline"),
    [
        (
            tone(("Ann", 30, 60, 10), ("Bo", 10, 80, 12)),
            "Sentences on Ann are negative more often than positive: 30 to 10",
        ),
        (tone(("Ann", 10, 60, 30)), "Sentences on Ann are positive more often than negative: 30 to 10"),
        (tone(("Ann", 10, 80, 12), ("Bo", 9, 80, 12)), "How they are spoken of"),
        (tone(("Ann", 5, 0, 0)), "How Ann is spoken of"),
    ],
)
def test_a_leaning_needs_enough_sentences(table: pd.DataFrame, headline: str) -> None:
    assert findings.shares_headline(table) == headline


def test_all_shares_stand_in_the_alternative_text() -> None:
    assert findings.shares_alt(tone(("Ann", 1200, 2, 3))) == (
        "Sentences by how they speak of the one they name. Ann: 1,200 negative, 2 neutral, 3 positive, 1 uncertain."
    )


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([DOWN, FLAT], "Courier speaks negatively of Ann"),
        ([DOWN, (-0.6, -0.8, -0.4, 30)], "Ledger speaks most negatively of Ann"),
        ([DOWN, UP], "Courier speaks negatively of Ann"),
        ([FLAT, SMALL], "How each source speaks of Ann"),
    ],
)
def test_a_source_is_named_only_if_clear_of_neutral(rows: list[Average], headline: str) -> None:
    table = pd.DataFrame(rows, columns=["mean", "low", "high", "n"])
    assert findings.shares_by_source_headline("Ann", ["Courier", "Ledger"], table) == headline


def test_sources_are_listed_with_their_numbers() -> None:
    table = pd.DataFrame([DOWN, (0.1, 0, 0.2, 1)], columns=["mean", "low", "high", "n"])
    assert findings.shares_by_source_alt("Ann", ["Courier", "Ledger"], table) == (
        "Mean sentiment toward Ann by source, from −1 to +1: Courier −0.40 (40 sentences) "
        "and Ledger +0.10 (1 sentence)."
    )
