"""Headlines and alt texts of exhibits: findings computed from the plotted numbers, with fixed patterns.

A sentence states only what was counted, never a cause; if nothing stands out, it names the measure.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components import count_of, join_words, library
from components.ui.words import format_period, spell

PEAK_AT_LEAST, PEAK_TIMES = 5, 2.0  # minimum value of a peak, and its minimum ratio to its line's average
ENOUGH = 20  # minimum sentences for a finding about sentiment
LEAN = 0.15  # minimum difference between negative and positive share
LEAD_AT_LEAST = 3  # minimum count of an entity called the first
STREAK = 4  # minimum length of a streak, in periods
STEPS = {"day": "day by day", "week": "week by week", "month": "month by month"}


def when(start: str, end: str, *, year: bool = False) -> str:
    """A period as `in the week of 23 March`; with the year if the chart covers several."""
    words = format_period(start, end)
    return words if year else words.removesuffix(f" {start[:4]}")


def several_years(table: pd.DataFrame) -> bool:
    """True if a table of periods covers more than one year."""
    return bool(len(table)) and str(table["start"].min())[:4] != str(table["end"].max())[:4]


def by_period(table: pd.DataFrame, period: str) -> str:
    """The end of a headline, `, week by week`; empty if there is only one period."""
    return f", {STEPS[period]}" if len(table) and table["start"].nunique() > 1 else ""


def per(table: pd.DataFrame, period: str) -> str:
    """The unit in a note, ` per week`; empty if there is only one period."""
    return f" per {period}" if by_period(table, period) else ""


def find_clear_peak(table: pd.DataFrame, column: str) -> pd.Series | None:
    """The peak if it stands out: alone at the top, at least 5, and twice its own line's average."""
    row = library.find_peak(table, column)
    if row is None or (table[column] == row[column]).sum() > 1:
        return None
    line = table[table["entity_id"] == row["entity_id"]] if "entity_id" in table else table
    enough = column == "share" or row[column] >= PEAK_AT_LEAST
    return row if len(line) >= 3 and enough and row[column] >= PEAK_TIMES * line[column].mean() else None


def find_streak(table: pd.DataFrame, column: str) -> tuple[str, int]:
    """The longest streak of periods led by one name alone: the name and the number of periods."""
    names = table.drop_duplicates("entity_id")["name"].tolist()
    if len(names) < 2:
        return "", 0
    values = table[column].to_numpy().reshape(len(names), -1)
    best, run, leader = ("", 0), 0, -1
    for column_values in values.T:
        first = int(column_values.argmax())
        alone = column_values[first] > 0 and (column_values == column_values[first]).sum() == 1
        run = run + 1 if alone and first == leader else int(alone)
        leader = first if alone else -1
        if run > best[1]:
            best = (str(names[first]), run)
    return best


def mentions_headline(
    table: pd.DataFrame, period: str, measure: str = "count", leading: Sequence[tuple[str, int]] = ()
) -> str:
    """Headline for mentions over time: the peak, a streak, the overall leader, or the measure.

    `leading` lists all names with their mentions, most first, if the chart shows the first of them.
    """
    column = "share" if measure == "share" else "n_mentions"
    peak = find_clear_peak(table, column)
    if peak is not None:
        what = "Coverage" if measure == "share" else "Mentions"
        return f"{what} of {peak['name']} peaked {when(peak['start'], peak['end'], year=several_years(table))}"
    leader, run = find_streak(table, column)
    if run >= STREAK:
        return f"{leader} was the most named for {spell(run)} {period}s running"
    if leading and (first := first_names(leading)):
        return f"{join_words(first)} {'is' if len(first) == 1 else 'are'} named most"
    return f"Who is mentioned{by_period(table, period)}"


def first_names(leading: Sequence[tuple[str, int]], most: int = 3) -> list[str]:
    """The first one to three names, up to a clear gap to the next; empty if there is none."""
    for n in range(min(most, len(leading)), 0, -1):
        following = leading[n][1] if n < len(leading) else 0
        if leading[n - 1][1] > following and leading[n - 1][1] >= LEAD_AT_LEAST:
            return [name for name, _ in leading[:n]]
    return []


def mentions_alt(table: pd.DataFrame, period: str, measure: str = "count") -> str:
    """Alt text for mentions over time."""
    column = "share" if measure == "share" else "n_mentions"
    what = f"Share of articles a {period} that name" if measure == "share" else f"Mentions per {period} of"
    names = table.drop_duplicates("entity_id")["name"].tolist()
    sentence = f"{what} {join_words(names)}."
    if not table[column].max() > 0:
        return f"{sentence} There are none."
    row = table.loc[table[column].idxmax()]
    amount = f"{row['share']:.0%}" if measure == "share" else f"{row['n_mentions']:,}"
    totals = table.groupby("entity_id", sort=False)["n_mentions"].sum().tolist()
    in_all = join_words([f"{name} {total:,}" for name, total in zip(names, totals, strict=True)])
    return (
        f"{sentence} The most: {row['name']} with {amount} {format_period(row['start'], row['end'])}. In all: {in_all}."
    )


