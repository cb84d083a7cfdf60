"""Outlook messages and old Excel workbooks, which are compound files."""

from __future__ import annotations

import struct

import pytest

from components.articles import inspect_table, read_file
from components.types import Article, Skipped
from tests.articles.compound import (
    Tree,
    build_attachment,
    build_compound,
    build_message,
    build_old_workbook,
)
from tests.articles.conftest import build_pdf

STORY = (
    "The mayor opened the season with a promise that the harbour would be rebuilt before the winter. Nobody in the "
    "town hall could say what it would cost, or who would pay."
)
SENT = 133_779_969_000_000_000  # 100 ns since 1601: 2024-12-06 22:15 UTC
HEADERS = "From: The Gazette <news@gazette.example>\r\nDate: Sat, 07 Dec 2024 00:15:00 +0200\r\n"
PAGE = f"<html><body><p>{STORY}</p><p>Zürich, {STORY[:60]}.</p><p>Unsubscribe</p></body></html>"
ROWS = [["Title", "Date", "Source", "Text"], ["A tale", 45632.0, "The Gazette", STORY], ["Another", None, "X", STORY]]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (build_message({0x37: "FW: A tale", 0x7D: HEADERS, 0x1000: STORY}),
         ("A tale", "2024-12-07", "gazette.example")),
        (build_message({0x37: "A tale", 0x5D01: "a@b.example", 0x1000: STORY}, ticks=SENT),
         ("A tale", "2024-12-06", "b.example")),
        (build_message({0x37: "A tale", 0x0C1F: "/O=X/CN=A", 0x1013: PAGE.encode("cp1252")}, page=1252),
         ("A tale", "", "")),
        (build_message({0x37: "A tale", 0x1013: PAGE, 0x1000: "see the page"}), ("A tale", "", "")),
    ],
)  # fmt: skip
def test_an_outlook_message_is_one_article(tree: Tree, expected: tuple[str, str, str]) -> None:
    (article,) = read_file("a.msg", build_compound(tree))
    assert isinstance(article, Article), article
    assert STORY in article.text
    assert (article.title, article.date, article.source) == expected
    assert "nsubscribe" not in article.text
    assert ("Zürich" in article.text) == any("1013" in name for name in tree)


def test_its_attachments_are_files_of_their_own() -> None:
    within = build_message({0x37: "Within", 0x1000: STORY}, build_attachment("b.txt", STORY.encode()), header=24)
    message = build_message(
        {0x37: "A tale", 0x1000: STORY},
        build_attachment("b/c.pdf", build_pdf([["Mayor puts homes first", STORY]]) + b" " * 5_000),
        build_attachment("logo.png", b"\x89PNG"),
        build_attachment("logo", b"\x89PNG", "image/png"),
        build_attachment("a.exe", b"MZ"),
        build_attachment("the other", within),
    )
    items = list(read_file("a.msg", build_compound(message)))
    assert [item.path for item in items] == [
        "a.msg", "a.msg/b_c.pdf", "a.msg/a.exe", "a.msg/the other", "a.msg/the other/b.txt",
    ]  # fmt: skip
    assert [type(item) for item in items] == [Article, Article, Skipped, Article, Article]


def test_messages_packed_too_deep_are_listed() -> None:
    tree = build_message({0x37: "A tale", 0x1000: STORY}, header=24)
    for _ in range(8):
        tree = build_message({0x37: "A tale", 0x1000: STORY}, build_attachment("m", tree), header=24)
    *articles, last = read_file("a.msg", build_compound(tree))
    assert len(articles) == 5
    assert isinstance(last, Skipped)
    assert "too deep" in last.reason


def test_each_row_of_an_old_workbook_is_one_article() -> None:
    data = build_old_workbook(ROWS)
    assert inspect_table("a.xls", data).is_clear
    articles = [item for item in read_file("a.xls", data) if isinstance(item, Article)]
    assert [(one.title, one.date, one.source, one.path) for one in articles] == [
        ("A tale", "2024-12-06", "The Gazette", "a.xls#1"),
        ("Another", "", "X", "a.xls#2"),
    ]
    assert articles[0].text == STORY


FAR = struct.pack("<HHHHHd", 0x0203, 14, 65_535, 255, 0, 1.0)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", build_old_workbook(ROWS, extra=FAR), "too many rows and columns"),
        ("a.xls", build_compound({"WordDocument": b"words"}), "old or a protected Office document"),
        ("a.xls", build_compound({"EncryptedPackage": b"words"}), "password"),
        ("a.docx", build_compound({"EncryptedPackage": b"words"}), "password"),
        ("a.docx", build_compound(build_message({0x37: "A"})), "is an Outlook message; rename it to end in .msg"),
        ("a.csv", build_old_workbook(ROWS), "is an old Excel workbook; rename it to end in .xls"),
        ("a.msg", build_old_workbook(ROWS), "is an old Excel workbook; rename it to end in .xls"),
        ("a.msg", build_compound({"WordDocument": b"words"}), "is an old Word document"),
        ("a.msg", build_compound(build_message({0x37: "A tale"})), "no text"),
        ("a.xls", b"<html><table><tr><td>Title</td></tr></table>", "save it as .xlsx"),
        ("a.txt", build_compound({"PowerPoint Document": b"words"}), "old PowerPoint presentation; save it as text"),
    ],
)  # fmt: skip
def test_a_compound_file_says_what_it_is(name: str, data: bytes, words: str) -> None:
    items = list(read_file(name, data))
    assert any(isinstance(item, Skipped) and words in item.reason for item in items), items
