"""Lists of references: which format they have, and each record as an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from components.articles.formats import bib, decode_text, endnote, enw, nbib, ris
from components.articles.formats.references import Reference, read_reference
from components.types import Article, DatelineError, Skipped

BIBLIOGRAPHY_SUFFIXES = (".ris", ".enw", ".nbib", ".bib")
_Reader = Callable[[str], Iterator[Reference]]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (ris.START, ris.read_ris),
    (enw.START, enw.read_enw),
    (nbib.START, nbib.read_nbib),
    (bib.START, bib.read_bib),
)
_BY_SUFFIX = dict(zip(BIBLIOGRAPHY_SUFFIXES, (ris.read_ris, enw.read_enw, nbib.read_nbib, bib.read_bib), strict=True))


def find_bibliography(text: str) -> _Reader | None:
    """What reads a text that begins like a list of references, whatever its file is called."""
    text = text.removeprefix("\ufeff")
    return next((reader for start, reader in _READERS if start.match(text)), None)


def read_bibliography(path: str, data: bytes, suffix: str = "") -> Iterator[Article | Skipped]:
    """Yield the articles of a list, or their addresses. Raises DatelineError if there are none."""
    if endnote.is_endnote(data):
        return number_references(path, endnote.read_endnote(data))
    text = decode_text(data)
    return number_references(path, (find_bibliography(text) or _BY_SUFFIX[suffix])(text))


def number_references(path: str, references: Iterator[Reference]) -> Iterator[Article | Skipped]:
    """The article of each record, numbered."""
    number = 0
    for number, reference in enumerate(references, start=1):
        yield read_reference(f"{path}#{number}", reference)
    if not number:
        raise DatelineError("There are no references in this file; export it again and add that.")
