"""Datelines, bylines, credits and speakers' labels; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.datelines import find_datelines
from tests.analysis.documents import read_marked, write_marked


@pytest.mark.parametrize(
    "expected",
    [
        # datelines
        "[LONDON|l] ([Reuters|o]) - It rained",
        "[LONDON|l] ([Dow Jones Newswires|o]) - It rained",
        "[LONDON|l] - It rained",
        "[ADDIS ABABA|l]/[NAIROBI|l], March 3 ([Reuters|o]) - It rained",
        "[LONDON|l], [Ohio|l] ([Reuters|o]) - It rained",
        "[LONDON|l], Brandau ([Reuters|o]) - It rained",
        "[HALDEN|l] ([Reuters|o]) - It rained",
        "It rained.\n[HALDEN|l] - It rained",
        "It rained.\n[SOFIA|l], Aug 28, 2020\nIt rained",
        "It rained. [PARIS|l] - It rained",
        # what is none
        "HALDEN - It rained",
        "It rained.\nSOCCER - It rained",
        "It rained.\nHALDEN, Aug\nIt rained",
        "It rained.\nBOSTON 54 40 - It rained",
        "It rained in PARIS - It rained",
        "It rained. BRAXEL - It rained",
        "LONDON-based it rained",
        "Quay (Reuters) - It rained",
        "ONE, TWO, SIX, TEN - It rained",
        # who speaks in a transcript
        "[TOLLAN|p]: It rained",
        "[ANNA TOLLAN|p]: It rained",
        "NOTE: It rained",
        "Tollan: It rained",
        # bylines and credits
        "By [Jane Doe|p] and [John Roe|p]\nIt rained",
        "By [Jane van Doe|p]\nIt rained",
        "By Jane\nIt rained",
        "By Jane Doe of Tromm\nIt rained",
        "By New York\nIt rained",
        "It rained. Reporting by [Jane Doe|p], [John Roe|p] in [Cairo|l]; editing by [Jim Poe|p])",
        "It rained. Reporting by [Jane Doe|p] in [Tromm|l] and [John|l] at it",
        "It rained. Reporting by [Jane|p] at [Germany|l]",
        "It rained. Reporting by the Jane Doe",
        "It rained. Walking by Jane Doe",
    ],
)
def test_who_wrote_and_where_is_read_off_the_form_of_the_line(expected: str) -> None:
    doc, _ = read_marked(expected)
    assert write_marked(doc, find_datelines(doc)) == expected
