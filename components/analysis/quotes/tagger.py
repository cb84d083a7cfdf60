"""The trained quote tagger: model files, cue scores, sequence tagging, and the spans found with their scores."""

from __future__ import annotations

import json
import logging
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import CueFeatures, list_candidates
from components.analysis.quotes.features import TokenFeatures, relate_cues

_log = logging.getLogger(__name__)
MODEL_FOLDER = Path(__file__).resolve().parents[1] / "models" / "quotes"
WEIGHTS, TAGGER, SETTINGS = "weights.npz", "tagger.crfsuite", "settings.json"
_MAX_KNOWN = 200_000  # feature names whose weights are cached
_MAX_SEQUENCE = 2_000  # tokens; longer paragraphs are tagged in parts
OUTSIDE = "O"
HASH_BITS = 18  # features are hashed, so that the model contains no word of the training texts
ROLES = {"C": "content", "Q": "cue", "S": "source"}


class _CachedWeights(dict[str, float]):
    """Cache of weights by feature name: a lookup is faster than hashing the name."""

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
        self._known: dict[str, _CachedWeights] = {}  # by prefix

    def score(self, features: Sequence[str], prefix: str = "") -> float:
        """The probability of the positive class; `prefix` separates models with features of the same name."""
        known = self._known.get(prefix)
        if known is None or len(known) > _MAX_KNOWN:
            known = self._known[prefix] = _CachedWeights(self.weights, prefix)
        total = sum(map(known.__getitem__, dict.fromkeys(features)), self.bias)
        return 1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class QuoteModel:
    """The trained models and their settings."""

    cue: Linear
    pair: Linear
    source: Linear
    confidence: Linear
    words: frozenset[str]  # common words that features may contain; all others are represented by their class
    tagger: Any  # pycrfsuite.Tagger


@lru_cache(maxsize=2)
def load_model(folder: Path = MODEL_FOLDER) -> QuoteModel | None:
    """The trained model, or None if it is missing or unreadable (rules are used then)."""
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
    """For each token the probability that it is the head of a cue."""
    probability = [0.0] * len(doc.tokens)
    features = CueFeatures(doc)
    for token in list_candidates(doc):
        probability[token] = cue.score(features.build(token))
    return probability


def build_sequences(
    doc: Document, probability: Sequence[float], words: frozenset[str]
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Tokens and their features, one sequence per paragraph."""
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
    """Content, cues and sources according to the tagger."""
    found = []
    for tokens, features in build_sequences(doc, probability, words):
        labels = tagger.tag(features)
        marginals = [1.0 if label == OUTSIDE else tagger.marginal(label, at) for at, label in enumerate(labels)]
        found.append((tokens, labels, marginals))
    return collect_pieces(found)


# Tagged spans.


class HasRange(Protocol):
    """Anything with tokens `first` to `last` (half open)."""

    first: int
    last: int


Item = TypeVar("Item", bound=HasRange)


@dataclass(slots=True)
class Piece:
    """One tagged span of tokens with one role."""

    first: int
    last: int  # half open
    score: float  # mean marginal probability of its labels
    edge: float = 1.0  # the smaller of the first and the last label's marginal probability

    @property
    def range(self) -> Range:
        """Its tokens."""
        return (self.first, self.last)


@dataclass(slots=True)
class Tagged:
    """All tagged spans of a text in order."""

    content: list[Piece] = field(default_factory=list)
    cues: list[Piece] = field(default_factory=list)
    sources: list[Piece] = field(default_factory=list)
    _index: TaggedIndex | None = None

    @property
    def index(self) -> TaggedIndex:
        """The spans by position; built on first access, when all spans are in."""
        if self._index is None:
            self._index = TaggedIndex(self)
        return self._index


class TaggedIndex:
    """Looks up spans that begin within a range, or are near one, by binary search."""

    def __init__(self, tagged: Tagged) -> None:
        self._content = tagged.content
        self._sources = tagged.sources
        self._content_starts = [piece.first for piece in tagged.content]
        self._source_starts = [piece.first for piece in tagged.sources]
        self._cue_starts = [piece.first for piece in tagged.cues]

    def count_cues(self, low: int, high: int) -> int:
        """Number of cues that begin from `low` to before `high`."""
        return max(0, bisect_left(self._cue_starts, high) - bisect_left(self._cue_starts, low))

    def content(self, low: int, high: int) -> list[Piece]:
        """The content spans that begin from `low` to before `high`."""
        return self._content[bisect_left(self._content_starts, low) : bisect_left(self._content_starts, high)]

    def sources(self, low: int, high: int) -> list[Piece]:
        """The sources that begin from `low` to before `high`."""
        return self._sources[bisect_left(self._source_starts, low) : bisect_left(self._source_starts, high)]

    def content_near(self, first: int, last: int, reach: int) -> list[Piece]:
        """The content spans less than `reach` tokens away from a range."""
        return find_near(self._content, self._content_starts, first, last, reach)

    def sources_near(self, first: int, last: int, reach: int) -> list[Piece]:
        """The sources less than `reach` tokens away from a range."""
        return find_near(self._sources, self._source_starts, first, last, reach)

    def is_free(self, first: int, last: int) -> bool:
        """Whether a range has no content and no source."""
        return not self.content_near(first, last, 0) and not self.sources_near(first, last, 0)


def find_near(items: Sequence[Item], starts: Sequence[int], first: int, last: int, reach: int) -> list[Item]:
    """Of ordered items without overlaps those less than `reach` tokens away from a range."""
    end = bisect_left(starts, last + reach)
    start = end
    while start and items[start - 1].last > first - reach:
        start -= 1
    return list(items[start:end])


def collect_pieces(sequences: Iterable[tuple[Sequence[int], Sequence[str], Sequence[float]]]) -> Tagged:
    """Spans from tokens, their labels and the labels' marginal probabilities, paragraph by paragraph."""
    tagged = Tagged()
    homes = {"C": tagged.content, "Q": tagged.cues, "S": tagged.sources}
    for tokens, labels, marginals in sequences:
        at = 0
        while at < len(labels):
            role = labels[at][1:]
            start = at
            at += 1
            if role not in homes:
                continue
            while at < len(labels) and labels[at] == "I" + role:
                at += 1
            some = marginals[start:at]
            homes[role].append(Piece(tokens[start], tokens[at - 1] + 1, sum(some) / len(some), min(some[0], some[-1])))
    return tagged


def find_root(doc: Document, first: int, last: int) -> int:
    """The token of a range whose head is outside; if there are several, a verb."""
    head = doc.heads
    roots = [token for token in range(first, last) if not first <= head[token] < last or head[token] == token]
    return next((token for token in roots if doc.pos[token] == "VERB"), roots[0] if roots else first)


@dataclass(slots=True)
class Attribution:
    """Content with its cue and its source, all as token ranges."""

    content: list[Range]
    cue: Range | None = None
    source: Range | None = None
    implied: bool = False  # the speaker is that of the previous attribution
    score: float = 0.5  # probability that content and source are right
    signed: bool = False  # a label, a colon or a signature gives the speaker, which is final


@lru_cache(maxsize=1 << 17)
def hash_feature(name: str) -> int:
    """The index of a feature among the weights."""
    return crc32(name.encode("utf-8", "replace")) & ((1 << HASH_BITS) - 1)
