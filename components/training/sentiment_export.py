"""Export of the trained sentiment model as an int8 ONNX file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from components.training.onnx_export import Graph, add_embeddings, add_layer, save_graph, split_layers
from components.training.sentiment_encoder import Classifier


def write_model(model: Classifier, path: Path, *, max_tokens: int, is_quantised: bool = True) -> None:
    """Write the classifier with inputs ids, mask and places and output logits, quantised by default."""
    sizes = {"ids": ["batch", "length"], "mask": ["batch", "length"], "places": ["batch", "marks"]}
    save_graph(
        build_graph(model, max_tokens, is_quantised), "sentiment", sizes, ("logits", ["batch", "marks", 3]), path,
        is_quantised=is_quantised, exclude=["logits_product_MatMul"],
    )  # fmt: skip


def build_graph(model: Classifier, max_tokens: int, is_quantised: bool) -> Graph:
    """Build the whole network: embeddings, layers, and the head at the queried positions."""
    graph, shape = Graph(), model.shape
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    states, bias = add_embeddings(graph, weights, shape, max_tokens, is_quantised=is_quantised)
    own = split_layers(weights, shape)
    for number in range(shape.layers - 1):
        states = add_layer(graph, states, bias, own[number], shape, f"layer{number}")
    (index,) = graph.add("Unsqueeze", ["places", graph.constant("axis_2", [2])], "index")
    (asking,) = graph.add("GatherND", [states, index], "asking", batch_dims=1)
    asking = add_layer(graph, states, bias, own[-1], shape, f"layer{shape.layers - 1}", asking)
    graph.linear(asking, weights["head.weight"].T.copy(), weights["head.bias"], "logits")
    return graph
