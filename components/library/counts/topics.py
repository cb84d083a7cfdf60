"""Counts of topics and places."""

from __future__ import annotations

import numpy as np
import pandas as pd

from components.library.views import View


def count_topics(view: View) -> pd.DataFrame:
    """Articles per topic, most first; an article may have several topics."""
    topics = view.topics
    size = int(topics.index.max()) + 1 if len(topics) else 0
    counts = np.bincount(view.article_topics["topic"].to_numpy(), minlength=size)
    table = topics[["topic_id", "label", "keywords"]].assign(n_articles=counts[topics.index.to_numpy()])
    return table.sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


def count_places(view: View) -> pd.DataFrame:
    """Mentioned places with known coordinates, most mentions first.

    Coordinates are resolved on the whole library, so that a filter does not change them.
    """
    frames = view.frames
    n_mentions = np.bincount(view.mentions["entity"].to_numpy(), minlength=frames.n_entity_slots)
    n_articles = np.bincount(view.naming[0], minlength=frames.n_entity_slots)
    located = [number for number in frames.places if n_mentions[number]]
    rows = [
        {
            "entity_id": frames.entity_ids[number],
            "name": frames.entity_names[number],
            "latitude": frames.places[number].latitude,
            "longitude": frames.places[number].longitude,
            "kind": frames.places[number].kind,
            "n_mentions": int(n_mentions[number]),
            "n_articles": int(n_articles[number]),
        }
        for number in sorted(located, key=lambda number: (-n_mentions[number], number))
    ]
    return pd.DataFrame(
        rows, columns=["entity_id", "name", "latitude", "longitude", "kind", "n_mentions", "n_articles"]
    )
