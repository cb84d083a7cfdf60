"""Snippets are short, hold whole words, and as many of those found as they can."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.library.queries.passages import SNIPPET, cut_snippet, find_spans
from components.library.queries.query_language import list_leaves, parse


@given(st.text(alphabet="abc \n.", min_size=1, max_size=1500), st.text(alphabet="abc", min_size=1, max_size=2))
def test_snippets_are_short_and_hold_whole_words(text: str, word: str) -> None:
    spans = find_spans(list_leaves(parse(f'"{word}"')), text, lambda term: term.tokens)
    start, end, inside = cut_snippet(text, spans)
    assert 0 <= start <= end <= len(text)
    assert end - start <= SNIPPET
    assert bool(inside) == bool(spans)
    assert all(text[start:end][a:b] == word for a, b in inside)


def test_a_snippet_of_a_text_full_of_the_word_costs_no_more_than_the_text() -> None:
    text = "a " * 60_000
    spans = [(at, at + 1) for at in range(0, len(text), 2)]
    start, end, inside = cut_snippet(text, spans)
    assert (start, len(inside)) == (0, (end - start + 1) // 2)


@pytest.mark.parametrize("seed", range(5))
def test_a_snippet_holds_as_many_of_the_words_as_any_of_its_length_could(seed: int) -> None:
    pick = random.Random(seed)
    text = " ".join("word" if pick.random() < 0.05 else "other" for _ in range(400))
    spans = [(match.start(), match.end()) for match in re.finditer("word", text)]
    most = max(sum(1 for _, end in spans[k:] if end <= begin - 60 + SNIPPET) for k, (begin, _) in enumerate(spans))
    start, end, inside = cut_snippet(text, spans)
    assert end - start <= SNIPPET
    assert len(inside) >= most
