"""Exhibits of one number over time: a column per period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from components import count_of, library
from components.charts import Style, click_data
from components.charts.bars import plot_columns
from components.library import View
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import (
    FEWEST_WITH_PEAK,
    TIMED,
    Exhibit,
    Options,
    choose_peaks,
    choose_period,
    dates_of,
    for_file,
    mark_peaks,
    n_undated,
    periods_of,
    state_partial,
    to_query,
)
from components.ui.exhibits.overlays import lay_over


def build_columns(
    view: View,
    options: Options,
    style: Style,
    table: pd.DataFrame,
    *,
    name: str,
    what: str,
    whole: EvidenceQuery,
    articles: np.ndarray,
    alt: Callable[..., str],
    file: Mapping[str, str],
    count: Callable[[View], pd.DataFrame],
) -> Exhibit:
    """One number over time as columns: the mentions of an entity, or the articles of a topic or a story.

    `whole` asks for the evidence of all columns together; its kind, "mentions" or "articles", is what `table` counts
    per period; `count` makes the same table of another view. `articles` are the numbers of the articles it lies in.
    """
    noun, column = whole.kind.removesuffix("s"), f"n_{whole.kind}"
    option, of = _read_subject(whole)
    period = choose_period(view, options)
    peak = library.find_peak(table, column, fewest_periods=FEWEST_WITH_PEAK)
    starts, ends, values = (table[part].tolist() for part in ("start", "end", column))
    clicks = [click_data(**of, start=start, end=end) for start, end in zip(starts, ends, strict=True)]
    undated = n_undated(view, articles)
    over, said = lay_over(view, options, table, period, column, count)
    found = choose_peaks(view, whole.entities, period) if whole.entities else []
    marks = {start: number for (_, start), number in mark_peaks(found).items()}
    return Exhibit(
        name=name,
        headline=findings.columns_headline(whole.kind.capitalize(), table, column, period),
        note=f"{what}{findings.per(table, period)}, {dates_of(view)}. {count_of(len(articles), 'article')}."
        + state_partial(view, period) + said,
        figure=plot_columns(starts, ends, values, clicks, style, noun=noun, marks=marks, over=over, of=of),
        table=for_file(over, file),
        alt=alt(table, period, undated=bool(undated)),
        to_query=to_query(whole.kind),
        options=options.asked(option, *TIMED),
        peak=None if peak is None else replace(whole, start=peak["start"], end=peak["end"]),
        n_undated=undated,
        undated=replace(whole, undated=True) if undated else None,
        periods=periods_of(table),
    )  # fmt: skip


def _read_subject(whole: EvidenceQuery) -> tuple[str, dict[str, str]]:
    """The option that names what columns are about, and the part of their click data that does."""
    if whole.entities:
        return "entity", {"entity": whole.entities[0]}
    return ("story", {"story": whole.story}) if whole.story else ("subject", {"topic": whole.topic or ""})
