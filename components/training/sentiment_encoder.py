"""The encoder in plain PyTorch: BERT's layout, as MiniLM has it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """Hyperparameters of the encoder; the defaults are MiniLM's."""

    width: int = 384
    layers: int = 6
    heads: int = 12
    vocabulary: int = 30522
    positions: int = 64
    epsilon: float = 1e-12


class RoundLikeInt8(torch.autograd.Function):  # type: ignore[misc]
    """Fake quantisation: rounds activations to 256 steps between minimum and maximum, as the int8 model does.

    Gradients pass straight through. A model trained with this rounding loses less accuracy by quantisation (Jacob et
    al., 2018, section 3).
    """

    @staticmethod
    def forward(_: object, states: Tensor) -> Tensor:
        """Round the activations."""
        wide = states.detach().float()
        least, greatest = wide.min().clamp(max=0.0), wide.max().clamp(min=0.0)
        step = ((greatest - least) / 255).clamp(min=1e-9)
        zero = torch.round(-least / step)
        return (wide.div(step).add_(zero).round_().clamp_(0, 255).sub_(zero).mul_(step)).to(states.dtype)

    @staticmethod
    def backward(_: object, gradient: Tensor) -> Tensor:
        """Pass the gradient through unchanged."""
        return gradient


class Layer(nn.Module):  # type: ignore[misc]
    """A transformer layer: attention and feed-forward, each with residual connection and post-normalisation."""

    rounds = False  # fake quantisation of the inputs of matrix products

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = dropout
        self.query, self.key, self.value, self.output = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.wide = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, states: Tensor, bias: Tensor, asking: Tensor | None = None) -> Tensor:
        """New states of all positions, or only of those whose states are given as `asking`."""
        asking = states if asking is None else asking
        batch, _, width = states.shape
        split = (batch, -1, self.heads, width // self.heads)
        taken = self._round(states)
        query = self.query(taken if asking is states else self._round(asking)).view(split).transpose(1, 2)
        key, value = (part(taken).view(split).transpose(1, 2) for part in (self.key, self.value))
        # Written out, because the backward pass of fused attention takes a quarter of a step on CPUs at these lengths.
        scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads) + bias
        mixed = torch.softmax(scores, dim=-1).to(value.dtype) @ value
        mixed = self.output(self._round(mixed.transpose(1, 2).reshape(batch, -1, width)))
        asking = self.attention_norm(asking + functional.dropout(mixed, self.dropout, self.training))
        wide = self.narrow(self._round(functional.gelu(self.wide(self._round(asking)))))
        return self.norm(asking + functional.dropout(wide, self.dropout, self.training))

    def _round(self, states: Tensor) -> Tensor:
        return RoundLikeInt8.apply(states) if self.rounds else states


class Classifier(nn.Module):  # type: ignore[misc]
    """Encoder with a linear head: logits of three labels at each queried position.

    The last layer is computed at those positions only.
    """

    def __init__(self, shape: Shape | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape = shape or Shape()
        self.dropout = dropout
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, 3)

    def forward(self, ids: Tensor, mask: Tensor, places: Tensor) -> Tensor:
        """Logits [windows, marks, 3] of ids and mask [windows, length] at places [windows, marks]."""
        states = self.words(ids) + self.places(torch.arange(ids.shape[1]))
        states = functional.dropout(self.norm(states), self.dropout, self.training)
        bias = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
        for layer in self.layers[:-1]:
            states = layer(states, bias)
        asking = states.gather(1, places[:, :, None].expand(-1, -1, states.shape[2]))
        return self.head(functional.dropout(self.layers[-1](states, bias, asking), self.dropout, self.training))


def load_earlier(path: Path, marks: list[int], name_mark: int) -> Classifier:
    """Initialise a classifier from the earlier int8 model, which encoded a sentence once per target.

    Its token for a hidden name initialises every mark; of its head, only the part for the target is kept.
    """
    found = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    model = Classifier()
    shape = model.shape
    model.words.weight.data = torch.from_numpy(found["words_table"].astype(np.float32) * found["words_scale"])
    with torch.no_grad():
        model.words.weight[marks] = model.words.weight[name_mark].clone()
    model.places.weight.data = torch.from_numpy(found["places_table"].copy())
    _fill(model.norm, found["embedded_norm_weight"], found["embedded_norm_bias"])
    for number, layer in enumerate(model.layers):
        name, width = f"layer{number}", shape.width
        weight, bias = read_linear(found, f"{name}_qkv"), found[f"{name}_qkv_bias"]
        for part, at in ((layer.query, 0), (layer.key, width), (layer.value, 2 * width)):
            times = math.sqrt(width // shape.heads) if at == 0 else 1.0
            _fill(part, weight[:, at : at + width].T * times, bias[at : at + width] * times)
        for part, ending in ((layer.output, "output"), (layer.wide, "wide"), (layer.narrow, "narrow")):
            _fill(part, read_linear(found, f"{name}_{ending}").T, found[f"{name}_{ending}_bias"])
        for part, ending in ((layer.attention_norm, "attention_norm"), (layer.norm, "norm")):
            _fill(part, found[f"{name}_{ending}_weight"], found[f"{name}_{ending}_bias"])
    head = found["logits_weight"].T
    _fill(model.head, head[:, shape.width :] + 0.5 * head[:, : shape.width], found["logits_bias"])
    return model


def read_linear(found: dict[str, np.ndarray], name: str) -> np.ndarray:
    """Dequantise the weights of a matrix product from int8 with per-column scales."""
    whole = found[f"{name}_weight_quantized"].astype(np.float32) - found[f"{name}_weight_zero_point"]
    weights: np.ndarray = whole * found[f"{name}_weight_scale"]
    return weights


def _fill(part: nn.Module, weight: np.ndarray, bias: np.ndarray) -> None:
    part.weight.data = torch.from_numpy(np.array(weight, dtype=np.float32, order="C"))
    part.bias.data = torch.from_numpy(np.array(bias, dtype=np.float32, order="C"))
