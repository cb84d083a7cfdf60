"""Exhibits: one chart with its finding and numbers; what all of them share: options, names, periods, clicks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components import count_of, format_date, join_words, library
from components.charts import Style, click_data
from components.charts.bars import plot_bars
from components.charts.lines import plot_mentions
from components.library import View
from components.library.store.records import NO_DAY, NOBODY
from components.types import PERIODS, EvidenceQuery
from components.ui.faults import Fault
from components.ui.names import names_by_id
from components.ui.session import count_copies_left_out, count_in
from components.ui.words import PLURALS, format_dates

LEADING = 6  # names on a chart by default
MOST_NAMES = 20  # names on one chart, however many are requested
FEWEST_IN_SHARE = 10  # minimum articles of a period for a share of them
MOST_PEAKS = 6  # that a chart numbers
FEWEST_WITH_PEAK = 3  # of two periods, one is always higher
MISSING = 0.3  # of a period at least without articles, more than a weekend, and it is not whole
LEADING_TYPES = ("person", "organisation")
OPTIONS = (  # query parameters
    "who", "focus", "period", "measure", "types", "entity", "subject", "story", "q", "in", "against", "what", "side",
    "target", "smooth", "before", "phrases",
)  # fmt: skip
OVERLAYS = {
    "rolling": "rolling_average", "since": "average_from", "before": "earlier", "before_start": "earlier_from",
    "before_end": "earlier_to",
}  # fmt: skip
TIMED = ("period", "smooth", "before")  # options of a chart of time
Value = str | Sequence[str]


@dataclass(frozen=True)
class Exhibit:
    """A chart with headline, note, data, alt text and click behaviour."""

    name: str  # name in the address in presentation mode
    headline: str  # the finding, or the measure if nothing stands out
    note: str  # measure, dates and base
    figure: go.Figure
    table: pd.DataFrame  # the plotted numbers
    alt: str
    to_query: Callable[[Mapping[str, Any]], EvidenceQuery | None]  # maps a clicked point to its evidence
    options: Mapping[str, str | list[str]] = field(default_factory=dict)  # query parameters that redraw it
    peak: EvidenceQuery | None = None
    peak_label: str = ""  # plain text; default: the articles behind the peak
    n_undated: int = 0  # articles missing from a time series for lack of a date
    undated: EvidenceQuery | None = None
    method: str = ""  # how it was counted, for those who ask
    periods: Sequence[tuple[str, str]] = ()  # of the horizontal axis, if it is time: their first and last days
    fault: Fault | None = None  # why the chart could not be built; all else is then empty

    def ask(self, click: Mapping[str, Any]) -> EvidenceQuery | None:
        """The evidence of a clicked point, also of one of another time that is laid over the chart."""
        query = self.to_query(click)
        return None if query is None else replace(query, other_time="before" in click)


# Shared by all exhibits: options, choice of names and periods, click queries, wording and export columns.


@dataclass(frozen=True)
class Options:
    """Chart options as query parameter values; invalid ones count as absent."""

    values: Mapping[str, Value]

    def many(self, name: str) -> list[str]:
        """All values of an option, without repeats."""
        value = self.values.get(name) or ()
        return [value] if isinstance(value, str) else [str(part) for part in dict.fromkeys(value) if part]

    def one(self, name: str, allowed: Sequence[str] = ()) -> str:
        """The first value of an option, or "" if it is absent or not allowed."""
        value = next(iter(self.many(name)), "")
        return value if not allowed or value in allowed else ""

    def asked(self, *names: str) -> dict[str, str | list[str]]:
        """The options that were given, which redraw the same chart."""
        kept: dict[str, str | list[str]] = {}
        for name in names:
            many = self.many(name)
            if many:
                kept[name] = many if name in ("who", "focus", "types", "against", "side", "phrases") else many[0]
        return kept


def choose_period(view: View, options: Options) -> str:
    """The period of all charts of a page: the requested one, or the one that suits the view.

    Shares get a coarser one while most periods hold too few articles for a share.
    """
    period = options.one("period", PERIODS) or library.choose_period(view)
    while options.one("measure") == "share" and not holds_shares(view, period):
        coarser = library.coarser_period(view, period)
        if coarser == period:
            break
        period = coarser
    return period


def holds_shares(view: View, period: str) -> bool:
    """True if most periods hold enough articles for a share, or at least three if there is no coarser one."""
    enough = count_in(view, library.count_articles_by_period, period) >= FEWEST_IN_SHARE
    is_coarsest = library.coarser_period(view, period) == period
    return bool(enough.mean() > 0.5 or (is_coarsest and enough.sum() >= FEWEST_WITH_PEAK)) if len(enough) else False


def drop_small_shares(table: pd.DataFrame) -> pd.DataFrame:
    """A complete grid without the shares of periods that hold too few articles for one."""
    return table.assign(share=table["share"].where(table["n_all_articles"] >= FEWEST_IN_SHARE))


def choose_names(view: View, options: Options, most: int = LEADING) -> list[str]:
    """The ids of the requested entities, or of the most mentioned people and organisations."""
    asked = names_by_id(view.frames, options.many("who"))
    if asked:
        return list(asked)[:MOST_NAMES]
    return [str(entity_id) for entity_id in leading_entities(view)["entity_id"].tolist()[:most]]


def leading_entities(view: View) -> pd.DataFrame:
    """People and organisations, most mentions first; all entities if there are too few."""
    leading = entities_of_types(view, LEADING_TYPES)
    return leading if len(leading) >= 3 else count_in(view, library.count_entities)


def entities_of_types(view: View, types: Sequence[str]) -> pd.DataFrame:
    """The entities of these types, most mentions first."""
    everybody = count_in(view, library.count_entities)
    return everybody[everybody["type"].isin(types)].reset_index(drop=True)


def choose_focus(options: Options, who: Sequence[str], most: int) -> list[str]:
    """The names to highlight: those requested, or the first."""
    chosen = [entity_id for entity_id in options.many("focus") if entity_id in who]
    return chosen[: max(most, 3)] or list(who[:most])


def choose_peaks(view: View, who: Sequence[str], period: str) -> list[library.Peak]:
    """The most surprising peaks of these entities, in the order of time: so a chart and its text number them."""
    peaks = count_in(view, library.find_peaks, list(who), period)
    return sorted(peaks[:MOST_PEAKS], key=lambda peak: (peak.start, peak.entity_id))


def mark_peaks(peaks: Sequence[library.Peak]) -> dict[tuple[str, str], int]:
    """The number of each peak by its entity and the first day of its highest period."""
    return {(peak.entity_id, peak.top[0]): number for number, peak in enumerate(peaks, 1)}


def entity_name(view: View, entity_id: str) -> str:
    """The name of an entity; empty if it is not shown."""
    return names_by_id(view.frames, [entity_id]).get(entity_id, "")


def to_query(kind: str) -> Callable[[Mapping[str, str]], EvidenceQuery | None]:
    """Return a function that maps a clicked point to the evidence query of this kind."""

    def query(click: Mapping[str, str]) -> EvidenceQuery | None:
        if not click:
            return None
        return EvidenceQuery(
            kind=kind,
            entities=tuple(click[name] for name in ("entity", "other") if click.get(name)),
            start=click.get("start", ""),
            end=click.get("end", ""),
            source=click.get("source"),
            topic=click.get("topic"),
            story=click.get("story"),
            label=click.get("label"),
        )

    return query


def draw_mentions(
    table: pd.DataFrame,
    focus: Sequence[str],
    style: Style,
    measure: str,
    ranks: Mapping[str, int],
    marks: Mapping[tuple[str, str], int],
    *,
    noun: str = "mention",
) -> go.Figure:
    """Lines of names or searches over time; bars if there is only one period. `noun` is what is counted."""
    if table["start"].nunique() > 1:
        return plot_mentions(table, focus, style, measure=measure, ranks=ranks, marks=marks, noun=noun)
    counted = "article" if measure == "share" else noun
    clicks = [
        click_data(entity=str(row.entity_id), start=row.start, end=row.end) for row in table.itertuples(index=False)
    ]
    return plot_bars(table["name"].tolist(), table[f"n_{counted}s"].tolist(), clicks, style, noun=counted)


def base_of(view: View) -> str:
    """The base of a count: `412 articles from 5 sources`; whether copies were left out of it."""
    totals = count_in(view, library.count_totals)
    sources = f" from {count_of(totals.n_sources, 'source')}" if totals.n_sources > 1 else ""
    once = ", copies counted once" if count_copies_left_out(view) else ""
    return count_of(totals.n_articles, "article") + sources + once


def dates_of(view: View) -> str:
    """The dates of a view as `5 January – 5 July 2026`; empty if all articles are undated."""
    totals = count_in(view, library.count_totals)
    return format_dates(totals.first, totals.last)


def state_partial(view: View, period: str) -> str:
    """Say which periods at the ends of a chart are not whole, as their fall or rise may mean nothing else."""
    totals = count_in(view, library.count_totals)
    if period == "day" or not totals.first:
        return ""
    first, last = date.fromisoformat(totals.first), date.fromisoformat(totals.last)
    begins, ends = _whole(first, period)[0], _whole(last, period)[1]
    days = (ends - _whole(last, period)[0]).days
    is_late, is_early = ((gap.days >= days * MISSING) for gap in (first - begins, ends - last))
    if (is_late or is_early) and _whole(first, period) != _whole(last, period):
        begin, end = f"begin on {format_date(totals.first)}", f"end on {format_date(totals.last)}"
        if is_late and is_early:
            return f" The articles {begin} and {end}, so the first and the last {period} are not whole."
        said, which = (begin, "first") if is_late else (end, "last")
        return f" The articles {said}, so the {which} {period} is not whole."
    return ""


def _whole(day: date, period: str) -> tuple[date, date]:
    """The first and the last day of a day's period."""
    first, after = library.bounds_of(day.isoformat(), period)
    return date.fromisoformat(first), date.fromisoformat(after)


