"""ProQuest (.txt, .html, .rtf, .docx, .pdf): "Full text:" or FULL TEXT, labels below; inverted names of authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.dates import find_dates
from components.articles.layouts.fields import (
    Found,
    Layout,
    clean_byline,
    collect_fields,
    find_tail,
    name_labels,
    read_label,
)
from components.articles.lines import PAGE_START, Line, split_blocks
from components.articles.months import write_in_english

_MARK = re.compile(r"ProQuest|\bPublication (?:title|info):|Full text:", re.IGNORECASE)
_RULE = re.compile(r"_{4,}|-{20,}|={20,}|(?:Document|Dokument|Documento) \d+ (?:of|von|de|di) \d+")
_HEAD = name_labels(
    author="author|authors|autor|auteur|autore",
    info="publication info|publication information|información de publicación|infos de publication",
    abstract="abstract|abstract (english)|zusammenfassung|résumé|resumen",
    text="full text|fulltext|volltext|texte intégral|texto completo",
    other="links|enlaces|liens",
)
_TAIL = name_labels(
    title="title|titel|titre|título",
    source="publication title|titel der publikation|titre de la publication|título de la publicación",
    date="publication date|datum der publikation|date de publication|fecha de publicación",
    author="author|authors",
    url="document url|url|proquest-url|dokument-url",
    text="",
    section="section|rubrik|rubrique|sección",
    other="subject|location|people|person|company / organization|company/organization|company|identifier / keyword|"
    "identifiers / keywords|classification|business indexing term|publication year|year|pages|number of pages|volume|"
    "issue|column|edition|publisher|place of publication|country of publication|publication subject|issn|eissn|"
    "e-issn|source type|language of publication|language|document type|document feature|proquest document id|"
    "accession number|copyright|last updated|database|credit|word count|dateline|first page|first published|"
    "publication type|source|alternate title|illustration|isbn|coden|doi|full text availability",
)
_SURE = frozenset({"source", "date", "url"})
_TEXTS = re.compile(r"(?:ABSTRACT|FULL TEXT)(?: \([A-Z]+\))?")
_LINK = re.compile(
    r"ProQuest document link|Enlace de documentos de ProQuest|Lien vers le document.{0,40}|https?://\S+|Link",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"Database copyright|Terms and Conditions|Contact ProQuest|Bibliography|Citation style|Table of contents|"
    r"Report Information|Copyright (?:©|\(c\)) \d{4} ProQuest|Check for full text",
    re.IGNORECASE,
)
_NOT_TAIL = re.compile(rf"{_RULE.pattern}|{_FOOTER.pattern}", re.IGNORECASE)
_ANCHOR = "DocID_"  # in the HTML, an anchor of this name stands above each title
_NO_TEXT = re.compile(
    r"\W{0,9}(?:full text )?(?:is )?(?:not|none|un) ?available\b.{0,90}|no full text\b.{0,90}", re.IGNORECASE
)
_CREDIT_LINES = 3
_PICTURE = re.compile(r"Enlarge this image\.?$", re.IGNORECASE)
_NOT_STORY = re.compile(r"(?:Credit|Word count)\s*:|Enlarge this image\.?$|Illustration$|Caption:", re.IGNORECASE)


def recognise(lines: Sequence[Line]) -> bool:
    """True if there is the full text or an abstract, and what ProQuest says about the publication."""
    has_text = any(_is_text(line.text) or _TEXTS.fullmatch(line.text) for line in lines)
    fields = {labelled[0] for line in lines if (labelled := read_label(line.text, _TAIL)) is not None}
    fields |= {labelled[0] for line in lines if (labelled := read_label(line.text, _HEAD)) is not None}
    named = any("proquest" in line.text.casefold() for line in lines)
    return (has_text or "abstract" in fields) and len(fields & {"info", *_SURE}) >= (1 if named else 2)


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut above each title: what stands between a rule or the labels of one article and the labels of the next."""
    starts: list[int] = []
    ends: dict[int, int] = {}  # start -> the first rule or footer below the article's labels
    boundary, is_fresh = 0, True
    for number, line in enumerate(lines):
        tail, head = read_label(line.text, _TAIL), read_label(line.text, _HEAD)
        if is_fresh and (_TEXTS.fullmatch(line.text) or (head is not None and _has_title(lines[boundary:number]))):
            starts.append(boundary)
            is_fresh = False
        elif _RULE.fullmatch(line.text) or _FOOTER.match(line.text):
            if starts and is_fresh:
                ends.setdefault(starts[-1], number)
            boundary, is_fresh = number + 1, True
        elif tail is not None and head is None:
            boundary, is_fresh = number + 1, is_fresh or tail[0] in _SURE
        elif is_fresh and (line.style == PAGE_START or (line.text and _ANCHOR in line.style)):
            boundary = number + (line.style == PAGE_START)
    for start, following in pairwise((*starts, len(lines))):
        yield lines[start : ends.get(start, following)]


