"""What topics are made of: the nouns, noun phrases and names of one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from components.analysis.document import Document
from components.types import Mention, Span

PERSON = "@"  # stands before people's names among the terms, for they rarely tell what a text is about
_MOST_TERMS = 160  # of one text, commonest first
_MOST_BEFORE = 2  # words of a phrase before its noun
_FEWEST_LETTERS = 3
_AMOUNTS = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))


def count_terms(doc: Document, mentions: Sequence[Mention], without: Sequence[Span] = ()) -> dict[str, int]:
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
    for token, pos in enumerate(doc.pos):
        start = doc.starts[token]
        if pos != "NOUN" or start in inside or start in skipped or not _is_word(doc, token):
            continue
        noun = doc.lower[token]
        before = _read_modifiers(doc, token, inside)
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


def _describes(doc: Document, mention: Mention) -> bool:
    """Whether a group's name is an adjective here: "Israeli" in "Israeli settlements"."""
    if mention.type != "group":
        return False
    first, last = doc.token_at(mention.start), doc.token_at(mention.end - 1) + 1
    return doc.pos[_find_root(doc, first, last)] == "ADJ"


def _find_root(doc: Document, first: int, last: int) -> int:
    """The token of a range that is nearest to the root of its sentence, of several the first."""
    outer = [at for at in range(first, last) if doc.heads[at] == at or not first <= doc.heads[at] < last]
    return min(outer, key=lambda at: _count_steps(doc, at)) if len(outer) > 1 else (outer or [first])[0]


def _count_steps(doc: Document, token: int) -> int:
    """How many tokens a token hangs on, one below the other."""
    steps = 0
    while doc.heads[token] != token:
        token = doc.heads[token]
        steps += 1
    return steps


def _read_modifiers(doc: Document, noun: int, inside: dict[int, Mention]) -> list[str]:
    """The words right before a noun that make a phrase with it."""
    words: list[str] = []
    at = noun - 1
    while at >= 0 and len(words) < _MOST_BEFORE:
        if doc.deps[at] not in ("compound", "amod", "nmod") or not noun >= doc.heads[at] > at:
            break
        if not _is_word(doc, at) or doc.entity_labels[at] in _AMOUNTS:
            break
        mention = inside.get(doc.starts[at])
        begin = _find_hyphenated(doc, at)
        if mention is None and doc.pos[at] in ("NOUN", "ADJ", "PROPN"):
            words.insert(0, doc.cut(begin, at + 1).lower())
        elif mention is not None and mention.type != "person" and mention.text == doc.tokens[at]:
            words.insert(0, mention.text)
        else:
            break
        at = begin - 1
    return words


def _find_hyphenated(doc: Document, word: int) -> int:
    """Where "blood-pressure" begins, by its last word."""
    begin, tokens, starts, ends = word, doc.tokens, doc.starts, doc.ends
    while (
        begin > 1
        and tokens[begin - 1] == "-"
        and ends[begin - 1] == starts[begin]
        and ends[begin - 2] == starts[begin - 1]
    ):
        begin -= 2
    return begin


def _is_word(doc: Document, token: int) -> bool:
    text = doc.tokens[token]
    return not doc.is_stop[token] and len(text) >= _FEWEST_LETTERS and text.replace("-", "").isalpha()
