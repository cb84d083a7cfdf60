"""Topic model: non-negative matrix factorisation (NMF) on tf-idf of nouns, noun phrases and names."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from components.analysis.topics.coherence import Bools, find_clarity, find_likeness, score_terms
from components.analysis.topics.labels import name_topics
from components.analysis.topics.terms import is_proper, list_forms
from components.analysis.topics.vectors import (
    Counts,
    Floats,
    build_matrix,
    choose_terms,
    drop_copies,
    fold_term,
    measure_coverage,
)

MIN_ARTICLES = 20  # below that, chance co-occurrences look like topics
MOST_PER_ARTICLE = 3

_MOST_FITTED = 4000  # articles sampled for fitting; more only take longer
_OVER = 1.3  # topics fitted per topic kept: the vaguest are dropped
_VAGUE = 1.6  # clarity below which a topic is dropped
_FEWEST = 5  # articles that make a topic (the default least size of a cluster in HDBSCAN)
_LEAST_ALIKE = 1.3  # likeness of a topic's articles below which it is dropped
_LEAST_COVERAGE = 0.5  # share of an article's terms in the vocabulary, relative to the median, to have a topic
_PARSIMONY = 0.1  # clarity is divided by number ** this, to prefer fewer topics
_LEAST_FIT = 0.2  # cosine from which on an article may be about a topic
_LEAST_SHARE = 0.35  # share of an article's main topic, at least
_MARKERS, _LEAST_MARKERS = 25, 3  # each article of a topic has so many of its characteristic nouns and names
_SHORT = 25  # terms; an article with fewer needs one sign less
_BESIDE = 0.6  # weight of a further topic of an article, relative to its main topic, at least
_SAME_TOPIC = 0.35  # cosine of keywords from which on a new topic keeps an old one's id
_SMALL_PILE, _LARGE_PILE = 60, 1000  # articles
_EXACT, _ROUNDS = 1e-8, 400  # tolerance and iterations of solving for an article's weights; about 11 suffice


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; its id is kept when topics are fitted anew."""

    topic_id: str
    label: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicModel:
    """A fitted model: topics, vocabulary and weights; opaque to those who store it."""

    topics: tuple[Topic, ...]
    n_articles: int  # articles it was fitted on
    terms: tuple[str, ...] = ()
    idf: Floats = field(default_factory=lambda: np.zeros(0))  # idf, by term
    weights: Floats = field(default_factory=lambda: np.zeros((0, 0)))  # topics by terms, rows of length 1
    coverage: float = 0.0  # share of an article's terms in the vocabulary below which it fits no topic

    def to_bytes(self) -> bytes:
        """The model for storage; `from_bytes` reads it."""
        words = {"topics": [asdict(topic) for topic in self.topics], "n": self.n_articles, "terms": self.terms}
        words["coverage"] = self.coverage
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            words=np.frombuffer(json.dumps(words).encode(), dtype=np.uint8),
            rarity=self.idf.astype(np.float32),
            weights=self.weights.astype(np.float32),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> TopicModel:
        """The model that `to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            words = json.loads(arrays["words"].tobytes())
            idf, weights = arrays["rarity"].astype(np.float64), arrays["weights"].astype(np.float64)
        topics = tuple(Topic(row["topic_id"], row["label"], tuple(row["keywords"])) for row in words["topics"])
        return cls(topics, words["n"], tuple(words["terms"]), idf, weights, words.get("coverage", 0.0))


def choose_number(n_articles: int) -> int:
    """The maximal number of topics: 3 at 24 articles, 5 at 45, 7 at 100, 12 at 300, 15 at 1,000, 21 at 10,000.

    Small collections get the square root of half their size (Mardia, Kent & Bibby, Multivariate Analysis, 1979, p.
    365), large ones fewer, so that a person can survey them.
    """
    articles = max(n_articles, 1)
    return max(2, round(min(float(np.sqrt(articles / 2)), 2.4 * float(np.log(articles)) - 1.6)))


def find_step(n_articles: int) -> int:
    """Of so many articles, each how-manieth one topics are fitted on."""
    return max(1, -(-n_articles // _MOST_FITTED))


def fit_topics(
    terms: Sequence[Counts], *, previous: TopicModel | None = None, n_articles: int | None = None
) -> TopicModel:
    """A model of the articles' topics, most common first; topics similar to one of `previous` keep its id.

    `terms` are the articles' `Analysis.terms`; with `n_articles` only those of each `find_step(n_articles)`th of so
    many articles. The same articles give the same topics. With fewer than MIN_ARTICLES, or without shared words, there
    are no topics.
    """
    n_all = len(terms) if n_articles is None else n_articles
    counts = drop_copies(terms[:: find_step(n_all)] if n_articles is None else terms)
    vocabulary, idf = choose_terms(counts)
    number = min(choose_number(n_all), len(vocabulary) // 3)
    if n_all < MIN_ARTICLES or number < 2:
        return TopicModel((), n_all)
    coverage = measure_coverage(counts, vocabulary)
    least = float(_LEAST_COVERAGE * np.median(coverage))
    counts = [one for one, share in zip(counts, coverage, strict=True) if share >= least]
    matrix = build_matrix(counts, vocabulary, idf)
    draft = TopicModel((), n_all, vocabulary, idf, coverage=least)
    draft, members = _find_topics(draft, matrix, number)
    names = name_topics(vocabulary, matrix, members, counts)
    topics = tuple(Topic(uuid.uuid4().hex, name.label, name.keywords) for name in names)
    draft = replace(draft, topics=topics)
    return _keep_ids(draft, previous) if previous else draft


def build_keyword_model(topics: Sequence[Topic], n_articles: int) -> TopicModel:
    """A model of topics of which only the keywords are known, strongest first; n-th ones weigh 1/n (Zipf)."""
    forms = [
        [(form, 1 / rank) for rank, word in enumerate(topic.keywords, start=1) for form in list_forms(word)]
        for topic in topics
    ]
    terms = tuple(dict.fromkeys(form for own in forms for form, _ in own))
    columns = {term: column for column, term in enumerate(terms)}
    weights = np.zeros((len(topics), len(terms)))
    for row, own in enumerate(forms):
        for form, weight in own:
            weights[row, columns[form]] = weight
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)
    return TopicModel(tuple(topics), n_articles, terms, np.ones(len(terms)), weights)


def assign_topics(model: TopicModel, terms: Sequence[Counts]) -> list[tuple[tuple[str, float], ...]]:
    """Per article its topics as (topic_id, weight), best first, three at most; none if none fits.

    Weights are shares of all topics of the article, including those too small to be listed.
    """
    if not model.topics or not terms:
        return [() for _ in terms]
    found = []
    shares = _fold_in(model, build_matrix(terms, model.terms, model.idf))
    shares[measure_coverage(terms, model.terms) < model.coverage] = 0
    for row in shares:
        best = [int(place) for place in np.argsort(-row, kind="stable")[:MOST_PER_ARTICLE]]
        least = max(_BESIDE * float(row[best[0]]), 1e-6)
        found.append(
            tuple((model.topics[place].topic_id, round(float(row[place]), 4)) for place in best if row[place] >= least)
        )
    return found


def _find_topics(model: TopicModel, matrix: Any, most: int) -> tuple[TopicModel, Bools]:
    """The model with its topics' weights, and which articles are about which topic.

    The number of topics is the clearest: splitting a topic or merging two lowers clarity. Small collections try every
    number, middling ones ever fewer while clarity rises.
    """
    best, value = None, -1.0
    number, over = most, _OVER if matrix.shape[0] >= _SMALL_PILE else 1.0
    while number > 1:
        found = _keep_clear(replace(model, weights=_find_weights(matrix, round(number * over))), matrix, number)
        strength = score_terms(matrix, found[1])
        clarity = float((find_clarity(strength) * found[1].sum(axis=0)).sum()) / number**_PARSIMONY
        if best is not None and clarity <= value and matrix.shape[0] >= _SMALL_PILE:
            break
        if clarity > value:
            best, value = found, clarity
        if matrix.shape[0] >= _LARGE_PILE:
            break
        number = number - 1 if matrix.shape[0] < _SMALL_PILE else min(number - 1, round(0.8 * number))
    assert best is not None
    return best


def _find_weights(matrix: Any, number: int) -> Floats:
    """NMF: topics by terms, rows of length 1."""
    from sklearn.decomposition import NMF

    model = NMF(min(number, *matrix.shape), init="nndsvd", random_state=0, max_iter=400, tol=5e-4)
    model.fit(matrix)
    lengths = np.linalg.norm(model.components_, axis=1)
    weights: Floats = model.components_[lengths > 0] / lengths[lengths > 0][:, None]
    return weights


def _fold_in(model: TopicModel, matrix: Any) -> Floats:
    """Articles by topics: each article's shares, zero if a topic does not fit."""
    from sklearn.decomposition import non_negative_factorization

    number = len(model.weights)
    if not number:
        return np.zeros((matrix.shape[0], 0))
    products = np.asarray(matrix @ model.weights.T)  # cosines: all rows have length 1
    amounts, _, _ = non_negative_factorization(
        matrix, H=model.weights, n_components=number, update_H=False, tol=_EXACT, max_iter=_ROUNDS
    )
    present = matrix > 0
    signs = np.asarray(present @ _find_markers(model).T.astype(np.float64))
    needed = np.where(present.sum(axis=1).A1 < _SHORT, _LEAST_MARKERS - 1, _LEAST_MARKERS)
    fits = (products >= _LEAST_FIT) & (signs >= needed[:, None])
    shares: Floats = np.where(fits, amounts / np.maximum(amounts.sum(axis=1, keepdims=True), 1e-12), 0.0)
    shares[shares.max(axis=1) < _LEAST_SHARE] = 0  # a bit of everything
    return shares


