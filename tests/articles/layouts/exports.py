"""Exports of news databases, made for the tests: blocks of text written in each format, all of them invented."""

from __future__ import annotations

import html
import io
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.articles import read_file
from components.types import Article, Skipped
from tests.articles.conftest import build_pdf

PARAGRAPHS = (
    "Mayor Ada Berg said on Monday that the harbour would be rebuilt before the winter, whatever it may cost. “We have "
    "waited long enough,” she told reporters who had come to the pier.",
    "Two words.",
    "Length: that was what the fishermen asked about. The new quay is to be well-lit and 200 metres long; the old one, "
    "built by Ole Brandt in 1911, was half of that and shook in every storm.",
    "“No,” said councillor Bo Lind when he was asked whether the money had been found. He had voted against the plan "
    "on December 2, 2024 and would do so again.",
)
TEXT = "\n\n".join(PARAGRAPHS)


@dataclass(frozen=True)
class Block:
    """A paragraph; its lines are parted by line breaks."""

    text: str
    style: str = ""  # "title", "center", "rule", "row" (cells parted by tabs) or ""


Blocks = Sequence[Block | str]


def _spell(blocks: Blocks) -> list[Block]:
    return [block if isinstance(block, Block) else Block(block) for block in blocks]


def write_text(blocks: Blocks, width: int = 0) -> bytes:
    """Plain text, an empty line after each block; wrapped at `width`, centred where the block says so."""
    lines: list[str] = []
    for block in _spell(blocks):
        for line in block.text.split("\n") if block.style != "rule" else ["_" * 60]:
            parts = textwrap.wrap(line, width, break_on_hyphens=True) or [""] if width else [line.replace("\t", "  ")]
            lines += [part.center(80).rstrip() if block.style == "center" else part for part in parts]
        lines.append("")
    return "\r\n".join(lines).encode()


def write_rtf(blocks: Blocks) -> bytes:
    """Rich text with a style sheet."""
    out = ["{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}\n"]
    for block in _spell(blocks):
        text = "".join(
            f"\\u{ord(sign)}?" if ord(sign) > 127 else f"\\{sign}" if sign in "\\{}" else sign for sign in block.text
        )
        text = text.replace("\n", "\\line ").replace("\t", "\\cell ")
        style = {"title": "\\s1\\b ", "center": "\\qc ", "row": "\\trowd\\intbl "}.get(block.style, "")
        end = "\\cell\\row" if block.style == "row" else "\\par"
        out.append(f"{{\\pard\\plain {style}{text}{end}}}\n")
    return ("".join(out) + "}").encode("ascii")


def write_word(blocks: Blocks) -> bytes:
    """A Word document; titles are headings."""
    import docx

    document = docx.Document()
    for block in _spell(blocks):
        if block.style == "row":
            cells = block.text.split("\t")
            table = document.add_table(rows=1, cols=len(cells))
            for cell, text in zip(table.rows[0].cells, cells, strict=True):
                first, *others = text.split("\n")
                cell.text = first
                for other in others:
                    cell.add_paragraph(other)
        elif block.style == "title":
            document.add_heading(block.text, level=1)
        else:
            document.add_paragraph(block.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def write_page(blocks: Blocks) -> bytes:
    """A web page of paragraphs."""
    tags = {"title": "<h1>{}</h1>", "rule": "<hr>", "center": "<div class=c0><p class=c1><span>{}</span></p></div>"}
    parts = []
    for block in _spell(blocks):
        text = html.escape(block.text)
        if block.style == "row":
            cells = (f"<td>{'<br>'.join(cell.split(chr(10)))}</td>" for cell in text.split("\t"))
            parts.append(f"<table><tr>{''.join(cells)}</tr></table>")
        else:
            parts.append(tags.get(block.style, "<p>{}</p>").format(text.replace("\n", "<br>")))
    return f"<html><head><title>Results</title></head><body>{''.join(parts)}</body></html>".encode()


def write_pdf(blocks: Blocks, running: Callable[[int], Sequence[str]] = lambda page: (), rows: int = 24) -> bytes:
    """A PDF of wrapped lines, with `running(page)` at the head of each page; a rule starts a page."""
    pages: list[list[str]] = [[]]
    for block in _spell(blocks):
        if block.style == "rule":
            pages.append([])
            continue
        for line in block.text.replace("\t", " ").split("\n"):
            for part in textwrap.wrap(line, 90):
                if len(pages[-1]) >= rows:
                    pages.append([])
                pages[-1].append(part)
    return build_pdf([[*running(number), *lines] for number, lines in enumerate(pages, start=1)])


def read_articles(name: str, data: bytes) -> list[Article]:
    """All articles of a file, none of which may be skipped."""
    items = list(read_file(name, data))
    assert not [item for item in items if isinstance(item, Skipped)]
    return [item for item in items if isinstance(item, Article)]
