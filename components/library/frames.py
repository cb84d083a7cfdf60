"""Reads a library into `Frames`, with corrections applied."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from components.library.applying import apply_corrections
from components.library.columns import NO_DAY, NOBODY, build_codes, day_of, first_and_last, lookup
from components.library.repetition import leave_out_repeated
from components.library.store import reading
from components.library.tables import Tables, read_tables
from components.library.views import NAME, Frames, distinct_pairs


def read_frames(path: str | Path, revision: int = 0) -> Frames:
    """Read all tables as one snapshot; `revision` only serves as a cache key."""
    with reading(path) as con:
        con.execute("BEGIN")  # one snapshot of all tables while the worker writes
        tables = read_tables(con)
        leave_out_repeated(tables)
        applied = apply_corrections(con, tables)
    articles = _finish_articles(tables.articles)
    entities = _count_names(tables, articles)
    shown = set(entities.index.tolist())
    entity_numbers = {entity_id: number for entity_id, number in applied.entity_numbers.items() if number in shown}
    frames = Frames(
        path=str(path),
        revision=revision,
        articles=articles,
        entities=entities,
        mentions=tables.mentions,
        quotes=tables.quotes,
        quote_mentions=tables.quote_mentions,
        sentiments=tables.sentiments,
        topics=tables.topics,
        article_topics=tables.article_topics,
        proposed=tables.proposals,
        refused=applied.refused,
        repeated=tables.repeated,
        entity_numbers=entity_numbers,
        surfaces=tables.surfaces,
        retitled=applied.retitled[np.isin(applied.retitled, articles.index.to_numpy())],
        n_skipped=tables.n_skipped,
    )
    _ = frames.named  # computed now, so that the first filter is not slower than the next
    return frames


def _finish_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Add columns derived from others that the user may have corrected."""
    days = {date: day_of(date) for date in set(table["date"])}
    table = table.assign(day=np.fromiter((days[date] for date in table["date"]), dtype=np.int32, count=len(table)))
    table.loc[table["day"] == NO_DAY, "date"] = ""
    table["source"] = build_codes(table["source"])
    # A copy whose original was deleted counts as an original.
    table.loc[~table["duplicate_of"].isin(table["article_id"]), "duplicate_of"] = ""
    return table


def _count_names(tables: Tables, articles: pd.DataFrame) -> pd.DataFrame:
    """The entities mentioned or quoted at all, with counts and dates."""
    entities, mentions = tables.entities, tables.mentions
    size = int(entities.index.max()) + 1 if len(entities) else 1
    seen = np.zeros(size, dtype=bool)
    seen[mentions["entity"].to_numpy()] = True
    speakers = tables.quotes["speaker"].to_numpy()
    seen[speakers[speakers != NOBODY]] = True
    names = mentions[mentions["kind"].to_numpy() == NAME]
    n_slots = int(articles.index.max()) + 1 if len(articles) else 1
    named, where = distinct_pairs(names["entity"].to_numpy(), names["article"].to_numpy(), n_slots)
    day = lookup(articles.index.to_numpy(), articles["day"].to_numpy(), n_slots, NO_DAY)
    first, last = first_and_last(named, day[where], size)
    numbers = entities.index.to_numpy()
    table = entities.assign(
        n_mentions=np.bincount(names["entity"].to_numpy(), minlength=size)[numbers],
        n_articles=np.bincount(named, minlength=size)[numbers],
        first_date=np.array(first, dtype=object)[numbers],
        last_date=np.array(last, dtype=object)[numbers],
    )
    return table[seen[numbers]]
