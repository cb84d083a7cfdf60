"""Frames hold the whole library as of one moment, deleted articles left out."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components import exports, library
from components.types import DatelineError, Filter

TABLES = (
    "articles", "entities", "mentions", "quotes", "quote_mentions", "sentiments", "topics", "article_topics",
    "proposals",
)  # fmt: skip


def test_an_empty_library_has_empty_tables(pile) -> None:  # type: ignore[no-untyped-def]
    frames = pile.frames()
    assert all(len(getattr(frames, table)) == 0 for table in TABLES)
    assert frames.entity_numbers == {}
    assert library.read_entity(frames, "e1") is None


def test_names_are_counted_over_the_whole_library(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] and [Ada Dray|person].\n[She|person|Ada Dray|pronoun] left.", date="2025-02-01")
    pile.article("[Ada Dray|person].", date="2025-01-01")
    pile.article("[Ada Dray|person].", date="")
    row = pile.frames().entities.iloc[0]
    assert row[["n_mentions", "n_articles", "first_date", "last_date"]].tolist() == [4, 3, "2025-01-01", "2025-02-01"]


def test_deleted_articles_are_gone_with_all_their_rows(generated: Path) -> None:
    frames = library.read_frames(generated)
    assert not frames.articles.index.isin([9, 10]).any()
    for table in ("mentions", "quotes", "quote_mentions", "sentiments", "article_topics"):
        assert not np.isin(getattr(frames, table)["article"].to_numpy(), [9, 10]).any()


def test_a_name_of_deleted_articles_only_is_not_shown_until_they_are_back(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person].")
    with pile.con:
        pile.con.execute("UPDATE articles SET deleted_at = '2025-07-01'")
    assert pile.named() == {}
    assert pile.frames().entity_numbers == {}
    with pile.con:
        pile.con.execute("UPDATE articles SET deleted_at = NULL")
    assert pile.named() == {"Ada Dray": 1}


def test_a_copy_whose_original_is_deleted_is_no_copy(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("One.")
    pile.article("Two.", duplicate_of="a1")
    assert library.count_totals(pile.view()).n_copies == 1
    with pile.con:
        pile.con.execute("UPDATE articles SET deleted_at = '2025-07-01' WHERE n = 1")
    assert library.count_totals(pile.view()).n_copies == 0
    assert library.count_totals(pile.view(include_copies=False)).n_articles == 1


def test_a_date_that_is_none_counts_as_undated(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("Nothing.", date="2025-02-31")
    assert pile.frames().articles["date"].tolist() == [""]
    assert library.count_totals(pile.view()).n_undated == 1


def test_every_id_leads_to_a_row_that_is_shown(corrected: Path) -> None:
    frames = library.read_frames(corrected)
    assert set(frames.entity_numbers.values()) == set(frames.entities.index)
    assert all(frames.entity_numbers[entity_id] == n for n, entity_id in frames.entities["entity_id"].items())
    for table in ("mentions", "quote_mentions", "sentiments"):
        assert np.isin(getattr(frames, table)["entity"].to_numpy(), frames.entities.index).all()


def test_nothing_that_is_asked_changes_the_frames(corrected: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    shutil.copy(corrected, path)
    frames = library.read_frames(path)
    before = {table: getattr(frames, table).copy(deep=True) for table in TABLES}
    for filter_ in (Filter(), Filter(start="2025-01-01", include_pronouns=True, include_copies=False)):
        view = library.select(frames, filter_)
        ids = library.count_entities(view)["entity_id"].tolist()[:5]
        library.count_totals(view), library.count_speakers(view), library.count_sources(view, ids[0])
        library.count_mentions_by_period(view, ids, "week"), library.count_topics_by_period(view, "month")
        library.average_sentiment_by_period(view, ids, "month"), library.count_sentiment_labels(view, ids)
        library.count_cooccurrence(view, ids), library.count_entities_named_with(view, ids[0])
        (
            exports.export_tables(view),
            library.search(path, view, "officials"),
            library.read_quotes(path, view, words="the"),
        )
        library.read_article(frames, path, "a000001"), library.read_entity(frames, ids[0])
    for table, frame in before.items():
        pd.testing.assert_frame_equal(getattr(frames, table), frame)


def test_a_proposal_about_somebody_of_whom_no_mention_is_left_is_not_shown(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] met [A. Dray|person].")
    pile.article("[Viktor Brandau|person] left.")
    ada, short, viktor = (pile.id_of(name) for name in ("Ada Dray", "A. Dray", "Viktor Brandau"))
    for first, second in ((ada, viktor), (ada, "never given"), ("gone", "never given"), (short, ada)):
        pile.add("proposals", first_id=first, second_id=second, confidence=0.5, reason="They look alike.")
    pile.con.execute("UPDATE articles SET deleted_at = '2025-07-01' WHERE n = 2")
    shown = pile.frames().proposals
    assert list(zip(shown["first_id"], shown["second_id"], strict=True)) == [(short, ada)]
    pile.con.execute("UPDATE articles SET deleted_at = NULL")
    assert len(pile.frames().proposals) == 2


@pytest.mark.parametrize("text", ["not a database", ""])
def test_a_file_that_is_no_library_is_refused_or_made_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.db"
    path.write_text(text * 100)
    if text:
        with pytest.raises(DatelineError, match="not a Dateline library"):
            library.read_frames(path)
    else:
        assert len(library.read_frames(path).articles) == 0
