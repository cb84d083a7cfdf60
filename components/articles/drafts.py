"""Drafts of articles: columns and keys recognised as fields, the rest completed from text and file name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from components.articles.dates import find_dates, read_date, suggest_dates
from components.articles.formats import MAX_FIELD_CHARS, MAX_HINT_CHARS, MAX_TEXT_CHARS, MEGABYTE, clean_text
from components.articles.heads import Head, build_title, is_title, read_head
from components.types import Article, DatelineError

Row = dict[str, str]  # column -> cell
FIELDS = ("text", "title", "date", "source", "author", "url")
_NAMES = {  # most specific names first
    "text": "text|body|content|article text|full text|fulltext|article body|body text|main text|maintext|"
    "article content|plain text|plaintext|raw text|clean text|news text|story|story text|article|contents|transcript",
    "title": "title|headline|article title|news title|heading|head|hed|story title|headline main|subject",
    "date": "date|published|published at|publish date|published date|date published|publication date|pub date|"
    "date publish|publish time|published time|published on|date time|article date|first published|release date|"
    "posted|posted at|date posted|issued|day|created at|created|timestamp|time",
    "source": "source|outlet|publication|publisher|newspaper|source name|media|medium|site name|news source|"
    "media outlet|news outlet|publication name|journal|magazine|paper|site|website|provider|channel|feed|source title|"
    "newspaper name|domain|source domain|hostname",
    "author": "author|authors|byline|by|writer|journalist|reporter|author name|written by|creator|correspondent|"
    "columnist",
    "url": "url|link|web url|article url|web address|address|permalink|canonical url|href|uri|source url|article link|"
    "web link|page url|canonical",
}
_FIELD_OF = {name.replace(" ", ""): field for field, names in _NAMES.items() for name in names.split("|")}
_RANK = {name.replace(" ", ""): rank for names in _NAMES.values() for rank, name in enumerate(names.split("|"))}
_MAYBE_TEXT = frozenset({
    "description", "summary", "abstract", "snippet", "excerpt", "lead", "message", "post", "paragraph", "sentence",
})  # fmt: skip
_FILE_NAMES = frozenset({
    "file", "filename", "filepath", "path", "document", "doc", "name", "fileid", "documentname", "textfile",
})  # fmt: skip
_WORDS = {  # words within a name that is not known as a whole, the most telling field first
    "title": "headline|headlines|hed|title|heading", "url": "url|link|href|permalink|uri",
    "author": "author|authors|byline|writer|reporter|journalist", "date": "date|dt|datetime|timestamp|published|day",
    "source": "outlet|publisher|newspaper|source|publication|paper|magazine",
    "text": "text|story|body|content|contents|transcript|fulltext",
}  # fmt: skip
_MOST_CHARS = {"title": 250, "author": 120, "source": 80}  # mean characters above which a column is no such field
_ENOUGH = 0.7  # share of a column's cells that must be dates or addresses
LONG_TEXT = 200  # mean characters from which a column is running text
SHORT_TEXT = 25  # mean characters below which a column holds labels, whatever its name
_EMPTY = frozenset({"", "-", "--", "nan", "null", "none", "n/a", "na", "nat", "undefined", "unknown"})
_SURE_IN_NAME = re.compile(r"\d{4}|[a-z]{3}", re.IGNORECASE)  # in a file name, 1.2.24 is a version number
_NOT_IN_TITLE = re.compile(r"^Microsoft (?:Word|PowerPoint) - ")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, and why."""

    reason: str


# Column recognition: which table column or record key holds the text, title, date, source, author or address.


def recognise_column(name: str) -> str:
    """The field that a column name stands for, or "". Falls back on the last part of "fields.bodyText"."""
    return _FIELD_OF.get(_known_name(name), "")


def rank_column(name: str) -> tuple[bool, int]:
    """Sort key for column names: most specific first, names known only by their last part at the end."""
    return _plain(name) not in _FIELD_OF, _RANK.get(_known_name(name), 0)


def match_columns(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], bool]:
    """Map fields to columns by name and first rows, and tell whether the text column is certain."""
    lengths = {column: _average_length(column, rows) for column in columns}
    mapping: dict[str, str] = {}
    for column in sorted(columns, key=rank_column):
        field = recognise_column(column)
        if field and field != "text" and (lengths[column] or not rows):
            mapping.setdefault(field, column)
    named = [column for column in columns if recognise_column(column) == "text" and (lengths[column] or not rows)]
    if named:
        best = min(named, key=rank_column)
        mapping["text"] = best
        has_rival = any(lengths[column] > LONG_TEXT for column in columns if column != best)
        _guess_columns(mapping, columns, rows)
        return _in_order(mapping), not rows or lengths[best] >= (LONG_TEXT if has_rival else SHORT_TEXT)
    free = [column for column in columns if column not in mapping.values() and _plain(column) not in _FILE_NAMES]
    _guess_columns(mapping, columns, rows)
    free = [column for column in free if column not in mapping.values() or column == mapping.get("text")]
    likely = max(free, key=lambda column: (lengths[column], _plain(column) in _MAYBE_TEXT), default="")
    if likely and "text" not in mapping and (lengths[likely] >= LONG_TEXT or _plain(likely) in _MAYBE_TEXT):
        mapping["text"] = likely
    return _in_order(mapping), False


