"""The drawer and the address that opens it."""

from __future__ import annotations

import pytest

from components.types import EvidenceQuery
from components.ui.evidence import query_from_param, query_to_param


@pytest.mark.parametrize(
    "query",
    [
        EvidenceQuery("mentions"),
        EvidenceQuery("mentions", entities=("e1", "e&2"), start="2026-03-01", end="2026-03-07"),
        EvidenceQuery("articles", source="", topic="", undated=True),
        EvidenceQuery("mentions", start="2025-03-01", end="2025-03-07", other_time=True),
        EvidenceQuery("sentiment", entities=("e1",), source="A = B & Söhne", label="negative"),
    ],
)
def test_what_a_drawer_shows_comes_back_from_its_address(query: EvidenceQuery) -> None:
    assert query_from_param(query_to_param(query)) == query


@pytest.mark.parametrize(
    ("param", "expected"),
    [
        ("", None),
        ("nonsense", None),
        ("kind=rows", None),
        ("kind=quotes&" + "a=1&" * 5000, None),
        ("kind=quotes&start=2026-02-30&end=soon", EvidenceQuery("quotes")),
        ("kind=quotes&colour=red", EvidenceQuery("quotes")),
    ],
)
def test_an_address_that_makes_no_sense_opens_no_drawer(param: str, expected: EvidenceQuery | None) -> None:
    assert query_from_param(param) == expected
