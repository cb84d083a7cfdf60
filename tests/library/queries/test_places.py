"""Where the places of a library lie."""

from __future__ import annotations

import pytest

from components import library

AMERICA = (
    ["Florida", "Ohio", "Georgia", "Washington"],
    ["Virginia", "Texas", "United States", "Georgia", "Atlanta"],
    ["Ohio", "Virginia", "Moscow", "Washington"],
    ["Miami", "Florida", "Riverside", "Birmingham"],
    ["Chicago", "Ohio", "Birmingham", "Washington"],
)
CAUCASUS = (
    ["Tbilisi", "Georgia", "Russia"],
    ["Georgia", "Tbilisi", "United States"],
    ["Batumi", "Georgia", "Washington"],
)
INVENTED = (["Skerrow", "Riverside", "Halden"], ["Skerrow", "Varnby", "Halden"], ["Skerrow", "Springfield"])


def located(pile) -> dict[str, str]:  # type: ignore[no-untyped-def]
    frames = pile.frames()
    return {str(frames.entity_names[number]): place.state or place.country for number, place in frames.places.items()}


def write(pile, articles) -> None:  # type: ignore[no-untyped-def]
    for names in articles:
        pile.article(". ".join(f"[{name}|place] was named" for name in names))


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (
            AMERICA,
            {"Georgia": "US-GA", "Virginia": "US-VA", "Washington": "US-DC", "Moscow": "RU-48", "Birmingham": "US-AL"},
        ),
        (CAUCASUS, {"Georgia": "GE", "Tbilisi": "GE-51", "Washington": "US-DC"}),
        (INVENTED, {"Skerrow": None, "Riverside": None, "Halden": None, "Varnby": None, "Springfield": None}),
        ((["Oslo", "Norway", "Halden"],), {"Halden": "NO-13", "Norway": "NO"}),
        ((["Cambridge"],), {"Cambridge": None}),
        ((["Cambridge", "Boston", "Massachusetts"],), {"Cambridge": "US-MA"}),
        ((["Cambridge", "Oxford", "England"],), {"Cambridge": "GB-ENG"}),
    ],
)
def test_the_other_places_decide(pile, articles, expected) -> None:  # type: ignore[no-untyped-def]
    write(pile, articles)
    found = located(pile)
    assert {name: found.get(name) for name in expected} == expected


def test_a_state_right_behind_a_town_says_where_it_lies(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("The mayor of [Paris|place], [Texas|place], came.\nThey met in [Albany|place], [New York|place].")
    pile.article("Rain fell on [Springfield|place], [Ohio|place], in [Illinois|place] and in [Missouri|place].")
    found = located(pile)
    assert found["Paris"] == "US-TX"
    assert found["Springfield"] == "US-OH"
    assert found["Albany"] == "US-NY"


def test_peoples_tell_of_their_countries_but_georgians_may_be_of_the_state(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Norwegian|group] fishermen left [Halden|place].\n[Georgian|group] voters of [Georgia|place] met.")
    found = located(pile)
    assert found["Halden"] == "NO-13"
    assert "Georgia" not in found


def test_what_is_built_has_no_point_and_gives_its_town_none(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Riverside mall|place] burned. [California|place] sent help to [Riverside mall|place].")
    pile.article("[Richmond bridge|place] and [Canterbury Street|place] were shut. [Virginia|place] waited.")
    assert set(located(pile)) == {"California", "Virginia"}


def test_no_filter_moves_a_place(pile) -> None:  # type: ignore[no-untyped-def]
    write(pile, AMERICA)
    pile.article("[Georgia|place] was named alone.", source="Herald")
    table = library.count_places(pile.view(sources=("Herald",)))
    assert table[["name", "kind", "n_mentions"]].to_numpy().tolist() == [["Georgia", "state", 1]]


def test_a_renamed_place_stays_where_it_is(pile) -> None:  # type: ignore[no-untyped-def]
    write(pile, AMERICA)
    library.rename_entity(pile.path, pile.id_of("Ohio"), "The Buckeye State")
    assert located(pile)["The Buckeye State"] == "US-OH"


def test_a_library_without_places_locates_nothing(pile) -> None:  # type: ignore[no-untyped-def]
    assert located(pile) == {}
    pile.article("[Ada|person] spoke.")
    assert located(pile) == {}
