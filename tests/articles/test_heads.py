"""What the first lines of a text tell."""

from __future__ import annotations

import pytest

from components.articles.bylines import Head
from components.articles.heads import build_title, is_title, read_head

STORY = (
    "\n\nThe mayor opened the season on Wednesday with a promise that pleased her own benches and surprised "
    "the rest of the chamber.\n\nA second paragraph, in which she said more."
)


def _read(text: str) -> Head:
    return read_head(text + STORY)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mayor puts homes first", "Mayor puts homes first"),
        ("\n\n  Mayor puts homes first  \n", "Mayor puts homes first"),
        ("# Mayor puts homes first", "Mayor puts homes first"),
        ("Will it float?", "Will it float?"),
        ("OPINION\n\nMayor puts homes first", "Mayor puts homes first"),
        ("“A promise”, says mayor", "“A promise”, says mayor"),
        ("Mayor puts homes first\nBy Jane Doe", "Mayor puts homes first"),
        ("Mayor puts homes first\nJane Doe in Skerrow\n6 December 2024", "Mayor puts homes first"),
        ("By the time the ferry arrived", "By the time the ferry arrived"),
        ("Three dead as ferry\nstrikes reef", "Three dead as ferry strikes reef"),
        ("Three Dead As Ferry With 245 People On It Hits\nReef", "Three Dead As Ferry With 245 People On It Hits Reef"),
        ("Mayor puts homes first\nThe mayor opened the season with a promise.", "Mayor puts homes first"),
        ("12345\n\n0a1b2c3d4e5f\n\nMayor puts homes first", "Mayor puts homes first"),
        ("Title: A tale of homes", "A tale of homes"),
        ("Dec 6, 2024 - 10:30am\nMayor puts homes first", "Mayor puts homes first"),
        ("The doctor's memo of 3 March 2025 was ignored", "The doctor's memo of 3 March 2025 was ignored"),
        ("MAYOR HALLORAN - a profile", "MAYOR HALLORAN - a profile"),
        ("SKERROW, 2 March 2026 (Nordwire) - Cargo handling came to a halt.", ""),
        ("The mayor opened the season on Wednesday with a\npromise that pleased her own benches and\nthe chamber.", ""),
        ("The mayor opened the season on Wednesday with\nMonday in mind, which pleased many, and\nthe chamber.", ""),
        ("STRAND: Good morning. It's ten past seven.", ""),
    ],
)  # fmt: skip
def test_a_headline_is_told_from_the_story(text: str, title: str) -> None:
    assert _read(text).title == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Homes first\n6 December 2024", "6 December 2024"),
        ("Homes first\nPublished: 6 December 2024", "6 December 2024"),
        ("Homes first\nFri 6 Dec 2024 10.30 GMT", "6 Dec 2024"),
        ("Homes first\nBy Jane Doe | Published 6 December 2024 | The Gazette", "6 December 2024"),
        ("Homes first\nBy Jane Doe, 6 December 2024", "6 December 2024"),
        ("Homes first\nThe Skerrow Courier, 6 December 2024", "6 December 2024"),
        ("Homes first\nUpdated 7 December 2024\nPublished 6 December 2024", "6 December 2024"),
        ("Homes first\nPublished: 10:30 GMT, 6 December 2024 | Updated: 11:00 GMT, 7 December 2024", "6 December 2024"),
        ("Homes first\nLast updated: 7 December 2024", "7 December 2024"),
        ("Homes first\n6 December", "6 December"),
        ("SKERROW, 2 March 2026 (Nordwire) - Cargo handling.", "2 March 2026"),
        ("Homes first\n\nLONDON, Dec 6 (Reuters) - Cargo handling.", "Dec 6"),
        ("Skerrow, 2 March 2026 — Cargo handling.", "2 March 2026"),
        ("The doctor's memo of 3 March 2025 was ignored", ""),
        ("3 March 2025: the day the harbour closed", ""),
        ("The story of 3 March 2025 | and of many other days that followed it", ""),
    ],
)
def test_a_date_near_the_top_is_found(text: str, date: str) -> None:
    assert _read(text).date == date


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("SKERROW, 2 March 2026 (Nordwire) - Cargo handling.", "Nordwire"),
        ("WASHINGTON (AP) — The Senate voted.", "AP"),
        ("Paris (AFP) – The Senate voted.", "AFP"),
        ("(Reuters) - The Senate voted.", "Reuters"),
        ("NEW YORK, Dec. 6, 2024 /PRNewswire/ -- Acme said.", "PRNewswire"),
        ("ALDERMERE/SKERROW, March 2 (Nordwire) - Cargo handling.", "Nordwire"),
        ("Reuters\nA fine headline of today", "Reuters"),
        ("Source: The Gazette", "The Gazette"),
        ("Bob Smith (Labour) - who has been an MP since 2010 - said no.", ""),
        ("U.S. and China (and others) — a long story", ""),
        ("Homes first", ""),
    ],
)
def test_a_source_near_the_top_is_found(text: str, source: str) -> None:
    assert _read(text).source == source


def test_an_agency_signs_at_the_end() -> None:
    assert _read("Homes first").source == ""
    assert read_head(f"Homes first{STORY}\n\n— Reuters").source == "Reuters"
    assert read_head(f"Homes first{STORY}\n\n— Jane Doe").source == ""


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Homes first\nBy Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("Homes first\n\nBy JANE DOE, Transport Correspondent", "JANE DOE, Transport Correspondent"),
        ("Homes first\nBy Jane Doe | 6 December 2024", "Jane Doe"),
        ("Homes first\nAuthor: Jane Doe", "Jane Doe"),
        ("Homes first\nby the time he came it was over", ""),
    ],
)
def test_a_byline_is_found(text: str, author: str) -> None:
    assert _read(text).author == author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halloran wins", True),
        ("1984", False),
        ("2024-12-06", False),
        ("d41d8cd98f00b204e9800998ecf8427e", False),
        ("550e8400-e29b-41d4-a716-446655440000", False),
        ("article_17.txt", False),
        ("Untitled document", False),
        ("https://gazette.example/a", False),
        ("nan", False),
        ("", False),
        ("Decade", True),
    ],
)
def test_numbers_hashes_and_file_names_are_no_titles(text: str, expected: bool) -> None:
    assert is_title(text) is expected


def test_a_title_of_first_words_is_about_ten_words_long() -> None:
    assert build_title("One two three.") == "One two three."
    assert len(build_title("日本語" * 1_000)) < 100
    assert build_title("one two three four five six seven eight nine ten, eleven") == (
        "one two three four five six seven eight nine ten …"
    )
