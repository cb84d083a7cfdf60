"""Our own model at run time: a six-layer encoder in int8, run by onnxruntime on at most two cores."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.sentiment.encoding import encode_marked, iterate_batches, prepare_tokenizer
from components.analysis.sentiment.marking import mark_target
from components.analysis.sentiment.targets import Opinion, Target
from components.types import SENTIMENT_LABELS

FOLDER = Path(__file__).parent.parent / "models" / "sentiment"
BATCH_SIZE = 32
_BLOCK = 32 * BATCH_SIZE  # targets sorted by length together; more only costs memory and a smooth progress bar
_NEEDED = ("model.onnx", "tokenizer.json", "settings.json")


def is_installed() -> bool:
    """Whether the model's files are all there."""
    return all((FOLDER / name).is_file() for name in _NEEDED)


@lru_cache(maxsize=1)
def read_settings() -> dict[str, Any]:
    """What was set when the model was trained: its name for the screen and the temperature of its confidence."""
    settings: dict[str, Any] = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
    return settings


@lru_cache(maxsize=1)
def load_model(threads: int | None = None) -> tuple[Any, Any]:
    """The session and the tokenizer; `threads` is for benchmarks."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(2, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for good
    session = onnxruntime.InferenceSession(
        str(FOLDER / "model.onnx"),
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # on CPUs the fused step takes longer: a fifth of the whole
    )
    return session, prepare_tokenizer(Tokenizer.from_file(str(FOLDER / "tokenizer.json")))


def score_targets(targets: Sequence[Target]) -> Iterator[dict[int, Opinion]]:
    """The model's opinions, batch by batch, each under its target's place; like sentences are judged once."""
    for at in range(0, len(targets), _BLOCK):
        block = targets[at : at + _BLOCK]
        marked = [mark_target(target.sentence, target.mentions, target.forms) for target in block]
        places: dict[str, list[int]] = {}
        for number, text in enumerate(marked):
            places.setdefault(text, []).append(at + number)
        texts = list(places)
        for chosen, opinions in _judge_batches(texts):
            yield {
                place: opinion for text, opinion in zip(chosen, opinions, strict=True) for place in places[texts[text]]
            }


def _judge_batches(texts: Sequence[str]) -> Iterator[tuple[list[int], list[Opinion]]]:
    session, tokenizer = load_model()
    temperature = float(read_settings()["temperature"])
    for chosen, ids, mask, target in iterate_batches(encode_marked(tokenizer, texts), BATCH_SIZE):
        logits = session.run(["logits"], {"ids": ids, "mask": mask, "target": target})[0]
        yield chosen, [build_opinion(row) for row in soften(logits, temperature)]


def soften(logits: NDArray[np.float32], temperature: float) -> NDArray[np.float64]:
    """Probabilities from logits; the temperature makes them as sure as they are right."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    probabilities: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return probabilities


def build_opinion(probabilities: NDArray[np.float64]) -> Opinion:
    """The likeliest label; the score is how much likelier positive is than negative."""
    best = int(probabilities.argmax())
    score = float(probabilities[2] - probabilities[0])
    return Opinion(SENTIMENT_LABELS[best], score, float(probabilities[best]))
