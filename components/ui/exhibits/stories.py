"""Exhibit of one story: its articles over time."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components import library
from components.charts import Style
from components.library import View
from components.library.queries.stories import read_story
from components.library.queries.time import build_grid
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.columns import build_columns
from components.ui.exhibits.common import Exhibit, Options, choose_period
from components.ui.session import count_in

FILE = {"start": "from", "end": "to", "n_articles": "articles"}


def build_story(view: View, options: Options, style: Style) -> Exhibit | None:
    """Articles of one story per period."""
    story_id = options.one("story")
    if count_in(view, read_story, story_id) is None:
        return None
    own = library.select(view.frames, replace(view.filter, stories=(story_id,)))
    if not own.span:
        return None
    period = choose_period(own, options)
    table = _count(own, period)
    return build_columns(
        own,
        options,
        style,
        table,
        name="story",
        what="Articles of this story",
        whole=EvidenceQuery("articles", story=story_id),
        articles=own.articles.index.to_numpy(),
        alt=_describe,
        file=FILE,
        count=lambda of: _count(of, period),
    )


def _count(view: View, period: str) -> pd.DataFrame:
    """The articles of a view per period."""
    grid, values = build_grid(view, period), library.count_articles_by_period(view, period)
    return pd.DataFrame({"start": grid.starts, "end": grid.ends, "n_articles": values})


def _describe(table: pd.DataFrame, period: str, *, undated: bool) -> str:  # noqa: ARG001 - as other columns are described
    return findings.bars_alt(f"Articles per {period}", table["start"].tolist(), table["n_articles"].tolist())
