"""PDF documents: pages as text, and the lines of a printed page as paragraphs."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from components.articles.drafts import Draft, drop_title
from components.articles.formats import MAX_ARCHIVE_RATIO, MAX_FILE_BYTES, MAX_PDF_PAGES, RATIO_FREE_BYTES, clean_text
from components.types import DatelineError

_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_EDGE_LINES = 2  # lines at the top and bottom of a page that may be running heads
_REPEATED = 3  # pages that must share a line to make it a running head
_FULL_LINE = 0.85  # of the usual width; a shorter line that ends a sentence ends its paragraph
_WIDTH_RANK = 0.8  # quantile of line lengths taken as the usual width
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]+)[-‐]$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset({"pPr", "txbxContent", "del", "moveFrom"})
_PASSWORD = "It is protected by a password; save a copy without one and add that."  # noqa: S105 - a sentence


def remove_running_lines(pages: Sequence[str]) -> list[str]:
    """Remove page numbers and running heads, which recur at the edge of most pages."""
    split = [[line.rstrip() for line in page.splitlines()] for page in pages]
    edges = Counter(edge for lines in split for edge in {_plain(lines[n]) for n in _find_edges(lines)} if edge)
    often = max(_REPEATED, len(pages) // 2)
    kept = []
    for lines in split:
        out = {n for n in _find_edges(lines) if edges[_plain(lines[n])] >= often or _PAGE_NUMBER.fullmatch(lines[n])}
        kept.append("\n".join(line for n, line in enumerate(lines) if n not in out))
    return kept


def join_lines(pages: Sequence[str]) -> str:
    """Join lines into paragraphs separated by blank lines, and rejoin hyphenated words."""
    text = "\n".join(pages).translate(_LIGATURES).replace("\u00ad\n", "").replace("\u00ad", "")
    compounds = frozenset(_COMPOUND.findall(text))
    lines = text.splitlines()
    width = _measure_width(lines)
    paragraphs: list[list[str]] = [[]]
    before = ""  # the previous line, empty if it ended a paragraph
    was_blank = False
    for line in lines:
        stripped = line.strip()
        if not stripped:
            was_blank = True
            continue
        if before and (_is_parted(before, stripped) if was_blank else _starts_anew(before, line, width)):
            paragraphs.append([])
        _append_line(paragraphs[-1], stripped, compounds)
        before, was_blank = line, False
    return "\n\n".join("".join(paragraph) for paragraph in paragraphs)


def _find_edges(lines: Sequence[str]) -> list[int]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]}) if len(filled) > 2 * _EDGE_LINES else filled[:0]


def _plain(line: str) -> str:
    """A line without its digits, because running heads differ by page number."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _measure_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[min(len(lengths) - 1, int(_WIDTH_RANK * len(lengths)))] if lengths else 0


def _is_parted(before: str, line: str) -> bool:
    """True if a blank line ends a paragraph; within a sentence it is only a page break."""
    return bool(_SENTENCE_END.search(before.rstrip())) or not line[0].islower()


def _starts_anew(before: str, line: str, width: int) -> bool:
    """True if a line starts a paragraph: the previous line is short, or this one is indented."""
    before_text, text = before.strip(), line.strip()
    if text[0].islower() or before_text[-1] in "-‐":
        return False
    short = len(before_text) < _FULL_LINE * width
    if short and (_SENTENCE_END.search(before_text) or len(before_text) < 0.6 * width or text[0] in '"“‘—'):
        return True
    indent = len(line) - len(line.lstrip())
    return indent >= 2 and len(before) - len(before.lstrip()) < indent and bool(_SENTENCE_END.search(before_text))


def _append_line(paragraph: list[str], line: str, compounds: frozenset[str]) -> None:
    """Append a line to a paragraph, dropping a line-end hyphen unless it belongs to the word."""
    if not paragraph:
        paragraph.append(line)
        return
    cut, following = _HYPHENATED.search(paragraph[-1]), _LETTERS.match(line)
    if cut is None or following is None:
        paragraph.append(line if cut else f" {line}")
        return
    own = not following[0].islower() or f"{cut['first']}-{following[0]}" in compounds  # "Anglo-French", "well-known"
    if not own:
        paragraph[-1] = paragraph[-1][:-1]
    paragraph.append(line)


# PDF and Word documents.


def read_pdf_draft(data: bytes) -> Draft:
    """Read a PDF. Raises DatelineError if it is protected, damaged or only pictures.

    Its creation date is when it was printed, so it is only a suggestion.
    """
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns about every irregularity
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DatelineError(_PASSWORD)
        if len(reader.pages) > MAX_PDF_PAGES:
            raise DatelineError(f"It has more than {MAX_PDF_PAGES} pages; split it into articles first.")
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
    except (FileNotDecryptedError, DependencyError) as error:
        raise DatelineError(_PASSWORD) from error
    except PyPdfError as error:
        raise DatelineError("This PDF is damaged; open it in a PDF reader, save it again and add that.") from error
    text = join_lines(remove_running_lines([clean_text(page) for page in pages]))
    if not any(character.isalpha() for character in text):
        raise DatelineError("This PDF holds only pictures of its pages, not text; add a version with text in it.")
    return Draft(
        text=text,
        title=_read_entry(about, "/Title"),
        author=_read_entry(about, "/Author"),
        date_guess=_read_created(about),
    )


def read_word_draft(data: bytes) -> Draft:
    """Read a Word document, including tables. Raises DatelineError if it is protected or damaged."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]

    check_unpacked_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
        title = next((p.text for p in document.paragraphs[:5] if p.style is not None and p.style.name == "Title"), "")
        blocks = [block for block in _read_blocks(document.element.body) if block]
        about = document.core_properties
        title = title.strip() or about.title or ""
        author = about.author if about.author != "python-docx" else ""
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, etree.LxmlError) as error:
        raise DatelineError("This Word document is damaged; open it in Word, save it again and add that.") from error
    return Draft(text=clean_text("\n\n".join(drop_title(blocks, title))), title=title, author=author)


def check_unpacked_size(data: bytes) -> None:
    """Guard against zip bombs: raise DatelineError if a document unpacks to an implausible size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DatelineError(
            "This document is damaged; open it in its own program, save it again and add that."
        ) from error
    if encrypted:
        raise DatelineError(_PASSWORD)
    if unpacked > MAX_FILE_BYTES or unpacked > max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * len(data)):
        raise DatelineError("It unpacks to far more than any document would hold, so it was not opened.")


def _read_blocks(element: Any) -> Iterator[str]:
    """Yield paragraphs and tables in reading order, including those in forms; table rows are tab-separated lines.

    Walks the XML itself, because `iter_inner_content` leaves out forms and `Paragraph.text` leaves out tracked
    insertions.
    """
    for child in element.iterchildren("{*}p", "{*}tbl", "{*}sdt", "{*}sdtContent", "{*}ins", "{*}customXml"):
        name = _read_name(child)
        if name == "p":
            yield _read_runs(child).strip()
        elif name == "tbl":
            for row in child.iterchildren("{*}tr"):
                cells = (" ".join(" ".join(_read_blocks(cell)).split()) for cell in row.iterchildren("{*}tc"))
                yield "\t".join(cell for cell in cells if cell)
        else:
            yield from _read_blocks(child)


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


def _read_entry(about: Any, name: str) -> str:
    value = about.get(name) if about else None
    return clean_text(str(value)) if value else ""


def _read_created(about: Any) -> str:
    try:
        created = about.creation_date if about else None
    except (ValueError, AttributeError):
        return ""
    return created.date().isoformat() if created else ""
