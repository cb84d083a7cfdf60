"""What is wrong with a library's file is told apart, nothing is lost by it, and what can be read is read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from components import library
from components.library import store, worker
from components.library.store import open_library, reading
from components.library.store.faults import (
    DiskFull,
    FolderReadOnly,
    LibraryBusy,
    LibraryDamaged,
    LibraryFault,
    LibraryReadOnly,
    LibraryUnready,
    NotALibrary,
    can_be_written,
    find_fault,
)
from components.types import Filter
from tests.library.conftest import Pile
from tests.library.small_disk import fill

NOBODY = 65534  # the user with the fewest rights


def change(path: Path) -> None:
    library.edit_articles(path, [{"article_id": "a1", "field": "source", "value": "Ledger"}])


def make(path: Path) -> Path:
    """A library of two articles, closed."""
    pile = Pile(path)
    pile.article("[Ada Dray|person] left.")
    pile.article("[Viktor Brandau|person] stayed.")
    pile.con.close()
    return path


# A full disk


@pytest.mark.parametrize("left", [0, 4096, 40_960, 120_000])
def test_on_a_full_disk_no_empty_library_is_left(small_disk: Path, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(small_disk))
    (small_disk / "libraries").mkdir()
    fill(small_disk, left)
    with pytest.raises(DiskFull, match="disk is full"):
        library.create_library("New")
    assert list((small_disk / "libraries").iterdir()) == []


@pytest.mark.parametrize("left", [0, 4096, 36_864])
def test_on_a_full_disk_a_library_is_read_but_not_written(small_disk: Path, left: int) -> None:
    path = make(small_disk / "a.db")
    fill(small_disk, left)
    for _ in range(2):
        with pytest.raises(DiskFull):
            library.add_uploads(path, [("a.txt", b"x" * 300_000)])
        with pytest.raises(DiskFull):
            library.add_pasted(path, "Some words of a very long text. " * 20_000)
        assert len(library.read_frames(path).articles) == 2
    (small_disk / "filler").unlink()
    change(path)


@pytest.fixture
def is_full(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets no library grow from here on: to SQLite that is the same as a full disk."""
    connect = store._connect

    def connect_to_full(path: Path, options: str = "") -> sqlite3.Connection:
        con = connect(path, options)
        con.execute("PRAGMA max_page_count = 1")  # the file keeps the pages that it has
        return con

    return lambda: monkeypatch.setattr(store, "_connect", connect_to_full)


