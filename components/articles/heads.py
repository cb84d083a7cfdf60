"""Headline, byline and dateline parsing from the first lines of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from components.articles.dates import FoundDate, find_dates, is_date

AGENCIES = frozenset({
    "reuters", "ap", "associated press", "the associated press", "afp", "agence france-presse", "dpa", "pa", "pa media",
    "upi", "bloomberg", "bloomberg news", "xinhua", "tass", "ansa", "efe", "interfax", "kyodo", "kyodo news", "yonhap",
    "ians", "pti", "anp", "belga", "ritzau", "apa",
})  # fmt: skip
HEAD_LINES = 14  # non-empty lines; anything further down is story
HEAD_CHARS = 4_000
MAX_HEADLINE_CHARS = 150
_HEADLINE_LINES = 3
_HEADLINE_SHARE = 0.75  # of the next line's length: a headline is shorter than body text
_WRAPPED_LINE = 45  # characters from which a headline may be wrapped
TITLE_WORDS = 10  # in a title made from the first words

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
_DATE_LABEL = re.compile(
    r"^(?:(?P<updated>last updated|updated|modified)|first published|published|posted|printed|publication date|date)"
    r"(?: on| at)?\b:?\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|words by|story by|text by|from)\s+(?P<name>[^\W\d_].*)", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_PARTS = re.compile(r"(?<!\s)\s*+[|•·●]\s*+|(?<!\s)\s++[–—-]{1,2}\s++")
_DASH = re.compile(r"(?<!\s)\s*+(?:—|–|--)\s*+|(?<!\s)\s++-\s++")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)|/([^/]{2,40})/")
_SIGNED = re.compile(r"(?:[—–-]+\s*|\()(?P<name>[^()]{2,40}?)\)?")
_HASH = re.compile(r"[0-9a-f]{8,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S*\.(?:txt|md|html?|pdf|docx?|odt|rtf|csv|tsv|jsonl?|zip|xlsx?|indd|qxd|pages|php|aspx?)", re.IGNORECASE
)
_NO_TITLE = frozenset({
    "untitled", "untitled document", "untitled-1", "document", "document1", "no title", "title", "headline", "none",
    "null", "nan", "n/a", "na", "-", "powerpoint presentation", "word document", "article", "home", "index",
})  # fmt: skip
_KICKERS = frozenset({  # labels printed above a headline
    "opinion", "analysis", "comment", "editorial", "feature", "interview", "exclusive", "breaking news", "news",
    "world", "politics", "business", "sport", "culture", "for immediate release", "press release", "share", "save",
})  # fmt: skip
# Words that no headline ends with.
_GOES_ON = re.compile(r"\s(?:a|an|the|of|to|and|or|in|on|at|for|by|with|from|that|is|was)$")
_LETTER = re.compile(r"[^\W\d_]")


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


def read_head(text: str) -> Head:
    """Parse the first lines of a text."""
    lines = [line.strip() for line in text[:HEAD_CHARS].splitlines()]
    head = Head()
    n_seen = n_taken = 0
    for number, line in enumerate(lines):
        if number < n_taken or not line:
            continue
        n_seen += 1
        if n_seen > HEAD_LINES:
            break
        found = _read_line(line, is_first=n_seen == 1)
        if found is not None:
            if found.opening:
                found = replace(found, opening=_join_paragraph([found.opening, *lines[number + 1 :]]))
            head = _fill(head, found)
        elif not head.opening and is_title(line) and line.lower() not in _KICKERS:
            title, n_lines = ("", 0) if head.title else _read_headline(lines[number:])
            n_taken = number + n_lines
            head = replace(head, title=title) if title else replace(head, opening=_join_paragraph(lines[number:]))
    if not head.source:
        head = replace(head, source=_read_signature(text))
    return replace(head, date=head.date or head.updated)


def is_title(text: str) -> bool:
    """False for what cannot be a title: a number, a hash, a file name, "untitled"."""
    plain = text.strip().strip("\"'“”‘’[]()<>").lower()
    if not _LETTER.search(plain) or plain in _NO_TITLE:
        return False
    if _HASH.fullmatch(plain.replace("_", "-")) and any(character.isdigit() for character in plain):
        return False
    return not (_FILE_NAME.fullmatch(plain) or _URL.fullmatch(plain))


def build_title(opening: str) -> str:
    """Make a title from the first words of a text."""
    words = opening.split()
    title = " ".join(words[:TITLE_WORDS])
    if len(title) > MAX_HEADLINE_CHARS:  # a script without spaces between words
        return title[: MAX_HEADLINE_CHARS // 2] + " …"
    return title.rstrip(",;:–—- ") + " …" if len(words) > TITLE_WORDS else title


def _fill(head: Head, found: Head) -> Head:
    """Merge two heads; fields already known win."""
    return Head(*(getattr(head, name) or getattr(found, name) for name in Head.__slots__))


def _join_paragraph(lines: Sequence[str]) -> str:
    """The first paragraph of these lines."""
    return " ".join(takewhile(bool, lines))


def _read_line(line: str, *, is_first: bool) -> Head | None:
    """Parse one line of metadata; None for headlines and story."""
    label = _LABEL.fullmatch(line)
    if label is not None:
        return Head(**{_FIELDS[label["label"].lower()]: label["value"]})
    if _URL.fullmatch(line):
        return Head(url=line)
    if len(line) <= MAX_HEADLINE_CHARS:
        found = _read_date_line(line) or (None if is_first else _read_dated_name(line))
        if found is not None:
            return found
        if line.lower() in AGENCIES:
            return Head(source=line)
        byline = _BYLINE.fullmatch(line)
        if byline is not None and _is_name(byline["name"]):
            return Head(author=byline["name"])
    return _read_dateline(line)


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
        author = next((found["name"] for other in others if (found := _BYLINE.fullmatch(other))), "")
        if any(len(other.split()) > 6 for other in others):
            return None  # a headline with a date in it
        if label and label["updated"]:
            return Head(author=author, updated=written)
        return Head(author=author, date=written)
    return None


def _read_dated_name(line: str) -> Head | None:
    """Parse "Jane Doe, The Gazette, 6 December 2024" below a headline; which name is whose stays open."""
    found = next(find_dates(line), None)
    if found is None or not line[: found.start].endswith(", ") or line[found.end :].strip(" .)"):
        return None
    return Head(date=found.text) if _is_name(line[: found.start].rstrip(" ,")) else None


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
    if source and not _is_name(source):
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


def _is_name(text: str) -> bool:
    """True for what may be the name of a person, a group or an outlet."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not 0 < len(words) <= 12 or len(text) > 100 or text.endswith((".", "?", "!", ":")):
        return False
    return words[0][0].isupper() and sum(word[0].isupper() for word in words) >= len(words) / 2


