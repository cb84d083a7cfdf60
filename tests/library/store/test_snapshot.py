"""The copy of the tables beside a library: what it gives is what the library holds, or it is not used."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from components import library
from components.library import libraries
from components.library.store import memory, opened, snapshot, write
from components.library.store.machine import Machine, read_machine, renew
from components.library.store.memory import save_tables
from components.library.store.snapshot import read_snapshot, snapshot_folder, write_snapshot
from tests.benchmarks.generate import generate
from tests.library.store.test_machine import assert_same

N_ARTICLES = 60


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(memory, "FEWEST", 10)
    monkeypatch.setattr(memory, "_kept", type(memory._kept)())  # as a process that has just started
    generate(tmp_path / "a.db", N_ARTICLES)
    return tmp_path / "a.db"


def begin_anew(path: Path) -> library.Frames:
    memory._kept.clear()
    return library.read_frames(path)


def change(path: Path, title: str, article: int = 1) -> None:
    with opened(path) as con, write(con):
        con.execute("UPDATE articles SET title = ? WHERE n = ?", (title, article))
        con.execute("UPDATE mentions SET entity = 1 WHERE article = ?", (article,))


def is_read_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    read: list[bool] = []

    def note(con: object) -> Machine:
        read.append(True)
        return read_machine(con)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(memory, "read_machine", note)
        patch.setattr("components.library.store.machine.read_machine", note)
        begin_anew(path)
    return bool(read)


def test_a_snapshot_gives_back_every_table_as_it_was(path: Path) -> None:
    with opened(path) as con:
        machine = read_machine(con)
    write_snapshot(path, machine)
    found = read_snapshot(path)
    assert found is not None
    assert_same(found, machine)


def test_an_empty_library_has_one_too(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as con:
        with write(con):
            pass
        machine = read_machine(con)
    write_snapshot(tmp_path / "a.db", machine)
    found = read_snapshot(tmp_path / "a.db")
    assert found is not None
    assert_same(found, machine)


def test_the_next_process_reads_only_what_changed_since(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_read_whole(path, monkeypatch)
    assert not is_read_whole(path, monkeypatch)
    change(path, "Later")
    assert not is_read_whole(path, monkeypatch)
    assert begin_anew(path).articles.loc[1, "title"] == "Later"


def test_what_is_read_from_a_snapshot_counts_what_the_library_counts(path: Path) -> None:
    begin_anew(path)
    change(path, "Later")
    renewed = begin_anew(path)
    shutil.rmtree(snapshot_folder(path))
    whole = begin_anew(path)
    for table in ("articles", "mentions", "quotes", "quote_mentions", "sentiments", "article_topics"):
        assert getattr(renewed, table).astype(str).equals(getattr(whole, table).astype(str)), table
    assert renewed.entities.astype(str).equals(whole.entities.astype(str))


def test_a_snapshot_of_another_library_is_not_used(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "b.db"
    generate(other, N_ARTICLES, seed=9)
    begin_anew(other)
    shutil.move(snapshot_folder(other), snapshot_folder(path))
    assert is_read_whole(path, monkeypatch)
    assert not is_read_whole(path, monkeypatch)  # it has its own now


@pytest.mark.parametrize("harm", ["cut", "other bytes", "no table", "no mark", "mark of another version", "a file"])
def test_a_damaged_snapshot_is_as_good_as_none(path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = begin_anew(path).articles["title"].tolist()
    (state,) = snapshot_folder(path).iterdir()
    if harm == "cut":
        os.truncate(state / "mentions.arrow", 300)
    elif harm == "other bytes":
        (state / "mentions.arrow").write_bytes(b"nothing of the kind" * 40)
    elif harm == "no table":
        (state / "mentions.arrow").unlink()
    elif harm == "no mark":
        (state / "mark.json").unlink()
    elif harm == "mark of another version":
        (state / "mark.json").write_text('{"revision": 1, "stamp": "x", "version": 1}', "utf-8")
    else:
        shutil.rmtree(snapshot_folder(path))
        snapshot_folder(path).write_text("a file where the folder should be", "utf-8")
    assert is_read_whole(path, monkeypatch)
    assert begin_anew(path).articles["title"].tolist() == titles


def test_a_snapshot_takes_the_place_of_older_ones(path: Path) -> None:
    with opened(path) as con:
        write_snapshot(path, read_machine(con))
        change(path, "Later")
        write_snapshot(path, read_machine(con))
        machine = read_machine(con)
    assert [state.name for state in snapshot_folder(path).iterdir()] == [
        f"{machine.mark.revision}-{machine.mark.stamp}"
    ]


def test_the_worker_writes_one_when_much_has_changed_and_only_then(path: Path) -> None:
    def states() -> list[str]:
        return [state.name for state in snapshot_folder(path).iterdir()]

    with opened(path) as con:
        save_tables(con)
        first = states()
        save_tables(con)
        assert states() == first
        change(path, "Later", 1)  # one article of sixty
        save_tables(con)
        assert states() == first
        for article in range(1, 6):
            change(path, "Later", article)
        save_tables(con)
        assert states() != first
        found = read_snapshot(path)
        assert found is not None
        assert_same(found, renew(con, found))


def test_it_goes_where_its_library_goes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    mine = libraries.library_path("Mine")
    mine.parent.mkdir(parents=True)
    shutil.move(path, mine)
    begin_anew(mine)
    other = libraries.rename_library("Mine", "Other")
    assert not snapshot_folder(mine).exists()
    assert not is_read_whole(other, monkeypatch)
    assert libraries.list_libraries() == ["Other"]
    libraries.delete_library("Other")
    assert not list(mine.parent.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folder rights")
def test_where_nothing_may_be_written_the_library_is_read_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert len(begin_anew(path).articles)
    assert "No snapshot of a.db" in caplog.text


def test_small_libraries_have_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "FEWEST", snapshot.FEWEST)
    begin_anew(path)
    with opened(path) as con:
        save_tables(con)
    assert not snapshot_folder(path).exists()
