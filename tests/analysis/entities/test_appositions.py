"""Which type the noun beside a name gives; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.appositions import read_apposition, read_noun_before, type_noun, weigh_nouns
from tests.analysis.documents import read_marked


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[Lodestar|], the port's expansion project, grew/VBD", "product"),
        ("[Lodestar|], a novel by Tollan", "work"),
        ("[Lodestar|], a think tank, grew/VBD", "organisation"),
        ("[Lodestar|], a retailer based/VBN in Tromm", "organisation"),
        ("[Lodestar|], the novel grew/VBD well", ""),
        ("[Lodestar|], the novel written/VBN by Tollan", "work"),
        ("[Lodestar|], novel of old", ""),
        ("[Lodestar|] the novel of old", ""),
        ("[Lodestar|], the slowly/RB told/VBN novel of old", "work"),
        ("[Lodestar|], the it novel of old", ""),
        ("[Lodestar|] is/VBZ the army's howitzer.", "product"),
        ("[Lodestar|], a harbour extension planned/VBN here", "product"),
    ],
)
def test_the_noun_behind_a_comma_tells_what_a_name_is(marked: str, kind: str) -> None:
    doc, (name,) = read_marked(marked)
    assert read_apposition(doc, name.end) == kind


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("its heart drug, [Lodestar|], grew/VBD", "product"),
        ("the army's tank, [Lodestar|].", "product"),
        ("their third novel, [Lodestar|], grew/VBD", "work"),
        ("the company, [Lodestar|], grew/VBD", "organisation"),
        ("the plan, called/VBN [Lodestar|], grew/VBD", "product"),
        ("a band called/VBN [Lodestar|] grew/VBD", "organisation"),
        ("a rain called/VBN [Lodestar|] grew/VBD", ""),
        ("a group called/VBN [Lodestar|] grew/VBD", "organisation"),
        ("the project known/VBN as [Lodestar|] grew/VBD", "product"),
        ("it was called/VBN [Lodestar|] then", ""),
        ("it grew/VBD as [Lodestar|] did", ""),
        # no apposition: where something happens, and a list
        ("In the novel, [Lodestar|], an heiress, grew/VBD", ""),
        ("in its heart drug, [Lodestar|] grew/VBD", ""),
        ("ships, drug, [Lodestar|], grew/VBD", ""),
        ("the Tromm drug, [Lodestar|], grew/VBD", ""),
        ("[Lodestar|], grew/VBD", ""),
        (", [Lodestar|], grew/VBD", ""),
    ],
)
def test_the_noun_before_a_comma_or_a_verb_of_naming_tells_what_a_name_is(marked: str, kind: str) -> None:
    doc, (name,) = read_marked(marked)
    assert read_noun_before(doc, name.start, name.end) == kind


@pytest.mark.parametrize(
    ("marked", "weights"),
    [
        ("the ferry [Lodestar|] grew/VBD", [("product", 4.0)]),
        ("the antidepressant [Lodestar|] grew/VBD", [("product", 4.0)]),
        ("the think tank [Lodestar|] grew/VBD", [("organisation", 4.0)]),
        ("the tank [Lodestar|] grew/VBD", [("product", 4.0)]),
        ("the engine maker [Lodestar|] grew/VBD", [("organisation", 2.0)]),
        ("the rail scheme [Lodestar|] grew/VBD", [("product", 2.0)]),
        ("the novel [Lodestar|] grew/VBD", [("work", 3.0)]),
        ("the film [Anna|] grew/VBD", []),
        ("the rain [Lodestar|] grew/VBD", []),
        ("[Lodestar|] is/VBZ the army's missile.", [("product", 1.5)]),
        ("the cruise line [Lodestar|] grew/VBD", [("organisation", 4.0)]),
        ("the line [Lodestar|] grew/VBD", []),
        ("the lender [Lodestar|], a retailer, grew/VBD", [("organisation", 2.0), ("organisation", 2.0)]),
    ],
)
def test_nouns_beside_a_name_are_weighed(marked: str, weights: list[tuple[str, float]]) -> None:
    doc, (name,) = read_marked(marked)
    assert weigh_nouns(doc, name.start, name.end) == weights


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("drug", "product"), ("index", "product"), ("scheme", "product"), ("novel", "work"), ("mayor", "person"),
        ("fisherman", "person"), ("county", "place"), ("retailer", "organisation"), ("shipbuilder", "organisation"),
        ("council", "organisation"), ("weather", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_noun_names_a_type(noun: str, kind: str) -> None:
    assert type_noun(noun) == kind
