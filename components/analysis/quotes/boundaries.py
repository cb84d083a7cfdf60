"""Where the words of a quote begin and end: at its sentence and its quotation marks, behind the date of the saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.document import FINITE_VERBS, Document, Range
from components.analysis.quotation_marks import DASHES
from components.analysis.quotes.frames import is_amount, read_charge
from components.analysis.quotes.tagger import Attribution

_STOPS = frozenset((".", "!", "?"))
_TIMES = frozenset(("DATE", "TIME"))
_ON = frozenset(("on", "in"))
_DATELINE = 12  # tokens of the longest dateline
_FINITE = FINITE_VERBS | {"MD"}
_CHARGES = frozenset(("of", "for", "as"))


def trim_contents(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with content that is whole, and ends where its sentence or its quotation mark ends."""
    for item in found:
        if item.signed or item.cue is None:
            continue
        cue = item.cue
        if item.source is not None:
            item.source = _skip_dateline(doc, item.source, cue)
        item.content = [
            _skip_time(doc, piece, cue)
            for part in item.content
            for piece in _keep_sentence(doc, _cut_lead_in(doc, part, cue), cue)
        ]
        _drop_expletive(doc, item)
        _extend(doc, item, cue)
        if item.source is not None and item.source[0] >= item.source[1]:
            item.source = _find_phrase_before(doc, cue[0])
    return list(found)


def _cut_lead_in(doc: Document, part: Range, cue: Range) -> Range:
    """Content without the narration that leads up to its quotation with a colon: “The note ended: | ‘Come home.’”."""
    first, last = part
    if doc.quotation_of[first] >= 0 or _lies_in(cue, part):
        return part
    opening = next((token for token in range(first, last) if doc.quotation_of[token] >= 0), last)
    colon = opening - 1
    while colon > first and doc.is_space[colon]:
        colon -= 1
    if opening == last or colon < first or doc.tokens[colon] != ":":
        return part
    stated = any(doc.tags[token] in _FINITE and doc.deps[token] != "relcl" for token in range(first, colon))
    return part if stated and cue[1] <= first else (opening, last)  # “said it was simple: ‘Go.’” is all said


def _keep_sentence(doc: Document, part: Range, cue: Range) -> list[Range]:
    """The content in the cue's sentence and in quotation marks, without what follows in other sentences."""
    pieces = list(_split(doc, part))
    if len(pieces) < 2:
        return [part]
    sentence = doc.sentence_of[cue[0]]
    quoted = [piece for piece in pieces if doc.quotation_of[piece[0]] >= 0]
    own = [piece for piece in pieces if doc.sentence_of[piece[0]] == sentence]
    return sorted({*quoted, *own[:1]}) or pieces[:1]


def _split(doc: Document, part: Range) -> Iterator[Range]:
    """A range cut at the ends of sentences outside of quotation marks."""
    first = part[0]
    for token in range(part[0], part[1] - 1):
        if (
            doc.tokens[token] in _STOPS
            and doc.quotation_of[token] < 0
            and doc.sentence_of[token] != doc.sentence_of[token + 1]
        ):
            if first < token:
                yield (first, token)
            first = token + 1
    yield (first, part[1])


def _drop_expletive(doc: Document, item: Attribution) -> None:
    """Remove the “it” that only stands for the clause: “(it was announced) that the school would close”."""
    first, last = item.content[0]
    if len(item.content) > 1 and last - first == 1 and doc.lower[first] == "it":
        item.content = item.content[1:]


def _extend(doc: Document, item: Attribution, cue: Range) -> None:
    """Add what belongs to the verb behind its object: “the cost | at 40 million”, “(was accused by Khan) of lying”."""
    last = item.content[-1][1]
    if cue[1] <= last < len(doc) and is_amount(doc, last) and _hangs_on(doc, last, cue, item.content[-1]):
        item.content[-1] = (item.content[-1][0], doc.right_edges[last] + 1)
    if item.source is None:
        charge = next(filter(None, (read_charge(doc, token) for token in range(*cue))), None)
        if charge is not None and last <= cue[0]:
            item.content, item.source = charge.content, charge.source
        return
    if item.source[0] < cue[1] or last > cue[0]:
        return
    behind = item.source[1]  # the agent of a passive
    if behind < len(doc) and doc.lower[behind] in _CHARGES and _hangs_on(doc, behind, cue, item.source):
        item.content.append((behind, doc.right_edges[behind] + 1))


def _hangs_on(doc: Document, token: int, *parts: Range) -> bool:
    return doc.deps[token] == "prep" and any(first <= doc.heads[token] < last for first, last in parts)


def _lies_in(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] < outer[1]


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


def _skip_dateline(doc: Document, source: Range, cue: Range) -> Range:
    """A source without the dateline before it, “LONDON (Reuters) - |Intel”; empty if it is nothing but a dateline."""
    first, last = source
    begin, end = doc.sentence_ranges[doc.sentence_of[first]]
    opens = first in (begin, 0) or doc.is_space[first - 1]
    word = doc.tokens[first]
    if not (opens and word.isupper() and len(word) > 2):
        return source
    dashes = [token for token in range(first + 1, min(end, first + _DATELINE)) if doc.tokens[token] in DASHES]
    if not dashes or any(doc.pos[token] in ("VERB", "AUX") for token in range(first, dashes[0])):
        return source
    if any(dashes[0] < dash < cue[0] for dash in dashes[1:]):
        return source  # “NATO - the alliance - said”
    if dashes[0] + 1 < last:
        while last < cue[0] and doc.pos[last] == "PROPN":  # “Chip maker | Intel”
            last += 1
    return (min(dashes[0] + 1, last), last)


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
