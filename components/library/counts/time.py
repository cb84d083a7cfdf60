"""Time series of mentions and topics; undated articles are left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components.library.columns import lookup
from components.library.periods import build_grid
from components.library.views import View


def count_mentions_by_period(view: View, entity_ids: Sequence[str], period: str) -> pd.DataFrame:
    """Mentions of each entity per period, as a complete grid.

    `n_articles` mention the entity; `n_all_articles` are all of the view in that period; `share` is their ratio (0 if
    there are none).
    """
    frames = view.frames
    numbers = frames.numbers_of(list(entity_ids))
    grid = build_grid(view, period)
    keys = np.asarray(numbers, dtype=np.int64)
    columns = lookup(keys, np.arange(len(keys), dtype=np.int64), frames.n_entity_slots, -1)
    n_mentions = _tally(
        columns[view.mentions["entity"].to_numpy()],
        grid.slots[view.mentions["article"].to_numpy()],
        (len(numbers), len(grid)),
    )
    entities, articles = view.naming
    n_articles = _tally(columns[entities], grid.slots[articles], (len(numbers), len(grid)))
    n_all = np.tile(_articles_by_period(view, grid.slots, len(grid)), len(numbers))
    return pd.DataFrame(
        {
            "entity_id": np.repeat(frames.entity_ids[numbers], len(grid)),
            "name": np.repeat(frames.entity_names[numbers], len(grid)),
            "start": grid.starts * len(numbers),
            "end": grid.ends * len(numbers),
            "n_mentions": n_mentions,
            "n_articles": n_articles,
            "n_all_articles": n_all,
            "share": n_articles / np.maximum(n_all, 1),
        }
    )


def count_topics_by_period(view: View, period: str) -> pd.DataFrame:
    """Articles of each topic per period, as a complete grid; `share` of all articles of the period."""
    topics = view.topics
    grid = build_grid(view, period)
    size = int(topics.index.max()) + 1 if len(topics) else 0
    columns = lookup(topics.index.to_numpy(), np.arange(len(topics), dtype=np.int64), size, -1)
    n_articles = _tally(
        columns[view.article_topics["topic"].to_numpy()],
        grid.slots[view.article_topics["article"].to_numpy()],
        (len(topics), len(grid)),
    )
    n_all = np.tile(_articles_by_period(view, grid.slots, len(grid)), len(topics))
    return pd.DataFrame(
        {
            "topic_id": np.repeat(topics["topic_id"].to_numpy(dtype=object), len(grid)),
            "label": np.repeat(topics["label"].to_numpy(dtype=object), len(grid)),
            "start": grid.starts * len(topics),
            "end": grid.ends * len(topics),
            "n_articles": n_articles,
            "n_all_articles": n_all,
            "share": n_articles / np.maximum(n_all, 1),
        }
    )


def find_peak(table: pd.DataFrame, column: str = "n_mentions", *, fewest_periods: int = 1) -> pd.Series | None:
    """The row with the highest value, the earliest if tied; None if all are zero."""
    if not len(table) or not table[column].max() > 0 or table["start"].nunique() < fewest_periods:
        return None
    return table.sort_values([column, "start"], ascending=[False, True], kind="stable").iloc[0]


def _tally(columns: np.ndarray, slots: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    rows = (columns >= 0) & (slots >= 0)
    return np.bincount(columns[rows] * shape[1] + slots[rows], minlength=shape[0] * shape[1])


def _articles_by_period(view: View, slots: np.ndarray, n_periods: int) -> np.ndarray:
    own = slots[view.articles.index.to_numpy()]
    return np.bincount(own[own >= 0], minlength=n_periods)
