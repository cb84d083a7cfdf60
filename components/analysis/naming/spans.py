"""Spans that may be names: what cuts them apart and what is trimmed off them."""

from __future__ import annotations

from dataclasses import dataclass

from components.analysis import gazetteer
from components.analysis.naming.lexicon import (
    BEFORE_TITLE,
    CORPORATE,
    DATE_WORDS,
    HONORIFICS,
    NOT_NAMES,
    NUMBERED,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    SUFFIXES,
    TITLES,
)
from components.analysis.naming.lists import match_lists
from components.analysis.naming.words import Words

ODD = frozenset("[]<>{}=@_~^")  # what no name contains
_BREAKS = frozenset('“”"‘«»„`;:()[]{}/|—–•*…') | {"``", "''", "--", "..."}
_BETWEEN = frozenset(("and", "&", "or", "vs", "vs.", "v"))
_NOT_IN_PEOPLE = _BETWEEN | {"of", "at", "from", "in", "on", "to", "with", "for", "as"}
# fmt: off
_LEADING = frozenset((
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some",
    "any", "all", "both",
))
# fmt: on


@dataclass(slots=True)
class Candidate:
    """Tokens `start` to `end` that may be a name; `type` is what their origin says, "" where it says nothing."""

    start: int
    end: int
    type: str
    origin: str  # "model", "list", "pattern", "spread"
    title: int = -1  # where the titles and roles before a person begin, -1 where there are none


def is_name_word(words: Words, i: int) -> bool:
    """Whether a token is written like a name."""
    text = words.texts[i]
    return text[:1].isupper() and words.tags[i].startswith("NNP")


