"""The trained part: its files, and what it says about one text."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.document import Document
from components.analysis.quotes.cue_features import CueFeatures, hash_feature, list_candidates
from components.analysis.quotes.tagged import OUTSIDE, Tagged, collect_pieces
from components.analysis.quotes.token_features import TokenFeatures, relate_cues

_log = logging.getLogger(__name__)

MODEL_FOLDER = Path(__file__).resolve().parents[1] / "models" / "quotes"
WEIGHTS, TAGGER, SETTINGS = "weights.npz", "tagger.crfsuite", "settings.json"
_MAX_KNOWN = 200_000  # feature names kept with their weights
_MAX_SEQUENCE = 2_000  # tokens; a longer paragraph is tagged in parts


class _Known(dict[str, float]):
    """Weights by name, each hashed when first asked for: hashing is slower than looking up."""

    def __init__(self, weights: NDArray[np.float32], prefix: str) -> None:
        super().__init__()
        self._weights = weights
        self._prefix = prefix

    def __missing__(self, name: str) -> float:
        weight = self[name] = float(self._weights[hash_feature(self._prefix + name)])
        return weight


class Linear:
    """A logistic regression over hashed features."""

    def __init__(self, weights: NDArray[np.float32], bias: float) -> None:
        self.weights = weights
        self.bias = bias
        self._known: dict[str, _Known] = {}  # by prefix

    def score(self, features: Sequence[str], prefix: str = "") -> float:
        """The probability of yes; `prefix` keeps models with features of the same name apart."""
        known = self._known.get(prefix)
        if known is None or len(known) > _MAX_KNOWN:
            known = self._known[prefix] = _Known(self.weights, prefix)
        total = sum(map(known.__getitem__, dict.fromkeys(features)), self.bias)
        return 1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class QuoteModel:
    """Everything that training leaves behind."""

    cue: Linear
    pair: Linear
    source: Linear
    confidence: Linear
    words: frozenset[str]  # common words that features may name; all others are known by their class only
    tagger: Any  # pycrfsuite.Tagger


@lru_cache(maxsize=2)
def load_model(folder: Path = MODEL_FOLDER) -> QuoteModel | None:
    """The trained model, or None where it is not there or cannot be read (rules then do the work)."""
    if not all((folder / name).is_file() for name in (WEIGHTS, TAGGER, SETTINGS)):
        _log.info("No trained quote model in %s: quotes are found by rules", folder)
        return None
    try:
        import pycrfsuite

        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(folder / TAGGER))
        with np.load(folder / WEIGHTS) as arrays:
            parts = {
                name: Linear(arrays[name].astype(np.float32), float(settings["bias"][name]))
                for name in ("cue", "pair", "source", "confidence")
            }
        return QuoteModel(**parts, words=frozenset(settings["words"]), tagger=tagger)
    except Exception:  # noqa: BLE001 - a damaged model must not stop the analysis
        _log.exception("The trained quote model could not be read: quotes are found by rules")
        return None


def score_cues(doc: Document, cue: Linear) -> list[float]:
    """For each token the probability that it is the heart of a cue."""
    probability = [0.0] * len(doc.tokens)
    features = CueFeatures(doc)
    for token in list_candidates(doc):
        probability[token] = cue.score(features.build(token))
    return probability


def build_sequences(
    doc: Document, probability: Sequence[float], words: frozenset[str]
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Tokens and their features, paragraph by paragraph."""
    features = TokenFeatures(doc, relate_cues(doc, probability), words)
    start, size = 0, len(doc.tokens)
    while start < size:
        end = start
        while end < size and doc.paragraph_of[end] == doc.paragraph_of[start] and end - start < _MAX_SEQUENCE:
            end += 1
        last = end
        while last > start and doc.is_space[last - 1]:
            last -= 1
        if last > start:
            tokens = list(range(start, last))
            yield tokens, [features.build(token, token - start, last - start) for token in tokens]
        start = end


def tag_document(doc: Document, probability: Sequence[float], words: frozenset[str], tagger: Any) -> Tagged:
    """Content, cues and sources as the tagger sees them."""
    found = []
    for tokens, features in build_sequences(doc, probability, words):
        labels = tagger.tag(features)
        marginals = [1.0 if label == OUTSIDE else tagger.marginal(label, at) for at, label in enumerate(labels)]
        found.append((tokens, labels, marginals))
    return collect_pieces(found)
