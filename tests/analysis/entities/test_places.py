"""Where names of places lie."""

from __future__ import annotations

import pytest

from components.analysis import locate_place


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("United States", "country", "US"),
        ("the U.S.", "country", "US"),
        ("Britain", "country", "GB"),
        ("Islamic Republic of Iran", "country", "IR"),
        ("Paris", "city", "FR"),
        ("Birmingham", "city", "GB"),
        ("Kiev", "city", "UA"),
        ("peking", "city", "CN"),
    ],
)
def test_countries_and_cities_have_a_point(name: str, kind: str, country: str) -> None:
    place = locate_place(name)
    assert place is not None
    assert (place.kind, place.country) == (kind, country)
    assert -90 <= place.latitude <= 90
    assert -180 <= place.longitude <= 180


@pytest.mark.parametrize("name", ["", "  ", "Marren Coast", "Quay 5", "Mount Doom", "Nadia"])
def test_invented_names_have_none(name: str) -> None:
    assert locate_place(name) is None


def test_a_country_lies_among_its_cities() -> None:
    france = locate_place("France")
    assert france is not None
    assert 43 < france.latitude < 51
    assert -2 < france.longitude < 8


def test_a_country_across_the_date_line_does_not_end_up_in_africa() -> None:
    fiji = locate_place("Fiji")
    assert fiji is not None
    assert abs(fiji.longitude) > 170
