"""Span expansion: names extended over the words that belong to them, and cut where they include too much."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import is_country, match_lists
from components.analysis.entities.lexicon import (
    CLUBS,
    DATE_SURNAMES,
    DATE_WORDS,
    FACILITIES,
    FACILITY_ENDS,
    FACILITY_KINDS,
    FAMOUS,
    NOT_NAMES,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    POSSESSORS,
    SUFFIXES,
    find_headlines,
    is_sport_report,
)
from components.analysis.entities.spans import Candidate, is_name_word, is_portfolio, is_title

# Second parts of compounds that are not part of the name: "Macron-led", "Trump-era"
# fmt: off
_AFTER_HYPHEN = frozenset((
    "led", "era", "backed", "style", "like", "based", "born", "run", "owned", "held", "built", "made", "only", "wide",
    "aligned", "linked", "allied", "listed", "funded", "bound", "wing", "type", "free", "level", "area", "time",
))
# fmt: on
_DAYS = DATE_WORDS - DATE_SURNAMES
_ONE_OF_MANY = frozenset(("a", "an", "another", "one", "every", "each", "no"))

_CHAMBERS = frozenset(("Senate", "House", "Legislature", "Assembly", "Supreme Court", "National Guard", "City Council"))


def expand_spans(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates in their full extent, without overlaps."""
    out: list[Candidate] = []
    for n, candidate in enumerate(found):
        left = out[-1].end if out else 0
        if candidate.start < left:
            continue
        if out and candidate.start == left and _is_one_organisation(doc, out[-1], candidate):
            out[-1].end, out[-1].type = candidate.end, "organisation"
            continue
        following = n + 1
        while following < len(found) and found[following].start < candidate.end:
            following += 1
        right = found[following].start if following < len(found) else len(doc)
        if candidate.type in ("product", "work", "organisation", "event") and _is_given_name(doc, candidate, right):
            candidate.type = "person"
        if candidate.type == "person":
            _expand_person(doc, candidate, left, right)
        elif candidate.type in ("organisation", "place"):
            _expand_organisation(doc, candidate, left, right)
        _expand_possessor(doc, candidate)
        if is_sport_report(doc):
            _expand_club(doc, candidate, left, right)
        _expand_facility(doc, candidate, right)
        while candidate.start > left and _is_front_of_office(doc, candidate.start - 1):
            candidate.start -= 1
        out.append(candidate)
    return out


def _expand_club(doc: Document, candidate: Candidate, left: int, right: int) -> None:
    """ "FC | Nantes", "SC | Velmar"."""
    alone = candidate.end - candidate.start == 1 and doc.tokens[candidate.start] in CLUBS
    if candidate.start > left and doc.tokens[candidate.start - 1] in CLUBS:
        candidate.start, candidate.type = candidate.start - 1, "organisation"
    elif alone and candidate.end < right and is_name_word(doc, candidate.end):
        candidate.end, candidate.type = candidate.end + 1, "organisation"


def _expand_facility(doc: Document, candidate: Candidate, right: int) -> None:
    """ "Riverside | mall", "Oakfield | shopping centre": what is built and often called after something else.

    Not "a Richmond hospital", which is one of Richmond's, and not "London bridge": great cities have many.
    """
    start, end = candidate.start, candidate.end
    head = _find_facility(doc, end, right)
    if head < 0 or not doc.tokens[head].islower() or doc.tags[head].startswith("VB"):
        return
    name = doc.cut(start, end)
    if candidate.type != "place" and (name in FAMOUS or not any(name in some for some in gazetteer.cities())):
        return
    if not (start and doc.lower[start - 1] in _ONE_OF_MANY) and name not in gazetteer.great_places():
        candidate.end, candidate.type = head + 1, "place"


def _find_facility(doc: Document, end: int, right: int) -> int:
    """The noun for what is built, behind a name that ends at `end`; -1 if there is none."""
    if end + 1 < right and doc.lower[end] in FACILITY_KINDS and doc.lower[end + 1] in FACILITY_ENDS:
        return end + 1
    return end if end < right and doc.lower[end] in FACILITIES else -1


