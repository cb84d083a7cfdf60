"""The trained student as an int8 ONNX file: the graph is built by hand, so that it holds only what it needs.

Query, key and value are one product (their input is quantised once), each word's embedding has a scale of its own,
and the weights use seven bits only ("reduced range"), so that processors with and without VNNI give the same labels.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from components.analysis.sentiment.encoding import encode_marked, iterate_batches
from components.analysis.training.sentiment_encoder import Classifier

_OPSET = 20  # the first with Gelu
Array = NDArray[np.float32]


class Graph:
    """Nodes and constants as they are added; `add` gives the name of what a node puts out."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic] | Sequence[int]) -> str:
        array = np.array(values, dtype=np.int64) if isinstance(values, (list, tuple)) else np.ascontiguousarray(values)
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, outputs: int = 1, **attributes: object) -> list[str]:
        names = [name] if outputs == 1 else [f"{name}_{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{name}_{kind}", **attributes))
        return names

    def linear(self, states: str, weight: Array, bias: Array, name: str) -> str:
        (product,) = self.add("MatMul", [states, self.constant(f"{name}_weight", weight)], f"{name}_product")
        return self.add("Add", [product, self.constant(f"{name}_bias", bias)], name)[0]

    def normalise(self, states: str, weight: Array, bias: Array, epsilon: float, name: str) -> str:
        parts = [states, self.constant(f"{name}_weight", weight), self.constant(f"{name}_bias", bias)]
        return self.add("LayerNormalization", parts, name, axis=-1, epsilon=epsilon)[0]


def write_model(model: Classifier, path: Path, *, max_tokens: int, is_quantised: bool = True) -> None:
    """The classifier with inputs ids, mask and target and the output logits, in int8 unless told otherwise."""
    graph = build_graph(model, max_tokens, is_quantised)
    sizes = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, sizes) for name in ("ids", "mask", "target")]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 3])]
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


def run_model(path: Path, tokenizer: Tokenizer, texts: Sequence[str]) -> Array:
    """The logits of a written model for marked sentences, in batches as the app makes them."""
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    encoded = encode_marked(tokenizer, texts)
    logits = np.zeros((len(texts), 3), dtype=np.float32)
    for chosen, ids, mask, target in iterate_batches(encoded, 32):
        logits[chosen] = session.run(["logits"], {"ids": ids, "mask": mask, "target": target})[0]
    return logits


