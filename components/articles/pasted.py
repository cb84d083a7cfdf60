"""Several articles in one pasted text: an export of a database, or where they are clearly apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.articles.bylines import read_line
from components.articles.dates import parse_date
from components.articles.drafts import Draft
from components.articles.formats import clean_text
from components.articles.heads import read_head, read_headline
from components.articles.layouts import find_layout, read_export
from components.articles.lines import Opened, split_lines
from components.types import Article, Skipped

FEWEST_WORDS = 30  # of an article: what is shorter is a part of one
_RULE = re.compile(r"(?:[-=*_#~•–—]\s?){3,80}|end of (?:document|article|text)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|headline)\s*:\s*\S.*", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Za-z][A-Za-z ]{1,20}:\s*\S.*")
_NEAR = 3  # lines below a headline in which a byline or a date must stand


@dataclass(frozen=True, slots=True)
class PastedExport:
    """What a pasted export of a news database holds."""

    name: str  # of the database
    items: Sequence[Article | Skipped]


def read_pasted_export(text: str, path: str = "pasted text") -> PastedExport | None:
    """The articles of an export that was pasted, each with its fields; None for any other text."""
    text = clean_text(text)
    opened = Opened(text, lambda: split_lines(text), lambda: Draft(text))
    found = find_layout(opened)
    items = list(read_export(path, opened) or ()) if found else []
    return PastedExport(found[0].name, items) if found and items else None


def split_pasted(text: str) -> list[str]:
    """The articles in a text: parts between rules, or that begin with a title's label or a headline and byline."""
    lines = text.splitlines()
    for starts in (_find_rules(lines), _find_labels(lines), _find_heads(lines)):
        edges = sorted({0, *starts, len(lines)})
        parts = ["\n".join(lines[a:b]) for a, b in pairwise(edges)]
        parts = [part for part in (_strip_rules(part) for part in parts) if part]
        if len(parts) > 1 and all(_is_article(part) for part in parts):
            return parts
    return [text]


def _is_article(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS and bool(read_head(text).title)


def _strip_rules(text: str) -> str:
    lines = text.strip().splitlines()
    while lines and _RULE.fullmatch(lines[0].strip() or "---"):
        del lines[0]
    while lines and _RULE.fullmatch(lines[-1].strip() or "---"):
        del lines[-1]
    return "\n".join(lines)


def _find_rules(lines: list[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if len(line) < 200 and _RULE.fullmatch(line.strip())]


def _find_labels(lines: list[str]) -> list[int]:
    """The first lines of blocks of labels that have a title's."""
    starts: list[int] = []
    for number, line in enumerate(lines):
        if len(line) < 400 and _TITLE.fullmatch(line.strip()):
            last = starts[-1] if starts else -1
            while number - 1 > last and len(lines[number - 1]) < 400 and _LABELLED.fullmatch(lines[number - 1].strip()):
                number -= 1
            starts.append(number)
    return starts


def _find_heads(lines: list[str]) -> list[int]:
    """The lines where, after a gap, a headline stands with a byline or a whole date below it."""
    starts = []
    for number, line in enumerate(lines):
        if not line.strip() or (number and lines[number - 1].strip()):
            continue
        n = read_headline([one.strip() for one in lines[number : number + 8]])[1]
        below = [one.strip() for one in lines[number + n :][: 2 * _NEAR] if one.strip()][:_NEAR]
        if n and any(_tells(one) for one in below):
            starts.append(number)
    return starts


def _tells(line: str) -> bool:
    found = read_line(line, is_first=False) if len(line) < 200 else None
    return found is not None and not found.opening and bool(found.author or parse_date(found.date or found.updated))
