"""Training loop: soft labels for every target of a sentence, AdamW with warm-up and linear decay, bf16."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from components.analysis.sentiment.model import MAX_TOKENS, Ints, Window, encode_marked, pad_batch
from components.training.sentiment_encoder import Classifier

_log = logging.getLogger(__name__)
Floats = NDArray[np.float32]
_BLOCK = 24  # batches per length-sorted block, so that batches stay random
_MASK, _FIRST_WORD = 103, 999  # token ids of [MASK] and of the first word


@dataclass(frozen=True, slots=True)
class Lesson:
    """A marked sentence with soft labels for each of its targets."""

    marked: str
    marks: tuple[int, ...]  # target index of each mark
    shares: Floats  # [entities, 3]
    weights: Floats  # [entities]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hyperparameters of training."""

    epochs: int = 2
    planned: int = 3  # epochs over which the learning rate decays to zero; one more brought no gain
    rate: float = 1e-4
    head_times: float = 5.0
    batch: int = 32
    warm_up: float = 0.05
    decay: float = 0.01
    masking: float = 0.03  # share of words masked at random
    average: float = 0.0  # per-step decay of the moving average of weights; 0 keeps the last weights
    rounding: float = 0.4  # final share of the planned steps with fake quantisation
    seed: int = 1


def build_groups(model: Classifier, recipe: Recipe) -> list[dict[str, object]]:
    """Parameter groups: a higher rate for the head, no weight decay on norms and biases."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        rate = recipe.rate * (recipe.head_times if name.startswith("head") else 1.0)
        groups.setdefault((rate, recipe.decay if parameter.dim() > 1 else 0.0), []).append(parameter)
    return [{"params": params, "lr": rate, "weight_decay": decay} for (rate, decay), params in groups.items()]


def train(
    model: Classifier,
    tokenizer: Tokenizer,
    lessons: Callable[[int], Sequence[Lesson]],
    recipe: Recipe,
    after_epoch: Callable[[int], None] | None = None,
) -> None:
    """Fit `model`; `lessons(epoch)` returns that epoch's sentences, the same number in each."""
    rng = random.Random(recipe.seed)  # noqa: S311 - shuffles only
    torch.manual_seed(recipe.seed)
    groups = build_groups(model, recipe)
    optimiser = torch.optim.AdamW(groups, fused=True)
    averaged: dict[str, Tensor] = {}
    step = steps = 0
    for epoch in range(recipe.epochs):
        started, losses = time.process_time(), []
        taken = list(lessons(epoch))
        windows = encode_marked(tokenizer, [(lesson.marked, lesson.marks) for lesson in taken])
        batches = mix_batches([len(window.ids) for window in windows], recipe.batch, rng)
        if not steps:
            steps = recipe.planned * len(batches)
            schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _build_slope(steps, recipe.warm_up))
        model.train()
        for chosen in batches:
            for layer in model.layers:
                layer.rounds = step >= (1 - recipe.rounding) * steps
            loss = find_loss(model, [windows[place] for place in chosen], taken, recipe.masking)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)  # type: ignore[attr-defined]
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(loss.item())
            step += 1
            if recipe.average and step % 4 == 0:
                _average(averaged, model, min(recipe.average, (1 + step) / (10 + step)) ** 4)
            if step % 50 == 0:
                _log.info(
                    "step %d of %d, loss %.3f, %.0f CPU s", step, steps, np.mean(losses[-50:]), time.process_time()
                )
        _log.info("epoch %d, loss %.3f, %.0f CPU s", epoch + 1, np.mean(losses), time.process_time() - started)
        if after_epoch:
            after_epoch(epoch)
    for layer in model.layers:
        layer.rounds = False
    if averaged:
        model.load_state_dict(averaged)


def _build_slope(steps: int, warm_up: float) -> Callable[[int], float]:
    warm = max(1, int(warm_up * steps))
    return lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _average(averaged: dict[str, Tensor], model: Classifier, kept: float) -> None:
    for name, value in model.state_dict().items():
        if name in averaged:
            averaged[name].lerp_(value, 1 - kept)
        else:
            averaged[name] = value.detach().clone()


def find_loss(model: Classifier, windows: Sequence[Window], lessons: Sequence[Lesson], masking: float) -> Tensor:
    """Weighted cross-entropy of a batch; a target's logits are the mean over its marks."""
    logits = run_windows(model, windows, masking)
    rows: list[int] = []
    places: list[int] = []
    owners: list[int] = []
    shares: list[Floats] = []
    weights: list[float] = []
    for row, window in enumerate(windows):
        lesson = lessons[window.text]
        entities, numbers = np.unique(window.entities, return_inverse=True)
        rows += [row] * len(numbers)
        places += range(len(numbers))
        owners += [len(shares) + number for number in numbers]
        shares += [lesson.shares[entity] for entity in entities]
        weights += [lesson.weights[entity] for entity in entities]
    whose = torch.tensor(owners)
    sums = torch.zeros(len(shares), 3).index_add(0, whose, logits[rows, places])
    means = sums / torch.bincount(whose, minlength=len(shares))[:, None]
    each = functional.cross_entropy(means, torch.from_numpy(np.stack(shares)), reduction="none")
    weighed = torch.tensor(weights)
    return (each * weighed).sum() / weighed.sum().clamp(min=1e-6)


def run_windows(model: Classifier, windows: Sequence[Window], masking: float = 0.0) -> Tensor:
    """Logits at the marks of these windows."""
    taken = pad_batch(windows)
    ids = hide_tokens(taken["ids"], masking) if masking else taken["ids"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(*(torch.from_numpy(array) for array in (ids, taken["mask"], taken["places"])))
    return logits.float()


def mix_batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Random batches of texts of similar length."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for at in range(0, len(order), size * _BLOCK):
        block = sorted(order[at : at + size * _BLOCK], key=lambda place: lengths[place])
        batches += [block[start : start + size] for start in range(0, len(block), size)]
    rng.shuffle(batches)
    return batches


def hide_tokens(ids: Ints, share: float) -> Ints:
    """Replace random words, but no marks, with the mask token."""
    chosen = torch.rand(ids.shape).numpy() < share
    return np.where((ids > _FIRST_WORD) & chosen, _MASK, ids)


def predict_logits(
    model: Classifier, tokenizer: Tokenizer, marked: Sequence[tuple[str, Sequence[int]]]
) -> list[Floats]:
    """The model's logits [entities, 3] for each marked sentence."""
    found = [np.zeros((max(marks, default=0) + 1, 3), dtype=np.float32) for _, marks in marked]
    windows = sorted(encode_marked(tokenizer, marked, MAX_TOKENS), key=lambda window: len(window.ids))
    model.eval()
    with torch.inference_mode():
        for at in range(0, len(windows), 32):
            some = windows[at : at + 32]
            for window, logits in zip(some, run_windows(model, some).numpy(), strict=True):
                for entity in np.unique(window.entities):
                    found[window.text][entity] = logits[np.flatnonzero(window.entities == entity)].mean(0)
    return found


def score_labels(gold: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    """Macro-F1 over the three labels, in percent."""
    scores = []
    for label in range(3):
        right = int(((gold == label) & (found == label)).sum())
        scores.append(2 * right / max(1, int((gold == label).sum() + (found == label).sum())))
    return 100 * float(np.mean(scores))
