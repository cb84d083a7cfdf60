"""Drafts of articles: what a file format says of an article, completed from its text and file name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from components.articles.bylines import Head
from components.articles.dates import find_dates, read_date, suggest_dates
from components.articles.fetching.addresses import find_refusal
from components.articles.formats import MAX_FIELD_CHARS, MAX_HINT_CHARS, MAX_TEXT_CHARS, MEGABYTE, clean_text
from components.articles.heads import build_title, is_title, read_head
from components.types import Address, Article, DatelineError, Skipped

_EMPTY = frozenset({
    "", "-", "--", "nan", "null", "none", "n/a", "na", "nat", "undefined", "unknown", "inf", "-inf", "infinity", "<na>",
    "#n/a", "#value!", "#ref!", "#name?", "nil", "k. a.", "k.a.", "s/d", "n.d.",
})  # fmt: skip
_LONGEST_PLACEHOLDER = 20
_SURE_IN_NAME = re.compile(r"\d{4}|[a-z]{3}", re.IGNORECASE)  # in a file name, 1.2.24 is a version number
_PAGE = re.compile(  # in a section: "Pg. A4", "S. 12", "Column 0"; the page or column of a printed paper
    r"(?:pp?|pgs?|pages?|s|seiten?|pág|página|pagina|col|column)\b\.?\s?[A-Z]{0,2}-?\d{1,4}\b.{0,20}", re.IGNORECASE
)
_BARE_PAGE = re.compile(r"[A-Z]{0,2}-?\d{1,3}[A-Z]?")  # "A01", where another part names the section
_NOT_IN_TITLE = re.compile(r"^Microsoft (?:Word|PowerPoint) - ")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file format gives it, with dates as written."""

    text: str
    title: str = ""
    date: str = ""
    date_origin: str = "metadata"  # the date_origin if `date` parses
    date_guess: str = ""  # only suggested, never used as the date
    source: str = ""
    author: str = ""
    url: str = ""
    section: str = ""
    language: str = ""
    body_start: int = 0  # offset in `text` of the story, after any header already parsed


def build_draft(text: str, fields: Mapping[str, str], body_start: int = 0) -> Draft:
    """Build a draft from named fields: table columns or front matter."""
    return Draft(
        text=text,
        title=fields.get("title", ""),
        date=fields.get("date", ""),
        source=fields.get("source", ""),
        author=fields.get("author", ""),
        url=fields.get("url", ""),
        section=fields.get("section", ""),
        body_start=body_start,
    )


def drop_title(blocks: list[str], title: str) -> list[str]:
    """Paragraphs without a leading headline that repeats the title."""
    return blocks[1:] if len(blocks) > 1 and blocks[0].split() == title.split() else blocks


def complete_article(draft: Draft, path: str, *, file_name: str = "", day_first: bool | None = None) -> Article:
    """Build the article, filling gaps from its text and file name. Raises DatelineError if there is no text."""
    check_text(draft.text)
    head = read_head(draft.text[draft.body_start :])
    stem = read_stem(file_name)
    candidates = [(draft.date_origin, draft.date), ("text", head.date), ("filename", _read_date_in(stem))]
    date, origin, hint = _choose_date(candidates, day_first)
    url = clean_field(draft.url) or head.url
    source = _choose_source(draft, head, url)
    return Article(
        article_id=build_article_id(path, draft.text),
        title=_drop_source(_choose_title(draft, head), source),
        text=draft.text,
        date=date,
        date_origin=origin,
        source=source,
        author=clean_author(draft.author) or clean_author(head.author),
        url=url,
        language=draft.language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", draft.language) else "",
        path=clean_path(path),
        date_hint="" if date else hint or clean_field(draft.date_guess)[:MAX_HINT_CHARS],
        section=clean_section(draft.section),
    )


def build_address(path: str, fields: Mapping[str, str], day_first: bool | None = None) -> Skipped:
    """The item for an article of which only the address is known, with what else is said of it."""
    source = clean_field(fields.get("source", ""))
    url = clean_field(fields.get("url", ""))
    if refusal := find_refusal(url):  # it is not offered to be fetched
        return Skipped(clean_path(path), f"It holds an address and no text: {url} {refusal}")
    return Address(
        clean_path(path),
        f"It holds an article's address and not its text; have the address fetched: {url}",
        url=url,
        title=clean_field(fields.get("title", "")),
        date=read_date(clean_field(fields.get("date", "")), day_first)[0],
        source=read_host(source) if "://" in source else source or read_host(url),
        author=clean_author(fields.get("author", "")),
        section=clean_section(fields.get("section", "")),
    )


