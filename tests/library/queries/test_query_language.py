"""A query is read as its writer meant it, whatever was typed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.library.queries.query_language import MOST_TERMS, Node, describe, is_plain, list_terms, parse


def read(text: str) -> str:
    node = parse(text)
    return describe(node, lambda term: " ".join(term.tokens).upper()) if node else ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbour strike", "“harbour” and “strike”"),
        ("harbour AND strike", "“harbour” and “strike”"),
        ("harbour or strike", "“harbour” and “or” and “strike”"),  # an operator is written large
        ("a OR b c", "“a” or (“b” and “c”)"),
        ("(a OR b) c", "(“a” or “b”) and “c”"),
        ("a NOT b", "“a” and not “b”"),
        ("a AND NOT (b OR c)", "“a” and not (“b” or “c”)"),
        ("NOT NOT a", "“a”"),
        ("NOT (NOT a)", "“a”"),
        ('"dock strike" pay', "exactly “dock strike” and “pay”"),
        ("“dock strike”", "exactly “dock strike”"),
        ('"dock str', "words that begin with “dock str”"),  # it is still being typed
        ("harb*", "words that begin with “harb”"),
        ("a NEAR/5 b", "“a” within 5 words of “b”"),
        ("a NEAR/1 b NEAR/2 c", "(“a” within 1 word of “b”) and (“b” within 2 words of “c”)"),
        ("(a OR b) NEAR/3 c", "“a” or “b” within 3 words of “c”"),
        ("a NEAR/3 (b OR (c d))", "“a” and (“b” or (“c” and “d”))"),  # no place to measure from
        ("a NEAR b", "“a” and “near” and “b”"),
        ("title:tax", "“tax” in the title"),
        ("TITLE: tax", "“tax” in the title"),
        ('title:(tax OR "rent cap")', "“tax” in the title or exactly “rent cap” in the title"),
        ('speaker:"Ada Dray" strike', "something said by ADA DRAY and “strike”"),
        ("about:dray source:ledger", "a mention of DRAY and a source called LEDGER"),
        ("about:(dray OR pike)", "a mention of DRAY or a mention of PIKE"),
        ("topic:tax", "“topic tax”"),  # no field
        ("it's", "“it s”"),
        ("Łódź", "“łodz”"),
        ("strike -harbour", "“strike” and “harbour”"),
        # What makes no sense is left out.
        ("", ""),
        ("NOT", ""),
        ("AND OR NOT NEAR/5", ""),
        (")a(", "“a”"),
        ("((a", "“a”"),
        ("OR OR a OR", "“a”"),
        ("NEAR/3 a NEAR/3", "“a”"),
        ("title:", ""),
        ("title: (", ""),
        ("* — “”", ""),
        ("a\0b", "“a b”"),
    ],
)
def test_a_query_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize("typed", ["a", "a b", "a AND b"])
def test_words_side_by_side_need_no_explanation(typed: str) -> None:
    node = parse(typed)
    assert node is not None
    assert is_plain(node)


@pytest.mark.parametrize("typed", ["a OR b", '"a"', "a*", "title:a", "NOT a", "a NEAR/2 b"])
def test_anything_else_does(typed: str) -> None:
    node = parse(typed)
    assert node is not None
    assert not is_plain(node)


PIECES = [
    "a",
    "b ",
    " c",
    "(",
    ")",
    '"',
    "“",
    " AND ",
    " OR ",
    " NOT ",
    " NEAR/3 ",
    "title:",
    "about:",
    "*",
    "\0",
    "é",
    ":",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_is_an_error(typed: str) -> None:
    node = parse(typed)
    assert bool(read(typed)) == (node is not None) == bool(list_terms(node, negated=True))


@pytest.mark.parametrize(
    "part", ["(", ")", "a", "a ", '"', "NOT ", "(a ", "a OR ", "title:", "*", "\0", "NEAR/5 ", "a NEAR/9 "]
)
def test_a_hundred_thousand_characters_are_read_at_once(part: str) -> None:
    before = time.process_time()
    node = parse(part * (100_000 // len(part)))
    assert len(list_terms(node, negated=True)) <= MOST_TERMS
    assert depth(node) <= 60
    assert time.process_time() - before < 2


def depth(node: Node | None) -> int:
    parts = getattr(node, "parts", None) or ([node.part] if hasattr(node, "part") else [])
    return 1 + max(map(depth, parts), default=0)
