"""Quotation extraction and attribution: attributions filtered, linked to speakers, and turned into `Quote` records."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from components.analysis.document import Document, Range
from components.analysis.quotation_marks import DASHES
from components.analysis.quotes.attribution import find_by_model
from components.analysis.quotes.cues import ATTITUDE, SPEECH
from components.analysis.quotes.pairing import People
from components.analysis.quotes.rules import find_by_rules, repair_attributions, repair_sources
from components.analysis.quotes.speakers import SpeakerLinker
from components.analysis.quotes.tagger import Attribution, load_model
from components.analysis.quotes.turns import assign_turns
from components.types import LocalEntity, Mention, Quote, Span

_STOPS = frozenset((".", "!", "?"))
_TIMES = frozenset(("DATE", "TIME"))
_ON = frozenset(("on", "in"))
_AFTER_DATELINE = DASHES | {"("}
# Nouns that cannot be speakers, whatever they "tell" or "reveal".
_SPEECHLESS = frozenset(("time", "history", "future", "fate", "weather", "luck"))
# Verbs of action rather than speech if their object is only a person or thing.
_ACTIONS = frozenset(("thank", "praise", "applaud", "cheer", "greet", "congratulate"))
_PLANS = frozenset(("support", "back", "oppose"))
_PRONOUNS = frozenset(("him", "her", "it", "them", "us", "me", "you", "himself", "herself", "themselves"))
_UNSURE = 0.3
_LONGEST_PLAN = 2  # words of the longest such cue: "is supporting", "to back"
_LONGEST_SCARE_QUOTE = 3  # words of the longest stretch in quotation marks that is taken for scare quotes
_log = logging.getLogger(__name__)
_DIRECT_SHARE = 0.9  # share of letters in quotation marks from which on a quote is direct


def trim_contents(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with indirect content limited to one sentence and without a leading date of the saying."""
    for item in found:
        if item.signed or item.cue is None:
            continue
        item.content = [_skip_time(doc, _keep_sentence(doc, part, item.cue), item.cue) for part in item.content]
        if item.source is not None and _is_dateline(doc, item.source):
            item.source = _find_phrase_before(doc, item.cue[0])
    return list(found)


def _keep_sentence(doc: Document, part: Range, cue: Range) -> Range:
    """The part of indirect content in the cue's sentence, else its first sentence."""
    if any(doc.quotation_of[token] >= 0 for token in range(*part)):
        return part
    pieces = list(_split(doc, part))
    if len(pieces) < 2:
        return part
    sentence = doc.sentence_of[cue[0]]
    return next((piece for piece in pieces if doc.sentence_of[piece[0]] == sentence), pieces[0])


def _split(doc: Document, part: Range) -> Iterator[Range]:
    first = part[0]
    for token in range(part[0], part[1] - 1):
        if doc.tokens[token] in _STOPS and doc.sentence_of[token] != doc.sentence_of[token + 1]:
            yield (first, token)
            first = token + 1
    yield (first, part[1])


def _skip_time(doc: Document, part: Range, cue: Range) -> Range:
    """The content without a leading date that modifies the cue: “said | on Thursday | it had hired”."""
    first, last = part
    at = first + (doc.lower[first] in _ON) if first < last else last
    if (
        first != cue[1]
        or at >= last
        or doc.pos[at] not in ("PROPN", "NOUN", "ADV")
        or doc.entity_labels[at] not in _TIMES
    ):
        return part
    while at < last and doc.entity_labels[at] in _TIMES:
        at += 1
    follows = at < last and doc.pos[at] in ("PRON", "DET", "PROPN", "NOUN", "SCONJ")
    return (at, last) if follows else part


def _is_dateline(doc: Document, source: Range) -> bool:
    """Whether a source is the town in a dateline: “LONDON (Reuters) - …”."""
    first, last = source
    opens = not first or doc.paragraph_of[first - 1] != doc.paragraph_of[first] or doc.is_space[first - 1]
    word = doc.tokens[first]
    return opens and word.isupper() and len(word) > 2 and last < len(doc.tokens) and doc.tokens[last] in _AFTER_DATELINE


def _find_phrase_before(doc: Document, cue: int) -> Range | None:
    """The noun phrase right before a verb, skipping brackets."""
    end = cue
    if end and doc.tokens[end - 1] == ")":
        while end and doc.tokens[end - 1] != "(" and cue - end < 10:
            end -= 1
        end -= 1
    first = end
    while first > 0 and end - first < 8 and doc.pos[first - 1] in ("PROPN", "NOUN", "ADJ", "DET"):
        first -= 1
    return (first, end) if first < end else None


# Filtering: passives about things, thanks, plans, names in quotation marks.


def drop_non_quotes(doc: Document, found: Sequence[Attribution], things: Collection[int]) -> list[Attribution]:
    """The attributions that are quotes; `things` are the tokens of names of products, works, laws and events."""
    return [item for item in found if item.signed or not _is_no_quote(doc, item, things)]


def _is_no_quote(doc: Document, item: Attribution, things: Collection[int]) -> bool:
    if item.cue is None:
        return False
    if item.source is None and is_passive(doc, item.cue) and _is_bare_passive(doc, item, things):
        return True
    if any(doc.quotation_of[token] >= 0 for part in item.content for token in range(*part)):
        return item.score < _UNSURE and _is_scare_quote(doc, item)
    return _cannot_speak(doc, item) or _is_action(doc, item) or _is_plan(doc, item)


