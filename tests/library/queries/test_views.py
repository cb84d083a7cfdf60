"""A filter leaves the right articles, and everything else follows them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components import library
from components.types import EvidenceQuery, Filter


@pytest.fixture
def four(pile):  # type: ignore[no-untyped-def]
    """a1 to a4: two sources and one unknown, three dates and none, a copy, a topic; and one not read yet."""
    pile.add("topics", topic_id="t1", label="port", keywords='["port"]')
    pile.article("[Ada Dray|person] met [Hugo Pike|person].", date="2025-01-10", source="Courier")
    pile.article("[She|person|Ada Dray|pronoun] left [Halden|place].", date="2025-02-10", source="Ledger")
    pile.article("[Hugo Pike|person] left.", date="2025-03-10", source="Courier", duplicate_of="a1", section="Metro")
    pile.article("Nobody left.", date="", source="", section="Sports; A1")
    pile.article("Waiting.", date="2025-01-20", source="Courier", status="waiting", reason="")
    pile.add("article_topics", article=1, topic=1, weight=0.5)
    pile.add("article_topics", article=2, topic=1, weight=0.5)
    return pile


@pytest.mark.parametrize(
    ("fields", "articles", "n_unread"),
    [
        ({}, "a1 a2 a3 a4", 1),
        ({"start": "2025-01-10"}, "a1 a2 a3", 1),
        ({"start": "2025-01-11"}, "a2 a3", 1),
        ({"end": "2025-02-10"}, "a1 a2", 1),
        ({"start": "2025-02-10", "end": "2025-02-10"}, "a2", 0),
        ({"start": "nonsense"}, "a1 a2 a3", 1),
        ({"sources": ("Courier",)}, "a1 a3", 1),
        ({"sources": ("Courier", "")}, "a1 a3 a4", 1),
        ({"sources": ("Nobody",)}, "", 0),
        ({"topics": ("t1",)}, "a1 a2", 0),
        ({"topics": ("t9",)}, "", 0),
        ({"entities": ("e1",)}, "a1", 0),
        ({"entities": ("e1",), "include_pronouns": True}, "a1 a2", 0),
        ({"entities": ("e2", "e3")}, "a1 a2 a3", 0),
        ({"entities": ("e9",)}, "", 0),
        ({"sections": ("Metro", "Sports; A1")}, "a3 a4", 0),
        ({"sections": ("Sports",)}, "", 0),
        ({"include_copies": False}, "a1 a2 a4", 1),
        ({"sources": ("Courier",), "entities": ("e2",), "start": "2025-02-01"}, "a3", 0),
    ],
)
def test_a_filter_leaves_these_articles(four, fields: dict, articles: str, n_unread: int) -> None:  # type: ignore[no-untyped-def]
    view = four.view(**fields)
    assert view.articles["article_id"].tolist() == articles.split()
    assert library.count_totals(view).n_unread == n_unread
    for table in (view.mentions, view.quotes, view.sentiments, view.article_topics):
        assert np.isin(table["article"].to_numpy(), view.articles.index).all()


def test_pronouns_and_roles_are_counted_when_asked_for_everywhere_alike(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article(
        "[Ada Dray|person] won.\n[She|person|Ada Dray|pronoun] beamed.\n"
        "[She|person|Ada Dray|pronoun], [Ada Dray|person], won.\n“[She|person|Ada Dray|pronoun] won,” he said.",
        quotes=[("“She won,”", "", "direct")],
        sentiments=[
            (0, "Ada Dray", "positive", 0.9),
            (1, "Ada Dray", "neutral", 0.9),
            (2, "Ada Dray", "negative", 0.9),
        ],
    )
    ada = pile.id_of("Ada Dray")
    expected = {False: (2, 2, 0), True: (5, 3, 1)}
    for include, (n_mentions, n_sentiment, n_about) in expected.items():
        view = pile.view(include_pronouns=include)
        row = library.count_entities(view).iloc[0]
        assert (row["n_mentions"], row["n_sentiment"]) == (n_mentions, n_sentiment)
        assert library.read_quotes(pile.path, view, about=ada)[1] == n_about


def test_the_whole_view_is_the_frames_without_copying(generated: Path) -> None:
    frames = library.read_frames(generated)
    view = library.select(frames, Filter(include_pronouns=True))
    assert len(view.articles) + len(view.unread) == len(frames.articles)
    assert view.articles["status"].eq("analysed").all()


def test_no_filter_moves_the_rank_of_a_name(four) -> None:  # type: ignore[no-untyped-def]
    four.article("[Halden|place], [Halden|place], [Halden|place].", date="2025-04-10")
    frames = four.frames()
    ids = [four.id_of(name) for name in ("Hugo Pike", "Ada Dray", "Halden")]
    assert [frames.ranks[one] for one in ids] == [0, 1, 2], "places stand behind people, however often they are named"
    assert library.select(frames, Filter(start="2025-04-01")).frames.ranks == frames.ranks


def test_no_correction_moves_the_rank_of_a_name(four) -> None:  # type: ignore[no-untyped-def]
    four.article("[Bo Lund|person], [Bo Lund|person], [Cy Moe|person].", date="2025-04-10")
    before = four.frames().ranks
    ids = {name: four.id_of(name) for name in ("Hugo Pike", "Ada Dray", "Bo Lund", "Cy Moe")}
    library.merge_entities(four.path, [ids["Ada Dray"], ids["Cy Moe"]], ids["Cy Moe"])
    library.hide_entity(four.path, ids["Hugo Pike"])
    library.retype_entity(four.path, ids["Bo Lund"], "place")
    after = four.frames()
    assert "Ada Dray" not in after.entities["name"].tolist()
    assert {one: after.ranks[one] for one in before} == before


@pytest.mark.parametrize(
    ("words", "n"),
    [("", 3), ("viktor OR wept", 2), ("halden NOT source:ledger", 2), ("source:ledger", 1), ("((", 3), ("nobody", 0)],
)
def test_a_search_narrows_every_number(words: str, n: int, council) -> None:  # type: ignore[no-untyped-def]
    view, whole = council.view(words=words), council.view()
    assert library.count_totals(view).n_articles == len(view.articles) == n
    inside = set(view.articles.index)
    for name in ("mentions", "quotes", "sentiments"):
        rows, every = getattr(view, name), getattr(whole, name)
        assert len(rows) == every["article"].isin(inside).sum()
    query = EvidenceQuery("articles", words=words)
    assert library.count_evidence(whole, query).n == n
    assert len(library.read_evidence(council.path, whole, query, limit=9)) == n


def test_rows_of_a_view_are_not_numbered_which_would_take_as_much_as_two_columns(generated: Path) -> None:
    view = library.select(library.read_frames(generated), Filter(sources=("Nordwire",)))
    for table in (view.mentions, view.quotes, view.quote_mentions, view.sentiments):
        assert 0 < len(table) < len(view.frames.mentions)
        assert isinstance(table.index, pd.RangeIndex)
