"""Where the words of a quote begin and end: at its sentence and its quotation marks, behind the date of the saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotation_marks import DASHES
from components.analysis.quotes.tagger import Attribution

_STOPS = frozenset((".", "!", "?"))
_TIMES = frozenset(("DATE", "TIME"))
_ON = frozenset(("on", "in"))
_AFTER_DATELINE = DASHES | {"("}


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
