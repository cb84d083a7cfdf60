"""Reads the library's tables from SQLite into memory, as the analysis wrote them, before corrections."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.store.records import NOBODY, build_codes, read_numbers
from components.library.store.repeated_lines import read_repeated
from components.schema import REAL, TABLES, list_frame_columns

ARTICLES, ENTITIES, TOPICS = map(list_frame_columns, ("articles", "entities", "topics"))
MENTIONS, QUOTES, SENTIMENTS = map(list_frame_columns, ("mentions", "quotes", "sentiments"))
QUOTE_MENTIONS, ARTICLE_TOPICS, PROPOSALS = map(list_frame_columns, ("quote_mentions", "article_topics", "proposals"))
_NO_NUMBERS = ("speaker_text", "cue_text", "confidence")  # columns of quotes that are not numbers


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
    repeated: pd.DataFrame  # see `read_repeated`
    proposals: pd.DataFrame
    surfaces: np.ndarray  # surface forms, indexed by `mentions.surface`
    n_skipped: int


def read_tables(con: sqlite3.Connection, restored: Collection[tuple[str, str]]) -> Tables:
    """Read all tables as one snapshot: the caller holds a transaction open; `restored` as for `read_repeated`."""
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
        repeated=_within(read_repeated(con, restored), present),
        proposals=_read_proposals(con),
        surfaces=_read_surfaces(con),
        n_skipped=_one_number(con, "SELECT count(*) FROM skipped"),
    )


def _one_number(con: sqlite3.Connection, sql: str) -> int:
    return int(con.execute(sql).fetchone()[0])


def _within(table: pd.DataFrame, present: np.ndarray) -> pd.DataFrame:
    """The rows whose article is present; deleted articles keep their rows until they are purged."""
    articles = table["article"].to_numpy()
    mask = (articles < len(present)) & present[np.minimum(articles, len(present) - 1)]
    return table if mask.all() else table[mask].reset_index(drop=True)


def _indexed(rows: list[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns)).set_index("n")
    table.index = table.index.astype(np.int32)
    return table


def _select(table: str, columns: Sequence[str], rest: str = "", computed: Sequence[str] = ()) -> str:
    """A query for columns of a table, with NOBODY for a missing entity or quote."""
    optional = {column.stored_name for column in TABLES[table].columns if column.stored.endswith(" INTEGER")}
    shown = [f"coalesce({name}, {NOBODY})" if name in optional else f'"{name}"' for name in columns]
    return f"SELECT {', '.join([*shown, *computed])} FROM {table} {rest}"  # noqa: S608 - constants only


def _read_articles(con: sqlite3.Connection) -> pd.DataFrame:
    sql = _select("articles", ARTICLES, "WHERE deleted_at IS NULL ORDER BY n")
    return _indexed(con.execute(sql).fetchall(), ARTICLES)


def _read_entities(con: sqlite3.Connection) -> pd.DataFrame:
    return _indexed(con.execute(_select("entities", ENTITIES, "ORDER BY n")).fetchall(), ENTITIES)


def _read_surfaces(con: sqlite3.Connection) -> np.ndarray:
    rows = con.execute("SELECT n, text FROM surfaces").fetchall()
    table = np.full(max((n for n, _ in rows), default=0) + 1, "", dtype=object)
    for n, text in rows:
        table[n] = text
    return table


def _read_mentions(con: sqlite3.Connection) -> pd.DataFrame:
    sql = _select("mentions", MENTIONS, "ORDER BY n")
    return pd.DataFrame(read_numbers(con, sql, ["mention", *MENTIONS[1:]]))


def _read_quotes(con: sqlite3.Connection) -> pd.DataFrame:
    numbers = [name for name in QUOTES if name not in _NO_NUMBERS]
    span = ("json_extract(content_spans, '$[0][0]')", "json_extract(content_spans, '$[#-1][1]')")
    sql = _select("quotes", numbers, "ORDER BY n", span)
    table = pd.DataFrame(read_numbers(con, sql, ["quote", *numbers[1:], "start", "end"]))
    rows = con.execute(_select("quotes", _NO_NUMBERS, "ORDER BY n")).fetchall()
    speakers, cues, confidences = zip(*rows, strict=True) if rows else ((), (), ())
    table["speaker_text"] = build_codes(speakers)
    table["cue_text"] = build_codes(cues)
    table["confidence"] = np.array(confidences, dtype=np.float64)
    return table


def _read_quote_mentions(con: sqlite3.Connection, quotes: pd.DataFrame) -> pd.DataFrame:
    sql = _select("quote_mentions", QUOTE_MENTIONS)
    table = pd.DataFrame(read_numbers(con, sql, QUOTE_MENTIONS))
    numbers = table["quote"].to_numpy()
    size = max(int(numbers.max()) if len(numbers) else 0, int(quotes["quote"].max()) if len(quotes) else 0) + 1
    articles = np.full(size, NOBODY, dtype=np.int32)
    articles[quotes["quote"].to_numpy()] = quotes["article"].to_numpy()
    table["article"] = articles[numbers]
    return table[table["article"].to_numpy() != NOBODY].reset_index(drop=True)


def _read_sentiments(con: sqlite3.Connection) -> pd.DataFrame:
    return _read_with_fractions(con, "sentiments", SENTIMENTS, "ORDER BY n").rename(columns={"n": "sentiment"})


def _read_with_fractions(con: sqlite3.Connection, table: str, columns: Sequence[str], rest: str = "") -> pd.DataFrame:
    exact = {column.stored_name for column in TABLES[table].columns if column.type == REAL}
    numbers = read_numbers(con, _select(table, columns, rest), columns, np.float64)
    return pd.DataFrame({name: numbers[name].astype(np.float64 if name in exact else np.int32) for name in columns})


def _read_topics(con: sqlite3.Connection, present: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    topics = _indexed(con.execute(_select("topics", TOPICS, "ORDER BY n")).fetchall(), TOPICS)
    topics["keywords"] = [tuple(json.loads(words)) for words in topics["keywords"]]
    about = _within(_read_with_fractions(con, "article_topics", ARTICLE_TOPICS), present)
    about = about[np.isin(about["topic"].to_numpy(), topics.index.to_numpy())].reset_index(drop=True)
    counts = np.bincount(about["topic"].to_numpy(), minlength=int(topics.index.max()) + 1 if len(topics) else 1)
    return topics.assign(n_articles=counts[topics.index.to_numpy()]), about


def _read_proposals(con: sqlite3.Connection) -> pd.DataFrame:
    rows = con.execute(_select("proposals", PROPOSALS, "ORDER BY confidence DESC, n")).fetchall()
    return pd.DataFrame(rows, columns=list(PROPOSALS))
