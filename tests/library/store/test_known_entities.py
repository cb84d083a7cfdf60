"""What linking begins with: the library's entities, counted in its mentions or in the snapshot's."""

from __future__ import annotations

import gc
import random
import sqlite3
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pytest

from components.analysis import EntityIndex
from components.analysis.entities.linking_index import read_record
from components.library.store import memory, opened, write
from components.library.store.memory import build_index, read_known_entities, save_tables
from components.library.store.records import StoredCounts
from components.types import EntityRecord
from tests.library.invented import add_articles, analyse_waiting


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(memory, "FEWEST", 1)
    grow(tmp_path / "a.db", random.Random(4))
    return tmp_path / "a.db"


def grow(path: Path, chance: random.Random) -> None:
    for _ in range(6):
        add_articles(path, chance)
        analyse_waiting(path, chance)


def count_by_hand(con: sqlite3.Connection) -> dict[str, tuple[Counter[str], int]]:
    """Each entity's forms and number of articles, row by row."""
    forms: dict[str, Counter[str]] = {entity: Counter() for (entity,) in con.execute("SELECT entity_id FROM entities")}
    articles: dict[str, set[int]] = {entity: set() for entity in forms}
    sql = (
        "SELECT e.entity_id, m.article, s.text, m.kind FROM mentions m JOIN entities e ON e.n = m.entity "
        "JOIN surfaces s ON s.n = m.surface JOIN articles a ON a.n = m.article WHERE a.status <> 'waiting'"
    )
    for entity, article, text, kind in con.execute(sql):
        articles[entity].add(article)
        if kind == 0:
            forms[entity][" ".join(text.split())] += 1
    return {entity: (forms[entity], len(articles[entity])) for entity in forms}


def as_counted(records: list[EntityRecord]) -> dict[str, tuple[Counter[str], int]]:
    return {record.entity_id: (Counter(dict(record.aliases)), record.n_articles) for record in records}


def test_forms_and_articles_are_counted_in_the_librarys_mentions(path: Path) -> None:
    with opened(path) as con:
        assert as_counted(read_known_entities(con)) == count_by_hand(con)


def test_articles_that_wait_are_not_counted(path: Path) -> None:
    with opened(path) as con:
        with write(con):
            con.execute("UPDATE articles SET status = 'waiting' WHERE n < 4")
        assert as_counted(read_known_entities(con)) == count_by_hand(con)


def test_a_snapshot_gives_the_same_entities_after_more_was_written(path: Path) -> None:
    with opened(path) as con:
        save_tables(con)
        grow(path, random.Random(5))
        with write(con):
            con.execute("DELETE FROM mentions WHERE article = 1")
        assert as_counted(read_known_entities(con)) == count_by_hand(con)


def test_a_snapshot_of_another_library_is_not_used(path: Path) -> None:
    with opened(path) as con:
        save_tables(con)
        with write(con):
            con.execute("DELETE FROM mentions WHERE article = 1")
            con.execute("DELETE FROM revisions")
            con.execute("DELETE FROM changed")
        assert as_counted(read_known_entities(con)) == count_by_hand(con)


def test_mentions_are_read_from_the_snapshot_where_there_is_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path) as con:
        save_tables(con)
        monkeypatch.setattr(memory, "read_mentions", lambda con: pytest.fail("all mentions were read"))
        assert as_counted(read_known_entities(con)) == count_by_hand(con)


def test_an_index_of_stored_entities_gives_them_back(path: Path) -> None:
    with opened(path) as con:
        records = read_known_entities(con)
    assert any(record.profile for record in records)
    again = EntityIndex(records).records
    assert [(one.entity_id, one.aliases, one.profile) for one in again] == [
        (one.entity_id, one.aliases, one.profile) for one in records
    ]


@pytest.mark.parametrize("fails", [False, True])
def test_garbage_is_collected_again_after_the_index_is_built(
    path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    def note(con: sqlite3.Connection) -> list[EntityRecord]:
        assert not gc.isenabled()
        if fails:
            raise sqlite3.OperationalError
        return read_known_entities(con)

    monkeypatch.setattr(memory, "read_known_entities", note)
    with opened(path) as con, nullcontext() if not fails else pytest.raises(sqlite3.OperationalError):
        assert build_index(con).records
    assert gc.isenabled()


def test_a_profile_is_read_only_when_it_is_needed() -> None:
    profile = StoredCounts('{"Skara": 2, "?type\\tperson": 1}')
    known = read_record(EntityRecord("e", "Anna Holt", "person", profile=profile, n_articles=2))
    assert (profile._counts, known.is_full) == (None, True)
    assert (known.cooccurring["Skara"], known.types["person"], known.bare) == (2, 1, {})
    assert profile._counts
