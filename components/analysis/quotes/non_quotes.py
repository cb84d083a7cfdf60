"""What looks like a quote and is none: passives about things, thanks, plans, names in quotation marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import ATTITUDE, SPEECH
from components.analysis.quotes.tagger import Attribution

# Nouns that cannot be speakers, whatever they "tell" or "reveal".
_SPEECHLESS = frozenset(("time", "history", "future", "fate", "weather", "luck"))
# Verbs of action rather than speech if their object is only a person or thing.
_ACTIONS = frozenset(("thank", "praise", "applaud", "cheer", "greet", "congratulate"))
_PLANS = frozenset(("support", "back", "oppose"))
_PRONOUNS = frozenset(("him", "her", "it", "them", "us", "me", "you", "himself", "herself", "themselves"))
_UNSURE = 0.3
_LONGEST_PLAN = 2  # words of the longest such cue: "is supporting", "to back"
_LONGEST_SCARE_QUOTE = 3  # words of the longest stretch in quotation marks that is taken for scare quotes


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
