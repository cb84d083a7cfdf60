"""The encoder in plain PyTorch (BERT's layout, as MiniLM has it), and its export as an int8 ONNX file.

Query, key and value are one product (their input is quantised once), each word embedding has its own scale, and the
weights use seven bits only ("reduced range"), so that processors with and without VNNI give the same labels.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

_OPSET = 20  # first opset with Gelu
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


# ONNX export of the trained model in int8; the graph is built by hand to hold only what it needs.


class Graph:
    """Collects nodes and constants of an ONNX graph; `add` returns the names of a node's outputs."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic] | Sequence[int]) -> str:
        """Add a constant and return its name."""
        array = np.array(values, dtype=np.int64) if isinstance(values, (list, tuple)) else np.ascontiguousarray(values)
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, outputs: int = 1, **attributes: object) -> list[str]:
        """Add a node and return the names of its outputs."""
        names = [name] if outputs == 1 else [f"{name}_{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{name}_{kind}", **attributes))
        return names

    def linear(self, states: str, weight: Array, bias: Array, name: str) -> str:
        """Add a linear layer and return the name of its output."""
        (product,) = self.add("MatMul", [states, self.constant(f"{name}_weight", weight)], f"{name}_product")
        return self.add("Add", [product, self.constant(f"{name}_bias", bias)], name)[0]

    def normalise(self, states: str, weight: Array, bias: Array, epsilon: float, name: str) -> str:
        """Add a layer normalisation and return the name of its output."""
        parts = [states, self.constant(f"{name}_weight", weight), self.constant(f"{name}_bias", bias)]
        return self.add("LayerNormalization", parts, name, axis=-1, epsilon=epsilon)[0]


