"""One module a format; what all of them share: how large a file may be, and bytes -> text."""

from __future__ import annotations

import codecs
import re

MEGABYTE = 1_000_000
MAX_FILE_BYTES = 200 * MEGABYTE  # one file, before it is opened
MAX_TEXT_CHARS = 20 * MEGABYTE  # one article's text
MAX_PAGE_CHARS = 10 * MEGABYTE  # one web page's source
MAX_PAGE_TAGS = 60_000  # of a web page's source; a long page of news has some 10,000
MAX_PDF_PAGES = 2_000
MAX_FRONT_MATTER_CHARS = 64_000
MAX_ARCHIVE_FILES = 20_000
MAX_ARCHIVE_BYTES = 2_000 * MEGABYTE  # all files of an archive, unpacked
MAX_ARCHIVE_RATIO = 200  # unpacked : packed; text rarely compresses better than 20 : 1
RATIO_FREE_BYTES = MEGABYTE  # the ratio is not checked below this size
MAX_COLUMNS = 1_000
INSPECTED_ROWS = 200  # rows inspected to recognise a table's columns
INSPECTED_BYTES = 4 * MEGABYTE
MAX_FIELD_CHARS = 500  # a title, source, author or address
MAX_HINT_CHARS = 40
PASSWORD = "It is protected by a password; save a copy without one and add that."  # noqa: S105 - a sentence
_MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (  # signature, name for the user, suffix
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive or an office document", ".zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", ".doc"),
    (b"{\\rtf", "a rich text document", ".rtf"),
    (b"\x89PNG", "a picture", ".png"),
    (b"\xff\xd8\xff", "a picture", ".jpg"),
    (b"GIF8", "a picture", ".gif"),
    (b"\x1f\x8b", "a gzip archive", ".gz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ".7z"),
    (b"Rar!\x1a\x07", "a RAR archive", ".rar"),
    (b"SQLite format 3\x00", "a database", ".db"),
    (b"PAR1", "a Parquet table", ".parquet"),
    (b"bplist00", "a web archive of Safari", ".webarchive"),
)
_SAMPLE = 65_536  # bytes inspected to identify a file
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})  # control bytes that do not occur in text
_MAX_CONTROL = 0.01  # share of a text's bytes; a stray one does not make it binary
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


# Character encodings and file signatures: bytes to text, and whether they are text at all.


def decode_text(data: bytes) -> str:
    """Decode a file's text, without its byte order mark; undecodable bytes become U+FFFD.

    Tries UTF-8, then UTF-16 with or without its mark, then falls back on windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replace_marks(data[len(mark) :].decode(encoding, errors="replace"))
    wide = _guess_wide_encoding(data)
    if wide:
        return _replace_marks(data.decode(wide, errors="replace"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        n_broken = text.count("\ufffd")
        n_whole = sum(character > "\x7f" for character in text) - n_broken
        if n_broken > n_whole:  # not UTF-8 with a broken spot, but another encoding
            text = data.decode("windows-1252", errors="replace")
    return _replace_marks(text)


def is_binary(data: bytes) -> bool:
    """True if the bytes are not text in any encoding."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _guess_wide_encoding(data):
        return False
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL)) > _MAX_CONTROL * len(sample)


def name_kind(data: bytes) -> tuple[str, str]:
    """Identify a file by its signature as ("a PDF", ".pdf"), or as two empty strings."""
    data = data[:1024].lstrip()
    for beginning, kind, suffix in _KINDS:
        if data.startswith(beginning):
            return kind, suffix
    return "", ""


def clean_text(text: str) -> str:
    """Replace what cannot be stored in extracted text: control characters and lone surrogates."""
    return _NOT_TEXT.sub("", text)


def _guess_wide_encoding(data: bytes) -> str:
    """Detect UTF-16 without its mark: in European text every other byte is zero."""
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if second > 0.6 * pairs and first < 0.05 * pairs:
        return "utf-16-le"
    if first > 0.6 * pairs and second < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _replace_marks(text: str) -> str:
    """Replace NUL and lone surrogates, which databases reject, one for one, so that offsets stay valid."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)