def test_where_no_page_can_be_added_nothing_is_left_half_written(tmp_path: Path, is_full: Callable[[], None]) -> None:
    path = make(tmp_path / "a.db")
    revision = library.read_revision(path)
    is_full()
    with pytest.raises(DiskFull):
        library.add_uploads(path, [("a.txt", b"x" * 5000), ("b.txt", b"x" * 900_000)])
    with pytest.raises(DiskFull):
        library.add_pasted(path, "Some words of a very long text. " * 20_000)
    with pytest.raises(DiskFull):
        open_library(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
    assert library.read_revision(path) == revision
    assert library.read_progress(path).n_waiting == 0


def test_a_worker_is_not_started_on_a_full_disk(
    tmp_path: Path, is_full: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a.db")
    is_full()

    def claim(con: sqlite3.Connection, *args: object) -> None:
        con.execute("INSERT INTO uploads (name, data, batch) VALUES ('', zeroblob(900000), '')")

    monkeypatch.setattr(worker, "start_worker", lambda path: 1)
    monkeypatch.setattr(worker, "_claim", claim)
    with pytest.raises(DiskFull):
        library.ensure_worker(path)


# What may not be written


@contextmanager
def as_nobody() -> Iterator[None]:
    """Within, files have to be allowed: an administrator is allowed everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@contextmanager
def forbidden(*paths: Path) -> Iterator[None]:
    """Within, nobody may write to these."""
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with as_nobody():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def look(path: Path) -> None:
    view = library.select(library.read_frames(path), Filter())
    assert library.count_totals(view).n_articles == 2
    assert library.read_progress(path).is_running is False
    assert library.search(path, view, "left")[1] == 1


def rehearse(path: Path) -> None:
    """Import what nobody may read: where Python lies in a folder of the administrator, it cannot be found later."""
    look(path)
    for write in CHANGES:
        write(path)


def queue_file(path: Path) -> None:
    library.add_uploads(path, [("a.txt", b"Ada Dray left.")])


def queue_address(path: Path) -> None:
    library.add_addresses(path, ["https://news.example/a"])


def follow(path: Path) -> None:
    library.follow_feed(path, "https://news.example/feed", 60)


CHANGES = (change, library.cancel, library.clear_skipped, queue_file, queue_address, follow)
posix = pytest.mark.skipif(os.name != "posix", reason="Rights are other things on Windows.")


@posix
@pytest.mark.parametrize("which", [["file"], ["folder"], ["file", "folder"]])
def test_a_library_that_may_not_be_written_can_be_looked_at(place: Path, which: list[str]) -> None:
    path = make(place / "a.db")
    rehearse(path)
    place.chmod(0o777)
    path.chmod(0o666)
    with forbidden(*({"file": path, "folder": place}[name] for name in which)):
        assert not can_be_written(path)
        look(path)
        for write in (*CHANGES, library.ensure_worker):
            with pytest.raises(LibraryReadOnly, match="read but not changed"):
                write(path)
    change(path)


@posix
def test_where_nothing_may_be_written_no_library_is_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(place))
    with forbidden(place), pytest.raises(FolderReadOnly, match=str(place)):
        library.create_library("New")


@posix
def test_an_old_library_that_may_not_be_written_says_that_it_must_be(place: Path) -> None:
    path = place / "a.db"
    con = sqlite3.connect(path)
    con.executescript((Path(__file__).parent / "version_1.sql").read_text("utf-8"))
    con.close()
    with forbidden(path, place), pytest.raises(LibraryUnready, match="brought up to date"), reading(path):
        pass


@posix
def test_changes_that_only_a_writer_can_take_in_are_not_passed_over(place: Path) -> None:
    path = make(place / "a.db")
    con = open_library(path)
    change(path)
    copy = place / "copy"
    copy.mkdir()
    for name in ("a.db", "a.db-wal"):
        shutil.copy(place / name, copy / name)
    con.close()
    with forbidden(*copy.iterdir(), copy), pytest.raises(LibraryUnready), reading(copy / "a.db"):
        pass


# Busy and damaged


def test_a_library_that_somebody_else_writes_to_for_long_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a.db")
    monkeypatch.setattr(store, "BUSY_MILLISECONDS", 20)
    other = open_library(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match="Try again"):
        change(path)
    assert len(library.read_frames(path).articles) == 2
    other.execute("ROLLBACK")
    other.close()
    change(path)


def damage(path: Path, first: int = 1) -> None:
    """Overwrite all pages from one on."""
    data = bytearray(path.read_bytes())
    data[4096 * first :] = b"\xa7" * (len(data) - 4096 * first)
    path.write_bytes(data)


def test_a_damaged_library_is_told_and_can_be_put_aside(home: Path) -> None:
    path = library.create_library("Broken")
    make(path)
    damage(path)
    with pytest.raises(LibraryDamaged, match="damaged"):
        library.read_frames(path)
    path = library.rename_library("Broken", "Put aside")
    library.delete_library("Put aside")
    assert not path.exists()


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00broken", b"\xff" * 9000])
def test_what_is_no_library_is_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content * 10)
    with pytest.raises(NotALibrary, match="not a Dateline library"), reading(path):
        pass
    assert path.read_bytes() == content * 10


def test_every_fault_says_what_can_be_done() -> None:
    faults = [LibraryFault]
    for fault in faults:
        faults += fault.__subclasses__()
    for fault in faults[1:]:
        said = str(fault("/somewhere/News {1}.db"))
        assert "“News {1}”" in said
        assert said.count(". ") >= 1, said


def test_a_fault_of_ours_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as con:
        for sql in ("SELECT * FROM nothing", "SELEC"):
            with pytest.raises(sqlite3.OperationalError) as raised:
                con.execute(sql)
            assert find_fault(raised.value, tmp_path / "a.db") is None
    con.close()
    assert find_fault(ValueError("x"), tmp_path / "a.db") is None