def write_model(model: Classifier, path: Path, *, max_tokens: int, is_quantised: bool = True) -> None:
    """Write the classifier with inputs ids, mask and places and output logits, quantised by default."""
    graph = build_graph(model, max_tokens, is_quantised)
    sizes = {"ids": ["batch", "length"], "mask": ["batch", "length"], "places": ["batch", "marks"]}
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, size) for name, size in sizes.items()]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "marks", 3])]
    built = helper.make_model(
        helper.make_graph(graph.nodes, "sentiment", inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=9,
        producer_name="dateline",
    )
    onnx.checker.check_model(built)
    if not is_quantised:
        onnx.save(built, path)
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(built, whole)
        quantize_dynamic(
            whole, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8, nodes_to_exclude=["logits_product_MatMul"],
        )  # fmt: skip


def build_graph(model: Classifier, max_tokens: int, is_quantised: bool) -> Graph:
    """Build the whole network: embeddings, layers, and the head at the queried positions."""
    graph, shape = Graph(), model.shape
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    words = _embed_words(graph, weights["words.weight"], is_quantised)
    axis = graph.constant("axis_of_length", np.array(1, dtype=np.int64))
    (steps,) = graph.add("CumSum", ["mask", axis], "counted")
    (steps,) = graph.add("Sub", [steps, graph.constant("one", [1])], "steps")
    (places,) = graph.add(
        "Gather", [graph.constant("places_table", weights["places.weight"][:max_tokens]), steps], "at"
    )
    (states,) = graph.add("Add", [words, places], "embedded")
    states = graph.normalise(states, weights["norm.weight"], weights["norm.bias"], shape.epsilon, "embedded_norm")
    (present,) = graph.add("Cast", ["mask"], "present", to=TensorProto.FLOAT)
    (absent,) = graph.add("Sub", [graph.constant("float_one", np.array([1.0], dtype=np.float32)), present], "absent")
    (absent,) = graph.add("Mul", [absent, graph.constant("far", np.array([-1e4], dtype=np.float32))], "absent_far")
    (bias,) = graph.add("Unsqueeze", [absent, graph.constant("axes_12", [1, 2])], "bias")
    graph.constant("split_heads", [0, 0, shape.heads, shape.width // shape.heads])
    graph.constant("join_heads", [0, 0, shape.width])
    own = [
        {name.split(".", 2)[2]: value for name, value in weights.items() if name.startswith(f"layers.{number}.")}
        for number in range(shape.layers)
    ]
    for number in range(shape.layers - 1):
        states = _add_layer(graph, states, bias, own[number], shape, f"layer{number}")
    (index,) = graph.add("Unsqueeze", ["places", graph.constant("axis_2", [2])], "index")
    (asking,) = graph.add("GatherND", [states, index], "asking", batch_dims=1)
    asking = _add_layer(graph, states, bias, own[-1], shape, f"layer{shape.layers - 1}", asking)
    graph.linear(asking, weights["head.weight"].T.copy(), weights["head.bias"], "logits")
    return graph


def _embed_words(graph: Graph, table: Array, is_quantised: bool) -> str:
    if not is_quantised:
        return graph.add("Gather", [graph.constant("words_table", table), "ids"], "words")[0]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
    whole = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    (small,) = graph.add("Gather", [graph.constant("words_table", whole), "ids"], "words_int8")
    (cast,) = graph.add("Cast", [small], "words_cast", to=TensorProto.FLOAT)
    (scales,) = graph.add("Gather", [graph.constant("words_scale", scale.astype(np.float32)), "ids"], "words_scales")
    return graph.add("Mul", [cast, scales], "words")[0]


def _add_layer(
    graph: Graph, states: str, bias: str, own: dict[str, Array], shape: Shape, name: str, asking: str = ""
) -> str:
    """New states of all positions, or only of those whose states are `asking`."""
    shrink = np.float32(1 / np.sqrt(shape.width // shape.heads))  # folded into the query's weights to save a node
    parts = {part: (own[f"{part}.weight"].T, own[f"{part}.bias"]) for part in ("query", "key", "value")}
    parts["query"] = (parts["query"][0] * shrink, parts["query"][1] * shrink)
    three: list[str] = []
    for taken, taking in ((asking, ["query"]), (states, ["key", "value"])) if asking else ((states, list(parts)),):
        weight = np.concatenate([parts[part][0] for part in taking], axis=1)
        product = graph.linear(
            taken, weight, np.concatenate([parts[part][1] for part in taking]), f"{name}_{taking[0]}"
        )
        split = {"axis": -1, "num_outputs": len(taking)}
        three += (
            [product] if len(taking) == 1 else graph.add("Split", [product], f"{product}_part", len(taking), **split)
        )
    turned = []
    for part, order in zip(three, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True):
        (split_part,) = graph.add("Reshape", [part, "split_heads"], f"{part}_heads")
        turned += graph.add("Transpose", [split_part], f"{part}_turned", perm=order)
    (scores,) = graph.add("MatMul", turned[:2], f"{name}_scores")
    (scores,) = graph.add("Add", [scores, bias], f"{name}_masked")
    (shares,) = graph.add("Softmax", [scores], f"{name}_shares", axis=-1)
    (mixed,) = graph.add("MatMul", [shares, turned[2]], f"{name}_mixed")
    (mixed,) = graph.add("Transpose", [mixed], f"{name}_back", perm=[0, 2, 1, 3])
    (mixed,) = graph.add("Reshape", [mixed, "join_heads"], f"{name}_joined")
    mixed = graph.linear(mixed, own["output.weight"].T, own["output.bias"], f"{name}_output")
    (total,) = graph.add("Add", [asking or states, mixed], f"{name}_attended")
    norm = (own["attention_norm.weight"], own["attention_norm.bias"])
    after = graph.normalise(total, *norm, shape.epsilon, f"{name}_attention_norm")
    wide = graph.linear(after, own["wide.weight"].T, own["wide.bias"], f"{name}_wide")
    (wide,) = graph.add("Gelu", [wide], f"{name}_gelu")
    narrow = graph.linear(wide, own["narrow.weight"].T, own["narrow.bias"], f"{name}_narrow")
    (total,) = graph.add("Add", [after, narrow], f"{name}_fed")
    return graph.normalise(total, own["norm.weight"], own["norm.bias"], shape.epsilon, f"{name}_norm")
