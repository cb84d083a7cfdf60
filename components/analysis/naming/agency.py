"""Datelines and the lines that name who wrote: "LONDON (Reuters) - …", "(Reporting by A. B. in Cairo)"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.naming.lexicon import NOT_NAMES, PARTICLES
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate
from components.analysis.naming.words import Words

_DASHES = frozenset(("-", "–", "—", "--"))
_DATELINE = 16  # tokens within which a dateline ends
_BYLINE = 80  # tokens within which a line of credits ends
_NO_SPEAKER = frozenset(
    ("note", "update", "correction", "breaking", "exclusive", "watch", "read", "video", "photo", "q")
)
_CREDITS = frozenset(("reporting", "editing", "writing", "compiled", "reported", "edited", "written", "report"))


def find_agency_lines(words: Words) -> list[Candidate]:
    """Places and agencies of datelines, people and places of credits; in order, none overlaps another."""
    found: list[Candidate] = []
    at_start = True
    end = 0
    for i, text in enumerate(words.texts):
        if i >= end:
            if at_start and (label := _read_label(words, i)):
                found.append(label)
            elif at_start and text.isupper() and len(text) > 2 and text.isalpha():
                found.extend(_read_dateline(words, i))
            elif at_start and text == "By":
                found.extend(_read_byline(words, i))
            elif words.lower[i] in _CREDITS and words.lower[i + 1 : i + 2] == ["by"]:
                end = _find_end(words, i)
                found.extend(_read_credits(words, i + 1, end))
        at_start = text.isspace() and "\n" in text
    return found


def _read_label(words: Words, i: int) -> Candidate | None:
    """The speaker of a line of a transcript: "SMITH: …"."""
    for end in range(i + 1, min(i + 4, len(words))):
        if words.texts[end] == ":":
            names = all(text.isupper() and text.isalpha() and len(text) > 1 for text in words.texts[i:end])
            return Candidate(i, end, "person", "dateline") if names and words.lower[i] not in _NO_SPEAKER else None
    return None


def _read_dateline(words: Words, begin: int) -> Iterator[Candidate]:
    limit = min(begin + _DATELINE, len(words))
    end = next((i for i in range(begin + 1, limit) if words.texts[i] in _DASHES and stands_free(words, i)), 0)
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


def stands_free(words: Words, i: int) -> bool:
    """Whether a hyphen stands apart from the word before it, as a dash does."""
    return words.texts[i] != "-" or words.starts[i] > words.starts[i - 1] + len(words.texts[i - 1])


def _find_end(words: Words, begin: int) -> int:
    for i in range(begin, min(begin + _BYLINE, len(words))):
        if words.texts[i] == ")" or "\n" in words.texts[i]:
            return i
    return min(begin + 12, len(words))


def _read_credits(words: Words, begin: int, end: int) -> Iterator[Candidate]:
    """The names of "by A, B and C in D; editing by E": what follows "in" is a place, all else people."""
    kind = "person"
    i = begin
    while i < end:
        lower = words.lower[i]
        if lower in ("by", ";"):
            kind = "person"
        elif lower in ("in", "at", "from"):
            kind = "place"
        elif lower not in ("and", ",", "&", "/", "-"):
            j = _find_name(words, i, end)
            if j > i:
                known = match_lists(words, i, j)
                if known == "place" or words.lower[i - 1] == "in":
                    yield Candidate(i, j, "place", "dateline")
                else:
                    yield Candidate(i, j, "person" if j - i > 1 else kind, "dateline")
                i = j
                continue
            if lower not in ("additional", "reporting", "editing", "writing", "bureau", "newsroom"):
                return
        i += 1


def _read_byline(words: Words, i: int) -> Iterator[Candidate]:
    """ "By Jane Doe and John Roe" alone on its line."""
    end = next((j for j in range(i + 1, min(i + 14, len(words))) if "\n" in words.texts[j]), 0)
    if end and all(
        words.texts[j][0].isupper() or words.texts[j] in (",", "and", "-", "&") or words.texts[j] in PARTICLES
        for j in range(i + 1, end)
    ):
        j = i + 1
        while j < end:
            k = _find_name(words, j, end)
            if k > j + 1 and not match_lists(words, j, k):
                yield Candidate(j, k, "person", "dateline")
            j = max(k, j + 1)


def _find_name(words: Words, i: int, end: int) -> int:
    """Where the capitalised words end that begin at `i`; `i` where there are none."""
    j = i
    while j < end:
        text = words.texts[j]
        joined = text == "-" and j > i and not stands_free(words, j)
        particle = text in PARTICLES and text.islower() and j + 1 < end and words.texts[j + 1][:1].isupper()
        if not (text[0].isupper() or joined or (particle and j > i) or text in ("'", "’")):
            break
        if words.lower[j] in NOT_NAMES and j == i:
            break
        j += 1
    return j