def periods_of(table: pd.DataFrame) -> list[tuple[str, str]]:
    """The first and last day of each period of a complete grid, in order."""
    rows = table.drop_duplicates("start")
    return list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True))


def n_undated(view: View, articles: np.ndarray | None = None) -> int:
    """Count the undated articles among these (article numbers; default: all of the view)."""
    numbers = view.articles.index.to_numpy() if articles is None else articles
    return int((view.frames.day[numbers] == NO_DAY).sum())


def describe_undated(exhibit: Exhibit) -> str:
    """The note `3 undated articles are not on this chart`; empty if there are none."""
    verb = "is" if exhibit.n_undated == 1 else "are"
    return f"{count_of(exhibit.n_undated, 'undated article')} {verb} not on this chart" if exhibit.n_undated else ""


def articles_naming(view: View, entity_id: str) -> np.ndarray:
    """Article numbers of the view that mention an entity."""
    entities, articles = view.naming
    number = view.frames.entity_numbers.get(entity_id, NOBODY)
    named: np.ndarray = articles[entities == number]
    return named


def types_in_words(types: Sequence[str]) -> str:
    """Entity types as words: `people and organisations`."""
    return join_words([PLURALS[type_] for type_ in types])


def for_file(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The plotted numbers for download: these columns, under readable names."""
    shown = {**columns, **{name: label for name, label in OVERLAYS.items() if name in table}}
    return table[list(shown)].rename(columns=shown).reset_index(drop=True)
