"""Entity exhibits: mentions over time, rankings, speakers and co-occurrence."""

from __future__ import annotations

import pandas as pd

from components import count_of, library
from components.charts import MOST_COLOURED, Style, click_data
from components.charts.bars import plot_bars, plot_cooccurrence
from components.library import View
from components.types import ENTITY_TYPES, PERIODS, EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.columns import build_columns
from components.ui.exhibits.common import (
    FEWEST_IN_SHARE,
    FEWEST_WITH_PEAK,
    LEADING_TYPES,
    TIMED,
    Exhibit,
    Options,
    articles_naming,
    base_of,
    choose_focus,
    choose_names,
    choose_peaks,
    choose_period,
    dates_of,
    draw_mentions,
    drop_small_shares,
    entities_of_types,
    entity_name,
    for_file,
    holds_shares,
    leading_entities,
    mark_peaks,
    n_undated,
    periods_of,
    state_partial,
    to_query,
    types_in_words,
)
from components.ui.exhibits.overlays import lay_over
from components.ui.exhibits.words import build_words, read_queries
from components.ui.session import count_in
from components.ui.words import spell

MOST_BARS = 10
MOST_TOGETHER = 10
MENTIONS_FILE = {
    "name": "name", "start": "from", "end": "to", "n_mentions": "mentions", "n_articles": "articles",
    "n_all_articles": "articles_in_all", "share": "share_of_articles",
}  # fmt: skip


def build_mentions(view: View, options: Options, style: Style) -> Exhibit | None:
    """Mentions of several entities over time, or articles if words stand beside them; None if no article is dated."""
    if read_queries(Options({"phrases": options.many("phrases")})):
        return build_words(view, options, style)
    who, period = choose_names(view, options), choose_period(view, options)
    if view.span is None or not who:
        return None
    measure = options.one("measure", ("count", "share")) or "count"
    why = ""
    if measure == "share" and not holds_shares(view, period):
        measure, why = "count", f" A share needs {FEWEST_IN_SHARE} articles a {period}; there are too few."
    elif measure == "share" and period != (options.one("period", PERIODS) or library.choose_period(view)):
        why = f" By {period}, as a share needs {FEWEST_IN_SHARE} articles."
    column, kind = ("share", "articles") if measure == "share" else ("n_mentions", "mentions")
    focus = choose_focus(options, who, MOST_COLOURED)
    table = count_in(view, library.count_mentions_by_period, who, period)
    if measure == "share":
        table = drop_small_shares(table)
    peak = library.find_peak(table, column, fewest_periods=FEWEST_WITH_PEAK)
    over, said = lay_over(
        view, options, table, period, column, lambda of: count_in(of, library.count_mentions_by_period, who, period)
    )
    return Exhibit(
        name="mentions",
        headline=findings.mentions_headline(table, period, measure, _scopes(view, options, table, period, measure)),
        note=_mentions_note(view, options, len(who), period, measure, _bases(table)) + why + said,
        figure=draw_mentions(
            over, focus, style, measure, view.frames.ranks, mark_peaks(choose_peaks(view, focus, period))
        ),
        table=for_file(over, MENTIONS_FILE),
        alt=findings.mentions_alt(table, period, measure, undated=bool(n_undated(view))),
        to_query=to_query(kind),
        options=options.asked("who", "focus", "measure", *TIMED),
        peak=None if peak is None else EvidenceQuery(kind, (str(peak["entity_id"]),), peak["start"], peak["end"]),
        n_undated=n_undated(view),
        periods=periods_of(table) if table["start"].nunique() > 1 else (),
    )


def _scopes(view: View, options: Options, table: pd.DataFrame, period: str, measure: str) -> list[findings.Scope]:
    """Everybody in the view, then the kinds of names on the chart; of chosen names only these are compared."""
    column = "n_articles" if measure == "share" else "n_mentions"
    everybody = count_in(view, library.find_leaders_by_period, period, None, column)
    if view.frames.numbers_of(options.many("who")):
        among = f"Of these {spell(table['entity_id'].nunique())} names, "
        own = findings.lead_each_period(table, column)
        return [findings.Scope("", everybody, []), findings.Scope(among, own, [])]
    shown = leading_entities(view)
    scopes = [findings.Scope("", everybody, _first(count_in(view, library.count_entities), measure))]
    if shown["type"].isin(LEADING_TYPES).all():
        among = f"Among {types_in_words(LEADING_TYPES)}, "
        leaders = count_in(view, library.find_leaders_by_period, period, LEADING_TYPES, column)
        scopes.append(findings.Scope(among, leaders, _first(shown, measure)))
    return scopes


def _first(counted: pd.DataFrame, measure: str) -> list[tuple[str, str, int]]:
    """The leading ids and names with their mentions; none if the chart shows shares."""
    first = counted.head(0 if measure == "share" else 4)
    return list(zip(first["entity_id"].tolist(), first["name"].tolist(), first["n_mentions"].tolist(), strict=True))


def _bases(table: pd.DataFrame) -> list[int]:
    """Total articles per period."""
    bases: list[int] = table.drop_duplicates("start")["n_all_articles"].tolist()
    return bases


