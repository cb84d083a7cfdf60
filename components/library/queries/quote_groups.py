"""Quotes that travel: which are in several articles, who ran them first, and what others made of the words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from components.analysis.text_reuse import choose_version, find_change, read_wording
from components.library.queries import View
from components.library.queries.frames import Frames, find_counted
from components.library.queries.quotes import QuoteDetail, build_quotes
from components.library.store import reading
from components.library.store.records import (
    NO_DAY,
    NOBODY,
    distinct_pairs,
    first_and_last,
    is_in,
    read_in,
)
from components.types import QUOTE_KINDS

MOST_WORDS = 2000  # of each quote that are compared
SAME, ADDED, LEFT_OUT = "same", "added", "left out"
_WORD = re.compile(r"\S+")
_SIGNS = re.compile(r"\W+")


def settle_groups(groups: pd.DataFrame, quotes: pd.DataFrame, originals: np.ndarray) -> pd.DataFrame:
    """The groups of quotes that count, with the speakers that corrections gave them: `quote, article, group, original`.

    A quote that belongs to its group only if the speaker is the same joins those of its speaker, or makes a group with
    them. `originals` gives for each article the one that it is a copy of, else itself: a group has at least two.
    """
    counted = find_counted(quotes)
    numbers = quotes["quote"].to_numpy()[counted]
    groups = groups[is_in(groups["quote"].to_numpy(), numbers)]
    places = np.searchsorted(numbers, groups["quote"].to_numpy())
    speaker = quotes["speaker"].to_numpy()[counted][places].astype(np.int64)
    group, firm = groups["group"].to_numpy().astype(np.int64), groups["is_firm"].to_numpy() == 1
    n_speakers = int(speaker.max(initial=0)) + 2
    keys = group * n_speakers + speaker + 1
    own = ~firm & ~is_in(keys, keys[firm])
    _, where = np.unique(keys[own], return_inverse=True)
    first = np.full(int(where.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, where, groups["quote"].to_numpy()[own])
    group = group.copy()
    group[own] = first[where]
    article = groups["article"].to_numpy()
    table = pd.DataFrame(
        {"quote": groups["quote"].to_numpy(), "article": article, "group": group, "original": originals[article]}
    )
    table = table[firm | (speaker != NOBODY)]
    found, _ = distinct_pairs(table["group"].to_numpy(), table["original"].to_numpy(), len(originals))
    several, n = np.unique(found, return_counts=True)
    return table[is_in(table["group"].to_numpy(), several[n > 1])].reset_index(drop=True)


def list_repeated(view: View) -> pd.DataFrame:
    """The quotes that several articles of the view have, most articles first; a copy is no further article.

    Columns: `group_id, n_articles, n_sources, n_quotes, first_date, last_date, quote_id` (of the first appearance).
    """
    frames, rows = view.frames, _in_order(view, view.quote_groups)
    codes, groups = pd.factorize(rows["group"].to_numpy())
    size = len(groups)
    articles = rows["article"].to_numpy()
    own, _ = distinct_pairs(codes, rows["original"].to_numpy(), frames.n_article_slots)
    source = frames.source[articles]
    known = np.asarray(frames.articles["source"].cat.categories, dtype=object)[source] != "" if size else own[:0] == 0
    by, _ = distinct_pairs(codes[known], source[known], max(int(source.max(initial=0)) + 1, 1))
    first, last = first_and_last(codes, frames.day[articles], size)
    _, opening = np.unique(codes, return_index=True)
    table = pd.DataFrame(
        {
            "group_id": [f"g{n}" for n in groups.tolist()],
            "n_articles": np.bincount(own, minlength=size),
            "n_sources": np.bincount(by, minlength=size),
            "n_quotes": np.bincount(codes, minlength=size),
            "first_date": np.array(first, dtype=object),
            "last_date": np.array(last, dtype=object),
            "quote_id": [f"q{n}" for n in rows["quote"].to_numpy()[opening].tolist()],
        }
    )
    table = table[table["n_articles"] > 1]
    return table.sort_values(
        ["n_articles", "n_sources", "first_date"], ascending=[False, False, True], kind="stable", ignore_index=True
    )


def _in_order(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of groups in order of time, undated last."""
    days = view.frames.day[rows["article"].to_numpy()].astype(np.int64)
    order = np.lexsort((rows["quote"].to_numpy(), np.where(days == NO_DAY, np.iinfo(np.int64).max, days)))
    return rows.take(order)


def list_appearances(view: View, group_id: str) -> pd.DataFrame:
    """The rows of one group in order of time, the first of each article and its copies; none if it is unknown."""
    number = group_id.removeprefix("g")
    rows = view.quote_groups
    is_own = rows["group"].to_numpy() == (int(number) if number.isdecimal() and len(number) < 19 else NOBODY)
    return _in_order(view, rows[is_own]).drop_duplicates("original")


