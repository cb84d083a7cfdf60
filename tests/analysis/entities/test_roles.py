"""What stands beside a name and says who or what it is; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.roles import (
    cut_offices,
    describe_person,
    find_office_end,
    find_office_start,
    guess_gender,
)
from tests.analysis.documents import make_document, read_marked, write_marked


@pytest.mark.parametrize(
    ("marked", "honorific", "role", "gender"),
    [
        ("Mr [Tollan|p] left", "Mr", "", "m"),
        ("Dr [Tollan|p] left", "Dr", "", ""),
        ("Foreign Minister [Tollan|p] left", "", "Foreign Minister", ""),
        ("French President [Tollan|p] left", "", "French President", ""),
        ("Chairwoman Ms [Tollan|p] left", "Ms", "Chairwoman Ms", "f"),
        ("Minister for Women [Tollan|p] left", "", "Minister for Women", ""),
        ("Harbour [Tollan|p] left", "", "", ""),
        # behind the name
        ("[Tollan|p], the mayor of Halden, left", "", "mayor of Halden", ""),
        ("[Tollan|p], 40, a businesswoman, left", "", "businesswoman", "f"),
        ("[Tollan|p], the mayor was/VBD here, left", "", "", ""),
        ("[Tollan|p], a surgeon who left, ate", "", "", ""),
        ("[Tollan|p], the harbour of Halden, left", "", "", ""),
        ("[Tollan|p], the mayors/NNS of Halden, left", "", "", ""),
        ("[Tollan|p] the mayor of Halden, left", "", "", ""),
        ("Mayor [Tollan|p], a surgeon, left", "", "surgeon", ""),
        # before the name
        ("So the trade minister, [Tollan|p], left", "", "trade minister", ""),
        ("So in the summer, [Tollan|p], left", "", "", ""),
        ("So said/VBD minister, [Tollan|p], left", "", "", ""),
        ("So the trade minister, [Tollan|p] left", "", "", ""),
    ],
)
def test_honorific_role_and_gender_are_read_beside_a_name(marked: str, honorific: str, role: str, gender: str) -> None:
    doc, (person,) = read_marked(marked)
    assert describe_person(doc, person) == (honorific, role, gender)


@pytest.mark.parametrize(
    ("role", "gender"),
    [
        ("chairwoman", "f"), ("duke of Tromm", "m"), ("policeman", "m"), ("German trader", ""), ("man", "m"),
        ("one two six ten king", ""), ("mayor", ""),
    ],
)  # fmt: skip
def test_a_role_tells_the_gender_where_its_word_does(role: str, gender: str) -> None:
    assert guess_gender(role) == gender


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Minister for Women and Equalities Anna Holt", "Minister for Women and Equalities"),
        ("Secretary of State for the Environment Anna Holt", "Secretary of State for the Environment"),
        ("Secretary for Germany and Anna", "Secretary for Germany"),
        ("Minister for Anna", ""),
        ("Mayor for Women Anna", ""),
        ("Minister Women Anna", ""),
    ],
)
def test_an_office_ends_with_what_it_is_in_charge_of(text: str, office: str) -> None:
    doc = make_document(text)
    end = find_office_end(doc, 0)
    assert (doc.cut(0, end) if end else "") == office
    if office:
        assert find_office_start(doc, end) == 0
    assert find_office_start(doc, len(doc)) == len(doc)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Minister for [Women|o] Anna Holt left", "^Minister for Women [Anna Holt|p] left"),
        ("Minister for [Women Anna|o] Holt left", "^Minister for Women [Anna|p] Holt left"),
        ("[Minister|o] for Women left", "[Minister|o] for Women left"),
        ("Minister for [Germany|l] left", "Minister for [Germany|l] left"),
        ("Minister for Women LEFT it", "Minister for Women LEFT it"),
        ("the [Women|o] left", "the [Women|o] left"),
    ],
)
def test_what_an_office_is_in_charge_of_is_no_name_and_who_follows_is_a_person(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, cut_offices(doc, found)) == expected
