"""OpenDocument texts (.odt), presentations (.pptx) and e-books (.epub)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from components.articles.drafts import Draft, drop_title
from components.articles.formats import MAX_PDF_PAGES, clean_text, decode_text
from components.articles.formats.html import read_page_lines
from components.articles.formats.packages import Package, get, name_of, parse_xml
from components.articles.lines import Line, Opened, Part, clean_line, join_body, part_paragraphs, write_lines
from components.types import DatelineError, Skipped

_BLOCKS = ("{*}p", "{*}h", "{*}table", "{*}list", "{*}section", "{*}index-body")
_LEFT_OUT = frozenset({"annotation", "note", "tracked-changes", "ruby-text"})
_HEADINGS = frozenset({"h1", "h2", "h3", "title"})
_ABOUT = frozenset({"title", "creator", "date", "language"})
_FEWEST_WORDS = 30  # of an e-book's chapter; what is shorter is a cover, a title page or a list
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")


def open_open_text(data: bytes) -> Opened:
    """Open an OpenDocument text. Raises DatelineError if it is protected or damaged."""
    package = Package(data)
    body = next(package.parse("content.xml").iter("{*}text"), None)
    paragraphs = list(_read_text_blocks(body)) if body is not None else []
    about = _read_about(package, "meta.xml")
    return _open_paragraphs(paragraphs, about.get("title", ""), about.get("creator", ""))


def open_presentation(data: bytes) -> Opened:
    """Open a presentation: its slides in order, a paragraph a line."""
    package = Package(data)
    numbers = sorted(int(slide[1]) for name in package.names if (slide := _SLIDE.fullmatch(name)))
    paragraphs: list[list[Line]] = []
    for number in numbers[:MAX_PDF_PAGES]:
        for paragraph in package.parse(f"ppt/slides/slide{number}.xml").iter("{*}p"):
            text = "".join(
                "\n" if name_of(part) == "br" else part.text or "" for part in paragraph.iter("{*}t", "{*}br")
            )
            paragraphs.append([Line(clean_line(clean_text(line))) for line in text.split("\n")])
    about = _read_about(package, "docProps/core.xml")
    return _open_paragraphs(paragraphs, about.get("title", ""), about.get("creator", ""))


def read_book(name: str, data: bytes) -> Iterator[Part | Skipped]:
    """Yield each chapter of an e-book, in reading order (EPUB 3.3, 4.2.6.3 and 5.7)."""
    package = Package(data)
    place = get(next(package.parse("META-INF/container.xml").iter("{*}rootfile"), parse_xml(b"<x/>")), "full-path")
    content = package.parse(place)
    about = {name_of(part): (part.text or "").strip() for part in content.iter() if name_of(part) in _ABOUT}
    hrefs = {get(item, "id"): get(item, "href") for item in content.iter("{*}item")}
    number = 0
    for item in content.iter("{*}itemref"):
        href = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(hrefs.get(get(item, "idref"), ""))))
        if href not in package.names:
            continue
        lines = read_page_lines(decode_text(package.read(href)))
        if sum(len(line.text.split()) for line in lines) < _FEWEST_WORDS:
            continue
        number += 1
        yield Part(f"{name}#{number}", _open_chapter(lines, about))
    if not number:
        raise DatelineError("There is no text in this e-book.")


def _open_chapter(lines: Sequence[Line], about: dict[str, str]) -> Opened:
    """A chapter as an article: its heading is the title, the book its source."""
    heading = next((n for n, line in enumerate(lines[:20]) if _HEADINGS & {*line.style.split()} and line.text), None)
    title = lines[heading].text if heading is not None else ""
    body = lines[heading + 1 :] if heading is not None else lines
    draft = Draft(
        text=join_body(body), title=title, date=about.get("date", ""), source=about.get("title", ""),
        author=about.get("creator", ""), language=about.get("language", ""),
    )  # fmt: skip
    return Opened(write_lines(lines), lambda: lines, lambda: draft)


def _open_paragraphs(paragraphs: Sequence[Sequence[Line]], title: str, author: str) -> Opened:
    lines = part_paragraphs(paragraphs)
    blocks = ["\n".join(line.text for line in paragraph).strip() for paragraph in paragraphs]
    blocks = [block for block in blocks if block]
    draft = Draft(text="\n\n".join(drop_title(blocks, title)), title=title, author=author)
    return Opened(write_lines(lines), lambda: lines, lambda: draft)


def _read_about(package: Package, name: str) -> dict[str, str]:
    """What a document says of itself."""
    if name not in package.names:
        return {}
    found = package.parse(name).iter()
    return {name_of(part): clean_text(part.text or "").strip() for part in found if name_of(part) in _ABOUT}


def _read_text_blocks(element: Any) -> Iterator[list[Line]]:
    """The lines of each paragraph and heading with its style; the cells of a table's row are parted by tabs."""
    for child in element.iterchildren(*_BLOCKS, "{*}list-item", "{*}list-header"):
        name = name_of(child)
        if name in ("p", "h"):
            style = f"heading {get(child, 'outline-level') or 1}" if name == "h" else get(child, "style-name")
            yield [Line(clean_line(line), style) for line in clean_text(_read_text(child)).split("\n")]
        elif name == "table":
            for row in child.iter("{*}table-row"):
                cells = [
                    " ".join(line.text for block in _read_text_blocks(cell) for line in block if line.text)
                    for cell in row.iterchildren("{*}table-cell")
                ]
                yield [Line("\t".join(cell for cell in cells if cell))]
        else:
            yield from _read_text_blocks(child)


def _read_text(element: Any) -> str:
    """The text of a paragraph, without notes, comments and what a tracked change took out."""
    pieces = [element.text or ""]
    for child in element:
        name = name_of(child)
        if name == "s":
            count = get(child, "c")
            pieces.append(" " * (min(int(count), 80) if count.isascii() and count.isdigit() else 1))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name and name not in _LEFT_OUT:
            pieces.append(_read_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
