"""What the layouts share: their records, labelled fields in several languages, bylines, and where a body ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.articles.dates import find_dates
from components.articles.lines import Line, is_dense
from components.articles.months import write_in_english

Labels = Mapping[str, str]  # label in small letters, or in capitals if it must be -> field, "" if none of ours

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\t]{0,45}?)[ \t]*(?::|：)(?:\s+(?P<value>\S.*)|$)")
_UNKNOWN = re.compile(r"[^\W\d_a-z][\w/()-]{2,24}(?: [\w/()-]{1,20}){0,3}:\s\S")  # a label, known or not
_SENTENCE_END = re.compile(r"[.?!][”\"')]{0,2}$")
_VALUE_LINES, _MOST_VALUE_LINES = 4, 40  # over which the value of a label may go on; a list of keywords over more
_LONG_LINE = 120  # characters; a longer one is a paragraph
_RIGHTS_LINES = 6
_ANY_LABEL = re.compile(r"[^\d:]{2,30}:\s")
_MAX_DATE_LINE = 100  # characters
_MAX_DATE_WORDS = 8  # beside the date: weekday, time, edition
_BY = re.compile(r"(?:by|von|par|por|di|door)\s*:?\s+(?=\S)", re.IGNORECASE)
_JOB = re.compile(
    r"\b(?:writers?|correspondents?|reporters?|editors?|columnists?|critics?|staff|bureau|service|desk|chief|agency|"
    r"press|news|special to|contributors?|photographers?|redaktion|redakteur(?:in)?|korrespondent(?:in)?|"
    r"correspondante?|redactora?|director|analyst|post|times|journal|tribune|herald|gazette|guardian|telegraph)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s\([^()]{0,60}\)$")
_ARTICLES = frozenset({"the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "de", "het"})
_AUTHOR_PARTS = re.compile(r"(?<!\s)\s*;\s*|(?<!\s)\s+(?:and|und|et|y)\s+")
_MAIL = re.compile(r"(?<!\S)[^\s@]++@\S+")
_FROM = re.compile(r"\s(?:in|IN|at|AT|aus|à|en)\s(?=[^\W\d_a-z]).*")
_NOT_AN_AUTHOR = frozenset({"anonymous", "none", "not available", "unknown", "staff", "n/a"})


@dataclass(frozen=True, slots=True)
class Found:
    """One article as its layout gives it, with its date as written; without a body if the file has none."""

    body: Sequence[Line]
    title: str = ""
    date: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    section: str = ""
    day_first: bool | None = None  # the order of day and month if the layout fixes it


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a news database's exports."""

    name: str
    mark: re.Pattern[str]  # stands in every such file: the cheap test
    recognise: Callable[[Sequence[Line]], bool]
    cut: Callable[[Sequence[Line]], Iterator[Sequence[Line]]]  # one piece an article
    read: Callable[[Sequence[Line]], Found | None]  # None for a piece that is no article: a cover page


def name_labels(**names: str) -> dict[str, str]:
    """Labels from `field="label|label"`; those of `other` name no field of ours."""
    return {label: "" if field == "other" else field for field, labels in names.items() for label in labels.split("|")}


def in_capitals(labels: Labels) -> dict[str, str]:
    """The same labels, to be known only where they are written in capitals."""
    return {label.upper(): field for label, field in labels.items()}


def read_label(text: str, labels: Labels) -> tuple[str, str] | None:
    """The field and the value of "Byline: Tilda Maron", if its label is known."""
    match = _LABEL.match(text, 0, 2_000)
    if match is None:
        return None
    label = " ".join(match["label"].split())
    field = labels.get(label, labels.get(label.casefold()))
    if field is None:
        return None
    return field, text[match.start("value") :].strip() if match["value"] else ""


def collect_fields(lines: Sequence[Line], labels: Labels, *, listed: str = "") -> dict[str, str]:
    """The labelled fields of these lines, the first of each; a value may go on over the next lines of its block.

    Each line of the field `listed` is a value of its own.
    """
    found: dict[str, str] = {}
    field = ""  # the one that the next line may go on
    for number, line in enumerate(lines):
        if not line.text:
            if not found.get(field) and field and number + 1 < len(lines):
                continue  # the value stands below its label
            field = ""
            continue
        labelled = read_label(line.text, labels)
        if labelled is None:
            if field:
                sign = ";" if field == listed and found[field] else ""
                found[field] = f"{found[field]}{sign} {line.text}".strip()
            continue
        field, value = labelled
        if field in found:
            field = ""
        elif field:
            found[field] = value
    return {field: value for field, value in found.items() if value}


