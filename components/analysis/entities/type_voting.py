"""Type voting: one type per surface form in an article, from all evidence of its occurrences."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.lexicon import CIVIC_HEADS, PARTICLES, SUFFIXES
from components.analysis.entities.name_forms import looks_like_full_name
from components.analysis.entities.person_spans import find_surname, is_initial
from components.analysis.entities.spans import Candidate
from components.analysis.entities.type_evidence import Weights, weigh_form, weigh_occurrence

_RUN_NEEDS = 0.4  # weight needed by a run of capitals that no model, gazetteer or pattern found
_SURNAME = 5.0  # weight for the surname of somebody named in full
_FIRST_NAME = 4.5  # and for the first name, where only a list says that it is something else
# Endings of demonyms; other words that the model tags as a group are more likely places
_OF_PEOPLE = ("n", "s", "sh", "ese", "i", "ch", "ic", "ite", "er", "ard", "men")
# Types of names introduced by these words, also without them: "Hurricane Laura", later "Laura"
_CALLED = {"Project": "product", "Hurricane": "event", "Typhoon": "event", "Cyclone": "event"}
_KNOWN = 3.0  # weight above which a place is not retyped: gazetteer matches
_ROW = 3  # full names from which on a list of them is an enumeration
_MANY = 4  # occurrences at which the weight of context saturates


@dataclass(slots=True)
class _Ballot:
    """The evidence for one surface form."""

    texts: list[str]
    own: Weights
    beside: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    labels: Counter[str] = field(default_factory=Counter)
    n: int = 0
    sure: str = ""  # the type given by a dateline
    tagged: bool = False

    def count(self) -> Weights:
        """All weights combined; context saturates after `_MANY` occurrences."""
        total = defaultdict(float, self.own)
        scale = min(1.0, _MANY / self.n)
        for kind, value in self.beside.items():
            total[kind] += value * scale
        labels = sum(self.labels.values())
        for kind, count in self.labels.items():
            weight = (1.0 + min(labels - 1, 3) / 3) * count / labels
            if kind == "group" and len(self.texts) == 1 and not self.texts[0].endswith(_OF_PEOPLE):
                total["place"] += 0.6 * weight
                weight *= 0.5
            total[kind] += weight
        if self.sure:
            total[self.sure] += 6.0
        return total


def build_form(doc: Document, candidate: Candidate) -> str:
    """The surface form by which names are compared within an article."""
    return " ".join(read_plain(doc, candidate))


def read_plain(doc: Document, candidate: Candidate) -> list[str]:
    """The words of a name without line breaks."""
    return [text for text in doc.plain[candidate.start : candidate.end] if not text.isspace()]


def vote_types(doc: Document, found: list[Candidate]) -> dict[str, str]:
    """One type for each surface form in the article, "" without evidence for any."""
    ballots: dict[str, _Ballot] = {}
    for candidate in found:
        form = build_form(doc, candidate)
        ballot = ballots.get(form)
        if ballot is None:
            texts = read_plain(doc, candidate)
            ballot = ballots[form] = _Ballot(texts, weigh_form(doc, candidate))
        ballot.n += 1
        ballot.tagged = ballot.tagged or candidate.origin != "run"
        if candidate.origin == "dateline":
            ballot.sure = candidate.type
        elif candidate.origin == "model" and candidate.type:
            ballot.labels[candidate.type] += 1
        elif candidate.origin == "result":
            ballot.beside[candidate.type] += 2.0
        elif candidate.origin in ("quoted", "capitals"):
            ballot.beside[candidate.type] += 4.0
        elif candidate.origin == "pattern":
            ballot.beside[candidate.type] += 0.6
        for kind, value in weigh_occurrence(doc, candidate).items():
            ballot.beside[kind] += value
    for form in _find_listed_people(doc, found):
        ballots[form].own["person"] = ballots[form].own.get("person", 0.0) + 1.5
    totals = {form: ballot.count() for form, ballot in ballots.items()}
    _boost_surnames(doc, ballots, totals)
    _boost_prefixes(ballots, totals)
    for ballot in ballots.values():
        if len(ballot.texts) == 2 and ballot.texts[0] in _CALLED and ballot.texts[1] in totals:
            totals[ballot.texts[1]][_CALLED[ballot.texts[0]]] += 2.5
    return {form: _decide(total, 0.0 if ballots[form].tagged else _RUN_NEEDS) for form, total in totals.items()}


def _find_listed_people(doc: Document, found: list[Candidate]) -> set[str]:
    """Forms that stand in an enumeration of three or more full names, "A. B., C. D. and E. F."."""
    listed: set[str] = set()
    row: list[Candidate] = []
    for candidate in [*found, None]:
        if candidate and candidate.start and doc.tokens[candidate.start - 1] == "(":
            continue  # the club or country of the person before
        if candidate and row and not _is_enumerated(doc, row[-1].end, candidate.start):
            listed.update(_read_row(doc, row))
            row = []
        if candidate and looks_like_full_name(doc, candidate.start, candidate.end):
            row.append(candidate)
        else:
            listed.update(_read_row(doc, row))
            row = []
    return listed


def _read_row(doc: Document, row: list[Candidate]) -> list[str]:
    if len(row) < _ROW or sum(c.type == "person" for c in row) * 2 < len(row):
        return []
    return [build_form(doc, c) for c in row]


def _is_enumerated(doc: Document, start: int, end: int) -> bool:
    """Whether only a comma or "and" separates two names, ignoring what is in brackets."""
    if start < end and doc.tokens[start] == "(":
        start = next((i + 1 for i in range(start, min(end, start + 6)) if doc.tokens[i] == ")"), start)
    return start < end <= start + 2 and all(word in (",", ";", "and") for word in doc.lower[start:end])


def _boost_surnames(doc: Document, ballots: dict[str, _Ballot], totals: dict[str, Weights]) -> None:
    """Add weight for "person" to surnames and first names of full names, and to full names that share a surname."""
    surnames: set[str] = set()
    for form, ballot in ballots.items():
        texts, total = ballot.texts, totals[form]
        if len(texts) < 2 or total["person"] < 1.0 or max(total.values()) > total["person"]:
            continue
        tail = len(texts) - 2 if texts[-1].lower() in SUFFIXES and len(texts) > 2 else len(texts) - 1
        singles = {texts[0]: 2.0, texts[tail]: _SURNAME}
        if (begin := find_surname(texts)) < tail:
            singles[" ".join(texts[begin : tail + 1])] = _SURNAME  # "Lundgaard-Nissen"
        if texts[0] in ballots and _is_never_placed(ballots[texts[0]]):
            singles[texts[0]] = _FIRST_NAME
        for single, weight in singles.items():
            if single in totals:
                totals[single]["person"] += weight * min(total["person"], 2.0) / 2.0
        surnames.add(texts[tail])
    for form, ballot in ballots.items():
        texts = ballot.texts
        if len(texts) in (2, 3) and texts[-1] in surnames and _may_share_surname(doc, texts):
            totals[form]["person"] += 2.0  # somebody of the same surname
        elif len(texts) == 1 and texts[0].endswith("s") and texts[0][:-1] in surnames:
            totals[form]["group"] += 4.0  # "the Clintons"


def _is_never_placed(ballot: _Ballot) -> bool:
    """Whether a first name is no known place, and nothing beside it speaks for one: "Jordan likes chess"."""
    text = ballot.texts[0]
    is_listed = text in gazetteer.known_names() or any(text in some for some in gazetteer.cities())
    if is_listed and text not in gazetteer.given_names():
        return False
    return not any(ballot.beside.get(kind, 0.0) > 0.5 for kind in ("place", "organisation"))


def _may_share_surname(doc: Document, texts: list[str]) -> bool:
    """Whether the words before a surname may be a first name: "Impeaching Trump" is a book."""
    first = texts[0]
    if texts[0] == "Team" or not all(text[0].isupper() or text in PARTICLES for text in texts):
        return False
    if is_initial(first) or first in gazetteer.given_names():
        return True
    return all(text.isalpha() for text in texts) and not doc.dictionary.is_word(first.lower())


def _boost_prefixes(ballots: dict[str, _Ballot], totals: dict[str, Weights]) -> None:
    """Add weight for "organisation" to "Calder Vance" if "Calder Vance Pharmaceuticals" is one."""
    for form, ballot in ballots.items():
        total = totals[form]
        if len(ballot.texts) < 2 or total["organisation"] < 2.0 or max(total.values()) > total["organisation"]:
            continue
        least = 2 if ballot.texts[-1] in CIVIC_HEADS else 1  # "Halden" of "Halden Port Authority" is a place
        for end in range(least, len(ballot.texts)):
            beginning = " ".join(ballot.texts[:end])
            if beginning in totals and totals[beginning]["place"] < _KNOWN:
                totals[beginning]["organisation"] += 2.0


def _decide(total: Weights, least: float) -> str:
    if not total:
        return ""
    kind, value = max(total.items(), key=lambda item: item[1])
    return kind if value > least else ""
