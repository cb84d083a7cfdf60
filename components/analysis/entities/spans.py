"""Spans: how candidate name spans are split, trimmed, and recognised as dates, codes, titles or slugs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import (
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
    VERSUS,
    is_sport_report,
)
from components.analysis.quotation_marks import DASHES

ODD = frozenset("[]<>{}=@_~^")  # characters that no name contains
_BREAKS = frozenset('“”"‘«»„`;:()[]{}/|—–•*…') | {"``", "''", "--", "..."}
_BETWEEN = VERSUS | {"and", "&", "or"}
_NOT_IN_PEOPLE = _BETWEEN | {"of", "at", "from", "in", "on", "to", "with", "for", "as"}
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+[A-Za-z.]*$")  # "RealClearPolitics", whatever the tagger says
_SCORE = re.compile(r"\d+[-–]\d+([-–]\d+)*")  # the score of a match, or a date
_OFFICES = ("man", "woman", "person", "ator", "ayor", "inister", "ident", "ernor")  # endings of titles
_PORTFOLIO_ENDS = (["minister"], ["secretary"], ["commissioner"])
_RUBRIC_ENDS = DASHES | {":"}
_BEFORE_DATE = frozenset(
    ("in", "of", "since", "until", "till", "by", "from", "for", "last", "next", "this", "(", "-", "–")
)
_LEADING = DETERMINERS | {"some", "any", "all", "both"}


@dataclass(slots=True)
class Candidate:
    """Tokens `start` to `end` that may be a name; `type` is what its origin suggests, "" if nothing."""

    start: int
    end: int
    type: str
    origin: str  # by rising certainty: model, list, pattern, run, spread; quoted, capitals; dateline, result
    title: int = -1  # first token of the titles and roles before a person, -1 if there are none


def is_name_word(doc: Document, i: int) -> bool:
    """Whether a token is written like part of a name."""
    text = doc.tokens[i]
    return text[:1].isupper() and (doc.tags[i].startswith("NNP") or bool(_CAMEL.match(text)))


def is_spaced_dash(doc: Document, i: int) -> bool:
    """Whether a hyphen is separated from the word before it, as a dash is."""
    return doc.tokens[i] != "-" or doc.starts[i] > doc.starts[i - 1] + len(doc.tokens[i - 1])


def split_span(doc: Document, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """The parts of a span divided by punctuation, line breaks, or "and" between two people."""
    parts = []
    begin = start
    for i in range(start, end):
        if _ends_name(doc, i, begin, end, kind):
            parts.append((begin, i))
            begin = i + 1
    parts.append((begin, end))
    return [part for a, b in parts if a < b for part in _split_pair(doc, a, b, kind)]


def _ends_name(doc: Document, i: int, begin: int, end: int, kind: str) -> bool:
    """Whether a name that begins at `begin` ends before token `i`."""
    text = doc.tokens[i]
    if text == "\n" and doc.is_wrapped:
        return False
    if text in _BREAKS or text.isspace() or not ODD.isdisjoint(text):
        return True
    if text == "-" and i > begin and is_spaced_dash(doc, i):
        return True
    if text in VERSUS and i + 1 < end and doc.tokens[i - 1] in FAMOUS and doc.tokens[i + 1] in FAMOUS:
        return True
    if text == ",":
        following = doc.lower[i + 1] if i + 1 < end else ""
        listed = kind in ("organisation", "law", "work", "event") and "and" in doc.lower[i:end]
        return following not in CORPORATE | SUFFIXES and not (listed and {"of", "for"} & set(doc.lower[begin:i]))
    if text in ("'s", "’s", "'", "’") and i + 1 < end:
        if doc.tokens[i - 1] in POSSESSORS and doc.tokens[i + 1] in ORG_HEADS:
            return False
        named = bool(match_lists(doc, begin, i)) or doc.tokens[i - 1] in FAMOUS or _begins_person(doc, i + 1, end)
        return named or kind in ("person", "place", "group")
    if kind == "person":
        return text in _NOT_IN_PEOPLE or text[0].isdigit()
    if kind in ("place", "group"):
        return text in _BETWEEN or (text == "of" and doc.lower[begin] in NUMBERED)
    return text == "and" and kind == "organisation" and i > begin and doc.lower[i - 1] in CORPORATE


def _begins_person(doc: Document, start: int, end: int) -> bool:
    return end - start > 1 and doc.tokens[start] in gazetteer.given_names() and doc.tokens[start + 1].istitle()


def _split_pair(doc: Document, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """The two names in "Argentine Diego Schwartzman" or "National Securities in New York"."""
    texts = doc.tokens
    of_country = kind in ("organisation", "person") and match_lists(doc, start, start + 1)
    if of_country in ("group", "place") and _begins_person(doc, start + 1, end):
        return [(start, start + 1), (start + 1, end)]
    if of_country == "group" and kind == "person" and end - start > 1 and texts[start] not in gazetteer.given_names():
        return [(start, start + 1), (start + 1, end)]
    if kind == "organisation" and texts[start] != "University":
        for i in range(start + 1, end - 1):
            if texts[i] == "at" or (texts[i] in ("in", "on") and match_lists(doc, i + 1, end) == "place"):
                return [(start, i), (i + 1, end)]
    return [(start, end)]


def trim(doc: Document, start: int, end: int, kind: str) -> Candidate | None:
    """A candidate without articles, possessives, quotation marks and titles at its ends, or None if nothing is left."""
    texts, lower = doc.tokens, doc.lower
    if lower[start : start + 2] == ["the", "hague"]:
        return Candidate(start, start + 2, "place", "list")
    if end - start > 2 and texts[start] in ("D", "R", "I") and texts[start + 1] == "-":
        start += 2  # "D-Va."
    while start < end and _is_cut_from_start(doc, start, kind):
        start += 1
    while end > start and _is_cut_from_end(doc, end - 1, kind):
        end -= 1
    while end - start > 1 and kind != "event" and _is_trailing_word(doc, end - 1):
        end -= 1
    while end - start > 1 and is_portfolio(doc, end - 1):
        end -= 1
    title = -1
    if (
        kind == "person"
        and end - start > 1
        and texts[end - 1] in ORG_HEADS
        and texts[start] not in gazetteer.given_names()
    ):
        kind = "organisation"
    if kind == "organisation" and 1 < end - start < 5 and lower[start] in TITLES and _is_persons_title(doc, start):
        rest = texts[start + 1 : end]
        kind = "person" if all((t.istitle() or t in PARTICLES) and t not in ORG_HEADS for t in rest) else kind
    if any(HONORIFICS.get(lower[i]) or lower[i] in ("dr", "dr.") for i in range(start, end - 1)) and kind != "work":
        kind = "person"
    if kind == "person" and start < end:
        begin = start
        while start < end - 1 and is_title(doc, start) and not _is_first_name(doc, start):
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
        if end - start == 3 and _begins_person(doc, start + 1, end) and texts[start] not in gazetteer.given_names():
            opens = start == 0 or doc.sentence_of[start - 1] != doc.sentence_of[start]
            start += opens  # "Landlord Bob Crail"
    if start and texts[start - 1] in ("#", "@"):
        return None
    if start >= end or is_rubric(doc, start, end) or is_date(doc, start, end):
        return None
    if not any(text[:1].isupper() or text[:1].isdigit() or text[1:2].isupper() for text in texts[start:end]):
        return None
    if not any(c.isalpha() for text in texts[start:end] for c in text):
        return None
    if end - start == 1 and (
        (lower[start] in NOT_NAMES and not texts[start].isupper()) or (kind == "person" and _is_common(doc, start))
    ):
        return None
    if (
        end - start == 1
        and doc.tags[start] in ("NNS", "NN")
        and opens_sentence(doc, start)
        and not match_lists(doc, start, end)
    ):
        return None
    if is_code(doc, start, end) or _is_office(doc, start, end):
        return None
    if end < len(doc) and texts[end] == "." and f"{texts[end - 1]}." in gazetteer.regions() and kind == "place":
        end += 1  # "Vt", "." of "Burlington, Vt., …"
    return Candidate(start, end, kind, "model", title)


def _is_persons_title(doc: Document, i: int) -> bool:
    """Whether a title cannot begin an organisation's name: "Senator", or any title before a given name."""
    return doc.lower[i].endswith(_OFFICES) or doc.tokens[i + 1] in gazetteer.given_names()


