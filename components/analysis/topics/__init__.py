"""What a pile is about: topics by NMF on tf-idf over nouns, noun phrases and names."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.topics.terms import PERSON, choose_keywords, choose_label, is_proper, show_term
from components.analysis.topics.vectors import Counts, Floats, build_matrix, choose_terms, drop_copies, fold_term

MIN_ARTICLES = 20  # below that, words that happen to meet look like a topic
MOST_PER_ARTICLE = 3

_MOST_FITTED = 4000  # articles that topics are learned from; beyond that more change nothing but the time
_OVER = 1.3  # so many more topics are looked for than kept: the vaguest go
_VAGUE = 1.6  # clarity below which a topic is none
_PARSIMONY = 0.1  # power of the number of topics that their clarity is divided by: of two numbers as good, the lower
_LEAST_FIT = 0.2  # cosine between an article and a topic from which on it may be about it
_SIGNS, _LEAST_SIGNS = 25, 3  # of so many nouns and names that mark a topic, so many stand in each of its articles
_SHORT = 25  # terms: an article with fewer needs one sign less
_BESIDE = 0.6  # of an article's weightiest topic that another must have, to be its topic as well
_SAME_TOPIC = 0.35  # cosine between the keywords of an old topic and a new one
_SMALL_PILE, _LARGE_PILE = 60, 1000  # articles
_FEW = 40  # articles in which a word that two of a topic's share is enough to mark it
_EXACT, _ROUNDS = 1e-8, 400  # an article's amounts are sought until they hardly change; some 11 rounds will do
_RANKED = 40  # terms of a topic that its keywords and label are chosen from

Bools = NDArray[np.bool_]


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
    """How many topics there are at most: 4 at 24 articles, 8 at 45, 12 at 300, 15 at 1,000, 21 at 10,000."""
    return max(3, round(min(n_articles / 6, 2.4 * float(np.log(max(n_articles, 1))) - 1.6)))


def fit_topics(terms: Sequence[Counts], *, previous: TopicModel | None = None) -> TopicModel:
    """The topics of a pile, commonest first; those that are like a topic of `previous` keep its id.

    `terms` are the articles' `Analysis.terms`. The same articles give the same topics. With fewer than MIN_ARTICLES,
    or where no words are shared, there are no topics.
    """
    step = max(1, -(-len(terms) // _MOST_FITTED))
    counts = drop_copies(terms[::step])
    vocabulary, rarity = choose_terms(counts)
    number = min(choose_number(len(terms)), len(vocabulary) // 3)
    if len(terms) < MIN_ARTICLES or number < 2:
        return TopicModel((), len(terms))
    matrix = build_matrix(counts, vocabulary, rarity)
    draft, members = _find_topics(TopicModel((), len(terms), vocabulary, rarity), matrix, number)
    draft = replace(draft, topics=_name_topics(draft, matrix, members))
    return _keep_ids(draft, previous) if previous else draft


def assign_topics(model: TopicModel, terms: Sequence[Counts]) -> list[tuple[tuple[str, float], ...]]:
    """Per article its topics as (topic_id, weight), best first, three at most; none where nothing fits.

    An article's weights are shares of all its topics, those too small to be told included.
    """
    if not model.topics or not terms:
        return [() for _ in terms]
    found = []
    for row in _fold_in(model, build_matrix(terms, model.terms, model.rarity)):
        best = [int(place) for place in np.argsort(-row, kind="stable")[:MOST_PER_ARTICLE]]
        least = max(_BESIDE * float(row[best[0]]), 1e-6)
        found.append(
            tuple((model.topics[place].topic_id, round(float(row[place]), 4)) for place in best if row[place] >= least)
        )
    return found


def _find_topics(model: TopicModel, matrix: Any, most: int) -> tuple[TopicModel, Bools]:
    """The model with the weights of its topics, and which articles are about which.

    So many topics as are clearest together: to split one thing in two, or to take two for one, makes them less clear.
    A small pile is tried with every number; a middling one with ever fewer as long as that is better.
    """
    best, value = None, -1.0
    number, over = most, _OVER if matrix.shape[0] >= _SMALL_PILE else 1.0
    while number > 1:
        found = _keep_clear(replace(model, weights=_find_weights(matrix, round(number * over))), matrix, number)
        clarity = float((_find_clarity(matrix, found[1]) * found[1].sum(axis=0)).sum()) / number**_PARSIMONY
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
    """Topics by terms, rows of length 1."""
    from sklearn.decomposition import NMF

    model = NMF(min(number, *matrix.shape), init="nndsvd", random_state=0, max_iter=400, tol=5e-4)
    model.fit(matrix)
    lengths = np.linalg.norm(model.components_, axis=1)
    weights: Floats = model.components_[lengths > 0] / lengths[lengths > 0][:, None]
    return weights


def _fold_in(model: TopicModel, matrix: Any) -> Floats:
    """Articles by topics: each article's shares, zero where a topic does not fit it."""
    from sklearn.decomposition import non_negative_factorization

    number = len(model.weights)
    if not number:
        return np.zeros((matrix.shape[0], 0))
    products = np.asarray(matrix @ model.weights.T)  # cosines: all rows have length 1
    amounts, _, _ = non_negative_factorization(
        matrix, H=model.weights, n_components=number, update_H=False, tol=_EXACT, max_iter=_ROUNDS
    )
    present = matrix > 0
    signs = np.asarray(present @ _find_signs(model).T.astype(np.float64))
    needed = np.where(present.sum(axis=1).A1 < _SHORT, _LEAST_SIGNS - 1, _LEAST_SIGNS)
    fits = (products >= _LEAST_FIT) & (signs >= needed[:, None])
    shares: Floats = np.where(fits, amounts / np.maximum(amounts.sum(axis=1, keepdims=True), 1e-12), 0.0)
    return shares


