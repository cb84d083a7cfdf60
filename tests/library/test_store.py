"""The library's file: opened, written to by several at once, refused where it is none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from components.library.store import VERSION, open_library, opened, read_revision, write
from components.types import DatelineError
from tests.conftest import ROOT

_WRITER = """
import sys
from components.library.store import opened, write
for k in range(40):
    with opened(sys.argv[1]) as con, write(con):
        con.execute("INSERT INTO skipped (path, reason, at) VALUES (?, ?, '')", (sys.argv[2], str(k)))
"""


def test_a_new_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "new.db"
    with opened(path) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    assert read_revision(path) == 0


def _break_off(con: sqlite3.Connection) -> None:
    with write(con):
        con.execute("INSERT INTO skipped (path, reason, at) VALUES ('a', 'b', '')")
        raise ZeroDivisionError


def test_a_write_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path) as con:
        with pytest.raises(ZeroDivisionError):
            _break_off(con)
        assert con.execute("SELECT count(*) FROM skipped").fetchone() == (0,)
        assert read_revision(path) == 0
        with write(con):
            con.execute("INSERT INTO skipped (path, reason, at) VALUES ('a', 'b', '')")
    assert read_revision(path) == 1


def test_two_processes_that_create_and_write_one_library_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(path), name], cwd=ROOT) for name in ("one", "two")]
    assert [writer.wait() for writer in writers] == [0, 0]
    with opened(path) as con:
        rows = con.execute("SELECT path, count(DISTINCT reason) FROM skipped GROUP BY path ORDER BY path").fetchall()
    assert rows == [("one", 40), ("two", 40)]
    assert read_revision(path) == 80


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one " * 40, b"SQLite format 3\x00broken"]
)
def test_a_file_that_is_no_library_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(DatelineError, match="no Dateline library"):
        open_library(path)


def test_a_library_of_a_newer_dateline_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    con = sqlite3.connect(path)
    con.execute(f"PRAGMA user_version = {VERSION + 1}")
    con.close()
    with pytest.raises(DatelineError, match="newer Dateline"):
        open_library(path)
