"""PDF documents: pages as text, and the lines of a printed page as paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from components import count_of
from components.articles.drafts import Draft
from components.articles.formats import MAX_PDF_PAGES, PASSWORD, clean_text
from components.articles.formats.pdf_columns import read_columns
from components.articles.formats.scans import find_scanned, find_tesseract, read_scanned
from components.articles.lines import PAGE_START, Line, Opened, clean_line
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


# PDF documents.


def open_pdf(data: bytes) -> Opened:
    """Open a PDF. Raises DatelineError if it is protected, damaged or only pictures."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns about every irregularity
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DatelineError(PASSWORD)
        if len(reader.pages) > MAX_PDF_PAGES:
            raise DatelineError(f"It has more than {MAX_PDF_PAGES} pages; split it into articles first.")
        columns = read_columns(data)
        if len(columns) != len(reader.pages):  # read as it stands
            columns = [""] * len(reader.pages)
        pages = [columns[number] or page.extract_text() or "" for number, page in enumerate(reader.pages)]
        about = reader.metadata
    except (FileNotDecryptedError, DependencyError) as error:
        raise DatelineError(PASSWORD) from error
    except PyPdfError as error:
        raise DatelineError("This PDF is damaged; open it in a PDF reader, save it again and add that.") from error
    pages = [clean_text(page) for page in pages]
    note = ""
    scanned = find_scanned(data, pages)
    program = find_tesseract() if scanned else ""
    if program:
        texts, note = read_scanned(program, data, scanned)
        pages = [texts.get(number) or page for number, page in enumerate(pages)]
    elif scanned:
        are = "is a picture" if len(scanned) == 1 else "are pictures"
        note = f"{count_of(len(scanned), 'page')} of it {are} (a scan) and could not be read."
    if not any(character.isalpha() for page in pages for character in page):
        are = "Its one page is a picture" if len(pages) == 1 else f"Its {len(pages):,} pages are pictures"
        if program:
            raise DatelineError(f"{are} (a scan) in which no words could be read.")
        raise DatelineError(
            f"{are}, without text (a scan); install the program Tesseract, or have the text recognised and add that."
        )
    return Opened("\n".join(pages), lambda: split_pages(pages), lambda: _read_draft(pages, about), join_printed, note)


def split_pages(pages: Sequence[str]) -> list[Line]:
    """The lines of all pages, an empty line between two pages."""
    found: list[Line] = []
    for page in pages:
        found.append(Line("", PAGE_START))
        found.extend(Line(text) for line in page.splitlines() if (text := clean_line(line)))
    return found


def join_printed(lines: Sequence[Line]) -> str:
    """The printed lines of one article as paragraphs."""
    return join_lines(["\n".join(line.text for line in lines)])


def _read_draft(pages: Sequence[str], about: Any) -> Draft:
    """Read a PDF as one article. Its creation date is when it was printed, so it is only a suggestion."""
    return Draft(
        text=join_lines(remove_running_lines(pages)),
        title=_read_entry(about, "/Title"),
        author=_read_entry(about, "/Author"),
        date_guess=_read_created(about),
    )


def _read_entry(about: Any, name: str) -> str:
    value = about.get(name) if about else None
    return clean_text(str(value)) if value else ""


def _read_created(about: Any) -> str:
    try:
        created = about.creation_date if about else None
    except (ValueError, AttributeError):
        return ""
    return created.date().isoformat() if created else ""
