"""The sentiment model at run time: tokenization into windows, and a six-layer int8 encoder run by onnxruntime."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.sentiment.targets import MARKS, Opinion, Target, cut_passage, mark_entities
from components.types import SENTIMENT_LABELS

if TYPE_CHECKING:
    from tokenizers import Tokenizer


MAX_TOKENS = 64  # per window; a longer sentence is read in several
_BEFORE, _AFTER = 24, 16  # tokens of context around a mark in a long sentence, at least
Ints = NDArray[np.int64]
FOLDER = Path(__file__).parent.parent / "models" / "sentiment"
BATCH_SIZE = 8  # windows; with more, activations no longer fit the processor's cache
_BLOCK = 64 * BATCH_SIZE  # sentences sorted by length together; more costs memory and makes progress jumpy
_NEEDED = ("model.onnx", "tokenizer.json", "settings.json")
THREADS = "DATELINE_THREADS"  # environment variable: threads per process, if several share the machine
Passage = Sequence[Target]  # all targets of one sentence
Logits = NDArray[np.float32]
NO_OPINION = Opinion("neutral", 0.0, 1 / 3)


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the model: (part of) a sentence and the entities to score."""

    text: int  # index of the marked sentence
    ids: Ints
    places: Ints  # positions of marks; the sentence's start for an entity without one
    entities: Ints  # entity of each position


def prepare_tokenizer(tokenizer: Tokenizer) -> Tokenizer:
    """Make the marks special tokens, and switch off truncation and padding."""
    tokenizer.add_special_tokens(list(MARKS))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode_marked(
    tokenizer: Tokenizer, marked: Sequence[tuple[str, Sequence[int]]], max_tokens: int = MAX_TOKENS
) -> list[Window]:
    """The windows of marked sentences, each with the entities of its marks; an entity is in one window only."""
    numbers = [tokenizer.token_to_id(mark) or 0 for mark in MARKS]
    encodings = tokenizer.encode_batch_fast([text for text, _ in marked])
    windows: list[Window] = []
    for text, (encoding, (_, entities)) in enumerate(zip(encodings, marked, strict=True)):
        ids = np.array(encoding.ids, dtype=np.int64)
        places = np.flatnonzero(np.isin(ids, numbers))
        windows += _cut(text, ids, places, np.array(entities, dtype=np.int64), max_tokens)
    return windows


def _cut(text: int, ids: Ints, places: Ints, entities: Ints, max_tokens: int) -> Iterator[Window]:
    """One window if the sentence is short enough, else several; an entity is scored at its first mark."""
    if len(ids) <= max_tokens:
        yield Window(text, ids, places, entities)
        return
    inside, last = max_tokens - 2, len(ids) - 1
    begins = places[np.sort(np.unique(entities, return_index=True)[1])]  # first mark of each entity, in order
    at = 0
    while at < len(begins):
        start = max(1, min(int(begins[at]) - _BEFORE, last - inside))
        end = start + inside
        until = len(begins) if end == last else int(np.searchsorted(begins, end - _AFTER))
        asked = entities[np.isin(places, begins[at:until])]
        chosen = (places >= start) & (places < end) & np.isin(entities, asked)
        keep = np.r_[0, start:end, last]
        yield Window(text, ids[keep], places[chosen] - start + 1, entities[chosen])
        at = until


def iterate_batches(windows: Sequence[Window], size: int) -> Iterator[tuple[list[Window], dict[str, Ints]]]:
    """Batches of windows of similar length, longest first, with their padded inputs."""
    order = sorted(windows, key=lambda window: -len(window.ids))
    for at in range(0, len(order), size):
        yield order[at : at + size], pad_batch(order[at : at + size])


def pad_batch(windows: Sequence[Window], padding: int = 0) -> dict[str, Ints]:
    """Ids and mask, [windows, longest], and positions, [windows, most marks], padded with position 0."""
    length = max(len(window.ids) for window in windows)
    most = max(1, *(len(window.places) for window in windows))
    ids = np.full((len(windows), length), padding, dtype=np.int64)
    mask = np.zeros((len(windows), length), dtype=np.int64)
    places = np.zeros((len(windows), most), dtype=np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)], mask[row, : len(window.ids)] = window.ids, 1
        places[row, : len(window.places)] = window.places
    return {"ids": ids, "mask": mask, "places": places}


