"""Attributions that the parse alone gives where the tagger found none: amounts estimated, charges in the passive."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import ATTITUDE, SPEECH, trim_phrase
from components.analysis.quotes.tagger import Attribution

ESTIMATES = frozenset(("estimate", "put", "value", "expect", "forecast", "project", "reckon", "calculate", "assess"))
ESTIMATED = 0.65  # confidence of an estimate with its amount: 5 of 6 were right in the corpus
_CHARGED = 0.6  # confidence of a passive with agent and charge: 3 of 3 were right
_CHARGES = frozenset(("of", "for", "as", "over"))
_REACH = 12  # tokens of an amount, or of a charge, that are looked at
_TIMES = frozenset(("DATE", "TIME"))


def find_frames(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Estimates (“put the loss at 3 billion”) and charges (“was accused of fraud by Khan”) outside of all found."""
    taken = bytearray(len(doc))
    for item in found:
        for first, last in (*item.content, *filter(None, (item.cue, item.source))):
            taken[first:last] = b"\1" * (last - first)
    frames = []
    for verb, lemma in enumerate(doc.lemmas):
        if doc.pos[verb] != "VERB" or taken[verb] or doc.quotation_of[verb] >= 0:
            continue
        frame = _read_estimate(doc, verb) if lemma in ESTIMATES else None
        if lemma in SPEECH or lemma in ATTITUDE:
            frame = frame or read_charge(doc, verb)
        if frame is not None and not any(taken[first] or taken[last - 1] for first, last in frame.content):
            frames.append(frame)
    return frames


def is_amount(doc: Document, at: int) -> bool:
    """Whether the phrase that begins with “at” gives an amount, and no time."""
    end = min(doc.right_edges[at] + 1, at + _REACH)
    number = next((token for token in range(at, end) if doc.tags[token] in ("CD", "$")), -1)
    return doc.lower[at] == "at" and number >= 0 and doc.entity_labels[number] not in _TIMES


def _read_estimate(doc: Document, verb: int) -> Attribution | None:
    children = {doc.deps[child]: child for child in doc.children[verb]}
    subject, thing = children.get("nsubj", -1), children.get("dobj", -1)
    if not 0 <= subject < verb < thing:
        return None
    inner = [child for child in doc.children[thing] if child > thing]
    at = inner[-1] if inner and is_amount(doc, inner[-1]) else doc.right_edges[thing] + 1
    if at >= len(doc) or doc.heads[at] not in (verb, thing) or not is_amount(doc, at):
        return None
    content = (doc.left_edges[thing], doc.right_edges[at] + 1)
    if any(doc.quotation_of[token] >= 0 for token in (content[0], thing, at)):
        return None
    return Attribution([content], (verb, verb + 1), trim_phrase(doc, subject), score=ESTIMATED)


def read_charge(doc: Document, verb: int) -> Attribution | None:
    """The charge of a passive with its agent; the agent ends before a charge that the parse put below it."""
    children = {doc.deps[child]: child for child in doc.children[verb]}
    subject, by = children.get("nsubjpass", -1), children.get("agent", -1)
    agents = [child for child in doc.children[by] if doc.deps[child] == "pobj"] if by >= 0 else []
    charge = next((child for child in doc.children[verb] if doc.lower[child] in _CHARGES and child > verb), -1)
    if "auxpass" not in children or subject < 0 or not agents or charge < 0:
        return None
    accused: Range = (doc.left_edges[subject], doc.right_edges[subject] + 1)
    last = doc.right_edges[charge] + 1
    if charge < by:
        last = min(last, by)
    first = children["auxpass"] if children["auxpass"] == verb - 1 else verb
    return Attribution([accused, (charge, last)], (first, verb + 1), trim_phrase(doc, agents[0]), score=_CHARGED)
