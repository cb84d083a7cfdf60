"""One type for each name of an article; marks are those of `read_marked`, the types those of its names by letter."""

from __future__ import annotations

import pytest

from components.analysis.document import Dictionary
from components.analysis.entities.type_voting import build_form, vote_types
from tests.analysis.documents import LETTERS, read_marked

WORDS = Dictionary(frozenset(("impeach",)), frozenset(("impeaching",)))


@pytest.mark.parametrize(
    ("marked", "votes"),
    [
        # the model's label, and what is surer
        ("so [Tollan|o] ate", "Tollan=o"),
        ("so [Tollan|o] ate, [Tollan|p] sat, [Tollan|p] ran", "Tollan=p"),
        ("so [Tollan|o:dateline] ate, [Tollan|p] sat", "Tollan=o"),
        ("so [Tollan|o:result] ate, [Tollan|p] sat", "Tollan=o"),
        ("so [Tollan|w:quoted] ate, [Tollan|p] sat", "Tollan=w"),
        ("so [Tollan|p:pattern] ate", "Tollan=p"),
        ("so [Germany|p] ate", "Germany=l"),
        # a run needs more than a little
        ("so [Tollan|:run] ate", "Tollan="),
        ("from [Anna|:run] it", "Anna=p"),
        ("so [Halden|:run] ate", "Halden="),
        ("so [Halden|l:list] ate", "Halden=l"),
        ("so [Tollan|:run] changed its mind", "Tollan="),
        ("so [Tollan|:run] changed his mind", "Tollan=p"),
        # a people that is not called like one is rather a place
        ("so [Tolla|g] ate", "Tolla=l"),
        ("so [Tollan|g] ate", "Tollan=g"),
        # surnames, first names and namesakes of people named in full
        ("so [Anna Tollan|p] ate, [Tollan|o] sat", "Anna Tollan=p Tollan=p"),
        ("so [Anna Tollan Jr.|p] ate, [Tollan|o] sat", "Anna Tollan Jr.=p Tollan=p"),
        ("so [Xora Tollan|p] ate, [Xora Tollan|p] ran, [Xora|o] sat", "Xora Tollan=p Xora=p"),
        # first names that a list takes for a country or a club, unless something beside them says so
        ("so [Jordan Tollan|p] ate, [Jordan|l] sat", "Jordan Tollan=p Jordan=p"),
        ("so [Chelsea Tollan|p] ate, [Chelsea|o] sat", "Chelsea Tollan=p Chelsea=p"),
        ("so [Jordan Tollan|p] ate in [Jordan|l]. It sat", "Jordan Tollan=p Jordan=l"),
        ("so [Xora Tollan|p] ate, [Xora|l] sat, [Xora|l] ran, [Xora|l] hid", "Xora Tollan=p Xora=p"),
        ("so [Norway Tollan|p] ate, [Norway|l] sat", "Norway Tollan=p Norway=l"),
        ("so [Anna von Tollan|p] ate, [von Tollan|o] sat", "Anna von Tollan=p von Tollan=p"),
        ("so [Anna Tollan|p] ate, [Xorro Tollan|o] sat", "Anna Tollan=p Xorro Tollan=p"),
        ("so [Anna Tollan|p] ate, [Impeaching Tollan|o] sat", "Anna Tollan=p Impeaching Tollan=o"),
        ("so [Anna Tollan|p] ate, [Team Tollan|o] sat", "Anna Tollan=p Team Tollan=o"),
        ("so [Anna Tollan|p] ate, [Tollans|o] sat", "Anna Tollan=p Tollans=g"),
        ("so [Brandau Tollan|o] ate, [Tollan|o] sat", "Brandau Tollan=o Tollan=o"),
        # beginnings of organisations, unless the head is its place's
        ("so [Brandau Ltd|o] ate, [Brandau|p] sat", "Brandau Ltd=o Brandau=o"),
        ("so [Calder Council|o] ate, [Calder|p] sat", "Calder Council=o Calder=p"),
        # what a storm is called
        ("so [Hurricane Laura|e] ate, [Laura|p] sat", "Hurricane Laura=e Laura=e"),
        # a row of full names
        (
            "so [Els Maas|p], [Xo Rand|p] and [Ug Bo|o] ate",
            "Els Maas=p Xo Rand=p Ug Bo=p",
        ),
        ("so [Els Maas|p], [Xo Rand|p] ate [Ug Bo|o]", "Els Maas=p Xo Rand=p Ug Bo=o"),
        ("so [Els Maas|p] ([Peru|l]), [Xo Rand|p] and [Ug Bo|o] ate", "Els Maas=p Peru=l Xo Rand=p Ug Bo=p"),
        ("so [Els Maas|p], [Xo Rand|o] and [Ug Bo|o] ate", "Els Maas=p Xo Rand=o Ug Bo=o"),
    ],
)
def test_each_name_has_one_type_by_vote(marked: str, votes: str) -> None:
    doc, found = read_marked(marked, words=WORDS)
    types = vote_types(doc, found)
    assert " ".join(f"{form}={LETTERS[kind]}" for form, kind in types.items()) == votes


@pytest.mark.parametrize(
    ("marked", "form"),
    [("[TOLLAN\nHolt|p]", "Tollan Holt"), ("[BBC|o]", "BBC"), ("[O’Hara|p]", "O'Hara")],
)
def test_names_are_compared_without_capitals_and_line_breaks(marked: str, form: str) -> None:
    doc, (name,) = read_marked(marked)
    doc.tokens[:] = ["O’Hara"] if "O’" in doc.text else doc.tokens
    if "O’" in doc.text:
        name.end = 1
    assert build_form(doc, name) == form
