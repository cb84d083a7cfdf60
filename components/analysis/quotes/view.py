"""One parsed text as plain lists, so that the steps after it touch no spaCy object."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from components.analysis.quotes.marks import Marked, find_marked, find_paragraphs
from components.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MARK_TEXTS = frozenset(("“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", "‹", "›", "‟", "‚", "‛"))


@dataclass(slots=True)
class Tree:
    """The dependency parse as positions."""

    head: list[int]
    dep: list[str]
    children: list[list[int]]
    left: list[int]  # first token of each token's subtree
    right: list[int]  # last token of each token's subtree


@dataclass
class View:
    """Tokens of one text with everything that tagging and linking look at; positions are token positions."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    entity: list[str]  # spaCy's entity label, "" outside of names
    space: list[bool]  # white space only
    sentence: list[int]
    sentences: list[tuple[int, int]]
    paragraph: list[int]
    paragraphs: list[tuple[int, int]]
    tree: Tree
    marked: list[Marked]  # outermost stretches in quotation marks
    quote: list[int]  # per token: position in `marked`, or -1
    quote_tokens: list[tuple[int, int]] = field(default_factory=list)  # per stretch: its tokens

    @cached_property
    def lower(self) -> list[str]:
        """Words in small letters; whatever marks open and close a quotation look the same."""
        lower = [word.lower() for word in self.words]
        for token, mark in self._marks:
            lower[token] = mark
        return lower

    @cached_property
    def tags(self) -> list[str]:
        """Fine part-of-speech tags; marks that open and close a quotation have the same everywhere."""
        tags = list(self.tag)
        for token, mark in self._marks:
            tags[token] = "``" if mark == "“" else "''"
        return tags

    @cached_property
    def _marks(self) -> list[tuple[int, str]]:
        marks = []
        for first, last in self.quote_tokens:
            if first < last and self.words[first] in _MARK_TEXTS:
                marks.append((first, "“"))
            if first < last - 1 and self.words[last - 1] in _MARK_TEXTS:
                marks.append((last - 1, "”"))
        return marks

    @cached_property
    def single_is_main(self) -> bool:
        """Whether the text quotes in single marks, as British papers do."""
        single = sum(1 for marked in self.marked if marked.single)
        return single > len(self.marked) - single

    @cached_property
    def is_mark(self) -> list[bool]:
        """Whether a token is a quotation mark that opens or closes an outermost stretch."""
        flags = [False] * len(self.words)
        for token, _ in self._marks:
            flags[token] = True
        return flags

    def char_span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last` (half open) without white space around them."""
        while first < last and self.space[first]:
            first += 1
        while last > first and self.space[last - 1]:
            last -= 1
        if first >= last:
            return (0, 0)
        return (self.starts[first], self.ends[last - 1])

    def token_at(self, char: int) -> int:
        """The token that covers a character, or the first one after it."""
        return min(max(bisect_right(self.starts, char) - 1, 0), max(len(self.words) - 1, 0))


def build_view(doc: Doc) -> View:
    """Read what is needed out of a parsed text, once."""
    text = doc.text
    words = [token.text for token in doc]
    starts = [token.idx for token in doc]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    sentences = [(span.start, span.end) for span in doc.sents]
    paragraphs = find_paragraphs(text)
    marked = [stretch for stretch in find_marked(text, paragraphs) if not stretch.depth]
    quote, quote_tokens = _spread_marked(marked, starts, ends)
    return View(
        text=text,
        words=words,
        starts=starts,
        ends=ends,
        lemma=[token.lemma_.lower() for token in doc],
        pos=[token.pos_ for token in doc],
        tag=[token.tag_ for token in doc],
        entity=[token.ent_type_ for token in doc],
        space=[token.is_space for token in doc],
        sentence=_spread(sentences, len(words)),
        sentences=sentences,
        paragraph=_spread_chars(paragraphs, starts),
        paragraphs=paragraphs,
        tree=_build_tree(doc),
        marked=marked,
        quote=quote,
        quote_tokens=quote_tokens,
    )


def _build_tree(doc: Doc) -> Tree:
    head = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    return Tree(
        head=head,
        dep=[token.dep_ for token in doc],
        children=children,
        left=[token.left_edge.i for token in doc],
        right=[token.right_edge.i for token in doc],
    )


def _spread(spans: Sequence[tuple[int, int]], size: int) -> list[int]:
    numbers = [0] * size
    for number, (first, last) in enumerate(spans):
        numbers[first:last] = [number] * (last - first)
    return numbers


def _spread_chars(spans: Sequence[Span], starts: Sequence[int]) -> list[int]:
    numbers = []
    number = 0
    for start in starts:
        while number + 1 < len(spans) and start >= spans[number + 1][0]:
            number += 1
        numbers.append(number)
    return numbers


def _spread_marked(
    marked: Sequence[Marked], starts: Sequence[int], ends: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    quote = [-1] * len(starts)
    ranges = []
    token = 0
    for number, stretch in enumerate(marked):
        while token < len(starts) and ends[token] <= stretch.start:
            token += 1
        first = token
        while token < len(starts) and starts[token] < stretch.end:
            quote[token] = number
            token += 1
        ranges.append((first, token))
    return quote, ranges
