"""Every layout as files vary it: line ends, encodings, wrapping, other programs, and texts that look like labels."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Sequence

import pytest

from components.articles import read_file
from components.types import Article
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
from tests.hostile.test_exports import LAYOUTS

Blocks = Sequence[Block | str]


def build_text(
    *, width: int = 0, replaced: tuple[str, str] = ("", ""), encoding: str = "utf-8"
) -> Callable[..., bytes]:
    """A writer of plain text with line ends, spaces or encoding of its own."""
    return lambda blocks: write_text(blocks, width).decode().replace(*replaced).encode(encoding)


def write_dense(blocks: Blocks) -> bytes:
    """Plain text without empty lines."""
    return re.sub(rb"(?:\r\n)+", b"\r\n", write_text(blocks))


def write_preformatted(blocks: Blocks) -> bytes:
    """A text file as a browser saves it."""
    return f"<html><body><pre>{html.escape(write_text(blocks, 78).decode())}</pre></body></html>".encode()


def write_word_page(blocks: Blocks) -> bytes:
    """A document saved as a page by Word: wrapped markup, empty paragraphs, everything in spans."""
    parts = ["<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=EN-GB><div class=WordSection1>"]
    for block in (block if isinstance(block, Block) else Block(block) for block in blocks):
        text = "<br>\n".join(map(html.escape, block.text.split("\n")))
        text = "\r\n".join(textwrap.wrap(text, 76, break_long_words=False, break_on_hyphens=False))
        paragraph = f"<p class=MsoNormal><b><span lang=EN-US>{text}<o:p></o:p></span></b></p>"
        cells = paragraph.replace("\t", "</span></b></p></td><td><p class=MsoNormal><b><span>")
        form = {"title": f"<h1><span>{text}</span></h1>", "rule": "<div align=center><hr size=2></div>",
                "row": f"<table><tr><td>{cells}</td></tr></table>"}  # fmt: skip
        parts.append(f"{form.get(block.style, paragraph)}\n<p class=MsoNormal><span><o:p>&nbsp;</o:p></span></p>")
    return "\n".join([*parts, "</div></body></html>"]).encode()


def write_lines(write: Callable[[Blocks], bytes]) -> Callable[..., bytes]:
    """A text file's wrapped lines pasted into a document, each of them a paragraph."""
    return lambda blocks: write(write_text(blocks, 78).decode().split("\r\n"))


WRITERS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "Unix line ends": ("x.txt", build_text(replaced=("\r\n", "\n"))),
    "old Macintosh line ends": ("x.txt", build_text(replaced=("\r\n", "\r"))),
    "UTF-16": ("x.txt", build_text(encoding="utf-16")),
    "Windows-1252": ("x.txt", build_text(encoding="cp1252")),
    "spaces that do not break": ("x.txt", build_text(replaced=(": ", ":\xa0"))),
    "spaces at line ends": ("x.txt", build_text(replaced=("\r\n", "  \r\n"))),
    "indented": ("x.txt", build_text(replaced=("\r\n", "\r\n   "))),
    "two empty lines": ("x.txt", build_text(replaced=("\r\n", "\r\n\r\n"))),
    "no empty lines": ("x.txt", write_dense),
    "wrapped narrowly": ("x.txt", build_text(width=60)),
    "wrapped": ("x.txt", build_text(width=78)),
    "called Markdown": ("x.md", write_text),
    "page": ("x.html", write_page),
    "page of a text": ("x.html", write_preformatted),
    "page saved by Word": ("x.htm", write_word_page),
    "Word": ("x.docx", write_word),
    "text pasted into Word": ("x.docx", write_lines(write_word)),
    "rich text": ("x.rtf", write_rtf),
    "text pasted into rich text": ("x.rtf", write_lines(write_rtf)),
    "PDF": ("x.pdf", write_pdf),
}
LOOK_ALIKES = (
    "Length: 5 miles", "Byline: a word that few still use", "Body", "Classification", "Notes", "412 words", "English",
    "LANGUAGE: ENGLISH is what they spoke", "Title: Lord of the harbour", "Author: unknown", "Source: the harbour",
    "Copyright 2024 was painted on the wall", "Section: A", "Document 3 of 4", "1 of 3", "Record: 7", "Full text: none",
    "Abstract: art on the wall", "HD is a brand", "PD pays for the quay", "TD Bank will help", "IN other news",
    "December 2, 2024", "By Tilda Maron", "Location: the pier", "People: 300", "Load-Date: soon", "© Ole Brandt",
    "Edition: first", "TITLE: A BOOK", "BODY: OF WATER", "DATELINE: HOLLIN", "Database: none", "*****", "Links: none",
    "Subject: boats", "Caption: the pier", "Correction: the pier is 200 metres long.", "All rights reserved",
)  # fmt: skip


def _list(items: Sequence[Article]) -> list[tuple[str, str, str]]:
    return [(item.title, item.date, item.source) for item in items]


@pytest.mark.parametrize("variant", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_article_or_several_or_two_exports_are_read_from_any_file(layout: str, variant: str) -> None:
    name, write = WRITERS[variant]
    first, second = LAYOUTS[layout](0), LAYOUTS[layout](1)
    known = _list(read_articles("x.docx", write_word([*first, *second])))
    for blocks, expected in (([*second], known[1:]), ([*first, *second] * 2, known * 2)):
        articles = read_articles(name, write(blocks))
        assert _list(articles) == expected
        assert [article.text for article in articles] == [TEXT] * len(expected)


@pytest.mark.parametrize("line", LOOK_ALIKES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_paragraph_that_looks_like_an_export_line_stays(layout: str, line: str) -> None:
    blocks = [part for block in LAYOUTS[layout](0) for part in ((line, block) if block == PARAGRAPHS[2] else (block,))]
    first, second = read_articles("x.txt", write_text([*blocks, *LAYOUTS[layout](1)], 78))
    assert first.text == "\n\n".join([*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
    assert second.text == TEXT


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_cut_off_within_an_article_gives_those_before_whole(layout: str) -> None:
    data = write_text([block for number in (0, 1, 0) for block in LAYOUTS[layout](number)])
    whole = [item for item in read_file("x.txt", data) if isinstance(item, Article)]
    last = data.rindex(PARAGRAPHS[-1].encode()[:40])
    cut = [item for item in read_file("x.txt", data[: last + 20]) if isinstance(item, Article)]
    assert [(item.title, item.text) for item in cut[:2]] == [(item.title, item.text) for item in whole[:2]]
    assert (len(cut), cut[2].text.startswith(PARAGRAPHS[0])) == (3, True)
