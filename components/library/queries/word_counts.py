"""How much a search finds: by period, by source, and several searches beside each other over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components.library.queries import View, find_articles
from components.library.queries.matching import Matcher
from components.library.queries.query_language import Term, parse
from components.library.queries.search import Found
from components.library.queries.time import build_grid, count_articles_by_period, count_groups_by_period
from components.library.store import reading


def count_found_by_period(view: View, found: Found, period: str) -> pd.DataFrame:
    """What was found per period, as a complete grid: `n_found`; `n_all_articles` are all of the view."""
    grid = build_grid(view, period)
    slots = grid.slots[found.articles]
    n_found = np.bincount(slots[slots >= 0], minlength=len(grid))
    n_all = count_articles_by_period(view, period)
    return pd.DataFrame({"start": grid.starts, "end": grid.ends, "n_found": n_found, "n_all_articles": n_all})


def count_found_by_source(view: View, found: Found) -> pd.DataFrame:
    """What was found per source, most first: `n_found`; `n_all_articles` are all of the source in the view."""
    sources = np.asarray(view.frames.articles["source"].cat.categories, dtype=object)
    n_found = np.bincount(view.frames.source[found.articles], minlength=len(sources))
    n_all = np.bincount(view.articles["source"].cat.codes.to_numpy(), minlength=len(sources))
    table = pd.DataFrame({"source": sources, "n_found": n_found, "n_all_articles": n_all})
    return table[n_found > 0].sort_values("n_found", ascending=False, kind="stable", ignore_index=True)


def count_words_by_period(view: View, queries: Sequence[str], period: str) -> pd.DataFrame:
    """Articles that match each query per period, in the columns of `count_mentions_by_period`.

    The `entity_id` is the query; `n_mentions` are articles too, each counted once.
    """
    groups = [
        (query, name, np.flatnonzero(view.has_article & find_articles(view.frames, query)))
        for query, name in zip(queries, name_queries(view, queries), strict=True)
    ]
    return count_groups_by_period(view, groups, period)


def name_queries(view: View, queries: Sequence[str]) -> list[str]:
    """What to call each query: its words, or the name of whom it is about."""
    names = []
    with reading(view.frames.path) as con:
        matcher = Matcher(con, view.frames)
        for query in queries:
            node = parse(query)
            is_name = isinstance(node, Term) and node.field == "about"
            names.append(matcher.name_field(node) if is_name and isinstance(node, Term) else " ".join(query.split()))
    return names
