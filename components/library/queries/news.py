"""What is new in a view since a time: articles that were added, names that appeared or are named far more often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.queries import View
from components.library.queries.added import find_added

TIMES = 2  # as many mentions as before
FEWEST = 5  # new mentions of a name that is said to have grown


@dataclass(frozen=True)
class News:
    """New articles, and names with their mentions in them (`n_new`) and before (`n_before`), most new ones first."""

    n_articles: int
    appeared: pd.DataFrame  # `entity_id, name, type, n_new`: in no older article
    grown: pd.DataFrame  # and `n_before`: at least twice as many new mentions as old ones, and five


def find_news(view: View, since: str) -> News:
    """What was added to a view after a time (UTC, ISO)."""
    frames = view.frames
    added = find_added(frames, since)
    entities, articles = view.mentions["entity"].to_numpy(), view.mentions["article"].to_numpy()
    is_new = added[articles]
    n_new = np.bincount(entities[is_new], minlength=frames.n_entity_slots)
    n_before = np.bincount(entities[~is_new], minlength=frames.n_entity_slots)
    first = np.argsort(-n_new, kind="stable")
    table = pd.DataFrame(
        {
            "entity_id": frames.entity_ids[first], "name": frames.entity_names[first],
            "type": frames.entity_types[first], "n_new": n_new[first], "n_before": n_before[first],
        }
    )  # fmt: skip
    table = table[table["n_new"] > 0]
    grown = (table["n_before"] > 0) & (table["n_new"] >= TIMES * table["n_before"]) & (table["n_new"] >= FEWEST)
    return News(
        n_articles=int((added & view.has_article).sum()),
        appeared=table[table["n_before"] == 0].drop(columns="n_before").reset_index(drop=True),
        grown=table[grown].reset_index(drop=True),
    )