def leading(names: Sequence[str], values: Sequence[float], pattern: str, otherwise: str, *, times: float = 1.2) -> str:
    """Fill `pattern` ({name}, {n}) if the first has at least three and clearly leads, else return `otherwise`."""
    if not len(names) or values[0] < LEAD_AT_LEAST:
        return otherwise
    if len(names) > 1 and values[0] < times * values[1]:
        return otherwise
    return pattern.format(name=names[0], n=f"{values[0]:,}")


def bars_alt(what: str, names: Sequence[str], values: Sequence[float], most: int = 6) -> str:
    """Alt text for bars: the first values."""
    listed = join_words([f"{name} {value:,}" for name, value in zip(names[:most], values[:most], strict=True)])
    rest = len(names) - most
    return f"{what}: {listed}{f', and {rest:,} more' if rest > 0 else ''}."


def columns_headline(what: str, table: pd.DataFrame, column: str, period: str) -> str:
    """Headline for one number over time: its peak, or the measure."""
    peak = find_clear_peak(table, column)
    if peak is None:
        return f"{what}{by_period(table, period)}"
    return f"{what} peaked {when(peak['start'], peak['end'], year=several_years(table))}"


def topics_headline(table: pd.DataFrame, period: str) -> str:
    """Headline for topics over time: the peak, or the measure."""
    peak = find_clear_peak(table.rename(columns={"topic_id": "entity_id"}), "n_articles")
    if peak is None:
        return f"What the news was about{by_period(table, period)}"
    return f"“{peak['label']}” peaked {when(peak['start'], peak['end'], year=several_years(table))}"


def topics_alt(table: pd.DataFrame, period: str) -> str:
    """Alt text for topics: total articles per topic, and the peak."""
    labels = table.drop_duplicates("topic_id")["label"].tolist()
    totals = table.groupby("topic_id", sort=False)["n_articles"].sum().tolist()
    sentence = bars_alt(f"Articles per {period} by topic. In all", labels, totals)
    if not table["n_articles"].max() > 0:
        return sentence
    row = table.loc[table["n_articles"].idxmax()]
    return f"{sentence} The most: {row['n_articles']:,} on {row['label']} {format_period(row['start'], row['end'])}."


def cooccurrence_headline(pairs: pd.DataFrame) -> str:
    """Headline for co-occurrence, pairs sorted by articles: the first pair if it clearly leads."""
    values = pairs["n_articles"].tolist()
    both = [f"{pairs['a_name'].iloc[0]} and {pairs['b_name'].iloc[0]}"]
    return leading(both * min(2, len(values)), values, "{name} appear together in {n} articles", "Who appears together")


def cooccurrence_alt(pairs: pd.DataFrame) -> str:
    """Alt text for co-occurrence: the first pairs with their numbers."""
    names = [f"{a} with {b}" for a, b in zip(pairs["a_name"].tolist(), pairs["b_name"].tolist(), strict=True)]
    return bars_alt("Articles that name both", names, pairs["n_articles"].tolist())


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
    return (
        f"How {names[0] if len(names) == 1 else 'they'} {'is' if len(names) == 1 else 'are'} spoken of, {STEPS[period]}"
    )


def _clear_periods(name: str, word: str, clear: pd.DataFrame, table: pd.DataFrame, period: str) -> str:
    n_all = table["start"].nunique()
    if n_all == 1:
        return f"{name} is spoken of {word}"
    if len(clear) > 3:
        return f"{name} is spoken of {word} in {spell(len(clear))} of {n_all} {period}s"
    year = several_years(table)
    times = [when(start, end, year=year) for start, end in zip(clear["start"], clear["end"], strict=True)]
    short = [times[0], *(time.removeprefix(times[0][: times[0].index(" ") + 1]) for time in times[1:])]
    return f"{name} was spoken of {word} {join_words(short)}"


def sentiment_alt(table: pd.DataFrame, period: str) -> str:
    """Alt text for means over time: each entity's lowest and highest, with numbers of sentences."""
    parts = []
    for _, rows in table[table["n"] > 0].groupby("entity_id", sort=False):
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


def shares_by_source_headline(name: str, sources: Sequence[str], table: pd.DataFrame) -> str:
    """Headline for means by source: the one furthest from neutral, given enough sentences; else the measure."""
    clear = table[(table["n"] >= ENOUGH) & ((table["high"] < 0) | (table["low"] > 0))]
    if not len(clear):
        return f"How each source speaks of {name}"
    at = clear["mean"].abs().idxmax()
    word = "positively" if table["mean"].loc[at] > 0 else "negatively"
    same = clear[(clear["mean"] > 0) == (table["mean"].loc[at] > 0)]
    most = "most " if len(same) > 1 else ""
    return f"{sources[table.index.get_loc(at)]} speaks {most}{word} of {name}"


def shares_by_source_alt(name: str, sources: Sequence[str], table: pd.DataFrame) -> str:
    """Alt text for means by source, with numbers of sentences."""
    parts = [
        f"{source} {_signed(row.mean)} ({count_of(row.n, 'sentence')})"
        for source, row in zip(sources, table.itertuples(index=False), strict=True)
        if row.n
    ]
    return f"Mean sentiment toward {name} by source, from −1 to +1: {join_words(parts)}."
