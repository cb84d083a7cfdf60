"""Watched folders: what is new is found once, and again when it has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from components import library
from components.library.folders import MOST_AT_ONCE
from components.types import DatelineError
from tests.library.worked import ask


@pytest.fixture
def path(home: Path) -> Path:
    return library.create_library("News")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    (made / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.md", ".hidden.txt", "c.exe"):
        put(made / name, "Words of a text.")
    return made


def put(file: Path, text: str, ago: float = 60) -> None:
    file.write_text(text)
    os.utime(file, (time.time() - ago,) * 2)


def queued(path: Path) -> list[tuple[str, bytes]]:
    return [(str(name), bytes(data)) for name, data in ask(path, "SELECT name, data FROM uploads ORDER BY n")]


def count_new(path: Path) -> int:
    return sum(len(library.find_new_files(one)) for one in library.read_folders(path))


def test_what_is_there_is_offered_and_taken_once(path: Path, folder: Path) -> None:
    library.watch_folder(path, str(folder), at_once=False)
    assert count_new(path) == 2
    assert library.queue_new_files(path, only_at_once=True) == 0
    assert library.queue_new_files(path) == 2
    assert queued(path) == [("news/a.txt", b"Words of a text."), ("news/sub/b.md", b"Words of a text.")]
    assert (count_new(path), library.queue_new_files(path)) == (0, 0)


def test_new_and_changed_files_are_new_and_those_still_written_wait(path: Path, folder: Path) -> None:
    library.watch_folder(path, str(folder), at_once=True)
    library.queue_new_files(path, only_at_once=True)
    put(folder / "a.txt", "Other words of a text.", ago=30)
    put(folder / "new.txt", "Words.", ago=30)
    put(folder / "unfinished.txt", "Wor", ago=0)
    assert library.queue_new_files(path, only_at_once=True) == 2
    assert [name for name, _ in queued(path)[2:]] == ["news/a.txt", "news/new.txt"]
    put(folder / "unfinished.txt", "Words.", ago=10)
    assert count_new(path) == 1


def test_watching_again_changes_how_and_forgets_nothing(path: Path, folder: Path) -> None:
    library.watch_folder(path, str(folder), at_once=False)
    library.queue_new_files(path)
    library.watch_folder(path, f" {folder}/ ", at_once=True)
    assert [(one.at_once, len(one.taken)) for one in library.read_folders(path)] == [(True, 2)]
    library.forget_folder(path, str(folder))
    assert library.read_folders(path) == []


def test_a_folder_that_is_gone_has_nothing_new(path: Path, folder: Path) -> None:
    library.watch_folder(path, str(folder), at_once=True)
    folder.rename(folder.with_name("moved"))
    assert count_new(path) == 0


def test_more_files_than_fit_follow(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_AT_ONCE >= 1000
    monkeypatch.setattr("components.library.folders.MOST_AT_ONCE", 1)
    library.watch_folder(path, str(folder), at_once=False)
    assert [library.queue_new_files(path) for _ in range(3)] == [1, 1, 0]


@pytest.mark.parametrize("place", ["", "  ", "/no/such/folder", "relative/nowhere"])
def test_what_is_no_folder_is_not_watched(place: str, path: Path) -> None:
    with pytest.raises(DatelineError, match="no such folder"):
        library.watch_folder(path, place, at_once=False)


@pytest.mark.parametrize(("name", "is_new"), [("x.warc.gz", True), ("X.MSG", True), ("x.gz", False), ("x.mp3", False)])
def test_files_of_every_kind_that_is_read_are_offered(name: str, is_new: bool, path: Path, folder: Path) -> None:
    put(folder / name, "Words.", ago=30)
    library.watch_folder(path, str(folder), at_once=False)
    assert count_new(path) == 2 + is_new
