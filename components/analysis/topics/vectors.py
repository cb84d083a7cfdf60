"""Vectors of articles: vocabulary, idf, a sparse tf-idf matrix, and near-duplicates dropped by cosine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.topics.terms import PERSON, is_empty_term, is_proper

Floats = NDArray[np.float64]
Counts = Mapping[str, int]  # Analysis.terms

_MOST_TERMS = 6000
_NAME_WEIGHT, _PERSON_WEIGHT = 0.6, 0.3  # names distinguish stories, but nouns tell their topic
_SMALL_PILE = 60  # articles
_COPY = 0.85  # cosine from which on articles are near-duplicates: a wire story is no topic
_BLOCK = 500  # articles compared with all others at once


@lru_cache(maxsize=200_000)
def fold_term(term: str) -> str:
    """The key that all forms of a term share: "email servers" and "email server"; names are unchanged."""
    if is_proper(term):
        return term
    before, _, word = term.rpartition(" ")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return f"{before} {word}" if before else word


def choose_terms(counts: Sequence[Counts]) -> tuple[tuple[str, ...], Floats]:
    """The vocabulary, each term in its most common form, and the idf of each."""
    number = len(counts)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for terms in counts:
        for term in terms:
            forms[fold_term(term)][term] += 1
    articles = Counter(folded for terms in counts for folded in {fold_term(term) for term in terms})
    least = 3 if number < 40 else 4 if number < 2000 else 5
    most = max(2, (0.5 if number < _SMALL_PILE else 0.35) * number)
    fit = [term for term, n in articles.items() if least <= n <= most and not is_empty_term(term)]
    fit.sort(key=lambda term: (-articles[term], term))
    chosen = sorted(fit[:_MOST_TERMS])
    vocabulary = tuple(min(forms[term], key=lambda form: (-forms[term][form], form)) for term in chosen)
    idf = np.array([np.log((1 + number) / (1 + articles[term])) + 1 for term in chosen])
    return vocabulary, idf


def build_matrix(counts: Sequence[Counts], vocabulary: Sequence[str], idf: Floats) -> Any:
    """Articles by terms: log term frequency times idf, names downweighted, rows of length 1 (sparse)."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfTransformer

    columns = {fold_term(term): column for column, term in enumerate(vocabulary)}
    rows, places, values = [], [], []
    for row, terms in enumerate(counts):
        for term, count in terms.items():
            column = _find_column(columns, term)
            if column is not None and count > 0:
                rows.append(row)
                places.append(column)
                values.append(count)
    counted = csr_matrix((values, (rows, places)), (len(counts), len(vocabulary)), dtype=np.float64)  # sums over forms
    # Not fitted: the model keeps the idf of the articles it was fitted on
    weigher = TfidfTransformer(norm="l2", sublinear_tf=True)
    weigher.idf_ = idf * np.array([_weigh(term) for term in vocabulary])
    return weigher.transform(counted)


def measure_coverage(counts: Sequence[Counts], vocabulary: Sequence[str]) -> Floats:
    """The share of each article's terms, without stop terms, that are in the vocabulary: low on another field."""
    columns = {fold_term(term): column for column, term in enumerate(vocabulary)}
    shares = np.zeros(len(counts))
    for row, terms in enumerate(counts):
        known = [_find_column(columns, term) is not None for term in terms if not is_empty_term(term)]
        shares[row] = sum(known) / max(len(known), 1)
    return shares


def drop_copies(counts: Sequence[Counts]) -> list[Counts]:
    """The articles without near-duplicates of earlier ones, by their terms."""
    vocabulary = tuple(sorted({fold_term(term) for terms in counts for term in terms}))
    if not vocabulary:
        return list(counts)
    matrix = build_matrix(counts, vocabulary, np.ones(len(vocabulary)))
    kept = []
    for start in range(0, len(counts), _BLOCK):
        alike = (matrix[start : start + _BLOCK] @ matrix.T).tocoo()
        rows = alike.row + start
        copies = set(rows[(alike.data >= _COPY) & (alike.col < rows)].tolist())
        kept += [counts[place] for place in range(start, min(start + _BLOCK, len(counts))) if place not in copies]
    return kept


def _find_column(columns: Mapping[str, int], term: str) -> int | None:
    """The column of a term; terms of older libraries have no prefix for people."""
    column = columns.get(fold_term(term))
    if column is None and is_proper(term):
        column = columns.get(term.removeprefix(PERSON) if term.startswith(PERSON) else PERSON + term)
    return column


def _weigh(term: str) -> float:
    if term.startswith(PERSON):
        return _PERSON_WEIGHT
    return _NAME_WEIGHT if is_proper(term) else 1.0
