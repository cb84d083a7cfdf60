"""Scanned pages: read by Tesseract where it is installed, within limits, and said so where it is not."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import time
from pathlib import Path

import psutil
import pytest

from components.articles import read_file
from components.articles.formats import scans
from components.types import Article, Skipped
from tests.articles.pdfs import build_pdf, build_scanned_pdf

LINES = [
    "Mayor puts homes first",
    "By Jane Doe",
    "6 December 2024",
    "The mayor opened the season on Wednesday with a promise",
    "that pleased her own benches and surprised the rest of",
    "the chamber, which had expected nothing at all.",
]
LEFT_EMPTY = "This page was scanned by the library of the town."


@pytest.fixture(name="install")
def _install_stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Put a program called tesseract, alone, on PATH; it notes how it was called."""

    def install(does: str) -> Path:
        program = tmp_path / "bin" / "tesseract"
        program.parent.mkdir(exist_ok=True)
        noted = "f'{sys.argv[1:]} {picture[:2]} {os.getpid()}\\n'"
        program.write_text(
            f"#!{sys.executable}\nimport os, sys, time\npicture = sys.stdin.buffer.read()\n"
            f"open({str(tmp_path / 'calls')!r}, 'a').write({noted})\n{does}\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))
        return tmp_path / "calls"

    return install


@pytest.fixture(name="nowhere")
def _install_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_a_scan_is_read_by_tesseract() -> None:
    (article,) = read_file("a.pdf", build_scanned_pdf([LINES, ["The page after it says more."]]))
    assert isinstance(article, Article), article
    assert (article.title, article.author, article.date) == (LINES[0], "Jane Doe", "2024-12-06")
    assert " ".join(LINES[3:]) in article.text
    assert article.text.endswith("The page after it says more.")
    assert article.note == scans.READ_BY_OCR


def test_a_scan_is_read_page_by_page_and_says_so(install) -> None:  # type: ignore[no-untyped-def]
    calls = install("print('Words of a page.\\n\\f', end='')")
    (article,) = read_file("a.pdf", build_scanned_pdf([LINES, LINES]))
    assert isinstance(article, Article), article
    assert article.text == "Words of a page. Words of a page." or article.text.count("Words of a page.") == 2
    assert article.note == scans.READ_BY_OCR
    assert calls.read_text().count("['stdin', 'stdout', '-l', 'eng', '--dpi', '300'] b'P5'") == 2


def test_only_the_pages_that_are_pictures_are_read_so(install) -> None:  # type: ignore[no-untyped-def]
    calls = install("print('Words of a picture.')")
    (article,) = read_file("a.pdf", build_scanned_pdf([LINES, [], LINES], under=[LEFT_EMPTY, LEFT_EMPTY]))
    assert isinstance(article, Article), article
    assert len(calls.read_text().splitlines()) == 2
    assert article.text.count("picture") == 2
    assert LEFT_EMPTY in article.text


def test_a_page_of_text_is_never_read_so(install) -> None:  # type: ignore[no-untyped-def]
    calls = install("print('Words.')")
    (article,) = read_file("a.pdf", build_pdf([LINES, []]))
    assert isinstance(article, Article)
    assert article.note == ""
    assert not calls.exists()


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize(("n", "words"), [(1, "Its one page is a picture"), (3, "Its 3 pages are pictures")])
def test_without_tesseract_a_scan_is_listed_with_what_can_be_done(n: int, words: str) -> None:
    (item,) = read_file("a.pdf", build_scanned_pdf([LINES] * n))
    assert isinstance(item, Skipped)
    assert words in item.reason
    assert "Tesseract" in item.reason


@pytest.mark.usefixtures("nowhere")
def test_without_tesseract_an_article_says_which_pages_are_pictures() -> None:
    (article,) = read_file("a.pdf", build_scanned_pdf([LINES, []], under=[LEFT_EMPTY, LEFT_EMPTY]))
    assert isinstance(article, Article)
    assert article.note == "1 page of it is a picture (a scan) and could not be read."


@pytest.mark.parametrize(
    ("does", "limits", "words"),
    [
        ("sys.exit(1)", {}, "no words could be read"),
        ("print('')", {}, "no words could be read"),
        ("time.sleep(60)", {"_PAGE_SECONDS": 0.5}, "no words could be read"),
        ("a = bytearray(200_000_000); time.sleep(60)", {"_MAX_BYTES": 100_000_000}, "no words could be read"),
    ],
)
def test_a_program_that_fails_hangs_or_swells_is_stopped(  # type: ignore[no-untyped-def]
    does: str, limits: dict[str, float], words: str, install, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, limit in limits.items():
        monkeypatch.setattr(scans, name, limit)
    calls = install(does)
    start = time.monotonic()
    (item,) = read_file("a.pdf", build_scanned_pdf([LINES]))
    assert time.monotonic() - start < 20
    assert isinstance(item, Skipped)
    assert words in item.reason
    assert not psutil.pid_exists(int(calls.read_text().split()[-1]))


@pytest.mark.parametrize("limit", [("MAX_SCANNED_PAGES", 2), ("_FILE_SECONDS", -1.0)])
def test_pages_that_were_left_are_counted(  # type: ignore[no-untyped-def]
    limit: tuple[str, float], install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, *limit)
    install("print('Words of a page.')")
    (item,) = read_file("a.pdf", build_scanned_pdf([LINES] * 3, under=["Under it."] * 3))
    assert isinstance(item, Article)
    n = 2 if limit[0] == "MAX_SCANNED_PAGES" else 0
    assert item.note == f"{scans.READ_BY_OCR} Of 3 such pages {n} could be read."


def _read_and_hang(path: str) -> None:
    list(read_file("a.pdf", Path(path).read_bytes()))


def test_the_program_ends_soon_after_whoever_asked_is_gone(  # type: ignore[no-untyped-def]
    install, tmp_path: Path
) -> None:
    calls = install("time.sleep(60)")
    (tmp_path / "a.pdf").write_bytes(build_scanned_pdf([LINES] * 5))
    context = multiprocessing.get_context("spawn")
    between = context.Process(target=_start_reader, args=(str(tmp_path / "a.pdf"),))
    between.start()
    while not calls.exists() or not calls.read_text().endswith("\n"):
        time.sleep(0.1)
    pid = int(calls.read_text().split()[-1])
    assert between.pid is not None
    os.kill(between.pid, 9)
    between.join()
    until = time.monotonic() + 20
    while psutil.pid_exists(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid)
    assert len(calls.read_text().splitlines()) == 1


def _start_reader(path: str) -> None:
    reader = multiprocessing.get_context("spawn").Process(target=_read_and_hang, args=(path,))
    reader.start()
    reader.join()
