"""Export of an encoder as an int8 ONNX file; the graph is built by hand to hold only what it needs.

Query, key and value are one product (their input is quantised once), each word embedding has its own scale, and the
weights use seven bits only ("reduced range"), so that processors with and without VNNI give the same results.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from components.training.sentiment_encoder import Shape

_OPSET = 20  # first opset with Gelu
Array = NDArray[np.float32]
Weights = Mapping[str, Array]


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


def save_graph(
    graph: Graph,
    name: str,
    sizes: Mapping[str, Sequence[str]],
    output: tuple[str, Sequence[str | int]],
    path: Path,
    *,
    is_quantised: bool = True,
    exclude: Sequence[str] = (),
) -> None:
    """Write a graph whose inputs are whole numbers of these sizes, quantised by default but for nodes to exclude."""
    inputs = [helper.make_tensor_value_info(one, TensorProto.INT64, size) for one, size in sizes.items()]
    outputs = [helper.make_tensor_value_info(output[0], TensorProto.FLOAT, output[1])]
    built = helper.make_model(
        helper.make_graph(graph.nodes, name, inputs, outputs, graph.constants),
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
            weight_type=QuantType.QInt8, nodes_to_exclude=list(exclude),
        )  # fmt: skip


def add_embeddings(
    graph: Graph, weights: Weights, shape: Shape, max_tokens: int, *, is_quantised: bool
) -> tuple[str, str]:
    """Add embeddings of the inputs ids and mask; gives the names of the states and of the bias that hides padding."""
    words = embed_words(graph, weights["words.weight"], is_quantised)
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
    return states, bias


def split_layers(weights: Weights, shape: Shape) -> list[dict[str, Array]]:
    """The weights of each layer, without its number."""
    return [
        {name.split(".", 2)[2]: value for name, value in weights.items() if name.startswith(f"layers.{number}.")}
        for number in range(shape.layers)
    ]


def embed_words(graph: Graph, table: Array, is_quantised: bool) -> str:
    """Add the embeddings of word pieces, in int8 with a scale each, and return their name."""
    if not is_quantised:
        return graph.add("Gather", [graph.constant("words_table", table), "ids"], "words")[0]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
    whole = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    (small,) = graph.add("Gather", [graph.constant("words_table", whole), "ids"], "words_int8")
    (cast,) = graph.add("Cast", [small], "words_cast", to=TensorProto.FLOAT)
    (scales,) = graph.add("Gather", [graph.constant("words_scale", scale.astype(np.float32)), "ids"], "words_scales")
    return graph.add("Mul", [cast, scales], "words")[0]


def add_layer(graph: Graph, states: str, bias: str, own: Weights, shape: Shape, name: str, asking: str = "") -> str:
    """Add a layer: new states of all positions, or only of those whose states are `asking`."""
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
