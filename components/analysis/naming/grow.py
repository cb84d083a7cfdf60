"""Letting names grow over the words that belong to them, and cutting those that grew too far."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.naming.lexicon import (
    CLUBS,
    DATE_SURNAMES,
    DATE_WORDS,
    NOT_NAMES,
    ORG_HEADS,
    PARTICLES,
    PLACE_HEADS,
    POSSESSORS,
    SUFFIXES,
)
from components.analysis.naming.lists import is_country, match_lists
from components.analysis.naming.spans import Candidate, is_name_word, is_portfolio, is_title
from components.analysis.naming.words import Words

# What follows a hyphen without being part of the name: "Macron-led", "Trump-era"
# fmt: off
_AFTER_HYPHEN = frozenset((
    "led", "era", "backed", "style", "like", "based", "born", "run", "owned", "held", "built", "made", "only", "wide",
    "aligned", "linked", "allied", "listed", "funded", "bound", "wing", "type", "free", "level", "area", "time",
))
# fmt: on
_DAYS = DATE_WORDS - DATE_SURNAMES


_CHAMBERS = frozenset(("Senate", "House", "Legislature", "Assembly", "Supreme Court", "National Guard", "City Council"))


def grow_names(words: Words, found: list[Candidate]) -> list[Candidate]:
    """The candidates with their full extent; none overlaps another."""
    out: list[Candidate] = []
    for n, candidate in enumerate(found):
        left = out[-1].end if out else 0
        if candidate.start < left:
            continue
        if out and candidate.start == left and _is_one_organisation(words, out[-1], candidate):
            out[-1].end, out[-1].type = candidate.end, "organisation"
            continue
        following = n + 1
        while following < len(found) and found[following].start < candidate.end:
            following += 1
        right = found[following].start if following < len(found) else len(words)
        if candidate.type in ("product", "work", "organisation", "event") and _is_given_name(words, candidate, right):
            candidate.type = "person"
        if candidate.type == "person":
            _grow_person(words, candidate, left, right)
        elif candidate.type in ("organisation", "place"):
            _grow_organisation(words, candidate, left, right)
        _grow_possessor(words, candidate)
        if words.sport:
            _grow_club(words, candidate, left, right)
        while candidate.start > left and _is_front_of_office(words, candidate.start - 1):
            candidate.start -= 1
        out.append(candidate)
    return out


def _grow_club(words: Words, candidate: Candidate, left: int, right: int) -> None:
    """ "FC | Nantes", "SC | Velmar"."""
    alone = candidate.end - candidate.start == 1 and words.texts[candidate.start] in CLUBS
    if candidate.start > left and words.texts[candidate.start - 1] in CLUBS:
        candidate.start, candidate.type = candidate.start - 1, "organisation"
    elif alone and candidate.end < right and is_name_word(words, candidate.end):
        candidate.end, candidate.type = candidate.end + 1, "organisation"


def _is_given_name(words: Words, candidate: Candidate, right: int) -> bool:
    """Whether a lone given name was taken for something else, its surname left over: "Mackenzie | McDonald"."""
    end = candidate.end
    if end - candidate.start != 1 or words.texts[candidate.start] not in gazetteer.given_names() or end >= right:
        return False
    return _is_more_of_person(words, end) and words.texts[end] not in ORG_HEADS | PLACE_HEADS


def _is_one_organisation(words: Words, one: Candidate, other: Candidate) -> bool:
    """Whether two neighbours are one name: "Calder | Vance Pharmaceuticals", "Missouri | Senate"."""
    if words.sport and words.texts[one.start] in CLUBS and one.end - one.start == 1:
        return True
    if one.type == "place" and words.cut(other.start, other.end) in _CHAMBERS:
        return not is_country(words.cut(one.start, one.end))
    if other.type != "organisation" or words.texts[other.end - 1] not in ORG_HEADS or one.title >= 0:
        return False
    return one.type in ("person", "organisation", "") and not match_lists(words, one.start, one.end)


def _grow_possessor(words: Words, candidate: Candidate) -> None:
    """ "St Mary | 's Hospital", "Halden County Sheriff | 's Office"."""
    end = candidate.end
    if end + 1 >= len(words):
        return
    saint = words.texts[candidate.start] in ("St", "St.", "Saint", "Queen", "King")
    if words.texts[end] not in ("'s", "’s") or not (saint or words.texts[end - 1] in POSSESSORS):
        return
    heads = ORG_HEADS | PLACE_HEADS if saint else ORG_HEADS
    head = end + 1
    while head + 1 < len(words) and is_name_word(words, head) and words.texts[head] not in heads:
        head += 1  # "St. Jude Children's Research Hospital"
    if head < end + 4 and words.texts[head] in heads:
        candidate.end = head + 1
        candidate.type = "organisation" if words.texts[head] in ORG_HEADS else "place"


def _is_front_of_office(words: Words, i: int) -> bool:
    """Whether "Attorney" stands at `i` before "General's Office"."""
    office = words.texts[i + 1] in POSSESSORS and words.texts[i + 2 : i + 3] in (["'s"], ["’s"])
    return office and words.texts[i].istitle() and words.tags[i] == "NNP"


def _grow_person(words: Words, candidate: Candidate, left: int, right: int) -> None:
    end, n = candidate.end, len(words)
    while True:
        if end < right and _is_more_of_person(words, end):
            end += 1
        elif _goes_on_after_particle(words, end):
            end = _goes_on_after_particle(words, end)
        elif end + 1 < n and words.texts[end] == "-" and _is_joined(words, end) and _is_hyphened(words, end + 1):
            end += 2
        else:
            break
    if end + 1 < n and words.texts[end] == "," and words.lower[end + 1] in ("jr", "jr.", "sr", "sr."):
        end += 2
    candidate.end = end
    start = candidate.start
    while start > left and candidate.title < 0 and _is_front_of_person(words, start - 1):
        start -= 1
    candidate.start = start + (words.texts[start] == "-")  # its first part is another name


def _is_more_of_person(words: Words, i: int) -> bool:
    text = words.texts[i]
    if words.lower[i] in SUFFIXES:
        return True
    if words.headline[i] or words.lower[i] in _DAYS:
        return False
    letters = text.replace("’", "").replace("'", "")
    return is_name_word(words, i) and letters.isalpha() and not text.isupper() and not is_title(words, i)


def _goes_on_after_particle(words: Words, end: int) -> int:
    """Where a name ends that goes on as in "Ursula | von der Leyen", or 0."""
    i = end
    while (
        i < len(words) and i < end + 3 and words.texts[i] in PARTICLES and words.texts[i] not in ("la", "e", "y", "st")
    ):
        i += 1
    if i == end or i >= len(words):
        return 0
    if words.texts[i] == "-" and i + 1 < len(words) and words.texts[i + 1][:1].isupper():
        i += 1
    return i + 1 if words.texts[i][:1].isupper() and words.texts[i].isalpha() else 0


def _is_joined(words: Words, i: int) -> bool:
    """Whether no space stands around a token."""
    return (
        words.starts[i] == words.starts[i - 1] + len(words.texts[i - 1])
        and i + 1 < len(words)
        and words.starts[i + 1] == words.starts[i] + len(words.texts[i])
    )


def _is_hyphened(words: Words, i: int) -> bool:
    text = words.texts[i]
    if not text.isalpha() or words.lower[i] in _AFTER_HYPHEN:
        return False
    return text[0].isupper() or (len(text) <= 5 and not words.tags[i].startswith("V"))


def _is_front_of_person(words: Words, i: int) -> bool:
    """Whether a capitalised word before a name is its first part: "Ole | Gunnar Solskjaer"."""
    text, lower = words.texts[i], words.lower[i]
    if text == "-":
        return i > 0 and _is_joined(words, i) and words.texts[i - 1].istitle()
    if not (text.istitle() or (len(text) < 4 and text[0].isupper())) or not text.replace(".", "").isalpha():
        return False
    if lower in NOT_NAMES or is_title(words, i) or text in ORG_HEADS or match_lists(words, i, i + 1):
        return False
    if text in gazetteer.given_names():
        return True
    opens = i == 0 or words.sentences[i - 1] != words.sentences[i]
    return words.tags[i] == "NNP" and not opens and not words.headline[i] and len(text) > 1


def _grow_organisation(words: Words, candidate: Candidate, left: int, right: int) -> None:
    """Take in heads and what hangs on them: "Ant | Group", "Department | of Homeland Security"."""
    end = candidate.end
    while end < right and words.texts[end] in ORG_HEADS and words.tags[end].startswith("NN"):
        if is_portfolio(words, end):
            break
        end += 1
        candidate.type = "organisation"
    if candidate.type == "organisation" and words.texts[end - 1] in ORG_HEADS and end < right:
        end = _take_in_phrase(words, end, right)
    candidate.end = end
    start = candidate.start
    while candidate.type == "organisation" and start > left and _is_front_of_organisation(words, start - 1, end):
        start -= 1
    candidate.start = start


def _is_front_of_organisation(words: Words, i: int, end: int) -> bool:
    """Whether a capitalised word before an organisation with a head is its first: "Calder | Vance Pharmaceuticals"."""
    text = words.texts[i]
    if words.tags[i] != "NNP" or not text.istitle() or words.headline[i]:
        return False
    if not text.isalpha() and not (len(text) == 2 and text[1] == "."):
        return False
    if words.texts[end - 1] not in ORG_HEADS or text in ORG_HEADS or words.lower[i] in NOT_NAMES or is_title(words, i):
        return False
    return not match_lists(words, i, i + 1)


def _take_in_phrase(words: Words, end: int, right: int) -> int:
    """The end of "of …" or "for …" behind the head of an organisation, if names follow."""
    if words.lower[end] not in ("of", "for"):
        return end
    i = end + 1
    while i < right and (is_name_word(words, i) or (words.texts[i] in ("and", "&") and i > end + 1)):
        i += 1
    while words.texts[i - 1] in ("and", "&"):
        i -= 1
    return i if i > end + 1 else end
