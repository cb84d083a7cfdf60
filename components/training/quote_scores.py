"""Reads a corpus of attributions in stand-off files, and measures found quotes against marked ones.

Content is compared as a set of words, the speaker by the head word of the predicted phrase. Two quotes match from an
overlap (intersection over union) of one half; they are matched one to one, best first. A quote with its speaker is
correct if its content matches and the head of the predicted source lies in the gold source (or neither has one).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from components.analysis.document import Document, build_document
from components.analysis.quotes.tagger import HASH_BITS, Linear, Tagged, hash_feature
from components.types import Span

ROLES = ("content", "source", "cue")
KINDS = ("all", "direct", "mixed", "indirect")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_HEAD_END = re.compile(r"[,(\[;:]|[-–—]{2,}|\s[-–—]\s|[–—]|\s(?:who|which|that|of|for|in|at|from|with|to|on|by|and)\s")
_OVERLAP = 0.5
_DIRECT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated attribution; spans are character offsets into the raw text."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its annotated attributions."""

    name: str
    text: str
    quotes: tuple[GoldQuote, ...]


def read_articles(folder: Path) -> Iterator[GoldArticle]:
    """Yield the articles of one part of the corpus; with several annotators, uses the first by name."""
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], path)
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:  # no newline translation: offsets count raw characters
            text = file.read()
        yield GoldArticle(path.stem, text, tuple(_read_quotes(files[path.stem])) if path.stem in files else ())


def _read_quotes(path: Path) -> Iterator[GoldQuote]:
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for line in file.read().split("\n"):
            name, _, rest = line.partition("\t")
            if name.startswith("T") and "\t" in rest:
                places = rest.split("\t")[0].split(" ", 1)[1]
                pairs = (place.split() for place in places.split(";"))
                spans[name] = [(int(pair[0]), int(pair[1])) for pair in pairs]
            elif name.startswith("E"):
                events.append(rest.split())
    for event in events:
        roles: dict[str, list[Span]] = {role: [] for role in ROLES}
        for argument in event:
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in roles:
                roles[role].extend(spans.get(target, []))
        if roles["content"]:
            yield GoldQuote(**{role: tuple(sorted(found)) for role, found in roles.items()})


# Evaluation of quotes against gold annotations.


@dataclass(frozen=True, slots=True)
class Measured:
    """A quote as sets of word indices, for comparison."""

    words: frozenset[int]
    source_words: frozenset[int]
    head: frozenset[int]  # indices of the source's head word
    kind: str


class WordIndexer:
    """Converts the quotes of one text to word indices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = [match.span() for match in _WORD.finditer(text)]
        self._word_at = [-1] * len(text)
        for number, (start, end) in enumerate(self._words):
            self._word_at[start:end] = [number] * (end - start)
        self._quoted = _mark_quoted(text)

    @property
    def n_words(self) -> int:
        """The number of words in the text."""
        return len(self._words)

    def words_of(self, spans: Iterable[Span]) -> frozenset[int]:
        """Indices of the words that overlap the spans."""
        return frozenset(number for start, end in spans for number in self._word_at[max(0, start) : end] if number >= 0)

    def measure(self, content: Sequence[Span], source: Sequence[Span], cue: Sequence[Span]) -> Measured | None:
        """Convert one quote; None if its content holds no word."""
        words = self.words_of(content)
        if not words:
            return None
        share = self._quoted_share(content)
        if not share or (cue and self._quoted_share(cue) > 0.5):
            kind = "indirect"
        else:
            kind = "direct" if share >= _DIRECT_SHARE else "mixed"
        return Measured(words, self.words_of(source), self._find_head(source), kind)

    def _quoted_share(self, spans: Iterable[Span]) -> float:
        flags = [self._quoted[at] for start, end in spans for at in range(start, min(end, len(self.text)))
                 if self._word_at[at] >= 0]  # fmt: skip
        return sum(flags) / len(flags) if flags else 0.0

    def _find_head(self, source: Sequence[Span]) -> frozenset[int]:
        """The last word before the first comma, bracket, dash or preposition."""
        if not source:
            return frozenset()
        start, end = min(source)
        phrase = self.text[start:end]
        cut = _HEAD_END.search(phrase, len(phrase) - len(phrase.lstrip()) + 1)
        core = phrase[: cut.start()] if cut and _WORD.search(phrase[: cut.start()]) else phrase
        words = list(_WORD.finditer(core))
        return self.words_of([(start + words[-1].start(), start + words[-1].end())]) if words else frozenset()


def _mark_quoted(text: str) -> bytearray:
    """Mask of characters inside double quotation marks, by line; an unclosed mark extends to the end of its line."""
    quoted = bytearray(len(text))
    even = text.replace("''", '"\u200b').replace("``", "“\u200b")
    begin = 0
    for line in even.split("\n"):
        opened = -1
        for at, char in enumerate(line, begin):
            if opened < 0 and char in '“"':
                opened = at
            elif opened >= 0 and char in '”"':
                quoted[opened : at + 1] = b"\1" * (at + 1 - opened)
                opened = -1
        end = begin + len(line)
        if opened >= 0:
            quoted[opened:end] = b"\1" * (end - opened)
        begin = end + 1
    return quoted


def match_quotes(gold: Sequence[Measured], found: Sequence[Measured]) -> list[tuple[int, int]]:
    """Pairs of positions (gold, found) whose contents match, one to one, best first."""
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = len(one.words & other.words)
            if shared and shared / len(one.words | other.words) >= _OVERLAP:
                pairs.append((-shared / len(one.words | other.words), min(one.words), min(other.words), i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for *_, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((i, j))
    return matched


def has_right_source(gold: Measured, found: Measured) -> bool:
    """True if the head of the found source lies in the gold source, or both have none."""
    return bool(found.head & gold.source_words) if gold.source_words else not found.source_words


def count_matches(gold: Sequence[Measured], found: Sequence[Measured]) -> Counter[tuple[str, str]]:
    """Counts for precision and recall: (kind, counter) -> number."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, some in (("gold", gold), ("found", found)):
        for one in some:
            counts["all", name] += 1
            counts[one.kind, name] += 1
    for i, j in match_quotes(gold, found):
        keys = ["content"]
        if gold[i].words == found[j].words:
            keys.append("exact")
        if has_right_source(gold[i], found[j]):
            keys.append("joint")
        for key in keys:
            for kind in ("all", gold[i].kind):
                counts[kind, f"{key}_gold"] += 1
            for kind in ("all", found[j].kind):
                counts[kind, f"{key}_found"] += 1
    return counts