def _mentions_note(view: View, options: Options, n: int, period: str, measure: str, bases: list[int]) -> str:
    of = f" of {spell(n)} names"
    chosen = view.frames.numbers_of(options.many("who"))
    if not chosen and leading_entities(view)["type"].isin(LEADING_TYPES).all():
        of = f" of the {spell(n)} most-named people and organisations"
    if len(bases) == 1:
        what = "Articles that name them" if measure == "share" else f"Mentions{of}"
        return f"{what}, {dates_of(view)}. {base_of(view)}."
    what = f"Share of each {period}’s articles that name them" if measure == "share" else f"Mentions per {period}{of}"
    least, most = min(bases), max(bases)
    base = f"{most:,}" if least == most else f"{least:,}–{most:,}"
    return f"{what}, {dates_of(view)}. {base_of(view)}, {base} a {period}.{state_partial(view, period)}"


def build_entity(view: View, options: Options, style: Style) -> Exhibit | None:
    """Mentions of one entity, over time."""
    entity_id, period = options.one("entity"), choose_period(view, options)
    name = entity_name(view, entity_id)
    if view.span is None or not name:
        return None

    def count(of: View) -> pd.DataFrame:
        return count_in(of, library.count_mentions_by_period, [entity_id], period)

    table = count(view)
    if not table["n_mentions"].any():
        return None
    return build_columns(
        view,
        options,
        style,
        table,
        name="entity",
        what=f"Mentions of {name}",
        whole=EvidenceQuery("mentions", (entity_id,)),
        articles=articles_naming(view, entity_id),
        alt=findings.mentions_alt,
        file=MENTIONS_FILE,
        count=count,
    )


def build_leaders(view: View, options: Options, style: Style) -> Exhibit | None:
    """The most mentioned entities of the requested types."""
    types = [type_ for type_ in options.many("types") if type_ in ENTITY_TYPES] or list(LEADING_TYPES)
    table = entities_of_types(view, types)
    if not len(table):
        return None
    shown = table.head(MOST_BARS)
    names, values, ids = (shown[column].tolist() for column in ("name", "n_mentions", "entity_id"))
    kinds = types_in_words(types)
    of = f"the {spell(len(shown))} most-named of {len(table):,} {kinds}" if len(table) > len(shown) else f"{kinds}"
    return Exhibit(
        name="leaders",
        headline=_headline_leaders(view, table, f"Among {kinds}, "),
        note=f"Mentions of {of}. {base_of(view)}.",
        figure=plot_bars(names, values, [click_data(entity=i) for i in ids], style, noun="mention"),
        table=for_file(shown, {"name": "name", "type": "type", "n_mentions": "mentions", "n_articles": "articles"}),
        alt=findings.bars_alt("Mentions", names, values),
        to_query=to_query("mentions"),
        options=options.asked("types"),
        peak=EvidenceQuery("mentions", (ids[0],)),
        peak_label=f"See where {names[0]} is named",
    )


def _headline_leaders(view: View, table: pd.DataFrame, among: str) -> str:
    """Who is named most of all names, else of those in the table."""
    everybody = count_in(view, library.count_entities)
    level = everybody[everybody["n_mentions"] == everybody["n_mentions"].iloc[0]]
    holds = level["entity_id"].isin(table["entity_id"]).all()
    counted, words = (everybody, "") if holds else (table, among)
    first, n = findings.find_first(counted["name"].tolist(), counted["n_mentions"].tolist())
    return words + findings.most_often(first, n, "named most") if first else "Who is named most"


def build_speakers(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """The most quoted speakers."""
    table = count_in(view, library.count_speakers)
    if not len(table):
        return None
    shown = table.head(MOST_BARS)
    names, values, ids = (shown[column].tolist() for column in ("name", "n_quotes", "entity_id"))
    of = (
        f"the {spell(len(shown))} most quoted of {len(table):,} speakers" if len(table) > len(shown) else "each speaker"
    )
    unknown = len(view.counted_quotes) - int(table["n_quotes"].sum())
    first, n = findings.find_first(table["name"].tolist(), table["n_quotes"].tolist())
    left_out = (
        f" {count_of(unknown, 'quote')} without a known speaker {'is' if unknown == 1 else 'are'} not here."
        if unknown
        else ""
    )
    return Exhibit(
        name="speakers",
        headline=findings.most_often(first, n, "quoted most") if first else "Who is quoted most",
        note=f"Quotes by {of}: words in quotation marks, and reported speech that is sure.{left_out}",
        figure=plot_bars(names, values, [click_data(entity=i) for i in ids], style, noun="quote"),
        table=for_file(
            shown,
            {"name": "speaker", "type": "type", "n_quotes": "quotes", "n_direct": "direct", "n_articles": "articles"},
        ),
        alt=findings.bars_alt("Quotes", names, values),
        to_query=to_query("quotes"),
        peak=EvidenceQuery("quotes", (ids[0],)),
        peak_label=f"Read what {names[0]} said",
    )


def build_cooccurrence(view: View, options: Options, style: Style) -> Exhibit | None:
    """How many articles name two entities together."""
    who = choose_names(view, options)[:MOST_TOGETHER]
    pairs = count_in(view, library.count_cooccurrence, who)
    if len(who) < 2 or not len(pairs):
        return None
    first = pairs.iloc[0]
    return Exhibit(
        name="together",
        headline=findings.cooccurrence_headline(pairs),
        note=f"Number of articles that name both. {base_of(view)}.",
        figure=plot_cooccurrence(pairs, who, [entity_name(view, entity_id) for entity_id in who], style),
        table=for_file(pairs, {"a_name": "name", "b_name": "with", "n_articles": "articles"}),
        alt=findings.cooccurrence_alt(pairs),
        to_query=to_query("together"),
        options=options.asked("who"),
        peak=EvidenceQuery("together", (str(first["a_id"]), str(first["b_id"]))),
        peak_label="See the articles that name the first two" if len(pairs) > 1 else "See the articles",
    )