def _find_markers(model: TopicModel) -> Bools:
    """Topics by terms: the nouns and names that characterise each topic, without phrases, whose nouns count."""
    own = model.weights / np.maximum(model.weights.sum(axis=0), 1e-12)
    phrase = np.array([" " in term and not is_proper(term) for term in model.terms], dtype=bool)
    strength = np.where(phrase, 0, model.weights * np.sqrt(own))
    signs = np.zeros(strength.shape, dtype=bool)
    best = np.argsort(-strength, axis=1, kind="stable")[:, :_MARKERS]
    np.put_along_axis(signs, best, np.take_along_axis(strength, best, axis=1) > 0, axis=1)
    return signs


def _keep_clear(model: TopicModel, matrix: Any, most: int) -> tuple[TopicModel, Bools]:
    """The model with its clearest topics, most common first, and the articles (rows) of each.

    Dropped are, the vaguest first, topics whose terms are vague, whose articles are few or unlike otherwise, and those
    above `most`.
    """
    while True:
        shares = _fold_in(model, matrix)
        members = (shares > 0) & (shares == shares.max(axis=1, keepdims=True, initial=0))
        sizes = members.sum(axis=0)
        strength = score_terms(matrix, members)
        clarity = find_clarity(strength)
        poor = (clarity < _VAGUE) | (sizes < _FEWEST) | (find_likeness(matrix, members, strength) < _LEAST_ALIKE)
        if not len(clarity) or (len(clarity) <= most and not poor.any()):
            break
        value = np.where(poor, clarity - 100, clarity * np.log1p(sizes))
        model = replace(model, weights=np.delete(model.weights, value.argmin(), axis=0))
    order = np.argsort(-sizes, kind="stable")
    return replace(model, weights=model.weights[order]), members[:, order]


def _keep_ids(model: TopicModel, previous: TopicModel) -> TopicModel:
    """Match new topics to old ones by their words, one to one with the best total, and keep the old ids."""
    from scipy.optimize import linear_sum_assignment

    columns = {fold_term(term): column for column, term in enumerate(model.terms)}
    old = np.zeros((len(previous.topics), len(model.terms)))
    for column, term in enumerate(previous.terms):
        if (place := columns.get(fold_term(term))) is not None:
            old[:, place] = previous.weights[:, column]
    alike = old @ model.weights.T
    pairs = zip(*linear_sum_assignment(-alike), strict=True)
    ids = {new: before for before, new in pairs if alike[before, new] >= _SAME_TOPIC}
    topics = tuple(
        replace(topic, topic_id=previous.topics[ids[place]].topic_id) if place in ids else topic
        for place, topic in enumerate(model.topics)
    )
    return replace(model, topics=topics)
