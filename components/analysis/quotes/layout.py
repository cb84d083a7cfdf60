"""Speakers whom the layout names: labels before paragraphs, dashes with a name, lines with a name and a colon."""

from __future__ import annotations

import re

from components.analysis.quotes.people import People
from components.analysis.quotes.records import Attribution, Range
from components.analysis.quotes.view import View

_LABEL = re.compile(r"(?:[A-Z][\w.’'\-]*+\s?+){1,5}+(?:\([^)]{1,40}\)\s?)?:\s")
_DASH_LINE = re.compile(r"[^\S\n]*+(?:\n[^\S\n]*+){0,3}(?:[—–―‒]|--?)[^\S\n]*+([^\n“”\"]{2,120})")
_SENTENCE = re.compile(r"[a-z]{2}[.!?]\s")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LEAST = 4  # tokens of a signed quotation
_LONGEST_LABEL = 24  # tokens of a line that ends in a colon and names who speaks below it
_SURE = 0.9


def find_transcript(view: View) -> list[Attribution]:
    """Paragraphs like “WALLACE: Good evening.”, where at least two begin so."""
    labels = []
    for number, (start, end) in enumerate(view.paragraphs):
        match = _LABEL.match(view.text, start, end)
        if match and (match.group().split(":")[0].isupper() or match.group().strip() in ("Q:", "A:")):
            labels.append((number, match.end()))
    if len(labels) < 2:
        return []
    found = []
    for number, begin in labels:
        start, end = view.paragraphs[number]
        first, colon = view.token_at(start), view.token_at(begin - 1)
        while colon > first and view.words[colon] != ":":
            colon -= 1
        last = view.token_at(end - 1) + 1
        if first < colon < last - 1:
            found.append(Attribution([(colon + 1, last)], (colon, colon + 1), (first, colon), score=0.8, signed=True))
    return found


def find_signed(view: View) -> list[Attribution]:
    """“So it goes.” and a dash and a name, at the end of the line or on a line of its own below."""
    found = []
    for number, (first, last) in enumerate(view.quote_tokens):
        if last - first < _LEAST or not view.opens_line(first):
            continue
        name = _read_signature(view, number)
        if name is None:
            continue
        content = [(first, last)]
        while number and view.marked[number - 1].runs_on:
            number -= 1
            content.insert(0, view.quote_tokens[number])
        cue = (last, name[0]) if last < name[0] else None
        found.append(Attribution(content, cue, name, score=_SURE, signed=True))
    return found


def _read_signature(view: View, number: int) -> Range | None:
    """The name behind the dash below or behind a stretch, with what it says of the person."""
    match = _DASH_LINE.match(view.text, view.marked[number].end)
    if match is None or not match.group(1)[0].isupper() or _SENTENCE.search(match.group(1)):
        return None
    if match.end() < len(view.text) and view.text[match.end()] != "\n":
        return None
    end = match.start(1) + len(match.group(1).rstrip(" \t\r.\xa0"))
    first, last = view.token_at(match.start(1)), view.token_at(end - 1) + 1
    comma = next((token for token in range(first, last) if view.words[token] == ","), last)
    if first >= last or any(view.tag[token] in _FINITE for token in range(first, comma)):
        return None
    return (first, last)


def find_introduced(view: View, number: int, people: People) -> Attribution | None:
    """A stretch below or behind a line without a verb that names somebody and ends in a colon."""
    stretch = view.quote_tokens[number]
    colon = stretch[0] - 1
    while colon >= 0 and view.space[colon]:
        colon -= 1
    if colon < 1 or view.words[colon] != ":" or view.quote[colon] >= 0:
        return None
    begin = colon
    while begin and view.paragraph[begin - 1] == view.paragraph[colon] and not view.opens_line(begin):
        if colon - begin > _LONGEST_LABEL or view.quote[begin - 1] >= 0:
            return None
        begin -= 1
    if any(view.tag[token] in _FINITE and view.tree.dep[token] != "relcl" for token in range(begin, colon)):
        return None
    name = people.find_first(begin, colon)
    if name is None:
        return None
    return Attribution([stretch], (colon, colon + 1), name, score=_SURE, signed=True)
