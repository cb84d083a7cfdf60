"""Search query parser: words and "exact phrases", the last word as a prefix."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from components.types import Span

# Letters and digits with their accents: the tokens of the index (SQLite's unicode61).
_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]|$)')
MOST_TERMS = 32  # more than anyone types; the rest of a pasted page is ignored


@dataclass(frozen=True)
class Term:
    """Consecutive tokens; the last may be a prefix."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


class Words:
    """A parsed search query; any text is valid."""

    def __init__(self, text: str) -> None:
        self.terms: tuple[Term, ...] = tuple(_parse(text))[:MOST_TERMS]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def match(self) -> str:
        """The query as an FTS5 expression; only letters, digits and quotation marks, so always valid."""
        return " ".join(f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}' for term in self.terms)

    def find(self, text: str) -> list[Span]:
        """The spans of the terms in a text, in order."""
        tokens = split_words(text)
        spans = {span for term in self.terms for span in _find_term(term, tokens)}
        return sorted(spans)

    def are_in(self, text: str) -> bool:
        """True if every term occurs in the text."""
        tokens = split_words(text)
        return bool(self.terms) and all(next(_find_term(term, tokens), None) for term in self.terms)


def split_words(text: str) -> list[tuple[str, int, int]]:
    """The tokens of a text, folded (case and accents), with their spans."""
    return [(_fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def _parse(text: str) -> Iterator[Term]:
    """Yield phrases first, then the remaining words, in the order typed."""
    at = 0
    for phrase in _PHRASE.finditer(text):
        yield from _single(text[at : phrase.start()])
        tokens = tuple(token for token, _, _ in split_words(phrase[1]))
        if tokens:
            yield Term(tokens, is_prefix=not phrase[2])  # an unclosed phrase is still being typed
        at = phrase.end()
    rest = list(_single(text[at:]))
    if rest:
        yield from rest[:-1]
        yield Term(rest[-1].tokens, is_prefix=not text[-1].isspace())


def _single(text: str) -> Iterator[Term]:
    for word in text.split():
        tokens = tuple(token for token, _, _ in split_words(word))
        if tokens:
            yield Term(tokens)  # the index has "it's" as two consecutive tokens


def _find_term(term: Term, tokens: Sequence[tuple[str, int, int]]) -> Iterator[Span]:
    size = len(term.tokens)
    first = term.tokens[0]
    for at in range(len(tokens) - size + 1):
        if size > 1 and tokens[at][0] != first:
            continue
        if all(_fits(term, position, tokens[at + position][0]) for position in range(size)):
            yield tokens[at][1], tokens[at + size - 1][2]


def _fits(term: Term, position: int, token: str) -> bool:
    if term.is_prefix and position == len(term.tokens) - 1:
        return token.startswith(term.tokens[position])
    return token == term.tokens[position]
