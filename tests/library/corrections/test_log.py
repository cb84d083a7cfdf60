"""The log of corrections: undone, saved, brought elsewhere; nonsense is refused in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from components import library
from components.library.corrections import set_gender
from components.types import DatelineError, Evidence

TABLES = ("articles", "entities", "mentions", "quotes", "quote_mentions", "sentiments", "topics", "proposals")


def same_tables(first: library.Frames, second: library.Frames) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(first, table), getattr(second, table))
    assert first.entity_numbers == second.entity_numbers


def test_all_undone_is_as_it_was(generated: Path, tmp_path: Path, corrected: Path) -> None:
    path = tmp_path / "undone.db"
    shutil.copy(corrected, path)
    for correction in library.read_corrections(path):
        library.undo_correction(path, correction.n)
    same_tables(library.read_frames(path), library.read_frames(generated))


def test_an_exported_log_does_the_same_in_a_fresh_library(generated: Path, corrected: Path, tmp_path: Path) -> None:
    path = tmp_path / "fresh.db"
    shutil.copy(generated, path)
    data = library.export_corrections(corrected)
    n = len(library.read_corrections(corrected))
    assert library.import_corrections(path, data) == n
    assert library.import_corrections(path, data) == 0, "nothing twice"
    same_tables(library.read_frames(path), library.read_frames(corrected))


def test_a_log_means_nothing_to_a_library_of_other_articles(corrected: Path, pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Zora Quint|person] sang.")
    library.import_corrections(pile.path, library.export_corrections(corrected))
    assert pile.named() == {"Zora Quint": 1}


def test_every_correction_reads_as_a_sentence(corrected: Path) -> None:
    corrections = library.read_corrections(corrected)
    assert [correction.n for correction in corrections] == sorted(correction.n for correction in corrections)
    for correction in corrections:
        assert correction.sentence.endswith(".")
        assert "{" not in correction.sentence
        assert "e0000" not in correction.sentence, "ids are for machines"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: library.merge_entities(path, ["e1"], "e1"), "cannot be merged with itself"),
        (lambda path: library.merge_entities(path, [], "e1"), "cannot be merged with itself"),
        (lambda path: library.merge_entities(path, ["e1", "nobody"], "e1"), "no longer in the library"),
        (lambda path: library.rename_entity(path, "e1", " \n"), "cannot be empty"),
        (lambda path: library.rename_entity(path, "nobody", "A"), "no longer in the library"),
        (lambda path: library.rename_entity(path, "e1", "ada dray"), "Merge the two instead"),
        (lambda path: library.split_alias(path, "e1", "Ada"), "never written “Ada”"),
        (lambda path: library.split_alias(path, "e1", ""), "Choose the spelling"),
        (lambda path: library.retype_entity(path, "e1", "animal"), "is not a type"),
        (lambda path: set_gender(path, "e1", "nonsense"), "is not counted"),
        (lambda path: set_gender(path, "nobody", "women"), "no longer in the library"),
        (lambda path: library.hide_entity(path, "nobody"), "no longer in the library"),
        (lambda path: library.reassign_mentions(path, " ", "e1"), "Write the words"),
        (lambda path: library.reassign_mentions(path, "She", "e1"), "somebody else in every article"),
        (lambda path: library.set_speaker(path, "q99", "e1"), "quote is no longer"),
        (lambda path: library.set_speaker(path, "q1", None, " "), "Choose who said it"),
        (lambda path: library.reject_quote(path, "nonsense"), "quote is no longer"),
        (lambda path: library.rename_topic(path, "t9", "A"), "topic is no longer"),
        (lambda path: library.rename_topic(path, "t9", ""), "cannot be empty"),
        (lambda path: library.edit_articles(path, [_edit("date", "31.02.")]), "“31.02.” is not a date"),
        (lambda path: library.edit_articles(path, [_edit("date", "2025-02-31")]), "is not a date"),
        (lambda path: library.edit_articles(path, [_edit("title", "")]), "cannot be empty"),
        (lambda path: library.edit_articles(path, [_edit("text", "A")]), "cannot be changed"),
        (lambda path: library.edit_articles(path, [_edit("title", "A", "a99")]), "article is no longer"),
        (lambda path: library.refuse_proposal(path, "e1", "e1"), "already one name"),
        (lambda path: library.accept_proposal(path, "e1", "e1"), "cannot be merged with itself"),
        (lambda path: library.undo_correction(path, 99), "already been undone"),
        (lambda path: library.set_sentiment(path, Evidence(*"aaaaaa", 0), "sad"), "is not a judgement"),
        (lambda path: library.set_sentiment(path, Evidence(*"aaaaaa", 0), "neutral"), "sentence is no longer"),
    ],
)
def test_nonsense_is_refused_in_words_and_nothing_is_written(council, change, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DatelineError, match=said):
        change(council.path)
    assert library.read_corrections(council.path) == []


def _edit(field: str, value: str, article_id: str = "a1") -> dict[str, str]:
    return {"article_id": article_id, "field": field, "value": value}


GOOD = {"kind": "hide", "key": {"entity": {"name": "A", "type": "person"}}, "value": {}, "at": "2025-01-01"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[]",
        b'{"format": "something else"}',
        {"version": 2, "corrections": []},
        {"corrections": {}},
        {"corrections": [GOOD, "text"]},
        {"corrections": [GOOD | {"kind": "delete"}]},
        {"corrections": [GOOD | {"kind": ["hide"]}]},
        {"corrections": [GOOD | {"key": {}}]},
        {"corrections": [GOOD | {"key": {"entity": {"name": "A", "type": "person", "id": 1}}}]},
        {"corrections": [GOOD | {"key": {"entity": {"name": " ", "type": "person"}}}]},
        {"corrections": [GOOD | {"key": {"entity": {"name": "A", "type": "animal"}}}]},
        {"corrections": [GOOD | {"at": 7}]},
    ],
)
def test_a_file_that_holds_no_corrections_is_refused_whole(pile, data) -> None:  # type: ignore[no-untyped-def]
    if isinstance(data, dict):
        data = json.dumps({"format": "dateline-corrections", "version": 1} | data).encode()
    with pytest.raises(DatelineError):
        library.import_corrections(pile.path, data)
    assert library.read_corrections(pile.path) == []


def test_a_good_file_is_taken(pile) -> None:  # type: ignore[no-untyped-def]
    document = {"format": "dateline-corrections", "version": 1, "corrections": [GOOD]}
    assert library.import_corrections(pile.path, json.dumps(document).encode("utf-8-sig")) == 1


def test_each_correction_is_a_new_revision(council) -> None:  # type: ignore[no-untyped-def]
    before = library.read_revision(council.path)
    library.rename_entity(council.path, council.id_of("Ada Dray"), "Adelaide Dray")
    assert library.read_revision(council.path) == before + 1
