"""What may be a name: spaCy's spans cut and trimmed, names of the lists, names that patterns show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.analysis.naming.lexicon import (
    BEFORE_TITLE,
    CORPORATE,
    DATE_WORDS,
    HONORIFICS,
    NOT_NAMES,
    ORG_HEADS,
    PARTICLES,
    SUFFIXES,
    TITLES,
)
from components.analysis.naming.lists import match_lists
from components.analysis.naming.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
    "LAW": "law",
}
_BREAKS = frozenset('“”"‘«»„`;:()[]{}/|—–•*…') | {"``", "''", "--", "..."}
_LEADING = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "any",
        "all",
        "both",
    )
)


@dataclass(slots=True)
class Candidate:
    """Tokens `start` to `end` that may be a name; `type` is what their origin says, "" where it says nothing."""

    start: int
    end: int
    type: str
    origin: str  # "model", "list", "pattern", "spread"
    title: int = -1  # where the titles and roles before a person begin, -1 where there are none


def find_candidates(doc: Doc, words: Words) -> list[Candidate]:
    """Candidates that do not overlap, in order."""
    found: list[Candidate] = []
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is None:
            if ent.label_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
                found.extend(_cut_from_numbers(words, ent.start, ent.end))
            continue
        for start, end in _split(words, ent.start, ent.end, kind):
            if candidate := trim(words, start, end, kind):
                found.append(candidate)
    found = _join_lists(words, found)
    return _extend(words, found)


def is_name_word(words: Words, i: int) -> bool:
    """Whether a token is written like a name."""
    text = words.texts[i]
    return text[:1].isupper() and words.tags[i].startswith("NNP")


def _cut_from_numbers(words: Words, start: int, end: int) -> list[Candidate]:
    """Names that a date or number swallowed: "Wednesday Merkel", "Reuters Friday"."""
    found = []
    i = start
    while i < end:
        j = i
        while j < end and is_name_word(words, j) and words.lower[j] not in DATE_WORDS and words.texts[j].isalpha():
            j += 1
        if j > i and not (j < end and words.texts[j].isdigit()) and not (j - i == 1 and words.lower[i] in NOT_NAMES):
            found.append(Candidate(i, j, "", "model"))
        i = max(j, i + 1)
    return found


def _split(words: Words, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """The parts of a span that punctuation, line breaks, or "and" between two people divide."""
    parts = []
    begin = start
    texts = words.texts
    for i in range(start, end):
        text = texts[i]
        cut = text in _BREAKS or text.isspace()
        if text == ",":
            following = words.lower[i + 1] if i + 1 < end else ""
            listed = kind in ("organisation", "law", "work", "event") and "and" in words.lower[i:end]
            cut = following not in CORPORATE | SUFFIXES and not (listed and {"of", "for"} & set(words.lower[begin:i]))
        elif text in ("and", "&", "or", "vs", "vs.", "v") and kind in ("person", "place", "group"):
            cut = True
        elif text in ("'s", "’s", "'", "’") and i + 1 < end:
            cut = kind in ("person", "place", "group") or match_lists(words, begin, i) in ("place", "group", "person")
        if cut:
            parts.append((begin, i))
            begin = i + 1
    parts.append((begin, end))
    return [(a, b) for a, b in parts if a < b]


def trim(words: Words, start: int, end: int, kind: str) -> Candidate | None:
    """A candidate without articles, possessives, quotation marks and titles around the name, or None."""
    texts, lower = words.texts, words.lower
    if lower[start : start + 2] == ["the", "hague"]:
        return Candidate(start, start + 2, "place", "list")
    while start < end and _goes_from_front(words, start, kind):
        start += 1
    while end > start and _goes_from_back(words, end - 1, kind):
        end -= 1
    title = -1
    if kind == "person" and start < end:
        begin = start
        while start < end - 1 and is_title(words, start):
            start += 1
        title = begin if start > begin else -1
        while start < end - 1 and texts[start] in (".", "-", ","):
            start += 1
    if start >= end:
        return None
    if not any(text[:1].isupper() or text[:1].isdigit() or text[1:2].isupper() for text in texts[start:end]):
        return None
    if all(not any(c.isalpha() for c in text) for text in texts[start:end]):
        return None
    if end - start == 1 and lower[start] in NOT_NAMES and not texts[start].isupper():
        return None
    if end - start == 1 and lower[start] in ("covid-19", "covid", "i", "ceo", "pm", "gdp", "tv", "ipo", "mr", "gmt"):
        return None
    return Candidate(start, end, kind, "model", title)


def is_title(words: Words, i: int) -> bool:
    """Whether a token is an honorific or part of a role before a name."""
    lower = words.lower[i]
    return lower in HONORIFICS or lower in TITLES or lower in BEFORE_TITLE or lower.endswith("-general")


def _goes_from_front(words: Words, i: int, kind: str) -> bool:
    text, lower = words.texts[i], words.lower[i]
    if lower in _LEADING or text in ("'s", "’s", "'", "’", "-", ",", ".", "@", "#", "&") or text in _BREAKS:
        return True
    if not text[0].isalnum() and len(text) == 1:
        return True
    return text.islower() and lower not in PARTICLES and kind in ("person", "organisation", "place", "group")


def _goes_from_back(words: Words, i: int, kind: str) -> bool:
    text = words.texts[i]
    if text in ("'s", "’s", "'", "’", "-", ",", "@", "#", "&", ".", "!", "?") or text in _BREAKS or text.isspace():
        return True
    return text.islower() and kind in ("person", "organisation", "place", "group") and words.lower[i] not in SUFFIXES


def _join_lists(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Put in what the lists know; where spans meet, the longer one stays."""
    listed = find_listed(words)
    if not listed:
        return found
    taken = {i: candidate for candidate in found for i in range(candidate.start, candidate.end)}
    out = list(found)
    for candidate in listed:
        others = {id(taken[i]): taken[i] for i in range(candidate.start, candidate.end) if i in taken}
        if not others:
            out.append(candidate)
        elif all(o.end - o.start < candidate.end - candidate.start for o in others.values()):
            out = [o for o in out if id(o) not in others]
            out.append(candidate)
    return sorted(out, key=lambda c: c.start)


