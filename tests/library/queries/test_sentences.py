"""Sentences are passed over only where their letters tell that they do not match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import library
from components.library.queries import search
from components.library.queries.passages import Tokens, holds
from components.library.queries.query_language import Term, parse
from components.library.queries.sentences import read_letters
from components.library.queries.word_forms import list_forms

SIGNS = [" ", ", ", "’", "-", " – ", "\u0301 ", ". "]
WORDS = ["strike", "Struck", "harbour", "Harbor", "Zürich", "zurich", "naïve", "İstanbul", "o'clock", "ﬁre", "walks"]
QUERIES = [
    "strike", "strike harbour", "strike OR walk", "walk NOT harbour", '"harbour strike"', "har*", "zurich NEAR/3 walk",
    "(naive OR fire) istanbul", "title:strike walk", "NOT strike", '"o clock"',
]  # fmt: skip


def forms(term: Term) -> frozenset[str]:
    return list_forms(term.tokens[0]) if len(term.tokens) == 1 else frozenset()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS)), max_size=6), st.sampled_from(QUERIES))
def test_no_text_that_matches_is_passed_over(words: list[tuple[str, str]], query: str) -> None:
    node = parse(query)
    assert node is not None
    text = "".join(word + sign for word, sign in words)
    if holds(node, Tokens(text), forms, lambda _: True):
        assert read_letters(node, forms)(text)


@pytest.mark.parametrize(
    ("query", "text", "is_open"),
    [
        ("strike", "The harbour is open.", False),
        ("strike", "They struck at noon.", True),
        ("strike harbour", "The harbour is open.", False),
        ("har* NOT open", "The harbour is open.", True),
        ("strike NEAR/2 noon", "The strike ended.", False),
        ("zurich", "In Zürich nobody knew.", True),
        ("strike", "In Zürich nobody knew.", True),  # not ASCII
    ],
)
def test_letters_tell_what_need_not_be_cut_into_words(query: str, text: str, is_open: bool) -> None:
    node = parse(query)
    assert node is not None
    assert read_letters(node, forms)(text) == is_open


def test_sentences_are_looked_for_in_so_many_articles(pile, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    for day in (1, 2, 3):
        pile.article(f"It was day {day}. “The pump – it’s odd – stood still,” he said.", date=f"2025-01-0{day}")
    for most, n in ((2, 2), (3, 3)):
        monkeypatch.setattr(search, "MOST_READ", most)
        hits, n_articles = library.search(pile.path, pile.view(), "pump stand", kind="sentence", order="oldest")
        assert len(hits) == n
        assert n_articles == 3
