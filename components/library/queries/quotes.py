"""Quotes in full, sorted and cut into pages; who is quoted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from components.library.queries import View, build_scope
from components.library.queries.counts import list_entities
from components.library.queries.frames import Frames, find_counted
from components.library.queries.matching import Matcher
from components.library.queries.passages import Tokens, holds
from components.library.queries.query_language import parse
from components.library.store import reading
from components.library.store.records import NO_DAY, NOBODY, distinct, distinct_pairs, is_in, read_in, read_spans
from components.types import QUOTE_KINDS, Span

ORDERS = ("newest", "oldest", "surest", "longest")


def count_speakers(view: View) -> pd.DataFrame:
    """Quoted entities, most quotes first; quotes of unknown speakers are left out."""
    frames = view.frames
    size = frames.n_entity_slots
    quotes = view.counted_quotes
    speakers = quotes["speaker"].to_numpy()
    known = speakers != NOBODY
    direct = known & (quotes["kind"].to_numpy() == QUOTE_KINDS.index("direct"))
    n_quotes = np.bincount(speakers[known], minlength=size)
    quoted, _ = distinct_pairs(speakers[known], quotes["article"].to_numpy()[known], frames.n_article_slots)
    return list_entities(
        frames,
        n_quotes,
        "n_quotes",
        n_articles=np.bincount(quoted, minlength=size),
        n_direct=np.bincount(speakers[direct], minlength=size),
    )


# An attribution in the article's own words and their order: a name and a verb put together can say what is not so.

_NEAR = 160  # characters between speaker and cue that are shown; if there are more, or a sentence ends, an ellipsis
_WINDOW = 120  # characters looked at on either side
_MOST = 240  # characters of one part
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[^\W_]{3}[.!?…][\"”’»)\]]*\s|\n\s*\n")
_HELPING_WORDS = (
    "am are be been being can cannot could did do does had has have having is may might must need ought shall should "
    "was were will would not never no nor neither nobody hardly scarcely rarely barely seldom without if unless whether"
)
_HELPING = frozenset(_HELPING_WORDS.split())
_BETWEEN = frozenset(("also", "always", "even", "ever", "just", "now", "often", "once", "since", "still", "yet"))
_BEHIND = frozenset(("not", "never", "no", "nothing", "none", "nobody", "neither", "if", "unless", "whether"))
_FORMS_OF_BE = frozenset(("am", "are", "be", "been", "being", "is", "was", "were"))
_LEADING = frozenset(("that", "denied", "denies", "deny", "doubted", "doubts", "doubt"))
_MOST_LEADING = 10  # words shown before "that" or a passive


def build_attribution(text: str, speaker: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> str:
    """What the article says of who spoke: its words from speaker to cue, or from cue to speaker, in their order.

    What turns their meaning belongs to them: auxiliaries, negations and conditions, the subject of a passive ("Denny
    was accused by Khan"), and what a clause hangs on ("It is not true that Khan said"). The quote's own words, and
    what stands between speaker and cue where they are far apart, are an ellipsis.
    """
    cue = [span for span in cue if any(map(str.isalnum, text[slice(*span)]))]  # not the colon of a transcript
    parts: list[Span] = []
    for start, end in sorted(span for span in (*speaker, *cue) if 0 <= span[0] < span[1] <= len(text)):
        if parts and _stand_together(text, parts[-1][1], start, content):
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    is_passive = bool(cue) and (not speaker or min(cue) < min(speaker))
    edges = [edge for span in (*content, *parts) for edge in span]
    shown = []
    for start, end in parts:
        first = max((edge for edge in edges if edge <= start and edge != start), default=0)
        last = min((edge for edge in edges if edge >= end and edge != end), default=len(text))
        behind = _BEHIND if any(start <= a < end for a, _ in cue) else _BEHIND | _HELPING
        start = _reach_back(text, max(first, start - _WINDOW), start, is_passive=is_passive)
        shown.append((start, _reach_on(text, end, min(last, end + _WINDOW), behind)))
    return " … ".join(_shorten(text[start:end]) for start, end in shown)


def _stand_together(text: str, end: int, start: int, content: Sequence[Span]) -> bool:
    """True if what lies between two spans is short, of one sentence, and none of the quote's words."""
    if start - end > _NEAR or any(a < start and b > end for a, b in content):
        return start <= end
    return not _SENTENCE_END.search(text, max(0, end - 3), start)


def _reach_back(text: str, first: int, start: int, *, is_passive: bool) -> int:
    """Where the words begin that belong to those at `start`; not before `first`."""
    own = "".join(text[start : start + _WINDOW].lower().split(maxsplit=1)[:1])  # the word that stands there
    before: list[tuple[str, int]] = []  # the words of the clause, the nearest first
    at = start
    for match in reversed(list(_WORD.finditer(text, first, start))):
        if text[match.end() : at].strip() or (match.start() == first and text[first - 1 : first].isalnum()):
            break
        before.append((match[0].lower().replace("’", "'"), at := match.start()))
    seen = n = 0
    while seen < len(before):
        word = before[seen][0]
        if word in _HELPING or word.endswith(("n't", "'d", "'ll", "'ve", "'re")):
            n = seen = seen + 1
        elif word == "to" and seen + 1 < len(before):  # "failed to say", "is said to have"
            n = seen = seen + 2
        elif word in _BETWEEN or word.endswith("ly"):
            seen += 1
        else:
            break
    if seen < len(before) and before[seen][0] in _LEADING:
        n = seen + 1 + _MOST_LEADING
    elif is_passive and any(word in _FORMS_OF_BE for word in (own, *(word for word, _ in before[:n]))):
        n += _MOST_LEADING
    return before[min(n, len(before)) - 1][1] if n and before else start


def _reach_on(text: str, end: int, last: int, belonging: frozenset[str]) -> int:
    """Where the words end that belong to those that end at `end`; not behind `last`."""
    for match in _WORD.finditer(text, end, last):
        if text[end : match.start()].strip() or not {match[0].lower(), match[0].lower()[-3:]} & (belonging | {"n't"}):
            break
        end = match.end()
    return end


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MOST else f"{words[:_MOST].rstrip()} …"


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
    url: str
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
    attribution: str  # in the article's own words, see `build_attribution`
    about: tuple[str, ...]  # entity_ids named in the content
    counts: bool  # see `find_counted`


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
    counted: bool | None = True,
    topic: str | None = None,
    source: str | None = None,
    start: str = "",
    end: str = "",
    order: str = "newest",
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[QuoteDetail], int]:
    """One page of the view's quotes that match, and their total number.

    `counted` chooses those that count, those that do not (False), or all (None).
    `speaker` and `about` are entity ids; `words` are searched in the quote and the speaker's name; `order` is one of
    ORDERS, with undated quotes always last.
    """
    if order not in ORDERS:
        raise ValueError(f"Unknown order {order!r}: one of {', '.join(ORDERS)}")
    frames, quotes = view.frames, view.quotes
    if counted is not None:
        quotes = view.counted_quotes if counted else quotes[~find_counted(quotes)]
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
            mask &= _has_words(con, frames, quotes, words)
        found = quotes[mask]
        page = found.iloc[_order(frames, found, order)[offset : offset + limit]]
        return list(build_quotes(con, frames, page)), len(found)