def _read_headline(lines: Sequence[str]) -> tuple[str, int]:
    """The headline at the start of these lines and its number of lines; "" if they start with the story."""
    block: list[str] = []
    for line in lines:
        if not line or (block and _read_line(line, is_first=False) is not None):
            break
        block.append(line)
    if len(block) <= _HEADLINE_LINES:
        joined = [line for before, line in pairwise(["", *block]) if _is_wrapped(before, line)]
        if len(joined) == len(block) and _is_headline(" ".join(joined)):
            return " ".join(joined).lstrip("# "), len(block)
    if len(block) == 1 or not _is_headline(block[0]) or block[1][0].islower():
        return "", 0
    is_short = len(block) <= _HEADLINE_LINES or len(block[0]) <= _HEADLINE_SHARE * len(block[1])
    return (block[0].lstrip("# "), 1) if is_short else ("", 0)


def _is_wrapped(before: str, line: str) -> bool:
    """True if a line continues the one before."""
    return not before or len(before) >= _WRAPPED_LINE or line[0].islower()


def _is_headline(text: str) -> bool:
    text = text.lstrip("# ").strip()
    if not 2 <= len(text.split()) <= 30 or len(text) > MAX_HEADLINE_CHARS or not is_title(text):
        return False
    ending = text.rstrip("\"'”’»)")
    if ending.endswith((",", ";", ":")) or _GOES_ON.search(ending):
        return False
    return not ending.endswith(".") or ending.endswith("...") or bool(re.search(r"\b(?:[A-Z]\.){2,}$", ending))


def _read_signature(text: str) -> str:
    """The news agency that signs the last line: "— Reuters", "(AP)"."""
    last = text[-200:].rstrip().rpartition("\n")[2].strip()
    signed = _SIGNED.fullmatch(last)
    return signed["name"].strip() if signed and signed["name"].strip().lower() in AGENCIES else ""
