"""Speakers whom the layout names: labels before paragraphs, dashes with a name, lines with a name and a colon."""

from __future__ import annotations

import re

from components.analysis.document import Document, Range
from components.analysis.quotes.people import People
from components.analysis.quotes.records import Attribution

_LABEL = re.compile(r"(?:[A-Z][\w.’'\-]*+\s?+){1,5}+(?:\([^)]{1,40}\)\s?)?:\s")
_DASH_LINE = re.compile(r"[^\S\n]*+(?:\n[^\S\n]*+){0,3}(?:[—–―‒]|--?)[^\S\n]*+([^\n“”\"]{2,120})")
_SENTENCE = re.compile(r"[a-z]{2}[.!?]\s")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LEAST = 4  # tokens of a signed quotation
_LONGEST_LABEL = 24  # tokens of a line that ends in a colon and names who speaks below it
_SURE = 0.9


def find_transcript(doc: Document) -> list[Attribution]:
    """Paragraphs like “WALLACE: Good evening.”, where at least two begin so."""
    labels = []
    for number, (start, end) in enumerate(doc.paragraphs):
        match = _LABEL.match(doc.text, start, end)
        if match and (match.group().split(":")[0].isupper() or match.group().strip() in ("Q:", "A:")):
            labels.append((number, match.end()))
    if len(labels) < 2:
        return []
    found = []
    for number, begin in labels:
        start, end = doc.paragraphs[number]
        first, colon = doc.token_at(start), doc.token_at(begin - 1)
        while colon > first and doc.tokens[colon] != ":":
            colon -= 1
        last = doc.token_at(end - 1) + 1
        if first < colon < last - 1:
            found.append(Attribution([(colon + 1, last)], (colon, colon + 1), (first, colon), score=0.8, signed=True))
    return found


def find_signed(doc: Document) -> list[Attribution]:
    """“So it goes.” and a dash and a name, at the end of the line or on a line of its own below."""
    found = []
    for number, (first, last) in enumerate(doc.quotation_ranges):
        if last - first < _LEAST or not doc.opens_line(first):
            continue
        name = _read_signature(doc, number)
        if name is None:
            continue
        content = [(first, last)]
        while number and doc.quotations[number - 1].runs_on:
            number -= 1
            content.insert(0, doc.quotation_ranges[number])
        cue = (last, name[0]) if last < name[0] else None
        found.append(Attribution(content, cue, name, score=_SURE, signed=True))
    return found


def _read_signature(doc: Document, number: int) -> Range | None:
    """The name behind the dash below or behind a stretch, with what it says of the person."""
    match = _DASH_LINE.match(doc.text, doc.quotations[number].end)
    if match is None or not match.group(1)[0].isupper() or _SENTENCE.search(match.group(1)):
        return None
    if match.end() < len(doc.text) and doc.text[match.end()] != "\n":
        return None
    end = match.start(1) + len(match.group(1).rstrip(" \t\r.\xa0"))
    first, last = doc.token_at(match.start(1)), doc.token_at(end - 1) + 1
    comma = next((token for token in range(first, last) if doc.tokens[token] == ","), last)
    if first >= last or any(doc.tags[token] in _FINITE for token in range(first, comma)):
        return None
    return (first, last)


def find_introduced(doc: Document, number: int, people: People) -> Attribution | None:
    """A stretch below or behind a line without a verb that names somebody and ends in a colon."""
    stretch = doc.quotation_ranges[number]
    colon = stretch[0] - 1
    while colon >= 0 and doc.is_space[colon]:
        colon -= 1
    if colon < 1 or doc.tokens[colon] != ":" or doc.quotation_of[colon] >= 0:
        return None
    begin = colon
    while begin and doc.paragraph_of[begin - 1] == doc.paragraph_of[colon] and not doc.opens_line(begin):
        if colon - begin > _LONGEST_LABEL or doc.quotation_of[begin - 1] >= 0:
            return None
        begin -= 1
    if any(doc.tags[token] in _FINITE and doc.deps[token] != "relcl" for token in range(begin, colon)):
        return None
    name = people.find_first(begin, colon)
    if name is None:
        return None
    return Attribution([stretch], (colon, colon + 1), name, score=_SURE, signed=True)
