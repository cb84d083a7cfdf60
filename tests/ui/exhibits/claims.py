"""What headlines claim, each kind with what holds it against the numbers of the whole view."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from components import library
from components.library import View
from components.library.queries import quote_groups
from components.types import PERIODS
from components.ui.exhibits.common import FEWEST_IN_SHARE, Exhibit
from components.ui.words import SMALL_NUMBERS, format_period

KINDS = ("person", "organisation")


def _same(said: str, n: int) -> None:
    assert int(said.replace(",", "")) == n


def ids_by_name(view: View) -> dict[str, str]:
    return dict(zip(view.entities["name"], view.entities["entity_id"], strict=True))


def lead(counted: pd.DataFrame, column: str, said: str, name: str = "name") -> None:
    """Those named have more than all others, and as many as is said."""
    names, n, each = re.fullmatch(r"(.+?)(?:, ([\d,]+)(?: times)?( each)?)?", said).groups()
    first = re.split(", | and ", names)
    values = dict(zip(counted[name], counted[column], strict=True))
    others = max((value for one, value in values.items() if one not in first), default=0)
    assert min(values[one] for one in first) > others, (first, others)
    assert bool(each) == (len(first) > 1 and n is not None)
    assert n is None or {values[one] for one in first} == {int(n.replace(",", ""))}


def peak(table: pd.DataFrame, column: str, when: str) -> None:
    """The highest value of one line stands alone, in the period that is named; a share needs ten articles."""
    if column == "share":
        table = table.assign(share=table["share"].where(table["n_all_articles"] >= FEWEST_IN_SHARE))
    rows = table[table[column] == table[column].max()]
    assert len(rows) == 1
    assert format_period(rows["start"].iloc[0], rows["end"].iloc[0]).startswith(when)
    assert rows[column].iloc[0] >= 2 * table[column].mean()


def period_of(words: str) -> str:
    """The kind of period that is meant by `on 3 March`, `in the week of 3 March`, `in March`, `from …`, `in 2026`."""
    kinds = {"on ": "day", "in the week of ": "week", "from ": "quarter", r"in \d": "year", "": "month"}
    return next(kind for begin, kind in kinds.items() if re.match(begin, words))


def check_streak(view: View, among: str, name: str, measure: str, n: str, period: str, options: dict) -> None:
    ids = view.entities["entity_id"].tolist()
    if among == "Among people and organisations, ":
        ids = view.entities[view.entities["type"].isin(KINDS)]["entity_id"].tolist()
    elif among:
        ids = options["who"]
    column = "n_articles" if measure == "in the most articles" else "n_mentions"
    table = library.count_mentions_by_period(view, ids, period)
    counts = table.pivot(index="start", columns="name", values=column)
    alone = counts[name] > counts.drop(columns=name).max(axis=1)
    longest = max(len(list(run)) for led, run in itertools.groupby(alone) if led)
    assert longest == (SMALL_NUMBERS.index(n) if n in SMALL_NUMBERS else int(n))


def check_tone(view: View, name: str, word: str, when: str) -> None:
    prefix = re.match("on |in the week of |in |from ", when)[0]
    table = library.average_sentiment_by_period(view, [ids_by_name(view)[name]], period_of(when)).set_index("start")
    for time in re.split(", | and ", when.removeprefix(prefix).replace("the week of ", "")):
        found = [start for start, end in table["end"].items() if format_period(start, end).startswith(prefix + time)]
        assert any((table["low"][s] > 0) if word == "positively" else (table["high"][s] < 0) for s in found)


ONE, BY = "|".join(PERIODS), f"(?:{'|'.join(f'{period} by {period}' for period in PERIODS)})"
_IDS, Check = ids_by_name, Callable[..., None]
NAMED: dict[str, Check] = {
    r"(?!Among)(.+) (?:is|are) named most(.*)": lambda v, o, names, n: lead(
        library.count_entities(v), "n_mentions", names + n),
    r"Among people and organisations, (.+) (?:is|are) named most(.*)": lambda v, o, names, n: lead(
        library.count_entities(v, KINDS), "n_mentions", names + n),
}  # fmt: skip
CLAIMS: dict[str, dict[str, Check]] = {
    "mentions": {
        r"(Mentions|Coverage) of (.+) peaked (.+)": lambda v, o, what, name, when: peak(
            library.count_mentions_by_period(v, [_IDS(v)[name]], period_of(when)),
            "share" if what == "Coverage" else "n_mentions", when,
        ),
        r"(Of these \w+ names, |Among people and organisations, )?(.+) was (named most|in the most articles) "
        rf"for (\w+) ({ONE})s running": lambda v, o, *said: check_streak(v, *said, options=o),
        **NAMED,
        rf"Who is mentioned(?:, {BY})?": lambda v, o: None,
    },
    "leaders": {**NAMED, r"Who is named most": lambda v, o: None},
    "speakers": {
        r"(.+) (?:is|are) quoted most(.*)": lambda v, o, names, n: lead(
            library.count_speakers(v), "n_quotes", names + n),
        r"Who is quoted most": lambda v, o: None,
    },
    "places": {
        r"(.+) (?:is|are) the places? named most(.*)": lambda v, o, names, n: lead(
            library.count_entities(v, ["place"]), "n_mentions", names + n),
        r"Of the places on the map (.+) (?:is|are) named most(.*)": lambda v, o, names, n: lead(
            library.count_places(v), "n_mentions", names + n),
        r"Places in the news": lambda v, o: None,
    },
    "sources": {
        r"(.+) ha(?:s|ve) ([\d,]+(?: each)?) of the (\d+) articles": lambda v, o, names, n, total: (
            lead(library.count_sources(v), "n_articles", f"{names}, {n}", "source"), _same(total, len(v.articles))),
        r"(\d+) of the (\d+) articles have no known source": lambda v, o, n, total: (
            _same(n, (v.articles["source"] == "").sum()), _same(total, len(v.articles))),
        r"Articles by source": lambda v, o: None,
    },
    "entity_sources": {
        r"(.+) names? (.+) in the most articles, (\d+(?: each)?)": lambda v, o, names, name, n: lead(
            library.count_sources(v, _IDS(v)[name]), "n_articles", f"{names}, {n}", "source"),
        r"Who names .+": lambda v, o: None,
    },
    "together": {
        r"(.+) and (.+) appear together in (\d+) articles": lambda v, o, one, other, n: _same(
            n, library.count_cooccurrence(v, [_IDS(v)[one], _IDS(v)[other]])["n_articles"].iloc[0]),
        r"Who appears together": lambda v, o: None,
    },
    "topics": {
        r"“(.+)” peaked (.+)": lambda v, o, label, when: peak(
            library.count_topics_by_period(v, period_of(when)).query("label == @label"), "n_articles", when),
        rf"What the news was about(?:, {BY})?": lambda v, o: None,
    },
    "topic": {
        r"Articles peaked (.+)": lambda v, o, when: peak(
            library.count_topics_by_period(v, period_of(when)).query("topic_id == @o['topic']"), "n_articles", when),
        rf"Articles(?:, {BY})?": lambda v, o: None,
    },
    "topic_entities": {
        r"In articles on “(.+)” (.+) (?:is|are) named most(.*)": lambda v, o, label, names, n: lead(
            library.count_entities(library.select(v.frames, replace(v.filter, topics=(o["topic"],)))), "n_mentions",
            names + n),
        r"Who is named in articles on “.+”": lambda v, o: None,
    },
    "entity": {
        r"Mentions peaked (.+)": lambda v, o, when: peak(
            library.count_mentions_by_period(v, [o["entity"]], period_of(when)), "n_mentions", when),
        rf"Mentions(?:, {BY})?": lambda v, o: None,
    },
    "sentiment": {
        r"(.+) was spoken of (negatively|positively) ((?:on|in|from) .+)": lambda v, o, *said: check_tone(v, *said),
        rf"(.+) is spoken of (negatively|positively) in (all )?(\w+) (?:of \w+ )?({ONE})s":
            lambda v, o, *said: check_tones(v, *said),
        rf"How .+ (?:is|are) spoken of, {BY}": lambda v, o: None,
    },
    "tone": {
        r"Sentences on (.+) are (\w+) more often than (\w+): (\d+) to (\d+)": lambda v, o, name, more, less, a, b: (
            _same(a, library.count_sentiment_labels(v, [_IDS(v)[name]])[more].iloc[0]),
            _same(b, library.count_sentiment_labels(v, [_IDS(v)[name]])[less].iloc[0])),
        r"How .+ (?:is|are) spoken of": lambda v, o: None,
    },
    "voices": {
        r"(.+) is (quoted|mentioned) more than (?:quoted|mentioned)": lambda v, o, *said: check_voice(v, *said),
        r"Who is quoted, and who is only mentioned": lambda v, o: None,
    },
    "genders": {
        r"(\d+)% of quotes are by women(?:, and (\d+)% of mentions are of women)?": lambda v, o, *said: check_genders(
            v, *said),
        r"Quotes by women and men": lambda v, o: None,
    },
    "repeated": {
        r"([\d,]+) quotes? in several articles": lambda v, o, n: _same(n, len(quote_groups.list_repeated(v))),
    },
    "network": {r"Who belongs together": lambda v, o: None},
    "compared": {rf".+ and .+, {BY}": lambda v, o: None},
    "compared_tone": {
        r"(.+): (.+) is spoken of more (positively|negatively) than in (.+)": lambda v, o, *said: check_sides(v, *said),
        r"No difference in tone that is more than chance": lambda v, o: None,
    },
    "genders_over_time": {rf"How much of what is quoted women say, {BY}": lambda v, o: None},
    "tone_by_source": {
        r"(.+) speaks (most )?(positively|negatively) of (.+)": lambda v, o, *said: check_source_tone(v, *said),
        r"How each source speaks of .+": lambda v, o: None,
    },
}  # fmt: skip


def check_tones(view: View, name: str, word: str, every: str | None, n: str, period: str) -> None:
    table = library.average_sentiment_by_period(view, [ids_by_name(view)[name]], period)
    clear = (table["n"] >= 20) & ((table["low"] > 0) if word == "positively" else (table["high"] < 0))
    assert clear.sum() == (SMALL_NUMBERS.index(n) if n in SMALL_NUMBERS else int(n))
    assert bool(every) == clear.all()


def check_voice(view: View, name: str, more: str) -> None:
    table = library.count_voices(view)
    rows = table[(table["name"] == name) & (table["type"] == "person")]
    ratio = rows["quoted"] / rows["mentioned"].clip(lower=1e-12)
    assert any(ratio >= 1.5) if more == "quoted" else any(ratio <= 1 / 1.5)


def check_genders(view: View, quoted: str, mentioned: str | None) -> None:
    table = library.count_genders_by_source(view)
    for kind, said in (("quotes", quoted), ("mentions", mentioned)):
        women, men = table[f"n_{kind}_women"].sum(), table[f"n_{kind}_men"].sum()
        assert said is None or f"{women / (women + men):.0%}" == f"{said}%"
        assert said is None or women + men >= 20


def check_sides(view: View, one: str, name: str, word: str, other: str) -> None:
    table = library.average_sentiment_by_source(view, ids_by_name(view)[name]).set_index("source")["mean"]
    assert (table[one] > table[other]) == (word == "positively")


def check_source_tone(view: View, source: str, most: str | None, word: str, name: str) -> None:
    table = library.average_sentiment_by_source(view, ids_by_name(view)[name]).set_index("source")
    sign = 1 if word == "positively" else -1
    assert table["n"][source] >= 20
    assert (sign * table[["low", "high"]].loc[source] > 0).all()
    if most:
        assert (sign * table["mean"].drop(source).dropna() < sign * table["mean"][source]).all()


def check_words(view: View, exhibit: Exhibit, options: dict) -> None:
    """The claim of the headline holds, and what alternative text and note claim beside it."""
    assert exhibit.fault is None
    for pattern, check in reversed(CLAIMS[exhibit.name].items()):
        if match := re.fullmatch(pattern, exhibit.headline):
            check(view, options, *match.groups())
            break
    else:
        raise AssertionError(f"Nobody has checked what this claims: {exhibit.headline}")
    if exhibit.name in ("mentions", "entity", "topics", "topic") and "In all" in exhibit.alt:
        assert exhibit.n_undated == 0
    if exhibit.name == "places":
        n, n_off = len(library.count_entities(view, ["place"])), 0
        if found := re.search(r"(\d+) of (\d+) places? (?:is|are) not on the map", exhibit.note):
            n_off = int(found[1])
            assert int(found[2]) == n
        assert n - n_off == len(library.count_places(view))
        assert n_off or "No place is missing from the map." in exhibit.note
