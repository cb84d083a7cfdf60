"""Which capitals are names in headlines, at the heads of sentences and in loud words; marks are `read_marked`'s."""

from __future__ import annotations

import pytest

from components.analysis.document import Dictionary
from components.analysis.entities.truecasing import drop_false_names, drop_headline_guesses, find_capitalised_people
from components.analysis.entities.type_voting import build_form
from tests.analysis.documents import read_marked, write_marked

WORDS = Dictionary(frozenset(("worst", "care", "stone", "quick")), frozenset(("worst",)))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("ANNA TOLLAN left", "[ANNA TOLLAN|p] left"),
        ("so ANNA TOLLAN left", "so ANNA TOLLAN left"),
        ("so “ANNA TOLLAN left", "so “[ANNA TOLLAN|p] left"),
        ("ANNA left", "ANNA left"),
        ("ANNA STONE left", "ANNA STONE left"),
        ("ANNA STONE said", "[ANNA STONE|p] said"),
        ("ANNA STONE, the mayor", "[ANNA STONE|p], the mayor"),
        ("ANNA STONE, 40", "[ANNA STONE|p], 40"),
        ("ANNA STONE left. Stone said", "[ANNA STONE|p] left. Stone said"),
        ("MAYOR ANNA TOLLAN left", "^MAYOR [ANNA TOLLAN|p] left"),
        ("DEAN TOLLAN left", "[DEAN TOLLAN|p] left"),
        ("ANNA TOLLAN Holt", "ANNA TOLLAN Holt"),
        ("ANNA TOLLAN", "ANNA TOLLAN"),
        ("ANNA GROUP left", "ANNA GROUP left"),
        ("NEW YORK left", "NEW YORK left"),
        ("ANNA B. TOLLAN left", "[ANNA B. TOLLAN|p] left"),
        # without a known given name both must hold
        ("XANNO TOLLAN, a mayor, left", "XANNO TOLLAN, a mayor, left"),
        ("XANNO TOLLAN, a mayor, left. Tollan said", "[XANNO TOLLAN|p], a mayor, left. Tollan said"),
        ("XANNO TOLLAN left. Tollan said", "XANNO TOLLAN left. Tollan said"),
        ("QUICK TOLLAN, a mayor, left. Tollan said", "QUICK TOLLAN, a mayor, left. Tollan said"),
    ],
)
def test_people_in_capitals_at_the_head_of_a_sentence_are_found(marked: str, expected: str) -> None:
    doc, _ = read_marked(marked, words=WORDS)
    assert write_marked(doc, list(find_capitalised_people(doc))) == expected


BODY = "\n\nThe mayor met [Tollan|p] and [Halden Port|o] on the quay and left."


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # guesses of several words go where one of them acts, or another name of the text is in them
        ("[Rokeby Joins/VBZ Halden|p] Over Prices", "Rokeby Joins Halden Over Prices"),
        ("[Rokeby Tollan|p] Wins Rise Over Prices", "Rokeby Tollan Wins Rise Over Prices"),
        ("[Rokeby Garden|p] Wins Rise Over Prices", "[Rokeby Garden|p] Wins Rise Over Prices"),
        ("[Anna Tollan|p] Wins Rise Over Prices", "[Anna Tollan|p] Wins Rise Over Prices"),
        ("[Anna B. Tollan|p] Wins Rise Over Prices", "[Anna B. Tollan|p] Wins Rise Over Prices"),
        ("[Rokeby Garden Quay House|p] Wins Rise", "Rokeby Garden Quay House Wins Rise"),
        # what the text says elsewhere, lists and heads of organisations stay
        ("[Halden Port|o] Wins Rise Over Prices", "[Halden Port|o] Wins Rise Over Prices"),
        ("[New York|l] Wins Rise Over Prices", "[New York|l] Wins Rise Over Prices"),
        ("[Rokeby Joins/VBZ Tollan Group|o] Over Prices", "[Rokeby Joins Tollan Group|o] Over Prices"),
        ("[Rokeby Joins/VBZ Halden|p:run] Over Prices", "[Rokeby Joins Halden|p] Over Prices"),
        ("[Tollan|p] Wins Rise Over Prices", "[Tollan|p] Wins Rise Over Prices"),
        ("Rokeby [Senate|o:list] Wins Rise Over Prices", "Rokeby Senate Wins Rise Over Prices"),
        ("Missouri [Senate|o:list] Wins Rise Over Prices", "Missouri [Senate|o] Wins Rise Over Prices"),
    ],
)
def test_guesses_in_headlines_go_unless_the_text_bears_them_out(marked: str, expected: str) -> None:
    doc, found = read_marked(marked + BODY)
    body = write_marked(*read_marked(BODY))
    assert write_marked(doc, drop_headline_guesses(doc, found)) == expected + body


