"""Rows read from SQLite: columns of numbers and codes for frames, and earlier work in the shape that analysis takes."""

from __future__ import annotations

import datetime
import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.types import (
    ENTITY_TYPES,
    MENTION_KINDS,
    QUOTE_KINDS,
    Analysis,
    Article,
    EntityRecord,
    LocalEntity,
    Mention,
    Quote,
    Sentence,
    Span,
)

NO_DAY = int(np.iinfo(np.int32).min)  # day of an undated article; not -1, because days before 1970 are negative
NOBODY = -1  # no entity or no quote
EPOCH = datetime.date(1970, 1, 1)
_MOST_NUMBERS = 500  # parameters per query; SQLite allows some thousands


def read_numbers(
    con: sqlite3.Connection, sql: str, names: Sequence[str], kind: type = np.int64
) -> dict[str, np.ndarray]:
    """Read the rows of a query as one array per column; every value must be a number.

    `itertools.chain` and `np.fromiter` run the loop in C: some five million values a second.
    """
    flat: np.ndarray = np.fromiter(itertools.chain.from_iterable(con.execute(sql)), dtype=kind)
    table = flat.reshape(-1, len(names))
    whole = np.int32 if kind is np.int64 else kind
    return {name: table[:, position].astype(whole) for position, name in enumerate(names)}


def build_codes(values: Iterable[str]) -> pd.Categorical:
    """Encode strings as a categorical, in order of the values."""
    codes, found = pd.factorize(values if isinstance(values, pd.Series) else np.array(list(values), dtype=object))
    known = np.asarray(found, dtype=object)
    order = np.argsort(known) if len(known) else np.zeros(0, dtype=np.int64)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return pd.Categorical.from_codes(rank[codes], categories=pd.Index(known[order], dtype="str"))


def exchange_values(column: pd.Series, values: Mapping[int, str]) -> pd.Series:
    """A column of strings with other values at some places of its index; places that it has not are left out."""
    at = column.index.get_indexer(list(values))
    known = at >= 0
    if not known.any():
        return column
    table = column.to_numpy(dtype=object).copy()
    table[at[known]] = np.array(list(values.values()), dtype=object)[known]
    return pd.Series(table, index=column.index, dtype=column.dtype, name=column.name)


def day_of(date: str) -> int:
    """Days since 1970-01-01 of an ISO date; NO_DAY if empty."""
    try:
        return (datetime.date.fromisoformat(date) - EPOCH).days
    except ValueError:
        return NO_DAY


def date_of(day: int) -> str:
    """The ISO date of a day number; "" for NO_DAY."""
    return "" if day == NO_DAY else (EPOCH + datetime.timedelta(days=int(day))).isoformat()


def dates_of(days: np.ndarray) -> list[str]:
    """The ISO dates of many day numbers."""
    different, where = np.unique(days, return_inverse=True)
    names = [date_of(day) for day in different.tolist()]
    return [names[position] for position in where.tolist()]


def distinct(keys: np.ndarray) -> np.ndarray:
    """The distinct keys, sorted; `np.unique` of NumPy 2.4 takes ten times as long."""
    ordered = np.sort(keys)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    found: np.ndarray = ordered[first]
    return found


