"""Bylines, datelines, mastheads and dates above a story: which line tells what of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from components.articles.dates import FoundDate, find_dates, is_date
from components.articles.outlets import (
    AGENCIES,
    is_acronym,
    is_host,
    is_menu,
    is_name,
    is_outlet,
    is_person,
    is_role,
    write_outlet,
)

MAX_HEADLINE_CHARS = 150
_LABEL = re.compile(
    r"(?P<label>title|headline|source|publication|publisher|newspaper|outlet|author|byline|written by|url|link)"
    r"\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title", "headline": "title", "source": "source", "publication": "source", "publisher": "source",
    "newspaper": "source", "outlet": "source", "author": "author", "byline": "author", "written by": "author",
    "url": "url", "link": "url",
}  # fmt: skip
_MOST_LABELLED = 8  # words after "Source:" and "Author:"; more are a headline
_DATE_LABEL = re.compile(
    r"^(?:(?P<updated>last updated|updated|modified)|first published|published|posted|printed|publication date|date)"
    r"(?: on| at)?\b:?\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:by|words by|story by|text by|written by|from)\s++|by:\s*+)(?P<name>[^\W\d_].*)", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_PARTS = re.compile(r"(?<!\s)\s*+[|•·●]\s*+|(?<!\s)\s++(?:[–—-]{1,2}|/{1,2})\s++")
_DASH = re.compile(r"(?<!\s)\s*+(?:—|–|--)\s*+|(?<!\s)\s++-\s++")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)|/([^/]{2,40})/")
_INNER_BYLINE = re.compile(r"(?<=\s)(?:By|BY)\s++(?=[^\W\d_a-z])")
_LAST_LABEL = re.compile(r"(?:first published|published|posted|last updated|updated)(?: on| at)?:?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """Fields found in the first lines of a text; empty if not found."""

    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    date: str = ""  # as written, without its surroundings
    updated: str = ""  # the date after "Updated", used if there is no other
    opening: str = ""  # first words of the story, the fallback title


def read_line(line: str, *, is_first: bool) -> Head | None:
    """Parse one line of metadata; None for headlines and story."""
    label = _LABEL.fullmatch(line)
    if label is not None:
        field, value = _FIELDS[label["label"].lower()], label["value"]
        n_words = len(value.split())
        is_sentence = n_words > _MOST_LABELLED or (n_words > 3 and value.endswith((".", "?", "!")))
        return None if is_sentence and field in ("source", "author") else Head(**{field: value})
    if _URL.fullmatch(line):
        return Head(url=line)
    if len(line) <= MAX_HEADLINE_CHARS:
        if is_menu(line):
            return Head()
        found = _read_date_line(line) or (None if is_first else _read_dated_name(line)) or _read_parts(line)
        if found is not None:
            return found
        if is_role(line) and not is_first:
            return Head()
        if line.lower() in AGENCIES or is_host(line):
            return Head(source=line)
        byline = _BYLINE.fullmatch(line)
        if byline is not None and is_name(byline["name"]):
            return _split_byline(byline["name"])
    return _read_dateline(line)


def read_credits(text: str) -> tuple[str, Head, int]:
    """Split a headline from the names after it: "Homes first By Jane Doe | The Courier"; with where these begin."""
    stripped = text.rstrip(" ,|•·–—-(:")
    label = _LAST_LABEL.search(stripped)
    if label is not None:
        stripped = stripped[: label.start()].rstrip(" ,|•·–—-(:")
    parts = list(_PARTS.finditer(stripped))
    byline = _INNER_BYLINE.search(stripped)
    start = byline.start() if byline else parts[0].start() if parts else len(stripped)
    told = _tell_apart([part for part in _PARTS.split(stripped[start:].strip(" ,|•·–—-")) if part])
    return stripped[:start].strip(" ,|•·–—-"), told, start


def _read_date_line(line: str) -> Head | None:
    """Parse a line that is or contains a date: "Published 6 December 2024", "By Jane Doe | Dec. 6, 2024"."""
    parts = [part for part in _PARTS.split(line) if part]
    byline = _BYLINE.fullmatch(parts[0]) if parts else None
    if byline is not None:  # "By Jane Doe, 6 December 2024"
        first = next(find_dates(parts[0]), None)
        if first is not None:
            parts[:1] = [parts[0][: first.start].rstrip(" ,"), parts[0][first.start :]]
    for number, part in enumerate(parts):
        label = _DATE_LABEL.match(part)
        written = _read_whole_date(part[label.end() :] if label else part)
        if not written:
            continue
        others = [other for other in parts[:number] + parts[number + 1 :] if not _holds_date(other)]
        told = _tell_apart(others)
        if any(len(other.split()) > 6 for other in others) and not told.title:
            return None  # a headline with a date in it
        dated = {"updated": written} if label and label["updated"] else {"date": written}
        return Head(told.title, told.author, told.source, **dated)
    return None


def _read_parts(line: str) -> Head | None:
    """Parse a line of a headline, names and an outlet: "By Jane Doe | The Courier", "Homes first - The Courier"."""
    parts = [part for part in _PARTS.split(line) if part]
    if len(parts) < 2 or is_acronym(parts[0]):  # "ROME - The pope …"
        return None
    told = _tell_apart(parts)
    if told.source and (told.author or told.title):
        return told
    return told if _BYLINE.fullmatch(parts[0]) and told.author and not told.title else None


def _tell_apart(parts: Sequence[str]) -> Head:
    """Which of a line's parts is headline, author and outlet."""
    title = author = source = ""
    for part in parts:
        byline = _BYLINE.fullmatch(part)
        if byline is not None and is_name(byline["name"]):
            told = _split_byline(byline["name"])
            author, source = author or told.author, source or told.source
        elif is_outlet(part):
            source = source or write_outlet(part)
        elif is_menu(part):
            continue
        elif is_person(part):
            author = author or part
        elif len(part.split()) > 2 and not is_name(part):
            title = title or part
    return Head(title, author, source)


