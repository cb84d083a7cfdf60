"""PDF and Word documents."""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from components.articles.decoding import clean_text
from components.articles.drafts import Draft, drop_title
from components.articles.limits import MAX_ARCHIVE_RATIO, MAX_FILE_BYTES, MAX_PDF_PAGES, RATIO_FREE_BYTES
from components.articles.paragraphs import join_lines, remove_running_lines
from components.types import DatelineError

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset({"pPr", "txbxContent", "del", "moveFrom"})
_PASSWORD = "It is protected by a password; save a copy without one and add that."  # noqa: S105 - a sentence


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
            raise DatelineError(f"It has more than {MAX_PDF_PAGES} pages; cut it into articles first.")
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
    except (FileNotDecryptedError, DependencyError) as error:
        raise DatelineError(_PASSWORD) from error
    except PyPdfError as error:
        raise DatelineError("This PDF is damaged; open it in a PDF reader, save it anew and add that.") from error
    text = join_lines(remove_running_lines([clean_text(page) for page in pages]))
    if not any(character.isalpha() for character in text):
        raise DatelineError("This PDF holds pictures of pages and no text; add a version with text in it.")
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
        raise DatelineError("This Word document is damaged; open it in Word, save it anew and add that.") from error
    return Draft(text=clean_text("\n\n".join(drop_title(blocks, title))), title=title, author=author)


def check_unpacked_size(data: bytes) -> None:
    """Guard against zip bombs: raise DatelineError if a document unpacks to an implausible size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DatelineError("This document is damaged; open it in its program, save it anew and add that.") from error
    if encrypted:
        raise DatelineError(_PASSWORD)
    if unpacked > MAX_FILE_BYTES or unpacked > max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * len(data)):
        raise DatelineError("It unpacks to far more than a document holds, so it was not opened.")


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
