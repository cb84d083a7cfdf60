"""Whom a sentence speaks of, and the sentence as the model reads it: entities marked, names hidden, long ones in
windows.

What a model cannot see it cannot be unfair about: every name, its surname and the title before it included, is replaced
by a neutral token, the same one for all names of an entity, so that a score depends on what is said and not on who is
named. Pronouns and descriptions ("she", "the party") keep their words, and the token stands after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.types import Analysis, Mention, Quote, Span

MOST_CHARACTERS = 1000  # of a piece; more than any window of the model holds
_AROUND = 300  # characters before and after a mention, where there are so many
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")  # free places in the vocabulary of the BERT family
Place = tuple[int, int, int, bool]  # start, end, which entity, whether its words are hidden
_TITLES = (
    "mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|prof|professor|president|vice president|senator|sen|representative|rep|"
    "congressman|congresswoman|governor|gov|mayor|secretary|prime minister|minister|chancellor|judge|justice|"
    "chief justice|attorney general|general|gen|colonel|col|captain|sergeant|speaker|king|queen|prince|princess|pope"
)
_TITLES_BEFORE = re.compile(rf"(?:(?<!\w)(?:former |ex-)?(?:{_TITLES})\.?[ \u00a0]+)+$", re.IGNORECASE)
_TITLES_AT_START = re.compile(rf"(?:(?:former |ex-)?(?:{_TITLES})\.?[ \u00a0]+)+", re.IGNORECASE)
_WORD = re.compile(r"\w(?:[\w.\-’']*\w)?")
_WORD_START = re.compile(r"\w+")
_LONGEST_TITLES = 60  # characters before a name in which its titles are looked for
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL_WORDS = (
    "a an the this that these those he she it they we you i him her them us me his hers its their theirs our ours my "
    "mine your yours himself herself itself themselves ourselves myself who whose whom of and in on at for to"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def cut_passage(targets: Sequence[Target]) -> Iterator[tuple[list[int], list[Target]]]:
    """The targets of a sentence, together where it is short, else in pieces of it; each with its number.

    A target is in the piece where it first stands.
    """
    sentence = targets[0].sentence if targets else ""
    if len(sentence) <= MOST_CHARACTERS:
        yield list(range(len(targets))), list(targets)
        return
    order = sorted(range(len(targets)), key=lambda number: _find_first(targets[number]))
    at = 0
    while at < len(order):
        start = max(0, _find_first(targets[order[at]]) - _AROUND)
        end = start + MOST_CHARACTERS
        numbers = [order[at]]
        at += 1
        while at < len(order) and _find_first(targets[order[at]]) < end - _AROUND:
            numbers.append(order[at])
            at += 1
        piece = sentence[start:end]
        yield (
            numbers,
            [Target(piece, _move(targets[number].mentions, start, end), targets[number].forms) for number in numbers],
        )


def cut_target(target: Target) -> Target:
    """One target with the piece of its sentence around its chosen place."""
    if len(target.sentence) <= MOST_CHARACTERS:
        return target
    start = max(0, target.mentions[0][0] - _AROUND)
    end = start + MOST_CHARACTERS
    return Target(target.sentence[start:end], _move(target.mentions, start, end), target.forms)


def _find_first(target: Target) -> int:
    return min((start for start, _ in target.mentions), default=0)


def _move(mentions: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The mentions that begin in a piece, cut to it, with places in it."""
    return tuple((left - start, min(right, end) - start) for left, right in mentions if start <= left < end)


# Whom a sentence speaks of: one target for each entity in each sentence of an article.


@dataclass(frozen=True, slots=True)
class Target:
    """An entity in a sentence: the words, its places in them and the other names it goes by."""

    sentence: str
    mentions: tuple[Span, ...]  # in the sentence, the chosen one first
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was found for a target."""

    label: str  # one of SENTIMENT_LABELS
    score: float  # -1 to 1
    confidence: float  # calibrated probability that the label is right


@dataclass(frozen=True, slots=True)
class LocatedTarget:
    """Where in an Analysis a target stands: positions in its sentences, entities, mentions and quotes."""

    sentence: int
    entity: int
    mention: int
    quote: int | None
    target: Target


def locate_targets(text: str, analysis: Analysis) -> list[LocatedTarget]:
    """Every (sentence, entity) of an article in which the entity is mentioned, in reading order."""
    together: dict[tuple[int, int], list[int]] = {}
    for position, mention in enumerate(analysis.mentions):
        together.setdefault((mention.sentence, mention.entity), []).append(position)
    quotes = find_quotes(analysis.mentions, analysis.quotes)
    sentences: dict[int, str] = {}  # one text for all that a sentence speaks of
    places = []
    for (number, entity), positions in sorted(together.items()):
        chosen = min(positions, key=lambda position: (analysis.mentions[position].kind != "name", position))
        sentence = analysis.sentences[number]
        spans = [
            (max(mention.start, sentence.start) - sentence.start, min(mention.end, sentence.end) - sentence.start)
            for mention in (analysis.mentions[position] for position in (chosen, *positions))
        ]
        spans = [span for span in dict.fromkeys(spans) if span[0] < span[1]]
        if spans:
            who = analysis.entities[entity]
            words = sentences.setdefault(number, text[sentence.start : sentence.end])
            target = Target(words, tuple(spans), (who.name, *who.aliases))
            places.append(LocatedTarget(number, entity, chosen, quotes[chosen], target))
    return places


def group_by_sentence(places: Sequence[LocatedTarget]) -> list[list[LocatedTarget]]:
    """The places of each sentence of an article."""
    sentences: dict[int, list[LocatedTarget]] = {}
    for place in places:
        sentences.setdefault(place.sentence, []).append(place)
    return list(sentences.values())


def find_quotes(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> list[int | None]:
    """For each mention the quote in whose content it lies, the innermost (the one with least words) of several."""
    contents = sorted(
        (start, end, sum(right - left for left, right in quote.content_spans), position)
        for position, quote in enumerate(quotes)
        for start, end in quote.content_spans
    )
    found: list[int | None] = [None] * len(mentions)
    begun: list[tuple[int, int, int]] = []  # contents that have begun and not ended: size, which quote, end
    at = 0
    for number in sorted(range(len(mentions)), key=lambda number: mentions[number].start):
        start, end = mentions[number].start, mentions[number].end
        while at < len(contents) and contents[at][0] <= start:
            _, until, size, position = contents[at]
            begun.append((size, position, until))
            at += 1
        begun = [content for content in begun if content[2] > start]
        found[number] = min((content for content in begun if end <= content[2]), default=(0, None, 0))[1]
    return found


# A sentence as the model reads it: every entity in it marked, all names hidden.


def is_name(text: str) -> bool:
    """Whether a mention names its target, rather than pointing at it with a pronoun or a common noun."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return any(not word[0].islower() for word in words)


