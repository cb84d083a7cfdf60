"""Web archives (.warc, .warc.gz): each page that a server sent as an article (ISO 28500:2017; RFC 9112 for its body).

The records are read here, each within limits, since the lines and packed bodies of a hostile archive have no end.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from components.articles.drafts import Draft, read_host
from components.articles.formats import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_FILES,
    MAX_ARCHIVE_RATIO,
    MAX_FILE_BYTES,
    RATIO_FREE_BYTES,
    is_binary,
)
from components.articles.formats.archives import Packed
from components.articles.formats.html import decode_page, read_page_lines
from components.articles.lines import Opened, Part
from components.types import DatelineError, Skipped

GZIP = b"\x1f\x8b"
WARC = b"WARC/"
_KINDS = ("response", "resource")  # records that hold what lies at an address
_MAX_LINE = 16_384
_MAX_LINES = 200  # of a record's header
_Stream = gzip.GzipFile | io.BytesIO
_CHUNK = 1_000_000
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}\"?([\w.:-]{2,40})", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")
_PDF = "application/pdf"
_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}")
_CUT = "The archive ends too early or is damaged; what stands before is read."
_TOO_MUCH = "This web archive unpacks to far more than its size allows, so the rest was not read."


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of a page or a PDF: the address, the day on which it was taken, and what lay there."""

    url: str
    day: str
    kind: str  # media type
    charset: str
    data: bytes


def read_web_archive(name: str, data: bytes) -> Iterator[Part | Packed | Skipped]:
    """Yield the pages and PDFs of a web archive. Raises DatelineError if there are none."""
    n_read = 0
    stream: _Stream = io.BytesIO(data)
    if data.startswith(GZIP):
        stream = gzip.GzipFile(fileobj=stream)
    try:
        for record in _read_records(stream, _limit(len(data))):
            if n_read == MAX_ARCHIVE_FILES:
                yield Skipped(name, f"It holds more than {MAX_ARCHIVE_FILES} pages; the rest was not read.")
                return
            n_read += 1
            yield _open_record(f"{name}/{record.url}", record)
    except (ValueError, EOFError, OSError, zlib.error) as error:
        if not n_read:
            raise DatelineError("This web archive is damaged; save it again and add that.") from error
        yield Skipped(name, _CUT)
    except DatelineError as error:
        if not n_read:
            raise
        yield Skipped(name, str(error))
    if not n_read:
        raise DatelineError("There are no web pages in this archive.")


def _limit(n_bytes: int) -> int:
    return min(MAX_ARCHIVE_BYTES, max(RATIO_FREE_BYTES, MAX_ARCHIVE_RATIO * n_bytes))


def _open_record(path: str, record: _Record) -> Part | Packed | Skipped:
    if record.kind == _PDF:
        return Packed(path if path.lower().endswith(".pdf") else f"{path}.pdf", record.data)
    if is_binary(record.data):
        return Skipped(path, "This page is packed in a way that Dateline does not read; save it in your browser.")
    source = decode_page(record.data, record.charset)
    return Part(path, Opened(source, lambda: read_page_lines(source), lambda: _read_draft(source, record)))


def _read_draft(source: str, record: _Record) -> Draft:
    """A page as one article; the day on which it was taken only suggests its date."""
    from components.articles.fetching.pages import extract_article

    draft = extract_article(source, record.url)
    return replace(draft, date_guess=draft.date_guess or record.day)


def _read_records(stream: _Stream, limit: int) -> Iterator[_Record]:
    """The records of pages and PDFs. Raises ValueError where the archive is damaged, DatelineError beyond the limit."""
    while header := _read_header(stream):
        n_bytes = int(header.get("content-length", ""))
        if n_bytes < 0:
            raise ValueError("a record of no possible length")
        if stream.tell() + n_bytes > limit:
            raise DatelineError(_TOO_MUCH)
        is_kept = header.get("warc-type") in _KINDS and n_bytes <= MAX_FILE_BYTES
        body = _read_exactly(stream, n_bytes, keep=is_kept)
        if is_kept and (record := _read_record(header, body)):
            yield record


def _read_header(stream: _Stream) -> Mapping[str, str]:
    """The fields of the next record; empty at the end. Raises ValueError if there is no record."""
    line = stream.readline(_MAX_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_MAX_LINE)
    if not line:
        return {}
    if not line.startswith(WARC):
        raise ValueError("no record")
    lines = list[bytes]()
    while len(lines) < _MAX_LINES and (line := stream.readline(_MAX_LINE)).strip():
        lines.append(line)
    return {"warc-type": "", **_parse_fields(b"".join(lines))}


def _parse_fields(lines: bytes) -> dict[str, str]:
    pairs = (line.split(b":", 1) for line in lines.splitlines() if b":" in line)
    return {name.strip().lower().decode("latin-1"): value.strip().decode("utf-8", "replace") for name, value in pairs}


def _read_exactly(stream: _Stream, n_bytes: int, *, keep: bool) -> bytes:
    """A record's content, or nothing of it. Raises ValueError if the archive ends before."""
    pieces: list[bytes] = []
    while n_bytes:
        piece = stream.read(min(n_bytes, _CHUNK))
        if not piece:
            raise ValueError("the archive ends within a record")
        n_bytes -= len(piece)
        if keep:
            pieces.append(piece)
    return b"".join(pieces)


def _read_record(header: Mapping[str, str], body: bytes) -> _Record | None:
    """What lay at the address; None if it is no page and no PDF, or the server answered with something else."""
    fields = header
    if header["warc-type"] == "response":
        status, end = _STATUS.match(body), _HEAD_END.search(body, 0, _MAX_LINE * 4)
        if status is None or status[1] != b"200" or end is None:
            return None
        fields = _parse_fields(body[: end.start()])
        body = body[end.end() :]
    media = fields.get("content-type", "")
    kind = media.partition(";")[0].strip().lower()
    url = header.get("warc-target-uri", "").strip("<>")
    if kind not in (*_HTML, _PDF) or not (url.startswith("http") and read_host(url)):
        return None
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = _join_chunks(body)
    body = _unpack(body, fields.get("content-encoding", "").lower())
    charset = _CHARSET.search(media)
    day = header.get("warc-date", "")[:10]
    return _Record(url, day, kind, charset[1].lower() if charset else "", body) if body.strip() else None


def _join_chunks(body: bytes) -> bytes:
    """The chunks of a body in one; a body that is none of chunks, since many programs join them, as it is."""
    at, pieces = 0, list[bytes]()
    while size := _SIZE.match(body, at):
        start, length = body.find(b"\n", size.end(), size.end() + _MAX_LINE) + 1, int(size[0], 16)
        if not start or start + length > len(body):
            break
        if not length:
            return b"".join(pieces)
        pieces.append(body[start : start + length])
        at = start + length
        while body[at : at + 1] in (b"\r", b"\n"):
            at += 1
    return b"".join(pieces) if pieces and at >= len(body) else body


def _unpack(body: bytes, encoding: str) -> bytes:
    """A packed body unpacked; one that is not packed, since many programs unpack it, as it is."""
    tried: Mapping[str, tuple[int, ...]] = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
    for window in tried.get(encoding, ()):
        unpacker = zlib.decompressobj(window)
        with suppress(zlib.error):
            return unpacker.decompress(body, _limit(len(body)))
    return body