def split_span(words: Words, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """The parts of a span that punctuation, line breaks, or "and" between two people divide."""
    parts = []
    begin = start
    for i in range(start, end):
        if _cuts(words, i, begin, end, kind):
            parts.append((begin, i))
            begin = i + 1
    parts.append((begin, end))
    return [part for a, b in parts if a < b for part in _split_pair(words, a, b, kind)]


def _cuts(words: Words, i: int, begin: int, end: int, kind: str) -> bool:
    """Whether a name that began at `begin` ends before token `i`."""
    text = words.texts[i]
    if text == "\n" and words.wrapped:
        return False
    if text in _BREAKS or text.isspace() or not ODD.isdisjoint(text):
        return True
    if text == ",":
        following = words.lower[i + 1] if i + 1 < end else ""
        listed = kind in ("organisation", "law", "work", "event") and "and" in words.lower[i:end]
        return following not in CORPORATE | SUFFIXES and not (listed and {"of", "for"} & set(words.lower[begin:i]))
    if text in ("'s", "’s", "'", "’") and i + 1 < end:
        named = bool(match_lists(words, begin, i)) or _begins_person(words, i + 1, end)
        return named or kind in ("person", "place", "group")
    if kind == "person":
        return text in _NOT_IN_PEOPLE or text[0].isdigit()
    if kind in ("place", "group"):
        return text in _BETWEEN or (text == "of" and words.lower[begin] in NUMBERED)
    return text == "and" and kind == "organisation" and i > begin and words.lower[i - 1] in CORPORATE


def _begins_person(words: Words, start: int, end: int) -> bool:
    return end - start > 1 and words.texts[start] in gazetteer.given_names() and words.texts[start + 1].istitle()


def _split_pair(words: Words, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """The two names of "Argentine Diego Schwartzman" or "National Securities in New York"."""
    texts = words.texts
    of_country = kind in ("organisation", "person") and match_lists(words, start, start + 1) in ("group", "place")
    if of_country and _begins_person(words, start + 1, end):
        return [(start, start + 1), (start + 1, end)]
    if kind == "organisation" and texts[start] != "University":
        for i in range(start + 1, end - 1):
            if texts[i] == "at" or (texts[i] in ("in", "on") and match_lists(words, i + 1, end) == "place"):
                return [(start, i), (i + 1, end)]
    return [(start, end)]


def trim(words: Words, start: int, end: int, kind: str) -> Candidate | None:
    """A candidate without articles, possessives, quotation marks and titles around the name, or None."""
    texts, lower = words.texts, words.lower
    if lower[start : start + 2] == ["the", "hague"]:
        return Candidate(start, start + 2, "place", "list")
    if end - start > 2 and texts[start] in ("D", "R", "I") and texts[start + 1] == "-":
        start += 2  # "D-Va."
    while start < end and _goes_from_front(words, start, kind):
        start += 1
    while end > start and _goes_from_back(words, end - 1, kind):
        end -= 1
    while end - start > 1 and kind != "event" and _trails(words, end - 1):
        end -= 1
    title = -1
    if (
        kind == "person"
        and end - start > 1
        and texts[end - 1] in ORG_HEADS
        and texts[start] not in gazetteer.given_names()
    ):
        kind = "organisation"
    if any(HONORIFICS.get(lower[i]) or lower[i] in ("dr", "dr.") for i in range(start, end - 1)) and kind != "work":
        kind = "person"
    if kind == "person" and start < end:
        begin = start
        while start < end - 1 and is_title(words, start):
            start += 1
        title = begin if start > begin else -1
        if end - start > 2 and lower[start] in NUMBERED and len(texts[start + 1].rstrip(".")) == 1:
            start = title = start + 2  # "… of Block C. Okafor said"
        while start < end - 1 and texts[start] in (".", "-", ","):
            start += 1
        for i in range(start + 1, end - 1):  # "Brave Dr Adeyemi"
            if HONORIFICS.get(lower[i]) or lower[i] in ("dr", "dr."):
                start = title = i
                start += 1
        if end - start == 3 and _begins_person(words, start + 1, end) and texts[start] not in gazetteer.given_names():
            opens = start == 0 or words.sentences[start - 1] != words.sentences[start]
            start += opens  # "Landlord Bob Crail"
    if start >= end:
        return None
    if not any(text[:1].isupper() or text[:1].isdigit() or text[1:2].isupper() for text in texts[start:end]):
        return None
    if all(not any(c.isalpha() for c in text) for text in texts[start:end]):
        return None
    if end - start == 1 and lower[start] in NOT_NAMES and not texts[start].isupper():
        return None
    if end - start == 1 and kind == "person" and _is_common(words, start):
        return None
    if (
        end - start == 1
        and words.tags[start] in ("NNS", "NN")
        and _opens(words, start)
        and not match_lists(words, start, end)
    ):
        return None
    if end - start == 1 and lower[start] in ("covid-19", "covid", "i", "ceo", "pm", "gdp", "tv", "ipo", "mr", "gmt"):
        return None
    return Candidate(start, end, kind, "model", title)


def _opens(words: Words, i: int) -> bool:
    return i == 0 or words.sentences[i - 1] != words.sentences[i] or words.texts[i - 1].isspace()


def _is_common(words: Words, i: int) -> bool:
    """Whether a lone word taken for a person is a word of the language: "Hospital", "Mum-of-two"."""
    text = words.texts[i]
    return text in ORG_HEADS or text in PLACE_HEADS or is_title(words, i) or text.endswith("men")


def is_title(words: Words, i: int) -> bool:
    """Whether a token is an honorific or part of a role before a name."""
    lower = words.lower[i]
    return lower in HONORIFICS or lower in TITLES or lower in BEFORE_TITLE or lower.endswith("-general")


def _trails(words: Words, i: int) -> bool:
    """Whether the last word of a span is a date's or a title cut short: "Christie's Nov.", "Army Capt."."""
    lower = words.lower[i]
    if words.texts[i] in ("'s", "’s"):
        return True
    return (lower in DATE_WORDS and len(lower) > 2 and lower not in ("new", "day", "eve")) or (
        lower in HONORIFICS and lower.rstrip(".") not in ("st", "miss", "lord", "lady", "rep")
    )


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
