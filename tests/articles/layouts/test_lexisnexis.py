"""LexisNexis Academic: articles numbered "n of m DOCUMENTS", with labels in capitals."""

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

TITLES = ("Harbour to be rebuilt", "Quay opens; Fishermen wait for their boats and for the money that was promised")
WRITERS = {"l.txt": write_text, "l.html": write_page, "l.rtf": write_rtf, "l.docx": write_word}
COVER = (
    "Download Request: Selected Items: 1-2\nTime Of Request: Friday, March 20, 2020  16:51:31",
    "Send To:\n2152 311G\nHOLLIN LIBRARY", "Terms: (harbour)", "Source: Hollin Post\nProject ID: None",
)  # fmt: skip


def build_newer(number: int, of: str = "{} of 2 DOCUMENTS") -> list[Block | str]:
    """One article as from about 2005 on: the headline without a label, the rights last."""
    return [
        Block(of.format(number + 1), "center"),
        Block("Hollin Post (London)", "center"),
        Block(f"December {6 + number}, 2024 Friday\nFinal Edition", "center"),
        TITLES[number],
        "BYLINE: Tilda Maron, Staff Writer",
        "SECTION: News; A01",
        "LENGTH: 412 words",
        "DATELINE: HOLLIN",
        *PARAGRAPHS,
        "GRAPHIC: Photo, The harbour.",
        "LOAD-DATE: December 9, 2024",
        "LANGUAGE: ENGLISH",
        "PUBLICATION-TYPE: Newspaper",
        Block("Copyright 2024 The Hollin Post Ltd\nAll Rights Reserved", "center"),
    ]


def build_older(number: int, of: str = "LEVEL 1 - {} OF 2 STORIES") -> list[Block | str]:
    """One article as before: the rights first, the headline with a label, BODY."""
    return [
        Block(of.format(number + 1), "center"),
        Block("Copyright 1998 The Hollin Post Ltd\nThe Hollin Post", "center"),
        Block(f"December {6 + number}, 1998, Sunday, Final Edition", "center"),
        "SECTION: A SECTION; Pg. A01",
        "LENGTH: 412 words",
        f"HEADLINE: {TITLES[number]}",
        "BYLINE: By Tilda Maron",
        "DATELINE: HOLLIN, Dec. 5",
        f"BODY:\n{PARAGRAPHS[0]}",
        *PARAGRAPHS[1:],
        "LOAD-DATE: December 6, 1998",
    ]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("cover", [(), COVER], ids=["alone", "below a cover"])
@pytest.mark.parametrize(
    ("build", "of", "source", "year"),
    [
        (build_newer, "{} of 2 DOCUMENTS", "Hollin Post (London)", 2024),
        (build_newer, "Dokument {} von 2", "Hollin Post (London)", 2024),
        (build_newer, "Document {} de 2", "Hollin Post (London)", 2024),
        (build_older, "LEVEL 1 - {} OF 2 STORIES", "The Hollin Post", 1998),
        (build_older, "{} of 2 DOCUMENTS", "The Hollin Post", 1998),
    ],
)
def test_each_article_of_a_file_is_one(name, cover, build, of, source, year) -> None:  # type: ignore[no-untyped-def]
    blocks = [*cover, *(block for number in range(2) for block in build(number, of))]
    articles = read_articles(name, WRITERS[name](blocks))
    assert [article.title for article in articles] == list(TITLES)
    assert [article.date for article in articles] == [f"{year}-12-06", f"{year}-12-07"]
    assert {article.date_origin for article in articles} == {"metadata"}
    assert [(article.source, article.author) for article in articles] == [(source, "Tilda Maron")] * 2
    assert [article.text for article in articles] == [TEXT] * 2


@pytest.mark.parametrize("width", [72, 80, 100])
def test_wrapped_lines_are_joined(width: int) -> None:
    blocks = [block for number in range(2) for block in build_newer(number)]
    articles = read_articles("l.txt", write_text(blocks, width))
    assert [article.title for article in articles] == list(TITLES)
    assert [article.text for article in articles] == [TEXT] * 2


