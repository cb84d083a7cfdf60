"""The lines of a file, whatever its format: what the layouts of news databases are recognised and cut by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from components.articles.drafts import Draft

PAGE_START = "page"  # style of the empty line between two printed pages
RULE = "____"  # a horizontal rule, as text files write it
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_CODE = re.compile(r"^\s{0,9}([A-Z]{2,3})[ \xa0]{2,40}(?=\S)")
_WRAPPED = 110  # characters; longer lines are whole paragraphs
_NARROW = 50  # characters; narrower than any text is wrapped
_FULL_LINE = 0.7  # of the longest line; a shorter line ends its paragraph
_HYPHENATED = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text without outer spaces; an empty one parts two blocks."""

    text: str
    style: str = ""  # name of the paragraph's style in Word, tags and classes in HTML, PAGE_START


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's text, both as lines and as the one article that it is if no layout fits."""

    text: str  # the whole text, to be searched
    split: Callable[[], Sequence[Line]]
    read: Callable[[], Draft]
    join: Callable[[Sequence[Line]], str] = field(default=lambda lines: join_body(lines))  # the lines of a body as text
    note: str = ""  # what to know of how the text was read


@dataclass(frozen=True, slots=True)
class Part:
    """One of the texts that a file holds: a message, a chapter, a page."""

    path: str
    opened: Opened


def clean_line(text: str) -> str:
    """A line with single, ordinary spaces; tabs between cells are kept, and set after a code: "HD   A headline"."""
    text = _CODE.sub(r"\1\t", text, count=1)
    cells = (_SPACES.sub(" ", cell).strip() for cell in text.split("\t")) if "\t" in text else [_SPACES.sub(" ", text)]
    return "\t".join(cells).strip()


def split_lines(text: str) -> list[Line]:
    """The lines of a text file."""
    return [Line(clean_line(line)) for line in re.split(r"\r\n|\r|\n", text)]


def split_blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Group lines that no empty line parts."""
    for is_filled, block in groupby(lines, key=lambda line: bool(line.text)):
        if is_filled:
            yield list(block)


def is_dense(lines: Iterable[Line]) -> bool:
    """True if no empty lines part the paragraphs, as in a PDF."""
    return all(line.text or line.style == PAGE_START for line in lines)


def write_lines(lines: Iterable[Line]) -> str:
    """The lines as text, to be searched."""
    return "\n".join(line.text for line in lines)


def part_paragraphs(paragraphs: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of paragraphs, an empty line after each, unless each is one wrapped line of a paragraph."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    if _are_wrapped(lines):
        return lines
    return [line for paragraph in paragraphs for line in (*paragraph, Line(""))]


def _are_wrapped(lines: Sequence[Line]) -> bool:
    """True if several blocks of lines are all but filled to a common width."""
    width = max((len(line.text) for line in lines), default=0)
    if not _NARROW <= width <= _WRAPPED:
        return False
    blocks = (block for block in split_blocks(lines) if len(block) > 2)
    return sum(all(len(line.text) >= _FULL_LINE * width for line in block[:-1]) for block in blocks) > 1


def join_body(lines: Sequence[Line]) -> str:
    """Paragraphs parted by blank lines; lines that were wrapped at a fixed width are joined."""
    width = max((len(line.text) for line in lines), default=0)
    full = _FULL_LINE * width
    is_wrapped = width <= _WRAPPED and sum(len(line.text) >= full for line in lines) > 1
    paragraphs: list[str] = []
    for block in split_blocks(lines):
        before = ""
        for line in block:
            if before and is_wrapped and (len(before) >= full or line.text[0].islower()):
                paragraphs[-1] += line.text if _HYPHENATED.search(before) else f" {line.text}"
            else:
                paragraphs.append(line.text)
            before = line.text
    return "\n\n".join(paragraph.replace("\t", " ") for paragraph in paragraphs)
