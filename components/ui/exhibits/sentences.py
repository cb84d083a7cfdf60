"""Findings in words: computed from the numbers drawn, in a few patterns; where nothing stands out, the measure.

A sentence claims only what was counted, never a cause.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.ui.words import format_period, join_words, spell

PEAK_AT_LEAST, PEAK_TIMES = 5, 2.0  # a peak has so many, and is so many times the average of its line
STREAK = 4  # periods in a row
STEPS = {"day": "day by day", "week": "week by week", "month": "month by month"}


def when(start: str, end: str, *, year: bool = False) -> str:
    """`in the week of 23 March`; with its year where a chart holds several."""
    words = format_period(start, end)
    return words if year else words.removesuffix(f" {start[:4]}")


def several_years(table: pd.DataFrame) -> bool:
    return bool(len(table)) and str(table["start"].min())[:4] != str(table["end"].max())[:4]


def find_peak(table: pd.DataFrame, column: str) -> pd.Series | None:
    """The highest row if it stands out from its own line: at least 5, and twice the line's average."""
    if not len(table) or not table[column].max() > 0:
        return None
    row = table.loc[table[column].idxmax()]
    line = table[table["entity_id"] == row["entity_id"]] if "entity_id" in table else table
    enough = column == "share" or row[column] >= PEAK_AT_LEAST
    return row if len(line) >= 3 and enough and row[column] >= PEAK_TIMES * line[column].mean() else None


def find_streak(table: pd.DataFrame, column: str) -> tuple[str, int]:
    """Who led alone for the most periods in a row, and for how many."""
    wide = table.pivot(index="start", columns="name", values=column)
    best, run, leader = ("", 0), 0, ""
    for _, row in wide.iterrows():
        top = row.nlargest(2)
        alone = len(top) == 1 or top.iloc[0] > top.iloc[1]
        now = str(top.index[0]) if alone and top.iloc[0] > 0 else ""
        run = run + 1 if now and now == leader else int(bool(now))
        leader = now
        if run > best[1]:
            best = (leader, run)
    return best


def mentions_headline(table: pd.DataFrame, period: str, measure: str = "count") -> str:
    """For lines of mentions over time: the peak, a streak, the leader, or the measure."""
    column = "share" if measure == "share" else "n_mentions"
    peak = find_peak(table, column)
    if peak is not None:
        what = "Coverage" if measure == "share" else "Mentions"
        return f"{what} of {peak['name']} peaked {when(peak['start'], peak['end'], year=several_years(table))}"
    if table["name"].is_unique or table["entity_id"].nunique() > 1:
        leader, run = find_streak(table, column) if table["name"].nunique() == table["entity_id"].nunique() else ("", 0)
        if run >= STREAK:
            return f"{leader} was the most named for {spell(run)} {period}s running"
    return f"Who is mentioned, {STEPS[period]}"


def mentions_alt(table: pd.DataFrame, period: str, measure: str = "count") -> str:
    """The same in numbers, for those who cannot see the chart."""
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
    return f"{sentence} The most: {row['name']} with {amount} {format_period(row['start'], row['end'])}. In all: {in_all}."


def leading(names: Sequence[str], values: Sequence[float], pattern: str, otherwise: str, *, times: float = 1.2) -> str:
    """`pattern` (with {name} and {n}) if the first is clearly ahead of the second, else `otherwise`."""
    if not len(names) or values[0] <= 0:
        return otherwise
    if len(names) > 1 and values[0] < times * values[1]:
        return otherwise
    return pattern.format(name=names[0], n=f"{values[0]:,}")
