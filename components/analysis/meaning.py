"""What a text means, as a vector: MiniLM's sentence encoder in int8, run by onnxruntime (see the model's card)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.sentiment.model import count_threads
from components.types import Span

MODELS = Path(__file__).parent / "models"
FOLDER, MODEL = MODELS / "meaning", "model.onnx"
NAME = "MiniLM L6 int8 1"  # vectors of another model are made anew
WIDTH = 384  # numbers a vector
LEAST = 120  # characters of a passage: one or two sentences
MOST_PIECES = 128  # word pieces of a text; a passage has some 40
SCALE = 127  # a number of a vector of length one, as int8, is at most this
_BATCH = 8  # texts; with more, activations no longer fit the processor's cache
_CLS, _SEP = 101, 102
Floats = NDArray[np.float32]


def cut_passages(sentences: Sequence[Span]) -> list[Span]:
    """An article in passages: as many whole sentences as make `LEAST` characters; a short rest joins the last one."""
    passages: list[Span] = []
    start = -1
    for begin, end in sentences:
        start = begin if start < 0 else start
        if end - start >= LEAST:
            passages.append((start, end))
            start = -1
    if start >= 0 and passages and sentences[-1][1] - start < LEAST // 2:
        passages[-1] = (passages[-1][0], sentences[-1][1])
    elif start >= 0:
        passages.append((start, sentences[-1][1]))
    return passages


def is_installed() -> bool:
    """Whether the model's file is there."""
    return (FOLDER / MODEL).is_file()


@lru_cache(maxsize=1)
def load_model() -> tuple[Any, Any]:
    """Session and tokenizer, read once; the word pieces are those of the sentiment model."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = count_threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(FOLDER / MODEL), sess_options=options, providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # slower on CPUs, as for sentiment
    )  # fmt: skip
    tokenizer = Tokenizer.from_file(str(MODELS / "sentiment" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return session, tokenizer


def encode(texts: Sequence[str]) -> Floats:
    """A vector of length one for each text, [texts, WIDTH]; a text is cut after `MOST_PIECES`."""
    session, tokenizer = load_model()
    valid = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]  # an odd file may hold half characters
    ids = [
        [_CLS, *encoding.ids[: MOST_PIECES - 2], _SEP]
        for encoding in tokenizer.encode_batch_fast(valid, add_special_tokens=False)
    ]
    order = sorted(range(len(ids)), key=lambda at: -len(ids[at]))  # of like length together: less padding
    vectors = np.zeros((len(ids), WIDTH), dtype=np.float32)
    for at in range(0, len(order), _BATCH):
        rows = order[at : at + _BATCH]
        longest = len(ids[rows[0]])
        padded = np.array([ids[row] + [0] * (longest - len(ids[row])) for row in rows], dtype=np.int64)
        (vectors[rows],) = session.run(["vectors"], {"ids": padded, "mask": (padded > 0).astype(np.int64)})
    found: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return found


def take_signs(vectors: Floats) -> NDArray[np.uint8]:
    """Which numbers of each vector are above zero, a bit a number: [texts, WIDTH / 8]."""
    return np.packbits(vectors > 0, axis=1)


def round_vectors(vectors: Floats) -> NDArray[np.int8]:
    """Vectors of length one in a byte a number: the largest of each becomes 127, so that only its direction is kept."""
    rounded: NDArray[np.int8] = np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * SCALE).astype(np.int8)
    return rounded
