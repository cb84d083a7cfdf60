"""Web pages: article text and metadata, extracted from saved HTML."""

from __future__ import annotations

import codecs
import html
import json
import logging
import re
from typing import Any

from components.articles.drafts import Draft, drop_title
from components.articles.formats import MAX_PAGE_CHARS, MAX_PAGE_TAGS, MEGABYTE, clean_text, decode_text
from components.articles.formats.page_dates import META, START_CHARS, read_page_date
from components.articles.lines import RULE, Line, Opened, clean_line
from components.types import DatelineError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_EMBEDDED = re.compile(r"data:[\w/+.-]{0,80};base64,[\w+/=%-]*")  # inlined pictures and fonts
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2})(?![A-Za-z])", re.IGNORECASE)
_HEAD_BYTES = 4_096
_SECTION = re.compile(r"[\"'](?:og:)?(?:article:section|parsely-section|sailthru\.section)[\"']", re.IGNORECASE)
_SECTION_NAME = re.compile(r"\bcontent\s{0,9}=\s{0,9}(?:\"([^\"]{1,80})\"|'([^']{1,80})')", re.IGNORECASE)
_SECTION_DATA = re.compile(
    r"\"articleSection\"\s{0,9}:\s{0,9}\[?\s{0,9}(\"(?:[^\"\\]|\\.){1,80}\")"
)  # schema.org, in JSON
_DATE_SEARCH = {"extensive_search": True, "original_date": True}  # F1 0.949 on 1,000 pages
_RELABELLED = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # browsers do the same
_NO_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
_BLOCK_TAGS = frozenset({
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "article", "section", "table", "ul",
    "ol",
})  # fmt: skip
_SILENT_TAGS = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "footer", "button", "svg", "iframe",
})  # fmt: skip

_BREAK = "\0"  # block separator while collecting
_CELL_TAGS = frozenset({"td", "th", "dt"})
_SILENT_IN_LINES = frozenset({"script", "style", "noscript", "template", "head", "button", "svg", "iframe"})
_MAX_STYLE_NAMES = 40  # tags, classes and ids noted for a line


def open_page(data: bytes) -> Opened:
    """Open a web page from bytes, fetching nothing."""
    source = decode_page(data)
    return Opened(source, lambda: read_page_lines(source), lambda: extract_page(source))


def decode_page(data: bytes, charset: str = "") -> str:
    """Decode a page: UTF-8 if valid, else the encoding its server or it declares, relabelled as browsers do."""
    named = _CHARSET.search(data[:_HEAD_BYTES])
    charset = charset or (named[1].decode("ascii", "replace").lower() if named else "")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if charset not in _RELABELLED and not charset.startswith("utf") and is_encoding(charset):
        return data.decode(charset, errors="replace")
    return decode_text(data)


def is_encoding(charset: str) -> bool:
    """True for an encoding of text; Python also calls the forms of host names and of its own source code encodings."""
    try:
        found = codecs.lookup(charset)
        return found.name not in _NO_ENCODINGS and isinstance("".encode(found.name), bytes)
    except LookupError:
        return False


def extract_page(source: str) -> Draft:
    """Extract the story and its metadata. Raises DatelineError if there is no article."""
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they warn about every irregular page
    source = _EMBEDDED.sub("", source)
    if len(source) > MAX_PAGE_CHARS:
        limit = f"{MAX_PAGE_CHARS // MEGABYTE} million characters"
        raise DatelineError(f"The page is longer than {limit}; save its text alone and add that.")
    if source.count("<") > MAX_PAGE_TAGS:
        raise DatelineError("The page is built of too many parts to be one article; save its text alone and add that.")
    source = _XML_DECLARATION.sub("", clean_text(source), count=1)
    # Parsed here, because the libraries would fetch a string that looks like an address.
    is_page = _PAGE.search(source, 0, _HEAD_BYTES)
    tree = trafilatura.load_html(source if is_page else f"<html><body>{source}</body></html>")
    page: Any = None
    if tree is not None:
        page = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE_SEARCH)
        )
    if page is None or not (page.text or "").strip():
        text = strip_tags(source)
        if not text:
            raise DatelineError("No article was found in this web page.")
        return Draft(text=text, language=_read_language(source))
    title = page.title or ""
    written, origin, guess = read_page_date(page.date or "", page.url or "", source, strip_tags)
    return Draft(
        text=_join_blocks(page.text, title),
        title=title,
        date=written,
        date_origin=origin,
        date_guess=guess,
        source=page.sitename or page.hostname or "",
        author=(page.author or "").replace("; ", ", "),
        url=page.url or "",
        section=_read_section(source),
        language=page.language or _read_language(source),
    )


