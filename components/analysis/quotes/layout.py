"""Speakers given by punctuation and layout: beside quotation marks, in labels, after dashes, before colons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.analysis.document import FINITE_VERBS, Document, Range
from components.analysis.quotation_marks import DASHES
from components.analysis.quotes.cues import SPEECH
from components.analysis.quotes.pairing import People
from components.analysis.quotes.tagger import Attribution

_LONGEST = 14  # tokens of the longest speaker phrase
_COMMA_LIKE = ",?!—–-…"
_DASHES = DASHES | {"―"}
_IN_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM"))
_SUBJECTS = frozenset(("he", "she", "they", "i", "we", "it"))
_OWNERS = frozenset(("his", "her", "its", "their", "my", "our"))
_LINKS = frozenset(("of", "for"))
_SAFE_BEFORE = frozenset((",", ":", ".", "!", "?", ";", "…", "...", ")", "—", "–", "-", "--", "―"))
_LABEL = re.compile(r"(?:[A-Z][\w.’'\-]*+\s?+){1,5}+(?:\([^)]{1,40}\)\s?)?:\s")
_DASH_LINE = re.compile(r"[^\S\n]*+(?:\n[^\S\n]*+){0,3}(?:[—–―‒]|--?)[^\S\n]*+([^\n“”\"]{2,120})")
_SENTENCE = re.compile(r"[a-z]{2}[.!?]\s")
_FINITE_OR_MODAL = FINITE_VERBS | {"MD"}
_LEAST = 4  # tokens of the shortest signed quotation
_LONGEST_LABEL = 24  # tokens of the longest line with a colon that introduces a speaker
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Beside:
    """A verb and its subject within tokens `first` to `last` after a stretch in quotation marks."""

    cue: int
    source: Range
    first: int
    last: int


def find_closing(doc: Document, number: int) -> str:
    """The last character inside the marks, or the comma or full stop right after them."""
    first, last = doc.quotation_ranges[number]
    end = last - 1 if last - first > 1 and doc.is_mark[last - 1] else last
    text = doc.tokens[end - 1] if end > first else ""
    if text[-1:] in ("”", "’", '"', "'"):
        text = text.rstrip("”’\"'")
    if text and not text[-1].isalnum():
        return text[-1]
    return doc.tokens[last] if last < len(doc.tokens) and doc.tokens[last] in (",", ".") else ""


def is_freestanding(doc: Document, number: int) -> bool:
    """Whether a stretch begins and ends like speech, so that it is no title or scare quote inside a clause."""
    first, last = doc.quotation_ranges[number]
    if last - first < 3:
        return False
    inner = next((token for token in range(first, last) if doc.tokens[token][0].isalnum()), -1)
    if inner < 0 or not (doc.tokens[inner][0].isupper() or doc.tokens[inner][0].isdigit()):
        return False
    closing = find_closing(doc, number)
    if closing not in (",", ".", "?", "!", "…", "—", "–", "-") and not doc.quotations[number].runs_on:
        return False
    before = first - 1
    while before >= 0 and doc.is_space[before]:
        before -= 1
    if before < 0 or doc.paragraph_of[before] != doc.paragraph_of[first] or doc.quotation_of[before] >= 0:
        return True
    return doc.tokens[before][-1] in _SAFE_BEFORE or doc.pos[before] == "VERB"


def find_beside(doc: Document, number: int) -> Beside | None:
    """The verb and the speaker right after a stretch, in either order."""
    last = doc.quotation_ranges[number][1]
    closing = find_closing(doc, number)
    if not closing or closing not in _COMMA_LIKE:
        return None
    at = last
    while at < len(doc.tokens) and doc.paragraph_of[at] == doc.paragraph_of[last - 1]:
        if not (doc.is_space[at] or doc.tokens[at] == "," or doc.tokens[at] in _DASHES):
            break
        at += 1
    else:
        return None
    found = _read_inverted(doc, at) or _read_plain(doc, at)
    if found is None:
        return None
    end = found[1][1] if found[1][0] > found[0] else found[0] + 1
    if _leads_on(doc, end, ":" if closing == "," else ":,"):
        return None  # “No!” He added: “…”: the verb belongs to the next quotation
    if closing in ("?", "!") and not _is_spoken(doc, found[0]):
        return None
    return Beside(found[0], found[1], at, end)


def _leads_on(doc: Document, end: int, signs: str) -> bool:
    """Whether punctuation follows that leads on to the next quotation."""
    for token in range(end, min(end + _LONGEST, len(doc.tokens))):
        if doc.quotation_of[token] >= 0:
            return doc.tokens[token - 1] in signs
        if doc.tokens[token] in (".", "!", "?"):
            return False
    return False


def _is_spoken(doc: Document, verb: int) -> bool:
    """Whether a verb is one of speech, or intransitive as in “Never!” Berg laughed."""
    if doc.lemmas[verb] in SPEECH:
        return True
    after = doc.tokens[verb + 1] if verb + 1 < len(doc.tokens) else "."
    return after in (".", ",", ";") or doc.pos[verb + 1] in ("ADV", "PROPN")


def _read_inverted(doc: Document, at: int) -> tuple[int, Range] | None:
    """Verb before speaker: "snapped landlady Odile Perrin"."""
    if not _is_verb(doc, at):
        return None
    end = read_phrase(doc, at + 1)
    return (at, (at + 1, end)) if end > at + 1 else None


def _read_plain(doc: Document, at: int) -> tuple[int, Range] | None:
    """Speaker before verb: "her brother, the plumber, later suggested"."""
    end = read_phrase(doc, at)
    if end == at:
        return None
    verb = end
    if verb < len(doc.tokens) and doc.tokens[verb] == ",":
        stop = min(verb + _LONGEST, len(doc.tokens))
        comma = next((t for t in range(verb + 1, stop) if doc.tokens[t] == "," or _is_verb(doc, t)), -1)
        if comma < 0 or doc.tokens[comma] != ",":
            return None
        end = verb = comma + 1
    while verb < len(doc.tokens) and doc.pos[verb] in ("ADV", "AUX", "PART") and verb - end < 3:
        verb += 1
    return (verb, (at, end)) if verb < len(doc.tokens) and _is_verb(doc, verb, verb > end) else None


def _is_verb(doc: Document, token: int, helped: bool = False) -> bool:
    if token >= len(doc.tokens) or doc.quotation_of[token] >= 0 or doc.pos[token] != "VERB":
        return False
    return doc.tags[token] in FINITE_VERBS or (helped and doc.tags[token] in ("VBN", "VBG", "VB"))


def read_phrase(doc: Document, at: int) -> int:
    """The end of the noun phrase that begins at a token, or the token itself if there is none."""
    end, noun = at, False
    if at < len(doc.tokens) and doc.lower[at] in _SUBJECTS:
        return at + 1
    while end < len(doc.tokens) and end - at < _LONGEST and doc.quotation_of[end] < 0:
        word = doc.lower[end]
        if doc.pos[end] in _IN_PHRASE or doc.tags[end] in ("POS", "HYPH") or (word in _OWNERS and not noun):
            noun = doc.pos[end] in ("NOUN", "PROPN") if doc.pos[end] in _IN_PHRASE else False
        elif not (noun and word in _LINKS and _goes_on(doc, end + 1)):
            break
        end += 1
    return end if noun else at


def _goes_on(doc: Document, at: int) -> bool:
    return at < len(doc.tokens) and doc.pos[at] in _IN_PHRASE


# Layout: speaker labels, signatures after a dash, introductions with a colon.


def find_transcript(doc: Document) -> list[Attribution]:
    """Paragraphs with a speaker label, “WALLACE: Good evening.”, if at least two have one."""
    labels = []
    for number, (start, end) in enumerate(doc.paragraphs):
        match = _LABEL.match(doc.text, start, end)
        if match and (match.group().split(":")[0].isupper() or match.group().strip() in ("Q:", "A:")):
            labels.append((number, match.end()))
    if len(labels) < 2:
        return []
    found = []
    for number, begin in labels:
        start, end = doc.paragraphs[number]
        first, colon = doc.token_at(start), doc.token_at(begin - 1)
        while colon > first and doc.tokens[colon] != ":":
            colon -= 1
        last = doc.token_at(end - 1) + 1
        if first < colon < last - 1:
            found.append(Attribution([(colon + 1, last)], (colon, colon + 1), (first, colon), score=0.8, signed=True))
    return found


def find_signed(doc: Document) -> list[Attribution]:
    """Quotations signed with a dash and a name, on the same line or the next: “So it goes.” — Jane Doe."""
    found = []
    for number, (first, last) in enumerate(doc.quotation_ranges):
        if last - first < _LEAST or not doc.opens_line(first):
            continue
        name = _read_signature(doc, number)
        if name is None:
            continue
        content = [(first, last)]
        while number and doc.quotations[number - 1].runs_on:
            number -= 1
            content.insert(0, doc.quotation_ranges[number])
        cue = (last, name[0]) if last < name[0] else None
        found.append(Attribution(content, cue, name, score=_SURE, signed=True))
    return found


def _read_signature(doc: Document, number: int) -> Range | None:
    """The signer after the dash on or below the last line of a stretch, with any description."""
    match = _DASH_LINE.match(doc.text, doc.quotations[number].end)
    if match is None or not match.group(1)[0].isupper() or _SENTENCE.search(match.group(1)):
        return None
    if match.end() < len(doc.text) and doc.text[match.end()] != "\n":
        return None
    end = match.start(1) + len(match.group(1).rstrip(" \t\r.\xa0"))
    first, last = doc.token_at(match.start(1)), doc.token_at(end - 1) + 1
    comma = next((token for token in range(first, last) if doc.tokens[token] == ","), last)
    if first >= last or any(doc.tags[token] in _FINITE_OR_MODAL for token in range(first, comma)):
        return None
    return (first, last)


def find_introduced(doc: Document, number: int, people: People) -> Attribution | None:
    """A stretch on or below a line without a verb that names somebody and ends in a colon."""
    stretch = doc.quotation_ranges[number]
    colon = stretch[0] - 1
    while colon >= 0 and doc.is_space[colon]:
        colon -= 1
    if colon < 1 or doc.tokens[colon] != ":" or doc.quotation_of[colon] >= 0:
        return None
    begin = colon
    while begin and doc.paragraph_of[begin - 1] == doc.paragraph_of[colon] and not doc.opens_line(begin):
        if colon - begin > _LONGEST_LABEL or doc.quotation_of[begin - 1] >= 0:
            return None
        begin -= 1
    if any(doc.tags[token] in _FINITE_OR_MODAL and doc.deps[token] != "relcl" for token in range(begin, colon)):
        return None
    name = people.find_first(begin, colon)
    if name is None:
        return None
    return Attribution([stretch], (colon, colon + 1), name, score=_SURE, signed=True)