def find_group_of(view: View) -> dict[str, tuple[str, int]]:
    """The group of each quote that several articles of the view have, with their number; by quote id."""
    counts = dict(zip(*(list_repeated(view)[name].tolist() for name in ("group_id", "n_articles")), strict=True))
    rows = view.quote_groups
    pairs = zip(rows["quote"].tolist(), rows["group"].tolist(), strict=True)
    return {f"q{quote}": (f"g{group}", counts[f"g{group}"]) for quote, group in pairs if f"g{group}" in counts}


@dataclass(frozen=True)
class RepeatedQuote:
    """A quote in several articles, as its first article has it."""

    group_id: str
    quote: QuoteDetail
    n_articles: int
    n_sources: int
    first_date: str
    last_date: str


def read_repeated(path: str | Path, view: View, table: pd.DataFrame) -> list[RepeatedQuote]:
    """The quotes of rows of `list_repeated`, in their order."""
    with reading(path) as con:
        found = _read_quotes(con, view.frames, table["quote_id"].str.removeprefix("q").astype(np.int64).tolist())
    return [
        RepeatedQuote(row.group_id, found[row.quote_id], row.n_articles, row.n_sources, row.first_date, row.last_date)
        for row in table.itertuples(index=False)
        if row.quote_id in found
    ]


def _read_quotes(con: sqlite3.Connection, frames: Frames, numbers: list[int]) -> dict[str, QuoteDetail]:
    rows = frames.quotes[is_in(frames.quotes["quote"].to_numpy(), np.array(numbers, dtype=np.int64))]
    return {quote.quote_id: quote for quote in build_quotes(con, frames, rows)}


@dataclass(frozen=True)
class Appearance:
    """A quote in one article, beside the first article that has it."""

    quote: QuoteDetail
    change: str  # one of CHANGES: what became of the version that most articles have
    n_copies: int  # articles that are copies of this one
    has_other_speaker: bool  # it is attributed to somebody else than the first


def read_appearances(path: str | Path, view: View, group_id: str) -> list[Appearance]:
    """All appearances of a quote in the view, the earliest first; none if there is no such group.

    Copies of an article are counted beside it, and not listed.
    """
    numbers = list_appearances(view, group_id)["quote"].tolist()
    with reading(path) as con:
        found = _read_quotes(con, view.frames, numbers)
    listed = [found[f"q{n}"] for n in numbers if f"q{n}" in found]
    changes = _find_changes([(quote.content, quote.kind) for quote in listed])
    copies, articles = _count_copies(view.frames), view.frames.articles
    return [
        Appearance(
            quote=quote,
            change=change,
            n_copies=copies.get(
                articles.at[view.frames.article_numbers[quote.article_id], "duplicate_of"] or quote.article_id, 0
            ),
            has_other_speaker=bool(quote.speaker_id and listed[0].speaker_id not in ("", quote.speaker_id)),
        )
        for quote, change in zip(listed, changes, strict=True)
    ]


def _count_copies(frames: Frames) -> dict[str, int]:
    """The number of copies of each article that has some, by its id."""
    copies = frames.articles["duplicate_of"]
    counts: dict[str, int] = copies[copies != ""].value_counts().to_dict()
    return counts


def _find_changes(quotes: Sequence[tuple[str, str]]) -> list[str]:
    """What became of the version that most have, for each quote of a group, given in order as (content, kind)."""
    wordings = [read_wording(*quote) for quote in quotes]
    if not wordings:
        return []
    version = wordings[choose_version(wordings)]
    return [find_change(version, one) for one in wordings]


def read_changes(path: str | Path, view: View) -> pd.DataFrame:
    """The view's rows of groups with the change of each: `quote, group, change`, in order of quotes."""
    rows = _in_order(view, view.quote_groups)
    with reading(path) as con:
        texts = {n: more for n, *more in read_in(con, "SELECT n, content, kind FROM quotes WHERE n IN", rows["quote"])}
    changes: dict[int, str] = {}
    for _, own in rows.groupby("group", sort=False):
        numbers = [n for n in own["quote"].tolist() if n in texts]
        found = _find_changes([(texts[n][0], QUOTE_KINDS[texts[n][1]]) for n in numbers])
        changes |= dict(zip(numbers, found, strict=True))
    rows = rows[is_in(rows["quote"].to_numpy(), np.array(list(changes), dtype=np.int64))].sort_values("quote")
    return pd.DataFrame(
        {"quote": rows["quote"], "group": rows["group"], "change": [changes[n] for n in rows["quote"].tolist()]}
    )


def mark_differences(first: str, other: str) -> list[tuple[str, str]]:
    """A quote's words beside the first's, in order, as (SAME, ADDED or LEFT_OUT, text).

    Words that differ only in typography or capitals are the same.
    """
    words = [[match[0] for match in islice(_WORD.finditer(text), MOST_WORDS)] for text in (first, other)]
    plain = [[_SIGNS.sub("", word).casefold() or word for word in own] for own in words]
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, " ".join(words[1][c:d])))
            continue
        if a < b:
            found.append((LEFT_OUT, " ".join(words[0][a:b])))
        if c < d:
            found.append((ADDED, " ".join(words[1][c:d])))
    return found
