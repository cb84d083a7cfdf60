"""Every number has its evidence: as many sentences as it says, each the right one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import exports, library
from components.library import View
from components.types import GENDERS, SENTIMENT_LABELS, EvidenceQuery, Filter

_frames: dict[str, library.Frames] = {}


def frames_of(path: Path) -> library.Frames:
    if str(path) not in _frames:
        _frames[str(path)] = library.read_frames(path)
    return _frames[str(path)]


FILTERS = st.builds(
    Filter,
    start=st.sampled_from(["", "2024-09-01", "2025-02-15"]),
    end=st.sampled_from(["", "2025-03-31", "2024-12-24"]),
    sources=st.sampled_from([(), ("Courier", "Nordwire"), ("",), ("nobody",)]),
    topics=st.sampled_from([(), ("t01", "t05"), ("unknown",)]),
    entities=st.sampled_from([(), ("e000001",), ("e000002", "e000009"), ("unknown",)]),
    include_pronouns=st.booleans(),
    include_copies=st.booleans(),
)


@pytest.mark.parametrize("kind", ["generated", "corrected"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filter_=FILTERS, period=st.sampled_from(["day", "week", "month"]))
def test_every_number_is_the_number_of_its_evidence(
    kind: str, filter_: Filter, period: str, request: pytest.FixtureRequest
) -> None:
    view = library.select(frames_of(request.getfixturevalue(kind)), filter_)
    for number, query in _numbers(view, period):
        assert library.count_evidence(view, query).n == number, query


def _numbers(view: View, period: str) -> Iterator[tuple[int, EvidenceQuery]]:
    """Every number of every table of counts with the query that a click on it makes."""
    entities = library.count_entities(view)
    ids = entities["entity_id"].tolist()[:4]
    totals = library.count_totals(view)
    yield totals.n_articles, EvidenceQuery("articles")
    yield totals.n_undated, EvidenceQuery("articles", undated=True)
    yield totals.n_mentions, EvidenceQuery("mentions")
    yield totals.n_quotes, EvidenceQuery("quotes")
    for row in entities.head(12).itertuples():
        yield row.n_mentions, EvidenceQuery("mentions", (row.entity_id,))
        yield row.n_articles, EvidenceQuery("articles", (row.entity_id,))
        yield row.n_quotes, EvidenceQuery("quotes", (row.entity_id,))
        yield row.n_sentiment, EvidenceQuery("sentiment", (row.entity_id,))
    for row in library.count_mentions_by_period(view, ids, period).head(60).itertuples():
        span = {"start": row.start, "end": row.end}
        yield row.n_mentions, EvidenceQuery("mentions", (row.entity_id,), **span)
        yield row.n_articles, EvidenceQuery("articles", (row.entity_id,), **span)
        yield row.n_all_articles, EvidenceQuery("articles", **span)
    for peak in library.find_peaks(view, ids, period)[:3]:
        span = {"start": peak.start, "end": peak.end}
        yield peak.n_mentions, EvidenceQuery("mentions", (peak.entity_id,), **span)
        yield peak.n_articles, EvidenceQuery("articles", (peak.entity_id,), **span)
        yield peak.n_all_articles, EvidenceQuery("articles", **span)
        coinciding = library.find_coinciding(view, peak)
        for row in coinciding.names.itertuples():
            yield row.n_articles, EvidenceQuery("together", (peak.entity_id, row.entity_id), **span)
        for row in coinciding.stories.itertuples():
            yield row.n_articles, EvidenceQuery("articles", (peak.entity_id,), story=row.story_id, **span)
    for row in library.average_sentiment_by_period(view, ids, period).head(60).itertuples():
        query = EvidenceQuery("sentiment", (row.entity_id,), start=row.start, end=row.end)
        yield row.n, query
        yield row.n_uncertain, EvidenceQuery("sentiment", (row.entity_id,), row.start, row.end, label="uncertain")
    for row in library.count_sentiment_labels(view, ids).itertuples():
        for label in (*SENTIMENT_LABELS, "uncertain"):
            yield getattr(row, label), EvidenceQuery("sentiment", (row.entity_id,), label=label)
    for entity_id in ids[:2]:
        for row in library.average_sentiment_by_source(view, entity_id).itertuples():
            yield row.n, EvidenceQuery("sentiment", (entity_id,), source=row.source)
        for row in library.count_entities_named_with(view, entity_id).head(8).itertuples():
            yield row.n_articles, EvidenceQuery("together", (entity_id, row.entity_id))
        for row in library.count_sources(view, entity_id).itertuples():
            yield row.n_articles, EvidenceQuery("articles", (entity_id,), source=row.source)
            yield row.n_mentions, EvidenceQuery("mentions", (entity_id,), source=row.source)
    for row in library.count_cooccurrence(view, ids).itertuples():
        yield row.n_articles, EvidenceQuery("together", (row.a_id, row.b_id))
    for row in library.count_sources(view).itertuples():
        yield row.n_articles, EvidenceQuery("articles", source=row.source)
        yield row.n_mentions, EvidenceQuery("mentions", source=row.source)
    for row in library.count_speakers(view).head(10).itertuples():
        yield row.n_quotes, EvidenceQuery("quotes", (row.entity_id,))
        yield row.n_direct, EvidenceQuery("quotes", (row.entity_id,), label="direct")
    for row in library.count_voices(view).head(8).itertuples():
        yield row.n_mentions, EvidenceQuery("mentions", (row.entity_id,))
        yield row.n_quotes, EvidenceQuery("quotes", (row.entity_id,))
    for row in library.count_genders_by_source(view).to_dict("records"):
        for kind, gender in itertools.product(("quotes", "mentions"), GENDERS):
            yield row[f"n_{kind}_{gender}"], EvidenceQuery(kind, source=row["source"], gender=gender)
    for row in library.count_genders_by_period(view, period)[:20].to_dict("records"):
        query = EvidenceQuery("quotes", start=row["start"], end=row["end"], gender="women")
        yield row["n_quotes_women"], query
    for row in library.count_topics(view).itertuples():
        yield row.n_articles, EvidenceQuery("articles", topic=row.topic_id)
    yield len(set(view.articles.index) - set(view.article_topics["article"])), EvidenceQuery("articles", topic="")
    for row in library.count_topics_by_period(view, period).head(60).itertuples():
        yield row.n_articles, EvidenceQuery("articles", start=row.start, end=row.end, topic=row.topic_id)


QUERIES = [
    EvidenceQuery("mentions", ("e000001",)),
    EvidenceQuery("quotes", ("e000001",)),
    EvidenceQuery("quotes"),
    EvidenceQuery("sentiment", ("e000001",)),
    EvidenceQuery("sentiment", ("e000002",), label="uncertain"),
    EvidenceQuery("together", ("e000001", "e000003")),
    EvidenceQuery("articles", ("e000001",)),
    EvidenceQuery("articles", topic="t01"),
    EvidenceQuery("mentions", undated=True),
]


@pytest.mark.parametrize("query", QUERIES, ids=repr)
@pytest.mark.parametrize("include_pronouns", [False, True])
def test_evidence_is_as_long_as_its_count_and_cut_from_the_article(
    query: EvidenceQuery, include_pronouns: bool, corrected: Path
) -> None:
    frames = frames_of(corrected)
    view = library.select(frames, Filter(include_pronouns=include_pronouns))
    found = library.read_evidence(corrected, view, query, limit=100_000)
    counts = library.count_evidence(view, query)
    assert len(found) == counts.n
    assert len({evidence.article_id for evidence in found}) == counts.n_articles
    assert len({evidence.source for evidence in found} - {""}) == counts.n_sources
    for evidence in found[:40]:
        text = library.read_article(frames, corrected, evidence.article_id).text
        for part in evidence.text.split(" … "):
            assert part in text
        assert text.startswith(evidence.text.split(" … ")[0], evidence.start)
        assert all(0 <= start < end <= len(evidence.text) for start, end in evidence.highlights)
        assert evidence.highlights or (query.kind == "articles" and not query.entities)


def test_pages_of_evidence_follow_each_other(corrected: Path) -> None:
    view = library.select(frames_of(corrected), Filter())
    query = EvidenceQuery("mentions", ("e000001",))
    whole = library.read_evidence(corrected, view, query, limit=30)
    pages = [library.read_evidence(corrected, view, query, limit=10, offset=offset) for offset in (0, 10, 20)]
    assert [evidence for page in pages for evidence in page] == whole


def test_newest_first_and_undated_last(corrected: Path) -> None:
    view = library.select(frames_of(corrected), Filter())
    dates = [e.date for e in library.read_evidence(corrected, view, EvidenceQuery("articles"), limit=1000)]
    dated = [date for date in dates if date]
    assert dated == sorted(dated, reverse=True)
    assert "" in dates
    assert dates[: len(dated)] == dated


def test_sentiment_strongest_first(corrected: Path) -> None:
    view = library.select(frames_of(corrected), Filter())
    found = library.read_evidence(corrected, view, EvidenceQuery("sentiment", ("e000001",)), limit=1000)
    strengths = [abs(evidence.score or 0) for evidence in found]
    assert strengths == sorted(strengths, reverse=True)


def test_a_quote_is_shown_with_its_sentences(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article(
        "The port was calm.\n“We are open,” said [Ada Dray|person].\n“We stay open.”\nNobody objected.",
        quotes=[("“We are open,” said Ada Dray. “We stay open.”", "Ada Dray", "direct")],
    )
    (evidence,) = library.read_evidence(pile.path, pile.view(), EvidenceQuery("quotes"), limit=5)
    assert evidence.text == "“We are open,” said Ada Dray. “We stay open.”"
    assert evidence.start == len("The port was calm. ")


def test_names_in_different_sentences_are_shown_together(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] left.\nIt rained.\n[Hugo Pike|person] stayed.")
    query = EvidenceQuery("together", (pile.id_of("Ada Dray"), pile.id_of("Hugo Pike")))
    (evidence,) = library.read_evidence(pile.path, pile.view(), query, limit=5)
    assert evidence.text == "Ada Dray left. … Hugo Pike stayed."
    assert [evidence.text[a:b] for a, b in evidence.highlights] == ["Ada Dray", "Hugo Pike"]


def test_a_sentence_that_names_both_is_preferred(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] left.\n[Hugo Pike|person] met [Ada Dray|person].")
    query = EvidenceQuery("together", (pile.id_of("Ada Dray"), pile.id_of("Hugo Pike")))
    (evidence,) = library.read_evidence(pile.path, pile.view(), query, limit=5)
    assert evidence.text == "Hugo Pike met Ada Dray."


@pytest.mark.parametrize("kind", ["mentions", "quotes", "sentiment", "together", "articles"])
def test_an_unknown_name_has_no_evidence(kind: str, generated: Path) -> None:
    view = library.select(frames_of(generated), Filter())
    query = EvidenceQuery(kind, ("e000001", "nobody") if kind == "together" else ("nobody",))
    assert library.count_evidence(view, query) == library.EvidenceCount(0, 0, 0)
    assert library.read_evidence(generated, view, query, limit=5) == []


def test_pronouns_are_evidence_only_when_asked_for(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] spoke.\nThen [she|person|Ada Dray|pronoun] left.")
    query = EvidenceQuery("mentions", (pile.id_of("Ada Dray"),))
    assert library.count_evidence(pile.view(), query).n == 1
    assert library.count_evidence(pile.view(include_pronouns=True), query).n == 2


def test_what_a_worker_takes_out_meanwhile_stops_nothing(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("“We are open,” said [Ada Dray|person].", quotes=[("“We are open,”", "Ada Dray", "direct")])
    frames, view = pile.frames(), pile.view()
    with pile.con:
        for table in ("articles", "sentences", "mentions", "quotes"):
            pile.con.execute(f"DELETE FROM {table}")
    for kind in ("mentions", "quotes", "articles"):
        assert len(library.read_evidence(pile.path, view, EvidenceQuery(kind, ("e1",)), limit=5)) == 1
    assert library.read_quotes(pile.path, view)[0] == []
    assert library.read_article(frames, pile.path, "a1").text == ""
    assert library.search(pile.path, view, "open") == ([], 0)
    exports.export_tables(view)
