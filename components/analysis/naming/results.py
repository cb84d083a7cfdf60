"""Lines of results in sport: "Leeds 2 Hull 1", "Leeds v Hull", and rows of tables, "Leeds 12 8 2 2 24 9 26"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.document import Document
from components.analysis.naming.genre import is_sport_report
from components.analysis.naming.lists import is_country
from components.analysis.naming.spans import Candidate

_LONGEST = 30  # tokens of a line
_NAME = 4  # tokens of a team's name
_ROW = 4  # numbers behind a team that make a row of a table
_AGAINST = frozenset(("v", "vs", "vs.", "versus"))


def find_results(doc: Document) -> list[Candidate]:
    """The teams in lines that are results, fixtures or rows of a table; countries among them stay places."""
    if not is_sport_report(doc):
        return []
    found: list[Candidate] = []
    begin = 0
    for i in range(len(doc) + 1):
        if i == len(doc) or "\n" in doc.tokens[i]:
            if 2 < i - begin <= _LONGEST:
                found.extend(_read_line(doc, begin, i))
            begin = i + 1
    return found


def _read_line(doc: Document, begin: int, end: int) -> Iterator[Candidate]:
    if doc.tokens[begin].rstrip(".").isdigit():  # the rank in a table
        begin += 2 if doc.tokens[begin + 1] == "." else 1
    first = _find_name(doc, begin, end)
    if first == begin or first >= end:
        return
    if doc.lower[first] in _AGAINST:
        second = _find_name(doc, first + 1, end)
        if second > first + 1:
            yield _build(doc, begin, first)
            yield _build(doc, first + 1, second)
        return
    numbers = first
    while numbers < end and (_is_number(doc.tokens[numbers]) or (numbers > first and doc.tokens[numbers] == "-")):
        numbers += 1
    if numbers - first >= _ROW:
        yield _build(doc, begin, first)
    elif numbers - first == 1:
        i = _skip_brackets(doc, numbers, end)
        second = _find_name(doc, i, end)
        if i < second < end and _is_number(doc.tokens[second]):
            yield _build(doc, begin, first)
            yield _build(doc, i, second)


def _is_number(text: str) -> bool:
    return text.lstrip(".").replace(".", "").isdigit()


def _find_name(doc: Document, i: int, end: int) -> int:
    """Where a name of capitalised words ends that begins at `i`; `i` where there is none."""
    j = i
    while j < end and j - i < _NAME and doc.tokens[j][0].isupper() and doc.tokens[j].replace(".", "").isalpha():
        j += 1
    return j


def _skip_brackets(doc: Document, i: int, end: int) -> int:
    """Behind the scorers that stand in brackets after a team's goals."""
    if i < end and doc.tokens[i] == "(":
        return next((j + 1 for j in range(i, end) if doc.tokens[j] == ")"), i)
    return i


def _build(doc: Document, start: int, end: int) -> Candidate:
    country = is_country(" ".join(doc.plain[start:end]))
    return Candidate(start, end, "place" if country else "organisation", "result")
