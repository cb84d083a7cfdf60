"""What stands beside a stretch in quotation marks: the verb and the speaker in “…,” snapped Anna Berg."""

from __future__ import annotations

from dataclasses import dataclass

from components.analysis.quotes.cues import SPEECH
from components.analysis.quotes.records import Range
from components.analysis.quotes.view import View

_LONGEST = 14  # tokens of the longest speaker
_COMMA_LIKE = ",?!—–-…"
_DASHES = frozenset(("—", "–", "-", "--", "―"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_IN_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM"))
_SUBJECTS = frozenset(("he", "she", "they", "i", "we", "it"))
_OWNERS = frozenset(("his", "her", "its", "their", "my", "our"))
_LINKS = frozenset(("of", "for"))
_SAFE_BEFORE = frozenset((",", ":", ".", "!", "?", ";", "…", "...", ")", "—", "–", "-", "--", "―"))


@dataclass(frozen=True, slots=True)
class Beside:
    """A verb and its subject in the words `first` to `last` behind a stretch in quotation marks."""

    cue: int
    source: Range
    first: int
    last: int


def find_closing(view: View, number: int) -> str:
    """The last character inside the marks, or the comma or full stop right behind them."""
    first, last = view.quote_tokens[number]
    end = last - 1 if last - first > 1 and view.is_mark[last - 1] else last
    text = view.words[end - 1] if end > first else ""
    if text[-1:] in ("”", "’", '"', "'"):
        text = text.rstrip("”’\"'")
    if text and not text[-1].isalnum():
        return text[-1]
    return view.words[last] if last < len(view.words) and view.words[last] in (",", ".") else ""


def stands_free(view: View, number: int) -> bool:
    """Whether a stretch begins and ends like speech and is no part of the clause around it (a title, a scare quote)."""
    first, last = view.quote_tokens[number]
    if last - first < 3:
        return False
    inner = next((token for token in range(first, last) if view.words[token][0].isalnum()), -1)
    if inner < 0 or not (view.words[inner][0].isupper() or view.words[inner][0].isdigit()):
        return False
    closing = find_closing(view, number)
    if closing not in (",", ".", "?", "!", "…", "—", "–", "-") and not view.marked[number].runs_on:
        return False
    before = first - 1
    while before >= 0 and view.space[before]:
        before -= 1
    if before < 0 or view.paragraph[before] != view.paragraph[first] or view.quote[before] >= 0:
        return True
    return view.words[before][-1] in _SAFE_BEFORE or view.pos[before] == "VERB"


def find_beside(view: View, number: int) -> Beside | None:
    """The verb and the speaker right behind a stretch, in either order."""
    last = view.quote_tokens[number][1]
    closing = find_closing(view, number)
    if not closing or closing not in _COMMA_LIKE:
        return None
    at = last
    while at < len(view.words) and view.paragraph[at] == view.paragraph[last - 1]:
        if not (view.space[at] or view.words[at] == "," or view.words[at] in _DASHES):
            break
        at += 1
    else:
        return None
    found = _read_inverted(view, at) or _read_plain(view, at)
    if found is None:
        return None
    end = found[1][1] if found[1][0] > found[0] else found[0] + 1
    if _leads_on(view, end, ":" if closing == "," else ":,"):
        return None  # “No!” He added: “…”: the verb belongs to what follows
    if closing in ("?", "!") and not _is_spoken(view, found[0]):
        return None
    return Beside(found[0], found[1], at, end)


def _leads_on(view: View, end: int, signs: str) -> bool:
    """Whether a sign that leads on to the next quotation follows."""
    for token in range(end, min(end + _LONGEST, len(view.words))):
        if view.quote[token] >= 0:
            return view.words[token - 1] in signs
        if view.words[token] in (".", "!", "?"):
            return False
    return False


def _is_spoken(view: View, verb: int) -> bool:
    """Whether a verb is one of speech, or stands alone as in “Never!” Berg laughed."""
    if view.lemma[verb] in SPEECH:
        return True
    after = view.words[verb + 1] if verb + 1 < len(view.words) else "."
    return after in (".", ",", ";") or view.pos[verb + 1] in ("ADV", "PROPN")


def _read_inverted(view: View, at: int) -> tuple[int, Range] | None:
    """ "snapped landlady Odile Perrin"."""
    if not _is_verb(view, at):
        return None
    end = read_phrase(view, at + 1)
    return (at, (at + 1, end)) if end > at + 1 else None


def _read_plain(view: View, at: int) -> tuple[int, Range] | None:
    """ "her brother, the plumber, later suggested"."""
    end = read_phrase(view, at)
    if end == at:
        return None
    verb = end
    if verb < len(view.words) and view.words[verb] == ",":
        stop = min(verb + _LONGEST, len(view.words))
        comma = next((t for t in range(verb + 1, stop) if view.words[t] == "," or _is_verb(view, t)), -1)
        if comma < 0 or view.words[comma] != ",":
            return None
        end = verb = comma + 1
    while verb < len(view.words) and view.pos[verb] in ("ADV", "AUX", "PART") and verb - end < 3:
        verb += 1
    return (verb, (at, end)) if verb < len(view.words) and _is_verb(view, verb, verb > end) else None


def _is_verb(view: View, token: int, helped: bool = False) -> bool:
    if token >= len(view.words) or view.quote[token] >= 0 or view.pos[token] != "VERB":
        return False
    return view.tag[token] in _FINITE or (helped and view.tag[token] in ("VBN", "VBG", "VB"))


def read_phrase(view: View, at: int) -> int:
    """Where the noun phrase that begins at a token ends, or the token itself where none does."""
    end, noun = at, False
    if at < len(view.words) and view.lower[at] in _SUBJECTS:
        return at + 1
    while end < len(view.words) and end - at < _LONGEST and view.quote[end] < 0:
        word = view.lower[end]
        if view.pos[end] in _IN_PHRASE or view.tag[end] in ("POS", "HYPH") or (word in _OWNERS and not noun):
            noun = view.pos[end] in ("NOUN", "PROPN") if view.pos[end] in _IN_PHRASE else False
        elif not (noun and word in _LINKS and _goes_on(view, end + 1)):
            break
        end += 1
    return end if noun else at


def _goes_on(view: View, at: int) -> bool:
    return at < len(view.words) and view.pos[at] in _IN_PHRASE
