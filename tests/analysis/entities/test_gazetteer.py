"""What the lists know: single look-ups, names of several tokens, states and parts of them."""

from __future__ import annotations

import pytest

from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import first_words, is_country, is_country_or_region, match_lists
from tests.analysis.documents import read_marked


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[Germany|]", "place"),
        ("[GERMANY|]", "place"),
        ("[New York|]", "place"),
        ("[SOUTH AFRICA|]", "place"),
        ("[Missouri|]", "place"),
        ("[Germans|]", "group"),
        ("[NATO|]", "organisation"),
        ("[United Nations|]", "organisation"),
        ("[Super Bowl|]", "event"),
        ("[Obamacare|]", "law"),
        ("[Paris|]", ""),  # a large city, and a given name
        ("[Houston|]", ""),  # a large city, and a surname
        ("[Halden|]", ""),  # too small to be known for sure
        ("[Latina|]", ""),  # a large city, and a word that is no name
        ("[Tollan|]", ""),
    ],
)
def test_a_listed_name_has_one_type(marked: str, kind: str) -> None:
    doc, (name,) = read_marked(marked)
    assert match_lists(doc, name.start, name.end) == kind


def test_lengths_of_listed_names_are_known_by_their_first_word_longest_first() -> None:
    lengths = first_words()["New"]
    assert 2 in lengths
    assert list(lengths) == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("name", "country"),
    [("Germany", True), ("Scotland", True), ("Missouri", False), ("Leeds", False), ("Germans", False)],
)
def test_a_country_is_a_state_and_no_part_or_city_of_one(name: str, country: bool) -> None:
    assert is_country(name) is country


@pytest.mark.parametrize(
    ("text", "land"), [("Germany it", True), ("New York it", True), ("Germans it", False), ("Tollan it", False)]
)
def test_a_land_may_stand_at_a_word(text: str, land: bool) -> None:
    assert is_country_or_region(read_marked(text)[0], 0) is land


@pytest.mark.parametrize(("name", "gender"), [("Anna", "f"), ("Peter", "m"), ("Kim", ""), ("Tollan", None)])
def test_given_names_tell_a_gender_unless_both_bear_them(name: str, gender: str | None) -> None:
    assert gazetteer.given_names().get(name) == gender


def test_large_cities_are_apart_from_those_that_may_be_somebody() -> None:
    large, small = gazetteer.cities()
    assert ("Leeds" in large, "Paris" in large, "Paris" in small) == (True, False, True)
    assert not large & small & set(gazetteer.given_names())


def test_an_organisation_whose_name_is_also_a_word_is_not_sure() -> None:
    sure, unsure = gazetteer.organisations()
    assert "NATO" in sure
    assert unsure
    assert not sure & unsure


def test_a_country_has_a_code_names_and_people() -> None:
    (germany,) = [country for country in gazetteer.countries() if country.code == "DE"]
    assert germany.names[0] == "Germany"
    assert "Germans" in germany.people
