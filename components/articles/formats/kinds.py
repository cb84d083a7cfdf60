"""Which kinds of file are read, and what a file is by its name and first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from components.articles.formats import MAX_FILE_BYTES, MEGABYTE, PASSWORD, is_binary, name_kind
from components.articles.formats.archives import name_package
from components.articles.formats.compound import COMPOUND, PROTECTED, name_compound
from components.articles.formats.warc import GZIP, WARC
from components.types import DatelineError

_ARCHIVE = ".zip"
TEXT_SUFFIXES = (
    ".txt", ".md", ".html", ".htm", ".mhtml", ".mht", ".eml", ".mbox", ".xml", ".rss", ".atom", ".sgm", ".sgml", ".csv",
    ".tsv", ".jsonl", ".json", ".ris", ".enw", ".nbib", ".bib",
)  # fmt: skip
GZIPPED = (".txt", ".csv", ".tsv", ".json", ".jsonl", ".xml")  # read as "news.json.gz" too
_BEGINNINGS = {
    ".pdf": (b"%PDF-", "PDF"),
    ".docx": (b"PK", "Word document"),
    ".zip": (b"PK", "zip archive"),
    ".rtf": (b"{\\rtf", "rich text document"),
    ".xlsx": (b"PK", "Excel workbook"),
    ".pptx": (b"PK", "PowerPoint presentation"),
    ".odt": (b"PK", "OpenDocument text"),
    ".ods": (b"PK", "OpenDocument table"),
    ".epub": (b"PK", "e-book"),
    ".xls": (COMPOUND, "Excel workbook"),
    ".msg": (COMPOUND, "Outlook message"),
    ".warc": (WARC, "web archive"),
    ".warc.gz": (GZIP, "web archive"),
    **{f"{suffix}.gz": (GZIP, "gzip archive") for suffix in GZIPPED},
}
READABLE_SUFFIXES = (*TEXT_SUFFIXES, *_BEGINNINGS)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:\{\s{0,99}\"|\[\s{0,99}\{)")
_PAGE = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_START = 4_096
TOO_LARGE = f"It is larger than {MAX_FILE_BYTES // MEGABYTE} MB; add it in smaller parts."
_KINDS = (
    "text, Markdown, web pages, PDF, Word, rich text, OpenDocument, PowerPoint, e-books, mail, feeds, web "
    "archives, tables (CSV, JSON, Excel), lists of references (RIS, BibTeX) and zip archives of these"
)


def check_kind(name: str, data: bytes) -> str:
    """The suffix whose reader fits. Raises DatelineError if a file is empty, too large or wrongly named."""
    suffix = read_suffix(name)
    if suffix not in READABLE_SUFFIXES:
        raise DatelineError(f"Dateline does not read files of this kind. It reads {_KINDS}.")
    if not data.strip():
        raise DatelineError("The file is empty.")
    if len(data) > MAX_FILE_BYTES:
        raise DatelineError(TOO_LARGE)
    kind, right = name_kind(data)
    if data.startswith(COMPOUND):
        kind, right = name_compound(data)
        if right == PROTECTED:
            raise DatelineError(PASSWORD)
    if suffix in TEXT_SUFFIXES:
        if kind:
            hint = f"rename it to end in {right} and add it again" if right in READABLE_SUFFIXES else "save it as text"
            raise DatelineError(f"It is called {suffix} but is {kind}; {hint}.")
        if suffix in (".csv", ".tsv") and _JSON.match(data):
            raise DatelineError(f"It is called {suffix} but is JSON; rename it to end in .json and add it again.")
        if is_binary(data) and not (suffix in (".html", ".htm") and _PAGE.search(data.replace(b"\0", b"")[:_START])):
            raise DatelineError(f"It is called {suffix} but holds no text; only files with text in them can be read.")
    elif suffix != _ARCHIVE and right == ".zip" and (packed := name_package(data, suffix))[1] != suffix:
        raise DatelineError(
            f"It is called {suffix} but is {packed[0]}; rename it to end in {packed[1]} and add it again."
        )
    elif right in (".xls", ".msg") and right != suffix:
        raise DatelineError(f"It is called {suffix} but is {kind}; rename it to end in {right} and add it again.")
    elif _BEGINNINGS[suffix][0] not in data[:1024] or (data.startswith(COMPOUND) and right != suffix):
        if suffix in (".docx", ".xlsx", ".pptx", ".xls") and data.startswith(COMPOUND):
            better = f"{suffix.removesuffix('x')}x"
            raise DatelineError(
                f"It is an old or a protected Office document; save it as {better} without a password and add that."
            )
        if suffix == ".xls":  # programs call tables of all kinds so, because Excel opens them
            raise DatelineError(
                "It is called .xls but is no Excel workbook; open it in a spreadsheet program, save it as .xlsx and "
                "add that."
            )
        raise DatelineError(
            f"It is called {suffix} but is {kind or f'no {_BEGINNINGS[suffix][1]}'}; it may be damaged."
        )
    return suffix


def read_suffix(name: str) -> str:
    """A file's suffix, the longer one where two fit: ".warc.gz"."""
    path = PurePosixPath(name.replace("\\", "/").lower())
    both = "".join(path.suffixes[-2:])
    return both if both in READABLE_SUFFIXES else path.suffix
