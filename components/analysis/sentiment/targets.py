"""Whom a sentence speaks of: one target for each entity in each sentence of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.types import Analysis, Mention, Quote, Span


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
class Place:
    """Where in an Analysis a target stands: positions in its sentences, entities, mentions and quotes."""

    sentence: int
    entity: int
    mention: int
    quote: int | None
    target: Target


def find_places(text: str, analysis: Analysis) -> list[Place]:
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
            places.append(Place(number, entity, chosen, quotes[chosen], target))
    return places


def group_by_sentence(places: Sequence[Place]) -> list[list[Place]]:
    """The places of each sentence of an article."""
    sentences: dict[int, list[Place]] = {}
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
