"""Periods follow each other without a gap; weeks begin on Monday."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import library, period_of
from components.library.queries.time import build_grid, first_days
from components.library.store.records import NO_DAY, date_of, day_of
from components.types import PERIODS


@pytest.mark.parametrize(
    ("date", "period", "first"),
    [
        ("2025-03-12", "day", "2025-03-12"),
        ("2025-03-12", "week", "2025-03-10"),
        ("2025-03-10", "week", "2025-03-10"),
        ("2025-03-09", "week", "2025-03-03"),
        ("2025-01-01", "week", "2024-12-30"),
        ("2024-02-29", "month", "2024-02-01"),
        ("1969-12-31", "week", "1969-12-29"),
        ("1969-12-31", "month", "1969-12-01"),
        ("2024-02-29", "quarter", "2024-01-01"),
        ("2024-04-01", "quarter", "2024-04-01"),
        ("1969-12-31", "quarter", "1969-10-01"),
        ("2024-12-31", "year", "2024-01-01"),
        ("1969-05-05", "year", "1969-01-01"),
    ],
)
def test_a_day_lies_in_its_period(date: str, period: str, first: str) -> None:
    assert date_of(int(first_days(np.array([day_of(date)]), period)[0])) == first


@given(st.dates(datetime.date(1700, 1, 1)))
def test_dates_and_days_are_the_same(date: datetime.date) -> None:
    assert date_of(day_of(date.isoformat())) == date.isoformat()
    assert first_days(np.array([day_of(date.isoformat())]), "week")[0] == day_of(date.isoformat()) - date.weekday()


@pytest.mark.parametrize("text", ["", "2025-02-30", "2025", "soon"])
def test_what_is_no_date_has_no_day(text: str) -> None:
    assert day_of(text) == NO_DAY
    assert date_of(NO_DAY) == ""


@pytest.mark.parametrize(
    ("n_days", "n_articles", "period"),
    [
        (1, 1, "day"), (45, 135, "day"), (46, 500, "week"), (430, 500, "week"), (431, 5000, "month"),
        (3660, 50_000, "month"), (3661, 50_000, "quarter"), (10_981, 90_000, "year"),
        (2000, 150, "quarter"), (2000, 20, "year"),
        (45, 134, "week"), (27, 3, "day"), (120, 40, "month"), (119, 40, "week"), (45, 2, "week"),
    ],
)  # fmt: skip
def test_the_period_is_as_fine_as_there_is_room_and_as_coarse_as_articles_are_few(
    n_days: int, n_articles: int, period: str
) -> None:
    view = SimpleNamespace(span=(0, n_days - 1), articles=range(n_articles))
    assert library.choose_period(view) == period
    assert library.choose_period(SimpleNamespace(span=None, articles=range(n_articles))) == "day"


@pytest.mark.parametrize(
    ("n_days", "period", "coarser"),
    [
        (10, "day", "day"), (28, "day", "week"), (31, "week", "week"), (120, "week", "month"), (300, "month", "month"),
        (900, "month", "quarter"), (900, "quarter", "quarter"), (1460, "quarter", "year"), (9000, "year", "year"),
    ],
)  # fmt: skip
def test_a_period_gets_coarser_only_where_several_are_left(n_days: int, period: str, coarser: str) -> None:
    assert library.coarser_period(SimpleNamespace(span=(0, n_days - 1)), period) == coarser


@pytest.mark.parametrize("period", PERIODS)
def test_a_grid_has_no_gaps_and_every_dated_article(pile, period: str) -> None:  # type: ignore[no-untyped-def]
    for date in ("2024-11-30", "2025-03-09", "2025-03-10", ""):
        pile.article("Nothing.", date=date)
    grid = build_grid(pile.view(), period)
    starts, ends = map(np.array, ([day_of(d) for d in grid.starts], [day_of(d) for d in grid.ends]))
    assert (starts[1:] == ends[:-1] + 1).all()
    assert (starts <= ends).all()
    slots = grid.slots[[1, 2, 3, 4]].tolist()
    assert slots[0] == 0
    assert slots[2] == len(grid) - 1
    assert slots[3] == -1
    assert all(
        grid.starts[slot] <= date <= grid.ends[slot]
        for slot, date in zip(slots[:3], ("2024-11-30", "2025-03-09", "2025-03-10"), strict=True)
    )


def test_an_unknown_period_is_refused(pile) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="fortnight"):
        build_grid(pile.view(), "fortnight")


@pytest.mark.parametrize(
    ("n_days", "offered"),
    [(1, 3), (91, 3), (92, 4), (365, 4), (366, 5)],
)
def test_longer_periods_are_offered_where_there_is_more_than_one(n_days: int, offered: int) -> None:
    assert library.list_periods(SimpleNamespace(span=(0, n_days - 1))) == list(PERIODS[:offered])


@given(st.dates(datetime.date(1700, 1, 1)), st.sampled_from(PERIODS))
def test_a_period_is_known_by_its_first_and_last_day(date: datetime.date, period: str) -> None:
    first, last = library.bounds_of(date.isoformat(), period)
    assert first <= date.isoformat() <= last
    assert period_of(first, last) == period


@pytest.mark.parametrize(
    "ends", [("2026-03-03", "2026-03-09"), ("2026-02-01", "2026-04-30"), ("2026-03-01", "2027-02-28")]
)
def test_other_stretches_of_time_are_no_period(ends: tuple[str, str]) -> None:
    assert period_of(*ends) == ""
