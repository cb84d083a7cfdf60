"""Findings in words, for given tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd
import pytest

from components.ui.exhibits import findings


def weeks(n: int, first: str = "2026-01-05") -> list[tuple[str, str]]:
    day = datetime.date.fromisoformat(first)
    starts = [day + datetime.timedelta(weeks=at) for at in range(n)]
    return [(start.isoformat(), (start + datetime.timedelta(days=6)).isoformat()) for start in starts]


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


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ({"Ann": [1, 2, 9, 1], "Bo": [2, 2, 2, 2]}, "Mentions of Ann peaked in the week of 19 January"),
        ({"Ann": [1, 1, 3, 1]}, "Who is mentioned, week by week"),
        ({"Ann": [9, 1, 9, 1], "Bo": [0, 2, 2, 2]}, "Who is mentioned, week by week"),
        ({"Ann": [6, 5, 6, 6], "Bo": [4, 4, 4, 4]}, "Of these two names, Ann was named most for four weeks running"),
        ({"Ann": [6, 6, 6, 4, 6, 6], "Bo": [4, 5, 4, 4, 5, 5]}, "Who is mentioned, week by week"),
        ({"Ann": [5, 5, 5, 5], "Bo": [5, 5, 5, 5]}, "Who is mentioned, week by week"),
        ({"Ann": [0, 0, 0], "Bo": [0, 0, 0]}, "Who is mentioned, week by week"),
        ({"Ann": [30], "Bo": [2]}, "Who is mentioned"),
    ],
)
def test_mentions_say_the_peak_a_streak_or_the_measure(lines: dict[str, list[int]], headline: str) -> None:
    table = mentions(lines)
    own = findings.Scope("Of these two names, ", findings.lead_each_period(table, "n_mentions"), [])
    assert findings.mentions_headline(table, "week", scopes=[own]) == headline


@pytest.mark.parametrize(
    ("numbers", "headline"),
    [
        ([46, 46, 35, 24], "A, B and C are named most"),
        ([46, 46, 24, 24], "A and B are named most, 46 times each"),
        ([46, 24, 24, 24], "A is named most, 46 times"),
        ([9, 8], "A and B are named most"),
        ([9, 9, 9, 9], "Who is mentioned, week by week"),
        ([2, 1], "Who is mentioned, week by week"),
        ([], "Who is mentioned, week by week"),
    ],
)
def test_where_no_time_stands_out_the_leaders_are_named(numbers: list[int], headline: str) -> None:
    everybody = findings.Scope("", [], list(zip("ABCD", "ABCD", numbers, strict=False)))
    table = mentions({name: [2, 2] for name in "ABCD"})
    assert findings.mentions_headline(table, "week", scopes=[everybody]) == headline


def test_leaders_that_are_not_on_the_chart_leave_the_headline_to_those_whom_it_compares() -> None:
    table = mentions({"Ann": [6, 5, 6, 6], "Bo": [4, 4, 4, 4]})
    everybody = findings.Scope("", ["Oslo"] * 4, [("Oslo", "Oslo", 90), ("Ann", "Ann", 23)])
    people = findings.Scope("Among people, ", [], [("Ann", "Ann", 23), ("Bo", "Bo", 16)])
    streak = findings.Scope("Among people, ", ["Ann"] * 4, [])
    headline = "Among people, Ann and Bo are named most"
    assert findings.mentions_headline(table, "week", scopes=[everybody, people]) == headline
    headline = "Among people, Ann was named most for four weeks running"
    assert findings.mentions_headline(table, "week", scopes=[everybody, streak]) == headline
    headline = "Among people, Ann was in the most articles for four weeks running"
    assert findings.mentions_headline(table, "week", "share", scopes=[everybody, streak]) == headline


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
            "In all, articles: Ann 16.",
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
    ("values", "first"),
    [
        ([12, 10], ["Ann"]), ([11, 10], []), ([12], ["Ann"]), ([2, 1], []), ([], []),
        ([8, 8, 2], ["Ann", "Bo"]), ([8, 8], ["Ann", "Bo"]), ([8, 8, 7], []), ([8, 8, 8, 1], ["Ann", "Bo", "Cy"]),
        ([8, 8, 8, 8], []),
    ],
)  # fmt: skip
def test_leaders_are_named_only_if_clearly_ahead(values: list[int], first: list[str]) -> None:
    found, n = findings.find_first(["Ann", "Bo", "Cy", "Di"][: len(values)], values)
    assert (found, n) == (first, values[0] if first else 0)


@pytest.mark.parametrize(
    ("names", "headline"),
    [
        (["Ann"], "Ann is named most, 1,200 times"),
        (["{n}", "Bo"], "{n} and Bo are named most, 1,200 times each"),
    ],
)
def test_leaders_that_are_level_are_named_together(names: list[str], headline: str) -> None:
    assert findings.most_often(names, 1200, "named most") == headline


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