@lru_cache(maxsize=4096)
def list_name_parts(name: str) -> tuple[str, ...]:
    """What a name may be shortened to: itself without titles, its first and its last word."""
    bare = _POSSESSIVE.sub("", name.strip())
    bare = bare[match.end() :] if (match := _TITLES_AT_START.match(bare)) else bare
    words = [word for word in _WORD.findall(bare) if word.lower() not in _SMALL]
    words = [word for word in (_POSSESSIVE.sub("", word) for word in words) if not word[:1].islower() and len(word) > 1]
    return tuple(dict.fromkeys([bare, *words[:1], *words[-1:]])) if words else ()


def mark_entities(
    sentence: str, entities: Sequence[tuple[Sequence[Span], Iterable[str]]], first_mark: int = 0
) -> tuple[str, list[int]]:
    """The sentence with a mark at every place of every entity, and which entity each mark stands for, in order.

    An entity is its known places and the other names it goes by. Entities take turns with the marks, in the order in
    which they appear.
    """
    places = find_entity_marks(sentence, entities)
    ranks: dict[int, int] = {}
    pieces: list[str] = []
    at = 0
    for start, end, entity, is_hidden in places:
        mark = MARKS[(ranks.setdefault(entity, len(ranks)) + first_mark) % len(MARKS)]
        words = "" if is_hidden else _escape(sentence[start:end])
        pieces += [_escape(sentence[at:start]), f"{words} {mark} "]
        at = end
    return "".join([*pieces, _escape(sentence[at:])]), [entity for _, _, entity, _ in places]


def _escape(text: str) -> str:
    """No mark may come from the text itself."""
    return text.replace("[unused", "(unused") if "[unused" in text else text


def find_entity_marks(sentence: str, entities: Sequence[tuple[Sequence[Span], Iterable[str]]]) -> list[Place]:
    """Where entities stand: named or pointed at where that is known, and named anywhere; none touches another.

    Where known places lie in one another, the outer one counts, titles before a name belong to it, and two names of
    one entity side by side are one place. Where nobody stands anywhere, the first is put at the beginning.
    """
    known = [
        (start, end, entity, is_name(sentence[start:end]))
        for entity, (mentions, _) in enumerate(entities)
        for start, end in mentions
    ]
    apart: list[Place] = []
    for place in sorted(known, key=lambda place: (place[0], -place[1])):
        if place[0] < place[1] and not (apart and place[0] < apart[-1][1]):
            apart.append(place)
    found = list(_find_names(sentence, entities))
    places: list[Place] = []
    for start, end, entity, is_hidden in sorted([*apart, *_keep_free(found, apart)]):
        before = places[-1][1] if places else 0
        if is_hidden:
            name = sentence[start:end]
            end -= len(name) - len(_POSSESSIVE.sub("", name))
            title = _TITLES_BEFORE.search(sentence[max(before, start - _LONGEST_TITLES) : start])
            start -= len(title[0]) if title else 0
            if places and places[-1][2:] == (entity, True) and not sentence[before:start].strip():
                start = places.pop()[0]
        places.append((start, end, entity, is_hidden))
    return places or [(0, 0, 0, False)][: len(entities)]


def _find_names(sentence: str, entities: Sequence[tuple[Sequence[Span], Iterable[str]]]) -> Iterator[Place]:
    """Every place where a whole name of an entity, its first or its last word stands; where two share it, the first."""
    parts: dict[str, dict[str, int]] = {}  # by the first word: the whole, and whose it is
    for entity, (mentions, forms) in enumerate(entities):
        for name in (*(sentence[start:end] for start, end in mentions), *forms):
            for part in list_name_parts(name) if is_name(name) else ():
                if start := _WORD_START.search(part):
                    parts.setdefault(start[0], {}).setdefault(part[start.start() :], entity)
    at = 0
    for word in _WORD_START.finditer(sentence) if parts else ():
        if word.start() < at or word[0] not in parts:
            continue
        for part, entity in sorted(parts[word[0]].items(), key=lambda item: -len(item[0])):
            at = word.start() + len(part)
            if sentence.startswith(part, word.start()) and not (
                part[-1:].isalnum() and sentence[at : at + 1].isalnum()
            ):
                yield word.start(), at, entity, True
                break
            at = 0


def _keep_free(found: Sequence[Place], taken: Sequence[Place]) -> Iterator[Place]:
    """Those of the found places, in order, that overlap none of the taken ones, which are in order too."""
    number = 0
    for place in found:
        while number < len(taken) and taken[number][1] <= place[0]:
            number += 1
        if number == len(taken) or place[1] <= taken[number][0]:
            yield place
