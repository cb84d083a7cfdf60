"""Pattern rules for names: after titles, given name and surname, runs of capitals, titles in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.document import FINITE_VERBS, Document
from components.analysis.entities import gazetteer
from components.analysis.entities.appositions import read_apposition, read_noun_before
from components.analysis.entities.datelines import find_datelines
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import (
    DATE_SURNAMES,
    DATE_WORDS,
    HONORIFICS,
    NOT_NAMES,
    NUMBERED,
    ORG_HEADS,
    PARTIES,
    PARTY_PEOPLE,
    PLACE_HEADS,
    QUOTED_CAMPS,
    THING_HEADS,
    THINGS,
    TITLES,
    WORK_NOUNS,
    find_headlines,
)
from components.analysis.entities.metonymy import find_match_results
from components.analysis.entities.spans import ODD, Candidate, is_code, is_date, is_name_word, is_spaced_dash, is_title
from components.analysis.entities.truecasing import find_capitalised_people

_PAIRS = {"'": "'", "‘": "’", "“": "”", '"': '"', "``": "''"}
_LONGEST = 8  # words of the longest title in quotation marks
_LONGEST_THING = 4  # words of the longest name of a thing in quotation marks
_SMALL = frozenset(("of", "the", "and", "a", "an", "in", "on", "at", "to", "for", "from", "with", "by", "or"))
_BEFORE = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "another", "new", "this", "that", "called", "named", "dubbed")
)
_VERBS = FINITE_VERBS | {"MD"}
_ENDS = frozenset((".", ",", ";", ":", "?", "!"))


def find_quoted(doc: Document) -> Iterator[Candidate]:
    """Products and works in quotation marks, in order."""
    done = 0
    for i in [i for i, text in enumerate(doc.tokens) if text in _PAIRS]:
        if i < done or i + 2 >= len(doc) or not _opens(doc, i):
            continue
        if close := _find_end(doc, i + 1, _PAIRS[doc.tokens[i]]):
            done = close + 1
            end = close - (doc.tokens[close - 1] == ",")  # “Salt Lines,” her third novel
            kind = "" if match_lists(doc, i + 1, end) else _read_kind(doc, i, end, close)
            if kind == "work" or (kind and end - i - 1 <= _LONGEST_THING):
                yield Candidate(i + 1, end, kind, "quoted")


def _opens(doc: Document, i: int) -> bool:
    """Whether a mark is an opening one: attached to the next word, separate from the previous one."""
    gap = i == 0 or doc.starts[i] > doc.starts[i - 1] + len(doc.tokens[i - 1]) or doc.tokens[i - 1] in "(["
    gap = gap or doc.tokens[i - 1].isspace()
    return gap and doc.starts[i + 1] == doc.starts[i] + len(doc.tokens[i])


def _find_end(doc: Document, begin: int, closing: str) -> int:
    """The closing mark behind a few capitalised words and perhaps a comma, or 0."""
    for j in range(begin, min(begin + _LONGEST + 1, len(doc))):
        text = doc.tokens[j]
        if text == closing:
            return j if j > begin else 0
        if text == "," and j > begin and doc.tokens[j + 1 : j + 2] == [closing]:
            return j + 1
        if not (
            text[0].isupper()
            or text.isdigit()
            or text in ("-", "'s", "’s")
            or (j > begin and text.islower() and text in _SMALL)
        ):
            return 0
    return 0


def _read_kind(doc: Document, opening: int, end: int, close: int) -> str:
    """ "product" or "work" if the words beside the marks say that something is named, else ""."""
    before = doc.lower[opening - 1] if opening else ""
    after = doc.lower[close + 1] if close + 1 < len(doc) else ""
    noun = after if close + 1 < len(doc) and doc.tags[close + 1] in ("NN", "NNS") else ""
    if (
        noun.rstrip("s") in QUOTED_CAMPS
        or noun in QUOTED_CAMPS
        or any(doc.tokens[j][-1] in _ENDS for j in range(opening + 1, end))
    ):
        return ""
    told = read_apposition(doc, end) or read_apposition(doc, close + 1)
    told = told or read_noun_before(doc, opening - (before == "the"), close + 1)
    if told in ("product", "work"):
        return told
    if before in WORK_NOUNS or noun in WORK_NOUNS:
        return "work"
    coded = any(text[:1].isupper() and any(c.isdigit() for c in text) for text in doc.tokens[opening + 1 : end])
    counted = before in _BEFORE or before.isdigit() or (opening and doc.tags[opening - 1] == "CD")
    if noun in THINGS or noun.removesuffix("s") in THINGS or noun in THING_HEADS or before in THINGS:
        return "product"
    if (not counted and not coded) or close > end:
        return ""
    if coded and (noun or counted):
        return "product"
    single = doc.tokens[opening] in ("'", "‘")
    capital = doc.tokens[opening + 1].istitle() and end - opening == 2
    follows = noun or (close + 1 < len(doc) and doc.tags[close + 1] in _VERBS)
    return "product" if single and capital and follows and not _is_loose(noun) else ""


def _is_loose(noun: str) -> bool:
    """Whether the noun behind the marks shows that they hold a catchword, not a name: the 'Green' idea."""
    return noun.endswith(("ism", "tion", "ment", "ness", "ity", "ies", "ers"))


# Names outside of quotation marks.


def add_patterns(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates and the pattern matches; datelines, results, people in capitals and quoted titles come first."""
    sure = sorted(
        [*find_datelines(doc), *find_match_results(doc), *find_capitalised_people(doc), *find_quoted(doc)],
        key=lambda candidate: candidate.start,
    )
    sure = [c for n, c in enumerate(sure) if not n or c.start >= sure[n - 1].end]
    if sure:
        covered = {i for candidate in sure for i in range(candidate.start, candidate.end)}
        found = [c for c in found if covered.isdisjoint(range(c.start, c.end))]
    taken = {i for candidate in (*found, *sure) for i in range(candidate.start, candidate.end)}
    more = []
    for candidate in (*_find_parties(doc), *_find_people(doc, taken), *_find_numbered(doc, taken)):
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            more.append(candidate)
    if not sure and not more:
        return found
    return sorted([*found, *sure, *more], key=lambda candidate: candidate.start)


