"""Nexis Uni and Nexis Advance (.docx, .rtf, .pdf, .html): "Body", labels in small letters, "End of Document"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.layouts.fields import (
    Found,
    Layout,
    clean_byline,
    collect_fields,
    find_tail,
    is_date_line,
    name_labels,
    read_label,
)
from components.articles.lines import PAGE_START, Line

_NAMES = "Body|Text|Haupttext|Corps|Corps du texte|Cuerpo|Corpo|Hoofdtekst"
_MARK = re.compile(rf"(?:^|[>\r])[\s\xa0]{{0,9}}(?:{_NAMES})[\s\xa0]{{0,9}}(?:$|[<\r])", re.MULTILINE | re.IGNORECASE)
_BODY = re.compile(_NAMES, re.IGNORECASE)
_END = re.compile(
    r"End of Document|Ende des Dokuments?|Fin d[eu]l? documento?|Einde van (?:het )?document|Fim do documento",
    re.IGNORECASE,
)
_CLASSIFICATION = re.compile(r"Classifi(?:cation|catie|cação)|Klassifizierung|Clasificación", re.IGNORECASE)
_GRAPHIC = re.compile(r"Graphic|Grafik|Graphique|Gráficos?", re.IGNORECASE)
_PAGE = re.compile(r"(?:Page|Seite|Página|Pagina)\s?(?P<number>\d+)\s?(?:of|von|de|sur|van|di)\s?\d+", re.IGNORECASE)
_RIGHTS = re.compile(r"Copyright|©|\(c\)|All Rights Reserved|Alle Rechte vorbehalten|Tous droits", re.IGNORECASE)
_COVER = re.compile(  # lines of the page that lists the documents
    r"_{4,}|\|?\s?About LexisNexis|[^|]{0,90}\|\s?(?:Privacy|Copyright)|"
    r"(?:User Name|Date and Time|Job Number|Client/Matter|"
    r"Search Terms|Search Type|Narrowed by|Content Type)\b|Documents? \(\d+\)|News$|-None-",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título) ?1|\bh1\b", re.IGNORECASE)
_TAIL = name_labels(
    url="url|link to original|web address",
    other="load-date|load date|ladedatum|date-chargement|fecha de carga|language|sprache|langue|idioma|taal|"
    "publication-type|publication type|type-publication|publikationstyp|pressetyp|tipo de publicación|subject|thema|"
    "sujet|asunto|organization|organisation|company|firma|société|empresa|ticker|stock-symbol|industry|branche|"
    "secteur|person|personne|city|state|country|region|geographic|geo-localization|localisation-geo|journal code|"
    "journal-code|zeitungscode|code-journal|document-type|update|acc-no|correction-date|pub-type|cite|topic|graphic",
)
_LABELS = _TAIL | name_labels(
    author="byline|author|autor|auteur|autor(en)|verfasser|autore",
    source="source|publication",
    section="section|rubrik|rubrique|sección|seção|rubriek|ressort",
    other="length|länge|longueur|longitud|extensión|lengte|"
    "dateline|ort|highlight|headline|correction|series|name|distribution|notes|edition|ausgabe|type|insert|encart",
)
_TITLE_LINES = 6  # lines that a title may be wrapped over
_PARAGRAPH = 200  # characters; a longer line is a paragraph of a text
_HEAD_LINES = 80  # between a date and "Body"; each paragraph has an empty one below it
_NO_TEXT = re.compile(r"We are sorry but there is an error in this document.{0,90}", re.IGNORECASE)


def recognise(lines: Sequence[Line]) -> bool:
    """True if there is a line "Body", and with it what surrounds it in Nexis."""
    bodies = [number for number, line in enumerate(lines) if _BODY.fullmatch(line.text)]
    if bodies and any(_END.fullmatch(line.text) for line in lines):
        return any(read_label(line.text, _LABELS) is not None for line in lines)
    return any(_find_dateline(lines, above + 1, body_at) is not None for above, body_at in pairwise([-1, *bodies]))


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut after each "End of Document"; where that is missing, at each title, else above the head of each "Body"."""
    starts = [number + 1 for number, line in enumerate(lines) if _END.fullmatch(line.text)]
    if not starts:
        starts = [n for n, line in enumerate(lines) if line.text and _HEADING.search(line.style)]
        starts = [n for n in starts if n - 1 not in starts]  # a title may be several paragraphs
    if not starts:
        starts = [n for n, line in enumerate(lines) if (page := _PAGE.fullmatch(line.text)) and page["number"] == "1"]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        yield from _cut_heads(lines[start:end])


