"""Files made by hand for the tests of reading: a small PDF, a Word document, a zip archive, a web archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pytest

from tests.articles.pdfs import build_pdf

WARC_URL = "https://www.gazette.example/news/the-harbour-tale"


@pytest.fixture(name="build_pdf")
def _build_pdf_fixture() -> Callable[..., bytes]:
    return build_pdf


@pytest.fixture(name="build_word")
def _build_word_fixture() -> Callable[..., bytes]:
    return build_word


@pytest.fixture(name="build_zip")
def _build_zip_fixture() -> Callable[..., bytes]:
    return build_zip


def build_word(paragraphs: Sequence[str], *, heading: str = "", title: str = "", author: str = "") -> bytes:
    """A Word document; a paragraph with tabs in it becomes a table of one row."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    if heading:
        document.add_heading(heading, level=0)
    for paragraph in paragraphs:
        if "\t" in paragraph:
            cells = paragraph.split("\t")
            table = document.add_table(rows=1, cols=len(cells))
            for cell, text in zip(table.rows[0].cells, cells, strict=True):
                cell.text = text
        else:
            document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def build_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def pack_link() -> bytes:
    """A zip archive that holds a symbolic link to a file of the system."""
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return packed.getvalue()


def build_record(
    body: bytes, url: str = WARC_URL, *, kind: str = "response", head: str = "", status: str = "200 OK"
) -> bytes:
    """One record of a web archive, with the answer of the server."""
    if kind == "response":
        head = head or "Content-Type: text/html; charset=utf-8\r\n"
        body = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    about = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-12-06T10:00:00Z\r\n{head}"
    about = about if kind == "resource" else about.removesuffix(head) + "Content-Type: application/http\r\n"
    return f"{about}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
