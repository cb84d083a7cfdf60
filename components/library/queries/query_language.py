"""The query language of search: words, "exact phrases", AND OR NOT, brackets, prefix*, NEAR/5 and fields.

Any text is a valid query. NOT binds closer than AND, and AND closer than OR; words side by side must all occur.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# Letters and digits with their accents: the tokens of the index (SQLite's unicode61).
_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LEXEME = re.compile(r'[()]|["“”„«»][^"“”„«»]*["“”„«»]?|[^\s()"“”„«»]+')
_MARKS = '"“”„«»'
_NEAR = re.compile(r"NEAR/(\d{1,3})")
FIELDS = ("title", "speaker", "source", "about")
MOST_TERMS = 32  # more than anyone types; the rest of a pasted page is ignored
MOST_TOKENS = 64  # of a phrase
MOST_DEPTH = 20  # of brackets


@dataclass(frozen=True)
class Term:
    """A word, or consecutive words; `field` says where they must stand, empty for title and text."""

    tokens: tuple[str, ...]  # folded
    field: str = ""
    is_exact: bool = False  # in quotation marks: found as typed, in no other form
    is_prefix: bool = False  # the last token may go on
    is_capital: bool = False  # typed with a capital letter: perhaps a name


@dataclass(frozen=True)
class Near:
    """One of the terms at the left within some words of one at the right, in either order."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    within: int


@dataclass(frozen=True)
class Not:
    """What the part does not match."""

    part: Node


@dataclass(frozen=True)
class And:
    """What all parts match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """What any part matches."""

    parts: tuple[Node, ...]


Node = Term | Near | Not | And | Or


def fold(word: str) -> str:
    """A word without case and accents, as the index has it."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def split_words(text: str) -> list[tuple[str, int, int]]:
    """The tokens of a text, folded, with their spans."""
    return [(fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def replace_words(text: str, instead: Callable[[str], str | None]) -> str:
    """The text with those words exchanged for which `instead` has another."""
    return _TOKEN.sub(lambda match: instead(fold(match[0])) or match[0], text)


@dataclass
class _Bracket:
    """What has been read inside one pair of brackets: alternatives, each of parts that must all match."""

    where: str = ""
    negated: bool = False  # the bracket itself
    near: int = 0
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])

    def close(self) -> Node | None:
        parts = [_join(And, alternative) for alternative in self.alternatives if alternative]
        return _join(Or, parts) if parts else None


