"""The training loop: soft or hard labels, AdamW with warm-up and linear decay, bf16, averaged weights."""

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

from components.analysis.sentiment.encoding import Ints, encode_marked, iterate_batches, pad_batch
from components.analysis.training.sentiment_encoder import Classifier

_log = logging.getLogger(__name__)
Floats = NDArray[np.float32]
_BLOCK = 24  # batches sorted by length together, so that batches stay mixed


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the defaults are the student's."""

    epochs: int = 4
    rate: float = 1e-4
    head_times: float = 5.0
    batch: int = 32
    warm_up: float = 0.1
    decay: float = 0.01
    masking: float = 0.0  # share of tokens hidden from the model at random
    average: float = 0.0  # decay of the moving average of the weights, a step; 0 keeps the last weights
    frozen_layers: int = -1  # embeddings and so many layers stay as they are; -1 trains all
    layer_decay: float = 1.0  # each layer below the top learns at this share of the rate above it
    rounding: float = 0.0  # the last share of the steps, in which the layers round as the int8 model does
    half_way: bool = False  # end at two thirds of the rate, for a training that another follows
    seed: int = 1
    max_tokens: int = 128
    padding: int = 0
    mask_id: int = 103


def build_groups(model: Classifier, recipe: Recipe) -> list[dict[str, object]]:
    """The parameters with their rates: the head quicker, lower layers slower, no decay on norms and biases."""
    layers = model.encoder.shape.layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        depth = 0
        if name.startswith("head"):
            rate = recipe.rate * recipe.head_times
        else:
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers") else 0
            rate = recipe.rate * recipe.layer_decay ** (layers - depth)
            if depth <= recipe.frozen_layers:
                parameter.requires_grad_(False)
                continue
        decay = recipe.decay if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": params, "lr": rate, "weight_decay": decay} for (rate, decay), params in groups.items()]


def train(
    model: Classifier,
    tokenizer: Tokenizer,
    texts: Callable[[int], Sequence[str]],
    targets: Floats,
    recipe: Recipe,
    after_epoch: Callable[[int], None] | None = None,
) -> None:
    """Fit `model` to `targets` (a probability per label); `texts(epoch)` gives that epoch's marked sentences."""
    rng = random.Random(recipe.seed)  # noqa: S311 - shuffles only
    torch.manual_seed(recipe.seed)
    groups = build_groups(model, recipe)
    optimiser = torch.optim.AdamW(groups, fused=True)
    steps = recipe.epochs * -(-len(targets) // recipe.batch)
    planned = 3 * steps if recipe.half_way else steps
    warm = max(1, int(recipe.warm_up * planned))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (planned - step) / max(1, planned - warm)))
    )
    averaged = {name: value.detach().clone() for name, value in model.state_dict().items()} if recipe.average else {}
    step = 0
    for epoch in range(recipe.epochs):
        started, losses = time.process_time(), []
        encoded = encode_marked(tokenizer, texts(epoch), recipe.max_tokens)
        model.train()
        for chosen in mix_batches([len(ids) for ids, _ in encoded], recipe.batch, rng):
            ids, mask, target = pad_batch([encoded[place] for place in chosen], recipe.padding)
            ids = hide_tokens(ids, mask, target, recipe)
            for layer in model.encoder.layers:
                layer.rounds = step >= (1 - recipe.rounding) * steps
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(target))
            loss = functional.cross_entropy(logits.float(), torch.from_numpy(targets[chosen]))
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)  # type: ignore[attr-defined]
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(loss.item())
            step += 1
            if averaged and step % 4 == 0:
                kept = min(recipe.average, (1 + step) / (10 + step)) ** 4
                for name, value in model.state_dict().items():
                    if value.is_floating_point():
                        averaged[name].lerp_(value, 1 - kept)
            if step % 50 == 0:
                _log.info(
                    "step %d of %d, loss %.3f, %.0f CPU s", step, steps, np.mean(losses[-50:]), time.process_time()
                )
        _log.info("epoch %d, loss %.3f, %.0f CPU s", epoch + 1, np.mean(losses), time.process_time() - started)
        if after_epoch:
            after_epoch(epoch)
    for layer in model.encoder.layers:
        layer.rounds = False
    if averaged:
        model.load_state_dict(averaged)


def mix_batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Random batches whose texts are of like length."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for at in range(0, len(order), size * _BLOCK):
        block = sorted(order[at : at + size * _BLOCK], key=lambda place: lengths[place])
        batches += [block[start : start + size] for start in range(0, len(block), size)]
    rng.shuffle(batches)
    return batches


def hide_tokens(ids: Ints, mask: Ints, target: Ints, recipe: Recipe) -> Ints:
    """Some tokens outside the target replaced by the mask token."""
    if not recipe.masking:
        return ids
    free = (mask == 1) & (target == 0) & (ids > recipe.mask_id + 100)
    chosen = torch.rand(ids.shape).numpy() < recipe.masking
    return np.where(free & chosen, recipe.mask_id, ids)


def predict_logits(
    model: Classifier, tokenizer: Tokenizer, texts: Sequence[str], recipe: Recipe, batch: int = 32
) -> Floats:
    """The model's three logits for each marked sentence."""
    encoded = encode_marked(tokenizer, texts, recipe.max_tokens)
    logits = np.zeros((len(texts), 3), dtype=np.float32)
    model.eval()
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for chosen, ids, mask, target in iterate_batches(encoded, batch, recipe.padding):
            found = model(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(target))
            logits[chosen] = found.float().numpy()
    return logits


def score_labels(gold: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    """Macro-F1 over the three labels, in percent."""
    scores = []
    for label in range(3):
        right = int(((gold == label) & (found == label)).sum())
        scores.append(2 * right / max(1, int((gold == label).sum() + (found == label).sum())))
    return 100 * float(np.mean(scores))