def _guess_columns(mapping: dict[str, str], columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Add fields by a word in a column's name that its cells bear out; dates and addresses also by the cells alone."""
    for by_name in (True, False):
        for field in _WORDS:
            if field in mapping or not (by_name or field in ("date", "url")):
                continue
            free = [one for one in columns if one not in mapping.values() and _plain(one) not in _FILE_NAMES]
            fitting = [one for one in free if _fits(field, [row.get(one, "").strip() for row in rows])]
            if by_name:
                words = _WORDS[field].split("|")
                fitting = [one for one in fitting if any(word in words for word in _split_name(one))]
            if fitting:
                mapping[field] = fitting[0]


def _fits(field: str, cells: Sequence[str]) -> bool:
    """True if the cells may hold the field."""
    filled = [cell for cell in cells if cell]
    mean = sum(map(len, filled)) / len(filled) if filled else 0.0
    if field == "date":
        found = [read_date(cell) for cell in filled if len(cell) <= MAX_HINT_CHARS]
        return sum(bool(iso or suggest_dates(unsure)) for iso, unsure in found) > _ENOUGH * len(filled)
    if field == "url":
        return sum(cell.startswith(("http://", "https://", "www.")) for cell in filled) > _ENOUGH * len(filled)
    return mean >= LONG_TEXT if field == "text" else 0 < mean <= _MOST_CHARS[field]


def _split_name(name: str) -> list[str]:
    """The words of "Headline_Text" or "pubDate", in lower case."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]


def find_file_column(columns: Sequence[str]) -> str:
    """The column that holds file names, or ""."""
    return next((column for column in columns if _plain(column) in _FILE_NAMES), "")


def _known_name(name: str) -> str:
    plain, last = _plain(name), _plain(name.rpartition(".")[2])
    return plain if plain in _FIELD_OF else last


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _average_length(column: str, rows: Sequence[Mapping[str, str]]) -> float:
    lengths = [len(row.get(column, "").strip()) for row in rows]
    filled = [length for length in lengths if length]
    return sum(filled) / len(filled) if filled else 0.0


def _in_order(mapping: Mapping[str, str]) -> dict[str, str]:
    return {field: mapping[field] for field in FIELDS if field in mapping}


# Drafts: what a file format says about an article, completed from its text and file name.


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
    return Article(
        article_id=build_article_id(path, draft.text),
        title=_choose_title(draft, head),
        text=draft.text,
        date=date,
        date_origin=origin,
        source=_choose_source(draft, head, url),
        author=clean_author(draft.author) or clean_author(head.author),
        url=url,
        language=draft.language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", draft.language) else "",
        path=clean_path(path),
        date_hint="" if date else hint or clean_field(draft.date_guess)[:MAX_HINT_CHARS],
    )


def build_article_id(path: str, text: str, copy: int = 0) -> str:
    """An opaque id, stable for the same path and text, and different for the same text elsewhere."""
    key = f"{path}\0{copy}\0{text}".encode("utf-8", "replace")
    return blake2b(key, digest_size=10).hexdigest()


def check_text(text: str) -> None:
    """Raises DatelineError with the reason if a text cannot be an article."""
    if not text.strip():
        raise DatelineError("There is no text in it.")
    if len(text) > MAX_TEXT_CHARS:
        raise DatelineError(
            f"The text is longer than {MAX_TEXT_CHARS // MEGABYTE} million characters; split it into articles first."
        )
    if not any(character.isalpha() for character in text):
        raise DatelineError("There are no words in it.")


def clean_field(value: str) -> str:
    """A title, source, author or address on one line; "" for placeholders such as "n/a" or "null"."""
    value = " ".join(clean_text(value).split())[:MAX_FIELD_CHARS]
    return "" if value.lower() in _EMPTY else value


def clean_author(value: str) -> str:
    """An author without the leading "By"."""
    return re.sub(r"^by:?\s+", "", clean_field(value), flags=re.IGNORECASE)


def clean_path(path: str) -> str:
    """A path that can be stored and displayed, whatever bytes the file system returns."""
    return re.sub(r"[\t\r\n]", " ", clean_text(path.encode("utf-8", "replace").decode("utf-8")))


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


def _choose_title(draft: Draft, head: Head) -> str:
    for title in (draft.title, head.title):
        title = clean_field(_NOT_IN_TITLE.sub("", title))
        if is_title(title):
            return title
    story = draft.text[draft.body_start :][: 10 * MAX_FIELD_CHARS]
    return build_title(clean_text(head.opening or story))
