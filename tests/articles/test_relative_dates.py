"""Dates in a text and what they may mean: relative ones against the article's date, as news is written."""

from __future__ import annotations

import time

import pytest

from components.articles.relative_dates import find_dates_in_text

THURSDAY = "2026-03-05"


@pytest.mark.parametrize(
    ("text", "said", "first", "last"),
    [
        ("The board met on Tuesday.", "on Tuesday", "2026-03-03", ""),
        ("The board met Friday.", "Friday", "2026-02-27", ""),
        ("The board met on Thursday.", "on Thursday", "2026-03-05", ""),
        ("The board will meet on Tuesday.", "on Tuesday", "2026-03-10", ""),
        ("It is due to open on Thursday.", "on Thursday", "2026-03-05", ""),
        ("It will close. The board met on Tuesday.", "on Tuesday", "2026-03-03", ""),
        ("The board met last Thursday.", "last Thursday", "2026-02-26", ""),
        ("The board meets next Monday.", "next Monday", "2026-03-09", ""),
        ("The board meets next Thursday.", "next Thursday", "2026-03-12", ""),
        ("Yesterday the port closed.", "Yesterday", "2026-03-04", ""),
        ("The port closed today.", "today", "2026-03-05", ""),
        ("The port opens tomorrow.", "tomorrow", "2026-03-06", ""),
        ("The port closed last night.", "last night", "2026-03-04", ""),
        ("It closed last week.", "last week", "2026-02-23", "2026-03-01"),
        ("It opens next month.", "next month", "2026-04-01", "2026-04-30"),
        ("It closed earlier this month.", "this month", "2026-03-01", "2026-03-31"),
        ("It closed last month.", "last month", "2026-02-01", "2026-02-28"),
        ("It closed last year.", "last year", "2025-01-01", "2025-12-31"),
        ("It closed three days ago.", "three days ago", "2026-03-02", ""),
        ("It closed 10 days ago.", "10 days ago", "2026-02-23", ""),
        ("It closed a year ago.", "a year ago", "2025-01-01", "2025-12-31"),
        ("It closed two weeks ago.", "two weeks ago", "2026-02-16", "2026-02-22"),
        ("It closed in December.", "in December", "2025-12-01", "2025-12-31"),
        ("It will open in December.", "in December", "2026-12-01", "2026-12-31"),
        ("It closed in March.", "in March", "2026-03-01", "2026-03-31"),
        ("It closed on March 3 at noon.", "March 3", "2026-03-03", ""),
        ("It closed on 30 December.", "30 December", "2025-12-30", ""),
        ("It closed on 6 December 2024.", "6 December 2024", "2024-12-06", ""),
    ],
)
def test_a_date_resolves_against_the_articles_own(text: str, said: str, first: str, last: str) -> None:
    [found] = find_dates_in_text(text, THURSDAY)
    assert (text[found.start : found.end], found.text) == (said, said)
    assert (found.first, found.last) == (first, last or first)


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May spoke.", "She may march.", "The Sunday Times said so.", "In March 2024 it was so.",
        "February 30 came.", "It closed.", "On 03/04/2025 it closed.",
    ],
)  # fmt: skip
def test_what_is_no_date_or_no_certain_one_resolves_to_none(text: str) -> None:
    assert find_dates_in_text(text, THURSDAY) == []


def test_without_a_date_of_the_article_only_whole_dates_are_found() -> None:
    text = "On Tuesday, 6 December 2024, it closed; it opened on Friday and on January 7, 2025."
    found = find_dates_in_text(text)
    assert [(one.text, one.first, one.is_whole) for one in found] == [
        ("6 December 2024", "2024-12-06", True), ("January 7, 2025", "2025-01-07", True),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["on Monday " * 20_000, "1 " * 100_000, "last " * 50_000, "x" * 200_000])
def test_long_texts_take_no_time(text: str) -> None:
    begun = time.process_time()
    find_dates_in_text(text, THURSDAY)
    assert time.process_time() - begun < 3  # seconds of this process's work, whatever else the machine does