def _join(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else kind(tuple(dict.fromkeys(parts)))


@lru_cache(maxsize=256)
def parse(text: str) -> Node | None:
    """The tree of a query; None if it has no words.

    Whatever makes no sense is left out: an operator without words beside it, a bracket without the other. An unclosed
    quotation mark ends with the text, and its last word may go on.
    """
    open_brackets = [_Bracket()]
    n_terms = 0
    negated, near, where = False, 0, ""
    too_deep = 0
    for lexeme in _LEXEME.findall(text):
        now = open_brackets[-1]
        if lexeme == "(":
            if len(open_brackets) > MOST_DEPTH:
                too_deep += 1
                continue
            open_brackets.append(_Bracket(where or now.where, negated, near))
            negated, near, where = False, 0, ""
        elif lexeme == ")":
            if too_deep:
                too_deep -= 1
            elif len(open_brackets) > 1:
                _close(open_brackets)
            negated, near, where = False, 0, ""
        elif lexeme == "AND":
            near = 0
        elif lexeme == "OR":
            if now.alternatives[-1]:
                now.alternatives.append([])
            negated, near = False, 0
        elif lexeme == "NOT":
            negated, near = not negated, 0
        elif match := _NEAR.fullmatch(lexeme):
            near = max(1, int(match[1]))
        else:
            name, colon, rest = lexeme.partition(":")
            if colon and name.lower() in FIELDS and lexeme[0] not in _MARKS:
                where = name.lower()
                if not rest:
                    continue
                lexeme = rest
            term = _read_term(lexeme, where or now.where)
            if term is not None:
                _add(now, term, negated=negated, near=near)
                negated, near, where = False, 0, ""
                n_terms += 1
                if n_terms == MOST_TERMS:
                    break
    while len(open_brackets) > 1:
        _close(open_brackets)
    return open_brackets[0].close()


def _close(open_brackets: list[_Bracket]) -> None:
    closed = open_brackets.pop()
    node = closed.close()
    if node is not None:
        _add(open_brackets[-1], node, negated=closed.negated, near=closed.near)


def _read_term(lexeme: str, where: str) -> Term | None:
    """A word or a phrase; None if it has no letters and digits. The index has "it's" as two consecutive tokens."""
    is_phrase = lexeme[0] in _MARKS
    is_open = is_phrase and (len(lexeme) == 1 or lexeme[-1] not in _MARKS)
    inner = lexeme.strip(_MARKS) if is_phrase else lexeme
    tokens = tuple(token for token, _, _ in split_words(inner))[:MOST_TOKENS]
    if not tokens:
        return None
    is_prefix = inner.rstrip().endswith("*") or (is_open and not inner[-1].isspace())
    first = next(char for char in inner if char.isalnum())
    return Term(tokens, where, is_phrase, is_prefix, first.isupper())


def _add(bracket: _Bracket, node: Node, *, negated: bool, near: int) -> None:
    parts = bracket.alternatives[-1]
    if negated:
        parts.append(node.part if isinstance(node, Not) else Not(node))
        return
    right = _list_terms(node)
    if near and parts and right:
        last = parts[-1]
        left = last.right if isinstance(last, Near) else _list_terms(last)
        places = {term.field for term in (*left, *right)}
        if left and len(places) == 1 and places <= {"", "title"}:
            if not isinstance(last, Near):
                parts.pop()
            node = Near(left, right, near)
    parts.append(node)


def _list_terms(node: Node) -> tuple[Term, ...]:
    """The terms of a node that is one or a choice of several; none if it is anything else."""
    if isinstance(node, Term):
        return (node,)
    if isinstance(node, Or) and all(isinstance(part, Term) for part in node.parts):
        return tuple(part for part in node.parts if isinstance(part, Term))
    return ()


def list_leaves(node: Node | None, *, negated: bool = False) -> Iterator[Term | Near]:
    """The terms and pairs that a match must or may have; with `negated` also those that it must not."""
    if isinstance(node, Term | Near):
        yield node
    elif isinstance(node, Not):
        if negated:
            yield from list_leaves(node.part, negated=True)
    elif node is not None:
        for part in node.parts:
            yield from list_leaves(part, negated=negated)


def place_of(leaf: Term | Near) -> str:
    """The field that a leaf stands in, empty for title and text."""
    return leaf.field if isinstance(leaf, Term) else leaf.left[0].field


def list_terms(node: Node | None, *, negated: bool = False) -> list[Term]:
    """The distinct terms of `list_leaves`, those of a pair one by one."""
    found: dict[Term, None] = {}
    for leaf in list_leaves(node, negated=negated):
        found |= dict.fromkeys((leaf,) if isinstance(leaf, Term) else (*leaf.left, *leaf.right))
    return list(found)


def is_plain(node: Node) -> bool:
    """True for words side by side, which need no explanation."""
    parts = node.parts if isinstance(node, And) else (node,)
    return all(isinstance(part, Term) and not (part.field or part.is_exact or part.is_prefix) for part in parts)


# How a query was read, in words.


def describe(node: Node, name: Callable[[Term], str]) -> str:
    """A query in plain words; `name` gives who or what the words of a field stand for."""
    return _describe(node, name, inside=False)


def _describe(node: Node, name: Callable[[Term], str], *, inside: bool) -> str:
    if isinstance(node, Term):
        return _describe_term(node, name)
    if isinstance(node, Near):
        left, right = (" or ".join(_describe_term(term, name) for term in side) for side in (node.left, node.right))
        pair = f"{left} within {node.within} word{'' if node.within == 1 else 's'} of {right}"
        return f"({pair})" if inside else pair
    if isinstance(node, Not):
        return f"not {_describe(node.part, name, inside=True)}"
    word = "or" if isinstance(node, Or) else "and"
    parts = [_describe(part, name, inside=True) for part in node.parts]
    joined = f" {word} ".join(parts)
    return f"({joined})" if inside else joined


def _describe_term(term: Term, name: Callable[[Term], str]) -> str:
    words = f"“{' '.join(term.tokens)}”"
    if term.field == "speaker":
        return f"something said by {name(term)}"
    if term.field == "about":
        return f"a mention of {name(term)}"
    if term.field == "source":
        return f"a source called {name(term)}"
    if term.is_prefix:
        words = f"words that begin with {words}"
    elif term.is_exact:
        words = f"exactly {words}"
    return f"{words} in the title" if term.field == "title" else words
