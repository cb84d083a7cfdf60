"""Full-text search over titles, texts and quotes of a view, ranked, with snippets."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from components.library.columns import NOBODY, is_in
from components.library.store import reading
from components.library.texts import read_in, read_spans
from components.library.views import View
from components.library.words import Words
from components.types import Span

KINDS = ("article", "quote")
TITLE_WEIGHT = 5.0  # weight of a word in the title relative to the text
MOST_RANKED = 15_000  # with more hits the words are unspecific and ranking is slow
SNIPPET = 260  # characters, about three lines
_LEAD = 60  # characters shown before the first word found


@dataclass(frozen=True)
class Hit:
    """An article or quote found; `start` is the offset of `text` in the article."""

    kind: str  # one of KINDS
    article_id: str
    title: str
    source: str
    date: str
    date_origin: str
    text: str  # a snippet, or the quote
    start: int
    highlights: tuple[Span, ...] = ()  # relative to `text`
    title_highlights: tuple[Span, ...] = ()
    quote_id: str = ""
    speaker: str = ""
    score: float = 0.0  # 1 for the best of its kind


def search(
    path: str | Path, view: View, words: str, *, kinds: Sequence[str] = KINDS, limit: int = 20, offset: int = 0
) -> tuple[list[Hit], int]:
    """One page of the articles and quotes that contain all words, best first, and their total number.

    `words` is taken as typed: "exact phrases" in quotation marks, the last word may be a prefix; any text is valid.
    Corrected titles are searched too.
    """
    wanted = Words(words)
    if not wanted:
        return [], 0
    with reading(path) as con:
        found = [_find_articles(con, view, wanted)] if "article" in kinds else []
        found += [_find_quotes(con, view, wanted)] if "quote" in kinds else []
        numbers = np.concatenate([n for n, _ in found]) if found else np.zeros(0, dtype=np.int64)
        scores = np.concatenate([score for _, score in found]) if found else np.zeros(0)
        n_articles = len(found[0][0]) if "article" in kinds else 0
        page = np.argsort(-scores, kind="stable")[offset : offset + limit]
        articles = _build_articles(con, view, wanted, {int(numbers[at]): scores[at] for at in page if at < n_articles})
        quotes = _build_quotes(con, view, wanted, {int(numbers[at]): scores[at] for at in page if at >= n_articles})
    hits = [(articles if at < n_articles else quotes).get(int(numbers[at])) for at in page]
    return [hit for hit in hits if hit is not None], len(numbers)


def _find_articles(con: sqlite3.Connection, view: View, words: Words) -> tuple[np.ndarray, np.ndarray]:
    numbers, scores = _ranked(con, "articles_words", f"bm25(articles_words, {TITLE_WEIGHT}, 1.0)", words)
    inside = (numbers < len(view.has_article)) & view.has_article[np.minimum(numbers, len(view.has_article) - 1)]
    numbers, scores = numbers[inside], scores[inside]
    retitled = view.frames.retitled
    titles = view.frames.articles["title"].loc[retitled[view.has_article[retitled]]]
    fitting = [number for number, title in titles.items() if words.are_in(title)]
    more = np.setdiff1d(np.array(fitting, dtype=np.int64), numbers)
    return np.concatenate([more, numbers]), np.concatenate([np.ones(len(more)), _relative(scores)])


def _find_quotes(con: sqlite3.Connection, view: View, words: Words) -> tuple[np.ndarray, np.ndarray]:
    numbers, scores = _ranked(con, "quotes_words", "bm25(quotes_words)", words)
    inside = is_in(numbers, view.quotes["quote"].to_numpy())
    return numbers[inside], _relative(scores[inside])


def _ranked(con: sqlite3.Connection, table: str, rank: str, words: Words) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers and scores, higher is better; constant if there are too many hits to rank."""
    where = f"FROM {table} WHERE {table} MATCH ?"
    found = con.execute(f"SELECT rowid {where}", (words.match,))
    numbers: np.ndarray = np.fromiter(chain.from_iterable(found), dtype=np.int64)
    if len(numbers) > MOST_RANKED:
        return numbers[::-1], np.ones(len(numbers))
    rows = con.execute(f"SELECT rowid, {rank} {where}", (words.match,)).fetchall()
    table_of = np.array(rows, dtype=np.float64).reshape(-1, 2)
    # SQLite's bm25 is negative, and at most 0
    return table_of[:, 0].astype(np.int64), np.maximum(-table_of[:, 1], 1e-9)


def _relative(scores: np.ndarray) -> np.ndarray:
    best: np.ndarray = scores / scores.max() if len(scores) else scores
    return best


def _build_articles(con: sqlite3.Connection, view: View, words: Words, scores: dict[int, float]) -> dict[int, Hit]:
    texts = dict(read_in(con, "SELECT n, text FROM articles WHERE n IN", scores))
    hits = {}
    for number, text in texts.items():
        row = view.frames.articles.loc[number]
        start, end, highlights = cut_snippet(text, words.find(text))
        hits[number] = Hit(
            "article", row["article_id"], row["title"], row["source"], row["date"], row["date_origin"], text[start:end],
            start, highlights, tuple(words.find(row["title"])), score=float(scores[number]),
        )  # fmt: skip
    return hits


def _build_quotes(con: sqlite3.Connection, view: View, words: Words, scores: dict[int, float]) -> dict[int, Hit]:
    frames = view.frames
    own = frames.quotes[np.isin(frames.quotes["quote"].to_numpy(), list(scores))].set_index("quote")
    hits = {}
    for number, content, spans in read_in(con, "SELECT n, content, content_spans FROM quotes WHERE n IN", scores):
        quote, start = own.loc[number], read_spans(spans)[0][0]
        row = frames.articles.loc[quote["article"]]
        speaker = quote["speaker_text"] if quote["speaker"] == NOBODY else frames.entity_names[quote["speaker"]]
        hits[number] = Hit(
            "quote", row["article_id"], row["title"], row["source"], row["date"], row["date_origin"], content, start,
            tuple(words.find(content)), quote_id=f"q{number}", speaker=str(speaker), score=float(scores[number]),
        )  # fmt: skip
    return hits


def cut_snippet(text: str, spans: list[Span]) -> tuple[int, int, tuple[Span, ...]]:
    """The part of a text with most of the spans, cut between words: (start, end, spans inside it)."""
    best, most = 0, 0
    ends = sorted(end for _, end in spans)
    for position, (begin, _) in enumerate(spans):
        n_inside = bisect_right(ends, begin - _LEAD + SNIPPET) - position
        if n_inside > most:
            best, most = max(0, begin - _LEAD), n_inside
    start = best if best == 0 else text.find(" ", best) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), max((b for _, b in spans if start <= b <= end), default=start))
        end = end if end > start else min(len(text), start + SNIPPET)
    inside = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
    return start, end, inside
