"""Teacher for distillation: the earlier model ("MiniLM 2, int8"), which encodes a sentence once per target."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from tokenizers import Tokenizer

from components.analysis.sentiment.marking import find_marked
from components.analysis.sentiment.targets import Target

OPEN, CLOSE, NAME = "[unused1]", "[unused2]", "[unused3]"  # around each mention of the target, and in place of its name
_MAX_TOKENS, _BATCH = 64, 8
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Teacher:
    """Scores one target at a time."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        self._session = InferenceSession(
            str(model), providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.add_special_tokens([OPEN, CLOSE, NAME])

    def judge(self, targets: Sequence[Target]) -> Floats:
        """Three logits per target."""
        texts = list(dict.fromkeys(mark_target(target) for target in targets))
        encoded = [self._cut(encoding.ids) for encoding in self._tokenizer.encode_batch_fast(texts)]
        logits = np.zeros((len(texts), 3), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: -len(encoded[number][0]))
        for at in range(0, len(order), _BATCH):
            chosen = order[at : at + _BATCH]
            taken = np.zeros((3, len(chosen), len(encoded[chosen[0]][0])), dtype=np.int64)
            for row, number in enumerate(chosen):
                ids, target = encoded[number]
                taken[:, row, : len(ids)] = ids, np.ones_like(ids), target
            logits[chosen] = self._session.run(["logits"], dict(zip(("ids", "mask", "target"), taken, strict=True)))[0]
        rows = {text: number for number, text in enumerate(texts)}
        return logits[[rows[mark_target(target)] for target in targets]]

    def _cut(self, numbers: Sequence[int]) -> tuple[Ints, Ints]:
        """Token ids and target mask; a long sentence is cut to the surroundings of the target's first mention."""
        ids = np.array(numbers, dtype=np.int64)
        opening, closing = (self._tokenizer.token_to_id(mark) for mark in (OPEN, CLOSE))
        target = ((np.cumsum(ids == opening) > np.cumsum(ids == closing)) & (ids != opening)).astype(np.int64)
        if len(ids) > _MAX_TOKENS:
            inside = _MAX_TOKENS - 2
            start = min(max(1, int(target.argmax()) - _MAX_TOKENS // 2), len(ids) - 1 - inside)
            keep = np.r_[0, start : start + inside, len(ids) - 1]
            ids, target = ids[keep], target[keep]
        return ids, target


def mark_target(target: Target) -> str:
    """The sentence with every mention of the target between two marks, its name hidden."""
    pieces: list[str] = []
    at = 0
    for start, end, _, is_hidden in find_marked(target.sentence, [(target.mentions, target.forms)]):
        words = NAME if is_hidden else target.sentence[start:end]
        pieces += [target.sentence[at:start], f" {OPEN} {words} {CLOSE} "]
        at = end
    return "".join([*pieces, target.sentence[at:]])