def _cut_heads(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut what may hold several articles above each head but the first."""
    bodies = [number for number, line in enumerate(lines) if _BODY.fullmatch(line.text)]
    heads = [_find_head(lines, above + 1, body_at) for above, body_at in pairwise(bodies)]
    cuts = [0, *(head for head in heads if head is not None), len(lines)]
    for start, end in pairwise(cuts):
        yield lines[start:end]


def _find_head(lines: Sequence[Line], first: int, body_at: int) -> int | None:
    """Where title, source, date and labels above a line "Body" start; None if it is but a line of a text."""
    date_at = _find_dateline(lines, first, body_at)
    if date_at is None:
        return None
    filled = [n for n in range(max(first, date_at - 2 * _TITLE_LINES), date_at) if lines[n].text]
    if len(filled) < 2:
        return None
    start = filled[-2]
    while start - 1 in filled:
        start -= 1
    return start


def _find_dateline(lines: Sequence[Line], first: int, body_at: int) -> int | None:
    """The date above a line "Body", with nothing but labels between the two."""
    labelled = False
    for number in range(body_at - 1, max(first, body_at - _HEAD_LINES) - 1, -1):
        text = lines[number].text
        if _RIGHTS.match(text) or read_label(text, _LABELS) is not None:
            labelled = True
        elif labelled and text and is_date_line(text, labelled=False):
            return number
        elif len(text) > _PARAGRAPH:
            return None
    return None


def read(lines: Sequence[Line]) -> Found | None:
    """Read the lines of one article."""
    body_at = next((n for n, line in enumerate(lines) if _BODY.fullmatch(line.text)), len(lines))
    head, rest = lines[:body_at], _drop_abstract(lines[body_at + 1 :])
    date_at = _find_date(head)
    if date_at is None and not rest:
        return None
    title, source = _read_title(head, date_at)
    if not title:
        return None
    end = _find_end(rest)
    fields = collect_fields([*head[(date_at or 0) + 1 :], Line(""), *rest[end:]], _LABELS)
    return Found(
        body=_drop_running(rest[:end], title),
        title=title,
        date=head[date_at].text if date_at is not None else "",
        source=source or fields.get("source", ""),
        author=clean_byline(fields.get("author", "")),
        url=fields.get("url", ""),
        section=fields.get("section", ""),
    )


def _drop_abstract(lines: Sequence[Line]) -> Sequence[Line]:
    """A body without the summary that stands above its line "FULL TEXT"."""
    filled = [n for n, line in enumerate(lines[:_HEAD_LINES]) if line.text]
    if not filled or lines[filled[0]].text != "ABSTRACT":
        return [] if filled and _NO_TEXT.fullmatch(lines[filled[0]].text) else lines
    full = next((n for n in filled if lines[n].text == "FULL TEXT"), None)
    return lines if full is None else lines[full + 1 :]


def _is_heading(line: Line) -> bool:
    return bool(line.text) and bool(_HEADING.search(line.style))


def _find_date(head: Sequence[Line]) -> int | None:
    """The line with the date: the first one below the title; without a heading the last one above what has labels."""
    start = max((n for n, line in enumerate(head) if _is_heading(line)), default=-1) + 1
    found = None
    for number in range(start, len(head)):
        text = head[number].text
        is_labelled = bool(_RIGHTS.match(text)) or read_label(text, _LABELS) is not None
        if text and not is_labelled and not _COVER.match(text) and is_date_line(text):
            found = number
            if start:
                break
        elif found is not None and is_labelled and not any(_COVER.match(line.text) for line in head[number:]):
            break
    return found


def _read_title(head: Sequence[Line], date_at: int | None) -> tuple[str, str]:
    """Title and source, which stand above the date."""
    end = date_at if date_at is not None else len(head)
    headings = [n for n in range(end) if _is_heading(head[n])]
    if headings:
        first = last = headings[-1]
        while first - 1 in headings:
            first -= 1
        below = [line.text for line in head[last + 1 : end] if line.text and not _PAGE.fullmatch(line.text)]
        below = [text for text in below if not _RIGHTS.match(text) and read_label(text, _LABELS) is None]
        return " ".join(line.text for line in head[first : last + 1]), below[0] if below else ""
    above = [n for n in range(end) if head[n].text or head[n].style == PAGE_START]
    if not above or not head[above[-1]].text:
        return "", ""
    source = head[above.pop()].text
    title: list[str] = []
    for number in reversed(above[-_TITLE_LINES:]):
        line = head[number]
        if not line.text or _PAGE.fullmatch(line.text) or _COVER.match(line.text):
            break
        if title and not head[number + 1].text:
            break  # an empty line above the title
        title.append(line.text)
    return (" ".join(reversed(title)), source) if title else (source, "")


def _find_end(lines: Sequence[Line]) -> int:
    """Where the body ends: above "Graphic", "Classification", the labels or "End of Document"."""
    end = next((n for n, line in enumerate(lines) if _END.fullmatch(line.text)), len(lines))
    classified = max((n for n in range(end) if _CLASSIFICATION.fullmatch(lines[n].text)), default=None)
    end = find_tail(lines[:end], _TAIL, _PAGE) if classified is None else classified
    return next((n for n in range(end) if _GRAPHIC.fullmatch(lines[n].text)), end)


def _drop_running(lines: Sequence[Line], title: str) -> list[Line]:
    """The body without page numbers and without the title that runs at the head of each page."""
    kept: list[Line] = []
    is_top = False
    running = title.casefold()
    for line in lines:
        if line.style == PAGE_START or _PAGE.fullmatch(line.text):
            is_top = True
            if line.text:
                continue
        elif line.text and is_top:
            plain = line.text.rstrip("…. ").casefold()
            if plain and plain in running:
                continue
            is_top = False
        kept.append(line)
    return kept


NEXIS = Layout("Nexis", _MARK, recognise, cut, read)
