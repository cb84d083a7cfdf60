"""What topics are made of: the nouns, noun phrases and names of one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from components.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSON = "@"  # stands before people's names among the terms, for they rarely tell what a text is about
_MOST_TERMS = 160  # of one text, commonest first
_MOST_BEFORE = 2  # words of a phrase before its noun
_FEWEST_LETTERS = 3
_AMOUNTS = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))


def count_terms(doc: Doc, mentions: Sequence[Mention], without: Sequence[Span] = ()) -> dict[str, int]:
    """How often each term stands in a text: nouns, phrases of two words and, where they come twice, of three, names.

    Nouns and phrases are as written but in lower case ("email servers"); a short name in a phrase keeps its capitals
    ("Iowa caucuses"). A name stands in its fullest form, one of a person behind PERSON. `without` are stretches that
    do not count.
    """
    named = [mention for mention in mentions if mention.kind == "name"]
    skipped = {at for start, end in without for at in range(start, end)}
    inside = {at: mention for mention in named for at in range(mention.start, mention.end)}
    names = _read_fullest(named)
    terms = Counter(names[mention.entity] for mention in named if not _describes(doc, mention))
    longest: Counter[str] = Counter()
    for token in doc:
        if token.pos_ != "NOUN" or token.idx in inside or token.idx in skipped or not _is_word(token):
            continue
        noun = token.lower_
        before = _read_modifiers(token, inside)
        terms[noun] += 1
        if before:
            terms[f"{before[-1]} {noun}"] += 1
        if len(before) > 1:
            longest[" ".join([*before, noun])] += 1
    terms.update({phrase: count for phrase, count in longest.items() if count > 1})
    return dict(terms.most_common(_MOST_TERMS))


def _read_fullest(named: Sequence[Mention]) -> dict[int, str]:
    """The fullest form of each entity's name."""
    fullest: dict[int, str] = {}
    people: set[int] = set()
    for mention in named:
        text = " ".join(mention.text.split())
        if len(text) > len(fullest.get(mention.entity, "")):
            fullest[mention.entity] = text
        if mention.type == "person":
            people.add(mention.entity)
    return {entity: PERSON + name if entity in people else name for entity, name in fullest.items()}


def _describes(doc: Doc, mention: Mention) -> bool:
    """Whether a group's name is an adjective here: "Israeli" in "Israeli settlements"."""
    if mention.type != "group":
        return False
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.pos_ == "ADJ"


def _read_modifiers(noun: Token, inside: dict[int, Mention]) -> list[str]:
    """The words right before a noun that make a phrase with it."""
    words: list[str] = []
    at = noun.i - 1
    while at >= 0 and len(words) < _MOST_BEFORE:
        word = noun.doc[at]
        if word.dep_ not in ("compound", "amod", "nmod") or not noun.i >= word.head.i > at:
            break
        if not _is_word(word) or word.ent_type_ in _AMOUNTS:
            break
        mention = inside.get(word.idx)
        begin = _find_hyphenated(word)
        if mention is None and word.pos_ in ("NOUN", "ADJ", "PROPN"):
            words.insert(0, noun.doc[begin : at + 1].text.lower())
        elif mention is not None and mention.type != "person" and mention.text == word.text:
            words.insert(0, mention.text)
        else:
            break
        at = begin - 1
    return words


def _find_hyphenated(word: Token) -> int:
    """Where "blood-pressure" begins, by its last word."""
    begin, doc = word.i, word.doc
    while (
        begin > 1 and doc[begin - 1].text == "-" and not doc[begin - 1].whitespace_ and not doc[begin - 2].whitespace_
    ):
        begin -= 2
    return begin


def _is_word(token: Token) -> bool:
    return not token.is_stop and len(token.text) >= _FEWEST_LETTERS and token.text.replace("-", "").isalpha()
