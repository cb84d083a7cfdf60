"""The way in: any file, any folder, the sample pile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import components.articles
from components.articles import READABLE_SUFFIXES, TABLE_SUFFIXES, article_from_text, read_file, read_paths, reading
from components.articles.formats import kinds
from components.types import Article, Skipped
from tests.articles.conftest import build_zip
from tests.conftest import ROOT

BEGINNINGS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"---\ntitle: x\n---\n",
    b"<html><p>",
    b"text,title\n",
    b'{"text": "',
    b"[{",
    b"\xff\xfe",
]


def test_offsets_in_a_text_file_point_into_the_file(tmp_path: Path) -> None:
    data = "\ufeff“Zoë”\r\n\r\nsaid so. 🙂 End.\r\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    (article,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(article, Article)
    assert article.text == data.decode("utf-8-sig")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(beginning=st.sampled_from(BEGINNINGS), data=st.binary(max_size=400), suffix=st.sampled_from(READABLE_SUFFIXES))
def test_no_bytes_make_reading_fail(beginning: bytes, data: bytes, suffix: str) -> None:
    for item in read_file("x" + suffix, beginning + data):
        if isinstance(item, Skipped):
            assert item.reason.endswith((".", "…"))
        else:
            assert item.title
            item.text.encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".csv", ".jsonl", ".json"]))
def test_no_text_makes_reading_fail(text: str, suffix: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for item in read_file("x" + suffix, data):
        if isinstance(item, Article) and suffix == ".txt" and "\x00" not in text:
            assert item.text == data.decode("utf-8", "replace").removeprefix("\ufeff")


def test_an_error_nobody_foresaw_skips_the_file_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(data: bytes) -> Any:
        raise RuntimeError("boom")

    monkeypatch.setattr(reading, "_READERS", {**reading._READERS, ".txt": fail})
    (item,) = read_file("a.txt", b"Words.")
    assert isinstance(item, Skipped)
    assert "boom" not in item.reason
    assert "boom" in caplog.text


def test_a_page_with_bytes_of_zero_in_it_is_read() -> None:
    page = "<html><body><h1>A tale</h1><p>" + "The mayor opened the season. " * 9 + "</p></body></html>"
    (article,) = read_file("a.html", page.replace(" ", " \0").encode())
    assert isinstance(article, Article)
    assert "The mayor opened the season." in article.text


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.exe", b"MZ", "kind"),
        ("README", b"words", "kind"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", b"12 345, 678", "no words"),
        ("a.txt", b"%PDF-1.4 and so on", ".pdf"),
        ("a.md", b"PK\x03\x04", "zip"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        ("a.txt", b"\x7fELF" + bytes(100), "no text"),
        ("a.pdf", b"words", "no PDF"),
        ("a.zip", b"\x1f\x8b\x08", "gzip"),
        ("a.csv", b'[{"title": "A", "text": "Words here."}]', "JSON"),
        ("a.tsv", b'\xef\xbb\xbf{\n  "articles": []}', "JSON"),
        ("a.docx", build_zip({"a.txt": b"words"}), "a zip archive"),
        ("a.docx", build_zip({"xl/workbook.xml": b"<x/>"}), "Excel"),
        ("a.docx", build_zip({"mimetype": b"application/epub+zip"}), "e-book"),
    ],
)
def test_what_is_no_article_is_skipped_with_a_sentence(name: str, data: bytes, word: str) -> None:
    (item,) = read_file(name, data)
    assert isinstance(item, Skipped)
    assert item.path == name
    assert word in item.reason
    assert item.reason.endswith(".")


def test_the_suffix_may_be_in_capitals() -> None:
    (item,) = read_file("A.TXT", b"Words.")
    assert isinstance(item, Article)


@pytest.mark.parametrize(
    ("name", "text", "date", "origin", "hint"),
    [
        ("2024-12-06_title.txt", "Words.", "2024-12-06", "filename", ""),
        ("20241206 title.txt", "Words.", "2024-12-06", "filename", ""),
        ("folder/title 6 Dec 2024.txt", "Words.", "2024-12-06", "filename", ""),
        ("25-04-2025_title.txt", "Words.", "2025-04-25", "filename", ""),
        ("03-04-2025_title.txt", "Words.", "", "none", "03-04-2025"),
        ("notes v1.2.24.txt", "Words.", "", "none", ""),
        ("6 December notes.txt", "Words.", "", "none", "6 December"),
        ("title_12345678.txt", "Words.", "", "none", ""),
        ("2024-12-06.txt", "A tale of homes\n5 December 2024\n\nWords.", "2024-12-05", "text", ""),
        ("2025-04-03.txt", "A tale of homes\n03/04/2025\n\nWords.", "2025-04-03", "filename", ""),
        ("2025-09-09.txt", "A tale of homes\n03/04/2025\n\nWords.", "", "none", "03/04/2025"),
        ("2026-05-06.txt", "SKERROW, 5 May (Nordwire) - Words.", "2026-05-06", "filename", ""),
        ("a.txt", "SKERROW, 5 May (Nordwire) - Words.", "", "none", "5 May"),
        ("a.txt", "A tale of homes\n6 December\n\nWords.", "", "none", "6 December"),
    ],
)
def test_dates_are_trusted_in_order(name: str, text: str, date: str, origin: str, hint: str) -> None:
    (article,) = read_file(name, text.encode())
    assert isinstance(article, Article)
    assert (article.date, article.date_origin, article.date_hint) == (date, origin, hint)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The mayor opened the season on Wednesday with a promise that pleased.",
            "The mayor opened the season on Wednesday with a promise …",
        ),
        ("SKERROW, 2 March 2026 (Nordwire) - Cargo handling stopped.", "Cargo handling stopped."),
        ("12345\n\nWords follow.", "Words follow."),
    ],
)
def test_a_file_without_a_title_is_called_by_its_first_words(text: str, title: str) -> None:
    (article,) = read_file("d41d8cd98f00b204.txt", text.encode())
    assert isinstance(article, Article)
    assert article.title == title


def test_folders_are_read_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    hidden = (".hidden.txt", ".git/d.txt", "__MACOSX/e.txt", "page_files/f.html")
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/picture.png", "page.html", *hidden):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The same words.")
    items = list(read_paths([folder]))
    assert [item.path for item in items] == [
        "news/a.txt",
        "news/b.txt",
        "news/page.html",
        "news/sub/c.txt",
        "news/sub/picture.png",
    ]
    articles = [item for item in items if isinstance(item, Article)]
    assert len({article.article_id for article in articles}) == 4


def test_folders_of_one_name_keep_their_files_apart(tmp_path: Path) -> None:
    for parent in ("x", "y"):
        (tmp_path / parent / "news").mkdir(parents=True)
        (tmp_path / parent / "news/a.txt").write_text("The same words.")
    items = list(read_paths([tmp_path / "x/news", tmp_path / "y/news", tmp_path / "x/news/a.txt"]))
    assert [item.path for item in items] == ["news/a.txt", "news/a.txt"]
    assert len({item.article_id for item in items if isinstance(item, Article)}) == 2


def test_what_is_not_there_is_skipped(tmp_path: Path) -> None:
    (item,) = read_paths([tmp_path / "none.txt"])
    assert isinstance(item, Skipped)
    assert "no such file" in item.reason


def test_what_is_no_ordinary_file_is_skipped(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    os.mkfifo(tmp_path / "pipe.txt")
    (item,) = read_paths([tmp_path])
    assert isinstance(item, Skipped)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 3)
    monkeypatch.setattr(kinds, "MAX_FILE_BYTES", 3)
    (tmp_path / "a.txt").write_text("Words.")
    for items in (list(read_paths([tmp_path])), list(read_file("a.txt", b"Words."))):
        assert isinstance(items[0], Skipped)
        assert "larger" in items[0].reason


def test_ids_differ_by_path_and_say_nothing() -> None:
    one, two = (next(read_file(name, b"The same words.")) for name in ("a.txt", "b.txt"))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert one.article_id != two.article_id
    assert one.article_id.isalnum()


@pytest.mark.parametrize(
    ("date", "expected", "origin"),
    [("2024-12-06", "2024-12-06", "user"), ("", "", "none"), ("6 Dec 2024", "2024-12-06", "user")],
)
def test_pasted_text_becomes_an_article(date: str, expected: str, origin: str) -> None:
    article = article_from_text("A headline of today\n\nWords.", title="Mine", source="Me", date=date)
    assert isinstance(article, Article)
    assert (article.title, article.source, article.path) == ("Mine", "Me", "pasted text")
    assert (article.date, article.date_origin) == (expected, origin)


def test_pasted_texts_are_told_apart() -> None:
    one, two = article_from_text("Words."), article_from_text("Other words.")
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert one.article_id != two.article_id
    assert isinstance(article_from_text("  "), Skipped)


@pytest.mark.parametrize("name", components.articles.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(components.articles, name) is not None


def test_importing_loads_none_of_the_heavy_parts() -> None:
    heavy = ("trafilatura", "htmldate", "pypdf", "docx", "pandas", "lxml", "yaml", "spacy", "streamlit")
    code = f"import sys; from components.articles import *; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("build", ["build_pdf", "build_word"])
def test_documents_are_read_from_folders_too(build: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    make: Callable[..., bytes] = request.getfixturevalue(build)
    name = "a.pdf" if build == "build_pdf" else "a.docx"
    (tmp_path / name).write_bytes(make([["Words here."]] if build == "build_pdf" else ["Words here."]))
    (article,) = read_paths([tmp_path])
    assert isinstance(article, Article)
    assert article.text == "Words here."


def test_every_kind_of_file_has_its_reader() -> None:
    assert set(READABLE_SUFFIXES) == {*reading._READERS, *reading._CONTAINERS, *reading._FEEDS, *TABLE_SUFFIXES,
                                      *reading.MARKUP_SUFFIXES, *reading.BIBLIOGRAPHY_SUFFIXES}  # fmt: skip
