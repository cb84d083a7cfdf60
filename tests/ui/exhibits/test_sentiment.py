"""Findings on how people are spoken of, for given tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from components.ui.exhibits import sentiment

NAN = float("nan")
Average = tuple[float, float, float, int]
MONTHS = [
    ("2026-01-01", "2026-01-31"),
    ("2026-02-01", "2026-02-28"),
    ("2026-03-01", "2026-03-31"),
    ("2026-04-01", "2026-04-30"),
]


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


DOWN, UP, FLAT, SMALL = (-0.4, -0.5, -0.3, 40), (0.4, 0.3, 0.5, 40), (0.0, -0.2, 0.2, 40), (-0.9, -1.0, -0.8, 3)


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ({"Ann": [FLAT, DOWN, DOWN, FLAT]}, "Ann was spoken of negatively in February and March"),
        ({"Ann": [DOWN] * 4}, "Ann is spoken of negatively in all four months"),
        ({"Ann": [UP]}, "Ann is spoken of positively"),
        ({"Ann": [FLAT, UP], "Bo": [DOWN, DOWN]}, "Bo was spoken of negatively in January and February"),
        ({"Ann": [FLAT] * 3}, "How Ann is spoken of, month by month"),
        ({"Ann": [FLAT] * 3, "Bo": [FLAT] * 3}, "How they are spoken of, month by month"),
        ({"Ann": [SMALL, SMALL, (NAN, NAN, NAN, 0)]}, "How Ann is spoken of, month by month"),
    ],
)
def test_sentiment_is_called_clear_only_where_it_is(lines: dict[str, list[Average]], headline: str) -> None:
    assert sentiment.sentiment_headline(averages(lines), "month") == headline


def test_sentiment_over_time_in_numbers() -> None:
    table = averages({"Ann": [DOWN, UP], "Bo": [(NAN, NAN, NAN, 0), (NAN, NAN, NAN, 0)]})
    assert sentiment.sentiment_alt(table, "month") == (
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
    assert sentiment.shares_headline(table) == headline


def test_all_shares_stand_in_the_alternative_text() -> None:
    assert sentiment.shares_alt(tone(("Ann", 1200, 2, 3))) == (
        "Sentences by how they speak of the one they name. Ann: 1,200 negative, 2 neutral, 3 positive, 1 uncertain."
    )


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([DOWN, FLAT], "Courier speaks negatively of Ann"),
        ([DOWN, (-0.6, -0.8, -0.4, 30)], "Ledger speaks most negatively of Ann"),
        ([DOWN, UP], "Courier speaks negatively of Ann"),
        ([DOWN, (-0.1, -0.2, 0.0, 40)], "Courier speaks most negatively of Ann"),
        ([DOWN, SMALL], "Courier speaks negatively of Ann"),
        ([DOWN, DOWN], "Courier speaks negatively of Ann"),
        ([FLAT, SMALL], "How each source speaks of Ann"),
        ([FLAT, FLAT, DOWN], "How each source speaks of Ann"),
    ],
)
def test_a_source_is_named_only_if_known_and_clear_of_neutral(rows: list[Average], headline: str) -> None:
    table = pd.DataFrame(rows, columns=["mean", "low", "high", "n"])
    table["source"] = ["Courier", "Ledger", ""][: len(rows)]
    assert sentiment.shares_by_source_headline("Ann", table) == headline


def test_sources_are_listed_with_their_numbers() -> None:
    table = pd.DataFrame([DOWN, (0.1, 0, 0.2, 1)], columns=["mean", "low", "high", "n"])
    assert sentiment.shares_by_source_alt("Ann", ["Courier", "Ledger"], table) == (
        "Mean sentiment toward Ann by source, from −1 to +1: Courier −0.40 (40 sentences) "
        "and Ledger too few (1 sentence)."
    )
