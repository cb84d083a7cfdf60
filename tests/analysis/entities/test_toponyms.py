"""Which of the places of one name is meant."""

from __future__ import annotations

import pytest

from components.analysis.entities.places import find_places, find_region, is_qualified, read_neighbours
from components.analysis.entities.toponyms import PlaceContext, choose_place, is_evidence, locate_place

US = {"US": 0.9}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Virginia", {("state", "US-VA"), ("city", "ZA-03")}),
        ("Georgia", {("country", ""), ("state", "US-GA")}),
        ("Paris, Texas", {("city", "US-TX")}),
        ("Washington, D.C.", {("city", "US-DC")}),
        ("Washington state", {("state", "US-WA")}),
        ("State of Georgia", {("state", "US-GA")}),
        ("Republic of Georgia", {("country", "")}),
        ("New York", {("city", "US-NY")}),
        ("Quebec", {("state", "CA-10")}),
        ("Fla.", {("state", "US-FL")}),
        ("Adana Province", {("state", "TR-81")}),
        ("Halden Province", set()),
        ("Bavaria", {("state", "DE-02")}),
        ("the Philippines", {("country", "")}),
        ("Luxembourg", {("country", "")}),
        ("Cook County", {("county", "US-IL")}),
        ("Orange County, Fla.", {("county", "US-FL")}),
        ("White House", set()),
        ("Riverside mall", set()),
        ("Asia", set()),
        ("Nowhereham, Texas", set()),
        (", ,", set()),
    ],
)
def test_the_places_that_a_name_can_mean(name: str, expected: set[tuple[str, str]]) -> None:
    found = {(place.kind, place.state) for place in find_places(name)}
    assert found == expected


