"""Exhibit of one story: its articles over time."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components import count_of, library
from components.charts import Style, click_data
from components.charts.bars import plot_columns
from components.library import View
from components.library.queries.stories import read_story
from components.library.queries.time import build_grid
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import FEWEST_WITH_PEAK, Exhibit, Options, choose_period, dates_of, n_undated
from components.ui.session import count_in
from components.ui.tables import story_labels

FILE = {"start": "from", "end": "to", "n_articles": "articles"}


def build_story(view: View, options: Options, style: Style) -> Exhibit | None:
    """Articles of one story per period."""
    story_id = options.one("story")
    label = story_labels(view.frames, [story_id]).get(story_id)
    if label is None or count_in(view, read_story, story_id) is None:
        return None
    own = library.select(view.frames, replace(view.filter, stories=(story_id,)))
    if not own.span:
        return None
    period = choose_period(own, options)
    grid = build_grid(own, period)
    values = library.count_articles_by_period(own, period)
    table = pd.DataFrame({"start": grid.starts, "end": grid.ends, "n_articles": values})
    whole, undated = EvidenceQuery("articles", story=story_id), n_undated(own)
    peak = library.find_peak(table, "n_articles", fewest_periods=FEWEST_WITH_PEAK)
    starts, ends = table["start"].tolist(), table["end"].tolist()
    clicks = [click_data(story=story_id, start=start, end=end) for start, end in zip(starts, ends, strict=True)]
    return Exhibit(
        name="story",
        headline=findings.columns_headline("Articles", table, "n_articles", period),
        note=f"Articles of this story{findings.per(table, period)}, {dates_of(own)}. "
        f"{count_of(len(own.articles), 'article')}.",
        figure=plot_columns(starts, ends, values.tolist(), clicks, style, noun="article"),
        table=table.rename(columns=FILE),
        alt=findings.bars_alt(f"Articles per {period}", starts, values.tolist()),
        to_query=lambda click: replace(whole, start=click["start"], end=click["end"]) if click else None,
        options=options.asked("story", "period"),
        peak=None if peak is None else replace(whole, start=peak["start"], end=peak["end"]),
        n_undated=undated,
        undated=replace(whole, undated=True) if undated else None,
    )
