"""Several libraries side by side, by name."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from components import library
from components.library.store import data_folder
from components.types import DatelineError


def test_libraries_are_listed_in_alphabetical_order(home: Path) -> None:
    assert library.list_libraries() == []
    for name in ("port strike", "Elections 2026", "Über uns", "zoo"):
        library.create_library(name)
    assert library.list_libraries() == ["Elections 2026", "port strike", "zoo", "Über uns"]
    assert library.library_path("zoo") == home / "libraries" / "zoo.db"


def test_without_a_home_of_its_own_the_platforms_folder_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    assert data_folder().name == "Dateline"
    monkeypatch.setenv("DATELINE_HOME", "~/news")
    assert data_folder() == Path.home() / "news"


@pytest.mark.parametrize(
    "name",
    [
        "", "   ", ".", "..", "../other", "a/b", "a\\b", "c:d", "what?", 'say "no"', "a|b", "a\nb", "a\0b", ".hidden",
        "ends.", "CON", "nul.txt", "Lpt1", "x" * 81,
    ],
)  # fmt: skip
def test_a_name_that_is_no_file_name_everywhere_is_refused(home: Path, name: str) -> None:
    for use in (library.library_path, library.create_library):
        with pytest.raises(DatelineError):
            use(name)
    assert not home.exists() or library.list_libraries() == []


@pytest.mark.parametrize("taken", ["Port", "port", " PORT "])
def test_a_name_that_is_taken_is_refused_whatever_its_case(home: Path, taken: str) -> None:
    library.create_library("Port")
    library.create_library("Other")
    with pytest.raises(DatelineError, match="already"):
        library.create_library(taken)
    with pytest.raises(DatelineError, match="already"):
        library.rename_library("Other", taken)


def test_a_renamed_library_keeps_what_is_in_it(home: Path) -> None:
    path = library.create_library("Old")
    library.add_pasted(path, "The ferry sailed at noon.", title="Ferry")
    new = library.rename_library("Old", "New")
    assert library.list_libraries() == ["New"]
    assert library.has_articles(new)
    assert library.rename_library("New", "new").stem == "new"
    assert library.rename_library("new", "new").stem == "new"


def test_a_deleted_library_leaves_nothing_behind(home: Path) -> None:
    path = library.create_library("Gone")
    with library.opened(path) as con:
        con.execute("INSERT INTO skipped (path, reason, at) VALUES ('a', 'b', '')")
        library.delete_library("Gone")
    assert list(path.parent.iterdir()) == []
    with pytest.raises(DatelineError, match="no longer a library"):
        library.delete_library("Gone")


def test_a_library_that_is_worked_on_is_neither_renamed_nor_deleted(home: Path) -> None:
    path = library.create_library("Busy")
    with library.opened(path) as con:
        con.execute("UPDATE work SET pid = ?, heartbeat = ?", (os.getpid(), time.time()))
    with pytest.raises(DatelineError, match="Stop it first"):
        library.delete_library("Busy")
    with pytest.raises(DatelineError, match="Stop it first"):
        library.rename_library("Busy", "Quiet")
    with library.opened(path) as con:
        con.execute("UPDATE work SET heartbeat = ?", (time.time() - 3600,))
    library.delete_library("Busy")


def test_an_empty_or_missing_library_has_no_articles(home: Path) -> None:
    path = library.create_library("Empty")
    assert not library.has_articles(path)
    assert not library.has_articles(home / "libraries" / "None.db")
    library.add_pasted(path, "The ferry sailed at noon.")
    assert library.has_articles(path)
