"""How far a name reaches over the words beside it; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.span_expansion import expand_spans
from tests.analysis.documents import read_marked, write_marked

MATCH = "\nThe striker, the goalkeeper, the squad, the coach and the referee left the league."


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("so [Anna|p] Holt left", "so [Anna Holt|p] left"),
        ("so [Anna|p] Ánna left", "so [Anna Ánna|p] left"),
        ("so [Anna Holt|p] III left", "so [Anna Holt III|p] left"),
        ("so [Anna Holt|p], Jr., left", "so [Anna Holt, Jr.|p], left"),
        ("so [Anna|p] Mayor left", "so [Anna|p] Mayor left"),
        ("so [Anna|p] HOLT left", "so [Anna|p] HOLT left"),
        ("so [Anna|p] Friday left", "so [Anna|p] Friday left"),
        ("so [Anna|p] [Holt|o] left", "so [Anna|p] [Holt|o] left"),
        ("so [Anna|p] Joins Rokeby Council", "so [Anna Joins Rokeby Council|p]"),
        ("[Anna|p] Joins Rokeby Council", "[Anna|p] Joins Rokeby Council"),
        # particles and hyphens
        ("so [Ursula|p] von der Leyen left", "so [Ursula von der Leyen|p] left"),
        ("so [Ursula|p] la Leyen left", "so [Ursula|p] la Leyen left"),
        ("so [Ursula|p] von left", "so [Ursula|p] von left"),
        ("so [Jeong|p]-Holt left", "so [Jeong-Holt|p] left"),
        ("so [Jeong|p]-doo left", "so [Jeong-doo|p] left"),
        ("so [Jeong|p]-led talks", "so [Jeong|p]-led talks"),
        ("so [Jeong|p]-friendly talks", "so [Jeong|p]-friendly talks"),
        ("so [Jeong|p] - Holt left", "so [Jeong|p] - Holt left"),
        # to the left: given names, capitals within a sentence
        ("so Ole [Gunnar|p] left", "so [Ole Gunnar|p] left"),
        ("so Xo [Gunnar|p] left", "so [Xo Gunnar|p] left"),
        ("Tromm [Gunnar|p] left", "Tromm [Gunnar|p] left"),
        ("Anna [Gunnar|p] left", "[Anna Gunnar|p] left"),
        ("so Germany [Gunnar|p] left", "so Germany [Gunnar|p] left"),
        ("so Committee [Gunnar|p] left", "so Committee [Gunnar|p] left"),
        ("so ^Mayor Tromm [Gunnar|p] left", "so ^Mayor Tromm [Gunnar|p] left"),
        ("so Jean-[Gunnar|p] left", "so [Jean-Gunnar|p] left"),
    ],
)
def test_a_person_s_name_takes_in_its_other_parts(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, expand_spans(doc, found)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the [Ant|l] Group left", "the [Ant Group|o] left"),
        ("the [Ant|l] group left", "the [Ant|l] group left"),
        ("the [Ant|l] Finance/NNP Secretary left", "the [Ant|l] Finance Secretary left"),
        ("the [Department|o] of Homeland Security left", "the [Department of Homeland Security|o] left"),
        ("the [Department|o] of Work and Food left", "the [Department of Work and Food|o] left"),
        ("the [Department|o] of Work and left", "the [Department of Work|o] and left"),
        ("the [Department|o] in Tromm left", "the [Department|o] in Tromm left"),
        ("the Calder [Vance Group|o] left", "the [Calder Vance Group|o] left"),
        ("the Calder [Vance|o] left", "the Calder [Vance|o] left"),
        ("the Germany [Vance Group|o] left", "the Germany [Vance Group|o] left"),
        ("the Mayor [Vance Group|o] left", "the Mayor [Vance Group|o] left"),
        # two neighbours that are one
        ("the [Calder|p] [Vance Group|o] left", "the [Calder Vance Group|o] left"),
        ("the [Calder|p] [Vance|o] left", "the [Calder|p] [Vance|o] left"),
        ("the [Germany|p] [Vance Group|o] left", "the [Germany|p] [Vance Group|o] left"),
        ("^Mayor [Calder|p] [Vance Group|o] left", "^Mayor [Calder|p] [Vance Group|o] left"),
        ("the [Missouri|l] [Senate|o] left", "the [Missouri Senate|o] left"),
        ("the [France|l] [Senate|o] left", "the [France|l] [Senate|o] left"),
        # whose hospital, whose office
        ("the [St Mary|p]'s Hospital left", "the [St Mary's Hospital|o] left"),
        ("the [St Mary|p]'s Bay left", "the [St Mary's Bay|l] left"),
        ("the [St. Jude|p]'s Research Hospital left", "the [St. Jude's Research Hospital|o] left"),
        ("the [Mary|p]'s Hospital left", "the [Mary|p]'s Hospital left"),
        ("the [Halden Sheriff|o]'s Office left", "the [Halden Sheriff's Office|o] left"),
        ("the [Halden Sheriff|o]'s Bay left", "the [Halden Sheriff|o]'s Bay left"),
        ("the Attorney [General's Office|o] left", "the [Attorney General's Office|o] left"),
        # a lone given name taken for something else
        ("so [Mackenzie|o] McDonald left", "so [Mackenzie McDonald|p] left"),
        ("so [Mackenzie|o] Group left", "so [Mackenzie Group|o] left"),
        ("so [Tromm|d] McDonald left", "so [Tromm|d] McDonald left"),
    ],
)
def test_other_names_take_in_what_belongs_to_them(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, expand_spans(doc, found)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("so FC [Nantes|l] won", "so [FC Nantes|o] won"),
        ("so [FC|o] Nantes won", "so [FC Nantes|o] won"),
        ("so [FC|o] [Nantes|l] won", "so [FC Nantes|o] won"),
        ("so The [Nantes|l] won", "so The [Nantes|l] won"),
    ],
)
def test_a_club_has_its_letters_where_matches_are_reported(marked: str, expected: str) -> None:
    doc, found = read_marked(marked + MATCH)
    assert write_marked(doc, expand_spans(doc, found)) == expected + MATCH


def test_letters_before_a_town_are_no_club_elsewhere() -> None:
    doc, found = read_marked("so FC [Nantes|l] won")
    assert write_marked(doc, expand_spans(doc, found)) == "so FC [Nantes|l] won"


def test_what_another_name_took_in_is_no_name_of_its_own() -> None:
    doc, found = read_marked("so [Jeong|p]-[Holt|p] left")
    assert write_marked(doc, expand_spans(doc, found)) == "so [Jeong-Holt|p] left"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("at [Riverside|l] mall", "at [Riverside mall|l]"),
        ("at [Riverside|d] mall", "at [Riverside mall|l]"),  # whatever the model makes of a town's name
        ("the [Richmond|l] bridge", "the [Richmond bridge|l]"),
        ("down [Durham|l] road and on", "down [Durham road|l] and on"),
        ("the [Bedford|p] shopping centre left", "the [Bedford shopping centre|l] left"),
        ("the [Tromm|l] shopping centre left", "the [Tromm shopping centre|l] left"),
        ("the [Tromm|o] hospital left", "the [Tromm|o] hospital left"),
        ("the [Tromm|l] centre left", "the [Tromm|l] centre left"),
        ("the [Tromm|l] shopping was", "the [Tromm|l] shopping was"),
        ("in [Tromm|l] road", "in [Tromm road|l]"),
        ("they [Tromm|l] bridge/VBP it", "they [Tromm|l] bridge it"),
        # one of a town's, and what great cities and states have many of
        ("a [Richmond|l] hospital", "a [Richmond|l] hospital"),
        ("the [London|l] bridge", "the [London|l] bridge"),
        ("the [Ohio|l] prison", "the [Ohio|l] prison"),
        ("the [Clinton|p] hotel", "the [Clinton|p] hotel"),
        ("the [Tromm|l] police", "the [Tromm|l] police"),
        ("the [Tromm|l]", "the [Tromm|l]"),
    ],
)
def test_what_is_built_is_named_with_its_noun_and_is_no_town(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, expand_spans(doc, found)) == expected
