"""Reads a library into `Frames`, corrections applied."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd

from components.library.columns import NO_DAY, NOBODY, build_codes, day_of, read_numbers
from components.library.store import open_library
from components.library.views import NAME, Frames, View, distinct_pairs, select

ARTICLES = (
    "n", "article_id", "title", "date", "date_origin", "date_hint", "source", "author", "url", "language",
    "n_words", "path", "status", "reason", "duplicate_of",
)  # fmt: skip
ENTITIES = ("n", "entity_id", "name", "type", "description", "aliases", "confidence", "reason")


def read_frames(path: str | Path, revision: int = 0) -> Frames:
    """Everything a screen counts, as of one moment; `revision` only names that moment for a cache."""
    con = open_library(path)
    try:
        con.execute("BEGIN")  # one snapshot for all tables, whatever the worker writes meanwhile
        return _read(con, str(path), revision)
    finally:
        con.close()


def _read(con: sqlite3.Connection, path: str, revision: int) -> Frames:
    articles = _read_articles(con)
    present = np.zeros(_highest(con, "articles") + 1, dtype=bool)
    present[articles.index.to_numpy()] = True
    entities = _read_entities(con)
    mentions = _within(_read_mentions(con), present)
    quotes = _within(_read_quotes(con), present)
    sentiments = _within(_read_sentiments(con), present)
    quote_mentions = _read_quote_mentions(con, quotes)
    topics, article_topics = _read_topics(con, present)
    entities = _count_names(entities, mentions, articles)
    return Frames(
        path=path,
        revision=revision,
        articles=articles,
        entities=entities,
        mentions=mentions,
        quotes=quotes,
        quote_mentions=quote_mentions,
        sentiments=sentiments,
        topics=topics,
        article_topics=article_topics,
        proposals=pd.DataFrame(),
        entity_numbers=dict(zip(entities["entity_id"].tolist(), entities.index.tolist(), strict=True)),
        n_skipped=con.execute("SELECT count(*) FROM skipped").fetchone()[0],
    )


def _highest(con: sqlite3.Connection, table: str) -> int:
    return con.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0]


def _within(table: pd.DataFrame, present: np.ndarray) -> pd.DataFrame:
    """The rows whose article is there; deleted articles keep their rows until they are gone for good."""
    mask = present[table["article"].to_numpy()]
    return table if mask.all() else table[mask].reset_index(drop=True)


def _read_articles(con: sqlite3.Connection) -> pd.DataFrame:
    rows = con.execute(f"SELECT {', '.join(ARTICLES)} FROM articles WHERE deleted_at IS NULL ORDER BY n").fetchall()
    table = pd.DataFrame(rows, columns=list(ARTICLES)).set_index("n")
    table.index = table.index.astype(np.int32)
    return table


def _finish_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Add what is made of columns that a person may have corrected."""
    days = {date: day_of(date) for date in set(table["date"])}
    table["day"] = np.fromiter((days[date] for date in table["date"]), dtype=np.int32, count=len(table))
    table.loc[table["day"] == NO_DAY, "date"] = ""
    table["source"] = build_codes(table["source"])
    return table


def _read_entities(con: sqlite3.Connection) -> pd.DataFrame:
    rows = con.execute(f"SELECT {', '.join(ENTITIES)} FROM entities ORDER BY n").fetchall()
    table = pd.DataFrame(rows, columns=list(ENTITIES)).set_index("n")
    table["aliases"] = [tuple(json.loads(aliases)) for aliases in table["aliases"]]
    return table


def _read_mentions(con: sqlite3.Connection) -> pd.DataFrame:
    names = ("mention", "article", "sentence", "start", "end", "surface", "type", "entity", "kind")
    sql = 'SELECT n, article, sentence, start, "end", surface, type, entity, kind FROM mentions ORDER BY n'
    return pd.DataFrame(read_numbers(con, sql, names))


def _read_quotes(con: sqlite3.Connection) -> pd.DataFrame:
    names = ("quote", "article", "sentence", "kind", "speaker", "start")
    sql = (
        f"SELECT n, article, sentence, kind, coalesce(speaker, {NOBODY}), "
        "json_extract(content_spans, '$[0][0]') FROM quotes ORDER BY n"
    )
    table = pd.DataFrame(read_numbers(con, sql, names))
    rows = con.execute("SELECT speaker_text, cue_text, confidence FROM quotes ORDER BY n").fetchall()
    speakers, cues, confidences = zip(*rows, strict=True) if rows else ((), (), ())
    table["speaker_text"] = build_codes(speakers)
    table["cue_text"] = build_codes(cues)
    table["confidence"] = np.array(confidences, dtype=np.float64)
    return table


def _read_quote_mentions(con: sqlite3.Connection, quotes: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        read_numbers(con, "SELECT quote, entity, mention FROM quote_mentions", ("quote", "entity", "mention"))
    )
    articles = np.full(_highest(con, "quotes") + 1, NOBODY, dtype=np.int32)
    articles[quotes["quote"].to_numpy()] = quotes["article"].to_numpy()
    table["article"] = articles[table["quote"].to_numpy()]
    return table[table["article"] != NOBODY].reset_index(drop=True)


def _read_sentiments(con: sqlite3.Connection) -> pd.DataFrame:
    names = ("sentiment", "article", "sentence", "entity", "mention", "quote", "label", "score", "confidence")
    sql = (
        f"SELECT n, article, sentence, entity, mention, coalesce(quote, {NOBODY}), label, score, confidence "
        "FROM sentiments ORDER BY n"
    )
    table = read_numbers(con, sql, names, np.float64)
    exact = {"score", "confidence"}
    return pd.DataFrame({name: table[name].astype(np.float64 if name in exact else np.int32) for name in names})


def _read_topics(con: sqlite3.Connection, present: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = con.execute("SELECT n, topic_id, label, keywords FROM topics ORDER BY n").fetchall()
    topics = pd.DataFrame(rows, columns=["n", "topic_id", "label", "keywords"]).set_index("n")
    topics["keywords"] = [tuple(json.loads(words)) for words in topics["keywords"]]
    sql = "SELECT article, topic, weight FROM article_topics"
    numbers = read_numbers(con, sql, ("article", "topic", "weight"), np.float64)
    about = pd.DataFrame(
        {
            "article": numbers["article"].astype(np.int32),
            "topic": numbers["topic"].astype(np.int32),
            "weight": numbers["weight"],
        }
    )
    about = _within(about, present)
    counts = np.bincount(about["topic"].to_numpy(), minlength=int(topics.index.max()) + 1 if len(topics) else 0)
    return topics.assign(n_articles=counts[topics.index.to_numpy()]), about