def _has_title(lines: Sequence[Line]) -> bool:
    return any(line.text for line in lines)


def _is_text(text: str) -> bool:
    labelled = read_label(text, _HEAD)
    return labelled is not None and labelled[0] == "text"


def read(lines: Sequence[Line]) -> Found | None:
    """Read the lines of one article."""
    head_at = next(
        (n for n, line in enumerate(lines) if read_label(line.text, _HEAD) is not None or _TEXTS.fullmatch(line.text)),
        len(lines),
    )
    text_at = next(
        (n for n, line in enumerate(lines) if _is_text(line.text) or line.text.startswith("FULL TEXT")), len(lines)
    )
    body = list(lines[text_at:])
    if body:
        labelled = read_label(body[0].text, _HEAD)
        body[0] = Line(labelled[1] if labelled else "")
    details = next((n for n, line in enumerate(body) if line.text in ("DETAILS", "LINKS")), len(body))
    tail_at = min(details, find_tail(body, _TAIL, _NOT_TAIL))
    tail = collect_fields(body[tail_at:] if body else lines[head_at:], _TAIL)
    head = collect_fields(lines[head_at:text_at], _HEAD)
    title, info = _read_place([line if not _LINK.fullmatch(line.text) else Line("") for line in lines[:head_at]])
    info = head.get("info", "") or info
    source = tail.get("source", "").partition(";")[0].strip() or _read_source(info)
    author = head.get("author", "") or tail.get("author", "") or _read_author(info, source)
    kept = _drop_credits([line for line in body[:tail_at] if not _FOOTER.match(line.text)])
    if _NO_TEXT.fullmatch(" ".join(line.text for line in kept if line.text)):
        kept = []
    return Found(
        body=kept,
        title=tail.get("title", "") or title,
        date=tail.get("date", "") or _read_date(info),
        source=source,
        author=clean_byline(author, is_inverted=True),
        url=tail.get("url", ""),
        section=tail.get("section", ""),
    )


def _drop_credits(body: Sequence[Line]) -> list[Line]:
    """A body without captions and credits at its end, and without what stands for a picture."""
    filled = [number for number, line in enumerate(body) if line.text]
    last = {*filled[-_CREDIT_LINES:], *(n for n in filled if _PICTURE.match(body[n].text))}
    return [line for number, line in enumerate(body) if number not in last or not _NOT_STORY.match(line.text)]


def _read_place(lines: Sequence[Line]) -> tuple[str, str]:
    """The title, and below it the line of author, publication and date."""
    texts = [" ".join(line.text for line in block) for block in split_blocks(lines)]
    texts = texts if len(texts) > 1 else [line.text for line in lines if line.text]
    at = next((number for number, text in enumerate(texts) if number and _is_info(text)), len(texts))
    return " ".join(texts[:at]), " ".join(texts[at:])


def _is_info(text: str) -> bool:
    """True for "Maron, Tilda. The Varnby Post ; Varnby [Varnby]. 01 Dec 2024: A.4."; page and place may be missing."""
    return any(sign in text for sign in (":", ";", "[")) and bool(_read_date(text))


def _read_date(info: str) -> str:
    """The last whole date in "The Varnby Post ; Varnby [Varnby]. 01 Dec 2024: A.4."."""
    found = [one.text for one in find_dates(write_in_english(info)) if one.iso]
    return found[-1] if found else ""


def _read_source(info: str) -> str:
    """The publication: what stands before its place or its date."""
    name = info.partition(";")[0] if ";" in info else info
    first = next((one for one in find_dates(name) if one.iso), None)
    return (name[: first.start] if first else name).strip(" .,[") if info else ""


def _read_author(info: str, source: str) -> str:
    """What stands before the publication's name."""
    before, found, _ = info.partition(source) if source else ("", "", "")
    return before.strip(" .·") if found else ""


PROQUEST = Layout("ProQuest", _MARK, recognise, cut, read)
