"""EBSCOhost (.txt, .html, .rtf, .docx, .pdf): "Record: 1", labels, "Database:", and the text below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.dates import find_dates
from components.articles.layouts.fields import (
    Found,
    Layout,
    clean_byline,
    clean_source,
    collect_fields,
    drop_rights,
    name_labels,
    read_label,
)
from components.articles.lines import Line, is_dense, split_blocks

_MARK = re.compile(r"Accession Number|ebsco", re.IGNORECASE)
_RECORD = re.compile(r"Record: ?\d{1,6}|Record \d{1,6} of \d{1,6}", re.IGNORECASE)
_LABELS = name_labels(
    title="title|titel|titre|título",
    author="author|authors|author(s)|by|autoren|auteurs|autores",
    source="source|quelle|fuente",
    date="publication date|date",
    body="full text|html full text|text",
    url="persistent link to this record (permalink)|persistent link to this record|permalink|url",
    section="section",
    other="document type|subject terms|subjects|subject|geographic terms|people|company/entity|abstract|"
    "full text word count|word count|lexile|issn|isbn|accession number|an|database|cut and paste|language|"
    "publication type|naics/industry codes|reviews & products|author affiliations|doi|copyright|notes|dateline|"
    "physical description|edition|publisher|place of publication|images|image caption|series",
)
_RIGHTS = re.compile(r"Copyright\b|©|\(c\)|~{4,}|The copyright|Source:", re.IGNORECASE)
_ISSUE = re.compile(  # what follows a publication's name: a date, a volume
    r"[.,;]?\s(?=\d|Vol\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s?\d)"
)
_END = re.compile(r"~{4,}|Copyright of .{3,300}|<.{0,9}Back.{0,90}", re.IGNORECASE)
_HEAD_LINES = 4
_FULL_LINE = 60  # characters; the value in a shorter line does not go on in the next
_BY = re.compile(r"By:? .{3,120}")


def recognise(lines: Sequence[Line]) -> bool:
    """True if there are a title, an accession number and EBSCO's other labels."""
    labels = {line.text.partition(":")[0].casefold() for line in lines if read_label(line.text, _LABELS) is not None}
    return (
        "title" in labels and "accession number" in labels and bool(labels & {"source", "database", "publication date"})
    )


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut at each "Record: 1", else at each title."""
    records = [number for number, line in enumerate(lines) if _RECORD.fullmatch(line.text)]
    starts = [n for n in records if any(read_label(line.text, _LABELS) for line in lines[n + 1 : n + _HEAD_LINES])]
    if not starts:
        labelled = [(n, read_label(line.text, _LABELS)) for n, line in enumerate(lines)]
        starts = [number for number, found in labelled if found is not None and found[0] == "title"]
    for start, end in pairwise((*starts, len(lines))):
        yield lines[start:end]


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article: the labels, then its text."""
    fields = collect_fields(lines, _LABELS, listed="author")
    title = fields.get("title", "").rstrip(" .")
    if not title:
        return None
    body = list(lines[_find_body(lines) :])
    labelled = read_label(body[0].text, _LABELS) if body else None
    if labelled is not None:
        body[0] = Line(labelled[1])
    end = next((number for number, line in enumerate(body) if _END.fullmatch(line.text)), len(body))
    published = fields.get("source", "")
    dates = list(find_dates(fields.get("date", "") or published))
    issue = _ISSUE.search(published, 0, 300)
    return Found(
        body=_drop_head(drop_rights(body[:end], _RIGHTS), title),
        title=title,
        date=dates[0].text if dates else "",
        source=clean_source(published[: issue.start()] if issue else published.partition(". ")[0]),
        author=clean_byline(fields.get("author", ""), is_inverted=True),
        url=fields.get("url", ""),
        section=fields.get("section", ""),
        day_first=False,  # "12/06/2024" is in December
    )


def _find_body(lines: Sequence[Line]) -> int:
    """Where the text starts: at "Full Text:", else at the first block below the labels."""
    last = None
    for number, line in enumerate(lines):
        labelled = read_label(line.text, _LABELS)
        if labelled is None or (last is not None and _has_text(lines[last + 1 : number])):
            continue
        if labelled[0] == "body":
            return number
        last = number
    if last is None:
        return len(lines)
    if is_dense(lines) and len(lines[last].text) < _FULL_LINE:
        return last + 1
    while last + 1 < len(lines) and lines[last + 1].text and len(lines[last + 1].text) < 100:
        last += 1  # the value goes on
    return last + 1


def _has_text(lines: Sequence[Line]) -> bool:
    """True if these lines are more than the value of a label: several blocks."""
    return sum(1 for _ in split_blocks(lines)) > 1


def _drop_head(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """The text without the headline, the section and the byline that may stand above it."""
    plain = title.casefold()
    for number, line in enumerate(lines[:8]):
        if line.text and (line.text.rstrip(" .").casefold() == plain or _BY.fullmatch(line.text)):
            lines = lines[number + 1 :]
            return _drop_head(lines, title) if number < 8 else lines
        if len(line.text) > _FULL_LINE:
            break
    return lines


EBSCO = Layout("EBSCO", _MARK, recognise, cut, read)
