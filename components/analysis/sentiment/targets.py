"""Sentiment targets: the entities of each sentence, and the sentence as the model reads it, with names masked.

A model cannot be biased by what it does not see: every name, with its surname alone and the title before it, is
replaced by a neutral token, the same for all names of an entity, so that a score depends on what is said and not on who
is named. Pronouns and descriptions ("she", "the party") keep their words, followed by the token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.types import Analysis, Mention, Quote, Span

MOST_CHARACTERS = 1000  # per piece; more than any window of the model holds
_AROUND = 300  # characters of context before and after a mention
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")  # unused entries in the vocabulary of BERT models
Place = tuple[int, int, int, bool]  # start, end, entity, whether its words are masked
_TITLES = (
    "mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|prof|professor|president|vice president|senator|sen|representative|rep|"
    "congressman|congresswoman|governor|gov|mayor|secretary|prime minister|minister|chancellor|judge|justice|"
    "chief justice|attorney general|general|gen|colonel|col|captain|sergeant|speaker|king|queen|prince|princess|pope"
)
_TITLES_BEFORE = re.compile(rf"(?:(?<!\w)(?:former |ex-)?(?:{_TITLES})\.?[ \u00a0]+)+$", re.IGNORECASE)
_TITLES_AT_START = re.compile(rf"(?:(?:former |ex-)?(?:{_TITLES})\.?[ \u00a0]+)+", re.IGNORECASE)
_WORD = re.compile(r"\w(?:[\w.\-’']*\w)?")
_WORD_START = re.compile(r"\w+")
_LONGEST_TITLES = 60  # characters before a name in which titles are looked for
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL_WORDS = (
    "a an the this that these those he she it they we you i him her them us me his hers its their theirs our ours my "
    "mine your yours himself herself itself themselves ourselves myself who whose whom of and in on at for to"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def cut_passage(targets: Sequence[Target]) -> Iterator[tuple[list[int], list[Target]]]:
    """The targets of a sentence, in one piece if it is short, else in several; each with its index.

    A target is in the piece of its first mention.
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
    """One target with the piece of its sentence around its chosen mention."""
    if len(target.sentence) <= MOST_CHARACTERS:
        return target
    start = max(0, target.mentions[0][0] - _AROUND)
    end = start + MOST_CHARACTERS
    return Target(target.sentence[start:end], _move(target.mentions, start, end), target.forms)


def _find_first(target: Target) -> int:
    return min((start for start, _ in target.mentions), default=0)


def _move(mentions: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The mentions that begin in a piece, cut to it, with positions relative to it."""
    return tuple((left - start, min(right, end) - start) for left, right in mentions if start <= left < end)


# Targets: one for each entity in each sentence of an article.


@dataclass(frozen=True, slots=True)
class Target:
    """An entity in a sentence: the sentence, its mentions there and its other names."""

    sentence: str
    mentions: tuple[Span, ...]  # relative to the sentence, the chosen one first
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """The sentiment toward a target."""

    label: str  # one of SENTIMENT_LABELS
    score: float  # -1 to 1
    confidence: float  # calibrated probability that the label is right


@dataclass(frozen=True, slots=True)
class LocatedTarget:
    """A target with its positions in the Analysis: sentence, entity, mention and quote."""

    sentence: int
    entity: int
    mention: int
    quote: int | None
    target: Target


def locate_targets(text: str, analysis: Analysis) -> list[LocatedTarget]:
    """Every (sentence, entity) pair of an article with a mention, in reading order."""
    together: dict[tuple[int, int], list[int]] = {}
    for position, mention in enumerate(analysis.mentions):
        together.setdefault((mention.sentence, mention.entity), []).append(position)
    quotes = find_quotes(analysis.mentions, analysis.quotes)
    sentences: dict[int, str] = {}  # one string shared by all targets of a sentence
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
    """An article's targets, grouped by sentence."""
    sentences: dict[int, list[LocatedTarget]] = {}
    for place in places:
        sentences.setdefault(place.sentence, []).append(place)
    return list(sentences.values())


def find_quotes(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> list[int | None]:
    """For each mention the innermost quote whose content it is in, if any."""
    contents = sorted(
        (start, end, sum(right - left for left, right in quote.content_spans), position)
        for position, quote in enumerate(quotes)
        for start, end in quote.content_spans
    )
    found: list[int | None] = [None] * len(mentions)
    begun: list[tuple[int, int, int]] = []  # open contents: size, quote, end
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


# Marking: a sentence with every entity marked and all names masked.


def is_name(text: str) -> bool:
    """Whether a mention is a name, not a pronoun or a common noun."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return any(not word[0].islower() for word in words)


@lru_cache(maxsize=4096)
def list_name_parts(name: str) -> tuple[str, ...]:
    """Short forms of a name: without titles, its first and its last word."""
    bare = _POSSESSIVE.sub("", name.strip())
    bare = bare[match.end() :] if (match := _TITLES_AT_START.match(bare)) else bare
    words = [word for word in _WORD.findall(bare) if word.lower() not in _SMALL]
    words = [word for word in (_POSSESSIVE.sub("", word) for word in words) if not word[:1].islower() and len(word) > 1]
    return tuple(dict.fromkeys([bare, *words[:1], *words[-1:]])) if words else ()


def mark_entities(
    sentence: str, entities: Sequence[tuple[Sequence[Span], Iterable[str]]], first_mark: int = 0
) -> tuple[str, list[int]]:
    """The sentence with a mark at every mention of every entity, and the entity of each mark, in order.

    An entity is its known mentions and other names. Marks are assigned in turn, in order of appearance.
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
    """The text without strings that equal a mark."""
    return text.replace("[unused", "(unused") if "[unused" in text else text


def find_entity_marks(sentence: str, entities: Sequence[tuple[Sequence[Span], Iterable[str]]]) -> list[Place]:
    """Mentions of entities without overlaps: known ones, and further occurrences of their names.

    Of nested mentions the outer one counts, titles before a name belong to it, and two adjacent names of one entity are
    one mention. If there is none at all, the first entity is put at the start.
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
    for start, end, entity, is_hidden in sorted([*apart, *_drop_overlapping(found, apart)]):
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
    """Every occurrence of an entity's whole name, or its first or last word; if two share it, the first entity's."""
    parts: dict[str, dict[str, int]] = {}  # by the first word: the whole name and its entity
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


def _drop_overlapping(found: Sequence[Place], taken: Sequence[Place]) -> Iterator[Place]:
    """The ordered spans that overlap none of the ordered spans `taken`."""
    number = 0
    for place in found:
        while number < len(taken) and taken[number][1] <= place[0]:
            number += 1
        if number == len(taken) or place[1] <= taken[number][0]:
            yield place
