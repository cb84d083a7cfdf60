"""Names of sources: which are proposed as one, under which name, and which are not."""

from __future__ import annotations

import pytest

from components.articles.source_names import choose_name, propose_sources, read_source_name


def propose(*names: str) -> list[set[str]]:
    return [set(one.names) for one in propose_sources({name: [name] for name in names})]


@pytest.mark.parametrize(
    "names",
    [
        ["www.example.org", "example.org", "The Example", "Example", "Example, The"],
        ["THE SKERROW COURIER", "Skerrow Courier"],
        ["Ledger & Trade", "Ledger and Trade"],
        ["Marren-Bote", "Der Marren Bote"],
        ["La Gazeta", "lagazeta.example"],
        ["El Día", "El Dia", "eldia.example"],
        ["https://www.example.org/news", "m.example.org", "amp.example.org"],
        ["skerrowcourier.co.uk", "The Skerrow Courier"],
        ["theskerrowcourier.example", "Skerrow Courier"],
        ["skerrow-courier.example", "The Skerrow Courier"],
        ["The Beacon (Marren)", "Beacon, The (Marren)"],
        ["The Beacon", "The Beacon (Marren)"],
        ["The Beacon", "Beacon Online"],
        ["Beacon", "The Marren Beacon"],
        ["sport.example.org", "example.org"],
        ["TMB", "The Marren Beacon"],
        ["MBC", "Marren Broadcasting Company"],
        ["mbeacon.example", "Marren Beacon"],
    ],
)
def test_names_that_may_be_one_source_are_proposed_once(names: list[str]) -> None:
    assert propose(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ["The Times (London)", "The New York Times"],
        ["Times", "The Times (London)", "The New York Times"],
        ["The Times", "The Sunday Times"],
        ["Times", "Sunday Times"],
        ["The Beacon", "The Marren Beacon"],
        ["The Beacon", "The Beacon (Marren)", "The Beacon (Skerrow)"],
        ["The Beacon (Marren)", "The Beacon (Skerrow)"],
        ["The Beacon", "beacon.example", "beacon.co.uk"],
        ["beacon.example", "beacon.co.uk"],
        ["a.blogs.example", "b.blogs.example"],
        ["Post", "The Morning Post", "The Evening Post"],
        ["MB", "Marren Beacon", "Marsh Bugle"],
        ["Skerrow Courier", "Skerrow Gazette"],
        ["", "The Beacon"],
        ["()", "!!!", "—"],
    ],
)
def test_other_names_are_not_proposed(names: list[str]) -> None:
    assert propose(*names) == []


def test_a_short_form_that_fits_two_sources_goes_to_the_one_that_a_person_left() -> None:
    sources = {name: [name] for name in ("Times", "The Times (London)", "The New York Times")}
    (found,) = propose_sources(sources, {frozenset(("Times", "The New York Times"))})
    assert found.names == ("Times", "The Times (London)")


def test_what_a_person_told_apart_is_not_proposed_again() -> None:
    assert not propose_sources(
        {name: [name] for name in ("Beacon", "The Beacon")}, {frozenset(("Beacon", "The Beacon"))}
    )


def test_a_joined_source_is_known_by_all_its_names() -> None:
    (found,) = propose_sources({"Marren Beacon": ["Marren Beacon", "mb.example"], "www.mb.example": ["www.mb.example"]})
    assert set(found.names) == {"Marren Beacon", "www.mb.example"}


@pytest.mark.parametrize(
    ("n_articles", "kept"),
    [
        ({"example.org": 9, "Example, The": 5, "The Example": 1, "Example": 2}, "Example"),
        ({"example.org": 9, "Example, The": 5}, "Example, The"),
        ({"example.org": 1, "www.example.org": 2}, "www.example.org"),
    ],
)
def test_the_name_kept_is_no_address_and_not_turned_round(n_articles: dict[str, int], kept: str) -> None:
    assert choose_name(n_articles, n_articles) == kept


@pytest.mark.parametrize("name", ["a" * 100_000, "a." * 50_000, "(" * 100_000, "a, " * 30_000, "the " * 30_000])
def test_a_name_of_any_length_is_read_at_once(name: str) -> None:
    assert len(read_source_name(name).words) <= 12
    assert propose(name, name + "x") in ([], [{name, name + "x"}])