def _split_byline(name: str) -> Head:
    """An author, with the outlet that stands behind: "Jane Doe, The Courier", "Jane Doe for The Courier"."""
    for between in (", ", " for ", " of ", " at "):
        person, _, outlet = name.rpartition(between)
        if person and is_outlet(outlet) and outlet.split()[-1].lower() != "reporter":
            return Head(author=person.rstrip(" ,"), source=write_outlet(outlet))
    is_staff = name.lower() in AGENCIES or name.startswith(("The ", "THE ")) or any(map(is_acronym, name.split()[:1]))
    return Head(source=write_outlet(name)) if is_staff and is_outlet(name) else Head(author=name)


def _read_dated_name(line: str) -> Head | None:
    """Parse "Jane Doe, The Gazette, 6 December 2024" below a headline."""
    found = next(find_dates(line), None)
    if found is None or not line[: found.start].endswith(", ") or line[found.end :].strip(" .)"):
        return None
    names = line[: found.start].rstrip(" ,")
    if not is_name(names):
        return None
    told = _tell_apart(names.split(", "))
    return Head(author=told.author if told.source else "", source=told.source, date=found.text)


def _holds_date(part: str) -> bool:
    return any(True for _ in find_dates(part))


def _read_whole_date(part: str) -> str:
    """Return a phrase if it is a date, else ""."""
    return next(find_dates(part)).text if is_date(part) else ""


def _read_dateline(line: str) -> Head | None:
    """Parse a dateline: "SKERROW, 2 March 2026 (Nordwire) - Cargo handling …"."""
    dash = _DASH.search(line, 0, 120)
    if dash is None or not dash.start() or len(line) - dash.end() < 2:
        return None
    start = line[: dash.start()]
    bracket = _IN_BRACKETS.search(start)
    source = (bracket[1] or bracket[2]).strip() if bracket else ""
    if bracket and start[bracket.end() :].strip(" ,"):
        return None
    place = start[: bracket.start()] if bracket else start
    found = next(find_dates(place), None)
    if found is not None:
        if place[found.end :].strip(" ,."):
            return None
        place = place[: found.start]
    place = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "", place, flags=re.IGNORECASE).strip(" ,.")
    if place.lower() in AGENCIES and not source and not found:
        place, source = "", place
    if not _is_dateline(place, source, found):
        return None
    if not source and not found and (len(line) <= MAX_HEADLINE_CHARS and not line.endswith(".")):
        return None  # "WAR AT SEA - what we know"
    if source and not is_name(source):
        source = ""
    return Head(source=source, date=found.text if found else "", opening=line[dash.end() :])


def _is_dateline(place: str, source: str, found: FoundDate | None) -> bool:
    if len(place.split()) > 7 or any(character.isdigit() for character in place):
        return False
    if not place:
        return bool(source) and (source.lower() in AGENCIES or source[0].isupper())
    if not place[0].isupper():
        return False
    letters = [character for character in place.split(",")[0] if character.isalpha()]
    shouted = len(letters) > 1 and all(character.isupper() for character in letters)
    return shouted or bool(found) or source.lower() in AGENCIES