def _has_words(con: sqlite3.Connection, frames: Frames, quotes: pd.DataFrame, words: str) -> np.ndarray:
    """Mask of quotes that match a query, or whose speaker's name does."""
    node = parse(words)
    if node is None:
        return np.zeros(len(quotes), dtype=bool)
    matcher = Matcher(con, frames)
    found = is_in(quotes["quote"].to_numpy(), frames.quotes["quote"].to_numpy()[matcher.match_quotes(node)])
    speakers = quotes["speaker"].to_numpy()
    named = [n for n in distinct(speakers).tolist() if n != NOBODY]
    fitting = [n for n in named if holds(node, Tokens(frames.entity_names[n]), matcher.forms)]
    texts = [holds(node, Tokens(text), matcher.forms) for text in quotes["speaker_text"].cat.categories]
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
    sql = "SELECT n, content, cue_text, content_spans, speaker_spans, cue_spans FROM quotes WHERE n IN"
    texts = {n: more for n, *more in read_in(con, sql, numbers)}
    articles = dict(
        read_in(con, "SELECT n, text FROM articles WHERE n IN", distinct(rows["article"].to_numpy()).tolist())
    )
    mentioned = frames.quote_mentions[np.isin(frames.quote_mentions["quote"].to_numpy(), numbers)]
    about: dict[int, dict[str, None]] = {}
    for quote, entity in zip(mentioned["quote"].tolist(), mentioned["entity"].tolist(), strict=True):
        about.setdefault(quote, {})[str(frames.entity_ids[entity])] = None
    counted = dict(zip(numbers, find_counted(rows).tolist(), strict=True))
    for row in rows.itertuples(index=False):
        if row.quote not in texts:
            continue  # removed by the worker since the frames were read
        content, cue, *spans = texts[row.quote]
        content_spans, speaker_spans, cue_spans = (tuple(read_spans(one)) for one in spans)
        article = frames.articles.loc[row.article]
        known = row.speaker != NOBODY
        yield QuoteDetail(
            quote_id=f"q{row.quote}",
            article_id=article["article_id"],
            title=article["title"],
            source=article["source"],
            date=article["date"],
            date_origin=article["date_origin"],
            url=article["url"],
            kind=QUOTE_KINDS[row.kind],
            content=content,
            content_spans=content_spans,
            speaker_id=str(frames.entity_ids[row.speaker]) if known else "",
            speaker_name=str(frames.entity_names[row.speaker]) if known else "",
            speaker_text=str(row.speaker_text),
            speaker_spans=speaker_spans,
            cue_text=cue,
            cue_spans=cue_spans,
            confidence=float(row.confidence),
            attribution=build_attribution(articles.get(row.article, ""), speaker_spans, cue_spans, content_spans),
            about=tuple(about.get(row.quote, ())),
            counts=counted[row.quote],
        )
