"""Databases without a layout of their own: labels above each text, in the field's usual words."""

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

TITLES = ("Harbour to be rebuilt before the winter", "Quay opens: Fishermen wait")
WRITERS = {"t.txt": write_text, "t.rtf": write_rtf, "t.docx": write_word, "t.html": write_page, "t.pdf": write_pdf}
Builder = Callable[[int], list[Block | str]]


def build_block(number: int) -> list[Block | str]:
    """Labels in one block."""
    return [
        f"Title: {TITLES[number]}\nSource: The Hollin Post\nDate: {6 + number} December 2024\nAuthor: Tilda Maron\n"
        f"Section: News\nURL: https://hollin.example/{number}",
        *PARAGRAPHS,
    ]


def build_capitals(number: int) -> list[Block | str]:
    """Labels in capitals, the text named, other labels below it."""
    return [
        f"HEADLINE: {TITLES[number]}", "PUBLICATION: The Hollin Post", f"PUBLICATION DATE: December {6 + number}, 2024",
        "BYLINE: By Tilda Maron", "SECTION: News", "TEXT:", *PARAGRAPHS, "WORD COUNT: 412",
        "COPYRIGHT: 2024 Hollin Press",
    ]  # fmt: skip


def build_citation(number: int) -> list[Block | str]:
    """As Gale writes it."""
    return [
        f"Title: {TITLES[number]}", "Author(s): Tilda Maron", "Source: The Hollin Post",
        f"Date: Dec. {6 + number}, 2024", "Document Type: Article", "Lexile Measure: 1200L", "Full Text:", *PARAGRAPHS,
        "Copyright: COPYRIGHT 2024 Hollin Press", f"Gale Document Number: GALE|A123456{number}",
    ]  # fmt: skip


def build_german(number: int) -> list[Block | str]:
    """With German labels and numbers between articles."""
    return [
        f"Dokument {number + 1} von 2",
        f"Überschrift: {TITLES[number]}\nQuelle: The Hollin Post\nDatum: {6 + number}. Dezember 2024\n"
        "Autor: Tilda Maron\nRessort: Lokales; Seite 4",
        *PARAGRAPHS,
        Block("", "rule"),
    ]


def build_table(number: int) -> list[Block | str]:
    """With labels in the cells of a table."""
    rows = (("Headline", TITLES[number]), ("Publication", "The Hollin Post"), ("Date", f"{6 + number} December 2024"),
            ("Byline", "Tilda Maron"), ("Pages", "4"))  # fmt: skip
    return [*(Block(f"{label}\t{value}", "row") for label, value in rows), *PARAGRAPHS]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("build", [build_block, build_capitals, build_citation, build_german, build_table])
def test_each_article_of_a_file_is_one(name: str, build: Builder) -> None:
    if build is build_table and name in ("t.txt", "t.pdf"):
        build = build_block  # cells have no sign between them there
    articles = read_articles(name, WRITERS[name]([*build(0), *build(1)]))
    assert [article.title for article in articles] == list(TITLES)
    assert [(article.date, article.date_origin) for article in articles] == [
        ("2024-12-06", "metadata"), ("2024-12-07", "metadata"),
    ]  # fmt: skip
    assert [(article.source, article.author) for article in articles] == [("The Hollin Post", "Tilda Maron")] * 2
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize("sign", ["", "-----", "=" * 60, "***", "2", "2.", "Article 2 of 2", "[2/2]"])
def test_what_parts_two_articles_is_no_text(sign: str) -> None:
    first, second = read_articles("t.txt", write_text([*build_block(0), sign.strip("[]"), *build_block(1)]))
    assert (first.text, second.text) == (TEXT, TEXT)


@pytest.mark.parametrize("build", [build_capitals, build_citation])
def test_one_article_is_read_where_its_text_is_named(build: Builder) -> None:
    (article,) = read_articles("t.txt", write_text(build(0), 78))
    assert (article.path, article.title, article.date, article.text) == ("t.txt", TITLES[0], "2024-12-06", TEXT)


LABELS = {
    "English": "Title: {}\nSource: The Hollin Post\nDate: 6 December 2024",
    "English, in another order": "Source: The Hollin Post\nDate: Friday, December 6, 2024\nHeadline: {}",
    "apart": "Title: {}\n\nPublication: The Hollin Post\n\nPublished: 2024-12-06\n\nAuthor: Tilda Maron",
    "numbered": "Document 1 of 1\n\nTitle: {}\nSource: The Hollin Post\nDate: 6 December 2024\nWord count: 412",
    "German": "Titel: {}\nQuelle: The Hollin Post\nDatum: 6. Dezember 2024",
    "German, longer": "Schlagzeile: {}\nZeitung: The Hollin Post\nErscheinungsdatum: 06.12.2024\nAutor: Tilda Maron",
    "French": "Titre : {}\nSource : The Hollin Post\nDate : 6 décembre 2024",
    "French, longer": "Titre : {}\nJournal : The Hollin Post\nDate de publication : 6 décembre 2024\nPage : 4",
    "Spanish": "Título: {}\nFuente: The Hollin Post\nFecha: 6 de diciembre de 2024",
    "Spanish, longer": "Titular: {}\nPeriódico: The Hollin Post\nFecha de publicación: 06/12/2024\nPágina: 4",
    "unknown ones among them": "Titel: {}\nMedientyp: Print\nQuelle: The Hollin Post\nDatum: 6.12.2024\nReichweite: 9",
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("labels", LABELS)
def test_one_article_below_its_labels_is_read_without_them(labels: str, name: str) -> None:
    head = LABELS[labels].format(TITLES[1]).split("\n\n")
    (article,) = list(read_file(name, WRITERS[name]([*head, *PARAGRAPHS]), day_first=True))
    assert not isinstance(article, Skipped)
    assert (article.title, article.source, article.date) == (TITLES[1], "The Hollin Post", "2024-12-06")
    assert (article.path, article.text) == (name, TEXT)
    assert article.date_origin == "metadata"


def test_an_article_without_text_is_listed() -> None:
    first, second = read_file("t.txt", write_text([*build_capitals(0)[:6], *build_capitals(1)]))
    assert isinstance(first, Skipped)
    assert TITLES[0] in first.reason
    assert not isinstance(second, Skipped)


@pytest.mark.parametrize(
    "text",
    [
        "Title: none\n\nThe court heard on Monday.\n\nTitle: none either\n\nIt rose.",
        f"Title: {TITLES[0]}\nDate: 6 December 2024\n\nThe court heard on Monday that the quay was new.",
        f"Title: {TITLES[0]}\nDate: 6 December 2024\nSource: The Hollin Post",
        "The court heard this on Monday.\n\nTitle: Lord\nSource: the king\nDate: 2 May 2020\n\nIt rose.",
        "Q: What is your title?\n\nA: Mayor.\n\nQ: Since what date?\n\nA: 2 May 2020.",
    ],
)
def test_an_ordinary_text_stays_one_article(text: str) -> None:
    (article,) = read_articles("t.txt", text.encode())
    assert article.text == text
