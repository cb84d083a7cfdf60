"""The tables as the analysis wrote them, in memory: read once, then renewed by the rows that changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from components.columns import REAL
from components.library.store import changes
from components.library.store.changes import Mark, has_passed, read_changed, read_mark
from components.library.store.records import NOBODY, build_codes, read_numbers
from components.schema import TABLES, list_frame_columns

ARTICLES, ENTITIES, ARTICLE_TOPICS = map(list_frame_columns, ("articles", "entities", "article_topics"))
MENTIONS, QUOTES, SENTIMENTS = map(list_frame_columns, ("mentions", "quotes", "sentiments"))
QUOTE_MENTIONS, QUOTE_GROUPS = map(list_frame_columns, ("quote_mentions", "quote_groups"))
ARTICLE_STORIES = list_frame_columns("article_stories")
_NO_NUMBERS = ("speaker_text", "cue_text", "confidence")  # columns of quotes that are not numbers
_MOST_RENEWED = 2  # where rows of more than one article in two changed, all are read


@dataclass(frozen=True)
class Machine:
    """The tables of one state of a library that only the analysis writes, deleted articles included.

    Never modified: a later state shares the tables that did not change.
    """

    mark: Mark
    articles: pd.DataFrame  # without deleted ones
    entities: pd.DataFrame
    surfaces: np.ndarray
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quote_mentions: pd.DataFrame
    sentiments: pd.DataFrame
    article_topics: pd.DataFrame
    quote_groups: pd.DataFrame
    article_stories: pd.DataFrame


def read_machine(con: sqlite3.Connection) -> Machine:
    """Read all tables; the caller holds a transaction open."""
    quotes = _read_quotes(con)
    return Machine(
        mark=read_mark(con),
        articles=_read_articles(con),
        entities=read_indexed(con, "entities", ENTITIES),
        surfaces=_read_surfaces(con),
        mentions=read_mentions(con),
        quotes=quotes,
        quote_mentions=_read_quote_mentions(con, quotes),
        sentiments=_read_sentiments(con),
        article_topics=_read_article_topics(con),
        quote_groups=_read_quote_groups(con),
        article_stories=_read_article_stories(con),
    )


def renew(con: sqlite3.Connection, known: Machine) -> Machine:
    """The tables of the state that the transaction sees, by reading only rows that changed since `known`."""
    mark = read_mark(con)
    if mark != known.mark and not has_passed(con, known.mark):
        return read_machine(con)
    old = known.mark
    articles, found, about, entities, grouped, placed = (
        np.fromiter(read_changed(con, kind, old), dtype=np.int64) for kind in range(changes.STORIES + 1)
    )
    if len(found) * _MOST_RENEWED > len(known.articles):
        return read_machine(con)
    renewed = replace(known, mark=mark, surfaces=_read_surfaces(con, known.surfaces))
    if len(articles):
        table = _read_articles(con, f"n IN ({_changed(changes.ARTICLE, old)})")
        renewed = replace(renewed, articles=_exchange_indexed(known.articles, articles, table))
    if len(entities):
        table = read_indexed(con, "entities", ENTITIES, f"n IN ({_changed(changes.ENTITY, old)})")
        renewed = replace(renewed, entities=_exchange_indexed(known.entities, entities, table))
    if len(about):
        table = _read_article_topics(con, f"article IN ({_changed(changes.TOPICS, old)})")
        renewed = replace(renewed, article_topics=_exchange(known.article_topics, about, table, "article"))
    if len(grouped):
        table = _read_quote_groups(con, f"article IN ({_changed(changes.GROUPS, old)})")
        renewed = replace(renewed, quote_groups=_exchange(known.quote_groups, grouped, table, "quote"))
    if len(placed):
        table = _read_article_stories(con, f"article IN ({_changed(changes.STORIES, old)})")
        renewed = replace(renewed, article_stories=_exchange(known.article_stories, placed, table, "article"))
    if len(found):
        where = f"article IN ({_changed(changes.FOUND, old)})"
        quotes = _read_quotes(con, where)
        abouts = _read_quote_mentions(con, quotes, f"quote IN (SELECT n FROM quotes WHERE {where})")  # noqa: S608
        renewed = replace(
            renewed,
            mentions=_exchange(known.mentions, found, read_mentions(con, where), "mention"),
            quotes=_exchange(known.quotes, found, quotes, "quote"),
            quote_mentions=_exchange(known.quote_mentions, found, abouts, "quote"),
            sentiments=_exchange(known.sentiments, found, _read_sentiments(con, where), "sentiment"),
        )
    return renewed


def renew_mentions(con: sqlite3.Connection, mark: Mark, known: pd.DataFrame) -> pd.DataFrame:
    """The mentions that the transaction sees, from those of an earlier state of the library."""
    found = np.fromiter(read_changed(con, changes.FOUND, mark), dtype=np.int64)
    if not len(found):
        return known
    return _exchange(known, found, read_mentions(con, f"article IN ({_changed(changes.FOUND, mark)})"), "mention")


def _changed(kind: int, since: Mark) -> str:
    return f"SELECT number FROM changed WHERE kind = {kind:d} AND revision > {since.revision:d}"  # noqa: S608 - numbers


def _exchange(table: pd.DataFrame, articles: np.ndarray, new: pd.DataFrame, order: str) -> pd.DataFrame:
    """The table with its rows of these articles replaced, ordered by a column."""
    gone = np.zeros(max(int(table["article"].max()) if len(table) else 0, int(articles.max())) + 1, dtype=bool)
    gone[articles] = True
    mask = gone[table["article"].to_numpy()]
    kept = table[~mask] if mask.any() else table  # new articles only are added at the end
    columns = {}
    for name in table.columns:
        if isinstance(table[name].dtype, pd.CategoricalDtype):
            columns[name] = union_categoricals([kept[name], new[name]], sort_categories=True)
        else:
            columns[name] = np.concatenate([kept[name].to_numpy(), new[name].to_numpy()])
    joined, keys = pd.DataFrame(columns), columns[order]
    if (keys[1:] >= keys[:-1]).all():
        return joined
    return joined.take(np.argsort(keys, kind="stable")).reset_index(drop=True)


def _exchange_indexed(table: pd.DataFrame, numbers: np.ndarray, new: pd.DataFrame) -> pd.DataFrame:
    """The table with its rows of these numbers replaced."""
    kept = table[~np.isin(table.index.to_numpy(), numbers)]
    if not len(kept) or not len(new):
        return kept if len(kept) else new
    return pd.concat([kept, new]).sort_index()


def read_indexed(con: sqlite3.Connection, table: str, columns: tuple[str, ...], where: str = "") -> pd.DataFrame:
    """Rows of a table, indexed by number."""
    rows = con.execute(select_columns(table, columns, where, "n")).fetchall()
    read = pd.DataFrame(rows, columns=list(columns)).set_index("n")
    read.index = read.index.astype(np.int32)
    return read


def select_columns(table: str, columns: Sequence[str], where: str = "", order: str = "") -> str:
    """A query for columns of a table, with NOBODY for a missing entity or quote."""
    optional = {column.stored_name for column in TABLES[table].columns if column.stored.endswith(" INTEGER")}
    shown = [f"coalesce({name}, {NOBODY})" if name in optional else f'"{name}"' for name in columns]
    rest = (f" WHERE {where}" if where else "") + (f" ORDER BY {order}" if order else "")
    return f"SELECT {', '.join(shown)} FROM {table}{rest}"  # noqa: S608 - constants only


def _read_articles(con: sqlite3.Connection, where: str = "1") -> pd.DataFrame:
    return read_indexed(con, "articles", ARTICLES, f"{where} AND deleted_at IS NULL")


def _read_surfaces(con: sqlite3.Connection, known: np.ndarray | None = None) -> np.ndarray:
    """The surface forms by number; rows are only ever added after those known."""
    size = 1 if known is None else len(known)
    rows = con.execute("SELECT n, text FROM surfaces WHERE n >= ?", (size,)).fetchall()
    if known is not None and not rows:
        return known
    table = np.full(max((n + 1 for n, _ in rows), default=1), "", dtype=object)
    if known is not None:
        table[: len(known)] = known
    for n, text in rows:
        table[n] = text
    return table


def read_mentions(con: sqlite3.Connection, where: str = "") -> pd.DataFrame:
    """All mentions in their order, or those of some articles."""
    sql = select_columns("mentions", MENTIONS, where, "n")
    return pd.DataFrame(read_numbers(con, sql, ["mention", *MENTIONS[1:]]))


def _read_quotes(con: sqlite3.Connection, where: str = "") -> pd.DataFrame:
    numbers = [name for name in QUOTES if name not in _NO_NUMBERS]
    table = pd.DataFrame(read_numbers(con, select_columns("quotes", numbers, where, "n"), ["quote", *numbers[1:]]))
    rows = con.execute(select_columns("quotes", _NO_NUMBERS, where, "n")).fetchall()
    speakers, cues, confidences = zip(*rows, strict=True) if rows else ((), (), ())
    table["speaker_text"] = build_codes(speakers)
    table["cue_text"] = build_codes(cues)
    table["confidence"] = np.array(confidences, dtype=np.float64)
    return table


def _read_quote_mentions(con: sqlite3.Connection, quotes: pd.DataFrame, where: str = "") -> pd.DataFrame:
    table = pd.DataFrame(read_numbers(con, select_columns("quote_mentions", QUOTE_MENTIONS, where), QUOTE_MENTIONS))
    numbers = table["quote"].to_numpy()
    size = max(int(numbers.max()) if len(numbers) else 0, int(quotes["quote"].max()) if len(quotes) else 0) + 1
    articles = np.full(size, NOBODY, dtype=np.int32)
    articles[quotes["quote"].to_numpy()] = quotes["article"].to_numpy()
    table["article"] = articles[numbers]
    order = np.argsort(numbers, kind="stable")
    return table.take(order[articles[numbers[order]] != NOBODY]).reset_index(drop=True)


def _read_sentiments(con: sqlite3.Connection, where: str = "") -> pd.DataFrame:
    return _read_with_fractions(con, "sentiments", SENTIMENTS, where, "n").rename(columns={"n": "sentiment"})


def _read_with_fractions(
    con: sqlite3.Connection, table: str, columns: Sequence[str], where: str, order: str
) -> pd.DataFrame:
    exact = {column.stored_name for column in TABLES[table].columns if column.type == REAL}
    numbers = read_numbers(con, select_columns(table, columns, where, order), columns, np.float64)
    return pd.DataFrame({name: numbers[name].astype(np.float64 if name in exact else np.int32) for name in columns})


def _read_article_topics(con: sqlite3.Connection, where: str = "") -> pd.DataFrame:
    return _read_with_fractions(con, "article_topics", ARTICLE_TOPICS, where, "article, rowid")


def _read_quote_groups(con: sqlite3.Connection, where: str = "") -> pd.DataFrame:
    sql = select_columns("quote_groups", QUOTE_GROUPS, where, "quote")
    return pd.DataFrame(read_numbers(con, sql, QUOTE_GROUPS))


def _read_article_stories(con: sqlite3.Connection, where: str = "") -> pd.DataFrame:
    return _read_with_fractions(con, "article_stories", ARTICLE_STORIES, where, "article")