def is_in(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Mask of the keys that are wanted; for large arrays ten times as fast as `np.isin`."""
    rows: np.ndarray = pd.Index(keys).isin(wanted)
    return rows


def lookup(keys: np.ndarray, values: np.ndarray, size: int, missing: int) -> np.ndarray:
    """An array that maps keys to values by indexing."""
    table = np.full(size, missing, dtype=values.dtype)
    table[keys] = values
    return table


def first_and_last(groups: np.ndarray, days: np.ndarray, n_groups: int) -> tuple[list[str], list[str]]:
    """The first and last date of each group, "" if it has none."""
    dated = days != NO_DAY
    first = np.full(n_groups, np.iinfo(np.int32).max, dtype=np.int32)
    last = np.full(n_groups, NO_DAY, dtype=np.int32)
    np.minimum.at(first, groups[dated], days[dated])
    np.maximum.at(last, groups[dated], days[dated])
    first[last == NO_DAY] = NO_DAY
    return dates_of(first), dates_of(last)


def distinct_pairs(left: np.ndarray, right: np.ndarray, n_right: int) -> tuple[np.ndarray, np.ndarray]:
    """The distinct pairs of two columns, sorted; `right` is less than `n_right`."""
    keys = distinct(left.astype(np.int64) * n_right + right)
    return keys // n_right, keys % n_right


def read_spans(text: str) -> list[Span]:
    """Parse stored spans: a JSON list of [start, end]."""
    return [(start, end) for start, end in json.loads(text)]


def read_in(con: sqlite3.Connection, sql: str, numbers: Iterable[int]) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Run a query that ends with `IN` for any number of parameters."""
    wanted = list(numbers)
    for at in range(0, len(wanted), _MOST_NUMBERS):
        yield from con.execute(f"{sql} ({','.join(map(str, map(int, wanted[at : at + _MOST_NUMBERS])))})")


# Reads stored results back in the shape that `analysis` takes: entity records to link to, analyses to score.


@dataclass(frozen=True, slots=True)
class StoredNumbers:
    """The row numbers of an article's results, by their position in its Analysis."""

    sentences: tuple[int, ...]
    mentions: tuple[int, ...]
    entities: tuple[int, ...]
    quotes: tuple[int, ...]


def read_waiting(con: sqlite3.Connection, most: int, after: int = 0) -> list[tuple[int, Article]]:
    """The articles after number `after` that wait for analysis, oldest first, with their numbers."""
    sql = (
        "SELECT n, article_id, title, text, date, date_origin, source, author, url, language, path, date_hint, "
        "section FROM articles WHERE status = 'waiting' AND deleted_at IS NULL AND n > ? ORDER BY n LIMIT ?"
    )
    return [(n, Article(*fields)) for n, *fields in con.execute(sql, (after, most))]


class StoredCounts(Mapping[str, int]):
    """Counts stored as JSON, read when first needed: most entities of a library are never met again."""

    __slots__ = ("_counts", "_text")

    def __init__(self, text: str) -> None:
        self._text, self._counts = text, None if text != "{}" else dict[str, int]()

    def _read(self) -> Mapping[str, int]:
        if self._counts is None:
            self._counts, self._text = json.loads(self._text), ""
        return self._counts

    def __getitem__(self, key: str) -> int:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def read_records(con: sqlite3.Connection, mentions: pd.DataFrame) -> list[EntityRecord]:
    """All entities as linking left them, with counts recomputed from all the library's mentions.

    Articles that wait for a new analysis are not counted, because they are linked again; nor are purged ones.
    """
    waiting = [n for (n,) in con.execute("SELECT n FROM articles WHERE status = 'waiting'")]
    entities, articles, surfaces, kinds = (
        mentions[name].to_numpy(dtype=np.int64) for name in ("entity", "article", "surface", "kind")
    )
    if waiting:
        counted = ~is_in(articles, np.array(waiting))
        entities, articles, surfaces, kinds = (one[counted] for one in (entities, articles, surfaces, kinds))
    is_name = kinds == MENTION_KINDS.index("name")
    forms: dict[int, Counter[str]] = {}
    texts = dict(con.execute("SELECT n, text FROM surfaces"))
    for entity, surface, amount in _count_pairs(entities[is_name], surfaces[is_name]):
        forms.setdefault(entity, Counter())[" ".join(texts[surface].split())] += amount
    with_entity, _ = distinct_pairs(entities, articles, int(articles.max(initial=0)) + 1)
    n_articles = np.bincount(with_entity)
    fields = "n, entity_id, name, type, description, confidence, reason, profile, gender"
    records = []
    for n, *row in con.execute(f"SELECT {fields} FROM entities ORDER BY n"):  # noqa: S608 - constants only
        entity_id, entity_name, kind, description, confidence, reason, profile, gender = row
        amount = int(n_articles[n]) if n < len(n_articles) else 0
        records.append(
            EntityRecord(
                entity_id, entity_name, kind, description, forms.get(n, {}), confidence, reason,
                StoredCounts(profile if amount else "{}"), gender, amount,
            )
        )  # fmt: skip
    return records


def _count_pairs(left: np.ndarray, right: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Each distinct pair of two columns with its number of rows, in order."""
    size = int(right.max(initial=0)) + 1
    keys = np.sort(left * size + right)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    amounts = np.diff(starts, append=len(keys))
    yield from zip((keys[starts] // size).tolist(), (keys[starts] % size).tolist(), amounts.tolist(), strict=True)


def read_unjudged(con: sqlite3.Connection, most: int, after: int = 0) -> list[int]:
    """Numbers after `after` of analysed articles that still lack sentiment."""
    sql = (
        "SELECT n FROM articles WHERE status = 'analysed' AND sentiment_by = '' AND deleted_at IS NULL AND n > ? "
        "ORDER BY n LIMIT ?"
    )
    return [n for (n,) in con.execute(sql, (after, most))]


def read_analyses(con: sqlite3.Connection, articles: Sequence[int]) -> list[tuple[int, str, Analysis, StoredNumbers]]:
    """Each article's number, text, stored analysis (without sentiments and terms) and row numbers."""
    heads = {
        n: rest for n, *rest in read_in(con, "SELECT n, article_id, text, pipeline FROM articles WHERE n IN", articles)
    }
    return [(n, heads[n][1], *_read_analysis(con, n, heads[n][0], heads[n][2])) for n in articles if n in heads]


def _read_analysis(con: sqlite3.Connection, n: int, article_id: str, pipeline: str) -> tuple[Analysis, StoredNumbers]:
    sentences = con.execute('SELECT n, start, "end" FROM sentences WHERE article = ? ORDER BY n', (n,)).fetchall()
    mentions = con.execute(
        'SELECT m.n, m.sentence, m.start, m."end", s.text, m.type, m.kind, m.entity FROM mentions m '
        "JOIN surfaces s ON s.n = m.surface WHERE m.article = ? ORDER BY m.n",
        (n,),
    ).fetchall()
    quotes = con.execute(
        "SELECT n, kind, content, content_spans, speaker_text, speaker_spans, cue_text, cue_spans, confidence, speaker "
        "FROM quotes WHERE article = ? ORDER BY n",
        (n,),
    ).fetchall()
    abouts = con.execute(
        "SELECT quote, mention FROM quote_mentions WHERE quote IN (SELECT n FROM quotes WHERE article = ?)", (n,)
    ).fetchall()
    speakers = [row[9] for row in quotes if row[9] is not None]
    entities = tuple(dict.fromkeys([*(row[7] for row in mentions), *speakers]))
    names = {
        number: LocalEntity(*rest)
        for number, *rest in read_in(con, "SELECT n, name, type FROM entities WHERE n IN", entities)
    }
    at = {number: k for k, number in enumerate(entities)}
    sentence_at = {row[0]: k for k, row in enumerate(sentences)}
    mention_at = {row[0]: k for k, row in enumerate(mentions)}
    about: dict[int, list[int]] = {}
    for quote, mention in abouts:
        about.setdefault(quote, []).append(mention_at[mention])
    analysis = Analysis(
        article_id=article_id,
        status="analysed",
        pipeline=pipeline,
        sentences=tuple(Sentence(start, end) for _, start, end in sentences),
        mentions=tuple(
            Mention(start, end, text, ENTITY_TYPES[kind], MENTION_KINDS[form], sentence_at[sentence], at[entity])
            for _, sentence, start, end, text, kind, form, entity in mentions
        ),
        entities=tuple(names[number] for number in entities),
        quotes=tuple(
            Quote(
                QUOTE_KINDS[kind], content, tuple(read_spans(spans)), speaker_text, tuple(read_spans(speaker_spans)),
                cue_text, tuple(read_spans(cue_spans)), confidence, None if speaker is None else at[speaker],
                tuple(about.get(number, ())),
            )
            for number, kind, content, spans, speaker_text, speaker_spans, cue_text, cue_spans, confidence, speaker
            in quotes
        ),
    )  # fmt: skip
    numbers = StoredNumbers(
        tuple(row[0] for row in sentences), tuple(row[0] for row in mentions), entities, tuple(row[0] for row in quotes)
    )
    return analysis, numbers
