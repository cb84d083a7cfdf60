"""Document: one parsed text, with tokens, dependency parse, sentences, paragraphs and quotation marks.

Built once from spaCy's `Doc`. Entities, coreference, quotes and topic terms read this and no spaCy object, whose
attributes are slow to access. Ranges are half open; comments say whether they count tokens or characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from components.analysis.quotation_marks import (
    MARKS,
    Quotation,
    cover_tokens,
    find_paragraphs,
    find_quotations,
    is_wrapped,
    number_pairs,
)
from components.types import Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

FINITE_VERBS = frozenset(("VBD", "VBZ", "VBP"))  # tags
Range = tuple[int, int]  # of tokens
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """English words in the lemmatizer's tables; empty if the pipeline has none."""

    words: frozenset[str] = frozenset()
    no_nouns: frozenset[str] = frozenset()  # those that are verbs, adjectives or adverbs

    def is_word(self, lower: str) -> bool:
        """Whether a word is a verb, adjective or adverb, an inflected form of one, or a plural.

        A noun in its base form does not count, because the nouns include surnames.
        """
        if lower in self.no_nouns:
            return True
        stems = [(lower[: -len(ending)], ending) for ending in ("s", "es", "ing", "ed") if lower.endswith(ending)]
        for stem, ending in stems:
            known = self.words if ending == "s" else self.no_nouns
            if len(stem) > 2 and (stem in known or f"{stem}e" in known):
                return True
        return False


