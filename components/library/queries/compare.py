"""Comparisons: names, sources, topics, stories, searches or periods side by side, each number with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtr

from components.library.queries import View
from components.library.queries.evidence import count_evidence, find_rows
from components.library.queries.keyness import find_names_apart, find_words_apart
from components.library.queries.quotes import QuoteDetail, build_quotes
from components.library.queries.sentiment import PRIOR, SPREAD, average
from components.library.queries.time import count_groups_by_period
from components.library.store import reading
from components.types import QUOTE_KINDS, EvidenceQuery

KINDS = ("name", "source", "topic", "story", "search", "period")
MOST_SIDES = 4
FEWEST_TESTED = 5  # certain sentences on each side of a test
_FIELDS = {"source": "source", "topic": "topic", "story": "story", "search": "words"}


@dataclass(frozen=True)
class Side:
    """One side of a comparison; the value is an id, a source, a query, or `first..last` (ISO dates)."""

    kind: str  # one of KINDS
    value: str

    def query(self, kind: str, *others: str, start: str = "", end: str = "") -> EvidenceQuery:
        """The evidence of this kind on this side; `others` are entities that it is also about."""
        if self.kind == "name":
            who = (self.value, *others)
            return EvidenceQuery("together" if others and kind == "articles" else kind, who, start=start, end=end)
        scope: dict[str, Any] = {"start": start, "end": end}
        if self.kind == "period":
            scope["start"], _, scope["end"] = self.value.partition("..")
        else:
            scope[_FIELDS[self.kind]] = self.value
        return EvidenceQuery(kind, others, **scope)


def find_articles_of_side(view: View, side: Side) -> np.ndarray:
    """The articles of a side (article numbers)."""
    return np.unique(find_rows(view, side.query("articles"))["article"].to_numpy())


def count_sides(view: View, sides: Sequence[Side]) -> pd.DataFrame:
    """Per side `n_articles`, `share` (of the view's articles), `n_mentions`, `n_quotes` and `n_direct`.

    Of a name these are its own mentions and quotes; of a search, the quotes that match it.
    """
    rows = []
    for side in sides:
        articles, mentions, quotes = (find_rows(view, side.query(kind)) for kind in ("articles", "mentions", "quotes"))
        rows.append(
            {
                "n_articles": len(articles), "share": len(articles) / max(len(view.articles), 1),
                "n_mentions": len(mentions), "n_quotes": len(quotes),
                "n_direct": int((quotes["kind"] == QUOTE_KINDS.index("direct")).sum()),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def read_surest_quotes(view: View, side: Side, most: int) -> list[QuoteDetail]:
    """The surest of the quotes that are counted on a side."""
    quotes = find_rows(view, side.query("quotes"))
    surest = quotes.sort_values(["confidence", "quote"], ascending=[False, True]).head(most)
    with reading(view.frames.path) as con:
        return list(build_quotes(con, view.frames, surest))


def count_sides_by_period(view: View, sides: Sequence[Side], names: Sequence[str], period: str) -> pd.DataFrame:
    """Articles of each side per period, in the columns of `count_mentions_by_period`; `entity_id` is its place."""
    groups = [
        (str(at), name, find_articles_of_side(view, side))
        for at, (side, name) in enumerate(zip(sides, names, strict=True))
    ]
    return count_groups_by_period(view, groups, period)


def average_sides(view: View, sides: Sequence[Side], target: str) -> pd.DataFrame:
    """How each side speaks of an entity; of a name, how it is itself spoken of.

    `mean, low, high, n, n_uncertain` as elsewhere, and `p`: of the difference from all the other sides together, by a
    t test with a common variance, corrected for the number of sides (Bonferroni); NaN where a part has too few
    sentences.
    """
    queries = [side.query("sentiment", *(() if side.kind == "name" else (target,))) for side in sides]
    found = [find_rows(view, query).assign(side=at) for at, query in enumerate(queries)]
    rows = pd.concat(found, ignore_index=True)
    result = average(rows["side"].to_numpy(dtype=np.int64), rows, len(sides))
    n_tests = 1 if len(sides) == 2 else len(sides)
    return pd.DataFrame(
        {
            "mean": result.mean, "low": result.low, "high": result.high, "n": result.n,
            "n_uncertain": [count_evidence(view, replace(query, label="uncertain")).n for query in queries],
            "p": np.minimum(1, [n_tests * _test(rows, at) for at in range(len(sides))]),
        }
    )  # fmt: skip


def _test(rows: pd.DataFrame, side: int) -> float:
    """The two-sided p of the difference between the scores of a side and all others; NaN if there are too few."""
    inside = rows["side"].to_numpy() == side
    scores = rows["score"].to_numpy(dtype=np.float64)
    own, others = scores[inside], scores[~inside]
    if min(len(own), len(others)) < FEWEST_TESTED:
        return float("nan")
    freedom = len(own) + len(others) - 2 + PRIOR  # with the prior of the variance that the intervals have
    left_over = ((own - own.mean()) ** 2).sum() + ((others - others.mean()) ** 2).sum() + PRIOR * SPREAD**2
    error = np.sqrt(left_over / freedom * (1 / len(own) + 1 / len(others)))
    return float(2 * stdtr(freedom, -abs(own.mean() - others.mean()) / error))


def find_apart(view: View, sides: Sequence[Side]) -> list[tuple[pd.DataFrame, list[str]]]:
    """Per side the names and words that set its articles apart from the others'; articles of both are left out."""
    groups = [find_articles_of_side(view, side) for side in sides]
    without = [side.value for side in sides if side.kind == "name"]
    apart = []
    for at, group in enumerate(groups):
        rest = np.unique(np.concatenate([other for place, other in enumerate(groups) if place != at]))
        own, others = np.setdiff1d(group, rest), np.setdiff1d(rest, group)
        names = find_names_apart(view, own, others, without=without, most=6)
        apart.append((names, find_words_apart(view.frames.path, own, others, most=8)["word"].tolist()))
    return apart
