"""The first lines of a text: headline, author, source and date, told from the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile

from components.articles.bylines import MAX_HEADLINE_CHARS, Head, read_credits, read_line
from components.articles.dates import find_dates
from components.articles.outlets import AGENCIES, is_menu, is_outlet, is_person, write_outlet
from components.types import Span

HEAD_LINES = 14  # non-empty lines; anything further down is story
HEAD_CHARS = 4_000
_HEADLINE_LINES = 3
_HEADLINE_SHARE = 0.75  # of the next line's length: a headline is shorter than body text
_WRAPPED_LINE = 45  # characters from which a headline may be wrapped
_MENU, _MENU_WORDS = 3, 3  # other lines of a menu at least; words of each at most
_NEAR = 8  # lines below a bare name in which a byline may tell who wrote it
_ONE_LINE_HEAD = 250  # characters in which a text without line breaks names its author and date
TITLE_WORDS = 10  # in a title made from the first words

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_SIGNED = re.compile(r"(?:[—–-]+\s*|\()(?P<name>[^()]{2,40}?)\)?")
_HASH = re.compile(r"[0-9a-f]{8,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S*\.(?:txt|md|html?|pdf|docx?|odt|rtf|csv|tsv|jsonl?|zip|xlsx?|indd|qxd|pages|php|aspx?)", re.IGNORECASE
)
_NO_TITLE = frozenset({
    "untitled", "untitled document", "untitled-1", "document", "document1", "no title", "title", "headline", "none",
    "null", "nan", "n/a", "na", "-", "powerpoint presentation", "word document", "article", "home", "index",
})  # fmt: skip
# Words that no headline ends with.
_GOES_ON = re.compile(r"\s(?:a|an|the|of|to|and|or|in|on|at|for|by|with|from|that|is|was)$")
_LETTER = re.compile(r"[^\W\d_]")


def read_head(text: str) -> Head:
    """Parse the first lines of a text."""
    head, _ = _scan(text)
    if not head.source:
        head = replace(head, source=_read_signature(text))
    return replace(head, date=head.date or head.updated)


def find_head_lines(text: str) -> list[Span]:
    """The lines above the story that are neither headline nor story: masthead, byline, date, menu."""
    return _scan(text)[1]


def _scan(text: str) -> tuple[Head, list[Span]]:
    lines = text[:HEAD_CHARS].splitlines(keepends=True)
    spans = []
    at = 0
    for line in lines:
        start = at + len(line) - len(line.lstrip())
        spans.append((start, max(start, at + len(line.rstrip()))))
        at += len(line)
    lines = [line.strip() for line in lines]
    if sum(map(bool, lines)) == 1 and len(text) <= HEAD_CHARS * 10:
        told = _read_one_line(text)
        if told is not None:
            return told
    head = Head()
    found_in: list[Span] = []
    n_seen = n_taken = 0
    for number, line in enumerate(lines):
        if number < n_taken or not line:
            continue
        found = read_line(line, is_first=not n_seen)
        if found is None and not head.opening:
            found = _read_beside(lines, number, head)
        n_seen += found != Head()
        if n_seen > HEAD_LINES:
            break
        if found is not None:
            if not head.opening and not found.opening and not found.title:
                found_in.append(spans[number])
            if found.opening:
                found = replace(found, opening=_join_paragraph([found.opening, *lines[number + 1 :]]))
            head = _fill(head, found)
        elif not head.opening and is_title(line):
            if not head.title and len(line.split()) == 1 and read_headline(_rest(lines, number))[0]:
                continue  # a place or a section above the headline
            title, n_lines = ("", 0) if head.title else read_headline(lines[number:])
            n_taken = number + n_lines
            head = replace(head, title=title) if title else replace(head, opening=_join_paragraph(lines[number:]))
    return head, found_in


def _read_beside(lines: Sequence[str], number: int, head: Head) -> Head | None:
    """Parse a line by those beside it: a masthead above the headline, a name below it, a word of a menu."""
    line, rest = lines[number], _rest(lines, number)
    if is_outlet(line) and not head.source and (head.title or read_headline(_below_menu(rest))[0]):
        return Head(source=write_outlet(line))
    before = next((other for other in reversed(lines[:number]) if other), "")
    below = rest[0] if rest else ""
    if head.title:
        is_edge = any(_has_fields(other) for other in (before, below))
        if not is_edge or not is_person(line):
            return None
        is_told = head.author or any((read_line(one, is_first=False) or Head()).author for one in rest[:_NEAR])
        return Head() if is_told else Head(author=line)
    run = [*takewhile(_is_short, reversed([one for one in lines[:number] if one])), *takewhile(_is_short, rest)]
    in_menu = _is_short(line) and len(run) >= _MENU and sum(map(is_menu, run)) > 1 and not _has_fields(below)
    return Head() if in_menu else None


def _rest(lines: Sequence[str], number: int) -> list[str]:
    """The lines after this one and the gap below it, with the gaps of their own."""
    return list(dropwhile(lambda line: not line, lines[number + 1 :]))


def _below_menu(lines: Sequence[str]) -> list[str]:
    return list(dropwhile(lambda line: not line or is_menu(line), lines))


def _has_fields(line: str) -> bool:
    return bool(line) and (is_outlet(line) or (read_line(line, is_first=False) or Head()) != Head())


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MENU_WORDS and line[-1:] not in ".?!"


def _read_one_line(text: str) -> tuple[Head, list[Span]] | None:
    """Parse a text whose line breaks are lost: "The Courier Homes first By Jane Doe 6 December 2024 The mayor …"."""
    found = next(find_dates(text[:_ONE_LINE_HEAD]), None)
    if found is None or len(text) - found.end < _ONE_LINE_HEAD:
        return None
    title, told, start = read_credits(text[: found.start])
    if not told.author and not told.source:
        return None
    words = title.split()
    n_shouted = len([*takewhile(str.isupper, words)])
    masthead = next((n for n in range(n_shouted, 0, -1) if is_outlet(" ".join(words[:n])) and n < len(words)), 0)
    spans = [(start, found.end)]
    if masthead:
        told = replace(told, source=told.source or write_outlet(" ".join(words[:masthead])))
        first = len(text) - len(text.lstrip())
        spans.insert(0, (first, text.index(words[masthead - 1], first) + len(words[masthead - 1])))
    title = " ".join(words[masthead:])
    if not _is_headline(title):
        return None
    return replace(told, title=title, date=found.text, opening=text[found.end :].lstrip(" |,–—-")), spans


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


def read_headline(lines: Sequence[str]) -> tuple[str, int]:
    """The headline at the start of these lines and its number of lines; "" if they start with the story."""
    block: list[str] = []
    for line in lines:
        if not line or (block and read_line(line, is_first=False) is not None):
            break
        block.append(line)
    if not block:
        return "", 0
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
