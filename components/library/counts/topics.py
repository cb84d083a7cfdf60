"""What the articles are about, and where."""

from __future__ import annotations

import numpy as np
import pandas as pd

from components.library.views import View


def count_topics(view: View) -> pd.DataFrame:
    """Articles of each topic, most first; an article may have several topics."""
    topics = view.topics
    size = int(topics.index.max()) + 1 if len(topics) else 0
    counts = np.bincount(view.article_topics["topic"].to_numpy(), minlength=size)
    table = topics[["topic_id", "label", "keywords"]].assign(n_articles=counts[topics.index.to_numpy()])
    return table.sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


def count_places(view: View) -> pd.DataFrame:
    """The mentioned places that are known countries or cities, most mentions first, with coordinates."""
    from components.analysis.places import locate_place  # its tables are read only where a map is asked for

    frames = view.frames
    n_mentions = np.bincount(view.mentions["entity"].to_numpy(), minlength=frames.n_entity_slots)
    n_articles = np.bincount(view.naming[0], minlength=frames.n_entity_slots)
    numbers = np.flatnonzero((n_mentions > 0) & (frames.entity_types == "place"))
    rows = []
    for number in numbers[np.argsort(-n_mentions[numbers], kind="stable")].tolist():
        # One that was renamed still lies where the machine's name for it says.
        names = (frames.entity_names[number], *frames.entities.at[number, "machine_names"])
        place = next(filter(None, map(locate_place, names)), None)
        if place is not None:
            rows.append(
                {
                    "entity_id": frames.entity_ids[number],
                    "name": frames.entity_names[number],
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                    "kind": place.kind,
                    "n_mentions": int(n_mentions[number]),
                    "n_articles": int(n_articles[number]),
                }
            )
    return pd.DataFrame(
        rows, columns=["entity_id", "name", "latitude", "longitude", "kind", "n_mentions", "n_articles"]
    )
