"""Totals of a view, and articles by source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.columns import NO_DAY, NOBODY, date_of, distinct, first_and_last
from components.library.views import View


@dataclass(frozen=True)
class Totals:
    """Totals of a view; `first` and `last` are ISO dates, empty if nothing is dated."""

    n_articles: int
    n_sources: int  # without unknown ones
    first: str
    last: str
    n_undated: int
    n_copies: int
    n_mentions: int
    n_entities: int
    n_people: int
    n_quotes: int
    n_speakers: int
    n_unread: int  # unanalysed articles of the same dates and sources
    n_skipped: int  # in the whole library


def count_totals(view: View) -> Totals:
    """Count the totals of a view."""
    entities = distinct(view.mentions["entity"].to_numpy())
    speakers = distinct(view.quotes["speaker"].to_numpy())
    return Totals(
        n_articles=len(view.articles),
        n_sources=int((_articles_by_source(view)[view.frames.articles["source"].cat.categories != ""] > 0).sum()),
        first=date_of(view.span[0]) if view.span else "",
        last=date_of(view.span[1]) if view.span else "",
        n_undated=int((view.articles["day"].to_numpy() == NO_DAY).sum()),
        n_copies=int((view.articles["duplicate_of"].to_numpy() != "").sum()),
        n_mentions=len(view.mentions),
        n_entities=len(entities),
        n_people=int((view.frames.entity_types[entities] == "person").sum()),
        n_quotes=len(view.quotes),
        n_speakers=int((speakers != NOBODY).sum()),
        n_unread=len(view.unread),
        n_skipped=view.frames.n_skipped,
    )


def count_sources(view: View, entity_id: str | None = None) -> pd.DataFrame:
    """Articles and mentions by source, most articles first; with an entity, only articles that mention it.

    The unknown source is the empty string.
    """
    sources = view.frames.articles["source"].cat.categories
    entities = view.mentions["entity"].to_numpy()
    articles = view.mentions["article"].to_numpy()
    counted = view.articles.index.to_numpy()
    if entity_id is not None:
        number = view.frames.entity_numbers.get(entity_id, NOBODY)
        articles = articles[entities == number]
        counted = distinct(articles)
    codes = view.frames.source[counted]
    n_articles = np.bincount(codes, minlength=len(sources))
    first, last = first_and_last(codes, view.frames.day[counted], len(sources))
    n_mentions = np.bincount(view.frames.source[articles], minlength=len(sources))
    table = pd.DataFrame(
        {
            "source": np.asarray(sources, dtype=object),
            "n_articles": n_articles,
            "first_date": first,
            "last_date": last,
            "n_mentions": n_mentions,
        }
    )
    return table[n_articles > 0].sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


def _articles_by_source(view: View) -> np.ndarray:
    codes = view.articles["source"].cat.codes.to_numpy()
    return np.bincount(codes, minlength=len(view.frames.articles["source"].cat.categories))
