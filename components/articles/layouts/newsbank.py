"""NewsBank, Access World News (.txt, .html, .rtf, .docx, .pdf): "Record Number:" or the service's notice ends each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.layouts.fields import (
    Found,
    Layout,
    clean_byline,
    clean_source,
    collect_fields,
    drop_rights,
    find_tail,
    is_date_line,
    name_labels,
    read_label,
)
from components.articles.lines import PAGE_START, Line

_MARK = re.compile(
    r"Record Number\s?:|Record: ?[0-9A-Z]{5}|OpenURL|NewsBank|Article Bookmark|Article Text\s?:", re.IGNORECASE
)
_END = re.compile(
    r"Record(?: Number)?\s?:\s?(?=\D{0,9}\d)[\w./-]{5,40}|"
    r"Record Number\s?:.{0,60}|©.{0,40}entire service.{0,200}|(?:Copyright|©).{0,60}NewsBank.{0,120}",
    re.IGNORECASE,
)
_AFTER = re.compile(  # what may follow the end of an article, and stand above its text
    r"OpenURL.{0,200}|(?:the |link )?location\):.{0,200}|"
    r"Article Bookmark.{0,200}|To bookmark this article.{0,200}|Read News Document|News ?Bank.{0,60}|"
    r"Access World News.{0,60}|_{4,}|-{10,}|={10,}|\d{1,5} of \d{1,5}(?: results?| articles?)?|"
    r"(?:Copyright|©|\(c\)).{0,200}|All rights reserved.{0,60}|\d[\d,]{0,6} words|Page:? ?[A-Z]?\d{1,4}|Text only",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"Copyright\b|©|\(c\)|All rights reserved|Citation\b|[•·] ?Citation", re.IGNORECASE)
_LABELS = name_labels(
    title="headline|title|article title",
    author="author|author/byline|byline|authors|by",
    source="source|publication|newspaper",
    date="date|publication date|issue date",
    body="article text|text|full text|article|body",
    url="url|link",
    section="section",
    other="page|edition|dateline|readability|lexile|estimated printed pages|column|series|zone|index terms|"
    "product|correction|memo|caption|illustration|location|subject|subjects|word count|length|document type",
)
_TAIL = name_labels(
    other="caption|memo|illustration|index terms|record number|record|product names|correction|copyright|"
    "openurl article bookmark (right click, and copy the link location)|subject|subjects|location",
)
_PLACED = re.compile(r"[^()]{2,120} \([^()]{2,80}\)")  # "Hollin Post, The (Hollin, NK)"
_PARTS = re.compile(r"\s[-–—|•]\s")
_FULL_LINE = 70  # characters; the value of a label in a shorter line does not go on in the next


def recognise(lines: Sequence[Line]) -> bool:
    """True if articles end as NewsBank's do and have its labels."""
    has_end = any(_END.fullmatch(line.text) or (_AFTER.match(line.text) and "OpenURL" in line.text) for line in lines)
    fields = {labelled[0] for line in lines if (labelled := read_label(line.text, _LABELS)) is not None}
    return has_end and bool(fields & {"author", "body", "section", ""})


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut below each "Record Number:" and what follows it; where there is none, below each notice."""
    starts = [0]
    ends = [number for number, line in enumerate(lines) if _END.fullmatch(line.text)]
    for number in ends:
        page = (n for n in range(number + 1, min(number + 5, len(lines))) if lines[n].style == PAGE_START)
        start = next(page, number) + 1  # the notice may go on to the end of its page
        while start < len(lines) and (not lines[start].text or _AFTER.fullmatch(lines[start].text)):
            start += 1
        starts.append(start)
    for start, end in pairwise((*starts, len(lines))):
        if any(line.text for line in lines[start:end]):
            yield lines[start:end]


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article: title, publication and date in any order, labels, text, labels, rights."""
    body_at = _find_body(lines)
    head, body = lines[:body_at], list(lines[body_at:])
    labelled = read_label(body[0].text, _LABELS) if body else None
    if labelled is not None and labelled[0] == "body":
        body[0] = Line(labelled[1])
    end = next((n for n, line in enumerate(body) if _END.fullmatch(line.text)), len(body))
    end = find_tail(body[:end], _TAIL, _RIGHTS)
    fields = _split_bars(head)
    title, date, source = _read_place(head)
    title, date = fields.get("title", "") or title, fields.get("date", "") or date
    if not title or not (date or source):
        return None
    return Found(
        body=drop_rights(body[:end], _RIGHTS),
        title=title,
        date=date,
        source=clean_source(fields.get("source", "") or source),
        author=clean_byline(fields.get("author", "")),
        url=fields.get("url", ""),
        section=fields.get("section", ""),
    )


def _split_bars(head: Sequence[Line]) -> dict[str, str]:
    """The labelled fields of the head; several may stand on one line, parted by bars."""
    lines = [Line(part) for line in head for part in (*line.text.split(" | "), "")]
    return collect_fields(lines, _LABELS)


def _find_body(lines: Sequence[Line]) -> int:
    """Where the text starts: at "Article Text:", else below the labels of the head."""
    below = None
    for number, line in enumerate(lines):
        labelled = read_label(line.text, _LABELS)
        if labelled is not None and labelled[0] == "body":
            return number
        if labelled is not None or (below is not None and _AFTER.fullmatch(line.text)):
            below = number + 1
        elif below is not None and line.text and len(lines[number - 1].text) < _FULL_LINE:
            return number
    return below if below is not None else len(lines)


def _read_place(head: Sequence[Line]) -> tuple[str, str, str]:
    """Title, date and publication among the lines without a label."""
    title: list[str] = []
    date = source = ""
    for line in head:
        text = line.text
        if not text or read_label(text, _LABELS) is not None or _AFTER.fullmatch(text):
            continue
        parts = _PARTS.split(text)
        dated = next((part for part in reversed(parts) if is_date_line(part)), "")
        if dated and not date and len(parts) == 1:
            date = text
        elif dated and not date:
            date = dated
            source = source or next((part for part in parts if part != dated), "")
        elif not source and _PLACED.fullmatch(text) and (title or (not date and _names_place(text))):
            source = text
        else:
            title.append(text)
    if not source and len(title) > 1:
        source = title.pop()
    return " ".join(title), date, source


def _names_place(text: str) -> bool:
    """True for a publication's name with its place: "Hollin Post, The (Hollin, NK)"."""
    return "," in text.rpartition("(")[2]


NEWSBANK = Layout("NewsBank", _MARK, recognise, cut, read)
