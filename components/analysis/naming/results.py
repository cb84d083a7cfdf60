"""Lines of results in sport: "Leeds 2 Hull 1", "Leeds v Hull", and rows of tables, "Leeds 12 8 2 2 24 9 26"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.naming.lists import is_country
from components.analysis.naming.spans import Candidate
from components.analysis.naming.words import Words

_LONGEST = 30  # tokens of a line
_NAME = 4  # tokens of a team's name
_ROW = 4  # numbers behind a team that make a row of a table
_AGAINST = frozenset(("v", "vs", "vs.", "versus"))


def find_results(words: Words) -> list[Candidate]:
    """The teams in lines that are results, fixtures or rows of a table; countries among them stay places."""
    if not words.sport:
        return []
    found: list[Candidate] = []
    begin = 0
    for i in range(len(words) + 1):
        if i == len(words) or "\n" in words.texts[i]:
            if 2 < i - begin <= _LONGEST:
                found.extend(_read_line(words, begin, i))
            begin = i + 1
    return found


def _read_line(words: Words, begin: int, end: int) -> Iterator[Candidate]:
    if words.texts[begin].rstrip(".").isdigit():  # the rank in a table
        begin += 2 if words.texts[begin + 1] == "." else 1
    first = _find_name(words, begin, end)
    if first == begin or first >= end:
        return
    if words.lower[first] in _AGAINST:
        second = _find_name(words, first + 1, end)
        if second > first + 1:
            yield _build(words, begin, first)
            yield _build(words, first + 1, second)
        return
    numbers = first
    while numbers < end and (_is_number(words.texts[numbers]) or (numbers > first and words.texts[numbers] == "-")):
        numbers += 1
    if numbers - first >= _ROW:
        yield _build(words, begin, first)
    elif numbers - first == 1:
        i = _skip_brackets(words, numbers, end)
        second = _find_name(words, i, end)
        if i < second < end and _is_number(words.texts[second]):
            yield _build(words, begin, first)
            yield _build(words, i, second)


def _is_number(text: str) -> bool:
    return text.lstrip(".").replace(".", "").isdigit()


def _find_name(words: Words, i: int, end: int) -> int:
    """Where a name of capitalised words ends that begins at `i`; `i` where there is none."""
    j = i
    while j < end and j - i < _NAME and words.texts[j][0].isupper() and words.texts[j].replace(".", "").isalpha():
        j += 1
    return j


def _skip_brackets(words: Words, i: int, end: int) -> int:
    """Behind the scorers that stand in brackets after a team's goals."""
    if i < end and words.texts[i] == "(":
        return next((j + 1 for j in range(i, end) if words.texts[j] == ")"), i)
    return i


def _build(words: Words, start: int, end: int) -> Candidate:
    country = is_country(" ".join(words.plain[start:end]))
    return Candidate(start, end, "place" if country else "organisation", "result")
