"""Who is named with whom: corrected for how often each is named, in places that stay."""

from __future__ import annotations

import numpy as np
import pytest

from components import library
from components.library.queries.network import PER_NAME, build_network, place_names
from components.types import EvidenceQuery


@pytest.fixture
def circles(pile):  # type: ignore[no-untyped-def]
    """Two circles of people who stand together, and one who is everywhere."""
    circle = ("Ada Dray", "Hugo Pike", "Mara Hill"), ("Nils Oren", "Tove Falk", "Rosa Lind")
    for people in circle:
        for _ in range(4):
            pile.article("\n".join(f"[{name}|person] spoke." for name in (*people, "Max Everywhere")))
    pile.article("[Ada Dray|person] met [Nils Oren|person].")
    return pile


def test_an_edge_joins_those_together_more_than_by_chance_with_its_articles(circles) -> None:  # type: ignore[no-untyped-def]
    view = circles.view()
    network = build_network(view, place_names(view))
    pairs = {frozenset((row.a_name, row.b_name)): row for row in network.edges.itertuples()}
    assert frozenset(("Ada Dray", "Hugo Pike")) in pairs
    assert not any("Ada Dray" in pair and "Tove Falk" in pair for pair in pairs)
    assert frozenset(("Ada Dray", "Nils Oren")) not in pairs, "one article is no edge"
    strongest = pairs[frozenset(("Hugo Pike", "Mara Hill"))]
    assert strongest.strength == pytest.approx(1), "neither is ever without the other"
    everywhere = [row.strength for pair, row in pairs.items() if "Max Everywhere" in pair]
    assert max(everywhere, default=0) < 0.3, "who is everywhere belongs to nobody"
    for row in network.edges.itertuples():
        assert library.count_evidence(view, EvidenceQuery("together", (row.a_id, row.b_id))).n == row.n_articles
    for row in network.names.itertuples():
        assert library.count_evidence(view, EvidenceQuery("articles", (row.entity_id,))).n == row.n_articles


def test_those_who_belong_together_lie_nearer(circles) -> None:  # type: ignore[no-untyped-def]
    places = place_names(circles.view())
    ada, hugo, nils = (np.array(places[circles.id_of(name)]) for name in ("Ada Dray", "Hugo Pike", "Nils Oren"))
    assert np.linalg.norm(ada - hugo) < np.linalg.norm(ada - nils)
    assert all(0 <= at <= 1 for place in places.values() for at in place)


def test_places_are_the_librarys_whatever_the_filter(circles) -> None:  # type: ignore[no-untyped-def]
    circles.article("[Ada Dray|person] met [Hugo Pike|person].\n[Una New|person] came.", source="Ledger")
    circles.article("[Ada Dray|person] met [Hugo Pike|person].\n[Una New|person] came.", source="Ledger")
    whole, part = circles.view(), circles.view(sources=("Ledger",))
    of_whole = build_network(whole, place_names(whole)).names.set_index("entity_id")
    of_part = build_network(part, place_names(whole)).names.set_index("entity_id")
    assert set(of_part.index) == {circles.id_of(name) for name in ("Ada Dray", "Hugo Pike", "Una New")}
    for entity_id in of_part.index:
        assert of_part.loc[entity_id, ["x", "y"]].tolist() == of_whole.loc[entity_id, ["x", "y"]].tolist()


def test_merged_names_are_one_point(circles) -> None:  # type: ignore[no-untyped-def]
    library.merge_entities(circles.path, [circles.id_of("Hugo Pike")], circles.id_of("Ada Dray"))
    view = circles.view()
    network = build_network(view, place_names(view))
    assert "Hugo Pike" not in network.names["name"].tolist()
    assert not (network.edges["a_id"] == network.edges["b_id"]).any()


def test_each_name_keeps_few_edges_and_an_empty_view_has_none(pile) -> None:  # type: ignore[no-untyped-def]
    view = pile.view()
    assert not len(build_network(view, place_names(view)).edges)
    for group in range(6):
        for _ in range(3):
            pile.article("\n".join(f"[Person Number{chr(65 + group + at)}|person] spoke." for at in range(5)))
    view = pile.view()
    network = build_network(view, place_names(view))
    degree = network.edges["a_id"].value_counts().add(network.edges["b_id"].value_counts(), fill_value=0)
    assert len(network.edges) <= PER_NAME * len(network.names)
    assert degree.min() >= 1
