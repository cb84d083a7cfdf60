"""Exhibits of who is mentioned and when."""

from __future__ import annotations

from components import library
from components.charts.lines import plot_mentions
from components.charts.style import MOST_COLOURED, Style
from components.library import View
from components.types import EvidenceQuery
from components.ui.exhibit import Exhibit
from components.ui.exhibits.common import (
    Options,
    base_of,
    choose_focus,
    choose_names,
    choose_period,
    dates_of,
    for_file,
    n_undated,
    to_query,
)
from components.ui.exhibits.sentences import find_peak, mentions_alt, mentions_headline
from components.ui.session import count_in
from components.ui.words import spell

MENTIONS_FILE = {
    "name": "name", "start": "from", "end": "to", "n_mentions": "mentions", "n_articles": "articles",
    "n_all_articles": "articles_in_all", "share": "share_of_articles",
}  # fmt: skip


def build_mentions(view: View, options: Options, style: Style) -> Exhibit | None:
    """Who is mentioned, over time; nothing where no article is dated."""
    if view.span is None:
        return None
    who, period = choose_names(view, options), choose_period(view, options)
    if not who:
        return None
    measure = options.one("measure", ("count", "share")) or "count"
    focus = choose_focus(options, who, 1 if style.narrow else MOST_COLOURED)
    table = count_in(view, library.count_mentions_by_period, who, period)
    peak = find_peak(table, "share" if measure == "share" else "n_mentions")
    if peak is None:
        peak = library.find_peak(table, "share" if measure == "share" else "n_mentions")
    opens = to_query("articles" if measure == "share" else "mentions")
    return Exhibit(
        name="mentions",
        headline=mentions_headline(table, period, measure),
        note=_mentions_note(view, options, len(who), period, measure, table["n_all_articles"].tolist()[: len(table) // len(who)]),
        figure=plot_mentions(table, focus, style, measure=measure),
        table=for_file(table, MENTIONS_FILE),
        alt=mentions_alt(table, period, measure),
        to_query=opens,
        options=options.asked("who", "focus", "period", "measure"),
        peak=None if peak is None else EvidenceQuery("articles" if measure == "share" else "mentions", (peak["entity_id"],), peak["start"], peak["end"]),
        n_undated=n_undated(view),
    )  # fmt: skip


def _mentions_note(view: View, options: Options, n: int, period: str, measure: str, bases: list[int]) -> str:
    if n == 1:
        of = ""
    elif view.frames.numbers_of(options.many("who")):
        of = f" of {spell(n)} chosen names"
    else:
        of = f" of the {spell(n)} most-named people and organisations"
    what = f"Share of each {period}’s articles that name them" if measure == "share" else f"Mentions per {period}{of}"
    least, most = min(bases), max(bases)
    base = f"{least:,}" if least == most else f"{least:,}–{most:,}"
    return f"{what}, {dates_of(view)}. {base_of(view)}, {base} a {period}."
