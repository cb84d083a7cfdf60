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
            target = Target(text[sentence.start : sentence.end], tuple(spans), (who.name, *who.aliases))
            quote = find_quote(analysis.mentions[chosen], analysis.quotes)
            places.append(Place(number, entity, chosen, quote, target))
    return places


def find_quote(mention: Mention, quotes: Sequence[Quote]) -> int | None:
    """The quote in whose content a mention lies, the innermost where they are nested."""
    sizes = {
        position: sum(end - start for start, end in quote.content_spans)
        for position, quote in enumerate(quotes)
        if any(start <= mention.start and mention.end <= end for start, end in quote.content_spans)
    }
    return min(sizes, key=lambda position: sizes[position]) if sizes else None
