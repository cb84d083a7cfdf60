"""Spans that may be names: what cuts them apart and what is trimmed off them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.analysis import gazetteer
from components.analysis.naming.lexicon import (
    BEFORE_TITLE,
    CODES,
    CORPORATE,
    DATE_WORDS,
    DETERMINERS,
    FAMOUS,
    HONORIFICS,
    MONTHS,
    NOT_NAMES,
    NUMBERED,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    PORTFOLIOS,
    POSSESSORS,
    SLUGS,
    SPORT_CODES,
    SUFFIXES,
    TITLES,
)
from components.analysis.naming.lists import match_lists
from components.analysis.naming.words import Words

ODD = frozenset("[]<>{}=@_~^")  # what no name contains
_BREAKS = frozenset('“”"‘«»„`;:()[]{}/|—–•*…') | {"``", "''", "--", "..."}
_AGAINST = frozenset(("vs", "vs.", "v", "v.", "versus"))
_BETWEEN = _AGAINST | {"and", "&", "or"}
_NOT_IN_PEOPLE = _BETWEEN | {"of", "at", "from", "in", "on", "to", "with", "for", "as"}
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+[A-Za-z.]*$")  # "RealClearPolitics", whatever the tagger says
_SCORE = re.compile(r"\d+[-–]\d+([-–]\d+)*")  # of a match, or of a day
_TICKER = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,2}")
# How titles end that no organisation begins with
_OFFICES = ("man", "woman", "person", "ator", "ayor", "inister", "ident", "ernor")
_PORTFOLIO_ENDS = (["minister"], ["secretary"], ["commissioner"])
_RUBRIC_ENDS = frozenset((":", "-", "–", "—", "--"))
_BEFORE_DATE = frozenset(
    ("in", "of", "since", "until", "till", "by", "from", "for", "last", "next", "this", "(", "-", "–")
)
_LEADING = DETERMINERS | {"some", "any", "all", "both"}


@dataclass(slots=True)
class Candidate:
    """Tokens `start` to `end` that may be a name; `type` is what their origin says, "" where it says nothing."""

    start: int
    end: int
    type: str
    origin: str  # "model", "list", "pattern", "run", "spread", surer "quoted", "capitals", surest "dateline", "result"
    title: int = -1  # where the titles and roles before a person begin, -1 where there are none


def is_name_word(words: Words, i: int) -> bool:
    """Whether a token is written like a name."""
    text = words.texts[i]
    return text[:1].isupper() and (words.tags[i].startswith("NNP") or bool(_CAMEL.match(text)))


def stands_free(words: Words, i: int) -> bool:
    """Whether a hyphen stands apart from the word before it, as a dash does."""
    return words.texts[i] != "-" or words.starts[i] > words.starts[i - 1] + len(words.texts[i - 1])


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
    if text == "-" and i > begin and stands_free(words, i):
        return True
    if text in _AGAINST and i + 1 < end and words.texts[i - 1] in FAMOUS and words.texts[i + 1] in FAMOUS:
        return True
    if text == ",":
        following = words.lower[i + 1] if i + 1 < end else ""
        listed = kind in ("organisation", "law", "work", "event") and "and" in words.lower[i:end]
        return following not in CORPORATE | SUFFIXES and not (listed and {"of", "for"} & set(words.lower[begin:i]))
    if text in ("'s", "’s", "'", "’") and i + 1 < end:
        if words.texts[i - 1] in POSSESSORS and words.texts[i + 1] in ORG_HEADS:
            return False
        named = bool(match_lists(words, begin, i)) or words.texts[i - 1] in FAMOUS or _begins_person(words, i + 1, end)
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
    of_country = kind in ("organisation", "person") and match_lists(words, start, start + 1)
    if of_country in ("group", "place") and _begins_person(words, start + 1, end):
        return [(start, start + 1), (start + 1, end)]
    if of_country == "group" and kind == "person" and end - start > 1 and texts[start] not in gazetteer.given_names():
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
    while end - start > 1 and is_portfolio(words, end - 1):
        end -= 1
    title = -1
    if (
        kind == "person"
        and end - start > 1
        and texts[end - 1] in ORG_HEADS
        and texts[start] not in gazetteer.given_names()
    ):
        kind = "organisation"
    if kind == "organisation" and 1 < end - start < 5 and lower[start] in TITLES and _is_persons_title(words, start):
        rest = texts[start + 1 : end]
        kind = "person" if all((t.istitle() or t in PARTICLES) and t not in ORG_HEADS for t in rest) else kind
    if any(HONORIFICS.get(lower[i]) or lower[i] in ("dr", "dr.") for i in range(start, end - 1)) and kind != "work":
        kind = "person"
    if kind == "person" and start < end:
        begin = start
        while start < end - 1 and is_title(words, start) and not _is_first_name(words, start):
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
    if start and texts[start - 1] in ("#", "@"):
        return None
    if start >= end or is_rubric(words, start, end) or is_date(words, start, end):
        return None
    if not any(text[:1].isupper() or text[:1].isdigit() or text[1:2].isupper() for text in texts[start:end]):
        return None
    if not any(c.isalpha() for text in texts[start:end] for c in text):
        return None
    if end - start == 1 and (
        (lower[start] in NOT_NAMES and not texts[start].isupper()) or (kind == "person" and _is_common(words, start))
    ):
        return None
    if (
        end - start == 1
        and words.tags[start] in ("NNS", "NN")
        and opens_sentence(words, start)
        and not match_lists(words, start, end)
    ):
        return None
    if is_code(words, start, end) or _is_office(words, start, end):
        return None
    if end < len(words) and texts[end] == "." and f"{texts[end - 1]}." in gazetteer.regions() and kind == "place":
        end += 1  # "Vt", "." of "Burlington, Vt., …"
    return Candidate(start, end, kind, "model", title)


def _is_persons_title(words: Words, i: int) -> bool:
    """Whether no organisation begins with a title: "Senator", or any before a given name."""
    return words.lower[i].endswith(_OFFICES) or words.texts[i + 1] in gazetteer.given_names()


def is_rubric(words: Words, start: int, end: int) -> bool:
    """Whether words in capitals at the head of a line are the rubric of what follows: "SOCCER - …"."""
    if end >= len(words) or words.texts[end] not in _RUBRIC_ENDS or (start and "\n" not in words.texts[start - 1]):
        return False
    return not SLUGS.isdisjoint(words.lower[start:end]) and (words.texts[end] != "-" or stands_free(words, end))


def _is_office(words: Words, start: int, end: int) -> bool:
    """Whether a span is but the front of a title or ministry: "Legal Affairs | Minister", "Finance | ministry"."""
    after = words.lower[end] if end < len(words) else ""
    return BEFORE_TITLE.issuperset(words.lower[start:end]) and (after in TITLES or after in ("ministry", "department"))


def is_code(words: Words, start: int, end: int) -> bool:
    """Whether a span is made of abbreviations that name nobody: "CPI", "Q1 EPS"; some are so in sport only."""
    lower = words.lower[start:end]
    if end - start == 1 and start and words.texts[start - 1] == "(" and _TICKER.fullmatch(words.texts[start]):
        return True  # "Intel (INTC.O)"
    return CODES.issuperset(lower) or (words.sport and (CODES | SPORT_CODES).issuperset(lower))


def is_date(words: Words, start: int, end: int) -> bool:
    """Whether a span is made of nothing but days, months and numbers, "Jan-May"; a lone "May" may be somebody."""
    if end - start == 1:
        parts = words.lower[start].split("-")
        return (
            DATE_WORDS.issuperset(parts) if len(parts) > 1 else parts[0] in MONTHS and not _is_neighbour(words, start)
        )
    return all(words.lower[i] in DATE_WORDS or not words.texts[i].isalpha() for i in range(start, end))


def _is_neighbour(words: Words, i: int) -> bool:
    """Whether a month's name stands where a person's does: not beside a number, a preposition or a bracket."""
    before = words.lower[i - 1] if i else ""
    after = words.texts[i + 1] if i + 1 < len(words) else ""
    return (
        before not in _BEFORE_DATE and not before[:1].isdigit() and not after[:1].isdigit() and after not in ("-", "$")
    )


def opens_sentence(words: Words, i: int) -> bool:
    """Whether a word is the first of its sentence or line."""
    return i == 0 or words.sentences[i - 1] != words.sentences[i] or words.texts[i - 1].isspace()


def _is_common(words: Words, i: int) -> bool:
    """Whether a lone word taken for a person is a word of the language: "Hospital", "Mum-of-two"."""
    text = words.texts[i]
    return text in ORG_HEADS or text in PLACE_HEADS or is_title(words, i) or text.endswith("men")


def is_portfolio(words: Words, i: int) -> bool:
    """Whether a word belongs to the minister behind it: "Hong Kong | Financial Secretary"."""
    return words.lower[i] in PORTFOLIOS and words.lower[i + 1 : i + 2][:1] in _PORTFOLIO_ENDS


def _is_first_name(words: Words, i: int) -> bool:
    """Whether a word is a given name where it might be a title: "Dean Palmer"."""
    return words.texts[i] in gazetteer.given_names() and words.lower[i] not in HONORIFICS


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
    if text[0].isdigit() and i and words.lower[i - 1] not in NUMBERED:
        dashed = "-" in (words.texts[i - 1], words.texts[i + 1] if i + 1 < len(words) else "")
        return dashed or bool(_SCORE.fullmatch(text)) or kind in ("person", "place")
    return text.islower() and kind in ("person", "organisation", "place", "group") and words.lower[i] not in SUFFIXES