def _cannot_speak(doc: Document, item: Attribution) -> bool:
    """Whether the source cannot speak: “Only time will tell”."""
    if item.source is None or item.source[1] - item.source[0] > 2:
        return False
    last = item.source[1] - 1
    return doc.tags[last] == "NN" and doc.lower[last] in _SPEECHLESS


def _is_bare_passive(doc: Document, item: Attribution, things: Collection[int]) -> bool:
    """Whether a passive without an agent is about a thing, “was recalled”, or opens a speech, “it was read out: …”."""
    first, last = item.content[0]
    while first < last and (doc.pos[first] in ("DET", "ADJ", "PUNCT") or doc.is_mark[first]):
        first += 1
    return first in things or (
        item.cue is not None and doc.tokens[item.cue[1] - 1] == ":" and doc.quotation_of[first] < 0
    )


def is_passive(doc: Document, cue: Range | None) -> bool:
    """Whether a cue is in the passive, so that its subject is no speaker."""
    if cue is None:
        return False
    return any(doc.deps[child] == "auxpass" for token in range(*cue) for child in doc.children[token])


def _is_action(doc: Document, item: Attribution) -> bool:
    """Whether a verb of action only has people as objects: “Kim thanked him”, “she praised Anna Berg”."""
    words = [token for part in item.content for token in range(*part) if doc.tokens[token][0].isalnum()]
    if doc.lemmas[_find_verb(doc, item)] not in _ACTIONS:
        return False
    return all(doc.pos[token] == "PROPN" or doc.lower[token] in _PRONOUNS for token in words)


def _is_plan(doc: Document, item: Attribution) -> bool:
    """Whether the cue reports an action, not speech: “Rusk to back the plan”, “is supporting the plan”."""
    verb = _find_verb(doc, item)
    if item.cue is None or doc.lemmas[verb] not in _PLANS or item.cue[1] - item.cue[0] > _LONGEST_PLAN:
        return False
    before = max(verb - 1, 0)
    doing = doc.tags[verb] == "VBG" and doc.lemmas[before] == "be"
    doing = doing or (doc.tags[verb] == "VB" and doc.lower[before] == "to")
    verbs = any(doc.pos[token] in ("VERB", "AUX") for part in item.content for token in range(*part))
    return doing and not verbs


def _is_scare_quote(doc: Document, item: Attribution) -> bool:
    """Whether a few words in quotation marks are scare quotes, in a sentence without a verb of speech."""
    words = [token for part in item.content for token in range(*part) if doc.tokens[token][0].isalnum()]
    quoted = sum(1 for token in words if doc.quotation_of[token] >= 0)
    return (
        quoted < len(words)
        and quoted <= _LONGEST_SCARE_QUOTE
        and doc.lemmas[_find_verb(doc, item)] not in SPEECH | ATTITUDE
    )


def _find_verb(doc: Document, item: Attribution) -> int:
    cue = item.cue
    assert cue is not None
    return next((token for token in range(cue[1] - 1, cue[0] - 1, -1) if doc.pos[token] == "VERB"), cue[1] - 1)


# Extraction.


def extract_quotes(doc: Document, mentions: Sequence[Mention], entities: Sequence[LocalEntity]) -> list[Quote]:
    """All quotes of a parsed text in order; speakers are positions in `entities`. Never raises."""
    try:
        found = find_attributions(doc)
    except Exception:  # noqa: BLE001 - an article without quotes is better than no article
        _log.exception("Looking for quotes failed")
        return []
    linker = SpeakerLinker(doc, mentions, entities)
    people = People(doc, mentions)
    try:
        found = assign_turns(doc, found, people)
        repair_sources(doc, found, people.named, linker.surnames)
        found = drop_non_quotes(doc, trim_contents(doc, found), people.things)
    except Exception:  # noqa: BLE001 - speakers that stay unknown are better than no quotes
        _log.exception("Mending the sources of quotes failed")
    quotes: list[Quote] = []
    before: Attribution | None = None
    for item in found:
        try:
            quote = _build_quote(doc, item, linker)
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


def _build_quote(doc: Document, item: Attribution, linker: SpeakerLinker) -> Quote | None:
    content = _merge_spans(doc, [doc.char_span(*part) for part in item.content])
    if not content:
        return None
    source = _trim_dash(doc, _clean_span(doc.char_span(*item.source))) if item.source else None
    cue = _clean_span(doc.char_span(*item.cue)) if item.cue else None
    speaker = linker.link(item.source, content) if item.source else None
    return Quote(
        kind=find_kind(doc, item, content),
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


def find_kind(doc: Document, item: Attribution, content: Sequence[Span]) -> str:
    """ "direct" if nearly all letters are in quotation marks, "mixed" if some are, else "indirect"."""
    inside = total = 0
    for start, end in content:
        token = doc.token_at(start)
        while token < len(doc.tokens) and doc.starts[token] < end:
            letters = sum(1 for char in doc.tokens[token] if char.isalnum())
            total += letters
            inside += letters if doc.quotation_of[token] >= 0 else 0
            token += 1
    if not inside:
        return "indirect"
    if item.cue and doc.quotation_of[item.cue[0]] >= 0 and not doc.is_mark[item.cue[0]]:
        return "indirect"
    return "direct" if inside >= _DIRECT_SHARE * total else "mixed"