def find_tail(lines: Sequence[Line], labels: Labels, others: re.Pattern[str]) -> int:
    """Where the body ends: above the labels that close an article; `others` matches lines that may stand among them.

    Walks up from the end as long as each block starts with a label, whose value may go on over a few lines. A label
    that is not known ends the body only where a known one stands above it. Where no empty lines part the paragraphs, a
    value of several lines that ends as a sentence is a paragraph.
    """
    dense = is_dense(lines)
    end = len(lines)
    pending: list[str] = []  # lines that must be the value of a label above
    for number in range(len(lines) - 1, -1, -1):
        text = lines[number].text
        if not text:
            if pending:
                break  # a block without a label
        elif read_label(text, labels) is not None:
            if dense and pending and _SENTENCE_END.search(pending[0]):
                break
            end, pending = number, []
        elif not pending and _UNKNOWN.match(text) and len(text) <= _LONG_LINE:
            continue
        elif not others.match(text):
            pending.append(text)
            if (len(pending) > _VALUE_LINES or len(text) > _LONG_LINE) and not _is_list(pending):
                break
        elif not pending:
            end = number
    return end


def _is_list(texts: Sequence[str]) -> bool:
    """True for the lines of a long list of keywords."""
    return len(texts) < _MOST_VALUE_LINES and all(";" in text or "%)" in text for text in texts)


def drop_rights(lines: Sequence[Line], rights: re.Pattern[str]) -> Sequence[Line]:
    """A body without what is said about rights at its end."""
    end = len(lines)
    while True:
        while end and not lines[end - 1].text:
            end -= 1
        start = end
        while start and lines[start - 1].text and end - start < _RIGHTS_LINES:
            start -= 1
        at = next((n for n in range(start, end) if rights.match(lines[n].text)), None)
        if at is None:
            return lines[:end]
        end = at


def is_date_line(text: str, *, labelled: bool = True) -> bool:
    """True for "December 6, 2024 Friday Final Edition": a date with little beside it; `labelled`: with a label, too."""
    if len(text) > _MAX_DATE_LINE or (not labelled and _ANY_LABEL.match(text)):
        return False
    found = next(find_dates(text), None)
    if found is None or not (found.iso or found.if_day_first):
        text = write_in_english(text)
        found = next(find_dates(text), found)
    if found is None:
        return False
    others = (text[: found.start] + text[found.end :]).split()
    return len(others) <= _MAX_DATE_WORDS and len(text[: found.start].split()) <= 3


def clean_source(name: str) -> str:
    """A publication's name as it calls itself: "Hollin Post, The (Hollin, NK)" -> "The Hollin Post"."""
    name = _PLACE.sub("", name.strip(" .;"))
    first, comma, article = name.rpartition(", ")
    return f"{article} {first}" if comma and article.casefold() in _ARTICLES else name


def clean_byline(text: str, *, is_inverted: bool = False) -> str:
    """Names alone: "By Tilda Maron, Staff Writer" -> "Tilda Maron"; `is_inverted`: "Maron, Tilda" as well."""
    text = _MAIL.sub("", _BY.sub("", text.strip(), count=1) if _BY.match(text.strip()) else text)
    names: list[str] = []
    for part in _AUTHOR_PARTS.split(text):
        pieces = [piece.strip(" .()|") for piece in part.split(",")]
        kept = [piece for number, piece in enumerate(pieces) if piece and not (number and _JOB.search(piece))]
        if len(kept) == 2 and (is_inverted or not any(" " in piece for piece in kept)):
            kept = [f"{kept[1]} {kept[0]}"]
        elif len(names) and len(kept) == 1 and _JOB.search(kept[0]):
            kept = []  # "Tilda Maron; Post Staff Writer"
        for name in kept:
            name = _BY.sub("", _FROM.sub("", name)) if _BY.match(name) else _FROM.sub("", name)
            if name and name.casefold() not in _NOT_AN_AUTHOR:
                names.append(name)
    return ", ".join(names)
