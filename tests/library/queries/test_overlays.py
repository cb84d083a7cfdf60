"""A rolling average and an earlier time, laid over a count over time, lead to the sentences that they count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from components import library
from components.library.queries.overlays import Earlier, add_earlier, add_rolling, find_earlier, move_back
from components.types import EvidenceQuery

WEEKS = ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]


def grid(counts: dict[str, list[int]], articles: list[int]) -> pd.DataFrame:
    """A complete grid of weeks; each name is once in each article that names it."""
    return pd.DataFrame(
        [
            {
                "entity_id": name, "start": start, "end": end, "n_mentions": n, "n_articles": n,
                "n_all_articles": n_all, "share": n / max(n_all, 1),
            }
            for name, values in counts.items()
            for n, n_all, start, end in zip(
                values, articles, WEEKS, [*(f"2026-01-{day}" for day in (11, 18, 25)), "2026-02-01"], strict=True
            )
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("n", "column", "least", "rolling"),
    [
        (3, "n_mentions", 1, [None, None, 4, 3]),
        (2, "n_mentions", 1, [None, 3, 4.5, 3]),
        (4, "n_mentions", 1, [None, None, None, 3]),
        (5, "n_mentions", 1, [None, None, None, None]),
        (3, "share", 1, [None, None, 0.4, 0.3]),
        (2, "share", 16, [None, 0.3, 0.45, None]),
    ],
)
def test_an_average_is_of_a_period_and_those_before_it_and_a_share_of_all_their_articles(
    n, column, least, rolling
) -> None:  # type: ignore[no-untyped-def]
    table = add_rolling(grid({"a": [3, 3, 6, 0], "b": [0, 0, 0, 9]}, [10, 10, 10, 10]), n, column, least=least)
    if least == 16:
        table = add_rolling(grid({"a": [3, 3, 6, 0], "b": [0, 0, 0, 9]}, [10, 10, 10, 5]), n, column, least=least)
    found = table[table["entity_id"] == "a"]["rolling"].to_numpy()
    np.testing.assert_allclose(found, np.array(rolling, dtype=float))
    assert table["since"].tolist()[:4] == [WEEKS[max(at - n + 1, 0)] for at in range(4)]


@pytest.mark.parametrize(
    ("iso", "period", "n", "moved"),
    [
        ("2026-03-12", "day", 364, "2025-03-13"),
        ("2026-03-12", "week", 2, "2026-02-26"),
        ("2026-03-12", "month", 1, "2026-02-12"),
        ("2026-03-30", "month", 1, "2026-02-28"),
        ("2026-02-28", "month", 1, "2026-01-31"),
        ("2024-02-29", "year", 1, "2023-02-28"),
        ("2026-01-01", "quarter", 1, "2025-10-01"),
        ("2026-06-30", "quarter", 1, "2026-03-31"),
    ],
)
def test_a_day_is_moved_by_whole_periods(iso: str, period: str, n: int, moved: str) -> None:
    assert move_back(iso, period, n) == moved


@pytest.mark.parametrize(
    ("period", "which", "dates", "found"),
    [
        ("week", "period", ("2026-01-05", "2026-02-01"), ("2025-12-08", "2026-01-04")),
        ("week", "year", ("2026-01-05", "2026-02-01"), ("2025-01-06", "2025-02-02")),
        ("day", "year", ("2026-01-07", ""), ("2025-01-13", "2025-01-29")),
        ("month", "period", ("2026-01-10", "2026-01-31"), ("2025-12-10", "2025-12-31")),
        ("month", "year", ("", "2026-01-31"), ("2025-01-01", "2025-01-31")),
        ("week", "period", ("", ""), None),
    ],
)
def test_the_time_before_is_as_long_and_a_week_meets_a_week(pile, period, which, dates, found) -> None:  # type: ignore[no-untyped-def]
    for week in WEEKS:
        pile.article("Nothing.", date=week)
    pile.article("Nothing.", date="2026-01-28")
    view = pile.view(start=dates[0], end=dates[1]) if any(dates) else pile.view()
    earlier = find_earlier(view, period, which)
    assert (earlier and (earlier.start, earlier.end)) == found


def test_an_earlier_count_is_what_its_own_dates_hold_and_opens_as_many(pile) -> None:  # type: ignore[no-untyped-def]
    for week, n in zip(["2025-12-08", "2025-12-22", "2025-12-31", *WEEKS], (2, 1, 3, 1, 4, 1, 2), strict=True):
        for _ in range(n):
            pile.article("[Ada Dray|person] spoke.", date=week)
    view = pile.view(start="2026-01-05", end="2026-02-01")
    ids = [pile.id_of("Ada Dray")]
    earlier = find_earlier(view, "week", "period")
    assert earlier == Earlier("2025-12-08", "2026-01-04", 4)
    other = pile.view(start=earlier.start, end=earlier.end)
    table, before = (library.count_mentions_by_period(one, ids, "week") for one in (view, other))
    found = add_earlier(table, before, earlier, "week", "n_mentions")
    assert found["before"].tolist() == [2, 0, 1, 3]
    for row in found.itertuples():
        query = EvidenceQuery("mentions", (row.entity_id,), start=row.before_start, end=row.before_end)
        assert library.count_evidence(other, query).n == row.before
    averaged = add_earlier(table, before, earlier, "week", "n_mentions", n=3)
    np.testing.assert_allclose(averaged["before"], [np.nan, np.nan, 1, 4 / 3])
    assert averaged["before_start"].tolist()[2:] == ["2025-12-08", "2025-12-15"]
    late = add_earlier(table, before, earlier, "week", "n_mentions", begun="2025-12-17")["before"]
    np.testing.assert_allclose(late, [np.nan, 0, 1, 3])
    shares = add_earlier(table, before, earlier, "week", "share", least=2)["before"]
    np.testing.assert_allclose(shares, [1, np.nan, np.nan, 1])


def test_an_average_opens_the_mentions_of_all_its_periods(pile) -> None:  # type: ignore[no-untyped-def]
    for week, n in zip(WEEKS, (1, 4, 0, 2), strict=True):
        for _ in range(n):
            pile.article("[Ada Dray|person] spoke.", date=week)
    view = pile.view()
    table = library.count_mentions_by_period(view, [pile.id_of("Ada Dray")], "week")
    for row in add_rolling(table, 3, "n_mentions").dropna().itertuples():
        query = EvidenceQuery("mentions", (row.entity_id,), start=row.since, end=row.end)
        assert library.count_evidence(view, query).n == pytest.approx(row.rolling * 3)
