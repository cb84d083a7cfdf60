"""Sentiment exhibits: over time, as label shares, and by source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components import count_of, join_words, library
from components.charts import Style, click_data
from components.charts.sentiment import FEW, TOO_FEW, plot_sentiment
from components.charts.sentiment_shares import plot_averages, plot_sentiment_shares
from components.library import View
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import (
    FEWEST_WITH_PEAK,
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
    periods_of,
    to_query,
)
from components.ui.exhibits.sources import MOST_SOURCES, UNKNOWN
from components.ui.session import count_in
from components.ui.words import format_period, spell

ENOUGH = 20  # minimum sentences for a finding
LEAN = 0.15  # minimum difference between negative and positive share
ROWS = 3  # entities on a chart of sentiment over time by default
CARRIED = 0.5  # minimum share of periods with enough sentences for a line


def build_sentiment(view: View, options: Options, style: Style) -> Exhibit | None:
    """Sentiment toward entities over time."""
    if view.span is None or not len(view.sentiments):
        return None
    who = choose_focus(options, choose_names(view, options), ROWS)
    period = choose_period(view, options)
    table = count_in(view, library.average_sentiment_by_period, who, period)
    if not len(table) or table["start"].nunique() < FEWEST_WITH_PEAK:
        return None  # of one or two periods, shares say more
    carried = (table["n"] >= TOO_FEW).groupby(table["entity_id"]).transform("mean") >= CARRIED
    left_out = ""
    if not carried.all():
        left_out = f" Too few sentences for a line on {join_words(table[~carried]['name'].unique().tolist())}."
        table = table[carried].reset_index(drop=True)
    if not len(table):
        return None
    uncertain = int(table["n_uncertain"].sum())
    names = table.drop_duplicates("entity_id")["name"].tolist()
    of = names[0] if len(names) == 1 else "each"
    return Exhibit(
        name="sentiment",
        headline=sentiment_headline(table, period),
        note=(
            f"How the sentences that name {of} speak, {findings.STEPS[period]}, {dates_of(view)}. "
            f"Below each line, how many sentences there are; fewer than {spell(TOO_FEW)} make no point.{left_out}"
        ),
        method=_describe_method(uncertain),
        figure=plot_sentiment(table, style),
        table=for_file(
            table,
            {
                "name": "name", "start": "from", "end": "to", "mean": "mean", "low": "low_95", "high": "high_95",
                "n": "sentences",
                "n_uncertain": "uncertain",
            },
        ),
        alt=sentiment_alt(table, period),
        to_query=to_query("sentiment"),
        options=options.asked("who", "focus", "period", "measure"),
        n_undated=n_undated(view, articles_naming(view, who[0]) if len(who) == 1 else None),
        undated=EvidenceQuery("articles", tuple(who), undated=True) if len(who) == 1 else None,
        periods=periods_of(table),
    )  # fmt: skip


def _describe_method(uncertain: int) -> str:
    """How averages are counted and drawn."""
    left_out = f" {count_of(uncertain, 'sentence')} of uncertain tone left out." if uncertain else ""
    return (
        "Each sentence that names somebody counts as negative (−1), neutral (0) or positive (+1), and a point is "
        "their average. The shaded band is its 95% interval. A point is coloured if that band is clear of neutral, and "
        f"hollow if it rests on fewer than {FEW} sentences.{left_out}"
    )


def build_sentiment_shares(view: View, options: Options, style: Style) -> Exhibit | None:
    """Shares of negative, neutral and positive sentences per entity."""
    table = count_in(view, library.count_sentiment_labels, choose_names(view, options))
    table = table[(table["n"] > 0) | (table["uncertain"] > 0)].reset_index(drop=True)
    n = int(table["n"].sum())
    if n == 0:
        return None  # only uncertain sentences: no shares to draw
    whom = str(table["name"].iloc[0]) if len(table) == 1 else "the one they name"
    return Exhibit(
        name="tone",
        headline=shares_headline(table),
        note=(
            f"How {count_of(n, 'sentence')} {'speaks' if n == 1 else 'speak'} of {whom}. "
            f"Pale bars have fewer than {FEW} sentences."
        ),
        method=(
            "Each sentence that names somebody counts as negative, neutral or positive; the bars show their shares. "
            "A sentence whose tone is too uncertain to call stands at the right and in no share."
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
        alt=shares_alt(table),
        to_query=to_query("sentiment"),
        options=options.asked("who"),
    )


def build_sentiment_by_source(view: View, options: Options, style: Style) -> Exhibit | None:
    """Sentiment toward one entity, by source."""
    entity_id = options.one("entity")
    name = entity_name(view, entity_id)
    if not name:
        return None
    table = everything = count_in(view, library.average_sentiment_by_source, entity_id)
    silent = int((table["n"] == 0).sum())
    table = table[table["n"] > 0].head(MOST_SOURCES).reset_index(drop=True)
    if not (table["n"] >= TOO_FEW).any():
        return None
    left_out = f" {count_of(silent, 'source')} with uncertain sentences only left out." if silent else ""
    names = [source or UNKNOWN for source in table["source"].tolist()]
    clicks = [click_data(entity=entity_id, source=source) for source in table["source"].tolist()]
    return Exhibit(
        name="tone_by_source",
        headline=shares_by_source_headline(name, everything),
        note=(
            f"How the sentences of each source that name {name} speak. At the right, how many there are; fewer "
            f"than {spell(TOO_FEW)} make no average.{left_out}"
        ),
        method=_describe_method(int(table["n_uncertain"].sum())),
        figure=plot_averages(table, names, clicks, style),
        table=for_file(
            table,
            {
                "source": "source", "mean": "mean", "low": "low_95", "high": "high_95", "n": "sentences",
                "n_uncertain": "uncertain",
            },
        ),
        alt=shares_by_source_alt(name, names, table),
        to_query=to_query("sentiment"),
        options=options.asked("entity"),
        peak=EvidenceQuery("sentiment", (entity_id,)),
        peak_label="See all the sentences",
    )  # fmt: skip


# What the charts say in words.


def sentiment_headline(table: pd.DataFrame, period: str) -> str:
    """Headline for means over time: who was clearly negative or positive, and when; else the measure."""
    solid = table[table["n"] >= ENOUGH]
    best: tuple[int, str] = (0, "")
    for _, rows in solid.groupby("entity_id", sort=False):
        for word, clear in (("negatively", rows[rows["high"] < 0]), ("positively", rows[rows["low"] > 0])):
            if len(clear) > best[0]:
                best = (len(clear), _clear_periods(str(rows["name"].iloc[0]), word, clear, table, period))
    if best[0]:
        return best[1]
    names = table.drop_duplicates("entity_id")["name"].tolist()
    they, are = (names[0], "is") if len(names) == 1 else ("they", "are")
    return f"How {they} {are} spoken of, {findings.STEPS[period]}"


def _clear_periods(name: str, word: str, clear: pd.DataFrame, table: pd.DataFrame, period: str) -> str:
    n_all = table["start"].nunique()
    if n_all == 1:
        return f"{name} is spoken of {word}"
    if len(clear) > 3:
        of = "all" if len(clear) == n_all else f"{spell(len(clear))} of"
        return f"{name} is spoken of {word} in {of} {spell(n_all)} {period}s"
    year = findings.several_years(table)
    times = [findings.when(start, end, year=year) for start, end in zip(clear["start"], clear["end"], strict=True)]
    short = [times[0], *(time.removeprefix(times[0][: times[0].index(" ") + 1]) for time in times[1:])]
    return f"{name} was spoken of {word} {join_words(short)}"


def sentiment_alt(table: pd.DataFrame, period: str) -> str:
    """Alt text for means over time: each entity's lowest and highest, with numbers of sentences."""
    parts = []
    for _, rows in table[table["n"] >= TOO_FEW].groupby("entity_id", sort=False):
        low, high = (
            f"{_signed(row['mean'])} {format_period(row['start'], row['end'])} ({count_of(row['n'], 'sentence')})"
            for row in (rows.loc[rows["mean"].idxmin()], rows.loc[rows["mean"].idxmax()])
        )
        parts.append(f"{rows['name'].iloc[0]}: lowest {low}, highest {high}.")
    return f"Mean sentiment per {period}, from −1 to +1. {' '.join(parts)}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def shares_headline(table: pd.DataFrame) -> str:
    """Headline for label shares: whose are most one-sided, given enough sentences; else the measure."""
    solid = table[table["n"] >= ENOUGH]
    if len(solid):
        lean = (solid["positive"] - solid["negative"]) / solid["n"]
        row = solid.loc[lean.abs().idxmax()]
        if abs(lean.loc[row.name]) >= LEAN:
            more, less = ("positive", "negative") if lean.loc[row.name] > 0 else ("negative", "positive")
            return f"Sentences on {row['name']} are {more} more often than {less}: {row[more]:,} to {row[less]:,}"
    return f"How {table['name'].iloc[0] if len(table) == 1 else 'they'} {'is' if len(table) == 1 else 'are'} spoken of"


