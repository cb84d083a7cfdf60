"""What the words of a name and the words beside it say of its type; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.type_evidence import (
    weigh_form,
    weigh_occurrence,
)
from tests.analysis.documents import read_marked

MATCH = "\nThe striker, the goalkeeper, the squad, the coach and the referee left the league."


@pytest.mark.parametrize(
    ("marked", "weights"),
    [
        ("[Tollan|]", {}),
        ("[Germany|]", {"place": 4.0}),
        ("[Peter Marsh|]", {"person": 1.5, "place": 1.2}),
        ("[Anna Press|]", {"person": 1.5, "organisation": 1.2}),
        ("[Tollan Group|]", {"organisation": 5.0}),
        ("[Tollan Bank|]", {"organisation": 3.0}),
        ("[Bank of Tollan|]", {"organisation": 3.0}),
        ("[Tollan Bridge|]", {"place": 2.5}),
        ("[Lake Tollan|]", {"place": 2.5}),
        ("[Anna Tollan|]", {"person": 2.0}),
        ("[Tollan Festival|]", {"event": 4.0}),
        ("[Tollan Cup|]", {"event": 2.0}),
        ("[Gate 4|]", {"place": 5.0, "person": -3.0}),
        ("[St Tollan Hospital|]", {"organisation": 5.0}),
        ("[FC Tollan|]" + MATCH, {"organisation": 3.0}),
        ("[FC Tollan|]", {}),
        ("[Team Tollan|]", {"organisation": 4.0}),
        ("[Project Tollan|]", {"product": 4.0}),
        ("[de Tollan|]", {"person": 2.0}),
        ("[de Tollan Bank|]", {"organisation": 3.0}),
        ("[Anna de la Tour|]", {"person": 2.0}),
        ("[Riverside mall|]", {"place": 2.5}),
        ("[Hurricane Tollan|]", {"event": 4.0}),
        ("[Brandau & Tollan|]", {"organisation": 2.0}),
        ("[Brandau T. Tollan|]", {"person": 2.0}),
        ("[Tollan Act|]", {"law": 3.0}),
        ("[Tollan Prize|]", {"product": 3.0}),
        ("[Rural Germany|]", {"place": 3.0}),
        ("[Statistics Norway|]", {"organisation": 1.5}),
        ("[Statistics Norway|l]", {"organisation": 0.0}),
        ("[Anna Norway|]", {"person": 2.0}),
        # single words
        ("[Anna|]", {"person": 0.7}),
        ("[Obama|]", {"person": 1.5, "place": 0.3}),
        ("[BRX|]", {"organisation": 0.7, "person": -1.5, "place": -0.5}),
        ("[RokeBy|]", {"organisation": 0.7, "person": -0.5}),
        ("[McTollan|]", {}),
        ("[Tollan3|]", {"person": -2.0, "place": -1.0, "organisation": -0.5}),
        ("[Halden|]", {"place": 0.3}),
        ("[Leeds|]", {"place": 5.0}),
    ],
)
def test_the_words_of_a_name_tell_its_type(marked: str, weights: dict[str, float]) -> None:
    doc, (name,) = read_marked(marked)
    assert weigh_form(doc, name) == pytest.approx(weights)


@pytest.mark.parametrize(
    ("marked", "weights"),
    [
        ("so [Tollan|]", {}),
        # people: titles, age, what they are, where they come from
        ("Mr [Tollan|] ate", {"person": 4.0}),
        ("Dr [Tollan|] ate", {"person": 1.5}),
        ("lawyer [Tollan|] ate", {"person": 1.5}),
        ("St. [Tollan|] ate", {}),
        ("so [Tollan|], 40, ate", {"person": 3.0}),
        ("so [Tollan|], who ate", {"person": 1.5}),
        ("so [Tollan|], a busy lawyer", {"person": 1.0}),
        ("so [Els Maas|] (Belgium) ate", {"person": 1.0}),
        ("so [Els Maas|] (Tromm) ate", {}),
        ("a German [Conchita Ruiz|] ate", {"person": 0.6}),
        ("Brandau's [Megyn Kelly|] ate", {"person": 0.8}),
        ("so [Tollan|] changed his mind", {"person": 0.5}),
        ("so [Tollan|] changed its mind", {"organisation": 0.4}),
        ("so [Tollan|] ate. He sat", {}),
        ("so [Tollan|] said", {"person": 0.5, "organisation": 0.2}),
        ("so [Anna Tollan|] said", {"person": 1.2, "organisation": 0.2}),
        ("so said [Tollan|] in", {"person": 0.5, "organisation": 0.2}),
        # nobody: behind "the", in quotation marks
        ("the [Tollan|] ate/VBD", {"person": -3.0}),
        ("the [Tollan|] plan", {}),
        ("so “[Tollan|]” it", {"person": -3.0, "work": 0.5}),
        # products
        ("the ferry [Tollan|] ate", {"product": 4.0}),
        ("ferry the [Tollan|] plan", {"product": 4.0}),
        ("the [Saint Tollan|] plan", {"product": 3.0}),
        ("so [Tollan|], a novel by", {"work": 3.0}),
        # organisations
        ("the Labour vote, [Labour|] MP", {"organisation": 4.0}),
        ("cars made by [Tollan|] are", {"organisation": 1.5}),
        ("so [Tollan|]'s profit fell", {"organisation": 1.0}),
        ("an analyst at [Tollan|] it", {"organisation": 1.2, "place": 0.8}),
        ("the retailer [Tollan|] ate", {"organisation": 2.0}),
        ("the ropemaker [Tollan|] ate", {"organisation": 2.0}),
        ("according to [Tollan|] it", {"organisation": 0.6}),
        ("so Oskar Lund of [Tollan|o] ate", {"organisation": 0.8}),
        ("so Oskar Lund of [Tollan|l] ate", {}),
        ("so [Tollan|], which ate", {"organisation": 0.5}),
        ("so Oslo-based [Tollan|] ate", {"organisation": 1.5}),
        ("the [Tollan|] shares fell", {"organisation": 1.0}),
        ("the [Tollan|] factory fell", {"organisation": 1.0}),
        ("a stake in [Tollan|] fell/VBD", {"organisation": 1.5, "place": 1.2}),
        ("so [Leeds|l] striker ate" + MATCH, {"organisation": 2.6}),
        ("so [Leeds|l] striker ate", {}),
        # places
        ("in [Tollan|] it/PRP", {"place": 1.2}),
        ("in [Anna Tollan|] it/PRP", {"place": 0.8}),
        ("from [Tollan|] it/PRP", {"place": 0.5}),
        ("in [Tollan|] circles", {}),
        ("km from [Tollan|] circles", {"place": 2.0}),
        ("mayor of [Tollan|] circles", {"place": 1.5}),
        ("so [Tollan|]'s airport ate", {"place": 1.2}),
        ("the island [Tollan|] ate", {"place": 1.2}),
        ("so [Tollan|]-based Brandau", {"place": 2.0}),
        ("so [Tollan|] island ate", {"place": 1.5}),
        ("so [Tollan|], Germany, ate", {"place": 1.5}),
        ("so [Anna Tollan|], Germany, ate", {}),
        ("so [Tollan|], the busy capital it", {"place": 2.0}),
        ("drugs made/VBN by [Tollan|] so", {"organisation": 1.5}),
        ("drugs made/VBN by Meridian and [Tollan|] so", {"organisation": 1.5}),
        ("drugs made/VBN by Anna Holt and [Tollan Rand|] so", {}),
        ("so [Tollan|] (NYSE: TLN) so", {"organisation": 3.0}),
        # who stands with a verb behind a quotation
        ("“It rains,” snapped/VBD [Odile Perrault|] from it", {"person": 1.2}),
        ("“It rains!” [Odile Perrault|] snapped/VBD so", {"person": 1.2}),
        ("“It rains” snapped/VBD [Odile Perrault|] from it", {}),
        ("it snapped/VBD [Odile Perrault|] from it", {}),
        ("“It rains,” snapped/VBD [Tollan|] from it", {}),
        ("“It rains.” [Odile Perrault|] here", {}),
    ],
)
def test_the_words_beside_a_name_tell_its_type(marked: str, weights: dict[str, float]) -> None:
    doc, (name, *_) = read_marked(marked)
    assert weigh_occurrence(doc, name) == pytest.approx(weights)
