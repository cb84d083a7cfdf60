"""Reads a library into `Frames`, with corrections applied."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from components.library.corrections.applying import apply_corrections
from components.library.corrections.sources import read_restored_lines
from components.library.queries.frames import NAME, Frames, pair_names
from components.library.queries.quote_groups import settle_groups
from components.library.queries.stories import correct_stories, settle_stories
from components.library.store import reading
from components.library.store.memory import keep_machine
from components.library.store.records import (
    NO_DAY,
    NOBODY,
    build_codes,
    day_of,
    exchange_values,
    first_and_last,
    lookup,
)
from components.library.store.repeated_lines import leave_out_repeated
from components.library.store.tables import Tables, build_tables


def read_frames(path: str | Path, revision: int = 0) -> Frames:
    """Read all tables as one snapshot; `revision` only serves as a cache key."""
    with reading(path) as con:
        con.execute("BEGIN")  # one snapshot of all tables while the worker writes
        tables = build_tables(con, keep_machine(str(path), con), read_restored_lines(con))
        leave_out_repeated(tables)
        found = tables.entities[["entity_id", "name", "type"]].assign(n_names=_count_named(tables))
        applied = apply_corrections(con, tables)
        placed = correct_stories(con, tables.article_stories)
    articles = _finish_articles(tables.articles)
    entities = _count_names(tables, articles)
    originals = _find_originals(articles)
    stories, article_stories = settle_stories(*placed, articles, originals)
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
        stories=stories,
        article_stories=article_stories,
        quote_groups=settle_groups(tables.quote_groups, tables.quotes, originals),
        proposed=tables.proposals,
        refused=applied.refused,
        genders=applied.genders,
        repeated=tables.repeated,
        entity_numbers=entity_numbers,
        found=found,
        surfaces=tables.surfaces,
        retitled=applied.retitled[np.isin(applied.retitled, articles.index.to_numpy())],
        sources=applied.sources,
        written_sources=applied.written_sources,
        n_skipped=tables.n_skipped,
    )
    _ = frames.named  # computed now, so that the first filter is not slower than the next
    return frames


def _finish_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Add columns derived from others that the user may have corrected."""
    codes, dates = pd.factorize(table["date"])
    days = np.array([day_of(date) for date in dates] or [NO_DAY], dtype=np.int32)[codes]
    unreadable = table.index[(days == NO_DAY) & (table["date"] != "").to_numpy()]
    return table.assign(
        day=days,
        date=exchange_values(table["date"], dict.fromkeys(unreadable.tolist(), "")),
        source=build_codes(table["source"]),
        section=build_codes(table["section"]),
    )


def _find_originals(articles: pd.DataFrame) -> np.ndarray:
    """For each number of an article the article that it is a copy of, else itself."""
    originals = np.arange(int(articles.index.max()) + 1 if len(articles) else 1)
    copies = articles["duplicate_of"][articles["duplicate_of"] != ""]
    numbers = dict(zip(articles["article_id"].tolist(), articles.index.tolist(), strict=True))
    originals[copies.index.to_numpy()] = [numbers[one] for one in copies.tolist()]
    return originals


def _count_named(tables: Tables) -> np.ndarray:
    """The mentions by name of each row of `tables.entities`."""
    size = int(tables.entities.index.max()) + 1 if len(tables.entities) else 1
    named = tables.mentions["entity"].to_numpy()[tables.mentions["kind"].to_numpy() == NAME]
    counts: np.ndarray = np.bincount(named, minlength=size)[tables.entities.index.to_numpy()]
    return counts


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
    named, where = pair_names(mentions, n_slots)
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
