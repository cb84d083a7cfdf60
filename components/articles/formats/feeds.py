"""RSS, Atom and JSON feeds: their entries with what they say of an article, and its text where they carry it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from components.articles.drafts import Draft, read_host
from components.articles.formats import decode_text
from components.articles.formats.html import strip_tags
from components.types import DatelineError

MAX_ENTRIES = 5_000
_FEWEST_WORDS = 20  # of an entry's content that is taken for the whole article
_FEWEST_SUMMARY_WORDS = 150  # of an entry's summary that is; most summaries are teasers
_CUT = re.compile(r"(?:\.{3}|…|\[…\]|\[\.{3}\]|read more|continue reading)\W*$", re.IGNORECASE)
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:RDF")
_START = 2_048


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `draft.text` is empty where the feed has a teaser only."""

    key: str  # the feed's own id of the entry, or its address
    draft: Draft


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's name and its entries, in its order."""

    title: str
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """True if these bytes begin like a feed."""
    start = data[:_START].lstrip()
    if start.startswith(b"{"):
        return b"jsonfeed.org/version" in start
    return start.startswith(b"<") and any(root in start for root in _FEED_ROOTS)


def read_feed(data: bytes, url: str = "") -> Feed:
    """The entries of a feed. Raises DatelineError if it is none."""
    return _read_json(data, url) if data.lstrip()[:1] == b"{" else _read_xml(data, url)


def _read_xml(data: bytes, url: str) -> Feed:
    import feedparser

    # A file-like object: the library would fetch text that looks like an address, or open a file of that name.
    parsed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=True)
    if not parsed.get("version"):
        raise DatelineError("This is not a feed that Dateline can read.")
    title = str(parsed.feed.get("title", ""))
    language = str(parsed.feed.get("language", ""))
    return Feed(title, tuple(_build_entry(entry, title, language, url) for entry in parsed.entries[:MAX_ENTRIES]))


def _build_entry(entry: Mapping[str, Any], title: str, language: str, url: str) -> Entry:
    link = _join(url, str(entry.get("link", "")))
    contents = [strip_tags(str(one.get("value", ""))) for one in entry.get("content", [])]
    text = _choose_text(max(contents, key=len, default=""), strip_tags(str(entry.get("summary", ""))))
    source = entry.get("source") or {}
    return Entry(
        key=str(entry.get("id") or link),
        draft=Draft(
            text=text,
            title=strip_tags(str(entry.get("title", ""))),
            date=str(entry.get("published") or entry.get("updated") or ""),
            source=str(source.get("title", "")) or title or read_host(link),
            author=str(entry.get("author", "")),
            url=link,
            section=next((str(tag.get("term") or "") for tag in entry.get("tags", [])), ""),
            language=language,
        ),
    )


def _read_json(data: bytes, url: str) -> Feed:
    try:
        whole = json.loads(decode_text(data))
    except (ValueError, RecursionError) as error:
        raise DatelineError("This is not a feed that Dateline can read.") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        raise DatelineError("This is not a feed that Dateline can read.")
    title = _words(whole.get("title"))
    items = [item for item in whole["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    return Feed(title, tuple(_build_json_entry(item, title, _words(whole.get("language")), url) for item in items))


def _build_json_entry(item: Mapping[str, Any], title: str, language: str, url: str) -> Entry:
    """An item by jsonfeed.org, versions 1 and 1.1."""
    link = _join(url, _words(item.get("url")))
    content = _words(item.get("content_text")).strip() or strip_tags(_words(item.get("content_html")))
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    tags = item["tags"] if isinstance(item.get("tags"), list) else []
    names = [_words(one.get("name")) for one in authors or [] if isinstance(one, dict)]
    return Entry(
        key=_words(item.get("id")) or link,
        draft=Draft(
            text=_choose_text(content, _words(item.get("summary"))),
            title=_words(item.get("title")),
            date=_words(item.get("date_published")) or _words(item.get("date_modified")),
            source=title or read_host(link),
            author=", ".join(filter(None, names)),
            url=link,
            section=next(map(_words, tags), ""),
            language=_words(item.get("language")) or language,
        ),
    )


def _choose_text(content: str, summary: str) -> str:
    """The whole article among an entry's texts, or ""."""
    for text, fewest in ((content, _FEWEST_WORDS), (summary, _FEWEST_SUMMARY_WORDS)):
        if len(text.split()) >= fewest and not _CUT.search(text[-40:]):
            return text
    return ""


def _words(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _join(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return ""
