"""Voice exhibits: who is quoted against who is only mentioned; women and men among them, by source and over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components import count_of, library
from components.charts import Style
from components.charts.lines import plot_mentions
from components.charts.voice import FEW, plot_genders, plot_voices
from components.library import View
from components.types import GENDERS, EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import (
    FEWEST_WITH_PEAK,
    TIMED,
    Exhibit,
    Options,
    choose_period,
    dates_of,
    for_file,
    n_undated,
    periods_of,
    state_partial,
)
from components.ui.exhibits.overlays import lay_over
from components.ui.exhibits.sources import UNKNOWN
from components.ui.session import count_in
from components.ui.words import spell

MOST_VOICES, MOST_SOURCES = 12, 12
TIMES = 1.5  # minimum ratio of two shares that a headline tells of
ENOUGH = 20  # minimum quotes for a headline
GENDER_METHOD = (
    "A person counts as a woman or a man where a first name, an honorific or a pronoun tells, and as unknown where "
    "nothing does or two disagree. It says how articles write of a person, and is sometimes wrong: “Change gender” on "
    "a person’s page puts it right, also to another gender. The measure is that of the Gender Gap Tracker (Asr and "
    "others, 2021). Organisations are in none of it."
)
GENDER_FILE = {f"n_{kind}_{gender}": f"{kind}_{gender}" for kind in ("quotes", "mentions") for gender in GENDERS}


def build_voices(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """The leading names with their shares of mentions and of quotes."""
    table = count_in(view, library.count_voices)
    if not table["n_quotes"].any():
        return None
    shown = table.head(MOST_VOICES)
    of = f"the {spell(len(shown))} leading of {len(table):,} " if len(table) > len(shown) else ""
    return Exhibit(
        name="voices",
        headline=_headline_voices(shown),
        note=(
            f"Shares of all mentions and of all quotes of people and organisations: {of}names. "
            f"{count_of(int(table['n_mentions'].sum()), 'mention')}, {count_of(int(table['n_quotes'].sum()), 'quote')}."
        ),
        figure=plot_voices(shown, style),
        table=for_file(
            table,
            {
                "name": "name", "type": "type", "n_mentions": "mentions", "n_quotes": "quotes", "n_direct": "direct",
                "n_reported": "reported", "mentioned": "share_of_mentions", "quoted": "share_of_quotes",
            },
        ),
        alt="Shares of mentions and of quotes: "
        + "; ".join(f"{row.name} {row.mentioned:.1%} and {row.quoted:.1%}" for row in shown.head(6).itertuples())
        + ".",
        to_query=_to_query,
    )  # fmt: skip


def _headline_voices(shown: pd.DataFrame) -> str:
    """Who of those shown is quoted far more, or far less, than mentioned; else the measure."""
    sure = shown[(shown["n_quotes"] >= ENOUGH) | (shown["n_mentions"] >= ENOUGH)]
    people = sure[sure["type"] == "person"]
    ratio = (people["quoted"] + 1e-9) / (people["mentioned"] + 1e-9)
    if len(people) and ratio.max() >= TIMES:
        return f"{people['name'][ratio.idxmax()]} is quoted more than mentioned"
    if len(people) and ratio.min() <= 1 / TIMES:
        return f"{people['name'][ratio.idxmin()]} is mentioned more than quoted"
    return "Who is quoted, and who is only mentioned"


def _to_query(click: Mapping[str, Any]) -> EvidenceQuery | None:
    """The mentions or quotes behind a point or part of a bar."""
    if not click:
        return None
    who = (click["entity"],) if click.get("entity") else ()
    return EvidenceQuery(
        click["kind"], who, start=click.get("start", ""), end=click.get("end", ""), source=click.get("source"),
        gender=click.get("gender"),
    )  # fmt: skip


def build_genders(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """Women and men among those quoted, in all and per source, beside those mentioned."""
    table = count_in(view, library.count_genders_by_source)
    quotes = {gender: int(table[f"n_quotes_{gender}"].sum()) for gender in GENDERS}
    mentions = {gender: int(table[f"n_mentions_{gender}"].sum()) for gender in GENDERS}
    if not sum(quotes.values()):
        return None
    rows: list[tuple[str, Mapping[str, int]]] = [("People mentioned", mentions), ("People quoted", quotes)]
    clicks: list[dict[str, str]] = [{"kind": "mentions"}, {"kind": "quotes"}]
    sources = table[table[[f"n_quotes_{gender}" for gender in GENDERS]].sum(axis=1) > 0].head(MOST_SOURCES)
    if len(sources) > 1:
        for row in sources.to_dict("records"):
            rows.append((row["source"] or UNKNOWN, {gender: int(row[f"n_quotes_{gender}"]) for gender in GENDERS}))
            clicks.append({"kind": "quotes", "source": row["source"]})
    per_source = " Below them, quotes by source." if len(sources) > 1 else ""
    return Exhibit(
        name="genders",
        headline=_headline_genders(quotes, mentions),
        note=(
            f"Shares of {count_of(sum(mentions.values()), 'mention')} of people and of "
            f"{count_of(sum(quotes.values()), 'quote')} by people.{per_source} "
            f"Under {spell(FEW)} quotes, a bar is pale."
        ),
        figure=plot_genders(rows, clicks, style),
        table=for_file(table, {"source": "source", **GENDER_FILE}),
        alt="Quotes by people: " + ", ".join(f"{gender} {quotes[gender]:,}" for gender in GENDERS)
        + ". Mentions: " + ", ".join(f"{gender} {mentions[gender]:,}" for gender in GENDERS) + ".",
        to_query=_to_query,
        method=GENDER_METHOD,
    )  # fmt: skip


def _headline_genders(quotes: Mapping[str, int], mentions: Mapping[str, int]) -> str:
    """The share of women among the quotes whose gender is known, where there are enough and most are known."""
    known = sum(quotes.values()) - quotes["unknown"]
    if known < ENOUGH or known < quotes["unknown"]:
        return "Quotes by women and men"
    share = quotes["women"] / known
    of = sum(mentions.values()) - mentions["unknown"]
    beside = f", and {mentions['women'] / of:.0%} of mentions are of women" if of >= ENOUGH else ""
    return f"{share:.0%} of quotes are by women{beside}"


def build_genders_over_time(view: View, options: Options, style: Style) -> Exhibit | None:
    """The share of women among quotes and among mentions of people whose gender is known, over time."""
    if view.span is None:
        return None
    period = choose_period(view, options)
    counted = count_in(view, library.count_genders_by_period, period)
    table = _count_women(view, period)
    quoted = table[table["entity_id"] == "quotes"]
    if counted["start"].nunique() < FEWEST_WITH_PEAK or (quoted["n_all_articles"] >= FEW).mean() < 0.5:
        return None
    over, said = lay_over(view, options, table, period, "share", lambda of: _count_women(of, period), least=FEW)
    return Exhibit(
        name="genders_over_time",
        headline=f"How much of what is quoted women say{findings.by_period(table, period)}",
        note=(
            f"Of quotes by and mentions of people whose gender is known, {dates_of(view)}. "
            f"A {period} with fewer than {spell(FEW)} makes no point.{state_partial(view, period)}{said}"
        ),
        figure=plot_mentions(
            over, ["quotes"], style, measure="share", ranks={"quotes": 0, "mentions": 1}, base="of known gender"
        ),
        table=for_file(counted, {"start": "from", "end": "to", **GENDER_FILE}),
        alt=f"Women’s share of quotes by {period}: "
        + "; ".join(f"{row.start} {row.share:.0%}" for row in quoted.dropna().head(8).itertuples()) + ".",
        to_query=_to_gendered,
        options=options.asked(*TIMED),
        n_undated=n_undated(view),
        periods=periods_of(table),
        method=GENDER_METHOD,
    )  # fmt: skip


def _count_women(view: View, period: str) -> pd.DataFrame:
    """Women among quotes and among mentions of known gender per period, as a complete grid of two lines."""
    counted = count_in(view, library.count_genders_by_period, period)
    lines = []
    for kind in ("quotes", "mentions"):
        women = counted[f"n_{kind}_women"]
        known = women + counted[f"n_{kind}_men"] + counted[f"n_{kind}_other"]
        lines.append(
            pd.DataFrame(
                {
                    "entity_id": kind, "name": f"Share of {kind}", "start": counted["start"],
                    "end": counted["end"], "n_mentions": women, "n_articles": women, "n_all_articles": known,
                    "share": (women / known.clip(lower=1)).where(known >= FEW),
                }
            )
        )  # fmt: skip
    return pd.concat(lines, ignore_index=True)


def _to_gendered(click: Mapping[str, Any]) -> EvidenceQuery | None:
    """The quotes by or mentions of women in a period; a line's name says which."""
    if not click:
        return None
    return EvidenceQuery(click["entity"], start=click["start"], end=click["end"], gender="women")