def build_article_id(path: str, text: str, copy: int = 0) -> str:
    """An opaque id, stable for the same path and text, and different for the same text elsewhere."""
    key = f"{path}\0{copy}\0{text}".encode("utf-8", "replace")
    return blake2b(key, digest_size=10).hexdigest()


def check_text(text: str) -> None:
    """Raises DatelineError with the reason if a text cannot be an article."""
    if not text.strip() or is_placeholder(text):
        raise DatelineError("There is no text in it.")
    if len(text) > MAX_TEXT_CHARS:
        raise DatelineError(
            f"The text is longer than {MAX_TEXT_CHARS // MEGABYTE} million characters; split it into articles first."
        )
    if not any(character.isalpha() for character in text):
        raise DatelineError("There are no words in it.")


def is_placeholder(value: str) -> bool:
    """True for what programs write where there is nothing: "nan", "null", "n/a"."""
    return len(value) < _LONGEST_PLACEHOLDER and value.strip().lower() in _EMPTY


def clean_field(value: str) -> str:
    """A title, source, author or address on one line; "" for placeholders such as "n/a" or "null"."""
    value = " ".join(clean_text(value).split())[:MAX_FIELD_CHARS]
    return "" if is_placeholder(value) else value


def clean_author(value: str) -> str:
    """An author without the leading "By"; an address names nobody."""
    author = re.sub(r"^by:?\s+", "", clean_field(value), flags=re.IGNORECASE)
    return "" if author.startswith(("http://", "https://")) else author


def clean_section(value: str) -> str:
    """A section's name without the page it stood on: "Metro Desk; Pg. 4" -> "Metro Desk"."""
    parts = (part.strip() for part in clean_field(value).split(";"))
    named = [part for part in dict.fromkeys(parts) if part and not _PAGE.fullmatch(part)]
    return "; ".join([part for part in named if not _BARE_PAGE.fullmatch(part)] or named)


def clean_path(path: str) -> str:
    """A path that can be stored and displayed, whatever bytes the file system returns."""
    return re.sub(r"[\t\r\n]", " ", clean_text(as_utf8(path)))


def as_utf8(text: str) -> str:
    """A text without lone surrogates, which UTF-8 cannot hold; each becomes one character, so that positions hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def read_host(url: str) -> str:
    """The host of a web address without its "www."."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def read_stem(file_name: str) -> str:
    """A file's name without folders and suffix."""
    name = file_name.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _read_date_in(stem: str) -> str:
    return next((found.text for found in find_dates(stem) if _SURE_IN_NAME.search(found.text)), "")


def _choose_date(candidates: Sequence[tuple[str, str]], day_first: bool | None) -> tuple[str, str, str]:
    """Pick the first certain date; return date, origin and hint.

    After an ambiguous date, a later certain one is used only if it matches one of its readings.
    """
    hint, readings = "", None
    for origin, written in candidates:
        written = clean_field(written)
        iso, unsure = read_date(written, day_first) if written else ("", "")
        if iso and (readings is None or iso in readings):
            return iso, origin, ""
        readings = readings or suggest_dates(unsure)
        hint = hint or unsure
    return "", "none", hint


def _choose_source(draft: Draft, head: Head, url: str) -> str:
    source = clean_field(draft.source) or head.source
    if "://" in source or source.startswith("www."):
        source = read_host(source)
    return source or read_host(url)


def _drop_source(title: str, source: str) -> str:
    """A title without the outlet's name that sites and aggregators put after it: "A tale - The Gazette"."""
    before, sign, name = (
        title[: len(title) - len(source)],
        title[-len(source) - 3 : -len(source)],
        title[-len(source) :],
    )
    is_named = bool(source) and sign in (" - ", " | ", " – ", " — ") and name.casefold() == source.casefold()
    return before[: -len(sign)] if is_named and before[: -len(sign)].strip() else title


def _choose_title(draft: Draft, head: Head) -> str:
    for title in (draft.title, head.title):
        title = clean_field(_NOT_IN_TITLE.sub("", title))
        if is_title(title):
            return title
    story = draft.text[draft.body_start :][: 10 * MAX_FIELD_CHARS]
    return build_title(clean_text(head.opening or story))
