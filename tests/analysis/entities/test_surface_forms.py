"""The parts of names, which two can be one person's, and the keys that names are looked up by."""

from __future__ import annotations

import pytest

from components.analysis.entities.surface_forms import (
    PersonName,
    are_compatible,
    build_key,
    ends_alike,
    find_country,
    find_party,
    fold,
    is_group,
    name_country,
    read_person,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José García", "jose garcia"),
        ("U.S.", "us"),
        ("J. K. Holt", "j k holt"),
        ("O’Hara", "o'hara"),
        ("Łódź", "lodz"),
    ],
)
def test_names_are_folded_for_comparing(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Holt", PersonName(("anna",), "holt")),
        ("Holt", PersonName((), "holt")),
        ("Mayor Anna Holt", PersonName(("anna",), "holt")),
        ("Anna Holt Jr.", PersonName(("anna",), "holt", "jr")),
        ("Holt, Anna", PersonName(("anna",), "holt")),
        ("Anna Holt, Jr.", PersonName(("anna",), "holt", "jr")),
        ("J.K. Holt", PersonName(("j", "k"), "holt")),
        ("Jeong Kyeong - doo", PersonName(("jeong",), "kyeong-doo")),
        ("von der Leyen", PersonName((), "leyen")),
        ("Al Gore", PersonName(("al",), "gore")),
        ("al Gore", PersonName((), "gore")),
        ("", PersonName((), "")),
    ],
)
def test_a_person_s_name_has_parts(name: str, parts: PersonName) -> None:
    assert read_person(name) == parts


def test_particles_are_kept_beside_the_surname() -> None:
    assert read_person("Ursula von der Leyen").particle == "von der"


@pytest.mark.parametrize(
    ("one", "other", "compatible"),
    [
        ("Anna Holt", "Anna Holt", True),
        ("Anna Holt", "A. Holt", True),
        ("Anna Holt", "Ben Holt", False),
        ("Anna Holt", "Anna Marsh", False),
        ("Anna Holt", "Anna Holt Jr.", False),
        ("Anna Holt", "Maria Anna Holt", True),
        ("Bill Holt", "William Holt", True),
        ("Jean-Luc Holt", "Jeanluc Holt", True),
        ("Anna B. Holt", "Anna C. Holt", False),
        ("Anna B. Holt", "Anna Bea Holt", True),
        ("Anna Bea Cleo Holt", "Anna Cleo Holt", True),
        ("Pedro Sanchez", "Pedro Sanchez Castejon", True),
        ("Pablo Sanchez", "Pedro Sanchez Castejon", False),
        ("Al Thani", "Hamad al Thani", True),
        ("Holt", "Anna Holt", True),
    ],
)
def test_two_names_can_be_one_person_s(one: str, other: str, compatible: bool) -> None:
    assert are_compatible(read_person(one), read_person(other)) is compatible
    assert are_compatible(read_person(other), read_person(one)) is compatible


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Adler Marsh", "Debbie Adler Marsh", True),
        ("Marsh", "Debbie Adler Marsh", False),
        ("A. Marsh", "Debbie A. Marsh", False),
        ("Debbie Marsh", "Debbie Adler Marsh", False),
    ],
)
def test_a_double_surname_ends_a_full_name(one: str, other: str, alike: bool) -> None:
    assert ends_alike(read_person(one), read_person(other)) is alike


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        ("U.S.", "United States", "place", True),
        ("the Netherlands", "Netherlands", "place", True),
        ("Kiev", "Kyiv", "place", True),
        ("Germany", "Peru", "place", False),
        ("Afghan", "Afghans", "group", True),
        ("Republican", "Republicans", "group", True),
        ("African-Americans", "African American", "group", True),
        ("Sikhs", "Sikh", "group", True),
        ("Brandau Group Ltd", "Brandau", "organisation", True),
        ("Sound & Isles", "Sound and Isles", "organisation", True),
        ("U.S. Senate", "Senate", "organisation", True),
        ("U.S. Brandau", "Brandau", "organisation", False),
        ("UN", "United Nations", "organisation", True),
        ("GOP", "Republican Party", "organisation", True),
        ("La.", "L.A.", "place", False),
        ("The Ferry", "Ferry", "product", True),
    ],
)
def test_forms_of_one_name_have_one_key(one: str, other: str, kind: str, same: bool) -> None:
    assert (build_key(one, kind) == build_key(other, kind)) is same


@pytest.mark.parametrize(("name", "group"), [("Republicans", True), ("Muslim", True), ("Tollans", False)])
def test_groups_are_known_by_the_lists(name: str, group: bool) -> None:
    assert is_group(name) is group


@pytest.mark.parametrize(
    ("name", "kind", "party"),
    [
        ("Republicans", "group", True),
        ("GOP", "organisation", True),
        ("Muslims", "group", False),
        ("GOP", "place", False),
    ],
)
def test_parties_and_their_members_are_known(name: str, kind: str, party: bool) -> None:
    assert bool(find_party(name, kind)) is party


@pytest.mark.parametrize(
    ("name", "kind", "code", "named"),
    [
        ("the United States", "place", "US", ("United States", "")),
        ("Peruvian", "group", "PE", ("", "people of Peru")),
        ("Scotland", "place", "scotland", ("Scotland", "")),
        ("Peru", "person", "", ("", "")),
    ],
)
def test_a_country_and_its_people_have_one_code(name: str, kind: str, code: str, named: tuple[str, str]) -> None:
    assert find_country(name, kind) == code
    assert name_country(name, kind) == named
