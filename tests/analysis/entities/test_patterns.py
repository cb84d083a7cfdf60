"""Names that the shape of the text shows; marks are those of `read_marked`, found names stand in the second column."""

from __future__ import annotations

import pytest

from components.analysis.entities.patterns import add_patterns, find_quoted, find_runs
from tests.analysis.documents import read_marked, write_marked


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The ferry “Northern Star” left", "The ferry “[Northern Star|d]” left"),
        ("The “Northern Star” ferry/NN left", "The “[Northern Star|d]” ferry left"),
        ("The novel “Northern Star” left", "The novel “[Northern Star|w]” left"),
        ("The “Northern Star” novel/NN left", "The “[Northern Star|w]” novel left"),
        ("He wrote “Northern Star” and", "He wrote “Northern Star” and"),
        ("He saw “House of Cards”, a novel", "He saw “House of Cards”, a novel"),
        # a code, a single name in single marks, before a noun or a verb
        ("He built a ‘X1’ himself", "He built a ‘[X1|d]’ himself"),
        ("He built two/CD ‘X1’ here/RB", "He built two ‘[X1|d]’ here"),
        ("the ‘Lodestar’ scheme", "the ‘[Lodestar|d]’ scheme"),
        ("the ‘Lodestar’ is/VBZ", "the ‘[Lodestar|d]’ is"),
        ("the “Lodestar” scheme", "the “Lodestar” scheme"),
        ("the ‘Green’ tourism", "the ‘Green’ tourism"),
        ("the ‘Green’ activist", "the ‘Green’ activist"),
        ("the ferry “Stop Now!” left", "the ferry “Stop Now!” left"),
        # what the noun before or behind the marks and a comma says
        ("Their album, “Salt Lines”, grew/VBD", "Their album, “[Salt Lines|w]”, grew"),
        ("“Salt Lines”, the third novel by Tollan", "“[Salt Lines|w]”, the third novel by Tollan"),
        ("“Salt Lines,” the third novel by Tollan", "“[Salt Lines|w],” the third novel by Tollan"),
        ("It rained.\n\n“Salt Lines”, the novel by Tollan", "It rained.\n\n“[Salt Lines|w]”, the novel by Tollan"),
        ("the army's tank, the ‘Boar’, broke/VBD", "the army's tank, the ‘[Boar|d]’, broke"),
        ("a song called/VBN “Salt Lines” grew/VBD", "a song called “[Salt Lines|w]” grew"),
        ("The novel “The Man in the Long Boat” left", "The novel “[The Man in the Long Boat|w]” left"),
        ("“Salt Lines,” she said", "“Salt Lines,” she said"),
        # what is no name in marks
        ("The ferry “northern star” left", "The ferry “northern star” left"),
        ("The ferry “One Two Three Four Five” left", "The ferry “One Two Three Four Five” left"),
        ("The ferry “Germany” left", "The ferry “Germany” left"),
        ("The ferry ” Northern Star” left", "The ferry ” Northern Star” left"),
        ("The ferry“Northern Star” left", "The ferry“Northern Star” left"),
        ("The ferry “ Northern Star” left", "The ferry “ Northern Star” left"),
    ],
)
def test_things_and_works_are_named_in_quotation_marks(marked: str, expected: str) -> None:
    doc, _ = read_marked(marked)
    assert write_marked(doc, list(find_quoted(doc))) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # people behind titles, and of a given name and a surname
        ("So said mayor Tollan to", "So said ^mayor [Tollan|p] to"),
        ("So said Mr Tollan to", "So said ^Mr [Tollan|p] to"),
        ("So said Anna Tollan to", "So said [Anna Tollan|p] to"),
        ("So said Anna to", "So said Anna to"),
        ("So said Brandau Tollan to", "So said Brandau Tollan to"),
        ("So said mayor Tollan Dr Holt to", "So said ^mayor [Tollan|p] ^Dr [Holt|p] to"),
        ("So said Anna Group to", "So said Anna Group to"),
        ("So said Anna Bridge to", "So said Anna Bridge to"),
        ("So said Anna Bert Carl Dora Emil to", "So said Anna Bert Carl Dora Emil to"),
        ("So said mayor ANNA to", "So said mayor ANNA to"),
        ("So said mayor Committee to", "So said mayor Committee to"),
        ("Mayor Tollan Joins Rokeby Council", "Mayor Tollan Joins Rokeby Council"),
        ("On Wednesday Anna Holt left", "On Wednesday [Anna Holt|p] left"),
        ("the Spaniard Anna Ruiz left", "the Spaniard [Anna Ruiz|p] left"),
        ("So said Anna [Tollan|p] to", "So said Anna [Tollan|p] to"),
        # parties, numbered places
        ("the Labour MP Tollan", "the [Labour|o] MP Tollan"),
        ("the Labour vote of", "the Labour vote of"),
        ("at Gate 4 and Block C", "at [Gate 4|l] and [Block C|l]"),
        ("at gate 4 and Block I", "at gate 4 and Block I"),
        ("at [Gate|o] 4", "at [Gate|o] 4"),
        # what is sure pushes out what the model takes it for
        ("[LONDON|o] - It rained", "[LONDON|l] - It rained"),
        ("The ferry “Anna Star” left", "The ferry “[Anna Star|d]” left"),
    ],
)
def test_patterns_show_names_beside_those_that_are_found(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, add_patterns(doc, found)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the Brandau Tollan left", "the [Brandau Tollan|] left"),
        ("the Brandau-Tollan left", "the [Brandau-Tollan|] left"),
        ("the Brandau & Tollan left", "the [Brandau & Tollan|] left"),
        ("the Brandau - Tollan left", "the [Brandau|] - [Tollan|] left"),
        ("the Brandau Mr Tollan left", "the [Brandau|] Mr Tollan left"),
        ("the [Brandau|o] Tollan left", "the [Brandau|o] [Tollan|] left"),
        ("Tollan Joins Rokeby Council", "Tollan Joins Rokeby Council"),
        ("the Committee left", "the Committee left"),
        ("on Friday", "on Friday"),
        ("the CPI left", "the CPI left"),
        ("the #Brandau left", "the #Brandau left"),
        ("the Mayor left", "the Mayor left"),
        ("the BRANDAU left", "the BRANDAU left"),
        ("the Bran_dau left", "the Bran_dau left"),
        ("the One Two Three Four Five Six left", "the One Two Three Four Five Six left"),
    ],
)
def test_runs_of_capitalised_words_may_be_names(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, find_runs(doc, found)) == expected
