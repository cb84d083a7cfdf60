"""The sentences of articles that match a query by themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from components.library.queries import View
from components.library.queries.frames import find_counted
from components.library.queries.matching import Matcher
from components.library.queries.passages import Forms, Tokens, holds
from components.library.queries.query_language import Near, Node, Not, Or, Term, list_terms
from components.library.store.records import read_in
from components.types import Span

_TYPOGRAPHY = ("“", "”", "‘", "’", "–", "—", "…", "\u00a0")  # between words, in texts otherwise ASCII


def list_sentences(
    con: sqlite3.Connection, view: View, matcher: Matcher, node: Node, articles: list[int]
) -> Iterator[tuple[int, int, str]]:
    """The sentences of these articles that match, in this order: article, first character, text."""
    texts = dict(read_in(con, "SELECT n, text FROM articles WHERE n IN", articles))
    sentences: dict[int, list[tuple[int, int, int]]] = {}
    sql = 'SELECT article, start, "end", n FROM sentences WHERE article IN'
    for article, start, end, number in read_in(con, sql, articles):
        sentences.setdefault(article, []).append((start, end, number))
    fields = _Fields(matcher, view, node, articles)
    may_hold = read_letters(node, matcher.forms)
    for article in articles:
        text = texts[article]
        plain = _without_typography(text)
        for start, end, number in sorted(sentences.get(article, ())):
            if not may_hold(plain[start:end]):
                continue
            if holds(node, Tokens(text[start:end]), matcher.forms, fields.test(article, number, (start, end))):
                yield article, start, text[start:end]


def _without_typography(text: str) -> str:
    for sign in _TYPOGRAPHY:
        text = text.replace(sign, " ")
    return text


def read_letters(node: Node, forms: Forms) -> Callable[[str], bool]:
    """A test that is False only of texts that do not match: it looks for letters and does not cut a text into words,
    which takes longer; a text that is not ASCII, in which letters may be written in several ways, it leaves open.
    """
    test = _read_letters(node, forms)
    return lambda text: not text.isascii() or test(text.lower())


def _read_letters(node: Node, forms: Forms) -> Callable[[str], bool]:
    if isinstance(node, Not) or (isinstance(node, Term) and node.field):
        return lambda _: True
    if isinstance(node, Term):
        tokens = node.tokens
        if len(tokens) > 1 or node.is_prefix:
            return lambda text: all(token in text for token in tokens)
        words = tuple(forms(node))
        return lambda text: any(word in text for word in words)
    parts = (Or(node.left), Or(node.right)) if isinstance(node, Near) else node.parts
    tests = [_read_letters(part, forms) for part in parts]
    if isinstance(node, Or):
        return lambda text: any(test(text) for test in tests)
    return lambda text: all(test(text) for test in tests)


class _Fields:
    """Whether a query's fields hold of a sentence: whom it mentions, who speaks, its article's title and source."""

    def __init__(self, matcher: Matcher, view: View, node: Node, articles: list[int]) -> None:
        frames = view.frames
        terms = [term for term in list_terms(node, negated=True) if term.field]
        inside = np.zeros(frames.n_article_slots, dtype=bool)
        inside[articles] = True
        self._articles: dict[Term, np.ndarray] = {}
        self._sentences: dict[Term, frozenset[int]] = {}
        self._quotes: dict[Term, pd.DataFrame] = {}
        for term in terms:
            if term.field == "about":
                rows = view.mentions[inside[view.mentions["article"].to_numpy()]]
                named = np.isin(rows["entity"].to_numpy(), matcher.find_entities(term))
                self._sentences[term] = frozenset(rows["sentence"].to_numpy()[named].tolist())
            elif term.field == "speaker":
                quotes = frames.quotes
                rows = inside[quotes["article"].to_numpy()] & find_counted(quotes) & matcher.match_quotes(term)
                self._quotes[term] = quotes[rows]
            else:
                self._articles[term] = matcher.match_articles(term)

    def test(self, article: int, sentence: int, span: Span) -> Callable[[Term], bool]:
        def fits(term: Term) -> bool:
            if term in self._articles:
                return bool(self._articles[term][article])
            if term in self._sentences:
                return sentence in self._sentences[term]
            quotes = self._quotes[term]
            own = quotes[quotes["article"].to_numpy() == article]
            return bool(((own["start"] < span[1]) & (own["end"] > span[0])).any())

        return fits