def find_listed(words: Words) -> list[Candidate]:
    """Names of the lists, wherever they stand in the text."""
    from components.analysis.naming.lists import first_words

    starts = first_words()
    found: list[Candidate] = []
    end = 0
    for i, text in enumerate(words.texts):
        if i < end or text not in starts:
            continue
        for length in starts[text]:
            if i + length <= len(words) and (kind := match_lists(words, i, i + length)):
                if length == 1 and not words.tags[i].startswith(("NNP", "JJ")) and kind != "organisation":
                    continue
                found.append(Candidate(i, i + length, kind, "list"))
                end = i + length
                break
    return found


def _extend(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Let names grow over the capitalised words that belong to them."""
    texts, lower = words.texts, words.lower
    out: list[Candidate] = []
    for n, candidate in enumerate(found):
        left = out[-1].end if out else 0
        right = found[n + 1].start if n + 1 < len(found) else len(words)
        if candidate.start < left:
            continue
        end = candidate.end
        if candidate.type == "person":
            while end < right and _is_more_of_person(words, end):
                end += 1
            if end + 1 < right and texts[end] == "," and lower[end + 1] in ("jr", "jr.", "sr", "sr."):
                end += 2
        elif candidate.type in ("organisation", "place"):
            while end < right and texts[end] in ORG_HEADS and is_name_word(words, end):
                end += 1
                candidate.type = "organisation"
        candidate.end = end
        out.append(candidate)
    return out


def _is_more_of_person(words: Words, i: int) -> bool:
    text = words.texts[i]
    if words.lower[i] in SUFFIXES and words.lower[i] != "iv":
        return True
    return is_name_word(words, i) and text.isalpha() and not text.isupper() and not is_title(words, i)