@pytest.mark.parametrize(
    ("name", "company", "expected"),
    [
        # Context decides, then size.
        ("Georgia", PlaceContext(named={"US": 1.0, "US-FL": 0.5}, pile=US), "US-GA"),
        ("Georgia", PlaceContext(named={"US": 0.9, "RU": 0.2}, pile=US), "US-GA"),
        ("Georgia", PlaceContext(named={"GE": 0.8, "RU": 0.4, "US": 0.3}, pile={"GE": 0.8}), "GE"),
        ("Georgia", PlaceContext(), ""),
        ("Virginia", PlaceContext(named={"US": 0.9}, pile=US), "US-VA"),
        ("Virginia", PlaceContext(), "US-VA"),
        ("Virginia", PlaceContext(named={"ZA": 1.0, "ZA-03": 1.0}, pile={"ZA": 1.0}), "ZA-03"),
        ("Washington", PlaceContext(named={"US": 1.0, "US-FL": 0.2}, pile=US), "US-DC"),
        ("Washington", PlaceContext(named={"US": 1.0, "US-WA": 0.9}, pile=US), "US-WA"),
        ("Paris", PlaceContext(named={"US": 0.9, "US-TX": 0.6}, pile=US), "FR-11"),
        ("Paris", PlaceContext(beside={"US-TX": 1.0}), "US-TX"),
        ("Cambridge", PlaceContext(), ""),
        ("Cambridge", PlaceContext(named={"US": 0.8, "US-MA": 0.3}, pile=US), "US-MA"),
        ("Cambridge", PlaceContext(named={"GB": 0.8}, pile={"GB": 0.7}), "GB-ENG"),
        ("Birmingham", PlaceContext(), "GB-ENG"),
        ("Birmingham", PlaceContext(named={"US": 0.9, "US-AL": 0.4}, pile=US), "US-AL"),
        ("London", PlaceContext(named={"CA": 1.0, "CA-08": 0.9}, pile={"CA": 0.9}), "CA-08"),
        ("London", PlaceContext(named={"CA": 1.0, "GB": 0.5}), "GB-ENG"),
        ("Springfield", PlaceContext(named={"US": 1.0}, pile=US), ""),
        ("Springfield", PlaceContext(named={"US": 1.0, "US-IL": 0.8}, pile=US), "US-IL"),
        ("Lebanon", PlaceContext(named={"US": 0.9, "US-TN": 0.2}, pile=US), "LB"),
        ("Delaware", PlaceContext(named={"US": 1.0, "US-OH": 0.4}, pile=US), "US-DE"),
        ("Wyoming", PlaceContext(named={"US": 1.0, "US-MI": 0.4}, pile=US), "US-WY"),
        ("Kennedy", PlaceContext(named={"US": 1.0}, pile=US), ""),
        ("Jefferson County", PlaceContext(named={"US": 1.0}, pile=US), ""),
        ("Jefferson County", PlaceContext(named={"US": 1.0, "US-CO": 0.6}, pile=US), "US-CO"),
        # No town stands on the map only because an invented place bears its name.
        ("Riverside", PlaceContext(), ""),
        ("Riverside", PlaceContext(named={"US": 0.5, "US-CA": 0.5}), "US-CA"),
        ("Halden", PlaceContext(), ""),
        ("Geneva", PlaceContext(), "CH-GE"),
        ("Halden", PlaceContext(named={"NO": 1.0}), "NO-13"),
        ("Springdale", PlaceContext(named={"US": 1.0}, pile=US), ""),
        ("Tbilisi", PlaceContext(), "GE-51"),
        ("Wembley-on-Sea", PlaceContext(named={"GB": 1.0}), ""),
        # What is said to lie elsewhere is not put where a namesake lies.
        ("Salinas", PlaceContext(named={"US": 1.0, "US-CA": 0.5}, pile=US), "US-CA"),
        ("Salinas", PlaceContext(named={"US": 1.0, "US-CA": 0.5}, beside={"MX": 1.0}, pile=US), ""),
        ("Salinas", PlaceContext(named={"US": 1.0, "US-CA": 0.5}, beside={"MX": 0.2}, pile=US), "US-CA"),
        ("Salinas", PlaceContext(named={"US": 1.0, "US-CA": 0.5}, beside={"US-OH": 1.0}, pile=US), "US-CA"),
        # A name that any town's park may have: the state is needed, not the country alone.
        ("Lincoln Park", PlaceContext(named={"US": 1.0}, pile=US), ""),
        ("Hampton Park", PlaceContext(named={"AU": 1.0}, pile={"AU": 0.8}), ""),
        ("Lincoln Park", PlaceContext(named={"US": 1.0, "US-MI": 1.0}, pile=US), "US-MI"),
        # "St." is short for "Saint".
        ("St. Petersburg", PlaceContext(), "RU-66"),
        ("St Petersburg", PlaceContext(named={"US": 1.0, "US-FL": 1.0}), "US-FL"),
    ],
)
def test_company_decides_and_then_size(name: str, company: PlaceContext, expected: str) -> None:
    place = locate_place(name, company)
    assert (place.state or place.country if place else "") == expected


@pytest.mark.parametrize(
    ("name", "is_sure"),
    [("Ohio", True), ("France", True), ("London", True), ("Georgia", False), ("Halden", False), ("Nowhereham", False)],
)
def test_what_is_sure_by_itself(name: str, is_sure: bool) -> None:
    assert is_evidence(find_places(name)) is is_sure


def test_a_name_can_say_itself_where_it_lies() -> None:
    assert is_qualified("Halden, Norway")
    assert not is_qualified("Halden")
    assert not is_qualified("Halden, Nowhereham")
    place = locate_place("Halden, Norway")
    assert place is not None
    assert place.country == "NO"


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose_place(()) is None


def test_the_region_of_a_name() -> None:
    assert find_region("New York") == "US-NY"
    assert find_region("Norway") == "NO"
    assert find_region("Oslo") == ""


def test_every_part_of_a_country_is_found_and_lies_in_it() -> None:
    from components.analysis.entities.lexicon import read_lines

    for line in read_lines("subdivisions.tsv"):
        country, kind, _, names = line.split("\t")
        for name in names.split("|"):
            found = [place for place in find_places(name) if place.country == country]
            assert found, name
            assert kind == "state" or any(place.state for place in found), name


def test_neighbours_are_countries() -> None:
    assert set(read_neighbours()["GE"]) == {"AM", "AZ", "TR", "RU"}
    assert read_neighbours()["IS"] == ()
