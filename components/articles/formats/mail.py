"""Mail (.eml, .mbox) and pages saved as mail (.mhtml): the message as an article, attachments as files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import Any

from components.articles.drafts import Draft, build_address, build_draft
from components.articles.formats import MAX_ARCHIVE_FILES, clean_text, decode_text
from components.articles.formats.archives import Packed
from components.articles.formats.forwarded import find_alerts, find_forwarded
from components.articles.formats.html import decode_page, extract_page, is_encoding, read_page_lines, strip_tags
from components.articles.formats.text import open_text
from components.articles.lines import Opened, Part, join_body, split_lines
from components.types import DatelineError, Skipped

_START = re.compile(rb"(?:\A|\n\r?\n)From [^\r\n]{1,300}\r?\n(?=[A-Za-z][\w-]{0,60}: )")  # of a message in a mailbox
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s*)+", re.IGNORECASE)
_ASSUMED = frozenset({"", "utf-8", "us-ascii", "iso-8859-1"})  # often named wrongly; the bytes say better
_FURNITURE = re.compile(
    r"\b(?:unsubscribe|(?:view|read)[\w ]{0,30} in (?:your )?browser|(?:manage|update)[\w ]{0,20} preferences|"
    r"forward to a friend|you(?:'re|’re| are) receiving this|privacy policy|all rights reserved)\b",
    re.IGNORECASE,
)
_FURNITURE_CHARS = 250  # of a paragraph that is no story
_MAX_PARTS = 1_000  # of one message
_BAR = re.compile(r"^\|", re.MULTILINE)  # the page reader takes a table that only places things for one of data
_FEWEST_KEPT = 0.5  # share of a newsletter's words that the page reader must find; else all of its words are taken
_NO_MESSAGE = "This is not a mail message that Dateline can read; save it as .eml in your mail program."


def read_mail(name: str, data: bytes) -> Iterator[Part | Packed | Skipped]:
    """Yield a message's text and its attachments. Raises DatelineError if it is no message."""
    message = _parse(data)
    if not message.keys():
        raise DatelineError(_NO_MESSAGE)
    yield from _read_message(name, message)


def read_mailbox(name: str, data: bytes) -> Iterator[Part | Packed | Skipped]:
    """Yield the texts and attachments of a mailbox's messages. Raises DatelineError if there are none."""
    starts = [match.end() for match in _START.finditer(data)]
    if not starts:
        raise DatelineError("There are no messages in this mailbox; export it as .mbox from your mail program.")
    ends = [match.start() for match in _START.finditer(data)][1:]
    for number, (start, end) in enumerate(zip(starts, [*ends, len(data)], strict=True), start=1):
        yield from _read_message(f"{name}#{number}", _parse(data[start:end].replace(b"\n>From ", b"\nFrom ")))


def open_saved_page(data: bytes) -> Opened:
    """Open a page saved as .mhtml. Raises DatelineError if there is no page in it."""
    message = _parse(data)
    page = next((part for part in _walk(message) if part.get_content_type() == "text/html"), None)
    if page is None:
        raise DatelineError("There is no page in this file; save it again in your browser.")
    source = _decode(page, is_page=True)
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    return Opened(source, lambda: read_page_lines(source), lambda: _add_address(extract_page(source), url))


def _add_address(draft: Draft, url: str) -> Draft:
    return draft if draft.url or not url.startswith("http") else replace(draft, url=url)


