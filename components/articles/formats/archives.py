"""Zip archives, and gzip archives of one file: lists and unpacks their files within size limits."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from components.articles.formats import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_FILES,
    MAX_ARCHIVE_RATIO,
    MAX_FILE_BYTES,
    MEGABYTE,
    PASSWORD,
    RATIO_FREE_BYTES,
)
from components.articles.formats.saved_pages import find_page_parts
from components.types import DatelineError, Skipped

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_CHUNK = MEGABYTE
_PACKAGES = (  # a file in it, or its declared type; its name for the user; its suffix
    ("word/document.xml", "a Word document", ".docx"),
    ("xl/workbook.xml", "an Excel workbook", ".xlsx"),
    ("ppt/presentation.xml", "a PowerPoint presentation", ".pptx"),
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text", ".odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument table", ".ods"),
    ("application/epub+zip", "an e-book", ".epub"),
)
_HEADER_BYTES = 30  # least size of an entry's own header (APPNOTE.TXT, 4.3.7)


@dataclass(frozen=True, slots=True)
class Packed:
    """One file in an archive."""

    path: str
    data: bytes


def read_archive(name: str, data: bytes) -> Iterator[Packed | Skipped]:
    """Yield the visible files of a zip archive. Raises DatelineError if it cannot be opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise DatelineError("This zip archive is damaged; zip it again and add that.") from error
    with archive:
        parts = find_page_parts(archive.namelist())
        entries = [
            entry
            for entry in archive.infolist()
            if not entry.is_dir() and not is_hidden(entry.filename) and entry.filename not in parts
        ]
        if not entries:
            raise DatelineError("There are no files in this zip archive.")
        _check_whole(archive.infolist(), len(data))
        left = MAX_ARCHIVE_BYTES
        for entry in entries[:MAX_ARCHIVE_FILES]:
            path = f"{name}/{build_inner_path(entry)}"
            try:
                content = _read_entry(archive, entry, left)
            except DatelineError as error:
                yield Skipped(path, str(error))
                continue
            left -= len(content)
            yield Packed(path, content)
        if len(entries) > MAX_ARCHIVE_FILES:
            n_left = len(entries) - MAX_ARCHIVE_FILES
            yield Skipped(name, f"It holds more than {MAX_ARCHIVE_FILES} files; the last {n_left} were not read.")


def read_gzip(name: str, data: bytes) -> Iterator[Packed | Skipped]:
    """Yield the one file in a gzip archive: "news.json.gz". Raises DatelineError if it cannot be unpacked."""
    limit = min(MAX_FILE_BYTES, max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * len(data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(limit + 1)
    except (EOFError, OSError, zlib.error, ValueError) as error:
        raise DatelineError("This gzip archive is damaged; pack it again and add that.") from error
    if len(content) > limit:
        raise DatelineError("It unpacks to far more than its size allows, so it was not read.")
    inner = name.replace("\\", "/").rpartition("/")[2][: -len(".gz")]
    yield Packed(f"{name}/{inner}", content)


def name_package(data: bytes, suffix: str) -> tuple[str, str]:
    """What a file that is packed as a zip archive is, by what it holds: ("an Excel workbook", ".xlsx").

    A damaged one is what its suffix says.
    """
    with suppress(zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
        for name, described, suffix in _PACKAGES:
            if name in names or name.encode() == kind.strip():
                return described, suffix
        return "a zip archive", ".zip"
    return "a damaged document", suffix


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
        raise DatelineError(PASSWORD)
    if unpacked > MAX_FILE_BYTES or unpacked > max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * len(data)):
        raise DatelineError("It unpacks to far more than any document would hold, so it was not opened.")


def is_hidden(path: str) -> bool:
    """True for files that operating systems leave in folders: .DS_Store, __MACOSX/…"""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) or (
        bool(parts) and parts[-1].lower() in _SYSTEM_FILES
    )


def build_inner_path(entry: zipfile.ZipInfo) -> str:
    """A readable path for an archive entry, stripped of anything that would leave the archive."""
    path = entry.filename
    if not entry.flag_bits & 0x800:  # macOS writes UTF-8 names without setting the flag
        with suppress(UnicodeEncodeError, UnicodeDecodeError):
            path = path.encode("cp437").decode("utf-8")
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if parts and parts[0].endswith(":"):
        parts = parts[1:]
    return "/".join(parts) or "unnamed"


def _check_whole(entries: Sequence[zipfile.ZipInfo], n_bytes: int) -> None:
    """Raise DatelineError for an archive that would unpack to far more than it holds.

    Two entries of an honest archive never share bytes (Fifield, "A better zip bomb", 2019).
    """
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise DatelineError("Files in this zip archive lie over one another, so it was not opened.")
        end = entry.header_offset + _HEADER_BYTES + entry.compress_size
    sizes = (entry.file_size for entry in entries if entry.file_size <= _allow(entry))  # larger ones are refused singly
    if sum(sizes) > max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * n_bytes):
        raise DatelineError("This zip archive unpacks to far more than its size allows, so it was not opened.")


def _allow(entry: zipfile.ZipInfo) -> int:
    return max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * entry.compress_size)


def _check_name(entry: zipfile.ZipInfo) -> None:
    """Raise DatelineError for an entry that points out of the archive."""
    path = entry.filename.replace("\\", "/")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise DatelineError("It is a link to another file, which is not followed.")
    if ".." in path.split("/") or path.startswith("/") or path[1:2] == ":":
        raise DatelineError("Its name leads out of the archive, so it was not opened.")


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Unpack an entry, counting bytes on the way: the size declared in the archive may be false."""
    _check_name(entry)
    if entry.flag_bits & 1:
        raise DatelineError("It is protected by a password; pack it without one and add that.")
    limit = min(MAX_FILE_BYTES, left)
    too_large = f"It unpacks to more than {MAX_FILE_BYTES // MEGABYTE} MB, or the archive to more than " + (
        f"{MAX_ARCHIVE_BYTES // MEGABYTE} MB; add it in smaller parts."
    )
    allowed = _allow(entry)
    if entry.file_size > limit:
        raise DatelineError(too_large)
    if entry.file_size > allowed:
        raise DatelineError("It unpacks to far more than its size allows, so it was not opened.")
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > min(limit, allowed):
                    raise DatelineError(too_large)
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise DatelineError("It is damaged in the archive; zip it again and add that.") from error
    return b"".join(chunks)
