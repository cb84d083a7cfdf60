"""Full-text search of a view: articles, sentences or quotes that match a query, ranked or by date, with snippets."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from components.library.queries import View
from components.library.queries.frames import find_counted
from components.library.queries.matching import Matcher
from components.library.queries.passages import cut_snippet, find_spans, without_not
from components.library.queries.query_language import (
    FIELDS,
    Node,
    describe,
    is_plain,
    list_leaves,
    list_terms,
    parse,
    place_of,
)
from components.library.queries.sentences import list_sentences
from components.library.store import reading
from components.library.store.records import NO_DAY, NOBODY, read_in, read_spans
from components.types import Span

ARTICLE, SENTENCE, QUOTE = KINDS = ("article", "sentence", "quote")
BEST, NEWEST, OLDEST = ORDERS = ("best", "newest", "oldest")
TITLE_WEIGHT = 5.0  # weight of a word in the title relative to the text
MOST_RANKED = 15_000  # with more hits the words are unspecific and ranking is slow
_BATCH = 40  # articles that are looked through for sentences at a time
MOST_READ = 4_000  # articles looked through for sentences


@dataclass(frozen=True)
class Found:
    """What a query matches in a view: numbers of articles or quotes, best first.

    Sentences are found when they are read; `numbers` are then the articles that may have some.
    """

    words: str
    kind: str  # one of KINDS
    numbers: np.ndarray
    articles: np.ndarray  # the number of each one's article
    scores: np.ndarray  # 1 for the best

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Hit:
    """An article, sentence or quote found; `start` is the offset of `text` in the article."""

    kind: str  # one of KINDS
    article_id: str
    title: str
    source: str
    date: str
    date_origin: str
    text: str  # a snippet, the sentence, or the quote
    start: int
    highlights: tuple[Span, ...] = ()  # relative to `text`
    title_highlights: tuple[Span, ...] = ()
    quote_id: str = ""
    speaker: str = ""
    score: float = 0.0  # 1 for the best of its kind


def search(
    path: str | Path,
    view: View,
    words: str,
    *,
    kind: str = ARTICLE,
    order: str = BEST,
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[Hit], int]:
    """One page of what a query matches, and how many there are; of sentences, how many articles may have some."""
    found = find_matches(view, words, kind)
    return read_hits(path, view, found, order=order, limit=limit, offset=offset), len(found)


def find_matches(view: View, words: str, kind: str = ARTICLE) -> Found:
    """All that a query matches in a view; any text is a valid query."""
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of result {kind!r}: one of {', '.join(KINDS)}")
    node = parse(words)
    nothing = np.zeros(0, dtype=np.int64)
    if node is None:
        return Found(words, kind, nothing, nothing, np.zeros(0))
    with reading(view.frames.path) as con:
        matcher = Matcher(con, view.frames)
        if kind == QUOTE:
            quotes = view.frames.quotes
            rows = matcher.match_quotes(node) & find_counted(quotes) & view.has_article[quotes["article"].to_numpy()]
            numbers, articles = quotes["quote"].to_numpy()[rows], quotes["article"].to_numpy()[rows]
            order, scores = _rank(
                con, numbers, matcher.express_for_rank(node, ("",)), "quotes_words", "bm25(quotes_words)"
            )
        else:
            wanted = without_not(node) if kind == SENTENCE else node
            mask = view.has_article if wanted is None else view.has_article & matcher.match_articles(wanted)
            numbers = articles = np.flatnonzero(mask)
            rank = f"bm25(articles_words, {TITLE_WEIGHT}, 1.0)"
            expression = matcher.express_for_rank(node)
            order, scores = _rank(con, numbers, expression, "articles_words", rank)
    return Found(words, kind, numbers[order], articles[order], scores[order])


def _rank(
    con: sqlite3.Connection, numbers: np.ndarray, expression: str, table: str, rank: str
) -> tuple[np.ndarray, np.ndarray]:
    """The order of these rows, best first, and their scores; without words to rank by, latest added first."""
    latest = np.arange(len(numbers))[::-1]
    if not expression or not 0 < len(numbers) <= MOST_RANKED:
        return latest, np.ones(len(numbers))
    sql = f"SELECT rowid, {rank} FROM {table} WHERE {table} MATCH ? AND +rowid IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants only
    rows = con.execute(sql, (expression, json.dumps(numbers.tolist()))).fetchall()
    table_of = np.array(rows, dtype=np.float64).reshape(-1, 2)
    scores = np.zeros(len(numbers))
    ranked = pd.Index(numbers).get_indexer(table_of[:, 0].astype(np.int64))
    scores[ranked] = np.maximum(-table_of[:, 1], 1e-9)  # SQLite's bm25 is negative, and at most 0
    relative = scores / scores.max() if scores.any() else np.ones(len(numbers))
    return np.lexsort((-numbers, -relative)), relative


def sort_matches(view: View, found: Found, order: str) -> Found:
    """The same in another order: undated ones are last."""
    if order not in ORDERS:
        raise ValueError(f"Unknown order {order!r}: one of {', '.join(ORDERS)}")
    if order == BEST:
        return found
    days = view.frames.day[found.articles].astype(np.int64)
    key = np.where(days == NO_DAY, np.iinfo(np.int64).max, days if order == OLDEST else -days)
    rows = np.argsort(key, kind="stable")
    return replace(found, numbers=found.numbers[rows], articles=found.articles[rows], scores=found.scores[rows])


# Hits, read a page at a time.


def read_hits(
    path: str | Path, view: View, found: Found, *, order: str = BEST, limit: int = 20, offset: int = 0
) -> list[Hit]:
    """One page of what was found, cut from the articles."""
    node = parse(found.words)
    if node is None:
        return []
    found = sort_matches(view, found, order)
    with reading(path) as con:
        reader = _Reader(con, view, node)
        if found.kind == SENTENCE:
            return reader.read_sentences(found.numbers, limit, offset)
        page = slice(offset, offset + limit)
        scores = dict(zip(found.numbers[page].tolist(), found.scores[page].tolist(), strict=True))
        hits = reader.read_articles(scores) if found.kind == ARTICLE else reader.read_quotes(scores)
    return [hits[number] for number in scores if number in hits]


class _Reader:
    def __init__(self, con: sqlite3.Connection, view: View, node: Node) -> None:
        self._con, self._view, self._node = con, view, node
        self.matcher = Matcher(con, view.frames)
        leaves = list(list_leaves(node))
        self._in_text = [leaf for leaf in leaves if place_of(leaf) == ""]
        self._in_title = [leaf for leaf in leaves if place_of(leaf) in ("", "title")]

    def _spans(self, text: str) -> list[Span]:
        return find_spans(self._in_text, text, self.matcher.forms)

    def _hit(self, kind: str, article: int, text: str, start: int, highlights: tuple[Span, ...], **more: object) -> Hit:
        row = self._view.frames.articles.loc[article]
        return Hit(
            kind, row["article_id"], row["title"], row["source"], row["date"], row["date_origin"], text, start,
            highlights, tuple(find_spans(self._in_title, row["title"], self.matcher.forms)), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def read_articles(self, scores: dict[int, float]) -> dict[int, Hit]:
        hits = {}
        for number, text in read_in(self._con, "SELECT n, text FROM articles WHERE n IN", scores):
            start, end, highlights = cut_snippet(text, self._spans(text))
            hits[number] = self._hit(ARTICLE, number, text[start:end], start, highlights, score=scores[number])
        return hits

    def read_quotes(self, scores: dict[int, float]) -> dict[int, Hit]:
        frames = self._view.frames
        own = frames.quotes[np.isin(frames.quotes["quote"].to_numpy(), list(scores))].set_index("quote")
        hits = {}
        sql = "SELECT n, content, content_spans FROM quotes WHERE n IN"
        for number, content, spans in read_in(self._con, sql, scores):
            quote = own.loc[number]
            speaker = quote["speaker_text"] if quote["speaker"] == NOBODY else frames.entity_names[quote["speaker"]]
            hits[number] = self._hit(
                QUOTE, quote["article"], content, read_spans(spans)[0][0], tuple(self._spans(content)),
                quote_id=f"q{number}", speaker=str(speaker), score=scores[number],
            )  # fmt: skip
        return hits

    def read_sentences(self, articles: np.ndarray, limit: int, offset: int) -> list[Hit]:
        """The sentences of these articles that match by themselves, in this order."""
        hits = (
            self._hit(SENTENCE, article, text, start, tuple(self._spans(text)))
            for at in range(0, min(len(articles), MOST_READ), _BATCH)
            for article, start, text in list_sentences(
                self._con, self._view, self.matcher, self._node, articles[at : min(at + _BATCH, MOST_READ)].tolist()
            )
        )
        return list(islice(hits, offset, offset + limit))


# How a query was read, for the person who typed it.


@dataclass(frozen=True)
class Reading:
    """A query in words (empty where it needs none), and the other forms of its words that the library has."""

    words: str
    forms: dict[str, list[str]]


def explain(view: View, words: str) -> Reading:
    """How a query is read."""
    node = parse(words)
    if node is None:
        return Reading("", {})
    with reading(view.frames.path) as con:
        matcher = Matcher(con, view.frames)
        terms = [term for term in list_terms(node, negated=True) if term.field not in FIELDS[1:]]
        forms = {term.tokens[0]: matcher.list_other_forms(term) for term in terms if len(term.tokens) == 1}
        said = "" if is_plain(node) else describe(node, matcher.name_field)
    return Reading(said, {word: others for word, others in forms.items() if others})
