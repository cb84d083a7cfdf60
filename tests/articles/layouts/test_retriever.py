"""Retriever: the archives of the Nordic press, with a list of contents above the articles."""

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
    write_pdf,
    write_rtf,
    write_text,
    write_word,
)

TITLES = ("Harbour to be rebuilt. Mayor Berg will not wait", "Quay opens, fishermen wait")
WRITERS = {"r.txt": write_text, "r.rtf": write_rtf, "r.docx": write_word, "r.html": write_page, "r.pdf": write_pdf}
SWEDISH = [
    "Hollins universitet BIBSAM\nDatum 2025-01-29", "Nyheter:",
    *(f"> {title}, Hollins Nyheter, 2024-12-0{6 + number} 09:31" for number, title in enumerate(TITLES)), "",
]  # fmt: skip


def build_blocks(number: int) -> list[Block | str]:
    """One article as in Sweden."""
    return [
        f"{TITLES[number]}\nHollins Nyheter, 2024-12-0{6 + number}{' 09:31' if number else ''}\n"
        f"{'Sida 15' if not number else 'Webb'}\nPublicerat {'i print' if not number else 'på webb'}.",
        *PARAGRAPHS,
        "©Hollins Nyheter AB<br>Alla artiklar är skyddade enligt upphovsrättslagen. Utgivare: A B.",
        f"Läs hela artikeln på http://ret.example/{number}",
        "=" * 78,
    ]


def build_norwegian(number: int) -> list[Block | str]:
    """One article as in Norway."""
    return [
        f"{TITLES[number]}\n{'-' * 78}", f"Hollin Avis, 0{6 + number}.12.2024 07:15", "Side 4\nSeksjon: Nyheter",
        "Publisert på papir", *PARAGRAPHS, "© Hollin Avis",
        f"Se webartikkelen på http://ret.example/{number}", "=" * 78,
    ]  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("contents", [[], SWEDISH])
def test_each_article_of_a_file_is_one(name: str, contents: list[str]) -> None:
    articles = read_articles(name, WRITERS[name]([*contents, *build_blocks(0), *build_blocks(1)]))
    assert [(article.title, article.date, article.source) for article in articles] == [
        (TITLES[0], "2024-12-06", "Hollins Nyheter"), (TITLES[1], "2024-12-07", "Hollins Nyheter"),
    ]  # fmt: skip
    assert [article.url for article in articles] == ["http://ret.example/0", "http://ret.example/1"]
    assert [article.text for article in articles] == [TEXT] * 2


def test_norwegian_dates_have_the_day_first() -> None:
    articles = read_articles("r.txt", write_text([*build_norwegian(0), *build_norwegian(1)]))
    assert [(article.title, article.date, article.source) for article in articles] == [
        (TITLES[0], "2024-12-06", "Hollin Avis"), (TITLES[1], "2024-12-07", "Hollin Avis"),
    ]  # fmt: skip
    assert [article.text for article in articles] == [TEXT] * 2


def test_files_in_utf_16_are_read() -> None:
    data = write_text([*SWEDISH, *build_blocks(0), *build_blocks(1)]).decode().encode("utf-16")
    assert [article.text for article in read_articles("r.txt", data)] == [TEXT] * 2


def test_an_article_without_text_is_listed() -> None:
    empty = [block for block in build_blocks(0) if block not in PARAGRAPHS]
    first, second = read_file("r.txt", write_text([*empty, *build_blocks(1)]))
    assert isinstance(first, Skipped)
    assert TITLES[0] in first.reason
    assert not isinstance(second, Skipped)


def test_an_ordinary_text_stays_one_article() -> None:
    text = "Nytt, 2024-12-06\n\nThe court heard on Monday that it was\n\npublicerat av misstag, enligt rätten."
    (article,) = read_articles("r.txt", text.encode())
    assert article.text == text
