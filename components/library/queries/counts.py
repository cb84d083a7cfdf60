"""Who is mentioned, what articles are about, and how much there is in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.queries import View
from components.library.queries.frames import Frames
from components.library.queries.sentiment import average
from components.library.store.records import NO_DAY, NOBODY, date_of, distinct, first_and_last

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
    speakers = view.counted_quotes["speaker"].to_numpy()
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
    return list_entities(frames, counts, "n_articles")


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
    return list_entities(frames, counts, "n_mentions")


def list_entities(frames: Frames, counts: np.ndarray, column: str, **others: np.ndarray) -> pd.DataFrame:
    """The entities with a count, highest first, and `others` that belong to them; all indexed by entity number."""
    numbers = np.flatnonzero(counts)
    numbers = numbers[np.lexsort((frames.entity_names[numbers], -counts[numbers]))]
    columns = {column: counts, **others}
    return pd.DataFrame(
        {
            "entity_id": frames.entity_ids[numbers],
            "name": frames.entity_names[numbers],
            "type": frames.entity_types[numbers],
            **{name: values[numbers] for name, values in columns.items()},
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


# Counts of topics and places.


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


# Totals of a view, and articles by source.


@dataclass(frozen=True)
class Totals:
    """Totals of a view; `first` and `last` are ISO dates, empty if nothing is dated."""

    n_articles: int
    n_sources: int  # without unknown ones
    first: str
    last: str
    n_undated: int
    n_copies: int
    n_mentions: int
    n_entities: int
    n_people: int
    n_quotes: int  # those that count, as everywhere
    n_speakers: int
    n_attributed: int  # of these quotes, those whose speaker is known
    n_unread: int  # unanalysed articles of the same dates and sources
    n_skipped: int  # in the whole library


def count_totals(view: View) -> Totals:
    """Count the totals of a view."""
    entities = distinct(view.mentions["entity"].to_numpy())
    speakers = distinct(view.counted_quotes["speaker"].to_numpy())
    return Totals(
        n_articles=len(view.articles),
        n_sources=int((_articles_by_source(view)[view.frames.articles["source"].cat.categories != ""] > 0).sum()),
        first=date_of(view.span[0]) if view.span else "",
        last=date_of(view.span[1]) if view.span else "",
        n_undated=int((view.articles["day"].to_numpy() == NO_DAY).sum()),
        n_copies=int((view.articles["duplicate_of"].to_numpy() != "").sum()),
        n_mentions=len(view.mentions),
        n_entities=len(entities),
        n_people=int((view.frames.entity_types[entities] == "person").sum()),
        n_quotes=len(view.counted_quotes),
        n_speakers=int((speakers != NOBODY).sum()),
        n_attributed=int((view.counted_quotes["speaker"].to_numpy() != NOBODY).sum()),
        n_unread=len(view.unread),
        n_skipped=view.frames.n_skipped,
    )


def count_sources(view: View, entity_id: str | None = None) -> pd.DataFrame:
    """Articles and mentions by source, most articles first; with an entity, only articles that mention it.

    The unknown source is the empty string.
    """
    sources = view.frames.articles["source"].cat.categories
    entities = view.mentions["entity"].to_numpy()
    articles = view.mentions["article"].to_numpy()
    counted = view.articles.index.to_numpy()
    if entity_id is not None:
        number = view.frames.entity_numbers.get(entity_id, NOBODY)
        articles = articles[entities == number]
        counted = distinct(articles)
    codes = view.frames.source[counted]
    n_articles = np.bincount(codes, minlength=len(sources))
    first, last = first_and_last(codes, view.frames.day[counted], len(sources))
    n_mentions = np.bincount(view.frames.source[articles], minlength=len(sources))
    table = pd.DataFrame(
        {
            "source": np.asarray(sources, dtype=object),
            "n_articles": n_articles,
            "first_date": first,
            "last_date": last,
            "n_mentions": n_mentions,
        }
    )
    return table[n_articles > 0].sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


def _articles_by_source(view: View) -> np.ndarray:
    codes = view.articles["source"].cat.codes.to_numpy()
    return np.bincount(codes, minlength=len(view.frames.articles["source"].cat.categories))
