"""Search by meaning: passages of a view that mean something like a text, merged with those that have its words.

All passages are compared by the signs of their vectors, a bit a number, with the signs of what is looked for; those
that agree most with its numbers themselves; and the nearest `_CANDIDATES` of them by the cosine of both vectors, which
stay on disk (binary quantisation with rescoring: Yamada, Asai and Hajishirzi, 2021; numbers against signs: Gordo,
Perronnin, Gong and Lazebnik, Asymmetric distances for binary embeddings, 2014). In a library of fewer passages that is
exact. The ranks are merged by reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.analysis.meaning import NAME, WIDTH, Floats, encode, is_installed, take_signs
from components.library.queries import View
from components.library.queries.matching import Matcher
from components.library.queries.passages import Tokens, find_spans
from components.library.queries.query_language import Node, Or, Term, is_plain, list_leaves, list_terms, parse, place_of
from components.library.queries.search import MOST_RANKED, TITLE_WEIGHT, Hit
from components.library.queries.word_forms import list_forms
from components.library.store import reading
from components.library.store.passages import (
    Passages,
    State,
    count_unencoded,
    join_passages,
    read_passages,
    read_state,
    read_vectors,
)
from components.library.store.records import read_in
from components.types import Span

MEANING, WORDS, BOTH = "meaning", "words", "words and meaning"
MOST_OF_ONE = 3  # passages of one article that are shown
_CANDIDATES = 2_000  # passages whose vectors are compared
_AGREEING = 10  # times as many whose signs are compared with numbers
_BLOCK = 16_384  # passages whose signs are compared at a time: they fit the processor's cache
_RANKED = 100  # of each rank that are merged
_FUSION = 60  # of reciprocal rank fusion: 1 / (60 + rank)
_SHARE = 0.5  # of the words a passage needs beside its meaning: one of many is chance
LEAST_ALIKE = 0.25  # cosine below which passages have nothing to do with each other
Place = tuple[int, int, int]  # article, start, end


_kept: dict[str, tuple[State, Passages]] = {}  # of the library that was searched last
_lock = threading.Lock()


def _load(con: sqlite3.Connection, path: str) -> Passages:
    with _lock:
        state, known = read_state(con), _kept.get(path)
        if known is None or known[0] != state:
            _kept.clear()
            known = _kept[path] = (state, _read_anew(con, state, known))
        return known[1]


def _read_anew(con: sqlite3.Connection, state: State, known: tuple[State, Passages] | None) -> Passages:
    """All passages; only those that have come since, if none of those before has gone."""
    if known is not None:
        added = read_passages(con, NAME, WIDTH, after=known[0].latest)
        new = np.unique(added.articles)
        if (known[0].n_articles + len(new), known[0].total + new.sum()) == (state.n_articles, state.total):
            return join_passages(known[1], added)
    return read_passages(con, NAME, WIDTH)


def rank_passages(
    con: sqlite3.Connection, passages: Passages, inside: NDArray[np.bool_], wanted: Floats, most: int = _CANDIDATES
) -> tuple[np.ndarray, np.ndarray]:
    """The rows of `inside` most like a vector, best first, and how like it they are (cosine)."""
    rows = np.flatnonzero(inside)
    if len(rows) > most:
        apart = _count_apart(passages.signs, wanted)
        apart[~inside] = WIDTH + 1
        limit = int(np.searchsorted(np.cumsum(np.bincount(apart)), min(_AGREEING * most, len(rows))))
        rows = np.flatnonzero(apart <= limit)
        rows = np.sort(rows[np.argpartition(-_weigh_signs(passages.signs[:, rows], wanted), most)[:most]])
    articles = passages.articles[rows].tolist()
    vectors = read_vectors(con, dict.fromkeys(articles), WIDTH)
    own_vectors = [vectors[article][place] for article, place in zip(articles, passages.places[rows], strict=True)]
    found = np.array(own_vectors, dtype=np.float32).reshape(-1, WIDTH)
    alike = found @ wanted / np.maximum(np.linalg.norm(found, axis=1), 1)
    best = np.argsort(-alike, kind="stable")
    return rows[best], alike[best]


def _count_apart(signs: NDArray[np.uint64], wanted: Floats) -> NDArray[np.uint16]:
    """In how many signs each passage differs from a vector."""
    apart = np.zeros(signs.shape[1], dtype=np.uint16)
    own = take_signs(wanted[None])[0].view(np.uint64)
    for start in range(0, len(apart), _BLOCK):
        block = apart[start : start + _BLOCK]
        for part, word in zip(signs[:, start : start + _BLOCK], own, strict=True):
            block += np.bitwise_count(part ^ word)
    return apart


def _weigh_signs(signs: NDArray[np.uint64], wanted: Floats) -> Floats:
    """The sum of a vector's numbers where passages have a sign above zero, looked up eight signs at a time."""
    sums = wanted.reshape(-1, 8) @ np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).T.astype(np.float32)
    packed = np.ascontiguousarray(signs).view(np.uint8).reshape(len(signs), -1, 8)
    found = np.zeros(signs.shape[1], dtype=np.float32)
    for at, own in enumerate(sums):
        found += own[packed[at // 8, :, at % 8]]
    return found


def count_not_read(view: View) -> int:
    """How many articles the search by meaning does not know yet; all, if its model is missing."""
    with reading(view.frames.path) as con:
        return count_unencoded(con, NAME)


def search_by_meaning(path: str | Path, view: View, question: str, *, by: str = BOTH, limit: int = 20) -> list[Hit]:
    """Passages that mean what a question asks, or have its words, best first."""
    with reading(path) as con:
        matcher = Matcher(con, view.frames)
        node = parse(question)
        ranks: dict[str, list[Place]] = {}
        if by != WORDS and is_installed():
            ranks[MEANING] = _rank_meaning(con, view, question)
        if by != MEANING and node is not None:
            ranks[WORDS] = _rank_words(con, view, matcher, node, 0.0 if by == WORDS else _SHARE)
        return _build_hits(con, view, matcher, node, _merge(ranks), limit)


def find_alike(
    path: str | Path, view: View, article_id: str, span: Span | None = None, *, limit: int = 20
) -> list[Hit]:
    """Passages of other articles that mean something like a stretch of an article, or like all of it."""
    number = view.frames.article_numbers.get(article_id, -1)
    with reading(path) as con:
        row = con.execute("SELECT title, text FROM articles WHERE n = ?", (number,)).fetchone()
        if row is None or not is_installed():
            return []
        text = f"{row[0]}. {row[1]}" if span is None else row[1][slice(*span)]
        places = _rank_meaning(con, view, text, without=number)
        return _build_hits(con, view, Matcher(con, view.frames), None, dict.fromkeys(places, MEANING), limit)


def _rank_meaning(con: sqlite3.Connection, view: View, text: str, *, without: int = -1) -> list[Place]:
    passages = _load(con, view.frames.path)
    numbers = passages.articles
    known = numbers < len(view.has_article)  # the worker may have added some since the tables were read
    inside = known & view.has_article[np.where(known, numbers, 0)] & (numbers != without)
    rows, alike = rank_passages(con, passages, inside, encode([text])[0])
    n_shown: Counter[int] = Counter()
    places: list[Place] = []
    for row in rows[alike >= LEAST_ALIKE].tolist():
        article = int(numbers[row])
        n_shown[article] += 1
        if n_shown[article] <= MOST_OF_ONE:
            places.append((article, *passages.spans[row].tolist()))
        if len(places) == _RANKED:
            break
    return places


def _rank_words(con: sqlite3.Connection, view: View, matcher: Matcher, node: Node, share: float) -> list[Place]:
    """The best articles with any of the words, each with the passage that has most of them, and at least this share."""
    terms = [term for term in list_terms(node) if len(term.tokens) > 1 or len(list_forms(term.tokens[0])) > 1]
    if is_plain(node) and terms:
        numbers = {term: matcher.read_numbers("articles_words", matcher.express(term)) for term in terms}
        rare = [term for term in terms if len(numbers[term]) <= MOST_RANKED]
        node = Or(tuple(rare or terms))
    expression = matcher.express_for_rank(node)
    if not expression:
        return []
    rank = f"bm25(articles_words, {TITLE_WEIGHT}, 1.0)"
    sql = f"SELECT rowid FROM articles_words WHERE articles_words MATCH ? ORDER BY {rank} LIMIT ?"  # noqa: S608 - constants only
    found = [n for (n,) in con.execute(sql, (expression, 4 * _RANKED))]
    inside = [n for n in found if n < len(view.has_article) and view.has_article[n]][:_RANKED]
    return _choose_passages(con, matcher, terms or list_terms(node), inside, share)


def _choose_passages(
    con: sqlite3.Connection, matcher: Matcher, terms: list[Term], articles: list[int], share: float
) -> list[Place]:
    texts = dict(read_in(con, "SELECT n, text FROM articles WHERE n IN", articles))
    packed = dict(read_in(con, "SELECT article, spans FROM passages WHERE article IN", articles))
    places = []
    for article in articles:
        spans: list[list[int]] = np.frombuffer(packed.get(article, b""), dtype=np.int32).reshape(-1, 2).tolist()
        spans = spans or [[0, len(texts[article])]]
        has = [_count_terms(matcher, terms, texts[article][start:end]) for start, end in spans]
        if max(has) >= share * len(terms):
            start, end = spans[has.index(max(has))]
            places.append((article, start, end))
    return places


def _count_terms(matcher: Matcher, terms: Iterable[Term], text: str) -> int:
    tokens = Tokens(text)
    return sum(1 for term in terms if place_of(term) == "" and tokens.find(term, matcher.forms))


def _merge(ranks: Mapping[str, list[Place]]) -> dict[Place, str]:
    """The passages of all ranks, best first, with what found each."""
    scores: dict[Place, float] = {}
    found_by: dict[Place, list[str]] = {}
    for kind, ranked in ranks.items():
        for rank, place in enumerate(ranked):
            scores[place] = scores.get(place, 0) + 1 / (_FUSION + rank)
            found_by.setdefault(place, []).append(kind)
    best = sorted(scores, key=lambda place: -scores[place])
    return {place: BOTH if len(found_by[place]) > 1 else found_by[place][0] for place in best}


@dataclass(frozen=True)
class Alike(Hit):
    """A passage found by its words, its meaning or both."""

    found_by: str = MEANING


def _build_hits(
    con: sqlite3.Connection, view: View, matcher: Matcher, node: Node | None, places: Mapping[Place, str], limit: int
) -> list[Hit]:
    shown = list(places.items())[:limit]
    texts = dict(read_in(con, "SELECT n, text FROM articles WHERE n IN", [article for (article, _, _), _ in shown]))
    leaves = [leaf for leaf in list_leaves(node) if place_of(leaf) == ""]
    leaves = [leaf for leaf in leaves if not isinstance(leaf, Term) or len(matcher.forms(leaf)) > 1 or leaf.is_exact]
    hits: list[Hit] = []
    for (article, start, end), found_by in shown:
        row, text = view.frames.articles.loc[article], texts[article][start:end]
        spans = tuple(find_spans(leaves, text, matcher.forms)) if found_by != MEANING else ()
        hits.append(
            Alike(
                "passage", row["article_id"], row["title"], row["source"], row["date"], row["date_origin"], text, start,
                spans, found_by=found_by,
            )
        )  # fmt: skip
    return hits
