"""Where a span is cut, what is trimmed off it, and which spans are no names; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.spans import (
    is_code,
    is_date,
    is_name_word,
    is_portfolio,
    is_rubric,
    is_spaced_dash,
    is_title,
    opens_sentence,
    split_span,
    trim,
)
from tests.analysis.documents import make_document, read_marked, write_marked

LONG = "one " * 60  # a line that nobody broke by hand
MATCH = "\nThe striker, the goalkeeper, the squad, the coach and the referee left the league."


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("[Anna Holt / Ben Marsh|p]", ["Anna Holt", "Ben Marsh"]),
        (LONG + "\n[Anna Holt\nBen Marsh|p]", ["Anna Holt", "Ben Marsh"]),
        ("[Anna\nHolt|p]", ["Anna\nHolt"]),
        ("[Halden - Brandau|o]", ["Halden", "Brandau"]),
        ("[Halden-Brandau|o]", ["Halden-Brandau"]),
        ("[Obama v Trump|w]", ["Obama", "Trump"]),
        ("[Halden v Holt|w]", ["Halden v Holt"]),
        # a comma, unless a legal form or a suffix follows or the name lists what it is about
        ("[Halden, Brandau|o]", ["Halden", "Brandau"]),
        ("[Brandau, Inc.|o]", ["Brandau, Inc."]),
        ("[Anna Holt, Jr.|p]", ["Anna Holt, Jr."]),
        ("[Ministry of Work, Health and Food|o]", ["Ministry of Work, Health and Food"]),
        ("[Brandau, Halden and Food|o]", ["Brandau", "Halden and Food"]),
        # a possessive of what is a name of its own
        ("[Germany's Brandau|o]", ["Germany", "Brandau"]),
        ("[Obama's Brandau|o]", ["Obama", "Brandau"]),
        ("[Brandau's Anna Holt|o]", ["Brandau", "Anna Holt"]),
        ("[Brandau's Ferry|o]", ["Brandau's Ferry"]),
        ("[Brandau's Ferry|p]", ["Brandau", "Ferry"]),
        ("[Attorney General's Office|p]", ["Attorney General's Office"]),
        # small words and numbers that no person, no place has
        ("[Holt and Marsh|p]", ["Holt", "Marsh"]),
        ("[Holt of Halden|p]", ["Holt", "Halden"]),
        ("[Holt 12 Marsh|p]", ["Holt", "Marsh"]),
        ("[Halden and Tromm|l]", ["Halden", "Tromm"]),
        ("[Isle of Tromm|l]", ["Isle of Tromm"]),
        ("[Block of Tromm|l]", ["Block", "Tromm"]),
        ("[Brandau Ltd and Tromm|o]", ["Brandau Ltd", "Tromm"]),
        ("[Food and Tromm|o]", ["Food and Tromm"]),
        # two names without anything between them
        ("[Argentine Diego Sorin|p]", ["Argentine", "Diego Sorin"]),
        ("[Germany Anna Holt|o]", ["Germany", "Anna Holt"]),
        ("[Argentine Sorin|p]", ["Argentine", "Sorin"]),
        ("[Argentine Sorin|o]", ["Argentine Sorin"]),
        ("[National Securities in Norway|o]", ["National Securities", "Norway"]),
        ("[Securities at Tromm|o]", ["Securities", "Tromm"]),
        ("[University of Tromm at Halden|o]", ["University of Tromm at Halden"]),
        ("[Men in Black|o]", ["Men in Black"]),
    ],
)
def test_a_span_is_cut_where_another_name_begins(marked: str, parts: list[str]) -> None:
    doc, (span,) = read_marked(marked)
    assert [doc.cut(*part) for part in split_span(doc, span.start, span.end, span.type)] == parts


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[the Anna Holt's|p] plan", "the [Anna Holt|p]'s plan"),
        ("so [the Anna Holt|p] plan", "so the [Anna Holt|p] plan"),
        ("[“ Anna Holt ”|p] left", "“ [Anna Holt|p] ” left"),
        ("[mighty Anna Holt left|p]", "mighty [Anna Holt|p] left"),
        ("[von Holt|p] left", "[von Holt|p] left"),
        ("[The Hague Court|o]", "[The Hague|l] Court"),
        ("Senator [D-Va. Holt|p]", "Senator D-[Va. Holt|p]"),
        ("[Holt 12|p] left", "[Holt|p] 12 left"),
        ("[Gate 12|p] left", "[Gate 12|p] left"),
        ("[Brandau 3-1|o] at home", "[Brandau|o] 3-1 at home"),
        ("[Brandau Nov.|o]", "[Brandau|o] Nov."),
        ("[Halden Day|e]", "[Halden Day|e]"),
        ("[Tromm Capt.|o] Holt", "[Tromm|o] Capt. Holt"),
        ("[Hong Kong Financial|l] Secretary Holt", "[Hong Kong|l] Financial Secretary Holt"),
        # titles; and given names and surnames that are words of titles
        ("[Mayor Anna Holt|p]", "^Mayor [Anna Holt|p]"),
        ("[Dean Palmer|p]", "[Dean Palmer|p]"),
        ("[Senator Holt|o]", "^Senator [Holt|p]"),
        ("[Senator Group|o]", "[Senator Group|o]"),
        ("[General Motors|o]", "[General Motors|o]"),
        ("[Captain Anna Holt|o]", "^Captain [Anna Holt|p]"),
        ("[Mr. Holt|o]", "^Mr. [Holt|p]"),
        ("[Brave Dr Holt|o]", "Brave ^Dr [Holt|p]"),
        ("[Block C. Holt|p]", "Block C. ^[Holt|p]"),
        ("[Landlord. Holt|p]", "^Landlord. [Holt|p]"),
        ("[Tromm Securities|p]", "[Tromm Securities|o]"),
        ("[Anna Securities|p]", "[Anna Securities|p]"),
        ("[Embattled Bob Crail|p]", "Embattled [Bob Crail|p]"),
        ("then [Embattled Bob Crail|p]", "then [Embattled Bob Crail|p]"),
        ("in [Burlington, Vt|l].", "in [Burlington, Vt.|l]"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_is_trimmed_off(marked: str, expected: str) -> None:
    doc, (span,) = read_marked(marked)
    found = trim(doc, span.start, span.end, span.type)
    assert found is not None
    assert write_marked(doc, [found]) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "a #[Holt|p] tag",
        "[the|p]",
        "[SOCCER|o] - Halden won",
        "[Jan-May|l]",
        "[mighty holt|w]",
        "[12 12|w]",
        "[Committee|o] met",
        "[Hospital|p]",
        "[Mayor|p]",
        "[Firemen|p]",
        "[Sellers/NNS|o] wait",
        "[CPI|o] rose",
        "[Legal|o] Minister Holt",
        "[Finance|o] ministry",
    ],
)
def test_what_names_nobody_is_dropped(marked: str) -> None:
    doc, (span,) = read_marked(marked)
    assert trim(doc, span.start, span.end, span.type) is None


@pytest.mark.parametrize(
    ("marked", "date"),
    [
        ("on [Jan-May|l]", True),
        ("Ms [May|p] left", False),
        ("in [May|p] they", True),
        ("on 5 [May|p]", True),
        ("late [May|p] 5", True),
        ("a late [May|p]-July", True),
        ("[Monday 12 May|p]", True),
        ("[Monday Holt|p]", False),
        ("[Holt-Marsh|p]", False),
    ],
)
def test_days_months_and_numbers_are_a_date_unless_somebody_is_called_so(marked: str, date: bool) -> None:
    doc, (span,) = read_marked(marked)
    assert is_date(doc, span.start, span.end) is date


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("[CPI|o]", True),
        ("[Q1 EPS|o]", True),
        ("[CPI Holt|o]", False),
        ("[RBI|o]", False),
        ("[RBI|o]" + MATCH, True),
    ],
)
def test_abbreviations_of_no_organisation_are_codes(marked: str, code: bool) -> None:
    doc, (span,) = read_marked(marked)
    assert is_code(doc, span.start, span.end) is code


@pytest.mark.parametrize(
    ("marked", "rubric"),
    [
        ("[SOCCER|o] - Halden won", True),
        ("It rained.\n[SOCCER|o]: Halden won", True),
        ("[SOCCER|o] won", False),
        ("[BRANDAU|o] - Halden won", False),
        ("in [SOCCER|o] - Halden won", False),
        ("[Soccer|o]-mad Halden", False),
        ("[SOCCER|o]", False),
    ],
)
def test_the_rubric_at_the_head_of_a_line_is_known(marked: str, rubric: bool) -> None:
    doc, (span,) = read_marked(marked)
    assert is_rubric(doc, span.start, span.end) is rubric


@pytest.mark.parametrize(
    ("word", "title"),
    [("Mr", True), ("mayor", True), ("deputy", True), ("solicitor-general", True), ("holt", False)],
)
def test_titles_are_honorifics_roles_and_what_stands_before_them(word: str, title: bool) -> None:
    assert is_title(make_document(word, tokens=[word]), 0) is title


@pytest.mark.parametrize(
    ("marked", "named"),
    [("Holt", True), ("holt", False), ("Left/VBD", False), ("RealClearNews/VBZ", True), ("Real/VBZ", False)],
)
def test_a_name_is_written_with_a_capital_and_tagged_so(marked: str, named: bool) -> None:
    assert is_name_word(read_marked(marked)[0], 0) is named


def test_a_dash_stands_free_and_a_hyphen_does_not() -> None:
    doc = make_document("Halden - north-west")
    assert [is_spaced_dash(doc, i) for i in range(len(doc))] == [True, True, True, False, True]


def test_a_sentence_and_a_line_open_with_a_word() -> None:
    doc = make_document("It is. So it\nis", sentences="0 3")
    assert [doc.tokens[i] for i in range(len(doc)) if opens_sentence(doc, i)] == ["It", "So", "is"]


@pytest.mark.parametrize(
    ("text", "portfolio"), [("Finance Minister", True), ("Finance Group", False), ("Finance", False)]
)
def test_a_portfolio_stands_before_its_minister(text: str, portfolio: bool) -> None:
    assert is_portfolio(make_document(text), 0) is portfolio
