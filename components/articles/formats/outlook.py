"""Outlook messages (.msg): the message as an article, attachments as files of their own.

Streams and properties are those of [MS-OXMSG] and [MS-OXPROPS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from functools import cached_property

from components.articles.formats import MAX_ARCHIVE_FILES, clean_text, decode_text
from components.articles.formats.archives import Packed
from components.articles.formats.compound import Compound
from components.articles.formats.html import decode_page, is_encoding
from components.articles.formats.mail import has_words, open_letter, read_header, read_host_of_address
from components.articles.lines import Part
from components.types import Skipped

_SUBJECT, _HEADERS, _BODY, _HTML = 0x0037, 0x007D, 0x1000, 0x1013
_SENT, _DELIVERED = 0x0039, 0x0E06
_SENDERS = (0x5D01, 0x5D02, 0x0C1F, 0x0065)  # addresses of who sent it, or in whose name
_CODE_PAGES = (0x3FDE, 0x3FFD)  # of the body, of the message
_LONG_NAME, _SHORT_NAME, _MIME, _CONTENT = 0x3707, 0x3704, 0x370E, 0x3701
_WIDE, _NARROW, _BINARY, _STORAGE, _TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040
_PROPERTIES, _ATTACHED = "__properties_version1.0", "__attach_version1.0_"
_HEADER_OF_MESSAGE, _HEADER_WITHIN, _HEADER_OF_ATTACHMENT = 32, 24, 8  # bytes before the table of properties
_ENTRY = struct.Struct("<HHI8s")  # type, number, flags, value
_MAX_DEPTH = 4  # messages within messages
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emz", ".wmz")


class _Properties:
    """The properties of a message or an attachment."""

    def __init__(self, file: Compound, place: tuple[str, ...], header: int) -> None:
        self._file, self._place, self._header = file, place, header

    @cached_property
    def _fixed(self) -> Mapping[tuple[int, int], bytes]:
        table = self._file.read(*self._place, _PROPERTIES)[self._header :]
        table = table[: len(table) // _ENTRY.size * _ENTRY.size]
        return {(number, kind): value for kind, number, _, value in _ENTRY.iter_unpack(table)}

    def read_bytes(self, number: int, kind: int = _BINARY) -> bytes:
        """A property's bytes; empty if there is none."""
        return self._file.read(*self._place, f"__substg1.0_{number:04X}{kind:04X}")

    def read_text(self, number: int) -> str:
        """A property's text; "" if there is none."""
        if wide := self.read_bytes(number, _WIDE):
            return clean_text(wide.decode("utf-16-le", "replace"))
        narrow = self.read_bytes(number, _NARROW)
        charset = self.charset
        return clean_text(narrow.decode(charset, "replace") if charset else decode_text(narrow))

    @cached_property
    def charset(self) -> str:
        """The encoding of the body; "" if it is not said or not known."""
        for number in _CODE_PAGES:
            (page,) = struct.unpack("<I4x", self._fixed.get((number, 0x0003), bytes(8)))
            charset = "utf-8" if page == 65001 else f"cp{page}"
            if page and is_encoding(charset):
                return charset
        return ""

    def read_day(self, number: int) -> str:
        """The day of a point of time as ISO; "" if there is none."""
        (ticks,) = struct.unpack("<Q", self._fixed.get((number, _TIME), bytes(8)))
        try:
            return (_EPOCH + timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else ""
        except OverflowError:
            return ""


def read_outlook(name: str, data: bytes) -> Iterator[Part | Packed | Skipped]:
    """Yield a message's text and its attachments. Raises DatelineError if the file is damaged."""
    yield from _read_message(Compound(data), (), _HEADER_OF_MESSAGE, name, 0)


def _read_message(
    file: Compound, place: tuple[str, ...], header: int, name: str, depth: int
) -> Iterator[Part | Packed | Skipped]:
    properties = _Properties(file, place, header)
    attached = [one for one in file.list_within(*place) if one.startswith(_ATTACHED)]
    opened = open_letter(_read_about(properties), _read_page(properties), properties.read_text(_BODY))
    if not attached or has_words(opened):
        yield Part(name, opened)
    for number, storage in enumerate(attached[:MAX_ARCHIVE_FILES], start=1):
        within = (*place, storage)
        about = _Properties(file, within, _HEADER_OF_ATTACHMENT)
        called = about.read_text(_LONG_NAME) or about.read_text(_SHORT_NAME)
        called = called.replace("/", "_").replace("\\", "_").strip("\0 ")
        inner = f"__substg1.0_{_CONTENT:04X}{_STORAGE:04X}"
        if inner in file.list_within(*within):
            path = f"{name}/{called or f'message {number}'}"
            if depth >= _MAX_DEPTH:
                yield Skipped(path, "It is packed too deep within other messages; save it on its own and add that.")
            elif _PROPERTIES in file.list_within(*within, inner):
                yield from _read_message(file, (*within, inner), _HEADER_WITHIN, path, depth + 1)
        elif not (about.read_text(_MIME).startswith("image/") or called.lower().endswith(_PICTURES)):
            yield Packed(f"{name}/{called or f'attachment {number}'}", about.read_bytes(_CONTENT))


def _read_about(properties: _Properties) -> dict[str, str]:
    """The title, date and source: what the headers of a message that was sent say, else its properties."""
    headers = message_from_string(properties.read_text(_HEADERS).lstrip(), policy=policy.default)
    senders = (read_header(headers, "From"), *(properties.read_text(number) for number in _SENDERS))
    return {
        "title": properties.read_text(_SUBJECT),
        "date": read_header(headers, "Date") or properties.read_day(_SENT) or properties.read_day(_DELIVERED),
        "source": next((host for one in senders if (host := read_host_of_address(one))), ""),
    }


def _read_page(properties: _Properties) -> str:
    """The message as a web page; "" if it is only text."""
    page = properties.read_bytes(_HTML)
    return clean_text(decode_page(page, properties.charset)) if page else properties.read_text(_HTML)
