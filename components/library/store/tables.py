"""The tables that are counted: those of the analysis without deleted articles; corrections change them further."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.store.machine import Machine, read_indexed, select_columns
from components.library.store.repeated_lines import read_repeated
from components.schema import list_frame_columns

TOPICS, PROPOSALS = map(list_frame_columns, ("topics", "proposals"))


@dataclass
class Tables:
    """Input of `read_frames`; corrections replace whole tables here before they become `Frames`.

    `articles`, `entities` and `topics` are indexed by number; rows of deleted articles are left out.
    """

    articles: pd.DataFrame
    entities: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quote_mentions: pd.DataFrame
    sentiments: pd.DataFrame
    topics: pd.DataFrame
    article_topics: pd.DataFrame
    quote_groups: pd.DataFrame
    article_stories: pd.DataFrame
    repeated: pd.DataFrame  # see `read_repeated`
    proposals: pd.DataFrame
    surfaces: np.ndarray  # surface forms, indexed by `mentions.surface`
    n_skipped: int


def build_tables(con: sqlite3.Connection, machine: Machine, restored: Collection[tuple[str, str]]) -> Tables:
    """What is counted of a state, in the same transaction; `restored` as for `read_repeated`."""
    articles = machine.articles
    present = np.zeros(_one_number(con, "SELECT coalesce(max(n), 0) FROM articles") + 1, dtype=bool)
    present[articles.index.to_numpy()] = True
    topics, article_topics = _count_topics(con, _within(machine.article_topics, present))
    return Tables(
        articles=articles,
        entities=machine.entities,
        mentions=_within(machine.mentions, present),
        quotes=_within(machine.quotes, present),
        quote_mentions=_within(machine.quote_mentions, present),
        sentiments=_within(machine.sentiments, present),
        topics=topics,
        article_topics=article_topics,
        quote_groups=_within(machine.quote_groups, present),
        article_stories=_within(machine.article_stories, present),
        repeated=_within(read_repeated(con, restored), present),
        proposals=_read_proposals(con),
        surfaces=machine.surfaces,
        n_skipped=_one_number(con, "SELECT count(*) FROM skipped"),
    )


def _one_number(con: sqlite3.Connection, sql: str) -> int:
    return int(con.execute(sql).fetchone()[0])


def _within(table: pd.DataFrame, present: np.ndarray) -> pd.DataFrame:
    """The rows whose article is present; deleted articles keep their rows until they are purged."""
    articles = table["article"].to_numpy()
    mask = (articles < len(present)) & present[np.minimum(articles, len(present) - 1)]
    return table if mask.all() else table[mask].reset_index(drop=True)


def _count_topics(con: sqlite3.Connection, about: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    topics = read_indexed(con, "topics", TOPICS)
    topics["keywords"] = [tuple(json.loads(words)) for words in topics["keywords"]]
    about = about[np.isin(about["topic"].to_numpy(), topics.index.to_numpy())].reset_index(drop=True)
    counts = np.bincount(about["topic"].to_numpy(), minlength=int(topics.index.max()) + 1 if len(topics) else 1)
    return topics.assign(n_articles=counts[topics.index.to_numpy()]), about


def _read_proposals(con: sqlite3.Connection) -> pd.DataFrame:
    rows = con.execute(select_columns("proposals", PROPOSALS, order="confidence DESC, n")).fetchall()
    return pd.DataFrame(rows, columns=list(PROPOSALS))