def _is_given_name(doc: Document, candidate: Candidate, right: int) -> bool:
    """Whether a lone given name was mistyped and its surname left out: "Mackenzie | McDonald"."""
    end = candidate.end
    if end - candidate.start != 1 or doc.tokens[candidate.start] not in gazetteer.given_names() or end >= right:
        return False
    return _is_more_of_person(doc, end) and doc.tokens[end] not in ORG_HEADS | PLACE_HEADS


def _is_one_organisation(doc: Document, one: Candidate, other: Candidate) -> bool:
    """Whether two adjacent spans are one name: "Calder | Vance Pharmaceuticals", "Missouri | Senate"."""
    if is_sport_report(doc) and doc.tokens[one.start] in CLUBS and one.end - one.start == 1:
        return True
    if one.type == "place" and doc.cut(other.start, other.end) in _CHAMBERS:
        return not is_country(doc.cut(one.start, one.end))
    if other.type != "organisation" or doc.tokens[other.end - 1] not in ORG_HEADS or one.title >= 0:
        return False
    return one.type in ("person", "organisation", "") and not match_lists(doc, one.start, one.end)


def _expand_possessor(doc: Document, candidate: Candidate) -> None:
    """ "St Mary | 's Hospital", "Halden County Sheriff | 's Office"."""
    end = candidate.end
    if end + 1 >= len(doc):
        return
    saint = doc.tokens[candidate.start] in ("St", "St.", "Saint", "Queen", "King")
    if doc.tokens[end] not in ("'s", "’s") or not (saint or doc.tokens[end - 1] in POSSESSORS):
        return
    heads = ORG_HEADS | PLACE_HEADS if saint else ORG_HEADS
    head = end + 1
    while head + 1 < len(doc) and is_name_word(doc, head) and doc.tokens[head] not in heads:
        head += 1  # "St. Jude Children's Research Hospital"
    if head < end + 4 and doc.tokens[head] in heads:
        candidate.end = head + 1
        candidate.type = "organisation" if doc.tokens[head] in ORG_HEADS else "place"


def _is_front_of_office(doc: Document, i: int) -> bool:
    """Whether "Attorney" precedes "General's Office" at `i`."""
    office = doc.tokens[i + 1] in POSSESSORS and doc.tokens[i + 2 : i + 3] in (["'s"], ["’s"])
    return office and doc.tokens[i].istitle() and doc.tags[i] == "NNP"


def _expand_person(doc: Document, candidate: Candidate, left: int, right: int) -> None:
    end, n = candidate.end, len(doc)
    while True:
        if end < right and _is_more_of_person(doc, end):
            end += 1
        elif _goes_on_after_particle(doc, end):
            end = _goes_on_after_particle(doc, end)
        elif end + 1 < n and doc.tokens[end] == "-" and _is_joined(doc, end) and _is_hyphened(doc, end + 1):
            end += 2
        else:
            break
    if end + 1 < n and doc.tokens[end] == "," and doc.lower[end + 1] in ("jr", "jr.", "sr", "sr."):
        end += 2
    candidate.end = end
    start = candidate.start
    while start > left and candidate.title < 0 and _is_front_of_person(doc, start - 1):
        start -= 1
    candidate.start = start + (doc.tokens[start] == "-")  # the first part is another name


def _is_more_of_person(doc: Document, i: int) -> bool:
    text = doc.tokens[i]
    if doc.lower[i] in SUFFIXES:
        return True
    if find_headlines(doc)[i] or doc.lower[i] in _DAYS:
        return False
    letters = text.replace("’", "").replace("'", "")
    return is_name_word(doc, i) and letters.isalpha() and not text.isupper() and not is_title(doc, i)


