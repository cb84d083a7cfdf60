"""Dates that a person settles, and tables that bring in what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import library
from components.library.worker.ingest import add_article
from components.types import Article, DatelineError


def add(library_: Path, article_id: str, **fields: str) -> None:
    article = Article(article_id, fields.pop("title", article_id), f"The story of {article_id}.", **fields)
    with library.opened(library_) as con, library.write(con):
        assert add_article(con, article)


@pytest.fixture
def path(home: Path) -> Path:
    path = Path(library.create_library("Pile"))
    add(path, "swapped", path="one/swapped.txt", date_hint="03/04/2025")
    add(path, "yearless", path="yearless.txt", date_hint="6 December")
    add(path, "dated", path="two/dated.txt", date="2025-01-02", date_origin="metadata", source="Courier")
    add(path, "row", path="table.csv#2", date_hint="05/06/2025")
    return path


def dates(path: Path) -> dict[str, tuple[str, str]]:
    table = library.read_frames(path).articles
    rows = zip(table["article_id"], table["date"], table["date_origin"], strict=True)
    return {article_id: (str(date), str(origin)) for article_id, date, origin in rows}


def test_only_dates_that_can_be_read_two_ways_are_asked_about(path: Path) -> None:
    waiting = library.needs_attention(path)
    assert [(item.article_id, item.hint, item.if_day_first, item.if_month_first) for item in waiting] == [
        ("swapped", "03/04/2025", "2025-04-03", "2025-03-04"),
        ("row", "05/06/2025", "2025-06-05", "2025-05-06"),
    ]


@pytest.mark.parametrize(("day_first", "expected"), [(True, "2025-04-03"), (False, "2025-03-04")])
def test_one_answer_settles_all_of_them_and_can_be_undone(path: Path, day_first: bool, expected: str) -> None:
    assert library.answer_day_first(path, day_first) == 2
    assert library.needs_attention(path) == []
    assert dates(path)["swapped"] == (expected, "user")
    assert dates(path)["yearless"] == ("", "none")
    for correction in library.read_corrections(path):
        library.undo_correction(path, correction.n)
    assert len(library.needs_attention(path)) == 2


def test_a_date_set_by_hand_or_a_deleted_article_is_not_asked_about(path: Path) -> None:
    library.edit_articles(path, [{"article_id": "swapped", "field": "date", "value": "2025-12-31"}])
    library.delete_articles(path, ["row"])
    assert library.needs_attention(path) == []


@pytest.mark.parametrize(
    "name",
    ["swapped.txt", "swapped", "SWAPPED.TXT", "one/swapped.txt", "one\\swapped", "elsewhere/one/swapped.txt"],
)
def test_a_table_fills_in_what_it_says_about_a_file(path: Path, name: str) -> None:
    table = f"file,title,date,source,author\n{name},A new title,2025-02-03,Gazette,\n"
    assert library.apply_metadata_table(path, "more.csv", table.encode()) == 1
    row = library.read_frames(path).articles.set_index("article_id").loc["swapped"]
    assert (row["title"], row["date"], row["source"]) == ("A new title", "2025-02-03", "Gazette")


def test_what_is_known_already_is_no_change(path: Path) -> None:
    table = b"file,date,source\ndated.txt,2025-01-02,Courier\n"
    assert library.apply_metadata_table(path, "more.csv", table) == 0
    assert library.read_corrections(path) == []


def test_of_files_that_share_a_name_the_folder_tells_which_is_meant(path: Path) -> None:
    add(path, "other", path="three/dated.txt")
    assert library.apply_metadata_table(path, "more.csv", b"file,source\nthree/dated.txt,Whistle\n") == 1
    assert library.apply_metadata_table(path, "more.csv", b"file,source\ndated.txt,Ledger\n") == 2


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (b"file,source\nunknown.txt,Courier\n", "No article comes from a file"),
        (b"colour,source\nred,Courier\n", "names files"),
        (b"file,colour\ndated.txt,red\n", "no column for title"),
    ],
)
def test_a_table_that_fits_nothing_is_refused_in_a_sentence(path: Path, table: bytes, why: str) -> None:
    with pytest.raises(DatelineError, match=why):
        library.apply_metadata_table(path, "more.csv", table)


def test_a_date_of_a_table_that_can_be_read_two_ways_is_asked_about(path: Path) -> None:
    add(path, "bare", path="bare.txt")
    table = b"file,date\nbare.txt,07/08/2025\ndated.txt,01/02/2025\nyearless.txt,sometime\n"
    assert library.apply_metadata_table(path, "more.csv", table) == 1
    assert [item.hint for item in library.needs_attention(path)] == ["03/04/2025", "05/06/2025", "07/08/2025"]
    assert library.apply_metadata_table(path, "more.csv", table) == 0
    assert library.answer_day_first(path, True) == 3
    assert dates(path)["bare"] == ("2025-08-07", "user")
    assert dates(path)["dated"] == ("2025-01-02", "metadata")
