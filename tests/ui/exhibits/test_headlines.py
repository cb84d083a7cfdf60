"""Every headline's claim, compared with the numbers of the whole view, in libraries made up by chance."""

from __future__ import annotations

import itertools
import random
import re
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
from components.ui.subject import describe_entity
from components.ui.words import SMALL_NUMBERS, describe_totals
from tests.benchmarks.generate import generate
from tests.ui.exhibits.claims import check_words, lead
from tests.ui.exhibits.conftest import draw

PLACES = ("Norway", "Oslo", "France", "Skerrow", "Tokyo")
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
        elif name.startswith("compared"):
            options |= {"what": "source", "side": [one for one in library.count_sources(view)["source"] if one][:2]}
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