def compute_f1(counts: Counter[tuple[str, str]], kind: str, key: str) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    recall = counts[kind, f"{key}_gold"] / max(counts[kind, "gold"], 1)
    precision = counts[kind, f"{key}_found"] / max(counts[kind, "found"], 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def sample_interval(
    articles: Sequence[Counter[tuple[str, str]]], kind: str, key: str, rounds: int = 1000
) -> tuple[float, float]:
    """Bootstrap 95 % interval of an F1, resampling articles."""
    random = Random(1)  # noqa: S311 - drawing articles, not secrets
    names = [f"{key}_gold", f"{key}_found", "gold", "found"]
    rows = [tuple(counts[kind, name] for name in names) for counts in articles]
    values = []
    for _ in range(rounds):
        drawn = random.choices(rows, k=len(rows))
        total: Counter[tuple[str, str]] = Counter()
        for name, numbers in zip(names, zip(*drawn, strict=True), strict=True):
            total[kind, name] = sum(numbers)
        values.append(compute_f1(total, kind, key)[2])
    values.sort()
    return values[int(0.025 * rounds)], values[int(0.975 * rounds)]


@dataclass(slots=True)
class QuoteExample:
    """A parsed article of the corpus."""

    doc: Document
    gold: tuple[GoldQuote, ...]
    indexer: WordIndexer
    probability: list[float]
    tagged: Tagged


def read_examples(folder: Path) -> list[QuoteExample]:
    """Parse all articles of a folder with the small pipeline."""
    from components.analysis.pipeline import load_pipeline, parse_texts

    articles: list[GoldArticle] = list(read_articles(folder))
    nlp = load_pipeline("en_core_web_sm").nlp
    examples = []
    for article, parsed in zip(articles, parse_texts(nlp, (one.text for one in articles)), strict=True):
        if isinstance(parsed, Exception):
            raise parsed
        doc = build_document(parsed)
        examples.append(QuoteExample(doc, article.quotes, WordIndexer(article.text), [0.0] * len(doc.tokens), Tagged()))
    return examples


def find_tokens(doc: Document, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Indices of the tokens that overlap the spans."""
    tokens = []
    for start, end in spans:
        token = doc.token_at(start)
        while token < len(doc.tokens) and doc.starts[token] < end:
            if doc.ends[token] > start:
                tokens.append(token)
            token += 1
    return tokens


def fit_linear(rows: Sequence[Sequence[int]], right: Sequence[bool], penalty: float) -> Linear:
    """Fit a logistic regression on rows of hashed features."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    places = np.fromiter((place for row in rows for place in row), np.int32)
    ends = np.cumsum([0, *map(len, rows)])
    table = csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(rows), 1 << HASH_BITS))
    fitted = LogisticRegression(C=penalty, max_iter=200).fit(table, np.asarray(right))
    return Linear(_shorten(fitted.coef_[0]), float(fitted.intercept_[0]))


def _shorten(weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """Weights in their stored precision, so that training and inference use the same numbers."""
    return weights.astype(np.float16).astype(np.float32)


def hash_row(features: Sequence[str], prefix: str = "") -> list[int]:
    """Hash features into a row for `fit_linear`."""
    return sorted({hash_feature(prefix + name) for name in features})
