"""Texts of articles with the spans of their sentences and quotes, read for a page of evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from components.library.store.records import read_in, read_spans
from components.types import Span


class ArticleTexts:
    """Texts and spans for a page of evidence, read in a few queries."""

    def __init__(self, con: sqlite3.Connection, articles: np.ndarray) -> None:
        self.con = con
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
        """The text of an article."""
        return str(self._texts.get(article, ""))

    def sentence(self, number: int, otherwise: Span) -> Span:
        """The span of a sentence, or `otherwise` if it is unknown."""
        return self._sentences.get(number, otherwise)

    def sentences_of(self, article: int) -> list[Span]:
        """The sentences of an article, in order."""
        return self._by_article.get(article, [])

    def first_sentence(self, article: int) -> Span:
        """The first sentence of an article, or its first 300 characters if it has none."""
        spans = self.sentences_of(article)
        return spans[0] if spans else (0, min(len(self.text(article)), 300))

    def sentences_around(self, article: int, spans: Sequence[Span]) -> Span:
        """The span from the start of the first sentence that the spans touch to the end of the last."""
        start, end = min(a for a, _ in spans), max(b for _, b in spans)
        touched = [span for span in self.sentences_of(article) if span[0] < end and span[1] > start]
        return min([start, *(a for a, _ in touched)]), max([end, *(b for _, b in touched)])

    def quote_spans(self, quote: int) -> tuple[list[Span], list[Span]]:
        """A quote's spans, and those of its attribution; empty if the worker has removed it since frames were read."""
        sql = "SELECT content_spans, speaker_spans, cue_spans FROM quotes WHERE n = ?"
        content, *said = map(read_spans, self.con.execute(sql, (quote,)).fetchone() or ("[]", "[]", "[]"))
        return content, [span for spans in said for span in spans]