def strip_tags(source: str) -> str:
    """The text of an HTML fragment, with blank lines between blocks."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(source)
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_silent, is_block = element.tag in _SILENT_TAGS, element.tag in _BLOCK_TAGS
        if event == "start":
            silent += is_silent
            text = element.text
        else:
            silent -= is_silent
            text = element.tail if element is not tree else ""
        if is_block:
            pieces.append(_BREAK)
        if text and not silent:
            pieces.append(text)
    blocks = (" ".join(block.split()) for block in "".join(pieces).split(_BREAK))
    return "\n\n".join(block for block in blocks if block)


def read_page_lines(source: str) -> list[Line]:
    """The lines of all blocks of a page, with the tags, classes and ids opened since the line before."""
    from lxml import etree, html

    source = _XML_DECLARATION.sub("", clean_text(_EMBEDDED.sub("", source)), count=1)
    if len(source) > MAX_PAGE_CHARS or not source.strip():
        return []
    try:
        tree = html.fromstring(source)
    except (etree.ParserError, ValueError):
        return []
    lines: list[Line] = []
    pieces: list[str] = []
    style: list[str] = []
    silent = preserved = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCK_TAGS or tag == "hr":
            if tag == "br":
                pieces.append(_BREAK if event == "start" else "")
            else:
                _close_block(lines, pieces, style)
                if tag == "hr" and event == "start":
                    lines += [Line(RULE), Line("")]
        if event == "start":
            silent += tag in _SILENT_IN_LINES
            preserved += tag == "pre"
            text = element.text
            if len(style) < _MAX_STYLE_NAMES:
                style += [tag, *element.get("class", "").split(), element.get("id", ""), element.get("name", "")]
        else:
            silent -= tag in _SILENT_IN_LINES and event == "end"
            preserved -= tag == "pre" and event == "end"
            if tag in _CELL_TAGS:
                pieces.append("\t")
            text = element.tail if element is not tree else ""
        if text and not silent:
            pieces.append(text.replace("\n", _BREAK) if preserved else " ".join(f"|{text}|".split())[1:-1])
    _close_block(lines, pieces, style)
    return lines


def _close_block(lines: list[Line], pieces: list[str], style: list[str]) -> None:
    """Add the lines collected for a block, and an empty one after them."""
    texts = [clean_line(text) for text in "".join(pieces).split(_BREAK)]
    pieces.clear()
    if any(texts):
        names = " ".join(filter(None, style))
        lines.extend(Line(text, names) for text in texts)
        lines.append(Line(""))
        style.clear()


def _read_section(source: str) -> str:
    """The section that a page declares, in its metadata or in schema.org's."""
    start = source[:START_CHARS]
    tags = (tag for tag in META.findall(start) if _SECTION.search(tag))
    named = next((match for tag in tags if (match := _SECTION_NAME.search(tag))), None)
    if named is not None:
        return html.unescape(named[1] or named[2])
    told = _SECTION_DATA.search(start)
    try:
        return html.unescape(str(json.loads(told[1]))) if told else ""
    except ValueError:
        return ""


def _read_language(source: str) -> str:
    match = _LANGUAGE.search(source[:_HEAD_BYTES])
    return match[1].lower() if match else ""


def _join_blocks(text: str, title: str) -> str:
    blocks = [block.strip() for block in text.split("\n") if block.strip()]
    return "\n\n".join(drop_title(blocks, title))
