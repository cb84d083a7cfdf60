"""What a person types to look for: words and "exact phrases", the last word as a beginning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from components.types import Span

# Letters and digits with their accents, as the index cuts words (SQLite's unicode61).
_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]|$)')
MOST_TERMS = 32  # more words than anybody types; the rest of a pasted page is not looked for


@dataclass(frozen=True)
class Term:
    """Words that must follow each other; the last may go on."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


class Words:
    """A search as typed; any text will do, none is an error."""

    def __init__(self, text: str) -> None:
        self.terms: tuple[Term, ...] = tuple(_parse(text))[:MOST_TERMS]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def match(self) -> str:
        """The search as an FTS5 expression: letters, digits and quotation marks only, so it is always valid."""
        return " ".join(f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}' for term in self.terms)

    def find(self, text: str) -> list[Span]:
        """Where the terms stand in a text, in order."""
        tokens = split_words(text)
        spans = {span for term in self.terms for span in _find_term(term, tokens)}
        return sorted(spans)

    def are_in(self, text: str) -> bool:
        """Whether every term stands in the text."""
        tokens = split_words(text)
        return bool(self.terms) and all(next(_find_term(term, tokens), None) for term in self.terms)


def split_words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text without case and accents, with where they stand."""
    return [(_fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def _parse(text: str) -> Iterator[Term]:
    """Phrases first taken out, then the other words, in the order they were typed."""
    at = 0
    for phrase in _PHRASE.finditer(text):
        yield from _single(text[at : phrase.start()])
        tokens = tuple(token for token, _, _ in split_words(phrase[1]))
        if tokens:
            yield Term(tokens, is_prefix=not phrase[2])  # a phrase still being typed
        at = phrase.end()
    rest = list(_single(text[at:]))
    if rest:
        yield from rest[:-1]
        yield Term(rest[-1].tokens, is_prefix=not text[-1].isspace())


def _single(text: str) -> Iterator[Term]:
    for word in text.split():
        tokens = tuple(token for token, _, _ in split_words(word))
        if tokens:
            yield Term(tokens)  # "it's" is two words of the index that follow each other


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
