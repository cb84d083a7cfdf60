"""ProQuest: labels beside the text, or sections in capitals; abstracts without texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.articles import read_file
from components.types import Article, Skipped
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

TITLES = ("Harbour to be rebuilt before the winter", "Quay opens: Fishermen wait for their boats [Corrected edition]")
ISO = ("2024-12-01", "2024-12-02")
URL = "https://www.proquest.com/docview/40000{}"


def build_details(number: int) -> list[Block | str]:
    """The labels below a text."""
    return [
        "Subject: Harbors & ports; Cities; Winter; Public works",
        "Location: Hollin",
        "People: Berg, Ada",
        "Company / organization: Name: Hollin Ports; NAICS: 483111",
        f"Title: {TITLES[number]}",
        "Publication title: The Hollin Post; Hollin",
        "Pages: A.4",
        "Publication year: 2024",
        f"Publication date: Dec {number + 1}, 2024",
        "Section: News",
        "Publisher: Hollin Press",
        "Place of publication: Hollin",
        "ISSN: 12345678",
        "Source type: Newspaper",
        "Language of publication: English",
        "Document type: News",
        f"ProQuest document ID: 40000{number}",
        f"Document URL: {URL.format(number)}",
        "Copyright: (Copyright 2024 Hollin Press)",
        "Last updated: 2024-12-09",
        "Database: Newsstream",
    ]


def build_labelled(number: int, *, start: str = "Document {} of 2") -> list[Block | str]:
    """One article with labels."""
    return [
        Block("", "rule"),
        *([start.format(number + 1)] if start else []),
        Block(TITLES[number], "title"),
        "Author: Maron, Tilda; Lind, Ole B",
        f"Publication info: The Hollin Post ; Hollin [Hollin]. 0{number + 1} Dec 2024: A.4.",
        "ProQuest document link",
        "Abstract: The harbour in short.",
        "Links: Check for full text",
        f"Full text: {PARAGRAPHS[0]}",
        *PARAGRAPHS[1:],
        "Credit: By TILDA MARON",
        *build_details(number),
    ]


def build_sections(number: int) -> list[Block | str]:
    """One article with sections in capitals."""
    return [
        Block("", "rule"),
        Block(TITLES[number], "title"),
        f"Maron, Tilda; Lind, Ole B. The Hollin Post ; Hollin [Hollin]. 0{number + 1} Dec 2024: A.4.",
        "ProQuest document link",
        "ABSTRACT (ENGLISH)",
        "The harbour in short.",
        "FULL TEXT",
        *PARAGRAPHS,
        "DETAILS",
        *(Block(str(line).replace(": ", ":\t", 1), "row") for line in build_details(number)),
        "LINKS",
        "Check for full text in other places",
        "Database copyright © 2024 ProQuest LLC. All rights reserved.",
        "Terms and Conditions  Contact ProQuest",
    ]


WRITERS = {"p.txt": write_text, "p.html": write_page, "p.rtf": write_rtf, "p.docx": write_word, "p.pdf": write_pdf}
OPENING = (
    Block("", "rule"), "Report Information from ProQuest", "December 09 2024 10:00", Block("", "rule"),
    f"Table of contents\n1. {TITLES[0]} 1\n2. {TITLES[1]} 2",
)  # fmt: skip
CLOSING = (Block("", "rule"), "Bibliography", "Citation style: APA 6th", "Maron, T. (2024). Harbour. The Hollin Post.",
           Block("", "rule"), "Contact us at: https://www.proquest.com/contact",
           "Database copyright © 2024 ProQuest LLC. All rights reserved.")  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("build", [build_labelled, build_sections])
@pytest.mark.parametrize("is_framed", [False, True])
def test_each_article_of_a_file_is_one(name: str, build: Callable[[int], list[Block | str]], is_framed: bool) -> None:
    blocks = [block for number in range(2) for block in build(number)]
    articles = read_articles(name, WRITERS[name]([*OPENING, *blocks, *CLOSING] if is_framed else blocks))
    assert [article.title for article in articles] == list(TITLES)
    assert [(article.date, article.date_origin) for article in articles] == [(iso, "metadata") for iso in ISO]
    assert [(article.source, article.author) for article in articles] == [
        ("The Hollin Post", "Tilda Maron, Ole B Lind")
    ] * 2
    assert [article.url for article in articles] == [URL.format(number) for number in range(2)]
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize(
    "info",
    ["<strong>Publication info: </strong>The Hollin Post ; Hollin [Hollin]08 Dec 2024: A.4.",
     "<span>Maron, Tilda;&nbsp;Lind, Ole.\u2009\n</span><strong>The Hollin Post</strong><strong>, Late Edition; Hollin."
     "</strong> [Hollin].&nbsp;08 Dec 2024.\n"],
)  # fmt: skip
def test_a_letter_of_articles_is_cut_at_their_anchors(info: str) -> None:
    parts = ["<table><tr><td>All documents are reproduced with permission.<br>Do not reply to this email.</td></tr>"
             "</table><div>A Reader sent you the following:</div><p>Email 4 of 5</p>"]  # fmt: skip
    for number, title in enumerate(TITLES):
        labels = "".join(
            f"<p><strong>{label}: </strong>{value}</p>"
            for label, value in (str(line).split(": ", 1) for line in build_details(number))
            if label != "Title"
        )
        text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        parts.append(
            f"<div><a name='DocID_MSTAR_{number}'></a><p></p><p style='font-weight:bold'>{title}</p><p>{info}</p>"
            "<p><strong>Author:  </strong>Maron, Tilda; Lind, Ole B</p><p><a href='x'>ProQuest document link</a></p>"
            "<p><strong>Abstract:  </strong>None available.</p><div><strong>Links: </strong><a>Find it</a></div>"
            f"<p><strong>Full text: </strong><Text WordCount='9'><html><head><title></title></head><body>{text}</body>"
            f"</html></Text></p>{labels}</div>"
        )
    articles = read_articles("p.html", f"<html><body>{''.join(parts)}</body></html>".encode())
    assert [(article.title, article.date, article.source) for article in articles] == [
        (title, iso, "The Hollin Post") for title, iso in zip(TITLES, ISO, strict=True)
    ]
    assert [(article.author, article.text) for article in articles] == [("Tilda Maron, Ole B Lind", TEXT)] * 2


def test_pages_without_rules_are_cut_at_their_titles() -> None:
    blocks = [block for number in range(2) for block in build_labelled(number, start="")[1:]]
    articles = read_articles("p.html", write_page(blocks))
    assert [(article.title, article.text) for article in articles] == [(title, TEXT) for title in TITLES]


@pytest.mark.parametrize(
    "left_out",
    ["Author", "Publication info", "Abstract", "Links", "Credit", "Subject", "Title", "Publication title",
     "Publication date", "ProQuest document ID", "Copyright", "Database", "ProQuest document link"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["p.txt", "p.docx"])
def test_no_field_is_needed(name: str, left_out: str) -> None:
    blocks = [
        block for n in range(2) for block in build_labelled(n)
        if block in PARAGRAPHS or not str(block).startswith(left_out)
    ]  # fmt: skip
    articles = read_articles(name, WRITERS[name](blocks))
    assert [(article.title, article.date, article.source) for article in articles] == [
        (title, iso, "The Hollin Post") for title, iso in zip(TITLES, ISO, strict=True)
    ]
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize("text", ["Not available.", "None available.", "Full text not available", "Not Available", ""])
def test_an_abstract_without_its_text_is_listed(text: str) -> None:
    first = [block for block in build_labelled(0) if block not in PARAGRAPHS and not str(block).startswith("Credit")]
    first = [f"Full text: {text}" if str(block).startswith("Full text") else block for block in first]
    empty, full = read_file("p.txt", write_text([*first, *build_labelled(1)]))
    assert isinstance(empty, Skipped)
    assert (empty.path, TITLES[0] in empty.reason) == ("p.txt#1", True)
    assert isinstance(full, Article)


def test_an_ordinary_text_stays_one_article() -> None:
    text = "ProQuest is sold\n\nTitle: none\n\nFull text: the owners said nothing."
    (article,) = read_articles("p.txt", text.encode())
    assert article.text == text
