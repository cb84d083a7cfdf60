"""Full-text search over titles, texts and quotes of a view: query words and phrases, ranked hits, snippets."""

from __future__ import annotations

import difflib
import re
import sqlite3
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from components.library.queries import View
from components.library.store import reading
from components.library.store.records import NOBODY, is_in, read_in, read_spans
from components.types import Span

# Letters and digits with their accents: the tokens of the index (SQLite's unicode61).
_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]|$)')
MOST_TERMS = 32  # more than anyone types; the rest of a pasted page is ignored
KINDS = ("article", "quote")
TITLE_WEIGHT = 5.0  # weight of a word in the title relative to the text
MOST_RANKED = 15_000  # with more hits the words are unspecific and ranking is slow
SNIPPET = 260  # characters, about three lines
_LEAD = 60  # characters shown before the first word found


@dataclass(frozen=True)
class SearchTerm:
    """Consecutive tokens; the last may be a prefix."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


class SearchWords:
    """A parsed search query; any text is valid."""

    def __init__(self, text: str) -> None:
        self.terms: tuple[SearchTerm, ...] = tuple(_parse(text))[:MOST_TERMS]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def match(self) -> str:
        """The query as an FTS5 expression; only letters, digits and quotation marks, so always valid."""
        return " ".join(f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}' for term in self.terms)

    def find(self, text: str) -> list[Span]:
        """The spans of the terms in a text, in order."""
        tokens = split_words(text)
        spans = {span for term in self.terms for span in _find_term(term, tokens)}
        return sorted(spans)

    def are_in(self, text: str) -> bool:
        """True if every term occurs in the text."""
        tokens = split_words(text)
        return bool(self.terms) and all(next(_find_term(term, tokens), None) for term in self.terms)


def split_words(text: str) -> list[tuple[str, int, int]]:
    """The tokens of a text, folded (case and accents), with their spans."""
    return [(_fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def _parse(text: str) -> Iterator[SearchTerm]:
    """Yield phrases first, then the remaining words, in the order typed."""
    at = 0
    for phrase in _PHRASE.finditer(text):
        yield from _single(text[at : phrase.start()])
        tokens = tuple(token for token, _, _ in split_words(phrase[1]))
        if tokens:
            yield SearchTerm(tokens, is_prefix=not phrase[2])  # an unclosed phrase is still being typed
        at = phrase.end()
    rest = list(_single(text[at:]))
    if rest:
        yield from rest[:-1]
        yield SearchTerm(rest[-1].tokens, is_prefix=not text[-1].isspace())


def _single(text: str) -> Iterator[SearchTerm]:
    for word in text.split():
        tokens = tuple(token for token, _, _ in split_words(word))
        if tokens:
            yield SearchTerm(tokens)  # the index has "it's" as two consecutive tokens


def _find_term(term: SearchTerm, tokens: Sequence[tuple[str, int, int]]) -> Iterator[Span]:
    size = len(term.tokens)
    first = term.tokens[0]
    for at in range(len(tokens) - size + 1):
        if size > 1 and tokens[at][0] != first:
            continue
        if all(_fits(term, position, tokens[at + position][0]) for position in range(size)):
            yield tokens[at][1], tokens[at + size - 1][2]


def _fits(term: SearchTerm, position: int, token: str) -> bool:
    if term.is_prefix and position == len(term.tokens) - 1:
        return token.startswith(term.tokens[position])
    return token == term.tokens[position]


# Full-text search over titles, texts and quotes of a view, ranked, with snippets.


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
    wanted = SearchWords(words)
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


def suggest_spellings(path: str | Path, words: str, *, most: int = 3) -> list[str]:
    """The query with words that no article has replaced by the nearest spellings that some have, nearest first.

    Empty unless each such word has a near one. Every word must then occur, though not in one article.
    """
    tokens = list(dict.fromkeys(token for term in SearchWords(words).terms for token in term.tokens))
    nearest: list[tuple[str, list[str]]] = []
    with reading(path) as con:
        for token in tokens:
            if not con.execute(_HAS_WORD, (f'"{token}" *',)).fetchone():
                nearest.append((token, _near(con, token)))
    if not nearest or not all(near for _, near in nearest):
        return []
    n = min(most, max(len(near) for _, near in nearest))
    return list(
        dict.fromkeys(_respell(words, {one: near[min(at, len(near) - 1)] for one, near in nearest}) for at in range(n))
    )


_HAS_WORD = "SELECT 1 FROM articles_words WHERE articles_words MATCH ? LIMIT 1"


def _near(con: sqlite3.Connection, token: str) -> list[str]:
    """Words of the library spelled nearly like this one: with its first two letters, then by likeness and frequency."""
    con.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, articles_words, row)")
    rows = con.execute(
        "SELECT term, doc FROM temp.vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (token[:2], token[:2] + "\U0010ffff", len(token) - 2, len(token) + 2),
    )
    n_articles = {term: n for term, n in rows if term != token and not term.isdigit()}
    near = difflib.get_close_matches(token, n_articles, n=5, cutoff=0.78)
    alike = {term: round(difflib.SequenceMatcher(None, token, term).ratio(), 1) for term in near}
    return sorted(near, key=lambda term: (-alike[term], -n_articles[term]))


def _respell(words: str, instead: dict[str, str]) -> str:
    return _TOKEN.sub(lambda match: instead.get(_fold(match[0]), match[0]), words)


def _find_articles(con: sqlite3.Connection, view: View, words: SearchWords) -> tuple[np.ndarray, np.ndarray]:
    numbers, scores = _ranked(con, "articles_words", f"bm25(articles_words, {TITLE_WEIGHT}, 1.0)", words)
    inside = (numbers < len(view.has_article)) & view.has_article[np.minimum(numbers, len(view.has_article) - 1)]
    numbers, scores = numbers[inside], scores[inside]
    retitled = view.frames.retitled
    titles = view.frames.articles["title"].loc[retitled[view.has_article[retitled]]]
    fitting = [number for number, title in titles.items() if words.are_in(title)]
    more = np.setdiff1d(np.array(fitting, dtype=np.int64), numbers)
    return np.concatenate([more, numbers]), np.concatenate([np.ones(len(more)), _relative(scores)])


def _find_quotes(con: sqlite3.Connection, view: View, words: SearchWords) -> tuple[np.ndarray, np.ndarray]:
    numbers, scores = _ranked(con, "quotes_words", "bm25(quotes_words)", words)
    inside = is_in(numbers, view.counted_quotes["quote"].to_numpy())
    return numbers[inside], _relative(scores[inside])


def _ranked(con: sqlite3.Connection, table: str, rank: str, words: SearchWords) -> tuple[np.ndarray, np.ndarray]:
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


def _build_articles(
    con: sqlite3.Connection, view: View, words: SearchWords, scores: dict[int, float]
) -> dict[int, Hit]:
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


def _build_quotes(con: sqlite3.Connection, view: View, words: SearchWords, scores: dict[int, float]) -> dict[int, Hit]:
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
