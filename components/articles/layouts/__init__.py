"""Exports of news databases: one module a layout; a new one is added to LAYOUTS.

A layout says how it is recognised, how a file is cut into articles, and which line is what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.articles.drafts import Draft, complete_article
from components.articles.formats import clean_text
from components.articles.layouts.ebsco import EBSCO
from components.articles.layouts.europresse import EUROPRESSE
from components.articles.layouts.factiva import FACTIVA
from components.articles.layouts.fields import Found, Layout
from components.articles.layouts.labelled import LABELLED
from components.articles.layouts.lexisnexis import LEXISNEXIS
from components.articles.layouts.newsbank import NEWSBANK
from components.articles.layouts.nexis import NEXIS
from components.articles.layouts.proquest import PROQUEST
from components.articles.layouts.retriever import RETRIEVER
from components.articles.lines import Line, Opened
from components.types import Article, DatelineError, Skipped

LAYOUTS: tuple[Layout, ...] = (
    FACTIVA,
    PROQUEST,
    LEXISNEXIS,
    EBSCO,
    NEXIS,
    NEWSBANK,
    EUROPRESSE,
    RETRIEVER,
    LABELLED,
)  # surest first
_MARKED_CHARS = 300_000  # within which the first article of an export ends
_NO_BODY = "The export from {name} holds only the title or a summary of “{title}”, not its text."


def find_layout(opened: Opened) -> tuple[Layout, Sequence[Line]] | None:
    """The layout that a file has, with the file's lines; None if it is no export of a news database."""
    fitting = [layout for layout in LAYOUTS if layout.mark.search(opened.text, 0, _MARKED_CHARS)]
    if not fitting:
        return None
    lines = opened.split()
    layout = next((layout for layout in fitting if layout.recognise(lines)), None)
    return (layout, lines) if layout is not None else None


def read_export(path: str, opened: Opened, *, day_first: bool | None = None) -> Iterator[Article | Skipped] | None:
    """The articles of an export, or None if the file is none."""
    fitting = find_layout(opened)
    if fitting is None:
        return None
    layout, lines = fitting
    found = (one for piece in layout.cut(lines) if (one := layout.read(piece)) is not None)
    first = next(found, None)
    return None if first is None else _build_articles(path, opened, layout, first, found, day_first)


def _build_articles(
    path: str, opened: Opened, layout: Layout, first: Found, others: Iterator[Found], day_first: bool | None
) -> Iterator[Article | Skipped]:
    second = next(others, None)
    if second is None:
        yield _build_article(path, opened, layout, first, day_first)
        return
    yield _build_article(f"{path}#1", opened, layout, first, day_first)
    yield _build_article(f"{path}#2", opened, layout, second, day_first)
    for number, found in enumerate(others, start=3):
        yield _build_article(f"{path}#{number}", opened, layout, found, day_first)


def _build_article(
    path: str, opened: Opened, layout: Layout, found: Found, day_first: bool | None
) -> Article | Skipped:
    text = clean_text(opened.join(found.body))
    if not any(character.isalpha() for character in text):
        return Skipped(path, _NO_BODY.format(name=layout.name, title=found.title or path))
    draft = Draft(
        text=text,
        title=found.title,
        date=found.date,
        source=found.source,
        author=found.author,
        url=found.url,
        section=found.section,
    )
    try:
        return complete_article(draft, path, day_first=found.day_first if day_first is None else day_first)
    except DatelineError as error:
        return Skipped(path, str(error))
