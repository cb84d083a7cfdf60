"""Retriever, Mediearkivet and Atekst (.txt, .rtf, .docx, .html, .pdf): "Source, 2024-12-06 07:15", rules between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.layouts.fields import Found, Layout, clean_byline, name_labels, read_label
from components.articles.lines import Line

_PUBLISHED = re.compile(  # the medium: "Publicerat på webb."
    r"(?:publi(?:cerat|sert|ceret)|sän[td]|sendt)\s(?:på|i|via)\s[\w-]{2,15}(?:\s[\w-]{2,15})?[.\s]{0,3}", re.IGNORECASE
)
_MARK = re.compile(rf"(?:^|[>\r])[\s\xa0]{{0,9}}(?:{_PUBLISHED.pattern})", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(  # the list of contents has the same, below ">" and the title
    r"(?P<source>[^>\s][^,]{0,60}(?:,\s[^,\d]{1,40}){0,2}),\s(?P<date>\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})\b.{0,60}"
)
_RULE = re.compile(r"={10,}|_{10,}")
_NO_TITLE = re.compile(rf">|{_RULE.pattern}")  # a rule, or a line of the list of contents
_LAST_LINES = 6  # filled ones, within which the rights stand
_LINE = re.compile(r"[-–]{5,}")
_MORE = re.compile(
    r"(?:se|läs|les|læs|gå til|hör|lyssna)\b.{0,40}(?:artikel|klipp|inslag|program)\w{0,9}\b.{0,40}?(?P<url>https?://\S+)?$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|Alla artiklar är skyddade|Alle artikler er beskyttet|Artiklar får ej|Copyright\b", re.IGNORECASE
)
_LABELS = name_labels(
    author="av|byline|journalist|forfatter|författare|skribent|text",
    other="sida|side|sidan|sektion|seksjon|sektionen|del|bilaga|utgåva|utgave|edition|publicerad|id|språk|ordantal",
)
_PAGE = re.compile(r"(?:sida|side|s\.)\s?[A-Z]?\d{1,4}.{0,20}", re.IGNORECASE)
_HEAD_LINES = 12  # below the source, within which "Publicerat …" stands; each may have an empty one below it


def recognise(lines: Sequence[Line]) -> bool:
    """True if "Publicerat på …" stands below a source with a date."""
    return bool(_find_places(lines))


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut above the title of each source and date."""
    starts = [_find_title(lines, number, above) for above, number in pairwise([-1, *_find_places(lines)])]
    for start, end in pairwise((*starts, len(lines))):
        yield lines[start:end]


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article: title, source and date, page and medium, text, rights, address."""
    place_at = next(iter(_find_places(lines)), None)
    place = _PLACE.fullmatch(lines[place_at].text) if place_at is not None else None
    if place_at is None or place is None:
        return None
    published = next(n for n in range(place_at + 1, len(lines)) if _PUBLISHED.fullmatch(lines[n].text))
    end = next((n for n in range(published + 1, len(lines)) if _RULE.fullmatch(lines[n].text)), len(lines))
    filled = [number for number in range(published + 1, end) if lines[number].text]
    more = next((_MORE.match(lines[n].text) for n in filled[-2:] if _MORE.match(lines[n].text)), None)
    body_end = next((n for n in filled[-_LAST_LINES:] if _RIGHTS.match(lines[n].text)), end)
    kept = [n for n in range(published + 1, body_end) if not (n in filled[-2:] and _MORE.match(lines[n].text))]
    labelled = (read_label(lines[number].text, _LABELS) for number in range(place_at + 1, published))
    author = next((found[1] for found in labelled if found is not None and found[0] == "author"), "")
    return Found(
        body=[lines[number] for number in kept],
        title=" ".join(line.text for line in lines[:place_at] if line.text and not _LINE.fullmatch(line.text)),
        date=place["date"],
        source=place["source"],
        author=clean_byline(author),
        url=(more["url"] or "") if more is not None else "",
        day_first=True,
    )


def _find_places(lines: Sequence[Line]) -> list[int]:
    """The lines with a source and a date that have "Publicerat på …" below them."""
    places: list[int] = []
    for number, line in enumerate(lines):
        if _PUBLISHED.fullmatch(line.text):
            above = range(number - 1, max(number - _HEAD_LINES, places[-1] if places else -1) - 1, -1)
            place = next((n for n in above if n >= 0 and _PLACE.fullmatch(lines[n].text)), None)
            if place is not None and place not in places[-1:]:
                places.append(place)
    return places


def _find_title(lines: Sequence[Line], place_at: int, above: int) -> int:
    """Where the title starts: the block above the source, perhaps with a line of dashes below it."""
    filled = [n for n in range(max(above + 1, place_at - _HEAD_LINES), place_at) if lines[n].text]
    while filled and _LINE.fullmatch(lines[filled[-1]].text):
        filled.pop()
    if not filled:
        return place_at
    start = filled[-1]
    while start - 1 in filled and not _NO_TITLE.match(lines[start - 1].text):
        start -= 1
    return start


RETRIEVER = Layout("Retriever", _MARK, recognise, cut, read)
