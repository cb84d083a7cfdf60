"""EBSCOhost: labels, then the text; dates with the month first."""

from __future__ import annotations

import pytest

from components.articles import read_file
from components.types import Skipped
from tests.articles.layouts.exports import (
    PARAGRAPHS,
    TEXT,
    Block,
    read_articles,
    write_page,
    write_rtf,
    write_text,
    write_word,
)

TITLES = ("Harbour to be rebuilt before the winter", "Quay opens: Fishermen wait")
WRITERS = {"e.txt": write_text, "e.rtf": write_rtf, "e.docx": write_word, "e.html": write_page}


def build_blocks(number: int) -> list[Block | str]:
    """One record."""
    return [
        f"Record: {number + 1}", f"Title: {TITLES[number]}.", "Authors: Maron, Tilda", "Lind, Ole",
        f"Source: Hollin Post, The. 12/0{6 + number}/2024, pA1-A8. 2p.", "Document Type: Article",
        "Subject Terms: HARBORS", "Abstract: The harbour in short.", "Full Text Word Count: 412", "ISSN: 1234-5678",
        f"Accession Number: 2W6{number}", f"Persistent link to this record (Permalink): https://x.example/{number}",
        "Database: Newspaper Source", "Section: News", Block(TITLES[number].upper(), "title"), *PARAGRAPHS, "~~~~~~~~",
        "By Tilda Maron", "Copyright of Hollin Post, The is the property of Hollin Press and may not be copied.",
    ]  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("left_out", ["", "Record", "Document", "Abstract", "Persistent", "Section", "~", "ISSN"])
def test_each_article_of_a_file_is_one(name: str, left_out: str) -> None:
    blocks = [
        block for number in range(2) for block in build_blocks(number)
        if block in PARAGRAPHS or not left_out or not str(block).startswith(left_out)
    ]  # fmt: skip
    if left_out == "~":
        blocks = [block for block in blocks if block != "By Tilda Maron"]
    articles = read_articles(name, WRITERS[name](blocks))
    assert [article.title for article in articles] == list(TITLES)
    assert [(article.date, article.date_origin) for article in articles] == [
        ("2024-12-06", "metadata"), ("2024-12-07", "metadata"),
    ]  # fmt: skip
    assert {article.source for article in articles} == {"The Hollin Post"}
    assert {article.author.partition(",")[0] for article in articles} == {"Tilda Maron"}
    assert [article.text for article in articles] == [TEXT] * 2


def test_a_record_without_text_is_listed() -> None:
    first, second = read_file("e.txt", write_text([*build_blocks(0)[:14], *build_blocks(1)]))
    assert isinstance(first, Skipped)
    assert TITLES[0] in first.reason
    assert not isinstance(second, Skipped)
