"""Europresse (.html): the classes of its pages say what is what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.layouts.fields import Found, Layout, clean_byline, is_date_line
from components.articles.lines import Line

_MARK = re.compile(r"DocPublicationName|titreArticle")
_RIGHTS = re.compile(
    r"©|\(c\)|Copyright\b|Ce certificat|Cet article est paru|Le présent document|Note\(s\) ?:|news·|This certificate",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"Tous droits réservés|All rights reserved", re.IGNORECASE)
_BODIES = ("docOcurrContainer", "section")  # classes and tags that a text starts with
_ASIDE = frozenset({"aside", "footer"})
_RIGHTS_CHARS = 150  # of a line that is about rights alone
_PARTS = re.compile(r"(?<!\s)\s*+[,•|]\s(?=\D)|(?<!\s)\s++•\s+")


def recognise(lines: Sequence[Line]) -> bool:
    """True if a publication and a headline are marked."""
    styles = " ".join(line.style for line in lines[:2_000])
    return "DocPublicationName" in styles and "titreArticle" in styles.replace("TitreArticle", "titreArticle")


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut above the name of each publication."""
    starts = [number for number, line in enumerate(lines) if "DocPublicationName" in line.style]
    for start, end in pairwise((*starts, len(lines))):
        yield lines[start:end]


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article."""
    titled = [number for number, line in enumerate(lines) if "titrearticle" in line.style.casefold() and line.text]
    if not titled:
        return None
    above = [line.text for line in lines[: titled[0]] if line.text]
    titled = [number for number in titled if "titreArticleVisu" in lines[number].style] or titled  # without a kicker
    last = titled[-1]
    below = range(last + 1, len(lines))
    body_at = next((n for name in _BODIES for n in below if name in lines[n].style.split()), last + 1)
    end = next((n for n in range(body_at, len(lines)) if _ends_body(lines[n])), len(lines))
    dated = [part for text in above for part in (text, *_PARTS.split(text)) if is_date_line(part)]
    author = next((line.text for line in lines[last + 1 : body_at] if line.text), "")
    return Found(
        body=lines[body_at:end],
        title=" ".join(lines[number].text for number in titled),
        date=dated[-1] if dated else "",
        source=re.split(r",? n[o°]\.? ?\d|\s\(site web\)", above[0])[0].strip(" ,") if above else "",
        author=clean_byline(author),
        section=_read_section(above[1:]),
    )


def _ends_body(line: Line) -> bool:
    """True for a line about rights, and for what stands beside or below the text: pictures, notes."""
    return not _ASIDE.isdisjoint(line.style.split()) or _is_about_rights(line.text)


def _read_section(above: Sequence[str]) -> str:
    """What stands before the date in "News, 6 December 2024, p. 4"."""
    for text in above:
        first, *others = _PARTS.split(text)
        if others and not is_date_line(first) and any(map(is_date_line, others)):
            return first
    return ""


def _is_about_rights(text: str) -> bool:
    return bool(_RIGHTS.match(text)) or (len(text) < _RIGHTS_CHARS and bool(_RESERVED.search(text)))


EUROPRESSE = Layout("Europresse", _MARK, recognise, cut, read)