def test_what_the_service_writes_last_is_no_text() -> None:
    blocks = [*build_newer(0), *build_newer(1), "---- End of Request ----\nPrint Request: Selected Document(s): 1-2"]
    assert [article.text for article in read_articles("l.txt", write_text(blocks, 80))] == [TEXT] * 2


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Tilda Maron, Staff Writer", "Tilda Maron"),
        ("By Tilda Maron and Jo Berg; Post Staff Writers", "Tilda Maron, Jo Berg"),
        ("TILDA MARON IN HOLLIN", "TILDA MARON"),
        ("Tilda Maron Political Correspondent", "Tilda Maron Political Correspondent"),
        ("Tilda Maron in Hollin, tilda@hollin.example", "Tilda Maron"),
        ("VON TILDA MARON", "TILDA MARON"),
        ("Maron, Tilda", "Tilda Maron"),
        ("Maron, Tilda; Berg, Jo", "Tilda Maron, Jo Berg"),
    ],
)
def test_a_byline_is_names_alone(byline: str, author: str) -> None:
    blocks = [f"BYLINE: {byline}" if str(block).startswith("BYLINE") else block for block in build_newer(0)]
    (article,) = read_articles("l.txt", write_text(blocks))
    assert article.author == author


@pytest.mark.parametrize(
    "left_out", ["BYLINE", "SECTION", "LENGTH", "DATELINE", "GRAPHIC", "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE"]
)
def test_no_field_is_needed(left_out: str) -> None:
    blocks = [block for n in range(2) for block in build_newer(n) if not str(block).startswith(left_out)]
    articles = read_articles("l.txt", write_text(blocks, 80))
    assert [(article.title, article.date) for article in articles] == [
        (TITLES[0], "2024-12-06"),
        (TITLES[1], "2024-12-07"),
    ]
    assert [article.text for article in articles] == [TEXT] * 2
    assert {article.author for article in articles} == ({""} if left_out == "BYLINE" else {"Tilda Maron"})


@pytest.mark.parametrize(
    ("labels", "date"),
    [
        (("AUTOR: Tilda Maron", "RUBRIK: Lokales; S. 4", "LÄNGE: 412 Wörter"), "6. Dezember 2024 Freitag"),
        (("AUTEUR: Tilda Maron", "RUBRIQUE: Villes; Pg. 4", "LONGUEUR: 412 mots"), "Vendredi 6 Décembre 2024"),
    ],
)
def test_other_languages_of_the_interface_are_read(labels: tuple[str, ...], date: str) -> None:
    blocks = [
        Block("Dokument 1 von 1", "center"), Block("Hollin Post", "center"), Block(date, "center"), TITLES[0], *labels,
        *PARAGRAPHS, "UPDATE: 7. Dezember 2024", "SPRACHE: ENGLISH", "PUBLICATION-TYPE: Zeitung",
        Block("Copyright 2024 Hollin Post\nAlle Rechte vorbehalten", "center"),
    ]  # fmt: skip
    (article,) = read_articles("l.txt", write_text(blocks, 80))
    assert (article.title, article.date, article.source) == (TITLES[0], "2024-12-06", "Hollin Post")
    assert (article.author, article.text) == ("Tilda Maron", TEXT)


@pytest.mark.parametrize(
    "label", ["ZEITUNGS-CODE: hlpx", "SHOW: Hollin Tonight", "NEWS AGENCY: NK", "X-CODE (OLD): 12 a"]
)
def test_a_label_not_seen_before_is_no_text_among_the_last_ones(label: str) -> None:
    blocks = [
        part for number in range(2) for block in build_newer(number)
        for part in ((block, label) if str(block).startswith("PUBLICATION-TYPE") else (block,))
    ]  # fmt: skip
    assert [article.text for article in read_articles("l.txt", write_text(blocks, 80))] == [TEXT] * 2


def test_a_paragraph_that_looks_like_a_label_stays() -> None:
    blocks = [part for block in build_newer(0) for part in (
        ("TIP: Bring a coat.", block) if block == "GRAPHIC: Photo, The harbour." else (block,))]  # fmt: skip
    (article,) = read_articles("l.txt", write_text(blocks, 80))
    assert article.text == f"{TEXT}\n\nTIP: Bring a coat."


def test_an_article_without_text_is_listed() -> None:
    empty = [block for block in build_newer(0) if block not in PARAGRAPHS]
    first, second = read_file("l.txt", write_text([*empty, *build_newer(1)]))
    assert isinstance(first, Skipped)
    assert (first.path, TITLES[0] in first.reason) == ("l.txt#1", True)
    assert not isinstance(second, Skipped)


def test_an_ordinary_text_stays_one_article() -> None:
    text = "The papers\n\n1 of 3 documents\n\nwas missing, the court heard on Monday."
    (article,) = read_articles("l.txt", text.encode())
    assert article.text == text
