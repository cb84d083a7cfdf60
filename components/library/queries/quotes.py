"""Quotes in full, sorted and cut into pages; who is quoted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from components.library.queries import View, build_scope
from components.library.queries.frames import Frames
from components.library.queries.search import SearchWords
from components.library.store import reading
from components.library.store.records import NO_DAY, NOBODY, distinct, distinct_pairs, is_in, read_in, read_spans
from components.types import QUOTE_KINDS, Span

ORDERS = ("newest", "oldest", "surest", "longest")


def count_speakers(view: View) -> pd.DataFrame:
    """Quoted entities, most quotes first; quotes of unknown speakers are left out."""
    frames = view.frames
    size = frames.n_entity_slots
    speakers = view.quotes["speaker"].to_numpy()
    known = speakers != NOBODY
    direct = known & (view.quotes["kind"].to_numpy() == QUOTE_KINDS.index("direct"))
    n_quotes = np.bincount(speakers[known], minlength=size)
    quoted, _ = distinct_pairs(speakers[known], view.quotes["article"].to_numpy()[known], frames.n_article_slots)
    numbers = np.flatnonzero(n_quotes)
    numbers = numbers[np.lexsort((frames.entity_names[numbers], -n_quotes[numbers]))]
    return pd.DataFrame(
        {
            "entity_id": frames.entity_ids[numbers],
            "name": frames.entity_names[numbers],
            "type": frames.entity_types[numbers],
            "n_quotes": n_quotes[numbers],
            "n_articles": np.bincount(quoted, minlength=size)[numbers],
            "n_direct": np.bincount(speakers[direct], minlength=size)[numbers],
        }
    )


# Quotes in full: one by its id, or filtered, sorted and paged.


@dataclass(frozen=True)
class QuoteDetail:
    """A quote with its article; `speaker_id` and `speaker_name` are empty if the speaker is not a known entity."""

    quote_id: str
    article_id: str
    title: str
    source: str
    date: str
    date_origin: str
    kind: str
    content: str
    content_spans: tuple[Span, ...]
    speaker_id: str
    speaker_name: str
    speaker_text: str  # as in the article or a correction: "she", "a spokesman"
    speaker_spans: tuple[Span, ...]
    cue_text: str
    cue_spans: tuple[Span, ...]
    confidence: float
    about: tuple[str, ...]  # entity_ids named in the content


def read_quote(frames: Frames, path: str | Path, quote_id: str) -> QuoteDetail | None:
    """The quote; None if it was removed or rejected."""
    number = quote_id.removeprefix("q")
    if not number.isdecimal() or len(number) > 18:  # more digits than an SQLite integer has
        return None
    row = frames.quotes[frames.quotes["quote"].to_numpy() == int(number)]
    with reading(path) as con:
        return next(build_quotes(con, frames, row), None)


def read_quotes(
    path: str | Path,
    view: View,
    *,
    speaker: str | None = None,
    about: str | None = None,
    kinds: Sequence[str] | None = None,
    words: str = "",
    min_confidence: float = 0.0,
    topic: str | None = None,
    source: str | None = None,
    start: str = "",
    end: str = "",
    order: str = "newest",
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[QuoteDetail], int]:
    """One page of the view's quotes that match, and their total number.

    `speaker` and `about` are entity ids; `words` are searched in the quote and the speaker's name; `order` is one of
    ORDERS, with undated quotes always last.
    """
    if order not in ORDERS:
        raise ValueError(f"Unknown order {order!r}: one of {', '.join(ORDERS)}")
    frames, quotes = view.frames, view.quotes
    mask = quotes["confidence"].to_numpy() >= min_confidence
    if speaker is not None:
        mask &= quotes["speaker"].to_numpy() == frames.entity_numbers.get(speaker, NOBODY - 1)
    if about is not None:
        rows = view.quote_mentions["entity"].to_numpy() == frames.entity_numbers.get(about, NOBODY - 1)
        mask &= is_in(quotes["quote"].to_numpy(), view.quote_mentions["quote"].to_numpy()[rows])
    if kinds is not None:
        mask &= np.isin(quotes["kind"].to_numpy(), [QUOTE_KINDS.index(kind) for kind in kinds])
    scope = build_scope(view, start=start, end=end, source=source, topic=topic)
    mask &= scope[quotes["article"].to_numpy()]
    with reading(path) as con:
        if words.strip():
            mask &= _has_words(con, frames, quotes, SearchWords(words))
        found = quotes[mask]
        page = found.iloc[_order(frames, found, order)[offset : offset + limit]]
        return list(build_quotes(con, frames, page)), len(found)


def _has_words(con: sqlite3.Connection, frames: Frames, quotes: pd.DataFrame, words: SearchWords) -> np.ndarray:
    """Mask of quotes that contain all words or whose speaker's name does."""
    if not words:
        return np.zeros(len(quotes), dtype=bool)
    rows = con.execute("SELECT rowid FROM quotes_words WHERE quotes_words MATCH ?", (words.match,))
    found = is_in(quotes["quote"].to_numpy(), np.fromiter((n for (n,) in rows), dtype=np.int64))
    speakers = quotes["speaker"].to_numpy()
    fitting = [n for n in distinct(speakers).tolist() if n != NOBODY and words.are_in(frames.entity_names[n])]
    texts = [words.are_in(text) for text in quotes["speaker_text"].cat.categories]
    found |= is_in(speakers, np.array(fitting, dtype=np.int64))
    found |= is_in(quotes["speaker_text"].cat.codes.to_numpy(), np.flatnonzero(texts))
    return found