def _goes_on_after_particle(doc: Document, end: int) -> int:
    """The end of a name that continues after a particle, as in "Ursula | von der Leyen", or 0."""
    i = end
    while i < len(doc) and i < end + 3 and doc.tokens[i] in PARTICLES and doc.tokens[i] not in ("la", "e", "y", "st"):
        i += 1
    if i == end or i >= len(doc):
        return 0
    if doc.tokens[i] == "-" and i + 1 < len(doc) and doc.tokens[i + 1][:1].isupper():
        i += 1
    return i + 1 if doc.tokens[i][:1].isupper() and doc.tokens[i].isalpha() else 0


def _is_joined(doc: Document, i: int) -> bool:
    """Whether a token has no white space around it."""
    return (
        doc.starts[i] == doc.starts[i - 1] + len(doc.tokens[i - 1])
        and i + 1 < len(doc)
        and doc.starts[i + 1] == doc.starts[i] + len(doc.tokens[i])
    )


def _is_hyphened(doc: Document, i: int) -> bool:
    text = doc.tokens[i]
    if not text.isalpha() or doc.lower[i] in _AFTER_HYPHEN:
        return False
    return text[0].isupper() or (len(text) <= 5 and not doc.tags[i].startswith("V"))


def _is_front_of_person(doc: Document, i: int) -> bool:
    """Whether a capitalised word before a name is its first part: "Ole | Gunnar Solskjaer"."""
    text, lower = doc.tokens[i], doc.lower[i]
    if text == "-":
        return i > 0 and _is_joined(doc, i) and doc.tokens[i - 1].istitle()
    if not (text.istitle() or (len(text) < 4 and text[0].isupper())) or not text.replace(".", "").isalpha():
        return False
    if lower in NOT_NAMES or is_title(doc, i) or text in ORG_HEADS or match_lists(doc, i, i + 1):
        return False
    if text in gazetteer.given_names():
        return True
    opens = i == 0 or doc.sentence_of[i - 1] != doc.sentence_of[i]
    return doc.tags[i] == "NNP" and not opens and not find_headlines(doc)[i] and len(text) > 1


def _expand_organisation(doc: Document, candidate: Candidate, left: int, right: int) -> None:
    """Extend over head nouns and their complements: "Ant | Group", "Department | of Homeland Security"."""
    end = candidate.end
    while end < right and doc.tokens[end] in ORG_HEADS and doc.tags[end].startswith("NN"):
        if is_portfolio(doc, end):
            break
        end += 1
        candidate.type = "organisation"
    if candidate.type == "organisation" and doc.tokens[end - 1] in ORG_HEADS and end < right:
        end = _take_in_phrase(doc, end, right)
    candidate.end = end
    start = candidate.start
    while candidate.type == "organisation" and start > left and _is_front_of_organisation(doc, start - 1, end):
        start -= 1
    candidate.start = start


def _is_front_of_organisation(doc: Document, i: int, end: int) -> bool:
    """Whether a capitalised word before an organisation's name is its first part: "Calder | Vance Pharmaceuticals"."""
    text = doc.tokens[i]
    if doc.tags[i] != "NNP" or not text.istitle() or find_headlines(doc)[i]:
        return False
    if not text.isalpha() and not (len(text) == 2 and text[1] == "."):
        return False
    if doc.tokens[end - 1] not in ORG_HEADS or text in ORG_HEADS or doc.lower[i] in NOT_NAMES or is_title(doc, i):
        return False
    return not match_lists(doc, i, i + 1)


def _take_in_phrase(doc: Document, end: int, right: int) -> int:
    """The end of "of …" or "for …" after the head noun of an organisation, if names follow."""
    if doc.lower[end] not in ("of", "for"):
        return end
    i = end + 1
    while i < right and (is_name_word(doc, i) or (doc.tokens[i] in ("and", "&") and i > end + 1)):
        i += 1
    while doc.tokens[i - 1] in ("and", "&"):
        i -= 1
    return i if i > end + 1 else end
