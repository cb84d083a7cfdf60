"""Word documents: paragraphs with their styles, and tables."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from components.articles.drafts import Draft, drop_title
from components.articles.formats import clean_text
from components.articles.formats.archives import check_unpacked_size
from components.articles.lines import Line, Opened, clean_line, part_paragraphs, write_lines
from components.types import DatelineError

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BLOCKS = ("{*}p", "{*}tbl", "{*}sdt", "{*}sdtContent", "{*}ins", "{*}customXml")
_LEFT_OUT = frozenset({"pPr", "txbxContent", "del", "moveFrom"})


def open_word(data: bytes) -> Opened:
    """Open a Word document. Raises DatelineError if it is protected or damaged."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]

    check_unpacked_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
        names = {style.style_id: style.name or "" for style in document.styles}
        lines = part_paragraphs(list(_read_paragraphs(document.element.body, names)))
        draft = _read_draft(document)
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, etree.LxmlError) as error:
        raise DatelineError("This Word document is damaged; open it in Word, save it again and add that.") from error
    return Opened(write_lines(lines), lambda: lines, lambda: draft)


def _read_draft(document: Any) -> Draft:
    """Read a document as one article, including its tables."""
    title = next((p.text for p in document.paragraphs[:5] if p.style is not None and p.style.name == "Title"), "")
    blocks = [block for block in _read_blocks(document.element.body) if block]
    about = document.core_properties
    title = title.strip() or about.title or ""
    author = about.author if about.author != "python-docx" else ""
    return Draft(text=clean_text("\n\n".join(drop_title(blocks, title))), title=title, author=author)


def _read_blocks(element: Any) -> Iterator[str]:
    """Yield paragraphs and tables in reading order, including those in forms; table rows are tab-separated lines.

    Walks the XML itself, because `iter_inner_content` leaves out forms and `Paragraph.text` leaves out tracked
    insertions.
    """
    for child in element.iterchildren(*_BLOCKS):
        name = _read_name(child)
        if name == "p":
            yield _read_runs(child).strip()
        elif name == "tbl":
            for row in child.iterchildren("{*}tr"):
                cells = (" ".join(" ".join(_read_blocks(cell)).split()) for cell in row.iterchildren("{*}tc"))
                yield "\t".join(cell for cell in cells if cell)
        else:
            yield from _read_blocks(child)


def _read_paragraphs(element: Any, names: Mapping[str, str]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph with its style; a table's cells are parted by tabs."""
    for child in element.iterchildren(*_BLOCKS):
        name = _read_name(child)
        if name == "p":
            style = _read_style(child, names)
            yield [Line(clean_line(text), style) for text in clean_text(_read_runs(child)).split("\n")]
        elif name == "tbl":
            for row in child.iterchildren("{*}tr"):
                cells = [list(_read_paragraphs(cell, names)) for cell in row.iterchildren("{*}tc")]
                yield from _join_cells([cell for cell in cells if any(line.text for part in cell for line in part)])
        else:
            yield from _read_paragraphs(child, names)


def _join_cells(cells: Sequence[Sequence[list[Line]]]) -> Iterator[list[Line]]:
    """A row's cells as paragraphs: the label in the first before the first paragraph of the next, the others below."""
    start = ""
    for number, cell in enumerate(cells):
        filled = [line for paragraph in cell for line in paragraph if line.text]
        if number + 1 < len(cells) and len(filled) == 1:
            start += f"{filled[0].text}\t"
            continue
        (first, *lines), *others = (paragraph for paragraph in cell if any(line.text for line in paragraph))
        yield [Line(f"{start}{first.text}", first.style), *lines]
        yield from others
        start = ""


def _read_style(paragraph: Any, names: Mapping[str, str]) -> str:
    """The name of a paragraph's style, "heading 1" if it is a title without one, and "bold" if it starts in bold."""
    key = _read_value(paragraph.find("{*}pPr/{*}pStyle"))
    bold = next(paragraph.iter("{*}t"), None)
    is_bold = bold is not None and bold.getparent().find("{*}rPr/{*}b") is not None
    is_title = _read_value(paragraph.find("{*}pPr/{*}outlineLvl")) == "0"
    return f"{names.get(key, key)}{' heading 1' if is_title else ''}{' bold' if is_bold else ''}".strip()


def _read_value(element: Any) -> str:
    """The value of a setting, or ""."""
    values = () if element is None else (value for name, value in element.attrib.items() if name.endswith("}val"))
    return next(iter(values), "")


def _read_runs(paragraph: Any) -> str:
    """The text of a paragraph, without tracked deletions and the text boxes of pictures."""
    pieces: list[str] = []
    for part in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        if any(_read_name(above) in _LEFT_OUT for above in part.iterancestors()):
            continue
        pieces.append(part.text or "" if _read_name(part) == "t" else _SIGNS[_read_name(part)])
    return "".join(pieces)


def _read_name(element: Any) -> str:
    """An element's tag name without its namespace."""
    return str(element.tag).rpartition("}")[2]
