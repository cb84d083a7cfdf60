"""Nexis Uni: several articles in one document, with a cover page and without."""

from __future__ import annotations

import io

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

TITLES = (
    "Harbour to be rebuilt",
    "A long headline about the harbour, the winter and the money that nobody in the town hall has found so far, and "
    "about those who look for it",
    "Quay opens; Fishermen wait",
)
SOURCES = ("The Hollin Post", "Nordkyst Times (London)", "hollin.example")
DATES = ("December 6, 2024 Friday", "9 December 2024 Monday 10:15 AM GMT", "January 14, 2025 Tuesday\nFinal Edition")
ISO = ("2024-12-06", "2024-12-09", "2025-01-14")
WRITERS = {"n.docx": write_word, "n.rtf": write_rtf, "n.html": write_page, "n.txt": write_text, "n.pdf": write_pdf}
COVER = (
    "User Name: \tA Reader", "Date and Time: \tMonday, February 3, 2025 9:00:00 AM CET", "Job Number: \t12345678",
    "Documents (3)", f"1. {TITLES[0]}", "Client/Matter: -None-", f"2. {TITLES[1]}", "Client/Matter: -None-",
    f"3. {TITLES[2]}", "Client/Matter: -None-", "Search Terms: harbour", "Search Type: Natural Language",
    "Narrowed by:\nContent Type\tNarrowed by\nNews\t-None-",
    "| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2025 LexisNexis",
)  # fmt: skip


def build_blocks(number: int, *, with_pages: bool = False) -> list[Block | str]:
    """One article as Nexis writes it."""
    return [
        Block("", "rule"),
        *([f"Page {number + 1} of 3"] if with_pages else []),
        Block(TITLES[number], "title"),
        SOURCES[number],
        DATES[number],
        f"Copyright 2024 {SOURCES[number]} All Rights Reserved",
        "Section:\xa0NEWS; Pg. 4",
        "Length:\xa0412 words",
        "Byline:\xa0By Tilda Maron, Political Editor",
        "Highlight:\xa0The harbour in short.",
        "Dateline:\xa0HOLLIN",
        "Body",
        *PARAGRAPHS,
        *(["Graphic", "Photo: the harbour, by A. Nilsen"] if number == 1 else []),
        "Classification",
        "Language:\xa0ENGLISH",
        "Publication-Type:\xa0Newspaper",
        "Subject:\xa0HARBORS & PORTS (90%); CITIES (70%)",
        "Load-Date:\xa0December 7, 2024",
        "End of Document",
    ]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("cover", [(), COVER], ids=["alone", "below a cover"])
def test_each_article_of_a_file_is_one(name: str, cover: tuple[str, ...]) -> None:
    blocks = [*cover, *(block for number in range(3) for block in build_blocks(number))]
    articles = read_articles(name, WRITERS[name](blocks))
    assert [article.title for article in articles] == list(TITLES)
    assert [article.source for article in articles] == list(SOURCES)
    assert [(article.date, article.date_origin) for article in articles] == [(iso, "metadata") for iso in ISO]
    assert [article.text for article in articles] == [TEXT] * 3
    assert [article.author for article in articles] == ["Tilda Maron"] * 3
    assert [article.path for article in articles] == [f"{name}#{number}" for number in (1, 2, 3)]


def test_running_heads_of_printed_pages_are_no_text() -> None:
    blocks = [block for number in range(3) for block in build_blocks(number)[1:]]
    for rows in range(9, 30):
        data = write_pdf(build_blocks(1)[1:], lambda page: (f"Page {page} of 9", TITLES[1]) if page > 1 else (), rows)
        (article,) = read_articles("n.pdf", data)
        assert (article.title, article.text) == (TITLES[1], TEXT)
    assert len(read_articles("n.pdf", write_pdf(blocks))) == 3


def test_a_file_with_one_article_keeps_its_name() -> None:
    (article,) = read_articles("n.docx", write_word(build_blocks(0, with_pages=True)))
    assert (article.path, article.title, article.text) == ("n.docx", TITLES[0], TEXT)


@pytest.mark.parametrize("name", WRITERS)
def test_without_the_line_classification_the_labels_end_the_text(name: str) -> None:
    kept = ("Language", "Load-Date", "End of")
    blocks = [
        block
        for number in range(2)
        for block in build_blocks(number)[: 12 + len(PARAGRAPHS)] + build_blocks(number)[-5:]
        if block != "Classification" and not str(block).startswith(("Publication", "Subject"))
    ]
    assert all(any(str(block).startswith(label) for block in blocks) for label in kept)
    assert [article.text for article in read_articles(name, WRITERS[name](blocks))] == [TEXT] * 2


def test_a_text_without_empty_lines_is_cut_all_the_same() -> None:
    lines = [line for number in range(2) for block in build_blocks(number)[1:] for line in _lines(block)]
    articles = read_articles("n.txt", "\n".join(lines).encode())
    assert [(article.title, article.date, article.text) for article in articles] == [
        (title, iso, TEXT) for title, iso in zip(TITLES[:2], ISO, strict=False)
    ]


