"""What is added waits in the library, bytes and all, until the worker reads it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from components import library
from components.library.worker import ingest
from components.library.worker.ingest import Added, read_added
from components.types import Skipped
from tests.conftest import SAMPLE


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


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.txt", text)
    return buffer.getvalue()


def read_all(path: Path) -> None:
    with library.opened(path) as con:
        for (number,) in con.execute("SELECT n FROM uploads ORDER BY n").fetchall():
            ingest.read_upload(con, number, lambda con: None, lambda: True)


TABLE = b"title,text\nOne,The ferry sailed.\nTwo,The crane stays.\nThree,\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [("a.txt", b"The ferry sailed.")], Added(1)),
        ([("a.txt", b"The ferry sailed.")], [("a.txt", b"The ferry sailed.")], Added(0, 1)),
        ([("a.txt", b"The ferry sailed.")], [("a.txt", b"The ferry sailed."), ("b.txt", b"New.")], Added(1, 1)),
        ([], [("a.txt", b"The ferry sailed."), ("a.txt", b"The ferry sailed.")], Added(1, 1)),
        ([], [("t.csv", TABLE)], Added(2, 0, 1)),
        ([("t.csv", TABLE)], [("t.csv", TABLE)], Added(0, 2, 1)),
        ([("z.zip", zipped(a="One."))], [("z.zip", zipped(a="One.", b="Two.", c="Three."))], Added(2, 1)),
        ([], [("a.txt", b"")], Added(0, 0, 1)),
    ],
)
def test_what_came_of_the_latest_files_is_counted(
    first: list[tuple[str, bytes]], second: list[tuple[str, bytes]], expected: Added, path: Path
) -> None:
    library.add_uploads(path, first)
    read_all(path)
    library.add_uploads(path, second)
    assert read_added(path) is None
    read_all(path)
    assert read_added(path) == expected


def test_what_was_added_before_reading_broke_off_was_not_here_already(path: Path) -> None:
    rows = b"".join(b"Title %d,The ferry sailed %d times.\n" % (k, k) for k in range(150))
    library.add_uploads(path, [("t.csv", b"title,text\n" + rows)])
    with library.opened(path) as con:
        ingest.read_upload(con, 1, lambda con: None, lambda: False)
    assert read_added(path) is None
    read_all(path)
    assert read_added(path) == Added(150)


def test_a_deleted_article_that_comes_back_is_added(path: Path) -> None:
    for _ in range(2):
        library.add_pasted(path, "The ferry sailed at noon.")
    assert read_added(path) == Added(0, 1)
    library.delete_articles(path, library.read_frames(path).articles["article_id"].tolist())
    library.add_pasted(path, "The ferry sailed at noon.")
    assert read_added(path) == Added(1)
