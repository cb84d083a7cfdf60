"""Quotation extraction and attribution: attributions filtered, linked to speakers, and turned into `Quote` records."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from components.analysis.document import Document
from components.analysis.quotes.attribution import find_by_model
from components.analysis.quotes.boundaries import trim_contents
from components.analysis.quotes.frames import find_frames
from components.analysis.quotes.kinds import find_kind
from components.analysis.quotes.marked_names import find_names_in_marks
from components.analysis.quotes.non_quotes import drop_non_quotes
from components.analysis.quotes.pairing import People
from components.analysis.quotes.rules import find_by_rules, repair_attributions, repair_sources
from components.analysis.quotes.speakers import SpeakerLinker
from components.analysis.quotes.tagger import Attribution, load_model
from components.analysis.quotes.turns import assign_turns
from components.types import LocalEntity, Mention, Quote, Span

_log = logging.getLogger(__name__)


def extract_quotes(doc: Document, mentions: Sequence[Mention], entities: Sequence[LocalEntity]) -> list[Quote]:
    """All quotes of a parsed text in order; speakers are positions in `entities`. Never raises."""
    try:
        found = find_attributions(doc)
    except Exception:  # noqa: BLE001 - an article without quotes is better than no article
        _log.exception("Looking for quotes failed")
        return []
    linker = SpeakerLinker(doc, mentions, entities)
    people = People(doc, mentions)
    names = find_names_in_marks(doc, people.things)
    try:
        found = assign_turns(doc, [*found, *find_frames(doc, found)], people)
        repair_sources(doc, found, people.named, linker.surnames)
        found = drop_non_quotes(doc, trim_contents(doc, found), people, names)
    except Exception:  # noqa: BLE001 - speakers that stay unknown are better than no quotes
        _log.exception("Mending the sources of quotes failed")
    quotes: list[Quote] = []
    before: Attribution | None = None
    for item in found:
        try:
            quote = _build_quote(doc, item, linker, names)
        except Exception:  # noqa: BLE001 - one odd quote must not cost the others
            _log.exception("One quote could not be built")
            continue
        if quote is None:
            continue
        if quote.speaker is None and quotes and not quote.speaker_text and _goes_on(doc, before, item):
            quote = replace(quote, speaker=quotes[-1].speaker)
        quotes.append(quote)
        before = item
    return sorted(quotes, key=lambda quote: quote.content_spans)


def _goes_on(doc: Document, before: Attribution | None, item: Attribution) -> bool:
    """Whether a quotation without a source continues the previous one, which was left open: “… | “…"""
    number = doc.quotation_of[item.content[0][0]]
    if before is None or number < 1:
        return False
    last = doc.quotation_of[before.content[-1][1] - 1]
    return last == number - 1 and doc.quotations[last].runs_on


def find_attributions(doc: Document) -> list[Attribution]:
    """Attributions by the trained model, or by rules if it is missing or fails on this text."""
    model = load_model()
    if model is not None:
        try:
            return repair_attributions(doc, find_by_model(doc, model))
        except Exception:  # noqa: BLE001 - rules are better than nothing
            _log.exception("The trained quote model failed on a text: its quotes are found by rules")
    return find_by_rules(doc)


def _build_quote(doc: Document, item: Attribution, linker: SpeakerLinker, names: Collection[int]) -> Quote | None:
    content = _merge_spans(doc, [doc.char_span(*part) for part in item.content])
    if not content:
        return None
    source = _trim_dash(doc, _clean_span(doc.char_span(*item.source))) if item.source else None
    cue = _clean_span(doc.char_span(*item.cue)) if item.cue else None
    speaker = linker.link(item.source, content) if item.source else None
    return Quote(
        kind=find_kind(doc, item, content, names),
        content=" ".join(doc.text[start:end] for start, end in content),
        content_spans=tuple(content),
        speaker_text=doc.text[slice(*source)] if source else "",
        speaker_spans=(source,) if source else (),
        cue_text=doc.text[slice(*cue)] if cue else "",
        cue_spans=(cue,) if cue else (),
        confidence=item.score,
        speaker=speaker,
        about=linker.find_about(content, speaker),
    )


def _trim_dash(doc: Document, span: Span | None) -> Span | None:
    """A span without a dash that is attached to its first word."""
    while span and span[1] - span[0] > 1 and doc.text[span[0]] in "-–—―‒":
        span = (span[0] + 1, span[1])
    return span


def _clean_span(span: Span) -> Span | None:
    return span if span[0] < span[1] else None


def _merge_spans(doc: Document, spans: list[Span]) -> list[Span]:
    """The spans in order; those with no word between them are joined."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and not any(char.isalnum() for char in doc.text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
