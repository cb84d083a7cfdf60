"""Names that the shape of the text shows: datelines, names behind titles, given names with a surname."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis import gazetteer
from components.analysis.naming.lexicon import DATE_WORDS, HONORIFICS, NOT_NAMES, ORG_HEADS, PLACE_HEADS, TITLES
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate, is_name_word, is_title
from components.analysis.naming.words import Words

_DASHES = frozenset(("-", "–", "—", "--"))
_DATELINE = 16  # tokens within which a dateline ends


def add_patterns(words: Words, found: list[Candidate]) -> list[Candidate]:
    """The candidates and those that patterns show; datelines win over all others."""
    sure = list(_find_datelines(words))
    if sure:
        covered = {i for candidate in sure for i in range(candidate.start, candidate.end)}
        found = [c for c in found if covered.isdisjoint(range(c.start, c.end))]
    taken = {i for candidate in (*found, *sure) for i in range(candidate.start, candidate.end)}
    more = list(_find_people(words, taken))
    if not sure and not more:
        return found
    return sorted([*found, *sure, *more], key=lambda candidate: candidate.start)


def _find_datelines(words: Words) -> Iterator[Candidate]:
    """ "LONDON/PARIS, March 3 (Reuters) - …" at the beginning of a line: places and the agency."""
    at_start = True
    for i, text in enumerate(words.texts):
        if at_start and text.isupper() and len(text) > 2 and text.isalpha():
            yield from _read_dateline(words, i)
        at_start = text.isspace() and "\n" in text


def _read_dateline(words: Words, begin: int) -> Iterator[Candidate]:
    limit = min(begin + _DATELINE, len(words))
    end = next((i for i in range(begin + 1, limit) if words.texts[i] in _DASHES and _stands_free(words, i)), 0)
    if not end or any("\n" in words.texts[i] for i in range(begin, end)):
        return
    agency = 0
    if words.texts[end - 1] == ")" and "(" in words.texts[begin:end]:
        agency = begin + words.texts[begin:end].index("(")
    stop = agency or end
    names = []
    i = begin
    while i < stop:
        j = i
        while j < stop and words.texts[j].replace(".", "").replace("-", "").isalpha() and words.texts[j][0].isupper():
            j += 1
        if j == i:
            i += 1
            continue
        if words.lower[i] not in NOT_NAMES and not words.texts[i][0].islower():
            names.append((i, j))
        i = j + 1
    capitals = [(a, b) for a, b in names if all(words.texts[k].isupper() for k in range(a, b))]
    if not capitals or (not agency and len(names) > 3):
        return
    for a, b in names:
        if (a, b) in capitals or match_lists(words, a, b):
            yield Candidate(a, b, "place", "dateline")
    if agency and end - agency > 2 and end - agency < 7:
        yield Candidate(agency + 1, end - 1, "organisation", "dateline")


def _stands_free(words: Words, i: int) -> bool:
    return words.texts[i] != "-" or words.starts[i] > words.starts[i - 1] + len(words.texts[i - 1])


def _find_people(words: Words, taken: set[int]) -> Iterator[Candidate]:
    """Untagged capitalised words behind a title, or that begin with a given name."""
    given = gazetteer.given_names()
    i, n = 0, len(words)
    while i < n:
        plain = is_name_word(words, i) and not words.texts[i].isupper() and not words.headline[i]
        if i in taken or not plain or is_title(words, i):
            i += 1
            continue
        end = i + 1
        while end < n and end not in taken and is_name_word(words, end) and words.texts[end].isalpha():
            end += 1
        last = words.texts[end - 1]
        titled = bool(i) and (words.lower[i - 1] in HONORIFICS or words.lower[i - 1] in TITLES) and (i - 1) not in taken
        named = words.texts[i] in given and end - i > 1
        fits = last not in ORG_HEADS and last not in PLACE_HEADS and end - i < 5 and end not in taken
        if fits and (titled or named) and words.lower[i] not in NOT_NAMES:
            yield Candidate(i, end, "person", "pattern", i - 1 if titled else -1)
        i = end


def find_runs(words: Words, found: list[Candidate]) -> list[Candidate]:
    """The candidates and what else is written like a name; the vote says whether anything speaks for it."""
    taken = {i for candidate in found for i in range(candidate.start, candidate.end)}
    more = []
    i, n = 0, len(words)
    while i < n:
        if i in taken or words.headline[i] or not is_name_word(words, i):
            i += 1
            continue
        end = i + 1
        while end < n and end not in taken and (is_name_word(words, end) or _links(words, end)):
            end += 1
        if _may_be_name(words, i, end):
            more.append(Candidate(i, end, "", "run"))
        i = end
    return sorted([*found, *more], key=lambda candidate: candidate.start) if more else found


def _links(words: Words, i: int) -> bool:
    if i + 1 >= len(words) or not is_name_word(words, i + 1):
        return False
    return words.texts[i] == "&" or (words.texts[i] == "-" and not _stands_free(words, i))


def _may_be_name(words: Words, start: int, end: int) -> bool:
    if all(words.lower[i] in NOT_NAMES or words.lower[i] in DATE_WORDS for i in range(start, end)):
        return False
    if is_title(words, start) or any(words.texts[i].isupper() and len(words.texts[i]) > 5 for i in range(start, end)):
        return False
    return end - start < 6 and words.texts[start][0].isalpha()