# Inference. Each sentence is read once for all its targets.


def is_installed() -> bool:
    """Whether all files of the model are there."""
    return all((FOLDER / name).is_file() for name in _NEEDED)


@lru_cache(maxsize=1)
def read_settings() -> dict[str, Any]:
    """The model's settings: its name for the screen and the temperature that calibrates its confidence."""
    settings: dict[str, Any] = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
    return settings


def count_threads() -> int:
    """The environment's DATELINE_THREADS, else two if there are two cores."""
    told = os.environ.get(THREADS, "")
    return max(1, int(told)) if told.isdecimal() else min(2, os.cpu_count() or 1)


@lru_cache(maxsize=1)
def load_model(threads: int | None = None) -> tuple[Any, Any]:
    """Session and tokenizer; the session uses `threads` threads, by default `count_threads()`."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or count_threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(FOLDER / "model.onnx"),
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # slower on CPUs: a fifth of the total time
    )
    return session, prepare_tokenizer(Tokenizer.from_file(str(FOLDER / "tokenizer.json")))


def score_passages(passages: Sequence[Passage], threads: int | None = None) -> Iterator[list[list[Opinion]]]:
    """The model's opinions on all targets of each passage, in order, in blocks of passages."""
    temperature = float(read_settings()["temperature"])
    for at in range(0, len(passages), _BLOCK):
        block = passages[at : at + _BLOCK]
        pieces = [(number, *piece) for number, passage in enumerate(block) for piece in cut_passage(passage)]
        logits = _compute_logits([targets for _, _, targets in pieces], threads)
        opinions: list[list[Opinion]] = [[NO_OPINION] * len(passage) for passage in block]
        for (number, numbers, _), rows in zip(pieces, logits, strict=True):
            for target, row in zip(numbers, compute_probabilities(rows, temperature), strict=True):
                opinions[number][target] = build_opinion(row)
        yield opinions


def _compute_logits(passages: Sequence[Passage], threads: int | None) -> list[Logits]:
    """The logits of each passage's targets, [targets, 3]; a target inside another's name is scored separately."""
    logits = [np.full((len(passage), 3), np.nan, dtype=np.float32) for passage in passages]
    open_ones = [(number, list(range(len(passage)))) for number, passage in enumerate(passages) if passage]
    while open_ones:
        alike: dict[tuple[str, tuple[int, ...]], list[tuple[int, list[int]]]] = {}  # identical inputs are scored once
        for number, left in open_ones:
            targets = [passages[number][target] for target in left]
            text, marks = mark_entities(targets[0].sentence, [(target.mentions, target.forms) for target in targets])
            alike.setdefault((text, tuple(marks)), []).append((number, left))
        those = list(alike.values())
        for text_number, entities, rows in _run(list(alike), threads):
            for entity in set(entities.tolist()):
                mean = rows[entities == entity].mean(axis=0)
                for number, left in those[text_number]:
                    logits[number][left[entity]] = mean
        open_ones = [(number, [one for one in left if np.isnan(logits[number][one, 0])]) for number, left in open_ones]
        open_ones = [(number, left) for number, left in open_ones if left]
    return logits


def _run(marked: Sequence[tuple[str, Sequence[int]]], threads: int | None) -> Iterator[tuple[int, Ints, Logits]]:
    """For each window its sentence's index, the entity of each mark, and the logits at each mark."""
    session, tokenizer = load_model(threads)
    for windows, taken in iterate_batches(encode_marked(tokenizer, marked), BATCH_SIZE):
        (found,) = session.run(["logits"], taken)
        for window, rows in zip(windows, found, strict=True):
            yield window.text, window.entities, rows[: len(window.entities)]


def compute_probabilities(logits: Logits, temperature: float) -> NDArray[np.float64]:
    """Probabilities from logits, calibrated by temperature scaling."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    probabilities: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return probabilities


def build_opinion(probabilities: NDArray[np.float64]) -> Opinion:
    """The most probable label; the score is the probability of positive minus that of negative."""
    best = int(probabilities.argmax())
    score = float(probabilities[2] - probabilities[0])
    return Opinion(SENTIMENT_LABELS[best], score, float(probabilities[best]))
