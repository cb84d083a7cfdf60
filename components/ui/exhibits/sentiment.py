"""Sentiment exhibits: over time, as label shares, and by source."""

from __future__ import annotations

from components import count_of, join_words, library
from components.charts import Style, click_data
from components.charts.sentiment import FEW, plot_sentiment
from components.charts.sentiment_shares import plot_averages, plot_sentiment_shares
from components.library import View
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import (
    Exhibit,
    Options,
    articles_naming,
    choose_focus,
    choose_names,
    choose_period,
    dates_of,
    entity_name,
    for_file,
    n_undated,
    to_query,
)
from components.ui.exhibits.sources import MOST_SOURCES, UNKNOWN
from components.ui.session import count_in

ROWS = 3  # entities on a chart of sentiment over time by default
HOW_DRAWN = "Band: 95% interval. Coloured: clear of neutral, from 5 sentences on. Hollow: under 20 sentences."


def build_sentiment(view: View, options: Options, style: Style) -> Exhibit | None:
    """Sentiment toward entities over time."""
    if view.span is None or not len(view.sentiments):
        return None
    who = choose_focus(options, choose_names(view, options), ROWS)
    period, why = _choose_period(view, options, who)
    table = count_in(view, library.average_sentiment_by_period, who, period)
    if not len(table) or not table["n"].any() or table["start"].nunique() < 2:
        return None  # no certain sentences, or one period only, which shares show better
    uncertain = int(table["n_uncertain"].sum())
    left_out = f" {uncertain:,} uncertain left out." if uncertain else ""
    is_drawn = table.groupby("entity_id")["n"].transform("sum") > 0
    if not is_drawn.all():
        left_out += f" Nothing certain on {join_words(table[~is_drawn]['name'].unique().tolist())}."
        table = table[is_drawn].reset_index(drop=True)
    names = table.drop_duplicates("entity_id")["name"].tolist()
    of = names[0] if len(names) == 1 else "each"
    return Exhibit(
        name="sentiment",
        headline=findings.sentiment_headline(table, period),
        note=(
            f"Mean sentiment (−1 to +1) of the n sentences a {period} that name {of}, {dates_of(view)}. "
            f"{why}{HOW_DRAWN}{left_out}"
        ),
        figure=plot_sentiment(table, style),
        table=for_file(
            table,
            {
                "name": "name", "start": "from", "end": "to", "mean": "mean", "low": "low_95", "high": "high_95",
                "n": "sentences",
                "n_uncertain": "uncertain",
            },
        ),
        alt=findings.sentiment_alt(table, period),
        to_query=to_query("sentiment"),
        options=options.asked("who", "focus", "period"),
        n_undated=n_undated(view, articles_naming(view, who[0]) if len(who) == 1 else None),
        undated=EvidenceQuery("articles", tuple(who), undated=True) if len(who) == 1 else None,
    )  # fmt: skip


def _choose_period(view: View, options: Options, who: list[str]) -> tuple[str, str]:
    """As for other charts, or one step coarser if most points would be hollow; also the sentence that explains it."""
    period = choose_period(view, options)
    coarser = library.coarser_period(view, period)
    counts = count_in(view, library.average_sentiment_by_period, who, period)["n"]
    if coarser == period or (counts >= FEW).mean() >= 0.5:
        return period, ""
    return coarser, f"By {coarser}: most {period}s hold under {FEW} sentences. "


def build_sentiment_shares(view: View, options: Options, style: Style) -> Exhibit | None:
    """Shares of negative, neutral and positive sentences per entity."""
    table = count_in(view, library.count_sentiment_labels, choose_names(view, options))
    table = table[(table["n"] > 0) | (table["uncertain"] > 0)].reset_index(drop=True)
    n = int(table["n"].sum())
    if n == 0:
        return None  # only uncertain sentences: no shares to draw
    return Exhibit(
        name="tone",
        headline=findings.shares_headline(table),
        note=(
            f"Sentences by how they speak of the one they name; widths are shares of the certain ones, {n:,} in all. "
            "Pale: under 20 sentences."
        ),
        figure=plot_sentiment_shares(table, style),
        table=for_file(
            table,
            {
                "name": "name",
                "negative": "negative",
                "neutral": "neutral",
                "positive": "positive",
                "uncertain": "uncertain",
            },
        ),
        alt=findings.shares_alt(table),
        to_query=to_query("sentiment"),
        options=options.asked("who"),
    )


def build_sentiment_by_source(view: View, options: Options, style: Style) -> Exhibit | None:
    """Sentiment toward one entity, by source."""
    entity_id = options.one("entity")
    name = entity_name(view, entity_id)
    if not name:
        return None
    table = count_in(view, library.average_sentiment_by_source, entity_id)
    silent = int((table["n"] == 0).sum())
    table = table[table["n"] > 0].head(MOST_SOURCES).reset_index(drop=True)
    if not len(table):
        return None
    left_out = f" {count_of(silent, 'source')} with uncertain sentences only left out." if silent else ""
    names = [source or UNKNOWN for source in table["source"].tolist()]
    clicks = [click_data(entity=entity_id, source=source) for source in table["source"].tolist()]
    return Exhibit(
        name="tone_by_source",
        headline=findings.shares_by_source_headline(name, names, table),
        note=(
            f"Mean sentiment (−1 to +1) of the n sentences that name {name}, by source. {HOW_DRAWN}{left_out}"
        ),
        figure=plot_averages(table, names, clicks, style),
        table=for_file(
            table,
            {
                "source": "source", "mean": "mean", "low": "low_95", "high": "high_95", "n": "sentences",
                "n_uncertain": "uncertain",
            },
        ),
        alt=findings.shares_by_source_alt(name, names, table),
        to_query=to_query("sentiment"),
        options=options.asked("entity"),
        peak=EvidenceQuery("sentiment", (entity_id,)),
        peak_label="See all the sentences",
    )  # fmt: skip
