"""The library's tables as the machine wrote them, read from SQLite into memory."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.columns import NOBODY, build_codes, read_numbers
from components.library.repetition import read_repeated

ARTICLES = (
    "n", "article_id", "title", "date", "date_origin", "date_hint", "source", "author", "url", "language",
    "n_words", "path", "status", "reason", "duplicate_of",
)  # fmt: skip
ENTITIES = ("n", "entity_id", "name", "type", "description", "confidence", "reason")
MENTIONS = ("mention", "article", "sentence", "start", "end", "surface", "type", "entity", "kind")
QUOTES = ("quote", "article", "sentence", "kind", "speaker", "start", "end")
SENTIMENTS = ("sentiment", "article", "sentence", "entity", "mention", "quote", "label", "score", "confidence")


@dataclass
class Tables:
    """What `read_frames` starts from; corrections replace whole tables here before they become `Frames`.

    `articles`, `entities` and `topics` have their number as index; rows of deleted articles are left out.
    """

    articles: pd.DataFrame
    entities: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quote_mentions: pd.DataFrame
    sentiments: pd.DataFrame
    topics: pd.DataFrame
    article_topics: pd.DataFrame
    repeated: pd.DataFrame  # see `repetition`
    proposals: pd.DataFrame
    surfaces: np.ndarray  # the written form of each mention, by `mentions.surface`
    n_skipped: int


def read_tables(con: sqlite3.Connection) -> Tables:
    """All tables as of one moment: the caller holds a transaction open."""
    articles = _read_articles(con)
    present = np.zeros(_one_number(con, "SELECT coalesce(max(n), 0) FROM articles") + 1, dtype=bool)
    present[articles.index.to_numpy()] = True
    quotes = _within(_read_quotes(con), present)
    topics, article_topics = _read_topics(con, present)
    return Tables(
        articles=articles,
        entities=_read_entities(con),
        mentions=_within(_read_mentions(con), present),
        quotes=quotes,
        quote_mentions=_read_quote_mentions(con, quotes),
        sentiments=_within(_read_sentiments(con), present),
        topics=topics,
        article_topics=article_topics,
        repeated=_within(read_repeated(con), present),
        proposals=_read_proposals(con),
        surfaces=_read_surfaces(con),
        n_skipped=_one_number(con, "SELECT count(*) FROM skipped"),
    )


def _one_number(con: sqlite3.Connection, sql: str) -> int:
    return int(con.execute(sql).fetchone()[0])


def _within(table: pd.DataFrame, present: np.ndarray) -> pd.DataFrame:
    """The rows whose article is there; deleted articles keep their rows until they are gone for good."""
    articles = table["article"].to_numpy()
    mask = (articles < len(present)) & present[np.minimum(articles, len(present) - 1)]
    return table if mask.all() else table[mask].reset_index(drop=True)


def _indexed(rows: list[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns)).set_index("n")
    table.index = table.index.astype(np.int32)
    return table


def _read_articles(con: sqlite3.Connection) -> pd.DataFrame:
    sql = f"SELECT {', '.join(ARTICLES)} FROM articles WHERE deleted_at IS NULL ORDER BY n"  # noqa: S608 - our own names
    return _indexed(con.execute(sql).fetchall(), ARTICLES)


def _read_entities(con: sqlite3.Connection) -> pd.DataFrame:
    sql = f"SELECT {', '.join(ENTITIES)} FROM entities ORDER BY n"  # noqa: S608 - our own names
    return _indexed(con.execute(sql).fetchall(), ENTITIES)


def _read_surfaces(con: sqlite3.Connection) -> np.ndarray:
    rows = con.execute("SELECT n, text FROM surfaces").fetchall()
    table = np.full(max((n for n, _ in rows), default=0) + 1, "", dtype=object)
    for n, text in rows:
        table[n] = text
    return table


def _read_mentions(con: sqlite3.Connection) -> pd.DataFrame:
    sql = 'SELECT n, article, sentence, start, "end", surface, type, entity, kind FROM mentions ORDER BY n'
    return pd.DataFrame(read_numbers(con, sql, MENTIONS))


def _read_quotes(con: sqlite3.Connection) -> pd.DataFrame:
    sql = (
        "SELECT n, article, sentence, kind, coalesce(speaker, -1), json_extract(content_spans, '$[0][0]'), "
        "json_extract(content_spans, '$[#-1][1]') FROM quotes ORDER BY n"
    )
    table = pd.DataFrame(read_numbers(con, sql, QUOTES))
    rows = con.execute("SELECT speaker_text, cue_text, confidence FROM quotes ORDER BY n").fetchall()
    speakers, cues, confidences = zip(*rows, strict=True) if rows else ((), (), ())
    table["speaker_text"] = build_codes(speakers)
    table["cue_text"] = build_codes(cues)
    table["confidence"] = np.array(confidences, dtype=np.float64)
    return table


def _read_quote_mentions(con: sqlite3.Connection, quotes: pd.DataFrame) -> pd.DataFrame:
    sql = "SELECT quote, entity, mention FROM quote_mentions"
    table = pd.DataFrame(read_numbers(con, sql, ("quote", "entity", "mention")))
    numbers = table["quote"].to_numpy()
    size = max(int(numbers.max()) if len(numbers) else 0, int(quotes["quote"].max()) if len(quotes) else 0) + 1
    articles = np.full(size, NOBODY, dtype=np.int32)
    articles[quotes["quote"].to_numpy()] = quotes["article"].to_numpy()
    table["article"] = articles[numbers]
    return table[table["article"].to_numpy() != NOBODY].reset_index(drop=True)


def _read_sentiments(con: sqlite3.Connection) -> pd.DataFrame:
    sql = (
        "SELECT n, article, sentence, entity, mention, coalesce(quote, -1), label, score, confidence "
        "FROM sentiments ORDER BY n"
    )
    table = read_numbers(con, sql, SENTIMENTS, np.float64)
    exact = {"score", "confidence"}
    return pd.DataFrame({name: table[name].astype(np.float64 if name in exact else np.int32) for name in SENTIMENTS})


def _read_topics(con: sqlite3.Connection, present: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = con.execute("SELECT n, topic_id, label, keywords FROM topics ORDER BY n").fetchall()
    topics = _indexed(rows, ("n", "topic_id", "label", "keywords"))
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
    about = about[np.isin(about["topic"].to_numpy(), topics.index.to_numpy())].reset_index(drop=True)
    counts = np.bincount(about["topic"].to_numpy(), minlength=int(topics.index.max()) + 1 if len(topics) else 1)
    return topics.assign(n_articles=counts[topics.index.to_numpy()]), about


def _read_proposals(con: sqlite3.Connection) -> pd.DataFrame:
    columns = ["first_id", "second_id", "confidence", "reason"]
    rows = con.execute(f"SELECT {', '.join(columns)} FROM proposals ORDER BY confidence DESC, n").fetchall()  # noqa: S608
    return pd.DataFrame(rows, columns=columns)
