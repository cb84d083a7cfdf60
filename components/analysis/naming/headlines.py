"""Headlines, In Which Every Word Has a Capital: what of them is a name the rest of the article tells."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.evidence import looks_like_person
from components.analysis.naming.genre import find_headlines
from components.analysis.naming.lexicon import ORG_HEADS
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate
from components.analysis.naming.surnames import is_initial
from components.analysis.naming.voting import build_form

_LONGEST = 8  # tokens of a name that is looked for in a longer one
_PERSON = 4  # fewer tokens than that make a person's name in a headline


def drop_headline_guesses(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without the model's guesses of several words in headlines, "Rokeby Joins Halden", which
    nothing bears out, before they can say anything of the names in them."""
    if True not in find_headlines(doc):
        return found
    body = [c for c in found if not find_headlines(doc)[c.start]]
    if not body:
        return found
    borne_out = {build_form(doc, c) for c in body}
    parts = {text for c in body for text in doc.plain[c.start : c.end]}
    return [c for c in found if not find_headlines(doc)[c.start] or _is_borne_out(doc, c, borne_out, parts)]


def _is_borne_out(doc: Document, c: Candidate, borne_out: set[str], parts: set[str]) -> bool:
    if build_form(doc, c) in borne_out:
        return True
    if c.end - c.start == 1:
        before = doc.tokens[c.start - 1] if c.start and find_headlines(doc)[c.start - 1] else ""
        part = c.origin == "list" and doc.tokens[c.start] in ORG_HEADS and before.istitle()
        return not part or doc.tags[c.start - 1] not in ("NNP", "JJ") or bool(match_lists(doc, c.start - 1, c.start))
    if c.origin != "model" or match_lists(doc, c.start, c.end):
        return True
    texts = doc.tokens[c.start : c.end]
    if texts[-1] in ORG_HEADS and c.type == "organisation":
        return True
    known_part = any(text in parts for text in doc.plain[c.start : c.end])
    given = doc.plain[c.start] in gazetteer.given_names()
    if given and len(texts) == _PERSON - 1 and is_initial(texts[1]):
        return True  # "George W. Bush"
    acts = any(_acts(doc, i) for i in range(c.start + given, c.end))
    return c.end - c.start < _PERSON and (given or not known_part) and not acts


def _acts(doc: Document, i: int) -> bool:
    """Whether a word of a headline is tagged as a verb."""
    return doc.tags[i].startswith(("VB", "MD"))


def cut_headline_people(doc: Document, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """ "Rand Paul Scores" is Rand Paul where the article says so elsewhere."""
    if True not in find_headlines(doc):
        return found
    people = {form for form in (build_form(doc, c) for c in found) if types.get(form) == "person"}
    known = set(people)
    for form in people:
        first, _, tail = form.partition(" ")
        if " " in tail and first in gazetteer.given_names() and tail.partition(" ")[0].isalpha():
            known.add(tail)  # "Wasserman Schultz"
            types.setdefault(tail, "person")
    for candidate in found:
        if not find_headlines(doc)[candidate.start] or candidate.end - candidate.start < 3:
            continue
        for end in range(min(candidate.end - 1, candidate.start + _LONGEST), candidate.start + 1, -1):
            if " ".join(doc.plain[candidate.start : end]) in known:
                candidate.end = end
                break
        for start in range(max(candidate.start + 1, candidate.end - _LONGEST), candidate.end - 1):
            if " ".join(doc.plain[start : candidate.end]) in people:
                candidate.start = start  # "Air Hillary Clinton"
                break
    return found


def doubt_headlines(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without what is named in headlines only, unless it looks like a name all the same."""
    if True not in find_headlines(doc):
        return found
    borne_out = {build_form(doc, c) for c in found if not find_headlines(doc)[c.start]}
    return [
        c
        for c in found
        if not find_headlines(doc)[c.start]
        or c.origin != "model"
        or build_form(doc, c) in borne_out
        or match_lists(doc, c.start, c.end)
        or (c.type == "person" and c.end - c.start < _PERSON and looks_like_person(doc.tokens[c.start : c.end]))
        or (c.type == "place" and c.end - c.start == 1)
        or (c.type == "organisation" and c.end - c.start > 1 and doc.tokens[c.end - 1] in ORG_HEADS)
    ]