def is_rubric(doc: Document, start: int, end: int) -> bool:
    """Whether words in capitals at the start of a line are a slug: "SOCCER - …"."""
    if end >= len(doc) or doc.tokens[end] not in _RUBRIC_ENDS or (start and "\n" not in doc.tokens[start - 1]):
        return False
    return not SLUGS.isdisjoint(doc.lower[start:end]) and (doc.tokens[end] != "-" or is_spaced_dash(doc, end))


def _is_office(doc: Document, start: int, end: int) -> bool:
    """Whether a span is only the start of an office or ministry: "Legal Affairs | Minister", "Finance | ministry"."""
    after = doc.lower[end] if end < len(doc) else ""
    return BEFORE_TITLE.issuperset(doc.lower[start:end]) and (after in TITLES or after in ("ministry", "department"))


def is_code(doc: Document, start: int, end: int) -> bool:
    """Whether a span consists of abbreviations that are no names: "CPI", "Q1 EPS"; some only in sport."""
    lower = doc.lower[start:end]
    return CODES.issuperset(lower) or (is_sport_report(doc) and (CODES | SPORT_CODES).issuperset(lower))


def is_date(doc: Document, start: int, end: int) -> bool:
    """Whether a span consists of days, months and numbers, "Jan-May"; a lone "May" may be a person."""
    if end - start == 1:
        parts = doc.lower[start].split("-")
        return (
            DATE_WORDS.issuperset(parts) if len(parts) > 1 else parts[0] in MONTHS and not _is_used_as_name(doc, start)
        )
    return all(doc.lower[i] in DATE_WORDS or not doc.tokens[i].isalpha() for i in range(start, end))


