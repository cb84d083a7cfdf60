"""EndNote's XML, as EndNote and Zotero save a list of references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from components.articles.formats.markup import name_element, parse_markup
from components.articles.formats.references import Reference

_START = 65_536
_RECORD = re.compile(rb"<records>\s{0,999}<record>")


def is_endnote(data: bytes) -> bool:
    """True if these bytes begin like such a file."""
    start = data[:_START]
    return b"<ref-type" in start and _RECORD.search(start) is not None


def read_endnote(data: bytes) -> Iterator[Reference]:
    """The records of a file."""
    for record in parse_markup(data).iter("record"):
        yield Reference(
            title=_first(record, "titles", "title"),
            dates=[*_list(record, "dates", "date"), *_list(record, "dates", "year")],
            year=_first(record, "dates", "year")[:4],
            sources=[*_list(record, "titles", "secondary-title"), *_list(record, "periodical", "full-title")],
            authors=_list(record, "contributors", "author"),
            urls=_list(record, "urls", "url"),
            doi=_first(record, "", "electronic-resource-num"),
            section=_first(record, "", "section"),
            language=_first(record, "", "language"),
            texts=_list(record, "", "abstract"),
            notes=[*_list(record, "", "notes"), *_list(record, "", "research-notes")],
        )


def _list(record: Any, within: str, name: str) -> list[str]:
    """The texts of the elements of this name within one of another name."""
    places = [one for one in record if name_element(one) == within] if within else [record]
    found = [one for place in places for one in (place.iter() if within else place) if name_element(one) == name]
    return [text for one in found if (text := "".join(one.itertext()).strip())]


def _first(record: Any, within: str, name: str) -> str:
    return next(iter(_list(record, within, name)), "")