def _parse(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def _walk(message: Message[Any, Any]) -> Iterator[EmailMessage]:
    """The parts of a message, without those of a message attached to it."""
    waiting: list[Any] = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield part
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting.extend(reversed(part.get_payload()))


def _read_message(name: str, message: EmailMessage) -> Iterator[Part | Packed | Skipped]:
    pages: list[EmailMessage] = []
    texts: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    for part in _walk(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or (_name(part) and not kind.startswith("image/")):
            attached.append(part)
        elif kind == "text/html":
            pages.append(part)
        elif kind == "text/plain":
            texts.append(part)
        elif kind == "message/rfc822":
            attached.append(part)
    opened = _open_message(message, pages, texts)
    alerts = list(find_alerts(opened.text))
    yield from (build_address(f"{name}#{number}", alert) for number, alert in enumerate(alerts, start=1))
    if not alerts and (not attached or has_words(opened)):
        yield Part(name, opened)
    for number, part in enumerate(attached[:MAX_ARCHIVE_FILES], start=1):
        if part.get_content_type() == "message/rfc822":
            inner: Any = part.get_payload()
            content = inner[0].as_bytes() if isinstance(inner, list) and inner else b""
            yield Packed(f"{name}/{_name(part) or f'message {number}'}.eml", content)
        elif not part.get_content_type().startswith("image/"):
            yield Packed(f"{name}/{_name(part) or f'attachment {number}'}", _payload(part))


def _open_message(message: EmailMessage, pages: list[EmailMessage], texts: list[EmailMessage]) -> Opened:
    about = {
        "title": read_header(message, "Subject"),
        "date": read_header(message, "Date"),
        "source": read_host_of_address(read_header(message, "From")),
    }
    source = "\n".join(_decode(part, is_page=True) for part in pages)
    return open_letter(about, source, "\n\n".join(_decode(part) for part in texts))


def open_letter(about: Mapping[str, str], source: str, text: str) -> Opened:
    """A message's page, or its text where it has none, and how it is read as one article."""
    subject, about = about["title"], {**about, "title": _PREFIX.sub("", about["title"])}
    forwarded = find_forwarded(strip_tags(source) if source else text, subject)
    if forwarded is not None:
        inner, body = forwarded
        inner["title"] = _PREFIX.sub("", inner["title"])
        about |= {field: value for field, value in inner.items() if value}
        opened = open_text(_drop_furniture(body).encode())
        return replace(opened, read=lambda: build_draft(join_body(split_lines(opened.text)), about))
    if source:
        return Opened(source, lambda: read_page_lines(source), lambda: build_draft(_read_newsletter(source), about))
    opened = open_text(text.encode())
    return replace(opened, read=lambda: build_draft(join_body(split_lines(opened.text)), about))


def has_words(opened: Opened) -> bool:
    """True if a message says something itself, beside its attachments."""
    return any(character.isalpha() for character in strip_tags(opened.text) or opened.text)


def _read_newsletter(source: str) -> str:
    """The text of a newsletter: what the page reader finds, or all of it where it finds too little."""
    whole = _drop_furniture(strip_tags(source))
    try:
        found = _drop_furniture(extract_page(source).text)
    except DatelineError:
        return whole
    is_whole = len(found.split()) >= _FEWEST_KEPT * len(whole.split()) and not _BAR.search(found)
    return found if is_whole else whole


def _drop_furniture(text: str) -> str:
    blocks = text.split("\n\n")
    return "\n\n".join(one for one in blocks if len(one) > _FURNITURE_CHARS or not _FURNITURE.search(one))


def read_host_of_address(written: str) -> str:
    """The host of the first mail address: "gazette.example" of "The Gazette <news@gazette.example>"."""
    (_, address), *_ = getaddresses([written]) or [("", "")]
    return address.rpartition("@")[2].lower() if "@" in address else ""


def read_header(message: EmailMessage, name: str) -> str:
    """A header's value on one line; "" if there is none that can be read."""
    try:
        return clean_text(" ".join(str(message.get(name, "")).split()))
    except (ValueError, IndexError, AttributeError, TypeError):  # the standard library stumbles over broken headers
        return ""


def _name(part: EmailMessage) -> str:
    try:
        return clean_text(part.get_filename() or "").replace("/", "_").replace("\\", "_")
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _payload(part: EmailMessage) -> bytes:
    payload: Any = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode(part: EmailMessage, *, is_page: bool = False) -> str:
    """A part's text, in the character set that it names if that can be read."""
    data = _payload(part)
    charset = str(part.get_content_charset() or "")
    if is_page:
        return clean_text(decode_page(data, charset if charset not in _ASSUMED else ""))
    if charset not in _ASSUMED and is_encoding(charset):
        return clean_text(data.decode(charset, "replace"))
    return clean_text(decode_text(data))