def shares_alt(table: pd.DataFrame) -> str:
    """Alt text for label shares: all counts of the first entities."""
    parts = [
        f"{row.name}: {row.negative:,} negative, {row.neutral:,} neutral, {row.positive:,} positive, "
        f"{row.uncertain:,} uncertain."
        for row in table.head(6).itertuples(index=False)
    ]
    return f"Sentences by how they speak of the one they name. {' '.join(parts)}"


def shares_by_source_headline(name: str, table: pd.DataFrame) -> str:
    """Headline for means by source: the one furthest from neutral, given enough sentences; else the measure.

    `table` holds all sources. It is called the most positive or negative only if none of them exceeds it, however few
    its sentences.
    """
    known = table["source"] != ""
    clear = table[known & (table["n"] >= ENOUGH) & ((table["high"] < 0) | (table["low"] > 0))]
    if not len(clear):
        return f"How each source speaks of {name}"
    row = clear.loc[clear["mean"].abs().idxmax()]
    sign = 1 if row["mean"] > 0 else -1
    others = sign * table["mean"].drop(row.name).dropna()
    most = "most " if (others > 0).any() and others.max() < abs(row["mean"]) else ""
    return f"{row['source']} speaks {most}{'positively' if sign > 0 else 'negatively'} of {name}"


def shares_by_source_alt(name: str, sources: Sequence[str], table: pd.DataFrame) -> str:
    """Alt text for means by source, with numbers of sentences."""
    parts = [
        f"{source} {_signed(row.mean) if row.n >= TOO_FEW else 'too few'} ({count_of(row.n, 'sentence')})"
        for source, row in zip(sources, table.itertuples(index=False), strict=True)
        if row.n
    ]
    return f"Mean sentiment toward {name} by source, from −1 to +1: {join_words(parts)}."
