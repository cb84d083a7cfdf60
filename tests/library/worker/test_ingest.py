"""From files to articles: each once, copies told from originals, nothing doubled where reading was cut short."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import library
from components.analysis.copies import build_fingerprints
from components.library.store import write
from components.library.worker.ingest import add_article, read_upload
from components.types import Article
from components.ui.article import byline_html
from tests.conftest import SAMPLE

STORY = "The harbour board met on Tuesday and voted to keep the old crane for another year. " * 3
OTHER = "A choir of two hundred sang in the square until the rain drove everybody into the town hall. " * 3


@pytest.fixture
def con(home: Path) -> Iterator[sqlite3.Connection]:
    with library.opened(library.create_library("Pile")) as con:
        yield con


def add(con: sqlite3.Connection, name: str, data: str | bytes, keep_on: bool = True) -> int:
    """Add a file and read it; gives how many articles are new."""
    path = Path(con.execute("PRAGMA database_list").fetchone()[2])
    library.add_uploads(path, [(name, data.encode() if isinstance(data, str) else data)])
    (number,) = con.execute("SELECT max(n) FROM uploads").fetchone()
    return read_upload(con, number, lambda con: None, lambda: keep_on)


def rows(con: sqlite3.Connection, columns: str = "path, duplicate_of <> ''") -> list[tuple[object, ...]]:
    return con.execute(f"SELECT {columns} FROM articles WHERE deleted_at IS NULL ORDER BY n").fetchall()


def test_a_file_becomes_an_article_that_waits_and_its_bytes_are_dropped(con: sqlite3.Connection) -> None:
    assert add(con, "2026-03-04_crane.txt", STORY) == 1
    assert rows(con, "path, date, date_origin, status, text") == [
        ("2026-03-04_crane.txt", "2026-03-04", "filename", "waiting", STORY)
    ]
    assert con.execute("SELECT count(*) FROM uploads").fetchone() == (0,)


def test_how_a_text_was_read_is_kept_and_shown_with_its_article(con: sqlite3.Connection) -> None:
    with write(con):
        add_article(con, Article("a1", "Crane", STORY, path="a.pdf", note="Its <text> was read from pictures."))
    path = Path(con.execute("PRAGMA database_list").fetchone()[2])
    article = library.read_article(library.read_frames(path), path, "a1")
    assert article is not None
    assert article.note == "Its <text> was read from pictures."
    assert "Its &lt;text&gt; was read from pictures." in byline_html(article)


def test_the_same_file_added_again_adds_nothing(con: sqlite3.Connection) -> None:
    assert [add(con, "a.txt", STORY), add(con, "a.txt", STORY)] == [1, 0]
    assert rows(con) == [("a.txt", 0)]
    assert con.execute("SELECT count(*) FROM skipped").fetchone() == (0,)


def test_a_changed_file_is_another_article(con: sqlite3.Connection) -> None:
    assert [add(con, "a.txt", STORY), add(con, "a.txt", OTHER)] == [1, 1]
    assert rows(con) == [("a.txt", 0), ("a.txt", 0)]


@pytest.mark.parametrize(
    "text",
    [STORY, STORY.upper(), STORY.replace(" ", "\n"), STORY + "By a reporter.", "SKERROW, March 4 — " + STORY],
    ids=["the same", "capitals", "wrapped", "one line more", "a dateline"],
)
def test_the_same_text_under_another_name_is_a_copy(con: sqlite3.Connection, text: str) -> None:
    add(con, "a.txt", STORY)
    add(con, "b.txt", text)
    add(con, "c.txt", text)
    (original,) = con.execute("SELECT article_id FROM articles WHERE path = 'a.txt'").fetchone()
    assert rows(con, "path, duplicate_of") == [("a.txt", ""), ("b.txt", original), ("c.txt", original)]


@pytest.mark.parametrize("text", [OTHER, OTHER + " The harbour board met on Tuesday.", "A crane."])
def test_another_text_is_no_copy(con: sqlite3.Connection, text: str) -> None:
    add(con, "a.txt", STORY)
    add(con, "b.txt", text)
    assert rows(con) == [("a.txt", 0), ("b.txt", 0)]


def test_of_the_sample_only_the_wire_story_is_a_copy(con: sqlite3.Connection) -> None:
    for file in sorted(SAMPLE.iterdir()):
        add(con, file.name, file.read_bytes())
    assert [path for path, is_copy in rows(con) if is_copy] == ["gazette_talks-resume-wire.md"]


def test_fingerprints_look_at_words_only() -> None:
    assert build_fingerprints("“It’s over,” she said.") == build_fingerprints('"IT\'S  over", she said')
    assert build_fingerprints("It is over") != build_fingerprints("It was over")


def test_equal_rows_of_one_table_are_articles_of_their_own_once(con: sqlite3.Connection) -> None:
    table = "title,text\n" + "".join(f"{title},{text}\n" for title, text in (("A", STORY), ("B", OTHER), ("A", STORY)))
    assert [add(con, "t.csv", table), add(con, "t.csv", table)] == [3, 0]
    assert rows(con) == [("t.csv#1", 0), ("t.csv#2", 0), ("t.csv#3", 1)]
    assert len({article_id for (article_id,) in rows(con, "article_id")}) == 3


def test_a_table_that_has_grown_at_its_top_adds_only_what_is_new(con: sqlite3.Connection) -> None:
    add(con, "t.csv", f"title,text\nA,{STORY}\n")
    assert add(con, "t.csv", f"title,text\nB,{OTHER}\nA,{STORY}\n") == 1


def test_a_deleted_article_comes_back_when_it_is_added_again(con: sqlite3.Connection) -> None:
    add(con, "a.txt", STORY)
    con.execute("UPDATE articles SET deleted_at = '2026-01-01'")
    assert add(con, "a.txt", STORY) == 1
    assert rows(con) == [("a.txt", 0)]


def test_a_copy_of_a_deleted_article_is_an_original(con: sqlite3.Connection) -> None:
    add(con, "a.txt", STORY)
    con.execute("UPDATE articles SET deleted_at = '2026-01-01'")
    add(con, "b.txt", STORY)
    assert rows(con) == [("b.txt", 0)]


def test_reading_that_was_cut_short_goes_on_and_doubles_nothing(con: sqlite3.Connection) -> None:
    lines = [f"Story,{number} {STORY}" for number in range(250)]
    table = "title,text\n" + "\n".join(lines) + "\nempty,\n"
    assert add(con, "t.csv", table, keep_on=False) == 100
    assert con.execute("SELECT count(*) FROM uploads").fetchone() == (1,)
    (number,) = con.execute("SELECT n FROM uploads").fetchone()
    assert read_upload(con, number, lambda con: None, lambda: True) == 150
    assert len(rows(con)) == len(set(rows(con, "path"))) == 250
    assert con.execute("SELECT path FROM skipped").fetchall() == [("t.csv#251",)]
    assert con.execute("SELECT count(*) FROM uploads").fetchone() == (0,)


def test_what_cannot_be_read_is_listed_once_with_its_reason(con: sqlite3.Connection) -> None:
    for _ in range(2):
        assert add(con, "photo.jpg", b"\xff\xd8\xff\xe0") == 0
    assert [path for (path,) in con.execute("SELECT path FROM skipped")] == ["photo.jpg"]


def test_the_answer_about_day_and_month_holds_for_files_added_later(con: sqlite3.Connection) -> None:
    table = f"title,text,date\nA,{STORY},03/04/2026\n"
    add(con, "t.csv", table)
    con.execute("INSERT INTO meta (key, value) VALUES ('day_first', 1)")
    add(con, "u.csv", table)
    assert rows(con, "date, date_hint") == [("", "03/04/2026"), ("2026-04-03", "")]