def _lines(block: Block | str) -> list[str]:
    return (block.text if isinstance(block, Block) else block).split("\n")


@pytest.mark.parametrize("left_out", ["Copyright", "Section", "Length", "Byline", "Highlight", "Classification",
                                      "Load-Date", "Language", "End of", "Subject"])  # fmt: skip
def test_no_field_is_needed(left_out: str) -> None:
    blocks = [
        block
        for number in range(3)
        for block in build_blocks(number)
        if block in PARAGRAPHS or not str(block).startswith(left_out)
    ]
    articles = read_articles("n.docx", write_word(blocks))
    assert [(article.title, article.date, article.text) for article in articles] == [
        (title, iso, TEXT) for title, iso in zip(TITLES, ISO, strict=True)
    ]
    assert {article.author for article in articles} == ({""} if left_out == "Byline" else {"Tilda Maron"})


def test_other_languages_of_the_interface_are_read() -> None:
    blocks = [
        Block(TITLES[0], "title"), "Hollin Post", "Freitag 6. Dezember 2024",
        "Copyright 2024 Hollin Post Alle Rechte vorbehalten",
        "Rubrik: Lokales; S. 4", "Länge: 412 Wörter", "Autor: Tilda Maron", "Body", *PARAGRAPHS, "Classification",
        "Sprache: ENGLISH; ENGLISCH", "Ladedatum: 6. Dezember 2024", "Ende des Dokuments",
    ]  # fmt: skip
    (article,) = read_articles("n.rtf", write_rtf(blocks))
    assert (article.title, article.source, article.date) == (TITLES[0], "Hollin Post", "2024-12-06")
    assert (article.author, article.text) == ("Tilda Maron", TEXT)


@pytest.mark.parametrize("style", ["title", ""])
@pytest.mark.parametrize("end", ["End of Document", ""])
def test_articles_are_cut_at_their_heads_where_nothing_else_parts_them(style: str, end: str) -> None:
    """As in documents saved again by another program, which loses styles."""
    blocks: list[Block | str] = [*COVER]
    for number in range(3):
        blocks += [Block(TITLES[number], style), *build_blocks(number)[2:-1], end]
    for name in ("n.docx", "n.rtf", "n.html", "n.txt"):
        articles = read_articles(name, WRITERS[name](blocks))
        assert [(article.title, article.date, article.source) for article in articles] == list(
            zip(TITLES, ISO, SOURCES, strict=True)
        )
        assert [article.text for article in articles] == [TEXT] * 3


def test_a_title_is_told_by_its_outline_level() -> None:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    for block in build_blocks(0)[1:]:
        paragraph = document.add_paragraph(block.text if isinstance(block, Block) else block)
        if isinstance(block, Block):
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), "0")
            paragraph._p.get_or_add_pPr().append(level)
            document.add_paragraph("A line below the title")
    out = io.BytesIO()
    document.save(out)
    (article,) = read_articles("n.docx", out.getvalue())
    assert (article.title, article.source, article.text) == (TITLES[0], "A line below the title", TEXT)


def test_a_summary_above_the_text_is_none() -> None:
    blocks = [
        part for block in build_blocks(0)
        for part in (("Body", "ABSTRACT", "The harbour in short.", "FULL TEXT") if block == "Body" else (block,))
    ]  # fmt: skip
    (article,) = read_articles("n.docx", write_word(blocks))
    assert article.text == TEXT


def test_a_document_that_could_not_be_shown_is_listed() -> None:
    sorry = "We are sorry but there is an error in this document and it is not possible to display it."
    broken = [block for block in build_blocks(1) if block not in PARAGRAPHS]
    broken.insert(broken.index("Body") + 1, sorry)
    first, second = read_file("n.docx", write_word([*build_blocks(0), *broken]))
    assert (isinstance(first, Article), isinstance(second, Skipped)) == (True, True)


def test_an_article_without_text_is_listed() -> None:
    empty = [block for block in build_blocks(1) if block not in PARAGRAPHS]
    first, second, third = read_file("n.docx", write_word([*build_blocks(0), *empty, *build_blocks(2)]))
    assert (isinstance(first, Article), isinstance(third, Article)) == (True, True)
    assert isinstance(second, Skipped)
    assert (second.path, TITLES[1] in second.reason, second.reason[-1]) == ("n.docx#2", True, ".")


def test_a_month_alone_is_only_a_suggestion() -> None:
    blocks = ["December 2024" if block == DATES[0] else block for block in build_blocks(0)]
    (article,) = read_articles("n.docx", write_word(blocks))
    assert (article.date, article.date_hint, article.source) == ("", "December 2024", SOURCES[0])


@pytest.mark.parametrize(
    "lines",
    [["A headline", "Body", TEXT], ["Body", TEXT, "End of the story"], ["The anatomy", "Head", "Body", "Legs", TEXT]],
)
def test_an_ordinary_text_stays_one_article(lines: list[str]) -> None:
    (article,) = read_articles("n.txt", "\n\n".join(lines).encode())
    assert article.text == "\n\n".join(lines)
