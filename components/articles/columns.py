"""Column recognition: which table column or record key holds the text, title, date, source, author or address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
LONG_TEXT = 200  # mean characters from which a column is running text
SHORT_TEXT = 25  # mean characters below which a column holds labels, whatever its name


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
        return _in_order(mapping), not rows or lengths[best] >= (LONG_TEXT if has_rival else SHORT_TEXT)
    free = [column for column in columns if column not in mapping.values()]
    likely = max(free, key=lambda column: (lengths[column], _plain(column) in _MAYBE_TEXT), default="")
    if likely and (lengths[likely] >= LONG_TEXT or _plain(likely) in _MAYBE_TEXT):
        mapping["text"] = likely
    return _in_order(mapping), False


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