@dataclass(eq=False)
class Document:
    """A parsed text; all lists but those of ranges have one item per token."""

    text: str
    tokens: list[str]
    starts: list[int]  # characters
    tags: list[str]  # fine part of speech, Penn Treebank
    pos: list[str]  # coarse part of speech, Universal Dependencies
    lemmas: list[str]  # in small letters
    heads: list[int]  # head of each token; a root is its own head
    deps: list[str]  # relation to the head
    is_stop: list[bool]  # stop words
    sentence_ranges: list[Range]  # tokens; white space belongs to the sentence before
    entities: list[tuple[int, int, str]]  # the model's entities as tokens and label: names, dates, numbers
    dictionary: Dictionary = field(default_factory=Dictionary)

    # Derived, but read too often to be properties
    ends: list[int] = field(init=False)  # characters
    lower: list[str] = field(init=False)
    is_space: list[bool] = field(init=False)
    sentence_of: list[int] = field(init=False)
    paragraphs: list[Span] = field(init=False)  # characters
    paragraph_of: list[int] = field(init=False)
    quotations: list[Quotation] = field(init=False)  # outermost stretches in quotation marks
    quotation_ranges: list[Range] = field(init=False)  # their tokens, marks included
    quotation_of: list[int] = field(init=False)  # -1 outside
    entity_labels: list[str] = field(init=False)  # "" outside
    children: list[Sequence[int]] = field(init=False)
    left_edges: list[int] = field(init=False)  # first token of each token's subtree
    right_edges: list[int] = field(init=False)  # last token of it
    _kept: dict[str, Any] = field(init=False, default_factory=dict, repr=False)  # see `kept_with_document`

    def __post_init__(self) -> None:
        size = len(self.tokens)
        self.ends = [start + len(token) for start, token in zip(self.starts, self.tokens, strict=True)]
        self.lower = [token.lower() for token in self.tokens]
        self.is_space = [token.isspace() for token in self.tokens]
        self.sentence_of = _fill_ranges(range(len(self.sentence_ranges)), self.sentence_ranges, [0] * size)
        self.paragraphs = find_paragraphs(self.text)
        self.paragraph_of = _number_paragraphs(self.paragraphs, self.starts)
        found = find_quotations(self.text, self.paragraphs)
        self.quotations = [quotation for quotation in found if not quotation.depth]
        self.quotation_ranges = cover_tokens(self.quotations, self.starts, self.ends)
        self.quotation_of = _fill_ranges(range(len(self.quotations)), self.quotation_ranges, [-1] * size)
        ranges = [(start, end) for start, end, _ in self.entities]
        self.entity_labels = _fill_ranges([label for *_, label in self.entities], ranges, [""] * size)
        self.children, self.left_edges, self.right_edges = _build_tree(self.heads)

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Each sentence in characters, stripped."""
        spans = (self.char_span(first, last) for first, last in self.sentence_ranges)
        return tuple(Sentence(start, end) for start, end in spans if start < end)

    @cached_property
    def plain(self) -> list[str]:
        """Tokens with straight apostrophes; words in capitals, but not acronyms, as "London"."""
        return [build_plain(token) for token in self.tokens]

    @cached_property
    def pair_of(self) -> list[int]:
        """For each token the pair of quotation marks around it, counted from 1, 0 outside: a second reading, for names.

        In each paragraph only the mark opened last counts, and an unclosed one encloses nothing. So words around an
        inner quotation keep their speaker, and "she" in “She said: ‘…’” is somebody.
        """
        return number_pairs(self.tokens)

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether lines are hard-wrapped, so that a name may run across a line break."""
        return is_wrapped(self.text)

    @cached_property
    def marks(self) -> list[tuple[int, str]]:
        """Tokens that open or close an outermost quotation, with “ or ” for every kind of mark."""
        found = []
        for first, last in self.quotation_ranges:
            if first < last and self.tokens[first] in MARKS:
                found.append((first, "“"))
            if first < last - 1 and self.tokens[last - 1] in MARKS:
                found.append((last - 1, "”"))
        return found

    @cached_property
    def is_mark(self) -> list[bool]:
        """Whether each token is one of `marks`."""
        flags = [False] * len(self.tokens)
        for token, _ in self.marks:
            flags[token] = True
        return flags

    def cut(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def char_span(self, first: int, last: int) -> Span:
        """Tokens `first` to `last` as characters, stripped; (0, 0) if nothing is left."""
        while first < last and self.is_space[first]:
            first += 1
        while last > first and self.is_space[last - 1]:
            last -= 1
        return (self.starts[first], self.ends[last - 1]) if first < last else (0, 0)

    def token_at(self, char: int) -> int:
        """The token at a character, or the last one before it."""
        return min(max(bisect_right(self.starts, char) - 1, 0), max(len(self.tokens) - 1, 0))

    def opens_line(self, token: int) -> bool:
        """Whether a token is the first of its line or paragraph."""
        return (
            not token
            or (self.is_space[token - 1] and "\n" in self.tokens[token - 1])
            or (self.paragraph_of[token - 1] != self.paragraph_of[token])
        )


def kept_with_document(build: Callable[[Document], Found]) -> Callable[[Document], Found]:
    """Decorator: cache a function of a document with the document, for data that a single room needs."""
    name = f"{build.__module__}.{build.__qualname__}"

    @wraps(build)
    def read(document: Document) -> Found:
        kept = document._kept
        if name not in kept:
            kept[name] = build(document)
        found: Found = kept[name]
        return found

    return read


def build_plain(token: str) -> str:
    """A word with straight apostrophes, and without the capitals of headlines and datelines: "LONDON" is "London"."""
    if "’" in token:
        return token.replace("’", "'")
    return token.title() if len(token) > 3 and token.isupper() and token.isalpha() else token


def build_document(doc: Doc) -> Document:
    """Copy all that is needed from a parsed text."""
    names = ("ORTH", "SPACY", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "IS_STOP")
    table = doc.to_array(list(names)).astype("int64", casting="unsafe").reshape(len(doc), len(names))
    column = {name: table[:, place].tolist() for place, name in enumerate(names)}
    look = _Strings(doc.vocab.strings)
    tokens = [look[key] for key in column["ORTH"]]
    starts = [0, *accumulate(len(token) + gap for token, gap in zip(tokens, column["SPACY"], strict=True))]
    return Document(
        text="".join(token + " " if gap else token for token, gap in zip(tokens, column["SPACY"], strict=True)),
        tokens=tokens,
        starts=starts[:-1],
        tags=[look[key] for key in column["TAG"]],
        pos=[look[key] for key in column["POS"]],
        lemmas=[look[key].lower() for key in column["LEMMA"]],
        heads=[token + step for token, step in enumerate(column["HEAD"])],
        deps=[look[key] for key in column["DEP"]],
        is_stop=list(map(bool, column["IS_STOP"])),
        sentence_ranges=_cut_sentences(tokens, column["SENT_START"]),
        entities=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
        dictionary=_read_dictionary(doc.vocab),
    )


class _Strings(dict[int, str]):
    """Cache of spaCy's strings by key."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        text = self[key] = str(self._strings[key & 0xFFFFFFFFFFFFFFFF])
        return text


@lru_cache(maxsize=2)
def _read_dictionary(vocab: Vocab) -> Dictionary:
    """The lemmatizer's words, which `components.analysis.pipeline` puts into the vocabulary."""
    if not vocab.lookups.has_table("lemma_index"):
        return Dictionary()
    table = vocab.lookups.get_table("lemma_index")
    nouns = vocab.strings.add("noun")  # a table's keys are hashes of the parts of speech
    no_nouns = frozenset(word for kind, words in table.items() if kind != nouns for word in words)
    return Dictionary(no_nouns.union(*table.values()), no_nouns)


def _cut_sentences(tokens: Sequence[str], flags: Sequence[int]) -> list[Range]:
    """Sentences as token ranges, from flags at their starts; those of only white space are joined to the one before."""
    firsts = [at for at, flag in enumerate(flags) if flag == 1 or not at]
    found: list[Range] = []
    all_blank = False  # so far
    for first, last in pairwise([*firsts, len(flags)]):
        blank = all(token.isspace() for token in tokens[first:last])
        if found and (blank or all_blank):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        all_blank = blank and len(found) == 1 and (all_blank or first == 0)
    return found


def _fill_ranges(values: Sequence[Found], ranges: Sequence[Range], column: list[Found]) -> list[Found]:
    """A column with a value on each of its ranges."""
    for value, (first, last) in zip(values, ranges, strict=True):
        column[first:last] = [value] * (last - first)
    return column


def _number_paragraphs(paragraphs: Sequence[Span], starts: Sequence[int]) -> list[int]:
    """The paragraph of each token; tokens between two belong to the first."""
    firsts = [0, *(bisect_left(starts, begin) for begin, _ in paragraphs[1:])]
    return _fill_ranges(range(len(firsts)), list(pairwise([*firsts, len(starts)])), [0] * len(starts))


def _build_tree(heads: Sequence[int]) -> tuple[list[Sequence[int]], list[int], list[int]]:
    """The children of each token, and the first and last token of its subtree."""
    hanging: dict[int, list[int]] = {}
    for token, head in enumerate(heads):
        if head in hanging and head != token:
            hanging[head].append(token)
        elif head != token:
            hanging[head] = [token]
    children: list[Sequence[int]] = [hanging.get(token, ()) for token in range(len(heads))]
    order = [token for token, head in enumerate(heads) if head == token]
    for token in order:  # grows while it is iterated: from the roots down
        order.extend(children[token])
    left, right = list(range(len(heads))), list(range(len(heads)))
    for token in reversed(order):
        head = heads[token]
        if left[token] < left[head]:
            left[head] = left[token]
        if right[token] > right[head]:
            right[head] = right[token]
    return children, left, right
