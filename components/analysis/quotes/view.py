"""One parsed text as plain lists, so that the steps after it touch no spaCy object."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from components.analysis.quotes.marks import Marked, find_marked, find_paragraphs
from components.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MARK_TEXTS = frozenset(("“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", "‹", "›", "‟", "‚", "‛"))

_STOPS = frozenset((".", "!", "?", ";"))
_LONGEST_HEADLINE = 24  # tokens
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OPENERS = SUBJECTS | {"expl"}


@dataclass(slots=True)
class Tree:
    """The dependency parse as positions."""

    head: list[int]
    dep: list[str]
    children: list[list[int]]
    left: list[int]  # first token of each token's subtree
    right: list[int]  # last token of each token's subtree
    subject: list[int]  # first child of each token that is its subject, or -1
    opener: list[int]  # the same, "there" and "it" without a meaning of their own counted too
    agent: list[int]  # the "by" behind a passive, or -1


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
    phrases: dict[int, tuple[int, int]] = field(default_factory=dict)  # noun phrases looked up before, by their noun

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

    @cached_property
    def quote_before(self) -> list[int]:
        """For each token the nearest one in quotation marks before it, or -1."""
        return _spread_nearest(self.quote, range(len(self.quote)))

    @cached_property
    def quote_after(self) -> list[int]:
        """For each token the nearest one in quotation marks behind it, or -1."""
        return _spread_nearest(self.quote, range(len(self.quote) - 1, -1, -1))

    @cached_property
    def counts(self) -> tuple[list[int], list[int], list[int]]:
        """Before each token: words that say something, ends of sentences and words outside of quotation marks."""
        heavy = [pos not in ("PUNCT", "SPACE", "ADV") for pos in self.pos]
        stops = [word in _STOPS and quote < 0 for word, quote in zip(self.words, self.quote, strict=True)]
        loose = [quote < 0 and pos not in ("PUNCT", "SPACE") for pos, quote in zip(self.pos, self.quote, strict=True)]
        return tuple(list(accumulate(some, initial=0)) for some in (heavy, stops, loose))  # type: ignore[return-value]

    @cached_property
    def offset(self) -> int:
        """1 where the text begins without a headline, so that its first paragraph is not taken for one."""
        first = sum(1 for number in self.paragraph if not number)
        return int(len(self.paragraphs) < 2 or first > _LONGEST_HEADLINE)

    def char_span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last` (half open) without white space around them."""
        while first < last and self.space[first]:
            first += 1
        while last > first and self.space[last - 1]:
            last -= 1
        if first >= last:
            return (0, 0)
        return (self.starts[first], self.ends[last - 1])

    def opens_line(self, token: int) -> bool:
        """Whether a token is the first of its line or paragraph."""
        return (
            not token
            or (self.space[token - 1] and "\n" in self.words[token - 1])
            or (self.paragraph[token - 1] != self.paragraph[token])
        )

    def token_at(self, char: int) -> int:
        """The token that covers a character, or the first one after it."""
        return min(max(bisect_right(self.starts, char) - 1, 0), max(len(self.words) - 1, 0))


def build_view(doc: Doc) -> View:
    """Read what is needed out of a parsed text, once."""
    names = ("LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "SENT_START", "ORTH", "SPACY")
    table = doc.to_array(list(names)).astype("int64", casting="unsafe")
    look = _Names(doc.vocab.strings)
    column = (
        {name: table[:, place].tolist() for place, name in enumerate(names)} if len(doc) else {key: [] for key in names}
    )
    words = [look[key] for key in column["ORTH"]]
    text = "".join(word + " " if gap else word for word, gap in zip(words, column["SPACY"], strict=True))
    starts, at = [], 0
    for word, gap in zip(words, column["SPACY"], strict=True):
        starts.append(at)
        at += len(word) + gap
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    sentences = _cut_sentences(column["SENT_START"])
    paragraphs = find_paragraphs(text)
    marked = [stretch for stretch in find_marked(text, paragraphs) if not stretch.depth]
    quote, quote_tokens = _spread_marked(marked, starts, ends)
    return View(
        text=text,
        words=words,
        starts=starts,
        ends=ends,
        lemma=[look[key].lower() for key in column["LEMMA"]],
        pos=[look[key] for key in column["POS"]],
        tag=[look[key] for key in column["TAG"]],
        entity=[look[key] for key in column["ENT_TYPE"]],
        space=[word.isspace() for word in words],
        sentence=_spread(sentences, len(words)),
        sentences=sentences,
        paragraph=_spread_chars(paragraphs, starts),
        paragraphs=paragraphs,
        tree=_build_tree([at + step for at, step in enumerate(column["HEAD"])], [look[key] for key in column["DEP"]]),
        marked=marked,
        quote=quote,
        quote_tokens=quote_tokens,
    )


class _Names(dict[int, str]):
    """spaCy's strings by their keys, each looked up once."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self._strings[key & 0xFFFFFFFFFFFFFFFF])
        return name


def _cut_sentences(starts: Sequence[int]) -> list[tuple[int, int]]:
    if not starts:
        return []
    firsts = [at for at, flag in enumerate(starts) if flag == 1 or at == 0]
    return list(zip(firsts, [*firsts[1:], len(starts)], strict=True))


def _build_tree(head: list[int], dep: list[str]) -> Tree:
    size = len(head)
    children: list[list[int]] = [[] for _ in head]
    left, right = list(range(size)), list(range(size))
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    order = [token for token, parent in enumerate(head) if parent == token]
    for token in order:  # grows while it is walked: from the roots down
        order.extend(children[token])
    for token in reversed(order):
        parent = head[token]
        if left[token] < left[parent]:
            left[parent] = left[token]
        if right[token] > right[parent]:
            right[parent] = right[token]
    return Tree(
        head=head,
        dep=dep,
        children=children,
        left=left,
        right=right,
        subject=_find_first(head, dep, SUBJECTS),
        opener=_find_first(head, dep, OPENERS),
        agent=_find_first(head, dep, ("agent",)),
    )


def _find_first(head: Sequence[int], dep: Sequence[str], wanted: Collection[str]) -> list[int]:
    """For each token the first of its children with one of the wanted relations, or -1."""
    found = [-1] * len(head)
    for token in range(len(head) - 1, -1, -1):
        if dep[token] in wanted and head[token] != token:
            found[head[token]] = token
    return found


def _spread_nearest(quote: Sequence[int], order: Sequence[int]) -> list[int]:
    nearest = [-1] * len(quote)
    last = -1
    for token in order:
        nearest[token] = last
        if quote[token] >= 0:
            last = token
    return nearest


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