def _order(frames: Frames, found: pd.DataFrame, order: str) -> np.ndarray:
    articles, starts = found["article"].to_numpy(), found["start"].to_numpy()
    days = frames.day[articles].astype(np.int64)
    latest = -days
    if order == "oldest":
        return np.lexsort((starts, articles, np.where(days == NO_DAY, np.iinfo(np.int64).max, days)))
    if order == "surest":
        return np.lexsort((starts, articles, latest, -found["confidence"].to_numpy()))
    if order == "longest":
        return np.lexsort((starts, articles, latest, starts - found["end"].to_numpy()))
    return np.lexsort((starts, articles, latest))


def build_quotes(con: sqlite3.Connection, frames: Frames, rows: pd.DataFrame) -> Iterator[QuoteDetail]:
    """Yield the details of rows of `Frames.quotes`, in order."""
    numbers = rows["quote"].tolist()
    sql = "SELECT n, content, content_spans, speaker_spans, cue_text, cue_spans FROM quotes WHERE n IN"
    texts = {n: more for n, *more in read_in(con, sql, numbers)}
    mentioned = frames.quote_mentions[np.isin(frames.quote_mentions["quote"].to_numpy(), numbers)]
    about: dict[int, dict[str, None]] = {}
    for quote, entity in zip(mentioned["quote"].tolist(), mentioned["entity"].tolist(), strict=True):
        about.setdefault(quote, {})[str(frames.entity_ids[entity])] = None
    for row in rows.itertuples(index=False):
        if row.quote not in texts:
            continue  # removed by the worker since the frames were read
        content, spans, speaker_spans, cue, cue_spans = texts[row.quote]
        article = frames.articles.loc[row.article]
        known = row.speaker != NOBODY
        yield QuoteDetail(
            quote_id=f"q{row.quote}",
            article_id=article["article_id"],
            title=article["title"],
            source=article["source"],
            date=article["date"],
            date_origin=article["date_origin"],
            kind=QUOTE_KINDS[row.kind],
            content=content,
            content_spans=tuple(read_spans(spans)),
            speaker_id=str(frames.entity_ids[row.speaker]) if known else "",
            speaker_name=str(frames.entity_names[row.speaker]) if known else "",
            speaker_text=str(row.speaker_text),
            speaker_spans=tuple(read_spans(speaker_spans)),
            cue_text=cue,
            cue_spans=tuple(read_spans(cue_spans)),
            confidence=float(row.confidence),
            about=tuple(about.get(row.quote, ())),
        )