def _is_used_as_name(doc: Document, i: int) -> bool:
    """Whether a month's name is in a position of a person's: not beside a number, preposition or bracket."""
    before = doc.lower[i - 1] if i else ""
    after = doc.tokens[i + 1] if i + 1 < len(doc) else ""
    return (
        before not in _BEFORE_DATE and not before[:1].isdigit() and not after[:1].isdigit() and after not in ("-", "$")
    )


def opens_sentence(doc: Document, i: int) -> bool:
    """Whether a word is the first of its sentence or line."""
    return i == 0 or doc.sentence_of[i - 1] != doc.sentence_of[i] or doc.tokens[i - 1].isspace()


def _is_common(doc: Document, i: int) -> bool:
    """Whether a single word tagged as a person is a common word: "Hospital", "Mum-of-two"."""
    text = doc.tokens[i]
    return text in ORG_HEADS or text in PLACE_HEADS or is_title(doc, i) or text.endswith("men")


def is_portfolio(doc: Document, i: int) -> bool:
    """Whether a word belongs to the office after it: "Hong Kong | Financial Secretary"."""
    return doc.lower[i] in PORTFOLIOS and doc.lower[i + 1 : i + 2][:1] in _PORTFOLIO_ENDS


def _is_first_name(doc: Document, i: int) -> bool:
    """Whether a title word is used as a given name: "Dean Palmer"."""
    return doc.tokens[i] in gazetteer.given_names() and doc.lower[i] not in HONORIFICS


def is_title(doc: Document, i: int) -> bool:
    """Whether a token is an honorific or part of a title before a name."""
    lower = doc.lower[i]
    return lower in HONORIFICS or lower in TITLES or lower in BEFORE_TITLE or lower.endswith("-general")


def _is_trailing_word(doc: Document, i: int) -> bool:
    """Whether the last word of a span is part of a date or a truncated title: "Christie's Nov.", "Army Capt."."""
    lower = doc.lower[i]
    if doc.tokens[i] in ("'s", "’s"):
        return True
    return (lower in DATE_WORDS and len(lower) > 2 and lower not in ("new", "day", "eve")) or (
        lower in HONORIFICS and lower.rstrip(".") not in ("st", "miss", "lord", "lady", "rep")
    )


def _is_cut_from_start(doc: Document, i: int, kind: str) -> bool:
    text, lower = doc.tokens[i], doc.lower[i]
    if lower in _LEADING or text in ("'s", "’s", "'", "’", "-", ",", ".", "@", "#", "&") or text in _BREAKS:
        return True
    if not text[0].isalnum() and len(text) == 1:
        return True
    return text.islower() and lower not in PARTICLES and kind in ("person", "organisation", "place", "group")


def _is_cut_from_end(doc: Document, i: int, kind: str) -> bool:
    text = doc.tokens[i]
    if text in ("'s", "’s", "'", "’", "-", ",", "@", "#", "&", ".", "!", "?") or text in _BREAKS or text.isspace():
        return True
    if text[0].isdigit() and i and doc.lower[i - 1] not in NUMBERED:
        dashed = "-" in (doc.tokens[i - 1], doc.tokens[i + 1] if i + 1 < len(doc) else "")
        return dashed or bool(_SCORE.fullmatch(text)) or kind in ("person", "place")
    return text.islower() and kind in ("person", "organisation", "place", "group") and doc.lower[i] not in SUFFIXES
