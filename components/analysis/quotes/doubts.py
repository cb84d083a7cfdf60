"""What looks like a quote and is none: what is told of things, thanks, plans, names in quotation marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import ATTITUDE, SPEECH
from components.analysis.quotes.records import Attribution

# What cannot speak, whatever it "tells" or "reveals".
_MUTE = frozenset(("time", "history", "future", "fate", "weather", "luck"))
# Verbs of doing rather than saying, where only somebody or something is their object.
_DEEDS = frozenset(("thank", "praise", "applaud", "cheer", "greet", "congratulate"))
_PLANS = frozenset(("support", "back", "oppose"))
_PRONOUNS = frozenset(("him", "her", "it", "them", "us", "me", "you", "himself", "herself", "themselves"))
_UNSURE = 0.3
_LONGEST_PLAN = 2  # words of "is supporting", "to back"
_SCARE = 3  # words in quotation marks that are a name or a doubtful word rather than speech


def drop_doubtful(doc: Document, found: Sequence[Attribution], things: Collection[int]) -> list[Attribution]:
    """The attributions that are quotes; `things` are the tokens of the names of products, works and the like."""
    return [item for item in found if item.signed or not _is_none(doc, item, things)]


def _is_none(doc: Document, item: Attribution, things: Collection[int]) -> bool:
    if item.cue is None:
        return False
    if item.source is None and is_passive(doc, item.cue) and _is_told_of(doc, item, things):
        return True
    if any(doc.quotation_of[token] >= 0 for part in item.content for token in range(*part)):
        return item.score < _UNSURE and _is_scare(doc, item)
    return _is_mute(doc, item) or _is_deed(doc, item) or _is_plan(doc, item)


def _is_mute(doc: Document, item: Attribution) -> bool:
    """“Only time will tell”."""
    if item.source is None or item.source[1] - item.source[0] > 2:
        return False
    last = item.source[1] - 1
    return doc.tags[last] == "NN" and doc.lower[last] in _MUTE


def _is_told_of(doc: Document, item: Attribution, things: Collection[int]) -> bool:
    """“Relvatin was recalled”, “it was read out: …”: a passive that nobody does, of a thing or before a speech."""
    first, last = item.content[0]
    while first < last and (doc.pos[first] in ("DET", "ADJ", "PUNCT") or doc.is_mark[first]):
        first += 1
    return first in things or (
        item.cue is not None and doc.tokens[item.cue[1] - 1] == ":" and doc.quotation_of[first] < 0
    )


def is_passive(doc: Document, cue: Range | None) -> bool:
    """Whether what stands before a cue is told of and does not tell."""
    if cue is None:
        return False
    return any(doc.deps[child] == "auxpass" for token in range(*cue) for child in doc.children[token])


def _is_deed(doc: Document, item: Attribution) -> bool:
    """“Kim thanked him”, “she praised Anna Berg”: nothing is said but who is meant."""
    words = [token for part in item.content for token in range(*part) if doc.tokens[token][0].isalnum()]
    if doc.lemmas[_find_verb(doc, item)] not in _DEEDS:
        return False
    return all(doc.pos[token] == "PROPN" or doc.lower[token] in _PRONOUNS for token in words)


def _is_plan(doc: Document, item: Attribution) -> bool:
    """“Rusk to back the plan”, “is supporting the plan”: what somebody does about a thing, not what is said of it."""
    verb = _find_verb(doc, item)
    if item.cue is None or doc.lemmas[verb] not in _PLANS or item.cue[1] - item.cue[0] > _LONGEST_PLAN:
        return False
    before = max(verb - 1, 0)
    doing = doc.tags[verb] == "VBG" and doc.lemmas[before] == "be"
    doing = doing or (doc.tags[verb] == "VB" and doc.lower[before] == "to")
    verbs = any(doc.pos[token] in ("VERB", "AUX") for part in item.content for token in range(*part))
    return doing and not verbs


def _is_scare(doc: Document, item: Attribution) -> bool:
    """A few words in quotation marks in a sentence that nobody says."""
    words = [token for part in item.content for token in range(*part) if doc.tokens[token][0].isalnum()]
    quoted = sum(1 for token in words if doc.quotation_of[token] >= 0)
    return quoted < len(words) and quoted <= _SCARE and doc.lemmas[_find_verb(doc, item)] not in SPEECH | ATTITUDE


def _find_verb(doc: Document, item: Attribution) -> int:
    cue = item.cue
    assert cue is not None
    return next((token for token in range(cue[1] - 1, cue[0] - 1, -1) if doc.pos[token] == "VERB"), cue[1] - 1)
