"""The library's file: opened, written to by several at once, refused where it is none."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from components import library
from components.library import store
from components.library.store import APPLICATION_ID, open_library, opened, read_revision, reading, write
from components.library.store.faults import LibraryForeign, LibraryMissing
from components.schema import VERSION
from components.types import QUOTE_KINDS, DatelineError
from tests.benchmarks.generate import generate
from tests.conftest import ROOT

VERSION_1 = (Path(__file__).parent / "version_1.sql").read_text("utf-8")

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
    with pytest.raises(DatelineError, match="not a Dateline library"):
        open_library(path)


def test_a_library_of_a_newer_dateline_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    con = sqlite3.connect(path)
    con.execute(f"PRAGMA user_version = {VERSION + 1}")
    con.close()
    with pytest.raises(DatelineError, match="newer Dateline"):
        open_library(path)


def read_tables_of(con: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    """Every table, index and trigger, without regard to the order of columns."""
    found: dict[str, tuple[object, ...]] = {}
    for kind, name, sql in con.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if kind == "table":
            columns = con.execute(f'PRAGMA table_info("{name}")').fetchall()
            found[name] = (kind, sorted(column[1:] for column in columns))
        else:
            found[name] = (kind, " ".join(str(sql).split()))
    return found


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library of version 1 with articles, corrections and files that wait."""
    generate(tmp_path / "new.db", n_articles=12, seed=4)
    con = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    con.execute("PRAGMA journal_mode = WAL")
    con.executescript(VERSION_1)
    con.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
    tables = [name for (name,) in con.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in tables:
        if "_words" not in table and not table.startswith("sqlite_"):
            columns = ", ".join(f'"{row[1]}"' for row in con.execute(f"PRAGMA main.table_info({table})"))
            con.execute(f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    con.execute("INSERT INTO uploads (name, data, batch) VALUES ('a.txt', x'00', 'b')")
    con.execute("INSERT INTO corrections (kind, key, value, at) VALUES ('hide', '{}', '{}', '2025')")
    con.close()
    return tmp_path / "old.db"


def read_rows(path: Path, tables: list[str]) -> dict[str, list[tuple[object, ...]]]:
    con = sqlite3.connect(path)
    columns = {"uploads": "n, name, data, options, batch", "articles": "n, article_id, title, text, status, sha256"}
    rows = {table: con.execute(f"SELECT {columns.get(table, 'count(*)')} FROM {table}").fetchall() for table in tables}
    con.close()
    return rows


def test_a_library_of_version_1_is_brought_up_to_date_and_keeps_every_row(old: Path, tmp_path: Path) -> None:
    tables = [
        "articles",
        "sentences",
        "mentions",
        "entities",
        "quotes",
        "sentiments",
        "topics",
        "uploads",
        "corrections",
    ]
    before = read_rows(old, tables)
    assert before["mentions"][0][0] > 0
    with reading(old) as con:
        assert con.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert con.execute("SELECT count(*) FROM articles_words WHERE articles_words MATCH 'the'").fetchone()[0] > 0
        assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        made = read_tables_of(con)
    assert read_rows(old, tables) == before
    with opened(tmp_path / "fresh.db") as con:
        assert read_tables_of(con) == made


@pytest.mark.parametrize(
    ("kind", "cue", "now"),
    [
        ("indirect", "wants", "attitude"),
        ("indirect", "did not intend", "attitude"),
        ("indirect", "has Backed", "attitude"),
        ("indirect", "hopes", "indirect"),
        ("indirect", "wanted to know", "indirect"),
        ("indirect", "said", "indirect"),
        ("indirect", "", "indirect"),
        ("mixed", "wants", "mixed"),
        ("direct", "wanted", "direct"),
    ],
)
def test_quotes_that_an_older_version_did_not_count_for_their_cue_become_attitudes(
    old: Path, kind: str, cue: str, now: str
) -> None:
    con = sqlite3.connect(old, isolation_level=None)
    con.execute("UPDATE quotes SET kind = ?, cue_text = ?", (QUOTE_KINDS.index(kind), cue))
    con.close()
    with reading(old) as con:
        assert con.execute("SELECT DISTINCT kind FROM quotes").fetchall() == [(QUOTE_KINDS.index(now),)]


def test_quotes_of_an_older_version_wait_to_be_compared(old: Path) -> None:
    con = sqlite3.connect(old, isolation_level=None)
    (n_analysed,) = con.execute("SELECT count(*) FROM articles WHERE status = 'analysed'").fetchone()
    con.close()
    assert n_analysed > 0
    assert library.count_ungrouped(old) == n_analysed


def test_stories_and_groups_of_version_7_are_made_anew(tmp_path: Path) -> None:
    con = sqlite3.connect(tmp_path / "seven.db", isolation_level=None)
    con.execute("PRAGMA journal_mode = WAL")
    for version in range(1, 8):
        con.executescript((Path(__file__).parent / f"version_{version}.sql").read_text("utf-8"))
    con.executescript(
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 7;"
        "INSERT INTO articles (n, article_id, title, text, status, sha256, added_at) "
        "VALUES (1, 'a1', '', '', 'analysed', '1', ''), (2, 'a2', '', '', 'waiting', '2', '');"
        "INSERT INTO stories (n, centre) VALUES (5, x''); INSERT INTO story_words VALUES (9, 5);"
        "INSERT INTO word_counts VALUES (9, 3); INSERT INTO article_stories VALUES (1, 5, 1.0);"
        "INSERT INTO quote_prints VALUES (7, 1); INSERT INTO meta VALUES ('articles counted for stories', 3);"
    )
    con.close()
    with reading(tmp_path / "seven.db") as con:
        for table in ("stories", "story_words", "word_counts", "article_stories", "quote_prints"):
            assert con.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert con.execute("SELECT article FROM ungrouped").fetchall() == [(1,)]
        assert con.execute("SELECT 1 FROM meta WHERE key = 'articles counted for stories'").fetchone() is None


def read_definitions(con: sqlite3.Connection) -> dict[str, str]:
    """Every table, index and trigger as it was made, without comments and line breaks."""
    found = {}
    for name, sql in con.execute("SELECT name, sql FROM sqlite_master").fetchall():
        words = " ".join(re.sub(r"--.*", "", sql or "").split())
        found[name] = words.replace("( ", "(").replace(" )", ")").replace(" ,", ",")
    return found


def test_a_new_library_has_the_tables_that_its_version_was_shipped_with(tmp_path: Path) -> None:
    shipped = sqlite3.connect(":memory:")
    for version in range(1, VERSION + 1):
        shipped.executescript((Path(__file__).parent / f"version_{version}.sql").read_text("utf-8"))
    with opened(tmp_path / "new.db") as con:
        assert read_definitions(con) == read_definitions(shipped)
    shipped.close()


def test_a_step_that_fails_leaves_the_old_library_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(store._STEPS, 2, "CREATE TABLE added (n);\nCREATE TABLE articles (n);\n")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        open_library(old)
    con = sqlite3.connect(old)
    assert con.execute("PRAGMA user_version").fetchone() == (1,)
    assert con.execute("SELECT count(*) FROM sqlite_master WHERE name = 'added'").fetchone() == (0,)
    con.close()


@pytest.mark.parametrize(
    "marks", ["", "PRAGMA user_version = 1", "PRAGMA user_version = 99", "PRAGMA application_id = 7"]
)
def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path: Path, marks: str) -> None:
    path = tmp_path / "other.db"
    con = sqlite3.connect(path)
    con.executescript(f"CREATE TABLE articles (n); INSERT INTO articles VALUES (1); {marks};")
    con.close()
    before = path.read_bytes()
    for use in (opened, reading):
        with pytest.raises(LibraryForeign, match="another program"), use(path):
            pass
    assert path.read_bytes() == before


def test_reading_makes_no_library_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="no longer there"), reading(tmp_path / "a.db"):
        pass
    assert list(tmp_path.iterdir()) == []