def _find_people(doc: Document, taken: set[int]) -> Iterator[Candidate]:
    """Untagged capitalised words after a title, or starting with a given name."""
    given = gazetteer.given_names()
    i, n = 0, len(doc)
    while i < n:
        plain = is_name_word(doc, i) and not doc.tokens[i].isupper() and not find_headlines(doc)[i]
        if i in taken or not plain or is_title(doc, i) or _stands_before_people(doc, i):
            i += 1
            continue
        end = i + 1
        while end < n and end not in taken and is_name_word(doc, end) and doc.tokens[end].isalpha():
            if doc.lower[end] in HONORIFICS:
                break
            end += 1
        last = doc.tokens[end - 1]
        titled = bool(i) and (doc.lower[i - 1] in HONORIFICS or doc.lower[i - 1] in TITLES) and (i - 1) not in taken
        named = doc.tokens[i] in given and end - i > 1
        fits = last not in ORG_HEADS and last not in PLACE_HEADS and end - i < 5 and end not in taken
        if fits and (titled or named) and doc.lower[i] not in NOT_NAMES:
            yield Candidate(i, end, "person", "pattern", i - 1 if titled else -1)
        i = end


def _stands_before_people(doc: Document, i: int) -> bool:
    """Whether a word is not part of the name after it: "Wednesday Anna Holt", "Spaniard Conchita Ruiz"."""
    if doc.lower[i] in DATE_WORDS and doc.lower[i] not in DATE_SURNAMES:
        return True
    return match_lists(doc, i, i + 1) == "group" and doc.tokens[i] not in gazetteer.given_names()


def _find_parties(doc: Document) -> Iterator[Candidate]:
    """Parties whose name is also a common word, before their people: "Labour MP Anna Holt"."""
    for i, text in enumerate(doc.tokens[:-1]):
        if text in PARTIES and doc.lower[i + 1] in PARTY_PEOPLE:
            yield Candidate(i, i + 1, "organisation", "pattern")


def _find_numbered(doc: Document, taken: set[int]) -> Iterator[Candidate]:
    """Numbered places: "Gate 4", "Block C"."""
    for i in range(len(doc) - 1):
        if doc.lower[i] in NUMBERED and doc.tokens[i].istitle() and i not in taken and i + 1 not in taken:
            number = doc.tokens[i + 1]
            if number.isdigit() or (len(number) == 1 and number.isupper() and number not in ("I", "A")):
                yield Candidate(i, i + 2, "place", "pattern")


def find_runs(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates and all other runs of capitalised words, untyped; type voting keeps those with evidence."""
    taken = {i for candidate in found for i in range(candidate.start, candidate.end)}
    more = []
    i, n = 0, len(doc)
    while i < n:
        if i in taken or find_headlines(doc)[i] or not is_name_word(doc, i) or doc.lower[i].endswith("maker"):
            i += 1
            continue
        end = i + 1
        while (
            end < n
            and end not in taken
            and (is_name_word(doc, end) or _links(doc, end) or (doc.tokens[end - 1] == "-" and end - i > 1))
        ):
            if doc.lower[end] in HONORIFICS:
                break
            end += 1
        if _may_be_name(doc, i, end):
            more.append(Candidate(i, end, "", "run"))
        i = end
    return sorted([*found, *more], key=lambda candidate: candidate.start) if more else found


def _links(doc: Document, i: int) -> bool:
    if i + 1 >= len(doc) or not doc.tokens[i + 1][:1].isupper():
        return False
    joined = doc.tokens[i] == "-" and not is_spaced_dash(doc, i) and doc.starts[i + 1] == doc.starts[i] + 1
    return joined or (doc.tokens[i] == "&" and is_name_word(doc, i + 1))


def _may_be_name(doc: Document, start: int, end: int) -> bool:
    if all(doc.lower[i] in NOT_NAMES or doc.lower[i] in DATE_WORDS for i in range(start, end)):
        return False
    if is_date(doc, start, end) or is_code(doc, start, end) or (start and doc.tokens[start - 1] in ("#", "@")):
        return False
    if is_title(doc, start) or any(doc.tokens[i].isupper() and len(doc.tokens[i]) > 5 for i in range(start, end)):
        return False
    odd = any(not ODD.isdisjoint(text) for text in doc.tokens[start:end])
    return end - start < 6 and doc.tokens[start][0].isalpha() and not odd
