"""Comparison exhibits: sides over time, and how each speaks of a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components import count_of, join_words, library
from components.charts import Style, click_data
from components.charts.axes import long_period, shorten
from components.charts.lines import plot_mentions
from components.charts.sentiment import TOO_FEW
from components.charts.sentiment_shares import plot_averages
from components.library import View
from components.library.queries import compare
from components.library.queries.compare import KINDS, MOST_SIDES, Side
from components.library.queries.word_counts import name_queries
from components.types import EvidenceQuery
from components.ui.address import read_day
from components.ui.exhibits import findings
from components.ui.exhibits.common import (
    FEWEST_WITH_PEAK,
    TIMED,
    Exhibit,
    Options,
    base_of,
    choose_names,
    choose_period,
    dates_of,
    drop_small_shares,
    entity_name,
    for_file,
    holds_shares,
    n_undated,
    periods_of,
    state_partial,
)
from components.ui.exhibits.overlays import lay_over
from components.ui.names import names_by_id, story_labels, topic_labels
from components.ui.session import count_in
from components.ui.words import spell

CLEAR = 0.05  # a difference with a smaller p is more than chance
LONGEST = 60


def read_sides(view: View, options: Options) -> list[Side]:
    """The sides that the options name, at most four of one kind, each once and known to the library."""
    kind = options.one("what", KINDS) or KINDS[0]
    sides = [Side(kind, value) for value in options.many("side")]
    return [side for side in dict.fromkeys(sides) if name_side(view, side)][:MOST_SIDES]


def name_side(view: View, side: Side) -> str:
    """What a side is called; empty if the library has no such thing."""
    if side.kind == "name":
        return names_by_id(view.frames, [side.value]).get(side.value, "")
    if side.kind == "source":
        shown = view.frames.sources.show(side.value)
        return shown if shown in view.frames.articles["source"].cat.categories else ""
    if side.kind == "topic":
        return topic_labels(view.frames).get(side.value, "")
    if side.kind == "story":
        return story_labels(view.frames, [side.value]).get(side.value, "")
    if side.kind == "search":
        return shorten(name_queries(view, [side.value])[0], LONGEST) if side.value.strip() else ""
    first, _, last = side.value.partition("..")
    are_days = [read_day([day]) for day in (first, last)] == [first, last] and bool(first)
    return long_period(first, last) if are_days and first <= last else ""


def choose_target(view: View, options: Options) -> str:
    """Of whom sides that are no names are compared: the one asked for, or the most mentioned."""
    asked = options.one("target")
    return asked if entity_name(view, asked) else next(iter(choose_names(view, Options({}), 1)), "")


def build_compared(view: View, options: Options, style: Style) -> Exhibit | None:
    """The articles of each side over time; periods are not compared so."""
    sides = read_sides(view, options)
    if len(sides) < 2 or sides[0].kind == "period" or view.span is None:
        return None
    names, period = [name_side(view, side) for side in sides], choose_period(view, options)
    table = count_in(view, compare.count_sides_by_period, sides, names, period)
    if table["start"].nunique() < 2 or not table["n_articles"].any():
        return None
    measure = "share" if options.one("measure") == "share" and holds_shares(view, period) else "count"
    column = "share" if measure == "share" else "n_articles"
    if measure == "share":
        table = drop_small_shares(table)
    over, said = lay_over(
        view, options, table, period, "share" if measure == "share" else "n_mentions",
        lambda of: count_in(of, compare.count_sides_by_period, sides, names, period),
    )  # fmt: skip
    places = [str(at) for at in range(len(sides))]
    ranks = {place: rank for rank, place in enumerate(places)}
    peak = library.find_peak(table, column, fewest_periods=FEWEST_WITH_PEAK)
    what = f"Share of each {period}’s articles" if measure == "share" else f"Articles per {period}"
    return Exhibit(
        name="compared",
        headline=f"{join_words(names)}{findings.by_period(table, period)}",
        note=f"{what}, {dates_of(view)}. {base_of(view)}.{state_partial(view, period)}{said}",
        figure=plot_mentions(over, places, style, measure=measure, ranks=ranks, noun="article"),
        table=for_file(
            over,
            {
                "name": "side", "start": "from", "end": "to", "n_articles": "articles",
                "n_all_articles": "articles_in_all", "share": "share_of_articles",
            },
        ),
        alt=f"Articles per {period}. In all: " + join_words(
            [f"{name} {n:,}" for name, n in zip(names, table.groupby("entity_id")["n_articles"].sum(), strict=True)]
        ) + ".",
        to_query=lambda click: _to_query(sides, click),
        options=options.asked("what", "side", "measure", *TIMED),
        peak=None if peak is None else _to_query(
            sides, {"entity": peak["entity_id"], "start": peak["start"], "end": peak["end"]}
        ),
        n_undated=n_undated(view),
        periods=periods_of(table),
    )  # fmt: skip


def _to_query(sides: Sequence[Side], click: Mapping[str, Any]) -> EvidenceQuery | None:
    if not click:
        return None
    return sides[int(click["entity"])].query("articles", start=click.get("start", ""), end=click.get("end", ""))


def build_compared_tone(view: View, options: Options, style: Style) -> Exhibit | None:
    """How each side speaks of one entity; of names, how each is spoken of."""
    sides, target = read_sides(view, options), choose_target(view, options)
    if len(sides) < 2 or not target:
        return None
    table = count_in(view, compare.average_sides, sides, target)
    if (table["n"] >= TOO_FEW).sum() < 2:
        return None
    names, of_names = [name_side(view, side) for side in sides], sides[0].kind == "name"
    of = "they" if of_names else entity_name(view, target)
    return Exhibit(
        name="compared_tone",
        headline=_headline_tone(table, names, of, of_names=of_names),
        note=(
            f"How the sentences that name {'each' if of_names else of} speak, with 95 % intervals. At the right, how "
            f"many there are; fewer than {spell(TOO_FEW)} make no average."
        ),
        figure=plot_averages(table, names, [click_data(entity=str(at)) for at in range(len(sides))], style),
        table=for_file(
            table.assign(side=names),
            {
                "side": "side", "mean": "mean", "low": "low_95", "high": "high_95", "n": "sentences",
                "n_uncertain": "uncertain", "p": "p_of_difference",
            },
        ),
        alt="Mean sentiment: " + join_words(
            [f"{name} {row.mean:+.2f} ({count_of(row.n, 'sentence')})"
             for name, row in zip(names, table.itertuples(), strict=True) if row.n >= TOO_FEW]
        ) + ".",
        to_query=lambda click: sides[int(click["entity"])].query("sentiment", *(() if of_names else (target,)))
        if click else None,
        options=options.asked("what", "side", "target"),
        method=(
            "The difference of a side from the others together is tested by a t test with a common variance, and with "
            "more than two sides corrected for their number (Bonferroni). A difference with p under 0.05 is called one."
        ),
    )  # fmt: skip


def _headline_tone(table: pd.DataFrame, names: Sequence[str], of: str, *, of_names: bool) -> str:
    """Who differs beyond chance from the others, or that nobody does."""
    clear = table[table["p"] < CLEAR]
    if not len(clear):
        return "No difference in tone that is more than chance"
    at = int(clear["p"].idxmin())
    rest = table.drop(index=at)
    others = (rest["mean"] * rest["n"]).sum() / max(rest["n"].sum(), 1)
    warmer = "more positively" if table["mean"][at] > others else "more negatively"
    than = names[1 - at] if len(names) == 2 else "the others"
    return f"{names[at]} is spoken of {warmer} than {than}" if of_names else (
        f"{names[at]}: {of} is spoken of {warmer} than in {than}"
    )  # fmt: skip
