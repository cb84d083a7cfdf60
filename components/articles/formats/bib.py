"""BibTeX and BibLaTeX (.bib): entries of fields in braces or quotation marks, letters as LaTeX writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from components.articles.formats.references import Reference, first_value, list_values

START = re.compile(
    r"(?:\s|%[^\n]{0,300}\n){0,99}@(?:article|book|inproceedings|incollection|misc|online|newspaper|techreport|string|"
    r"comment|unpublished|report|electronic|www)\s{0,9}[{(]",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^[ \t]{0,20}@(\w{1,40})[ \t]{0,20}[{(]", re.MULTILINE)
_NAME = re.compile(r"[\s,]{0,99}([A-Za-z][\w:.+-]{0,60})\s{0,99}=\s{0,99}")
_BARE = re.compile(r"[^\s,{}\"#]{1,200}")
_GO_ON = re.compile(r"\s{0,99}#\s{0,99}")
_STEP = re.compile(r"\\.|[{}\"]", re.DOTALL)
_NO_ENTRY = frozenset({"comment", "preamble", "string"})
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
            '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328"}  # fmt: skip
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "l": "ł",
            "L": "Ł", "i": "ı", "j": "ȷ", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
            "textquotedblright": "”", "textendash": "–", "textemdash": "—", "dots": "…", "ldots": "…", "euro": "€",
            "pounds": "£", "textsterling": "£", "texteuro": "€"}  # fmt: skip
_ACCENT = re.compile(r"\\(?:([`'^~=.\"])|([uvHckr])(?=[\s{]))\s{0,9}\{?\s{0,9}(\\[ij]\b|[^\W\d_])\s{0,9}\}?")
_COMMAND = re.compile(r"\\([A-Za-z]{1,30})\b[ \t]?(?:\{\})?")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))


def read_bib(text: str) -> Iterator[Reference]:
    """The records of a file, each up to the line on which the next begins, even if its braces do not close."""
    starts = list(_ENTRY.finditer(text))
    strings: dict[str, str] = {}
    for match, end in pairwise([*starts, None]):
        assert match is not None
        entry = text[match.end() : end.start() if end else len(text)]
        kind = match[1].casefold()
        if kind == "string":
            strings |= _read_fields(entry, strings)
        elif kind not in _NO_ENTRY:
            fields = _read_fields(entry.partition(",")[2], strings)
            if fields:
                yield _build(fields)


def _read_fields(entry: str, strings: Mapping[str, str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    at = 0
    while (match := _NAME.match(entry, at)) is not None:
        value, at = _read_value(entry, match.end(), strings)
        fields.setdefault(match[1].casefold(), value)
    return fields


def _read_value(entry: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """A value and its end: `{…}`, `"…"`, a number or a name, or several joined by `#`."""
    parts: list[str] = []
    while True:
        if entry[at : at + 1] in ("{", '"'):
            end = _find_end(entry, at)
            parts.append(entry[at + 1 : end])
            at = end + 1
        elif (bare := _BARE.match(entry, at)) is not None:
            parts.append(strings.get(bare[0].casefold(), bare[0]))
            at = bare.end()
        more = _GO_ON.match(entry, at)
        if more is None or more.end() == at:
            return " ".join(parts) if len(parts) > 1 else "".join(parts), at
        at = more.end()


def _find_end(entry: str, start: int) -> int:
    """Where the value that begins at this sign ends."""
    closing, depth = ('"', 0) if entry[start] == '"' else ("}", 0)
    for match in _STEP.finditer(entry, start + 1):
        sign = match[0]
        if sign == closing and not depth:
            return match.start()
        depth += {"{": 1, "}": -1}.get(sign, 0)
    return len(entry)


def _build(written: Mapping[str, str]) -> Reference:
    tags = {name: [_decode(value)] for name, value in written.items()}
    tags |= {name: [written[name].strip("{} \n")] for name in ("url", "doi") if name in written}
    year, month, day = (first_value(tags, (name,)) for name in ("year", "month", "day"))
    parts = [year, month.zfill(2), day.zfill(2)] if month.isdecimal() else [day, month, year]
    authors = re.split(r"\s+and\s+", first_value(tags, ("author",)))
    return Reference(
        title=first_value(tags, ("title",)),
        dates=[*list_values(tags, ("date",)), ("-" if month.isdecimal() else " ").join(filter(None, parts))],
        year=year[:4],
        sources=list_values(
            tags, ("journaltitle", "journal", "newspaper", "booktitle", "organization", "publisher", "howpublished")
        ),
        authors=[one for one in authors if one.casefold() != "others"],
        urls=list_values(tags, ("url",)),
        doi=first_value(tags, ("doi",)),
        section=first_value(tags, ("section",)),
        language=first_value(tags, ("language", "langid")),
        texts=list_values(tags, ("fulltext", "text", "abstract")),
        notes=list_values(tags, ("annote", "annotation", "note")),
    )


def _decode(text: str) -> str:
    """Text as it is printed."""
    text = _ACCENT.sub(_write_accent, text)
    text = _COMMAND.sub(lambda match: _LETTERS.get(match[1], ""), text)
    text = _ESCAPED.sub(lambda match: {"{": "\ue000", "}": "\ue001"}.get(match[1], match[1]), text)
    for sign, printed in _SIGNS:
        text = text.replace(sign, printed)
    text = text.replace("{", "").replace("}", "")
    return text.replace("\ue000", "{").replace("\ue001", "}")


def _write_accent(match: re.Match[str]) -> str:
    letter = match[3].lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])
