"""Marked sentences to the numbers that the model takes: token ids, and where the marks stand among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from components.analysis.sentiment.marking import MARKS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 64  # of a window; a sentence of more is read in several
_BEFORE, _AFTER = 24, 16  # tokens of a long sentence that a mark has around it at least
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads at once: (part of) a sentence, and the entities that it is asked about."""

    text: int  # which of the marked sentences
    ids: Ints
    places: Ints  # where marks stand; of an entity without one, the sentence's beginning
    entities: Ints  # which entity each place belongs to


def prepare_tokenizer(tokenizer: Tokenizer) -> Tokenizer:
    """Let the marks through as tokens of their own; lengths are ours to decide."""
    tokenizer.add_special_tokens(list(MARKS))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode_marked(
    tokenizer: Tokenizer, marked: Sequence[tuple[str, Sequence[int]]], max_tokens: int = MAX_TOKENS
) -> list[Window]:
    """The windows of some marked sentences, each with whom its marks stand for; an entity is in one window."""
    numbers = [tokenizer.token_to_id(mark) or 0 for mark in MARKS]
    encodings = tokenizer.encode_batch_fast([text for text, _ in marked])
    windows: list[Window] = []
    for text, (encoding, (_, entities)) in enumerate(zip(encodings, marked, strict=True)):
        ids = np.array(encoding.ids, dtype=np.int64)
        places = np.flatnonzero(np.isin(ids, numbers))
        windows += _cut(text, ids, places, np.array(entities, dtype=np.int64), max_tokens)
    return windows


def _cut(text: int, ids: Ints, places: Ints, entities: Ints, max_tokens: int) -> Iterator[Window]:
    """One window where the sentence is short enough, else windows along it; an entity is read where it first stands."""
    if len(ids) <= max_tokens:
        yield Window(text, ids, places, entities)
        return
    inside, last = max_tokens - 2, len(ids) - 1
    begins = places[np.sort(np.unique(entities, return_index=True)[1])]  # of each entity, in order
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
    """Batches of windows of like length, longest first, with what the model takes."""
    order = sorted(windows, key=lambda window: -len(window.ids))
    for at in range(0, len(order), size):
        yield order[at : at + size], pad_batch(order[at : at + size])


def pad_batch(windows: Sequence[Window], padding: int = 0) -> dict[str, Ints]:
    """Ids and mask, [windows, longest], and places, [windows, most marks], filled up with the beginning."""
    length = max(len(window.ids) for window in windows)
    most = max(1, *(len(window.places) for window in windows))
    ids = np.full((len(windows), length), padding, dtype=np.int64)
    mask = np.zeros((len(windows), length), dtype=np.int64)
    places = np.zeros((len(windows), most), dtype=np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)], mask[row, : len(window.ids)] = window.ids, 1
        places[row, : len(window.places)] = window.places
    return {"ids": ids, "mask": mask, "places": places}
