"""Marked sentences to the numbers that the model takes: token ids, and which of them belong to the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.sentiment.marking import CLOSE, MARKS, OPEN

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 64  # around the target; longer ones cost time and make no label better
Ints = NDArray[np.int64]


def prepare_tokenizer(tokenizer: Tokenizer) -> Tokenizer:
    """Let the marks through as tokens of their own; lengths are ours to decide."""
    tokenizer.add_special_tokens(list(MARKS))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode_marked(tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int = MAX_TOKENS) -> list[tuple[Ints, Ints]]:
    """Per text its token ids and a mask of the target's tokens; a long text is cut around the first of them."""
    opening, closing = (tokenizer.token_to_id(mark) or 0 for mark in (OPEN, CLOSE))
    return [_cut(encoding, opening, closing, max_tokens) for encoding in tokenizer.encode_batch_fast(list(texts))]


def _cut(encoding: Any, opening: int, closing: int, max_tokens: int) -> tuple[Ints, Ints]:
    ids = np.array(encoding.ids, dtype=np.int64)
    opens, closes = np.cumsum(ids == opening), np.cumsum(ids == closing)
    target = ((opens > closes) & (ids != opening)).astype(np.int64)
    if len(ids) > max_tokens:
        first = int(target.argmax())
        start = min(max(1, first - max_tokens // 2), len(ids) - 1 - (max_tokens - 2))
        keep = np.r_[0, start : start + max_tokens - 2, len(ids) - 1]
        ids, target = ids[keep], target[keep]
    return ids, target


def iterate_batches(
    encoded: Sequence[tuple[Ints, Ints]], size: int, padding: int = 0
) -> Iterator[tuple[list[int], Ints, Ints, Ints]]:
    """Batches of texts of like length, longest first: which texts, ids, mask, target; all of one shape a batch."""
    order = sorted(range(len(encoded)), key=lambda place: -len(encoded[place][0]))
    for at in range(0, len(order), size):
        chosen = order[at : at + size]
        yield chosen, *pad_batch([encoded[place] for place in chosen], padding)


def pad_batch(encoded: Sequence[tuple[Ints, Ints]], padding: int = 0) -> tuple[Ints, Ints, Ints]:
    """Ids, mask and target of several texts, each filled up to the longest."""
    length = max(len(ids) for ids, _ in encoded)
    all_ids = np.full((len(encoded), length), padding, dtype=np.int64)
    mask = np.zeros((len(encoded), length), dtype=np.int64)
    targets = np.zeros((len(encoded), length), dtype=np.int64)
    for row, (ids, target) in enumerate(encoded):
        all_ids[row, : len(ids)], mask[row, : len(ids)], targets[row, : len(ids)] = ids, 1, target
    return all_ids, mask, targets
