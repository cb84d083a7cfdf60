"""Headlines and alt texts of exhibits: findings computed from the plotted numbers, with fixed patterns.

A sentence states only what was counted, never a cause; if nothing stands out, it names the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from components import join_words, library, period_of
from components.types import PERIODS
from components.ui.words import format_period, spell

PEAK_AT_LEAST, PEAK_TIMES = 5, 2.0  # minimum value of a peak, and its minimum ratio to its line's average
LEAD_AT_LEAST = 3  # minimum count of an entity called the first
STREAK = 4  # minimum length of a streak, in periods
CLEAR = 1.2  # minimum ratio of a clear lead to the next value
MOST_LEVEL = 3  # names that may share the first place in a headline
T = TypeVar("T")
STEPS = {period: f"{period} by {period}" for period in PERIODS}


def when(start: str, end: str, *, year: bool = False) -> str:
    """A period as `in the week of 23 March`; with the year if the chart covers several."""
    words = format_period(start, end)
    return words if year or period_of(start, end) == "year" else words.removesuffix(f" {start[:4]}")


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


@dataclass(frozen=True)
class Scope:
    """Among whom a headline compares: everybody in the view, or those whom `words` name."""

    words: str  # begins the sentence: empty, or `Among people and organisations, `
    leaders: Sequence[str]  # per period the id of the entity named most, empty if several are level
    leading: Sequence[tuple[str, str, int]]  # the first ids, names and mentions, most first


def lead_each_period(table: pd.DataFrame, column: str) -> list[str]:
    """Per period the id of the name with the highest value of a table; empty if several are level.

    No ids at all if there is only one name.
    """
    leaders: list[str] = []
    if table["entity_id"].nunique() < 2:
        return leaders
    for _, rows in table.groupby("start", sort=True):
        most = rows.loc[rows[column] == rows[column].max(), "entity_id"]
        leaders.append(str(most.iloc[0]) if len(most) == 1 and rows[column].max() > 0 else "")
    return leaders


def find_streak(leaders: Sequence[str]) -> tuple[str, int]:
    """The longest streak of periods led by one entity alone: its id and the number of periods."""
    best, run, before = ("", 0), 0, ""
    for leader in leaders:
        run = run + 1 if leader and leader == before else int(bool(leader))
        before = leader
        if run > best[1]:
            best = (leader, run)
    return best


def mentions_headline(table: pd.DataFrame, period: str, measure: str = "count", scopes: Sequence[Scope] = ()) -> str:
    """Headline for mentions over time: the peak, a streak, the overall leader, or the measure.

    `scopes` are tried in order: everybody in the view first, then those whom the chart compares.
    """
    column = "share" if measure == "share" else "n_mentions"
    peak = find_clear_peak(table, column)
    if peak is not None:
        what = "Coverage" if measure == "share" else "Mentions"
        return f"{what} of {peak['name']} peaked {when(peak['start'], peak['end'], year=several_years(table))}"
    names = dict(zip(table["entity_id"].tolist(), table["name"].tolist(), strict=True))
    most = "was in the most articles" if measure == "share" else "was named most"
    for scope in scopes:
        leader, run = find_streak(scope.leaders)
        if run >= STREAK and leader in names:
            return f"{scope.words}{names[leader]} {most} for {spell(run)} {period}s running"
    for scope in scopes:
        first = first_names(scope.leading)
        if first and all(entity_id in names for entity_id, _, _ in first):
            return f"{scope.words}{name_leaders(first)}"
    return f"Who is mentioned{by_period(table, period)}"


def first_names(leading: Sequence[tuple[str, str, int]], most: int = 3) -> list[tuple[str, str, int]]:
    """The first one to three names, up to a clear gap to the next; empty if there is none."""
    for n in range(min(most, len(leading)), 0, -1):
        following = leading[n][2] if n < len(leading) else 0
        if leading[n - 1][2] > following and leading[n - 1][2] >= LEAD_AT_LEAST:
            return list(leading[:n])
    return []


def name_leaders(first: Sequence[tuple[str, str, int]]) -> str:
    """Who is named most, in words; with the number if it is one for all."""
    names = [name for _, name, _ in first]
    if len({n for _, _, n in first}) == 1:
        return most_often(names, first[0][2], "named most")
    return f"{join_words(names)} are named most"


def mentions_alt(table: pd.DataFrame, period: str, measure: str = "count", *, undated: bool = False) -> str:
    """Alt text for mentions over time; with `undated`, some articles are not in it."""
    column = "share" if measure == "share" else "n_mentions"
    what = f"Share of articles a {period} that name" if measure == "share" else f"Mentions per {period} of"
    names = table.drop_duplicates("entity_id")["name"].tolist()
    sentence = f"{what} {join_words(names)}."
    if not table[column].max() > 0:
        return f"{sentence} There are none."
    row = table.loc[table[column].idxmax()]
    amount = f"{row['share']:.0%}" if measure == "share" else f"{row['n_mentions']:,}"
    highest = f"The most: {row['name']} with {amount} {format_period(row['start'], row['end'])}."
    if (table[column] == row[column]).sum() > 1:
        highest = f"The most in one {period}: {amount}."
    counted = "n_articles" if measure == "share" else "n_mentions"
    totals = table.groupby("entity_id", sort=False)[counted].sum().tolist()
    listed = join_words([f"{name} {total:,}" for name, total in zip(names, totals, strict=True)])
    return f"{sentence} {highest} {_in_all(undated)}{', articles' if measure == 'share' else ''}: {listed}."


def _in_all(undated: bool) -> str:
    return "In the dated articles" if undated else "In all"


def find_first(names: Sequence[T], values: Sequence[float]) -> tuple[list[T], float]:
    """The name with the highest value, or two or three that share it, and that value; none if no lead is clear.

    A clear lead is at least three, and clearly more than the next value.
    """
    if not len(names) or values[0] < LEAD_AT_LEAST:
        return [], 0
    level = sum(value == values[0] for value in values)
    clear = len(values) == level or values[0] >= CLEAR * values[level]
    return (list(names[:level]), values[0]) if clear and level <= MOST_LEVEL else ([], 0)


def most_often(names: Sequence[str], n: float, what: str) -> str:
    """Who leads with how much: `Ann is named most, 8 times`, `Ann and Bo are named most, 8 times each`."""
    if len(names) == 1:
        return f"{names[0]} is {what}, {n:,} times"
    return f"{join_words(list(names))} are {what}, {n:,} times each"


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


def topics_alt(table: pd.DataFrame, period: str, *, undated: bool = False, without: int = 0) -> str:
    """Alt text for topics: total articles per topic, and the peak; with `undated`, some articles are not in it.

    `without` is the number of articles that have no topic.
    """
    labels = table.drop_duplicates("topic_id")["label"].tolist()
    totals = table.groupby("topic_id", sort=False)["n_articles"].sum().tolist()
    sentence = bars_alt(f"Articles per {period} by topic. {_in_all(undated)}", labels, totals)
    sentence += f" Without a topic: {without:,}." if without else ""
    if not table["n_articles"].max() > 0:
        return sentence
    row = table.loc[table["n_articles"].idxmax()]
    if (table["n_articles"] == row["n_articles"]).sum() > 1:
        return f"{sentence} The most in one {period}: {row['n_articles']:,}."
    return f"{sentence} The most: {row['n_articles']:,} on {row['label']} {format_period(row['start'], row['end'])}."


def cooccurrence_headline(pairs: pd.DataFrame) -> str:
    """Headline for co-occurrence, pairs sorted by articles: the first pair if it clearly leads."""
    pair, n = find_first(list(zip(pairs["a_name"], pairs["b_name"], strict=True)), pairs["n_articles"].tolist())
    return f"{' and '.join(pair[0])} appear together in {n:,} articles" if len(pair) == 1 else "Who appears together"


def cooccurrence_alt(pairs: pd.DataFrame) -> str:
    """Alt text for co-occurrence: the first pairs with their numbers."""
    names = [f"{a} with {b}" for a, b in zip(pairs["a_name"].tolist(), pairs["b_name"].tolist(), strict=True)]
    return bars_alt("Articles that name both", names, pairs["n_articles"].tolist())
