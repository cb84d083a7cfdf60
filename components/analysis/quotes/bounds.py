"""Where words that are told begin and end: behind a date, and never beyond a full stop outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.quotes.records import Attribution, Range
from components.analysis.quotes.view import View

_STOPS = frozenset((".", "!", "?"))
_TIMES = frozenset(("DATE", "TIME"))
_ON = frozenset(("on", "in"))
_AFTER_DATELINE = frozenset(("(", "—", "–", "-", "--"))


def cut_bounds(view: View, found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions whose reported words keep to one sentence, without the day on which they were said."""
    for item in found:
        if item.signed or item.cue is None:
            continue
        item.content = [_skip_time(view, _keep_sentence(view, part, item.cue), item.cue) for part in item.content]
        if item.source is not None and _is_dateline(view, item.source):
            item.source = _find_phrase_before(view, item.cue[0])
    return list(found)


def _keep_sentence(view: View, part: Range, cue: Range) -> Range:
    """The sentence of a reported part that its cue stands in, else its first."""
    if any(view.quote[token] >= 0 for token in range(*part)):
        return part
    pieces = list(_split(view, part))
    if len(pieces) < 2:
        return part
    sentence = view.sentence[cue[0]]
    return next((piece for piece in pieces if view.sentence[piece[0]] == sentence), pieces[0])


def _split(view: View, part: Range) -> Iterator[Range]:
    first = part[0]
    for token in range(part[0], part[1] - 1):
        if view.words[token] in _STOPS and view.sentence[token] != view.sentence[token + 1]:
            yield (first, token)
            first = token + 1
    yield (first, part[1])


def _skip_time(view: View, part: Range, cue: Range) -> Range:
    """“said | on Thursday | it had hired”: the day belongs to the saying where a clause of its own follows."""
    first, last = part
    at = first + (view.lower[first] in _ON) if first < last else last
    if first != cue[1] or at >= last or view.pos[at] not in ("PROPN", "NOUN", "ADV") or view.entity[at] not in _TIMES:
        return part
    while at < last and view.entity[at] in _TIMES:
        at += 1
    follows = at < last and view.pos[at] in ("PRON", "DET", "PROPN", "NOUN", "SCONJ")
    return (at, last) if follows else part


def _is_dateline(view: View, source: Range) -> bool:
    """Whether a source is the town at the head of a report: “LONDON (Reuters) - …”."""
    first, last = source
    opens = not first or view.paragraph[first - 1] != view.paragraph[first] or view.space[first - 1]
    word = view.words[first]
    return opens and word.isupper() and len(word) > 2 and last < len(view.words) and view.words[last] in _AFTER_DATELINE


def _find_phrase_before(view: View, cue: int) -> Range | None:
    """The noun phrase right before a verb, whatever stands in brackets between."""
    end = cue
    if end and view.words[end - 1] == ")":
        while end and view.words[end - 1] != "(" and cue - end < 10:
            end -= 1
        end -= 1
    first = end
    while first > 0 and end - first < 8 and view.pos[first - 1] in ("PROPN", "NOUN", "ADJ", "DET"):
        first -= 1
    return (first, end) if first < end else None