def build_graph(model: Classifier, max_tokens: int, is_quantised: bool) -> Graph:
    """The whole network: embeddings, layers, the two means, the head."""
    graph, encoder = Graph(), model.encoder
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in encoder.state_dict().items()}
    words = _embed_words(graph, weights["words.weight"], is_quantised)
    axis = graph.constant("axis_of_length", np.array(1, dtype=np.int64))
    (steps,) = graph.add("CumSum", ["mask", axis], "counted")
    (steps,) = graph.add("Sub", [steps, graph.constant("one", [1])], "steps")
    places = graph.constant("places_table", weights["places.weight"][:max_tokens] + weights["kind"])
    (places,) = graph.add("Gather", [places, steps], "places")
    (states,) = graph.add("Add", [words, places], "embedded")
    epsilon = encoder.shape.epsilon
    states = graph.normalise(states, weights["norm.weight"], weights["norm.bias"], epsilon, "embedded_norm")
    (present,) = graph.add("Cast", ["mask"], "present", to=TensorProto.FLOAT)
    (aimed,) = graph.add("Cast", ["target"], "aimed", to=TensorProto.FLOAT)
    (absent,) = graph.add("Sub", [graph.constant("float_one", np.array([1.0], dtype=np.float32)), present], "absent")
    (absent,) = graph.add("Mul", [absent, graph.constant("far", np.array([-1e4], dtype=np.float32))], "absent_far")
    (bias,) = graph.add("Unsqueeze", [absent, graph.constant("axes_12", [1, 2])], "bias")
    heads, width = encoder.shape.heads, encoder.shape.width
    graph.constant("split_heads", [0, 0, heads, width // heads])
    graph.constant("join_heads", [0, 0, width])
    for number in range(encoder.shape.layers):
        own = {name.split(".", 2)[2]: v for name, v in weights.items() if name.startswith(f"layers.{number}.")}
        states = _add_layer(graph, states, bias, own, (heads, width // heads), epsilon, f"layer{number}")
    graph.constant("axis_1", [1])
    graph.constant("axis_2", [2])
    graph.constant("least", np.array([1.0], dtype=np.float32))
    means = [_mean(graph, states, weight, name) for weight, name in ((present, "all"), (aimed, "aim"))]
    (both,) = graph.add("Concat", means, "both", axis=1)
    head = model.head
    graph.linear(both, head.weight.detach().numpy().T.copy(), head.bias.detach().numpy(), "logits")
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
    graph: Graph, states: str, bias: str, own: dict[str, Array], heads: tuple[int, int], epsilon: float, name: str
) -> str:
    shrink = np.float32(1 / np.sqrt(heads[1]))  # into the query's weights, so that no node is needed for it
    parts = [("query", shrink), ("key", np.float32(1)), ("value", np.float32(1))]
    weight = np.concatenate([own[f"{part}.weight"].T * times for part, times in parts], axis=1)
    offset = np.concatenate([own[f"{part}.bias"] * times for part, times in parts])
    three = graph.add(
        "Split", [graph.linear(states, weight, offset, f"{name}_qkv")], f"{name}_part", 3, axis=-1, num_outputs=3
    )
    turned = []
    for part, order in zip(three, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True):
        (split,) = graph.add("Reshape", [part, "split_heads"], f"{part}_heads")
        turned += graph.add("Transpose", [split], f"{part}_turned", perm=order)
    (scores,) = graph.add("MatMul", turned[:2], f"{name}_scores")
    (scores,) = graph.add("Add", [scores, bias], f"{name}_masked")
    (shares,) = graph.add("Softmax", [scores], f"{name}_shares", axis=-1)
    (mixed,) = graph.add("MatMul", [shares, turned[2]], f"{name}_mixed")
    (mixed,) = graph.add("Transpose", [mixed], f"{name}_back", perm=[0, 2, 1, 3])
    (mixed,) = graph.add("Reshape", [mixed, "join_heads"], f"{name}_joined")
    mixed = graph.linear(mixed, own["output.weight"].T, own["output.bias"], f"{name}_output")
    (total,) = graph.add("Add", [states, mixed], f"{name}_attended")
    norm = (own["attention_norm.weight"], own["attention_norm.bias"])
    states = graph.normalise(total, *norm, epsilon, f"{name}_attention_norm")
    wide = graph.linear(states, own["wide.weight"].T, own["wide.bias"], f"{name}_wide")
    (wide,) = graph.add("Gelu", [wide], f"{name}_gelu")
    narrow = graph.linear(wide, own["narrow.weight"].T, own["narrow.bias"], f"{name}_narrow")
    (total,) = graph.add("Add", [states, narrow], f"{name}_fed")
    return graph.normalise(total, own["norm.weight"], own["norm.bias"], epsilon, f"{name}_norm")


def _mean(graph: Graph, states: str, weight: str, name: str) -> str:
    (column,) = graph.add("Unsqueeze", [weight, "axis_2"], f"{name}_column")
    (weighed,) = graph.add("Mul", [states, column], f"{name}_weighed")
    (total,) = graph.add("ReduceSum", [weighed, "axis_1"], f"{name}_total", keepdims=0)
    (number,) = graph.add("ReduceSum", [weight, "axis_1"], f"{name}_number", keepdims=1)
    (number,) = graph.add("Max", [number, "least"], f"{name}_at_least")
    return graph.add("Div", [total, number], f"{name}_mean")[0]