def _find_signs(model: TopicModel) -> Bools:
    """Topics by terms: the nouns and names that mark each topic. Phrases do not count: their nouns do."""
    own = model.weights / np.maximum(model.weights.sum(axis=0), 1e-12)
    phrase = np.array([" " in term and not is_proper(term) for term in model.terms], dtype=bool)
    strength = np.where(phrase, 0, model.weights * np.sqrt(own))
    signs = np.zeros(strength.shape, dtype=bool)
    best = np.argsort(-strength, axis=1, kind="stable")[:, :_SIGNS]
    np.put_along_axis(signs, best, np.take_along_axis(strength, best, axis=1) > 0, axis=1)
    return signs


def _keep_clear(model: TopicModel, matrix: Any, most: int) -> tuple[TopicModel, Bools]:
    """The model's clearest topics, commonest first, and which articles (rows) are about which of them most."""
    while True:
        shares = _fold_in(model, matrix)
        members = (shares > 0) & (shares == shares.max(axis=1, keepdims=True))
        clarity = _find_clarity(matrix, members)
        if not len(clarity) or (len(clarity) <= most and clarity.min() >= _VAGUE):
            break
        value = clarity if clarity.min() < _VAGUE else clarity * np.log1p(members.sum(axis=0))
        model = replace(model, weights=np.delete(model.weights, value.argmin(), axis=0))
    order = np.argsort(-members.sum(axis=0), kind="stable")
    return replace(model, weights=model.weights[order]), members[:, order]


def _find_clarity(matrix: Any, members: Bools) -> Floats:
    """How strongly each topic's three best terms mark it."""
    clarity: Floats = np.sort(_measure(matrix, members), axis=1)[:, -3:].mean(axis=1)
    return clarity


def _measure(matrix: Any, members: Bools) -> Floats:
    """Topics by terms: how strongly a term marks a topic, by the articles it stands in, not by how often.

    That is the log odds of the term in the topic's articles against all others, times the root of the part of the
    topic's articles that have it; nothing where those are too few.
    """
    number = len(members)
    present = (matrix > 0).astype(np.float64)
    total = present.sum(axis=0).A1
    inside = np.asarray(members.T.astype(np.float64) @ present)
    size = members.sum(axis=0)[:, None]
    within, outside = (inside + 0.5) / (size + 1), (total - inside + 0.5) / (number - size + 1)
    odds = np.log(within / (1 - within)) - np.log(outside / (1 - outside))
    least = 2 if number < _FEW else 3
    strength: Floats = np.where(inside >= least, np.maximum(odds, 0) * np.sqrt(inside / np.maximum(size, 1)), 0)
    return strength


def _name_topics(model: TopicModel, matrix: Any, members: Bools) -> tuple[Topic, ...]:
    """A topic per row of weights, with keywords and a label that no other topic has."""
    topics: list[Topic] = []
    strengths = _favour(model.terms, _measure(matrix, members))
    present = (matrix > 0).astype(np.float64)
    shared = np.asarray(members.T.astype(np.float64) @ present) / np.maximum(members.sum(axis=0)[:, None], 1)
    for place, strength in enumerate(strengths):
        best = [int(at) for at in np.argsort(-strength, kind="stable")[:_RANKED] if strength[at] > 0]
        ranked = [(model.terms[at], float(strength[at])) for at in best]
        shared_by = {model.terms[at]: float(shared[place, at]) for at in best}
        label = choose_label(ranked, shared_by, taken=[topic.label for topic in topics])
        topics.append(Topic(uuid.uuid4().hex, label, tuple(map(show_term, choose_keywords(ranked)))))
    return tuple(topics)


def _favour(terms: Sequence[str], strengths: Floats) -> Floats:
    """Strengths as names for a topic: phrases gain by their words, full names a little, people lose."""
    columns = {fold_term(term): column for column, term in enumerate(terms)}
    favoured = strengths.copy()
    for column, term in enumerate(terms):
        if term.startswith(PERSON):
            favoured[:, column] *= 0.5
        elif is_proper(term):
            favoured[:, column] *= 1.2 if " " in term else 1.0
        elif " " in term:
            words = [columns[word] for word in map(fold_term, term.split()) if word in columns]
            if words:
                gain = 0.5 * strengths[:, words].sum(axis=1) / len(term.split())
                favoured[:, column] += np.where(strengths[:, column] > 0, gain, 0)
    return favoured


def _keep_ids(model: TopicModel, previous: TopicModel) -> TopicModel:
    """Give new topics the ids of the old ones whose words they share, each id once, the best fit of all together."""
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