@pytest.mark.parametrize(
    "marked", ["[Rokeby Joins/VBZ Halden|p] Over Prices", "the [Rokeby Joins/VBZ Halden|p] plan left"]
)
def test_without_a_headline_or_a_text_below_it_nothing_goes(marked: str) -> None:
    doc, found = read_marked(marked)
    assert drop_headline_guesses(doc, found) == found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a name of the text within a longer one of a headline
        (
            "[Anna Tollan Scores|p] Over Rising Prices\nthe [Anna Tollan|p] plan left",
            "[Anna Tollan|p] Scores Over Rising Prices\nthe [Anna Tollan|p] plan left",
        ),
        (
            "[Air Anna Tollan|p] Over Rising Prices\nthe [Anna Tollan|p] plan left",
            "Air [Anna Tollan|p] Over Rising Prices\nthe [Anna Tollan|p] plan left",
        ),
        (
            "[Adler Tollan Scores|p:run] Over Rising Prices\nthe [Anna Adler Tollan|p] plan left",
            "[Adler Tollan|p] Scores Over Rising Prices\nthe [Anna Adler Tollan|p] plan left",
        ),
        # what only a headline names
        ("[Rokeby Adler|o] Over Rising Prices Again", "Rokeby Adler Over Rising Prices Again"),
        ("[Rokeby Group|o] Over Rising Prices Again", "[Rokeby Group|o] Over Rising Prices Again"),
        ("[Anna Adler|p] Over Rising Prices Again", "[Anna Adler|p] Over Rising Prices Again"),
        ("[Rokeby Adler|p] Over Rising Prices Again", "Rokeby Adler Over Rising Prices Again"),
        ("[Rokeby|l] Over Rising Prices Again", "[Rokeby|l] Over Rising Prices Again"),
        ("[Rokeby Adler|o:list] Over Rising Prices Again", "[Rokeby Adler|o] Over Rising Prices Again"),
        # loud words and long ones in capitals
        ("the [WORST|o] night of it", "the WORST night of it"),
        ("the [WORST|o:dateline] night of it", "the [WORST|o] night of it"),
        ("the [WORST|o] and the [WORST|o] of it", "the [WORST|o] and the [WORST|o] of it"),
        ("the [BRAX|o] night of it", "the [BRAX|o] night of it"),
        ("the [BRAXEL|:run] night of it", "the BRAXEL night of it"),
        ("the [BRAXEL|o] night of it", "the [BRAXEL|o] night of it"),
        ("the [BRAXEL|o] QUAY night of it", "the BRAXEL QUAY night of it"),
        ("the [UNICEF|o:run] night of it", "the [UNICEF|o] night of it"),
        # words that only open sentences
        ("[Stone|p] fell. The stone broke", "Stone fell. The stone broke"),
        ("[Stone|p] fell. The stone of [Stone|p] broke", "[Stone|p] fell. The stone of [Stone|p] broke"),
        ("[Stone|p] fell. The quay broke", "[Stone|p] fell. The quay broke"),
        ("so: [Stone|p] fell. The stone broke", "so: Stone fell. The stone broke"),
        ("[Stone|p] fell. The stone hit [Anna Stone|p]", "[Stone|p] fell. The stone hit [Anna Stone|p]"),
        ("[Turkey|l] fell. The turkey broke", "[Turkey|l] fell. The turkey broke"),
    ],
)
def test_what_only_looks_like_a_name_is_dropped(marked: str, expected: str) -> None:
    doc, found = read_marked(marked, words=WORDS)
    types = {build_form(doc, c): c.type for c in found}
    assert write_marked(doc, drop_false_names(doc, found, types)) == expected
