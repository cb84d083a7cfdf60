"""Counts of entities and their co-occurrence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components.library.columns import NO_DAY, NOBODY, first_and_last
from components.library.counts.sentiment import average
from components.library.views import Frames, View

N_SPARKS = 24  # points of a sparkline, for any time span


def count_entities(view: View, types: Sequence[str] | None = None) -> pd.DataFrame:
    """Every entity mentioned in the view, most mentions first.

    `n_quotes` are quotes it spoke; `sparkline` its mentions in 24 equal slices of the view's time span; `sentiment` the
    mean of its `n_sentiment` certain judgements, NaN if there are none.
    """
    frames = view.frames
    size = frames.n_entity_slots
    n_mentions = np.bincount(view.mentions["entity"].to_numpy(), minlength=size)
    shown = n_mentions > 0
    if types is not None:
        shown &= np.isin(frames.entity_types, list(types))
    numbers = np.flatnonzero(shown)
    numbers = numbers[np.lexsort((frames.entity_names[numbers], -n_mentions[numbers]))]
    entities, articles = view.naming
    first, last = first_and_last(entities, frames.day[articles], size)
    speakers = view.quotes["speaker"].to_numpy()
    sentiment = average(view.sentiments["entity"].to_numpy(), view.sentiments, size)
    described = frames.entities.loc[numbers]
    return pd.DataFrame(
        {
            "entity_id": described["entity_id"].to_numpy(),
            "name": described["name"].to_numpy(),
            "type": described["type"].to_numpy(),
            "description": described["description"].to_numpy(),
            "n_mentions": n_mentions[numbers],
            "n_articles": np.bincount(entities, minlength=size)[numbers],
            "n_quotes": np.bincount(speakers[speakers != NOBODY], minlength=size)[numbers],
            "first_date": [first[number] for number in numbers.tolist()],
            "last_date": [last[number] for number in numbers.tolist()],
            "sparkline": _sparklines(view, numbers),
            "sentiment": sentiment.mean[numbers],
            "n_sentiment": sentiment.n[numbers],
        }
    )


def count_entities_named_with(view: View, entity_id: str) -> pd.DataFrame:
    """Entities that co-occur with one in articles, most shared articles first."""
    frames = view.frames
    number = frames.entity_numbers.get(entity_id, NOBODY)
    entities, articles = view.naming
    shared = np.zeros(frames.n_article_slots, dtype=bool)
    shared[articles[entities == number]] = True
    counts = np.bincount(entities[shared[articles]], minlength=frames.n_entity_slots)
    if number != NOBODY:
        counts[number] = 0
    return _list_entities(frames, counts, "n_articles")


def count_compatriots(view: View, entity_id: str) -> pd.DataFrame:
    """The people of a country, or the country of a people: its other names, most mentions first.

    Uses the original names, so that a renamed or merged entity keeps its country.
    """
    frames = view.frames
    number = frames.entity_numbers.get(entity_id, NOBODY)
    own = frames.countries.get(number, frozenset())
    tied = [other for other, codes in frames.countries.items() if codes & own and other != number]
    n_mentions = np.bincount(view.mentions["entity"].to_numpy(), minlength=frames.n_entity_slots)
    counts = np.zeros_like(n_mentions)
    counts[tied] = n_mentions[tied]
    return _list_entities(frames, counts, "n_mentions")


def _list_entities(frames: Frames, counts: np.ndarray, column: str) -> pd.DataFrame:
    """The entities with a count, highest first; `counts` is indexed by entity number."""
    numbers = np.flatnonzero(counts)
    numbers = numbers[np.lexsort((frames.entity_names[numbers], -counts[numbers]))]
    return pd.DataFrame(
        {
            "entity_id": frames.entity_ids[numbers],
            "name": frames.entity_names[numbers],
            "type": frames.entity_types[numbers],
            column: counts[numbers],
        }
    )


def count_cooccurrence(view: View, entity_ids: Sequence[str]) -> pd.DataFrame:
    """The number of articles that mention both of two entities, each pair once."""
    frames = view.frames
    numbers = frames.numbers_of(list(entity_ids))
    entities, articles = view.naming
    named = np.zeros((len(numbers), frames.n_article_slots), dtype=np.float32)
    for row, number in enumerate(numbers):
        named[row, articles[entities == number]] = 1
    shared = np.rint(named @ named.T).astype(np.int64)
    first, second = np.triu_indices(len(numbers), k=1)
    kept = shared[first, second] > 0
    a, b = np.asarray(numbers, dtype=np.int64)[first[kept]], np.asarray(numbers, dtype=np.int64)[second[kept]]
    table = pd.DataFrame(
        {
            "a_id": frames.entity_ids[a],
            "a_name": frames.entity_names[a],
            "b_id": frames.entity_ids[b],
            "b_name": frames.entity_names[b],
            "n_articles": shared[first[kept], second[kept]],
        }
    )
    return table.sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


def _sparklines(view: View, numbers: np.ndarray) -> list[list[int]]:
    if view.span is None:
        return [[] for _ in numbers]
    days = view.frames.day[view.mentions["article"].to_numpy()].astype(np.int64)
    dated = days != NO_DAY
    length = view.span[1] - view.span[0] + 1
    slices = (days[dated] - view.span[0]) * N_SPARKS // length
    entities = view.mentions["entity"].to_numpy()[dated].astype(np.int64)
    size = view.frames.n_entity_slots
    table = np.bincount(entities * N_SPARKS + slices, minlength=size * N_SPARKS).reshape(size, N_SPARKS)
    rows: list[list[int]] = table[numbers].tolist()
    return rows
