"""What a pile is about: topics by NMF on tf-idf over nouns, adjectives and names."""

from __future__ import annotations

import io
import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.topic_words import choose_keywords, choose_label, is_empty_word, is_proper

MIN_ARTICLES = 20  # below that, words that happen to meet look like a topic
MOST_PER_ARTICLE = 3

_MOST_FITTED = 4000  # articles that topics are learned from; beyond that more change nothing but the time
_MOST_TERMS = 6000
_NAME_WEIGHT = 0.6  # names tell stories apart, but nouns tell what they are about
_LEAST_WEIGHT = 0.22  # share of an article's topic weights
_LEAST_FIT = 0.2  # cosine between an article's words and what its topics say of them
_COPY = 0.85  # cosine between two articles' words from which one is a copy of the other: a wire story is no topic
_SAME_TOPIC = 0.35  # cosine between the keywords of an old topic and a new one

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; its id stays when the pile is fitted anew."""

    topic_id: str
    label: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicModel:
    """The topics of a library and the words they are made of; opaque to those who store it."""

    topics: tuple[Topic, ...]
    n_articles: int  # how many articles it was fitted on
    terms: tuple[str, ...] = ()
    rarity: Floats = field(default_factory=lambda: np.zeros(0))  # by term
    weights: Floats = field(default_factory=lambda: np.zeros((0, 0)))  # topics by terms, rows of length 1

    def to_bytes(self) -> bytes:
        """The model for storage; `from_bytes` reads it."""
        words = {"topics": [asdict(topic) for topic in self.topics], "n": self.n_articles, "terms": self.terms}
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            words=np.frombuffer(json.dumps(words).encode(), dtype=np.uint8),
            rarity=self.rarity.astype(np.float32),
            weights=self.weights.astype(np.float32),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> TopicModel:
        """The model that `to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            words = json.loads(arrays["words"].tobytes())
            rarity, weights = arrays["rarity"].astype(np.float64), arrays["weights"].astype(np.float64)
        topics = tuple(Topic(row["topic_id"], row["label"], tuple(row["keywords"])) for row in words["topics"])
        return cls(topics, words["n"], tuple(words["terms"]), rarity, weights)


def choose_number(n_articles: int) -> int:
    """How many topics to look for: 5 at 20 articles, 7 at 45, 13 at 1,000, 18 at 10,000."""
    return max(3, round(2 * float(np.log(max(n_articles, 1))) - 0.6))


def fit_topics(terms: Sequence[Mapping[str, int]], *, previous: TopicModel | None = None) -> TopicModel:
    """The topics of a pile, commonest first; those that are like a topic of `previous` keep its id.

    `terms` are the articles' `Analysis.terms`. The same articles give the same topics. With fewer than MIN_ARTICLES,
    or where no words are shared, there are no topics.
    """
    from sklearn.decomposition import NMF

    step = max(1, -(-len(terms) // _MOST_FITTED))
    counts = _drop_copies(terms[::step])
    vocabulary, rarity = _choose_terms(counts)
    number = min(choose_number(len(terms)), len(vocabulary) // 3)
    if len(terms) < MIN_ARTICLES or number < 2:
        return TopicModel((), len(terms))
    matrix = _build_matrix(counts, vocabulary, rarity)
    model = NMF(number, init="nndsvd", random_state=0, max_iter=400, tol=5e-4)
    model.fit(matrix)
    weights = model.components_
    lengths = np.linalg.norm(weights, axis=1)
    weights = weights[lengths > 0] / lengths[lengths > 0][:, None]
    draft = TopicModel((), len(terms), vocabulary, rarity, weights)
    shares = _fold_in(draft, matrix)
    keep = [place for place in np.argsort(-(shares >= _LEAST_WEIGHT).sum(0), kind="stable") if shares[:, place].any()]
    draft = replace(draft, weights=weights[keep])
    draft = replace(draft, topics=_name_topics(draft))
    return _keep_ids(draft, previous) if previous else draft


def assign_topics(model: TopicModel, terms: Sequence[Mapping[str, int]]) -> list[tuple[tuple[str, float], ...]]:
    """Per article its topics as (topic_id, weight), best first, three at most; none where nothing fits.

    An article's weights are shares of all its topics, those too small to be told included.
    """
    if not model.topics or not terms:
        return [() for _ in terms]
    shares = _fold_in(model, _build_matrix(terms, model.terms, model.rarity))
    found = []
    for row in shares:
        best = [int(place) for place in np.argsort(-row, kind="stable")[:MOST_PER_ARTICLE]]
        found.append(
            tuple(
                (model.topics[place].topic_id, round(float(row[place]), 4))
                for place in best
                if row[place] >= _LEAST_WEIGHT
            )
        )
    return found


def _drop_copies(counts: Sequence[Mapping[str, int]]) -> list[Mapping[str, int]]:
    """The articles without those whose words are nearly those of an earlier one."""
    vocabulary = tuple(sorted({term for terms in counts for term in terms}))
    matrix = _build_matrix(counts, vocabulary, np.ones(len(vocabulary)))
    kept = []
    for start in range(0, len(counts), 500):
        alike = (matrix[start : start + 500] @ matrix.T).tocoo()
        copies = {int(row) + start for row, other, value in zip(alike.row, alike.col, alike.data, strict=True)
                  if value >= _COPY and other < row + start}  # fmt: skip
        kept += [counts[place] for place in range(start, min(start + 500, len(counts))) if place not in copies]
    return kept


def _choose_terms(counts: Sequence[Mapping[str, int]]) -> tuple[tuple[str, ...], Floats]:
    """The words that tell articles apart, and how rare each is (its idf)."""
    number = len(counts)
    articles = Counter(term for terms in counts for term in terms)
    least = 2 if number < 40 else 3 if number < 2000 else 5
    fit = [term for term, n in articles.items() if least <= n <= max(2, 0.5 * number) and not is_empty_word(term)]
    fit.sort(key=lambda term: (-articles[term], term))
    vocabulary = tuple(sorted(fit[:_MOST_TERMS]))
    rarity = np.array([np.log((1 + number) / (1 + articles[term])) + 1 for term in vocabulary])
    return vocabulary, rarity


def _build_matrix(counts: Sequence[Mapping[str, int]], vocabulary: Sequence[str], rarity: Floats) -> Any:
    """Articles by terms: log counts times rarity, names weighed down, rows of length 1 (sparse)."""
    from scipy.sparse import csr_matrix, diags

    columns = {term: column for column, term in enumerate(vocabulary)}
    kinds = [_NAME_WEIGHT if is_proper(term) else 1.0 for term in vocabulary]
    weight = [value * kind for value, kind in zip(rarity, kinds, strict=True)]
    rows, places, values = [], [], []
    for row, terms in enumerate(counts):
        for term, count in terms.items():
            column = columns.get(term)
            if column is not None and count > 0:
                rows.append(row)
                places.append(column)
                values.append((1 + np.log(count)) * weight[column])
    matrix = csr_matrix((values, (rows, places)), shape=(len(counts), len(vocabulary)), dtype=np.float64)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    return diags(1 / np.maximum(lengths, 1e-12)) @ matrix


def _fold_in(model: TopicModel, matrix: Any) -> Floats:
    """Articles by topics: each article's shares, zero where the topics say too little about it."""
    products = np.asarray(matrix @ model.weights.T)
    between = model.weights @ model.weights.T
    amounts = np.maximum(products, 0)
    for _ in range(60):  # coordinate descent for non-negative least squares
        for place in range(len(between)):
            slope = products[:, place] - amounts @ between[:, place]
            amounts[:, place] = np.maximum(0, amounts[:, place] + slope / between[place, place])
    lengths = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", amounts, between, amounts), 1e-12))
    fit = (amounts * products).sum(axis=1) / lengths  # cosine: the articles' rows have length 1
    total = amounts.sum(axis=1, keepdims=True)
    shares: Floats = np.where((fit >= _LEAST_FIT)[:, None], amounts / np.maximum(total, 1e-12), 0.0)
    return shares


def _name_topics(model: TopicModel) -> tuple[Topic, ...]:
    """A topic per row of weights, with keywords and a label that no other topic has."""
    topics: list[Topic] = []
    for place in range(len(model.weights)):
        own = model.weights[place] / np.maximum(model.weights.sum(axis=0), 1e-12)
        strength = model.weights[place] * np.sqrt(own)
        ranked = [(model.terms[at], float(strength[at])) for at in np.argsort(-strength, kind="stable")[:40]]
        ranked = [(term, value) for term, value in ranked if value > 0]
        keywords = choose_keywords(ranked)
        label = choose_label(ranked, keywords, taken=[topic.label for topic in topics])
        topics.append(Topic(uuid.uuid4().hex, label, keywords))
    return tuple(topics)


def _keep_ids(model: TopicModel, previous: TopicModel) -> TopicModel:
    """Give new topics the ids of the old ones whose words they share, each id once, the best fit of all together."""
    from scipy.optimize import linear_sum_assignment

    columns = {term: column for column, term in enumerate(model.terms)}
    old = np.zeros((len(previous.topics), len(model.terms)))
    for column, term in enumerate(previous.terms):
        if term in columns:
            old[:, columns[term]] = previous.weights[:, column]
    alike = old @ model.weights.T
    pairs = zip(*linear_sum_assignment(-alike), strict=True)
    ids = {new: before for before, new in pairs if alike[before, new] >= _SAME_TOPIC}
    topics = tuple(
        replace(topic, topic_id=previous.topics[ids[place]].topic_id) if place in ids else topic
        for place, topic in enumerate(model.topics)
    )
    return replace(model, topics=topics)
