"""How names are written; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.name_forms import looks_like_full_name, looks_like_person
from tests.analysis.documents import read_marked


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna Tollan", True), ("Anna van Tollan", True), ("Anna - Tollan", True), ("Anna O'Hara", True),
        ("Tollan Anna", False), ("Anna Group", False), ("Anna Bridge", False), ("Anna tollan", False),
    ],
)  # fmt: skip
def test_a_given_name_with_capitals_behind_it_looks_like_a_person(name: str, person: bool) -> None:
    assert looks_like_person(name.split()) is person


@pytest.mark.parametrize(
    ("marked", "full"),
    [
        ("[Anna Tollan|]", True), ("[Rokeby Tollan Holt|]", True), ("[Tollan|]", False),
        ("[Anna TOLLAN|]", False), ("[Tollan Group|]", False), ("[Mayor Tollan|]", False), ("[Anna tollan|]", False),
        ("[Tollan 4|]", False), ("[One Two Three Four|]", False),
    ],
)  # fmt: skip
def test_two_or_three_plain_words_look_like_a_full_name(marked: str, full: bool) -> None:
    doc, (name,) = read_marked(marked)
    assert looks_like_full_name(doc, name.start, name.end) is full
