"""Long texts: analysed in pieces, so that memory stays bounded and time in proportion, and joined to one Analysis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from components.analysis.merging.local import Form, merge_forms
from components.types import Analysis, LocalEntity, Mention, Quote, Sentence, Span


def join_pieces(pieces: Iterable[tuple[int, Analysis]]) -> Analysis:
    """One Analysis out of those of an article's pieces, each with the place where its piece begins.

    The same names of two pieces are brought together as within one; what a name means, and whom a pronoun stands for,
    is told within each piece.
    """
    parts = list(pieces)
    if len(parts) == 1:
        return parts[0][1]
    sentences, mentions, quotes = list[Sentence](), list[Mention](), list[Quote]()
    entities = list[LocalEntity]()
    terms: Counter[str] = Counter()
    for start, piece in parts:
        at_sentence, at_entity, at_mention = len(sentences), len(entities), len(mentions)
        sentences += [Sentence(one.start + start, one.end + start) for one in piece.sentences]
        mentions += [
            replace(
                one,
                start=one.start + start,
                end=one.end + start,
                sentence=one.sentence + at_sentence,
                entity=one.entity + at_entity,
            )
            for one in piece.mentions
        ]
        quotes += [_shift_quote(one, start, at_entity, at_mention) for one in piece.quotes]
        entities += piece.entities
        terms.update(piece.terms)
    owners, joined = _merge_entities(entities)
    return replace(
        parts[0][1],
        sentences=tuple(sentences),
        mentions=tuple(replace(one, entity=owners[one.entity]) for one in mentions),
        entities=tuple(joined),
        quotes=tuple(replace(one, speaker=None if one.speaker is None else owners[one.speaker]) for one in quotes),
        terms=dict(terms),
    )


def clip_spans(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of spans that lie within a piece, counted from its beginning."""
    parts = [(max(first, start) - start, min(last, end) - start) for first, last in spans]
    return [part for part in parts if part[0] < part[1]]


def _shift_quote(quote: Quote, start: int, at_entity: int, at_mention: int) -> Quote:
    def move(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((first + start, last + start) for first, last in spans)

    return replace(
        quote,
        content_spans=move(quote.content_spans),
        speaker_spans=move(quote.speaker_spans),
        cue_spans=move(quote.cue_spans),
        speaker=None if quote.speaker is None else quote.speaker + at_entity,
        about=tuple(mention + at_mention for mention in quote.about),
    )


def _merge_entities(entities: Sequence[LocalEntity]) -> tuple[list[int], list[LocalEntity]]:
    forms = [Form(one.name, one.type, role=one.description, gender=one.gender) for one in entities]
    owners, joined = merge_forms(forms)
    aliases: list[dict[str, None]] = [dict.fromkeys(one.aliases) for one in joined]
    for entity, owner in zip(entities, owners, strict=True):
        aliases[owner] |= dict.fromkeys(entity.aliases)
    return owners, [
        replace(one, aliases=tuple(form for form in forms_of if form != one.name))
        for one, forms_of in zip(joined, aliases, strict=True)
    ]
