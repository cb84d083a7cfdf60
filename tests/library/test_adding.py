"""What is added waits in the library, bytes and all, until the worker reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components import library
from components.types import Skipped
from tests.conftest import SAMPLE


@pytest.fixture
def path(home: Path) -> Path:
    return Path(library.create_library("Pile"))


def test_uploaded_bytes_are_kept_with_what_was_said_about_them(path: Path) -> None:
    files = [("a.csv", b"body,day\nx,1"), ("b.txt", b"\x00\xff")]
    options = {"mapping": {"a.csv": {"text": "body"}}, "day_first": True}
    assert library.add_uploads(path, iter(files), options) == 2
    with library.opened(path) as con:
        rows = con.execute("SELECT name, data, options FROM uploads ORDER BY n").fetchall()
    assert [row[:2] for row in rows] == files
    assert [json.loads(row[2]) for row in rows] == [
        {"mapping": {"text": "body"}, "day_first": True},
        {"day_first": True},
    ]
    progress = library.read_progress(path)
    assert (progress.is_running, progress.n_waiting) == (False, 2)


def test_an_upload_that_breaks_off_adds_nothing(path: Path) -> None:
    def files():  # type: ignore[no-untyped-def]
        yield "a.txt", b"one"
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - raised above
        library.add_uploads(path, files())
    assert library.read_progress(path).n_waiting == 0


def test_waiting_files_do_not_make_screens_read_their_tables_anew(path: Path) -> None:
    before = library.read_revision(path)
    library.add_uploads(path, [("a.txt", b"one")])
    library.cancel(path)
    assert library.read_revision(path) == before


def test_a_pasted_article_is_in_at_once(path: Path) -> None:
    library.add_pasted(path, "The ferry sailed at noon.", title="Ferry sails", source="Courier", date="2026-03-04")
    with library.opened(path) as con:
        row = con.execute("SELECT title, text, source, date, date_origin, status FROM articles").fetchone()
    assert row == ("Ferry sails", "The ferry sailed at noon.", "Courier", "2026-03-04", "user", "waiting")


def test_the_same_article_pasted_twice_is_in_once(path: Path) -> None:
    for _ in range(2):
        library.add_pasted(path, "The ferry sailed at noon.", title="Ferry sails")
    assert library.read_progress(path).n_waiting == 1


def test_pasted_signs_without_a_word_are_listed_as_skipped(path: Path) -> None:
    library.add_pasted(path, "*** --- 123")
    assert library.read_skipped(path) == [Skipped("pasted text", "There are no words in it.")]


def test_the_sample_is_added_file_by_file(path: Path) -> None:
    n = library.add_sample(path)
    assert n == len(list(SAMPLE.iterdir()))
    assert library.read_progress(path).n_waiting == n
