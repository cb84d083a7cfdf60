"""Whatever a person puts right, in whatever order: the tables stay whole, and all of it can be taken back."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import library
from components.library import Frames
from components.library.corrections import set_gender
from components.library.queries.matching import Matcher
from components.library.queries.query_language import Term, parse
from components.library.store import reading
from components.types import GENDERS, DatelineError, EvidenceQuery, Filter
from tests.benchmarks.generate import generate

TABLES = ("articles", "entities", "mentions", "quotes", "quote_mentions", "sentiments", "topics", "proposals")
NUMBER = st.integers(0, 11)
STEP = st.tuples(
    st.sampled_from(
        [
            "merge",
            "merge",
            "rename",
            "split",
            "split",
            "retype",
            "gender",
            "hide",
            "treat",
            "speaker",
            "reject",
            "sentiment",
            "undo",
        ]
    ),
    NUMBER,
    NUMBER,
)


def take(path: Path, step: tuple[str, int, int]) -> None:
    """One correction of what the library shows now."""
    kind, one, other = step
    frames = library.read_frames(path)
    view = library.select(frames, Filter())
    shown = frames.entities.nlargest(12, "n_mentions")
    ids = shown["entity_id"].tolist()
    first, second = ids[one % len(ids)], ids[other % len(ids)]
    entity = library.read_entity(frames, first)
    quotes, _ = library.read_quotes(path, view, limit=12)
    if kind == "merge":
        library.merge_entities(path, [first], second)
    elif kind == "rename":
        library.rename_entity(path, first, f"Name {other}")
    elif kind == "split" and entity.aliases:
        library.split_alias(path, first, entity.aliases[other % len(entity.aliases)][0])
    elif kind == "retype":
        library.retype_entity(path, first, "work")
    elif kind == "gender":
        set_gender(path, first, GENDERS[other % len(GENDERS)])
    elif kind == "hide":
        library.hide_entity(path, first)
    elif kind == "treat" and entity.aliases:
        library.reassign_mentions(path, entity.aliases[0][0], second)
    elif kind == "speaker":
        library.set_speaker(path, quotes[other].quote_id, first)
    elif kind == "reject":
        library.reject_quote(path, quotes[one].quote_id)
    elif kind == "sentiment":
        for evidence in library.read_evidence(path, view, EvidenceQuery("sentiment", (first,)), limit=1):
            library.set_sentiment(path, evidence, "positive")
    elif kind == "undo":
        corrections = library.read_corrections(path)
        if corrections:
            library.undo_correction(path, corrections[one % len(corrections)].n)


def is_whole(frames: Frames) -> None:
    """Everything that is named is shown, and every number has its evidence."""
    assert frames.entities["entity_id"].is_unique
    assert set(frames.entity_numbers.values()) == set(frames.entities.index)
    for table in ("mentions", "quote_mentions", "sentiments"):
        assert np.isin(getattr(frames, table)["entity"], frames.entities.index).all()
    assert np.isin(frames.quotes["speaker"], [-1, *frames.entities.index]).all()
    view = library.select(frames, Filter())
    for row in library.count_entities(view).head(15).itertuples():
        for kind, n in (("mentions", row.n_mentions), ("quotes", row.n_quotes), ("sentiment", row.n_sentiment)):
            assert library.count_evidence(view, EvidenceQuery(kind, (row.entity_id,))).n == n
        detail = library.read_entity(frames, row.entity_id)
        is_searched_right(view, frames, row)
        assert sum(n for _, n in detail.aliases) == detail.n_mentions


def is_searched_right(view: library.View, frames: Frames, row: Any) -> None:
    """Its fields find all that is counted of an entity under the name it has now, and nothing but of its namesakes."""
    names = frames.entities.loc[frames.numbers_of([row.entity_id])[0]]["name"]
    node = parse(f'about:"{names}"')
    assert isinstance(node, Term)
    with reading(frames.path) as con:
        namesakes = Matcher(con, frames).find_entities(node)
    assert frames.entity_numbers[row.entity_id] in namesakes
    entities, articles = view.naming
    found = library.find_matches(view, f'about:"{names}"')
    assert sorted(found.numbers) == sorted(set(articles[np.isin(entities, namesakes)].tolist()))
    spoken = library.find_matches(view, f'speaker:"{names}"', "quote")
    speakers = view.counted_quotes.set_index("quote")["speaker"]
    assert set(spoken.numbers) >= set(speakers.index[np.isin(speakers, namesakes)])
    assert set(spoken.numbers) <= set(speakers.index)
    assert np.isin(speakers.loc[spoken.numbers], [*namesakes, -1]).all()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "small.db"
    generate(path, n_articles=16, seed=5)
    return path


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_corrections_in_any_order(steps: list[tuple[str, int, int]], small: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "a.db", Path(folder) / "b.db"
        shutil.copy(small, path)
        shutil.copy(small, copy)
        for step in steps:
            with suppress(DatelineError):  # nonsense is refused and changes nothing
                take(path, step)
        frames = library.read_frames(path)
        is_whole(frames)
        library.import_corrections(copy, library.export_corrections(path))
        again = library.read_frames(copy)
        for correction in library.read_corrections(path):
            library.undo_correction(path, correction.n)
        undone, untouched = library.read_frames(path), library.read_frames(small)
        for table in TABLES:
            pd.testing.assert_frame_equal(getattr(again, table), getattr(frames, table))
            pd.testing.assert_frame_equal(getattr(undone, table), getattr(untouched, table))
