"""Tables as the library counts them, small and made up."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import pandas as pd
import pytest


def periods(n: int, period: str = "week", first: str = "2026-01-05") -> list[tuple[str, str]]:
    day, spans = datetime.date.fromisoformat(first), []
    for _ in range(n):
        if period == "month":
            end = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
        else:
            end = day + datetime.timedelta(days={"day": 0, "week": 6}[period])
        spans.append((day.isoformat(), end.isoformat()))
        day = end + datetime.timedelta(days=1)
    return spans


@pytest.fixture(scope="session")
def spans() -> Callable[..., list[tuple[str, str]]]:
    return periods


@pytest.fixture(scope="session")
def mentions() -> Callable[..., pd.DataFrame]:
    """`mentions({"Ann": [1, 2], …}, period)`: a complete grid as `count_mentions_by_period` gives it."""

    def build(lines: dict[str, Sequence[int]], period: str = "week", first: str = "2026-01-05") -> pd.DataFrame:
        rows = [
            {
                "entity_id": f"e{number}", "name": name, "start": start, "end": end, "n_mentions": value,
                "n_articles": min(value, 10), "n_all_articles": 10, "share": min(value, 10) / 10,
            }
            for number, (name, values) in enumerate(lines.items())
            for value, (start, end) in zip(values, periods(len(values), period, first), strict=True)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    return build


@pytest.fixture(scope="session")
def averages() -> Callable[..., pd.DataFrame]:
    """`averages({"Ann": [(mean, low, high, n), …]})`: a complete grid of months."""

    def build(lines: dict[str, Sequence[tuple[float, float, float, int]]], period: str = "month") -> pd.DataFrame:
        first = "2026-01-01" if period == "month" else "2026-01-05"
        rows = [
            {
                "entity_id": f"e{number}", "name": name, "start": start, "end": end, "mean": mean, "low": low,
                "high": high, "n": n, "n_uncertain": 1,
            }
            for number, (name, values) in enumerate(lines.items())
            for (mean, low, high, n), (start, end) in zip(values, periods(len(values), period, first), strict=True)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    return build
