"""Dates as people and programs write them."""

from __future__ import annotations

import pytest

from components.articles import parse_date, resolve_date, suggest_dates
from components.articles.dates import find_dates, is_date, read_date, settle_day_first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-12-06", "2024-12-06"),
        ("2024-12-06T05:40:00+02:00", "2024-12-06"),
        ("2024-12-06 10:32:11.000Z", "2024-12-06"),
        ("2024-12-06 00:00:00+00", "2024-12-06"),
        ("2024/12/6", "2024-12-06"),
        ("20241206", "2024-12-06"),
        ("6 December 2024", "2024-12-06"),
        ("6th of December, 2024", "2024-12-06"),
        ("Dec. 6, 2024", "2024-12-06"),
        ("December 6th, 2024 at 10:32 a.m.", "2024-12-06"),
        ("Friday, 6 December 2024 10:30 GMT", "2024-12-06"),
        ("Fri, 06 Dec 2024 10:00:00 +0000", "2024-12-06"),
        ("Fri Dec 06 10:00:00 +0000 2024", "2024-12-06"),
        ("Dec. 6, 2024Updated 5:45 p.m. ET", "2024-12-06"),
        ("December 6, 20244:30 PM GMT+1", "2024-12-06"),
        ("6 December 20245", ""),
        ("6-Dec-24", "2024-12-06"),
        ("6 Dec '98", "1998-12-06"),
        ("Sept 9, 2024", "2024-09-09"),
        ("Published on 6 December 2024", "2024-12-06"),
        ("25/04/2025", "2025-04-25"),
        ("04/25/2025", "2025-04-25"),
        ("04/04/2025", "2025-04-04"),
        ("25.4.2025 um 10:11", "2025-04-25"),
        ("06.12.2024", "2024-12-06"),
        ("06.12.24", "2024-12-06"),
        ("6.12.2024 19:15 Uhr", "2024-12-06"),
        ("06.12.2024, 19.15", "2024-12-06"),
        ("6. 12. 2024", "2024-12-06"),
        ("04.25.2024", "2024-04-25"),
        ("2024.12.06", "2024-12-06"),
        ("12.06", ""),
        ("12.06.", ""),
        ("v1.2.24", ""),
        ("3. 4. 15 boats", ""),
        ("10.0.0.1", ""),
        ("06.12.2024 - 08.12.2024", ""),
        ("1733443200", "2024-12-06"),
        ("1733443200000", "2024-12-06"),
        ("2024-12-06 (6 December 2024)", "2024-12-06"),
    ],
)
def test_a_whole_date_is_read(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "6 December", "December 2024", "2024", "2024-12", "12/2024", "last Tuesday", "03/04/2025", "3-4-25",
        "2024-13-45", "31 February 2024", "0000-00-00", "20261332", "192.168.12.24", "4.3.2", "45632",
        "6 December 2024 – 7 December 2024", "6 December 0024", "9" * 20, "a sentence " * 10 + "of 6 December 2024",
    ],
)  # fmt: skip
def test_what_is_no_certain_date_stays_empty(text: str) -> None:
    assert parse_date(text) == ""


@pytest.mark.parametrize(
    ("hint", "if_day_first", "if_month_first"),
    [
        ("03/04/2025", "2025-04-03", "2025-03-04"),
        ("3-4-25", "2025-04-03", "2025-03-04"),
        ("03-04-2025 10:11", "2025-04-03", "2025-03-04"),
    ],
)
def test_an_ambiguous_date_has_two_readings(hint: str, if_day_first: str, if_month_first: str) -> None:
    assert suggest_dates(hint) == (if_day_first, if_month_first)
    assert (resolve_date(hint, True), resolve_date(hint, False)) == (if_day_first, if_month_first)
    assert (parse_date(hint, True), parse_date(hint, False)) == (if_day_first, if_month_first)


@pytest.mark.parametrize("hint", ["", "6 December", "December 2024", "25/04/2025", "04/04/2025", "2025-04-03", "soon"])
def test_any_other_hint_has_no_two_readings(hint: str) -> None:
    assert suggest_dates(hint) is None


def test_a_date_without_its_year_is_never_resolved() -> None:
    assert resolve_date("6 December", True) == ""


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03/04/2025 10:00", "03/04/2025"),
        ("6 December", "6 December"),
        ("Dec. 6", "Dec. 6"),
        ("December 2024", "December 2024"),
        ("last Tuesday", "last Tuesday"),
    ],
)
def test_what_is_not_certain_becomes_a_hint(text: str, hint: str) -> None:
    assert read_date(text) == ("", hint)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["03/04/2025", "25/04/2025"], True),
        (["03/04/2025", "04/25/2025"], False),
        (["25/04/2025", "04/25/2025"], None),
        (["03/04/2025", "2025-04-25"], None),
        ([], None),
    ],
)
def test_a_column_says_which_of_day_and_month_comes_first(values: list[str], expected: bool | None) -> None:
    assert settle_day_first(values) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri 6 Dec 2024 10.30 GMT", True),
        ("6 December", True),
        ("Dec. 6, 2024 Updated 5:45 p.m. ET", True),
        ("10:30 GMT, 6 December 2024", True),
        ("2024-12-06T10:30:00.000Z", True),
        ("last 6 December", False),
        ("6 December at home", False),
        ("The doctor's memo of 3 March 2025", False),
        ("no date at all", False),
    ],
)
def test_a_line_that_is_a_date_is_told_from_one_that_mentions_it(text: str, expected: bool) -> None:
    assert is_date(text) is expected


def test_dates_are_found_where_they_stand() -> None:
    text = "from 5 May to 6 June 2026"
    assert [text[found.start : found.end] for found in find_dates(text)] == ["5 May", "6 June 2026"]
