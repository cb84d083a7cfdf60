"""Searches are kept by name, renamed, deleted and kept again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from components import library
from components.schema import TABLES
from components.types import DatelineError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with library.opened(tmp_path / "a.db"):
        return tmp_path / "a.db"


def names(path: Path) -> dict[str, str]:
    return {search.name: search.words for search in library.read_searches(path)}


def test_a_search_is_kept_by_its_name_or_its_words(path: Path) -> None:
    library.save_search(path, "wages NOT strike ", " Pay   at work ")
    library.save_search(path, "inflation")
    assert names(path) == {"inflation": "inflation", "Pay at work": "wages NOT strike"}


@pytest.mark.parametrize(("words", "name", "said"), [("  ", "x", "nothing to save"), ("tax", "PAY", "already kept"),
                                                      ("pay", "", "already kept")])  # fmt: skip
def test_what_cannot_be_kept_says_why(words: str, name: str, said: str, path: Path) -> None:
    library.save_search(path, "wages", "Pay")
    with pytest.raises(DatelineError, match=said):
        library.save_search(path, words, name)
    assert names(path) == {"Pay": "wages"}


def test_a_search_is_renamed(path: Path) -> None:
    kept, other = library.save_search(path, "wages"), library.save_search(path, "tax")
    library.rename_search(path, kept.n, "WAGES")
    for name in ("Tax", " "):
        with pytest.raises(DatelineError):
            library.rename_search(path, kept.n, name)
    library.delete_search(path, other.n)
    with pytest.raises(DatelineError, match="no longer kept"):
        library.rename_search(path, other.n, "Levy")
    assert names(path) == {"WAGES": "wages"}


def test_a_deleted_search_can_be_kept_again(path: Path) -> None:
    kept = library.save_search(path, "wages", "Pay")
    library.delete_search(path, kept.n)
    assert names(path) == {}
    library.restore_search(path, kept)
    assert names(path) == {"Pay": "wages"}


def test_saving_changes_nothing_that_is_counted(path: Path) -> None:
    before = library.read_revision(path)
    library.save_search(path, "wages")
    assert library.read_revision(path) == before


def test_a_library_of_version_6_keeps_searches_once_it_is_opened(path: Path) -> None:
    con = sqlite3.connect(path)
    newer = [table.name for table in TABLES.values() if table.since > 6]
    con.executescript("".join(f"DROP TABLE {name};" for name in newer) + "PRAGMA user_version = 6;")
    con.close()
    library.save_search(path, "wages")
    assert names(path) == {"wages": "wages"}
