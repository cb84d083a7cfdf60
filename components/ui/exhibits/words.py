"""Word exhibits: what a search finds over time and by source, and several searches over time beside each other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components import count_of, join_words, library
from components.charts import MOST_COLOURED, Style, click_data
from components.charts.axes import shorten
from components.charts.bars import plot_bars, plot_columns
from components.library import View
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import (
    FEWEST_IN_SHARE,
    FEWEST_WITH_PEAK,
    TIMED,
    Exhibit,
    Options,
    base_of,
    choose_focus,
    choose_names,
    choose_peaks,
    choose_period,
    dates_of,
    draw_mentions,
    drop_small_shares,
    for_file,
    holds_shares,
    mark_peaks,
    n_undated,
    periods_of,
    state_partial,
    to_query,
)
from components.ui.exhibits.overlays import lay_over
from components.ui.exhibits.sources import UNKNOWN
from components.ui.session import count_in

MOST_SOURCES = 10
MOST_QUERIES = 8  # on one chart
_KINDS = ("article", "quote")
_BESIDE_HEIGHT = 220  # pixels of the small chart beside results


def _read(view: View, options: Options) -> tuple[str, str, library.Found] | None:
    """The query, whether articles or quotes are counted, and what was found; None if there is nothing."""
    words, kind = options.one("q").strip(), options.one("in", _KINDS) or "article"
    found = count_in(view, library.find_matches, words, kind)
    return (words, kind, found) if len(found) else None


def _beside(style: Style) -> Style:
    """Beside the results a chart has no more room than on a phone."""
    return style if style.presenting else replace(style, narrow=True)


def _to_query(words: str, kind: str) -> Callable[[Mapping[str, Any]], EvidenceQuery | None]:
    def query(click: Mapping[str, Any]) -> EvidenceQuery | None:
        if not click:
            return None
        return EvidenceQuery(
            f"{kind}s", words=click.get("entity", words), start=click.get("start", ""), end=click.get("end", ""),
            source=click.get("source"),
        )  # fmt: skip

    return query


def build_found(view: View, options: Options, style: Style) -> Exhibit | None:
    """What a search finds, over time."""
    asked, period = _read(view, options), choose_period(view, options)
    if view.span is None or asked is None:
        return None
    words, kind, found = asked
    table = library.count_found_by_period(view, found, period)
    starts, ends, values = (table[part].tolist() for part in ("start", "end", "n_found"))
    clicks = [click_data(start=start, end=end) if n else "" for start, end, n in zip(starts, ends, values, strict=True)]
    figure = plot_columns(starts, ends, values, clicks, _beside(style), noun=kind)
    if not style.presenting:
        figure.update_layout(height=_BESIDE_HEIGHT)
    undated = n_undated(view, found.articles)
    peak = library.find_peak(table, "n_found", fewest_periods=FEWEST_WITH_PEAK)
    whole = EvidenceQuery(f"{kind}s", words=words)
    return Exhibit(
        name="found",
        headline=findings.columns_headline(f"{kind.capitalize()}s", table, "n_found", period),
        note=f"{kind.capitalize()}s that match “{shorten(words, 60)}”{findings.per(table, period)}, {dates_of(view)}."
        + state_partial(view, period),
        figure=figure,
        table=for_file(
            table, {"start": "from", "end": "to", "n_found": f"{kind}s", "n_all_articles": "articles_in_all"}
        ),
        alt=_describe(f"{kind.capitalize()}s that match “{words}”", table, period),
        to_query=_to_query(words, kind),
        options=options.asked("q", "in", "period"),
        peak=None if peak is None else replace(whole, start=peak["start"], end=peak["end"]),
        n_undated=undated,
        undated=replace(whole, undated=True) if undated else None,
        periods=periods_of(table),
    )


def _describe(what: str, table: pd.DataFrame, period: str) -> str:
    row = table.loc[table["n_found"].idxmax()]
    most = f"The most: {row['n_found']:,} {findings.when(row['start'], row['end'], year=True)}."
    return f"{what}{findings.per(table, period)}. In all: {int(table['n_found'].sum()):,}. {most}"


def build_found_sources(view: View, options: Options, style: Style) -> Exhibit | None:
    """What a search finds, by source."""
    asked = _read(view, options)
    if asked is None:
        return None
    words, kind, found = asked
    table = library.count_found_by_source(view, found)
    if not table["source"].any():
        return None
    shown = table.head(MOST_SOURCES)
    names = [source or UNKNOWN for source in shown["source"]]
    values = shown["n_found"].tolist()
    of = f" The first {len(shown)} of {len(table):,} sources." if len(table) > len(shown) else ""
    return Exhibit(
        name="found_sources",
        headline="By source",
        note=f"{kind.capitalize()}s that match “{shorten(words, 60)}”.{of}",
        figure=plot_bars(
            names, values, [click_data(source=source) for source in shown["source"]],
            _beside(style), noun=kind,
        ),
        table=for_file(table, {"source": "source", "n_found": f"{kind}s", "n_all_articles": "articles_in_all"}),
        alt=findings.bars_alt(f"{kind.capitalize()}s that match “{words}”", names, values),
        to_query=_to_query(words, kind),
        options=options.asked("q", "in"),
    )  # fmt: skip


def read_queries(options: Options) -> list[str]:
    """The searches that are compared over time: the one in the box, and those beside it or beside names."""
    queries = [query.strip() for query in (options.one("q"), *options.many("against"), *options.many("phrases"))]
    return list(dict.fromkeys(query for query in queries if query))[:MOST_QUERIES]


def build_words(view: View, options: Options, style: Style) -> Exhibit | None:
    """Articles that match each of several searches, or name each of several names beside them, over time."""
    queries = read_queries(options)
    who = choose_names(view, options) if options.many("phrases") else []
    if view.span is None or not queries:
        return None
    period = choose_period(view, options)
    measure, why = options.one("measure", ("count", "share")) or "count", ""
    if measure == "share" and not holds_shares(view, period):
        measure, why = "count", f" A share needs {FEWEST_IN_SHARE} articles a {period}; there are too few."

    def count(of: View) -> pd.DataFrame:
        named = count_in(of, library.count_mentions_by_period, who, period)
        matched = count_in(of, library.count_words_by_period, queries, period)
        return pd.concat([matched, named.assign(n_mentions=named["n_articles"])], ignore_index=True)

    table = count(view)
    if not table["n_articles"].any():
        return None

    def to_query_of(click: Mapping[str, Any]) -> EvidenceQuery | None:
        of_names, of_words = to_query("articles"), _to_query("", "article")
        return of_names(click) if click.get("entity") in who else of_words(click)

    column = "share" if measure == "share" else "n_articles"
    if measure == "share":
        table = drop_small_shares(table)
    over, said = lay_over(
        view, options, table, period, "share" if measure == "share" else "n_mentions",
        count,
    )  # fmt: skip
    focus = choose_focus(options, [*queries, *who], MOST_COLOURED)
    own = {name: rank for name, rank in view.frames.ranks.items() if name in who}
    taken = {rank % len(style.categorical) for name, rank in own.items() if name in focus}
    free = (rank for rank in itertools.count() if rank not in taken)
    ranks = own | dict(zip(queries, free, strict=False))
    peaks = choose_peaks(view, choose_focus(options, who, MOST_COLOURED), period) if who else []
    peak = library.find_peak(table, column, fewest_periods=FEWEST_WITH_PEAK)
    names = [shorten(name, 60) for name in table.drop_duplicates("entity_id")["name"]]
    what = "Share of articles" if measure == "share" else "Articles"
    return Exhibit(
        name="words",
        headline=_headline(table, column, names, period),
        note=f"{what} that match each search{' or name each name' if who else ''}{findings.per(table, period)}, "
        f"{dates_of(view)}. {base_of(view)}." + state_partial(view, period) + why + said,
        figure=draw_mentions(over, focus, style, measure, ranks, mark_peaks(peaks), noun="article"),
        table=for_file(
            over, {"name": "search", "start": "from", "end": "to", "n_articles": "articles",
                    "n_all_articles": "articles_in_all", "share": "share_of_articles"},
        ),
        alt=_describe_lines(table, names, period),
        to_query=to_query_of,
        options=options.asked("q", "against", "phrases", "who", "focus", "measure", *TIMED),
        peak=None if peak is None else to_query_of(
            {"entity": str(peak["entity_id"]), "start": peak["start"], "end": peak["end"]}
        ),
        n_undated=n_undated(view),
        periods=periods_of(table),
        method="An article counts once for each search that it matches, however often the words stand in it"
        + (", and once for each name." if who else "."),
    )  # fmt: skip


def _headline(table: pd.DataFrame, column: str, names: Sequence[str], period: str) -> str:
    peak = findings.find_clear_peak(table, column)
    if peak is not None:
        year = findings.several_years(table)
        return f"“{shorten(peak['name'], 60)}” peaked {findings.when(peak['start'], peak['end'], year=year)}"
    return f"{join_words([f'“{name}”' for name in names[:3]])} over time{findings.by_period(table, period)}"


def _describe_lines(table: pd.DataFrame, names: Sequence[str], period: str) -> str:
    totals = table.groupby("entity_id", sort=False)["n_articles"].sum().tolist()
    listed = join_words([f"{name} {count_of(n, 'article')}" for name, n in zip(names, totals, strict=True)])
    return f"Articles that match each search{findings.per(table, period)}. In all: {listed}."
