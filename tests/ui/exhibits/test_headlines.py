"""Every headline's claim, compared with the numbers of the whole view, in libraries made up by chance."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from components import library
from components.library import Frames, View
from components.library.store.records import NO_DAY, date_of
from components.types import ENTITY_TYPES, PERIODS, Filter
from components.ui.exhibits import NAMES
from components.ui.exhibits.common import Exhibit
from components.ui.subject import describe_entity
from components.ui.words import SMALL_NUMBERS, describe_totals, format_period
from tests.benchmarks.generate import generate
from tests.ui.exhibits.conftest import draw

PLACES = ("Norway", "Oslo", "France", "Skerrow", "Tokyo")
KINDS = ("person", "organisation")
_revisions = itertools.count(1000)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    path = tmp_path_factory.mktemp("headlines") / "base.db"
    generate(path, 60)
    return library.read_frames(path, 1)


def invent(base: Frames, seed: int) -> View:
    """The library with dates, sources, names, types, speakers, tone and topics dealt anew."""
    chance, deal = random.Random(seed), np.random.default_rng(seed)
    n, n_names = len(base.articles), chance.choice([3, 6, 12, len(base.entities)])
    days = 20000 + deal.integers(0, chance.choice([1, 5, 30, 200, 500]), n)
    days = np.where(deal.random(n) < chance.choice([0, 0.1, 0.4]), NO_DAY, days).astype(np.int32)
    outlets = deal.permutation(len(base.articles["source"].cat.categories))[: chance.randint(1, 8)]
    codes = outlets[np.minimum(deal.geometric(chance.choice([0.2, 0.5]), n) - 1, len(outlets) - 1)]
    articles = base.articles.assign(
        day=days,
        date=[date_of(int(day)) if day != NO_DAY else "" for day in days],
        source=pd.Categorical.from_codes(codes, base.articles["source"].cat.categories),
        duplicate_of="",
    )
    numbers = deal.permutation(base.entities.index.to_numpy())[:n_names]
    types = deal.choice(ENTITY_TYPES, len(base.entities), p=[0.4, 0.2, 0.2, *[0.04] * 5])
    entities = base.entities.assign(type=types)
    towns = entities.index[entities["type"] == "place"][: len(PLACES)]
    entities.loc[towns, "name"] = PLACES[: len(towns)]
    weights = 1 / (np.arange(n_names) + chance.choice([1, 3, 30]))

    def name(size: int) -> np.ndarray:
        return deal.choice(numbers, size, p=weights / weights.sum()).astype(np.int32)

    mentions = base.mentions.iloc[np.sort(deal.permutation(len(base.mentions))[: chance.choice([40, 300, 1500])])]
    named = name(len(mentions))
    if chance.random() < 0.5:  # a burst: one name fills the articles of a few days
        busy = np.isin(mentions["article"], articles.index[days >= chance.choice(days.tolist())][:9])
        named = np.where(busy & (deal.random(len(mentions)) < 0.7), numbers[-1], named)
    tone = deal.normal(0, chance.choice([0.3, 1]), base.n_entity_slots)
    judged, spoken = name(len(base.sentiments)), name(len(base.quotes))
    labels = np.clip(np.rint(tone[judged] + deal.normal(0, 0.7, len(judged))), -1, 1)
    return library.select(
        replace(
            base, revision=next(_revisions), articles=articles, entities=entities,
            mentions=mentions.assign(entity=named, kind=0),
            quotes=base.quotes.assign(speaker=np.where(deal.random(len(base.quotes)) < 0.2, -1, spoken)),
            quote_mentions=base.quote_mentions[:0],
            sentiments=base.sentiments.assign(entity=judged, label=labels.astype(int) + 1, score=labels * 0.8),
            article_topics=base.article_topics.assign(
                topic=deal.choice(base.topics.index[: chance.randint(1, 12)], len(base.article_topics))
            ).drop_duplicates(["article", "topic"]),
        ),
        Filter(include_pronouns=True),
    )  # fmt: skip


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
    """The highest value of one line stands alone, in the period that is named."""
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


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True, phases=[Phase.generate],
)  # fmt: skip
@given(seed=st.integers(0, 10**9))
def test_every_headline_holds_in_the_whole_view(base: Frames, seed: int) -> None:
    view, chance = invent(base, seed), random.Random(seed)
    counted = library.count_entities(view)["entity_id"].tolist()
    for name in chance.sample(NAMES, 8):
        options: dict = {"period": chance.choice(["", *PERIODS]), "measure": chance.choice(["count", "share"])}
        if name in ("entity", "entity_sources", "tone_by_source"):
            options["entity"] = chance.choice(counted[:3])
        elif name in ("topic", "topic_entities"):
            options["topic"] = str(view.topics["topic_id"].iloc[0])
        elif chance.random() < 0.3:  # names that somebody chose
            options["who"] = chance.sample(counted, min(3, len(counted)))
        if exhibit := draw(view, name, options):
            check_words(view, exhibit, options)
    quotes = view.counted_quotes[view.counted_quotes["speaker"] >= 0]
    said = f"quote {quotes['speaker'].nunique()} speakers in {len(quotes)} quotes"
    assert said in describe_totals(library.count_totals(view))
    check_standfirst(view, chance.choice(counted))


def check_standfirst(view: View, entity_id: str) -> None:
    entity = library.read_entity(view.frames, entity_id)
    if found := re.search(r", (\w+) (of them|each) in ((?:<i>.+?</i>(?: and )?)+)", describe_entity(entity, view)):
        said, sources = found[1], re.findall("<i>(.+?)</i>", found[3])
        table = library.count_sources(view, entity_id)
        table = table[table["source"] != ""]
        n = SMALL_NUMBERS.index(said) if said in SMALL_NUMBERS else int(said)
        lead(table, "n_articles", " and ".join(sources) + f", {n}{' each' if len(sources) > 1 else ''}", "source")
