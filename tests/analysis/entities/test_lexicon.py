"""How a text is written: headlines, and reports of matches."""

from __future__ import annotations

import pytest

from components.analysis.entities.lexicon import HONORIFICS, find_headlines, is_sport_report, read_lines
from tests.analysis.documents import make_document


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Rokeby Joins Halden Council", True),
        ("Rokeby Joins Halden Council as Prices Rise", True),
        ("Rokeby Joins Halden", False),  # too few long words
        ("Rokeby Joins Halden Council because it Wins", False),
        ("Anna Holt, Bert Marsh, Carl Tollan, Dora Rand", False),  # a list of names
        ("Rise Now? Rokeby Joins Halden Again", True),  # a line, though the parser sees two sentences
        ("Rise Now? Rokeby Joins It Again.", False),
        ("Rise Now? Rokeby Joins 12 Halden 13", False),
        ("Why Rokeby? Joins, Halden, Council, Again", False),
    ],
)
def test_a_headline_is_written_with_capitals_throughout(text: str, headline: bool) -> None:
    assert find_headlines(make_document(text)) == [headline] * len(make_document(text))


def test_only_the_line_that_is_a_headline_is_one() -> None:
    doc = make_document("Rokeby Joins Halden Council\nThe mayor was glad of it.")
    flags = find_headlines(doc)
    assert flags[: doc.tokens.index("Council") + 1] == [True] * 4
    assert not any(flags[doc.tokens.index("The") :])


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("Soccer - the team won a match", True),
        ("Soccer it was", False),
        ("It was a day of rain and of soccer and a team", False),  # the game is not in the headline
        ("It was a day: striker, goalkeeper, match, referee and coach", True),
        ("It was a day: striker, goalkeeper, match and referee", False),
        ("It was a day: match, referee, coach, victory and season", False),  # no game between teams
        ("It was so: standings of the league", True),
        ("It was so: standings of the season", False),
    ],
)
def test_a_report_of_a_match_is_known_by_its_words(text: str, sport: bool) -> None:
    assert is_sport_report(make_document(text)) is sport


@pytest.mark.parametrize(("word", "gender"), [("mr", "m"), ("mrs", "f"), ("dr", "")])
def test_an_honorific_tells_the_gender_that_it_has(word: str, gender: str) -> None:
    assert HONORIFICS[word] == gender


def test_lists_are_read_without_comments_and_empty_lines() -> None:
    assert all(line.strip() and not line.startswith("#") for line in read_lines("words.txt"))
