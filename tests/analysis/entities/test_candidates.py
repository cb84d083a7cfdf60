"""What may be a name, and the same words elsewhere; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.candidates import find_candidates, find_listed, propagate_names
from components.analysis.entities.type_voting import build_form
from tests.analysis.documents import read_marked, write_marked


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("so [Tollan|o] ate", "so [Tollan|o] ate"),
        ("so [Argentine Diego Sorin|p] ate", "so [Argentine|p] [Diego Sorin|p] ate"),
        ("so [the Mayor Tollan|p] ate", "so the ^Mayor [Tollan|p] ate"),
        # a date or a number that swallowed a name
        ("so [Wednesday Tollan|t] ate", "so Wednesday [Tollan|] ate"),
        ("so [Tollan 12|n] ate", "so [Tollan|] 12 ate"),
        ("so [Wednesday|t] ate", "so Wednesday ate"),
        ("so [Committee Friday|t] ate", "so Committee Friday ate"),
        # two surnames, one of whom the text names elsewhere
        ("so [Tollan and Brandau|o] ate, [Tollan|p] sat", "so [Tollan|] and [Brandau|] ate, [Tollan|p] sat"),
        ("so [Tollan and Brandau|o] ate", "so [Tollan and Brandau|o] ate"),
        # what opens a sentence
        ("[Embattled/JJ Tollan|o] ate", "Embattled [Tollan|o] ate"),
        ("[Embattled/JJ Germany|o] ate", "Embattled [Germany|l] ate"),
        ("so [Embattled Tollan|o] ate", "so [Embattled Tollan|o] ate"),
        ("- [Drugmaker Tollan|o] ate", "- Drugmaker [Tollan|o] ate"),
        ("- Drugmaker Tollan ate", "- Drugmaker [Tollan|] ate"),
        ("- [Filmmaker of Tollan|w] ate", "- [Filmmaker of Tollan|w] ate"),
        ("[Disarming/VBG Germany|o] ate", "Disarming [Germany|l] ate"),
        ("[Disarming/VBG Tollan|o] ate", "[Disarming Tollan|o] ate"),
        ("[Disarming/VBG Tollan|o] ate. So [Tollan|o] sat", "Disarming [Tollan|o] ate. So [Tollan|o] sat"),
        # what the lists know, the longer one where two meet
        ("so Germany ate", "so [Germany|l] ate"),
        ("so [York|p] ate in New York", "so [York|p] ate in [New York|l]"),
        ("so New [York|p] ate", "so [New York|l] ate"),
        ("so [Germany Tollan Bank|o] ate", "so [Germany Tollan Bank|o] ate"),
        # given names beside a word that no list knows
        ("so [Marta|p] [Ozqul|o] ate", "so [Marta Ozqul|p] ate"),
        ("so [Xarto|p] [Ozqul|o] ate", "so [Xarto|p] [Ozqul|o] ate"),
        # patterns, runs, offices, particles
        ("so mayor Tollan ate", "so ^mayor [Tollan|p] ate"),
        ("so Brandau Tollan ate", "so [Brandau Tollan|] ate"),
        ("Minister for [Women|o] Anna Holt ate", "^Minister for Women [Anna Holt|p] ate"),
        ("so von der [Leyen|p] ate", "so [von der Leyen|p] ate"),
        ("the de Blasio plan", "the [de Blasio|p] plan"),
        ("A von [Hagen|l] adviser ate", "A [von Hagen|p] adviser ate"),
        ("the Hanse von [Hagen|l] ate", "the [Hanse|] von [Hagen|l] ate"),
        ("so [Crooked Anna Holt|p] ate", "so Crooked [Anna Holt|p] ate"),
    ],
)
def test_candidates_are_cut_trimmed_listed_and_joined(marked: str, expected: str) -> None:
    doc, _ = read_marked(marked)
    assert write_marked(doc, find_candidates(doc)) == expected


def test_a_span_as_long_as_a_paragraph_is_no_name() -> None:
    doc, _ = read_marked("[" + "Tollan " * 41 + "Bank|o]")
    assert all(c.end - c.start < 40 for c in find_candidates(doc) if c.origin == "model")


@pytest.mark.parametrize(
    "expected",
    [
        "so [Germany|l] and [New York|l] ate",
        "so [GERMANY|l] ate",
        "so turkey ate",
        "so Turkey/VB ate",
        "so [NATO|o] ate",
        "so [United Nations|o] ate",
    ],
)
def test_listed_names_are_found_wherever_they_stand(expected: str) -> None:
    doc, _ = read_marked(expected)
    assert write_marked(doc, find_listed(doc)) == expected.replace("/VB", "")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Anna Tollan|p] ate. So Tollan sat", "[Anna Tollan|p] ate. So [Tollan|p] sat"),
        ("[Anna Tollan-Marsh|p] ate. So Tollan-Marsh sat", "[Anna Tollan-Marsh|p] ate. So [Tollan-Marsh|p] sat"),
        ("[Anna Tollan Jr.|p] ate. So Tollan sat", "[Anna Tollan Jr.|p] ate. So [Tollan|p] sat"),
        ("[Anna Bo|p] ate. So Bo sat", "[Anna Bo|p] ate. So Bo sat"),
        ("[Brandau Tollan|o] ate. So Tollan sat", "[Brandau Tollan|o] ate. So Tollan sat"),
        ("[Brandau Tollan|o] ate. So Brandau Tollan sat", "[Brandau Tollan|o] ate. So [Brandau Tollan|o] sat"),
        ("[Tollan|] ate. So Tollan sat", "[Tollan|] ate. So Tollan sat"),
        # "the Commission" of what was named in full
        ("[Tollan Commission|o] ate. So the Commission sat", "[Tollan Commission|o] ate. So the [Commission|o] sat"),
        ("[Tollan Commission|o] ate. Commission sat", "[Tollan Commission|o] ate. Commission sat"),
        (
            "[Tollan Commission|o] ate. So the Commission Bank sat",
            "[Tollan Commission|o] ate. So the Commission Bank sat",
        ),
        ("[Tollan Commission|o] ate. So Halden Commission sat", "[Tollan Commission|o] ate. So Halden Commission sat"),
        ("[Tollan Commission|o] ate. So the commission/NN sat", "[Tollan Commission|o] ate. So the commission sat"),
        # a word of the language, a date, part of another name
        ("[Anna May|p] ate. So in May it sat", "[Anna May|p] ate. So in May it sat"),
        ("[Anna Stone|p] ate. Stone/NN fell, a stone", "[Anna Stone|p] ate. Stone fell, a stone"),
        ("[Anna Stone|p] ate. Stone/NN fell", "[Anna Stone|p] ate. [Stone|p] fell"),
        ("[Anna Stone|p] ate. Stone/NN said a stone", "[Anna Stone|p] ate. [Stone|p] said a stone"),
        ("[Anna Stone|p] ate. So STONE fell, a stone", "[Anna Stone|p] ate. So STONE fell, a stone"),
        ("[Anna Black|p] ate. So Black/NN sat", "[Anna Black|p] ate. So Black sat"),
        ("[Anna Tollan|p] ate. So Xarto Tollan sat", "[Anna Tollan|p] ate. So Xarto Tollan sat"),
        ("[Anna Tollan|p] ate. So Mayor Tollan sat", "[Anna Tollan|p] ate. So Mayor [Tollan|p] sat"),
        ("[Anna Tollan|p] ate. So Tollan Hall sat", "[Anna Tollan|p] ate. So Tollan Hall sat"),
        ("[Tollan|o] ate. So Tollan Hall sat", "[Tollan|o] ate. So [Tollan|o] Hall sat"),
        (
            "[Anna Tollan|p] ate\nTollan Joins Rokeby Council Again",
            "[Anna Tollan|p] ate\n[Tollan|p] Joins Rokeby Council Again",
        ),
    ],
)
def test_a_name_is_found_again_where_its_words_stand_alone(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    types = {build_form(doc, c): c.type for c in found}
    assert write_marked(doc, propagate_names(doc, found, types)) == expected
