"""Counts of a pile small enough to count by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from components import library
from components.library.queries.sentiment import SPREAD, average
from components.types import EvidenceQuery


@pytest.fixture
def week(pile):  # type: ignore[no-untyped-def]
    pile.article(
        "[Ada Dray|person] met [Hugo Pike|person] in [Halden|place].\n“Good,” said [Dray|person|Ada Dray].",
        date="2025-03-03", quotes=[("“Good,”", "Ada Dray", "direct")],
        sentiments=[(0, "Ada Dray", "positive", 0.9), (0, "Hugo Pike", "negative", 0.5)],
    )  # fmt: skip
    pile.article(
        "[Ada Dray|person] met [Hugo Pike|person].\n[Pike|person|Hugo Pike] said it was bad.",
        date="2025-03-12", source="Ledger", quotes=[("it was bad", "Hugo Pike", "indirect")],
        sentiments=[(0, "Ada Dray", "negative", 0.8)],
    )  # fmt: skip
    pile.article("[Halden|place] is far.\n“Far,” someone said.", date="", source="", quotes=[("“Far,”", "", "direct")])
    return pile


def rows(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    return table[list(columns)].to_numpy(dtype=object).tolist()


def test_entities(week) -> None:  # type: ignore[no-untyped-def]
    table = library.count_entities(week.view())
    columns = ("name", "type", "n_mentions", "n_articles", "n_quotes", "first_date", "last_date", "n_sentiment")
    assert rows(table, *columns) == [
        ["Ada Dray", "person", 3, 2, 1, "2025-03-03", "2025-03-12", 2],
        ["Hugo Pike", "person", 3, 2, 1, "2025-03-03", "2025-03-12", 0],
        ["Halden", "place", 2, 2, 0, "2025-03-03", "2025-03-03", 0],
    ]
    assert table["sentiment"].iloc[0] == pytest.approx(0.0)
    assert math.isnan(table["sentiment"].iloc[1]), "its one judgement is uncertain"
    assert [sum(line) for line in table["sparkline"]] == [3, 3, 1], "undated mentions are on no sparkline"
    assert library.count_entities(week.view(), ["place"])["name"].tolist() == ["Halden"]
    assert not len(library.count_entities(week.view(), []))


def test_mentions_over_time(week) -> None:  # type: ignore[no-untyped-def]
    table = library.count_mentions_by_period(week.view(), [week.id_of("Halden"), week.id_of("Ada Dray")], "week")
    assert rows(table, "name", "start", "end", "n_mentions", "n_articles", "n_all_articles", "share") == [
        ["Halden", "2025-03-03", "2025-03-09", 1, 1, 1, 1.0],
        ["Halden", "2025-03-10", "2025-03-16", 0, 0, 1, 0.0],
        ["Ada Dray", "2025-03-03", "2025-03-09", 2, 1, 1, 1.0],
        ["Ada Dray", "2025-03-10", "2025-03-16", 1, 1, 1, 1.0],
    ]
    assert library.find_peak(table)["name"] == "Ada Dray"
    assert library.find_peak(table[table["n_mentions"] == 0]) is None
    assert library.find_peak(table[:0]) is None


def test_unknown_and_repeated_ids_make_no_rows(week) -> None:  # type: ignore[no-untyped-def]
    ada = week.id_of("Ada Dray")
    table = library.count_mentions_by_period(week.view(), ["nobody", ada, ada], "month")
    assert rows(table, "name", "n_mentions") == [["Ada Dray", 3]]


def test_who_is_named_with_whom(week) -> None:  # type: ignore[no-untyped-def]
    ids = [week.id_of(name) for name in ("Halden", "Ada Dray", "Hugo Pike")]
    assert rows(library.count_cooccurrence(week.view(), ids), "a_name", "b_name", "n_articles") == [
        ["Ada Dray", "Hugo Pike", 2],
        ["Halden", "Ada Dray", 1],
        ["Halden", "Hugo Pike", 1],
    ]
    assert rows(library.count_entities_named_with(week.view(), ids[0]), "name", "n_articles") == [
        ["Ada Dray", 1],
        ["Hugo Pike", 1],
    ]
    assert not len(library.count_entities_named_with(week.view(), "nobody"))


def test_speakers(week) -> None:  # type: ignore[no-untyped-def]
    assert rows(library.count_speakers(week.view()), "name", "n_quotes", "n_articles", "n_direct") == [
        ["Ada Dray", 1, 1, 1],
        ["Hugo Pike", 1, 1, 0],
    ]


def test_sources(week) -> None:  # type: ignore[no-untyped-def]
    assert rows(library.count_sources(week.view()), "source", "n_articles", "n_mentions", "first_date") == [
        ["", 1, 1, ""],
        ["Courier", 1, 4, "2025-03-03"],
        ["Ledger", 1, 3, "2025-03-12"],
    ]
    of_ada = library.count_sources(week.view(), week.id_of("Ada Dray"))
    assert rows(of_ada, "source", "n_articles", "n_mentions") == [["Courier", 1, 2], ["Ledger", 1, 1]]


def test_totals(week) -> None:  # type: ignore[no-untyped-def]
    totals = library.count_totals(week.view())
    assert (totals.n_articles, totals.n_sources, totals.first, totals.last) == (3, 2, "2025-03-03", "2025-03-12")
    assert (totals.n_undated, totals.n_mentions, totals.n_entities, totals.n_people) == (1, 8, 3, 2)
    assert (totals.n_quotes, totals.n_speakers) == (3, 2)


def test_sentiment_labels(week) -> None:  # type: ignore[no-untyped-def]
    table = library.count_sentiment_labels(week.view(), [week.id_of("Ada Dray"), week.id_of("Hugo Pike")])
    assert rows(table, "name", "negative", "neutral", "positive", "uncertain", "n") == [
        ["Ada Dray", 1, 0, 1, 0, 2],
        ["Hugo Pike", 0, 0, 0, 1, 0],
    ]


def test_sentiment_over_time_leaves_the_uncertain_out_and_counts_them(week) -> None:  # type: ignore[no-untyped-def]
    table = library.average_sentiment_by_period(week.view(), [week.id_of("Ada Dray"), week.id_of("Hugo Pike")], "week")
    assert rows(table, "n", "n_uncertain") == [[1, 0], [1, 0], [0, 1], [0, 0]]
    assert table["mean"].tolist()[:2] == pytest.approx([0.8, -0.8])
    assert table["mean"].isna().tolist() == [False, False, True, True]
    assert (table["low"] <= table["mean"])[:2].all()
    assert (table["mean"] <= table["high"])[:2].all()


def judged(scores: list[float], confidences: list[float] | None = None) -> pd.DataFrame:
    return pd.DataFrame({"score": scores, "confidence": confidences or [0.9] * len(scores)})


def test_the_interval_is_students_t_with_four_sentences_worth_of_mixed_labels() -> None:
    scores = [0.1, 0.4, -0.2, 0.3, 0.9]
    result = average(np.zeros(5, dtype=np.int64), judged(scores), 1)
    squares = sum((score - 0.3) ** 2 for score in scores)
    half = 2.3060041 * math.sqrt((squares + 4 * 2 / 3) / 8) / math.sqrt(5)  # t of 8 degrees of freedom at 97.5 %
    assert result.mean[0] == pytest.approx(0.3)
    assert result.low[0] == pytest.approx(0.3 - half, abs=1e-4)
    assert result.high[0] == pytest.approx(0.3 + half, abs=1e-4)


def test_more_sentences_make_a_narrower_interval_and_one_a_wide_one() -> None:
    groups = np.array([0] * 40 + [1] * 4 + [2])
    scores = np.random.default_rng(1).choice([-0.9, 0, 0.9], 45).tolist()
    result = average(groups, judged(scores), 4)
    widths = (result.high - result.low)[:3]
    assert widths[0] < widths[1] < 2
    assert widths[2] >= widths[1], "a single sentence says least"
    assert math.isnan(result.mean[3])
    assert result.n.tolist() == [40, 4, 1, 0]


def test_where_nothing_can_be_measured_the_spread_of_mixed_labels_stands_in() -> None:
    result = average(np.array([0]), judged([0.5]), 1)
    assert (result.low[0], result.high[0]) == pytest.approx((-1, 1), abs=0.2)
    assert pytest.approx(math.sqrt(2 / 3), abs=1e-4) == SPREAD


def test_pools_are_measured_apart() -> None:
    groups = np.array([0] * 10 + [1] * 10)
    scores = [0.5] * 10 + [-1.0, 1.0] * 5
    result = average(groups, judged(scores), 2, np.array([0, 1]))
    assert result.high[0] - result.low[0] < 0.7, "all alike"
    assert result.high[1] - result.low[1] > 1


def test_two_sentences_alike_are_not_sure() -> None:
    result = average(np.zeros(2, dtype=np.int64), judged([-0.3, -0.3]), 1)
    assert result.low[0] < 0 < result.high[0]


def test_topics(pile) -> None:  # type: ignore[no-untyped-def]
    pile.add("topics", topic_id="t1", label="port", keywords='["port"]')
    pile.add("topics", topic_id="t2", label="river", keywords='["river"]')
    for date in ("2025-01-10", "2025-02-10", ""):
        pile.article("Nothing.", date=date)
    for article, topic in ((1, 2), (2, 2), (2, 1), (3, 2)):
        pile.add("article_topics", article=article, topic=topic, weight=0.5)
    assert rows(library.count_topics(pile.view()), "topic_id", "n_articles") == [["t2", 3], ["t1", 1]]
    table = library.count_topics_by_period(pile.view(), "month")
    assert rows(table, "topic_id", "start", "n_articles", "share") == [
        ["t1", "2025-01-01", 0, 0.0],
        ["t1", "2025-02-01", 1, 1.0],
        ["t2", "2025-01-01", 1, 1.0],
        ["t2", "2025-02-01", 1, 1.0],
    ]
    none = library.count_without_topic_by_period(pile.view(), "month")
    assert list(none) == list(table)
    assert rows(none, "topic_id", "label", "n_articles", "share") == [["", "Other", 0, 0.0], ["", "Other", 0, 0.0]]


def test_articles_without_a_topic_are_counted_and_open(pile) -> None:  # type: ignore[no-untyped-def]
    pile.add("topics", topic_id="t1", label="port", keywords='["port"]')
    for date in ("2025-01-10", "2025-01-12", "2025-02-10", ""):
        pile.article("Nothing.", date=date)
    pile.add("article_topics", article=1, topic=1, weight=0.5)
    view = pile.view()
    table = library.count_without_topic_by_period(view, "month")
    assert rows(table, "start", "n_articles", "n_all_articles", "share") == [
        ["2025-01-01", 1, 2, 0.5],
        ["2025-02-01", 1, 1, 1.0],
    ]
    for row in table.itertuples():
        query = EvidenceQuery("articles", start=row.start, end=row.end, topic=row.topic_id)
        assert library.count_evidence(view, query).n == row.n_articles
    assert library.count_evidence(view, EvidenceQuery("articles", topic="")).n == 3


def test_places_that_are_known_lie_somewhere(pile) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("components.analysis.entities.places")
    pile.article("[Norway|place], [Norway|place] and [Nowhereham|place] and [Paris|person].")
    table = library.count_places(pile.view())
    assert rows(table, "name", "n_mentions", "n_articles") == [["Norway", 2, 1]]
    assert 55 < table["latitude"].iloc[0] < 72
    library.rename_entity(pile.path, pile.id_of("Norway"), "The Kingdom in the North")
    assert rows(library.count_places(pile.view()), "name", "n_mentions") == [["The Kingdom in the North", 2]]


def test_an_empty_library_counts_nothing(pile) -> None:  # type: ignore[no-untyped-def]
    view = pile.view()
    assert library.count_totals(view).n_articles == 0
    for table in (
        library.count_entities(view), library.count_speakers(view), library.count_sources(view),
        library.count_topics(view), library.count_topics_by_period(view, "week"), library.count_places(view),
        library.count_mentions_by_period(view, ["e1"], "day"), library.count_cooccurrence(view, ["e1"]),
        library.average_sentiment_by_period(view, ["e1"], "day"), library.count_sentiment_labels(view, ["e1"]),
        library.average_sentiment_by_source(view, "e1"), library.count_entities_named_with(view, "e1"),
    ):  # fmt: skip
        assert not len(table)


def test_a_country_and_its_people_know_each_other(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article(
        "[Belarus|place] and [Peru|place] met.\n[Belarusians|group|Belarusian] asked [Belarusian|group] officials.\n"
        "[Georgia|person] came, and a [Peruvian|person] with her."
    )
    country, people = pile.id_of("Belarus"), pile.id_of("Belarusian")
    columns = ("name", "type", "n_mentions")
    assert rows(library.count_compatriots(pile.view(), country), *columns) == [["Belarusian", "group", 2]]
    assert rows(library.count_compatriots(pile.view(), people), *columns) == [["Belarus", "place", 1]]
    for stranger in (pile.id_of("Peru"), pile.id_of("Georgia"), pile.id_of("Peruvian"), "nobody"):
        assert not len(library.count_compatriots(pile.view(), stranger)), stranger
    library.rename_entity(pile.path, country, "The republic")
    assert rows(library.count_compatriots(pile.view(), people), *columns) == [["The republic", "place", 1]]
    library.hide_entity(pile.path, country)
    assert not len(library.count_compatriots(pile.view(), people))
