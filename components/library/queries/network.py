"""With whom: the leading names as a network, its edges by a measure that corrects for how often each is named.

The strength of an edge is normalised pointwise mutual information (Bouma 2009, GSCL): how much more often two names
stand in one article than they would by chance, from -1 (never together) over 0 (by chance) to 1 (only together).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse.csgraph import shortest_path

from components.library.queries import View
from components.library.queries.counts import count_cooccurrence, list_entities

MOST_NAMES = 40
FEWEST = 2  # articles that name both
PER_NAME = 3  # strongest edges that each name keeps
TYPES = ("person", "organisation")


@dataclass(frozen=True)
class Network:
    """Names with their places, and edges between them.

    `names`: `entity_id, name, type, n_articles, x, y`, most articles first, places from 0 to 1. `edges`: `a_id, a_name,
    b_id, b_name, n_articles, strength`, strongest first.
    """

    names: pd.DataFrame
    edges: pd.DataFrame


def build_network(view: View, places: Mapping[str, tuple[float, float]]) -> Network:
    """The leading people and organisations of a view; `places` are those of the whole library, whatever the view.

    Names that have no place there stand on a ring around it.
    """
    names = _lead(view)
    edges = weigh_pairs(view, names)
    numbers = np.arange(len(names)) * 2.399963  # the golden angle, in radians: apart from each other
    ring = {
        one: (0.5 + 0.5 * np.cos(at), 0.5 + 0.5 * np.sin(at))
        for one, at in zip(names["entity_id"], numbers, strict=True)
    }
    where = [places.get(one, ring[one]) for one in names["entity_id"]]
    return Network(names.assign(x=[x for x, _ in where], y=[y for _, y in where]), edges)


def _lead(view: View) -> pd.DataFrame:
    """The leading people and organisations by articles; all types where there are few."""
    entities, _ = view.naming
    counted = list_entities(view.frames, np.bincount(entities, minlength=view.frames.n_entity_slots), "n_articles")
    leading = counted[counted["type"].isin(TYPES)]
    return (leading if len(leading) >= 3 else counted).head(MOST_NAMES).reset_index(drop=True)


def weigh_pairs(view: View, names: pd.DataFrame) -> pd.DataFrame:
    """The edges that are kept: of each name the strongest three, of pairs that are together more than by chance."""
    pairs = count_cooccurrence(view, names["entity_id"].tolist())
    pairs = pairs[pairs["n_articles"] >= FEWEST]
    n = dict(zip(names["entity_id"], names["n_articles"], strict=True))
    n_all = max(len(view.articles), 1)
    both = pairs["n_articles"].to_numpy(np.float64) / n_all
    alone = (
        np.array([n[a] * n[b] for a, b in zip(pairs["a_id"], pairs["b_id"], strict=True)], dtype=np.float64) / n_all**2
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        strength = np.where(both >= 1, 0.0, np.log(both / alone) / -np.log(both))
    pairs = pairs.assign(strength=np.clip(np.nan_to_num(strength), -1, 1))
    pairs = pairs[pairs["strength"] > 0].sort_values("strength", ascending=False, kind="stable")
    n_kept: dict[str, int] = {}
    kept = []
    for a, b in zip(pairs["a_id"], pairs["b_id"], strict=True):
        keep = min(n_kept.get(a, 0), n_kept.get(b, 0)) < PER_NAME
        kept.append(keep)
        if keep:
            n_kept[a], n_kept[b] = n_kept.get(a, 0) + 1, n_kept.get(b, 0) + 1
    return pairs[np.array(kept, dtype=bool)].reset_index(drop=True)


def place_names(view: View) -> dict[str, tuple[float, float]]:
    """The place of each leading name of a view, from 0 to 1: those that are strongly connected lie near each other.

    Distances along the edges are kept as well as the plane allows (Kamada and Kawai 1989), from names on a circle in
    the order of their articles, so that the same library always gives the same places.
    """
    names = _lead(view)
    if len(names) < 2:
        return dict.fromkeys(names["entity_id"], (0.5, 0.5))
    edges = weigh_pairs(view, names)
    row = {one: at for at, one in enumerate(names["entity_id"])}
    weights = np.full((len(names), len(names)), np.inf)
    for a, b, strength in zip(edges["a_id"], edges["b_id"], edges["strength"], strict=True):
        weights[row[a], row[b]] = weights[row[b], row[a]] = 1.2 - strength
    wanted = shortest_path(weights, directed=False)
    farthest = wanted[np.isfinite(wanted)].max() or 1.0
    wanted[~np.isfinite(wanted)] = farthest * 1.3
    first, second = np.triu_indices(len(names), k=1)
    distance = wanted[first, second]

    def stress(flat: np.ndarray) -> tuple[float, np.ndarray]:
        points = flat.reshape(-1, 2)
        apart = points[first] - points[second]
        length = np.sqrt((apart**2).sum(axis=1)) + 1e-9
        off = (length - distance) / distance**2
        pull = (2 * off / length)[:, None] * apart
        slope = np.zeros_like(points)
        np.add.at(slope, first, pull)
        np.add.at(slope, second, -pull)
        return float((off * (length - distance)).sum()), slope.ravel()

    angle = np.linspace(0, 2 * np.pi, len(names), endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1) * farthest / 2
    points = minimize(stress, circle.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x.reshape(-1, 2)
    points = (points - points.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1e-9)
    return {one: (float(x), float(y)) for one, (x, y) in zip(names["entity_id"], points, strict=True)}
