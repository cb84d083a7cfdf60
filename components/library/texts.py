"""Texts, sentences and quotes of a few articles, read from the library when a screen shows them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from components.types import Span

_MOST = 500  # numbers in one query; SQLite takes some thousands


class Texts:
    """What a page of evidence needs of its articles, read in a few queries."""

    def __init__(self, con: sqlite3.Connection, articles: np.ndarray) -> None:
        self._con = con
        self.articles: list[int] = np.unique(articles).tolist()
        self._texts = dict(read_in(con, "SELECT n, text FROM articles WHERE n IN", self.articles))
        self._sentences: dict[int, Span] = {}
        self._by_article: dict[int, list[Span]] = {number: [] for number in self.articles}
        sql = 'SELECT n, article, start, "end" FROM sentences WHERE article IN'
        for n, article, start, end in read_in(con, sql, self.articles):
            self._sentences[n] = (start, end)
            self._by_article[article].append((start, end))
        for spans in self._by_article.values():
            spans.sort()

    def text(self, article: int) -> str:
        return str(self._texts.get(article, ""))

    def sentence(self, number: int, otherwise: Span) -> Span:
        return self._sentences.get(number, otherwise)

    def sentences_of(self, article: int) -> list[Span]:
        return self._by_article.get(article, [])

    def first_sentence(self, article: int) -> Span:
        spans = self.sentences_of(article)
        return spans[0] if spans else (0, min(len(self.text(article)), 300))

    def sentences_around(self, article: int, spans: Sequence[Span]) -> Span:
        """From the beginning of the first sentence that the spans touch to the end of the last."""
        start, end = min(a for a, _ in spans), max(b for _, b in spans)
        touched = [span for span in self.sentences_of(article) if span[0] < end and span[1] > start]
        return min([start, *(a for a, _ in touched)]), max([end, *(b for _, b in touched)])

    def quote_spans(self, quote: int) -> list[Span]:
        """Nothing where the worker has taken the quote out since the frames were read."""
        row = self._con.execute("SELECT content_spans FROM quotes WHERE n = ?", (quote,)).fetchone()
        return read_spans(row[0]) if row else []


def read_spans(text: str) -> list[Span]:
    """Spans as the library keeps them: a JSON list of [start, end]."""
    return [(start, end) for start, end in json.loads(text)]


def read_in(con: sqlite3.Connection, sql: str, numbers: Iterable[int]) -> Iterator[tuple]:  # type: ignore[type-arg]
    """The rows of a query that ends with `IN`, for any amount of numbers."""
    wanted = list(numbers)
    for at in range(0, len(wanted), _MOST):
        yield from con.execute(f"{sql} ({','.join(map(str, map(int, wanted[at : at + _MOST])))})")
