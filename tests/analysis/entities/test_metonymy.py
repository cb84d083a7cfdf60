"""Places that stand for organisations, and the other way round; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.metonymy import (
    acts_as_team,
    find_match_results,
    is_town,
    resolve_seats,
    resolve_teams,
)
from tests.analysis.documents import read_marked, write_marked

MATCH = "\nThe striker, the goalkeeper, the squad, the coach and the referee left the league."


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("so in the [White House|o] it", "place"),
        ("so the [White House|o] it", "organisation"),
        ("so in [White House|o] it", "organisation"),
        ("so in the [White House|o] lawn", "organisation"),
        ("so analysts at the [White House|o] it", "organisation"),
        ("so at the [Tromm Museum|o] it", "place"),
        ("so at [Tromm Museum|o] it", "place"),
        ("so curators at the [Tromm Museum|o] it", "organisation"),
        ("so curators visited the [Tromm Museum|o] it", "place"),
        ("so at the [Tromm Bank|o] it", "organisation"),
        ("so at the [Museum|o] it", "organisation"),
        ("so in the [White House|w] it", "work"),
    ],
)
def test_a_seat_of_government_is_a_place_where_somebody_goes(marked: str, kind: str) -> None:
    doc, found = read_marked(marked)
    resolve_seats(doc, found)
    assert found[0].type == kind


@pytest.mark.parametrize(
    "expected",
    [
        "[Leeds|o] 2 [Hull|o] 1",
        "[Leeds|o] 2 (Rowe 5, Poe 9) [Hull|o] 1",
        "[Leeds|o] v [Hull City|o]",
        "[Germany|l] v [Norway|l]",
        "[Leeds|o] 12 8 2 2 24",
        "1. [Leeds|o] 12 8 2 2 24",
        "Leeds 12 8",
        "Leeds 2 Hull late",
        "Leeds v them",
        "they 2 Hull 1",
    ],
)
def test_lines_of_results_fixtures_and_tables_name_teams(expected: str) -> None:
    doc, _ = read_marked(expected + MATCH)
    assert write_marked(doc, find_match_results(doc)) == expected + MATCH


def test_without_a_match_a_line_of_numbers_names_no_team() -> None:
    assert find_match_results(read_marked("Leeds 2 Hull 1")[0]) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "so [Leeds|l] beat it. In [Leeds|l] it, so [Leeds|l] it",
            "so [Leeds|o] beat it. In [Leeds|l] it, so [Leeds|o] it",
        ),
        ("so [Leeds|l] have/VBP it", "so [Leeds|o] have it"),
        ("so [Leeds|l] said it", "so [Leeds|l] said it"),
        ("so [Leeds|l], who ate", "so [Leeds|o], who ate"),
        ("so [Leeds|l]'s [Ian Rowe|p] ate", "so [Leeds|o]'s [Ian Rowe|p] ate"),
        ("so [Leeds|l]'s airport ate", "so [Leeds|l]'s airport ate"),
        ("so for [Leeds|l] it", "so for [Leeds|o] it"),
        ("so [Leeds|l:dateline] beat it", "so [Leeds|l] beat it"),
        ("so [Leeds|l:result] it", "so [Leeds|o] it"),
        ("so [Leeds|l], Germany, have/VBP beaten", "so [Leeds|l], Germany, have beaten"),
        ("so [Germany|l] beat it", "so [Germany|l] beat it"),
        ("so [Ian Leeds|p] ate, [Leeds|l] beat it", "so [Ian Leeds|p] ate, [Leeds|l] beat it"),
        ("so near [Leeds|o] it", "so near [Leeds|l] it"),
        ("so near [Xorro|o] it", "so near [Xorro|o] it"),
    ],
)
def test_in_a_report_of_a_match_a_town_that_acts_is_its_team(marked: str, expected: str) -> None:
    doc, found = read_marked(marked + MATCH)
    resolve_teams(doc, found)
    assert write_marked(doc, found) == expected + MATCH


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("so [Leeds|l] beat [Hull|l] 24-17", "so [Leeds|o] beat [Hull|o] 24-17"),
        ("so [Leeds|l] beat [Hull|l] by 24 to 17", "so [Leeds|o] beat [Hull|o] by 24 to 17"),
        ("so [Leeds|l] thrashed [Hull|p] 5-0", "so [Leeds|o] thrashed [Hull|o] 5-0"),
        ("so [Leeds|l] drew 1-1 with [Hull|l] here", "so [Leeds|o] drew 1-1 with [Hull|o] here"),
        ("so [Leeds|l] won 3-0 at [Hull|l] here", "so [Leeds|o] won 3-0 at [Hull|o] here"),
        ("[Leeds|l] 24, [Hull|l] 17.", "[Leeds|o] 24, [Hull|o] 17."),
        ("so [Leeds|l] downed/VBD [Hull|l] 24-17", "so [Leeds|o] downed [Hull|o] 24-17"),
        ("so [Leeds|l] downed/VBD [Hull|l] here", "so [Leeds|l] downed [Hull|l] here"),
        ("so [Leeds|l] 2-1 [Hull|l] it was", "so [Leeds|o] 2-1 [Hull|o] it was"),
        ("so [Leeds|l] voted 2-1 with [Hull|l] here", "so [Leeds|l] voted 2-1 with [Hull|l] here"),
        ("so [Leeds|l] beat [Anna|p] 24-17", "so [Leeds|o] beat [Anna|p] 24-17"),
        ("so [Leeds|l] beat [Hull|l] 1999-2005", "so [Leeds|l] beat [Hull|l] 1999-2005"),
        ("so [Leeds|l] beat [Hull|l] at home", "so [Leeds|l] beat [Hull|l] at home"),
        ("so [Leeds|l] to [Hull|l] 24-17", "so [Leeds|l] to [Hull|l] 24-17"),
        ("so [Leeds|l] beat [Germany|l] 24-17", "so [Leeds|o] beat [Germany|l] 24-17"),
        ("so [Leeds|l] beat. So [Hull|l] 24-17", "so [Leeds|l] beat. So [Hull|l] 24-17"),
        ("so [Leeds|l] beat a b c d [Hull|l] 24-17", "so [Leeds|l] beat a b c d [Hull|l] 24-17"),
        ("so [Leeds|l] beat [Hull|w] 24-17", "so [Leeds|l] beat [Hull|w] 24-17"),
        ("so [Leeds|l] beat it", "so [Leeds|l] beat it"),
    ],
)
def test_a_score_makes_teams_of_two_towns_in_any_text(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    resolve_teams(doc, found)
    assert write_marked(doc, found) == expected


@pytest.mark.parametrize(
    ("marked", "acts"),
    [
        ("so [Leeds|l] beat it", True),
        ("so [Leeds|l] 12 it", True),
        ("so [Leeds|l] rookie pitcher it", True),
        ("so [Leeds|l] rookie it", True),
        ("so [Leeds|l] opening it", False),
        ("so [Leeds|l]'s striker it", True),
        ("so [Leeds|l]'s home it", False),
        ("so against [Leeds|l] it", True),
        ("so lost to [Leeds|l] it", True),
        ("so went to [Leeds|l] it", False),
        ("so in [Leeds|l] beat", False),
        ("so the [Leeds|l] beat", False),
        ("so ahead of [Leeds|l] it", True),
        ("so mayor of [Leeds|l] beat", False),
    ],
)
def test_words_beside_a_team_are_known(marked: str, acts: bool) -> None:
    doc, (town,) = read_marked(marked)
    assert acts_as_team(doc, town) is acts


@pytest.mark.parametrize(("name", "town"), [("Leeds", True), ("Halden", True), ("Missouri", True), ("Xorro", False)])
def test_towns_are_those_of_the_gazetteer(name: str, town: bool) -> None:
    assert is_town(name) is town
