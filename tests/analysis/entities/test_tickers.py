"""Codes of shares are no names; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.document import Document
from components.analysis.entities.spans import Candidate
from components.analysis.entities.tickers import drop_tickers, find_tickers
from tests.analysis.documents import read_marked, write_marked


def read(marked: str) -> tuple[Document, list[Candidate]]:
    """As `read_marked`, with a dot for each "_" between capitals, as the parser leaves INTC.O in one piece."""
    doc, found = read_marked(marked)
    doc.tokens[:] = [token.replace("_", ".") for token in doc.tokens]
    doc.text = doc.text.replace("_", ".")
    return doc, found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Intel|o] ([INTC_O|o]) fell", "[Intel|o] (INTC.O) fell"),
        ("at [INTC_O|o]", "at [INTC.O|o]"),
        ("[Tessel Corp|o] ([NYSE|o]: [TSL|o]) fell", "[Tessel Corp|o] (NYSE: TSL) fell"),
        ("[Tessel|o] ([Nasdaq|o]: [TSL|o], [LSE|o]: [TSR|o]) fell", "[Tessel|o] (Nasdaq: TSL, LSE: TSR) fell"),
        ("[Norvane|p] ([NRVN|o]) fell", "[Norvane|p] (NRVN) fell"),
        ("[Norvane|o] Inc. ([NRVN|o]) fell", "[Norvane|o] Inc. (NRVN) fell"),
        ("[Apple|o] ([AAPL|o]) fell", "[Apple|o] (AAPL) fell"),
        ("[Tessel|o] ([TSLn|o].[DE|o]) fell", "[Tessel|o] (TSLn.DE) fell"),
        # names stay names
        ("[Norvane|o] ([NRVN|o]) fell. [NRVN|o] rose", "[Norvane|o] ([NRVN|o]) fell. [NRVN|o] rose"),
        ("[Open Norvane|o] ([NRVN|o]) fell", "[Open Norvane|o] ([NRVN|o]) fell"),
        ("[Holt|p] ([SPD|o]) left", "[Holt|p] ([SPD|o]) left"),
        ("[Nadia Holt|p] ([NATO|o]) left", "[Nadia Holt|p] ([NATO|o]) left"),
        ("[LONDON|l] ([Reuters|o]) - Rain", "[LONDON|l] ([Reuters|o]) - Rain"),
        ("the port ([Nasdaq|o] said so)", "the port ([Nasdaq|o] said so)"),
        ("the port ([Tromm|o]: [TSL|o])", "the port ([Tromm|o]: [TSL|o])"),
        ("the port ([NYSE|o]: [TSL|o]", "the port ([NYSE|o]: [TSL|o]"),
        ("([NYSE|o]: [TSL|o])", "([NYSE|o]: [TSL|o])"),
    ],
)
def test_what_stands_in_brackets_behind_a_company_as_its_code_is_no_name(marked: str, expected: str) -> None:
    doc, found = read(marked)
    assert write_marked(doc, drop_tickers(doc, found)) == expected


def test_a_bracket_of_tickers_is_known_by_where_it_opens_and_closes() -> None:
    doc, _ = read("Tessel (NYSE: TSL) fell (a little)")
    assert find_tickers(doc) == {1: 5}
    assert doc.tokens[5] == ")"
