"""A cluster of two processes on this machine, and tables to compare with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import pandas as pd
import pytest
from distributed import Client
from distributed.utils import get_mp_context

from components.cluster.running import connect

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    """Two workers, forked from a process that has loaded all they need: many are killed, and start again at once."""
    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        get_mp_context().set_forkserver_preload(["tests.cluster.loaded"])
        with connect(2, None) as client:
            yield client


def ignore(step: str, done: int, total: int, n_failed: int = 0) -> None:
    """No progress."""


def read_tables(folder: Path) -> Tables:
    """Every table of a folder, of files or of folders of files."""
    return {path.name.removesuffix(".parquet"): pd.read_parquet(path) for path in folder.iterdir()}


def normalise(tables: Tables) -> dict[str, Any]:
    """Tables without their ids: rows named by article and place, entities by their mentions."""
    where = {row.mention_id: (row.article_id, row.start, row.end) for row in tables["mentions"].itertuples()}
    members: dict[str, set[Any]] = {row.entity_id: set() for row in tables["entities"].itertuples()}
    for row in tables["mentions"].itertuples():
        members[row.entity_id].add(where[row.mention_id])
    speakers = {row.quote_id: row.speaker_entity_id for row in tables["quotes"].itertuples()}
    quotes = {row.quote_id: (row.article_id, row.content_spans, row.kind) for row in tables["quotes"].itertuples()}
    for quote, speaker in speakers.items():
        if speaker:
            members[speaker].add(quotes[quote])
    entities = {entity: frozenset(one) for entity, one in members.items()}
    topics = {row.topic_id: row.label for row in tables["topics"].itertuples()}
    told = {
        "entities": {
            (entities[row.entity_id], row.name, row.type, row.description, row.confidence, row.n_mentions,
             row.n_articles, row.first_date, row.last_date, frozenset(eval(row.aliases).items()))
            for row in tables["entities"].itertuples()
        },
        "mentions": {
            (*where[row.mention_id], row.text, row.type, row.kind, entities[row.entity_id])
            for row in tables["mentions"].itertuples()
        },
        "quotes": {
            (*quotes[row.quote_id], row.content, row.speaker_text, row.speaker_spans, row.cue_text, row.cue_spans,
             round(row.confidence, 6), entities.get(row.speaker_entity_id))
            for row in tables["quotes"].itertuples()
        },
        "quote_mentions": {
            (quotes[row.quote_id], where[row.mention_id], entities[row.entity_id])
            for row in tables["quote_mentions"].itertuples()
        },
        "sentiments": {
            (where[row.mention_id], quotes.get(row.quote_id), entities[row.entity_id])
            for row in tables["sentiments"].itertuples()
        },
        "topics": {(row.label, row.keywords, row.n_articles) for row in tables["topics"].itertuples()},
        "article_topics": {
            (row.article_id, topics[row.topic_id], round(row.weight, 3))
            for row in tables["article_topics"].itertuples()
        },
    }  # fmt: skip
    told["judged"] = {
        (where[row.mention_id], quotes.get(row.quote_id)): (row.label, row.score)
        for row in tables["sentiments"].itertuples()
    }
    for name in ("articles", "skipped", "sentences"):
        rows = tables[name].drop(columns=["sentence_id"], errors="ignore")
        told[name] = set(rows.itertuples(index=False, name=None))
    return told
