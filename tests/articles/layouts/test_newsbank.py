"""NewsBank: several forms of its heads, and the record number last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.articles import read_file
from components.types import Skipped
from tests.articles.layouts.exports import (
    PARAGRAPHS,
    TEXT,
    Block,
    read_articles,
    write_page,
    write_pdf,
    write_rtf,
    write_text,
    write_word,
)

TITLES = ("Harbour to be rebuilt before the winter", "Quay opens; Fishermen wait")
PAPER = "Hollin Post, The (Hollin, NK)"
WRITERS = {"b.txt": write_text, "b.rtf": write_rtf, "b.docx": write_word, "b.html": write_page, "b.pdf": write_pdf}


def build_older(number: int) -> list[Block | str]:
    """With "Article Text:"."""
    return [
        Block(TITLES[number], "title"), f"{PAPER} - Friday, December {6 + number}, 2024",
        "Author: Tilda Maron, Staff Writer", "Edition: Final", "Section: Main News", "Page: A1",
        "Estimated printed pages: 2", "Article Text:", *PARAGRAPHS, "Caption: The harbour in winter.",
        "Copyright, 2024, The Hollin Post, All Rights Reserved.", f"Record Number: 091241{number}",
        "OpenURL Article Bookmark (right click, and copy the link location):", Block("", "rule"),
    ]  # fmt: skip


def build_middle(number: int) -> list[Block | str]:
    """With the text directly below the labels."""
    return [
        Block(TITLES[number], "title"), PAPER, f"December {6 + number}, 2024", "Author: Tilda Maron", "Section: News",
        "Page: A1", *PARAGRAPHS, f"Record: 091241{number}", "Copyright (c) 2024 The Hollin Post, All Rights Reserved.",
    ]  # fmt: skip


def build_newer(number: int) -> list[Block | str]:
    """With bars between what stands on one line."""
    return [
        Block(TITLES[number], "title"), f"December {6 + number}, 2024 | {PAPER}", "Author: Tilda Maron | Section: News",
        "412 Words", "Page: A1", "OpenURL Link", *PARAGRAPHS, "Copyright 2024 The Hollin Post. All rights reserved.",
        "© This entire service and/or content portions thereof are copyrighted by NewsBank and/or its providers.",
        Block("", "rule"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("build", [build_older, build_middle, build_newer])
def test_each_article_of_a_file_is_one(name: str, build: Callable[[int], list[Block | str]]) -> None:
    articles = read_articles(name, WRITERS[name]([*build(0), *build(1)]))
    assert [article.title for article in articles] == list(TITLES)
    assert [(article.date, article.date_origin) for article in articles] == [
        ("2024-12-06", "metadata"), ("2024-12-07", "metadata"),
    ]  # fmt: skip
    assert [(article.source, article.author) for article in articles] == [("The Hollin Post", "Tilda Maron")] * 2
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize("left_out", ["Author", "Edition", "Section", "Page", "Estimated", "Caption", "Copyright"])
def test_no_field_is_needed(left_out: str) -> None:
    blocks = [block for n in range(2) for block in build_older(n) if not str(block).startswith(left_out)]
    articles = read_articles("b.txt", write_text(blocks, 80))
    assert [(article.title, article.source, article.text) for article in articles] == [
        (title, "The Hollin Post", TEXT) for title in TITLES
    ]


def test_an_article_without_text_is_listed() -> None:
    empty = [block for block in build_older(0) if block not in PARAGRAPHS]
    first, second = read_file("b.txt", write_text([*empty, *build_older(1)]))
    assert isinstance(first, Skipped)
    assert not isinstance(second, Skipped)


def test_an_ordinary_text_stays_one_article() -> None:
    text = "NewsBank is sold\n\nAuthor: nobody\n\nRecord Number: none was kept, the owners said on Monday."
    (article,) = read_articles("b.txt", text.encode())
    assert article.text == text
