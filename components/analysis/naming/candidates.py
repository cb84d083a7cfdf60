"""What may be a name: spaCy's spans cut and trimmed, names of the lists, names that patterns show."""

from __future__ import annotations

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.fronts import cut_fronts
from components.analysis.naming.grow import grow_names
from components.analysis.naming.lexicon import DATE_WORDS, NOT_NAMES, OPENERS, ORG_HEADS
from components.analysis.naming.lists import first_words, match_lists
from components.analysis.naming.offices import cut_offices
from components.analysis.naming.patterns import add_patterns, find_runs
from components.analysis.naming.spans import Candidate, is_name_word, opens_sentence, split_span, trim
from components.analysis.naming.surnames import find_alone, join_particles

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

_LONGEST = 40  # tokens


def find_candidates(doc: Document) -> list[Candidate]:
    """Candidates that do not overlap, in order."""
    found: list[Candidate] = []
    for begin, stop, label in doc.entities:
        kind = LABELS.get(label)
        if kind is None:
            if label in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
                found.extend(_cut_from_numbers(doc, begin, stop))
            continue
        if stop - begin > _LONGEST:
            continue  # no name; what the model makes of a text without sentences
        for start, end in split_span(doc, begin, stop, kind):
            if candidate := trim(doc, start, end, kind):
                found.append(candidate)
    found = cut_offices(doc, _split_pairs(doc, found))
    _cut_openings(doc, found)
    found = _join_lists(doc, found)
    found = join_particles(doc, add_patterns(doc, found))
    return _join_given_names(doc, cut_fronts(doc, find_runs(doc, find_alone(doc, grow_names(doc, found)))))


def _join_given_names(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Put "Marta" and "Olsen" side by side together: a given name and a word that no list knows are one person."""
    out: list[Candidate] = []
    for c in found:
        before = out[-1] if out else None
        if before is not None and before.end == c.start and _is_given(doc, before) and _is_unknown(doc, c):
            gap = doc.text[doc.starts[c.start] - 1 : doc.starts[c.start]]
            if gap == " ":
                out[-1] = Candidate(before.start, c.end, "person", "pattern", before.title)
                continue
        out.append(c)
    return out


def _is_given(doc: Document, c: Candidate) -> bool:
    known = c.end - c.start == 1 and doc.tokens[c.start] in gazetteer.given_names()
    return known and not match_lists(doc, c.start, c.end)


def _is_unknown(doc: Document, c: Candidate) -> bool:
    text = doc.tokens[c.start]
    plain = c.end - c.start == 1 and text.istitle() and text.isalpha() and text not in ORG_HEADS
    return plain and c.origin not in ("list", "dateline", "result") and not match_lists(doc, c.start, c.end)


def _split_pairs(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Cut "Mateen and Abusalha" in two where the article names one of them elsewhere."""
    known = {doc.tokens[c.end - 1] for c in found if c.end - c.start < 4 and doc.tokens[c.end - 1] not in ORG_HEADS}
    out = []
    for c in found:
        middle = c.start + 1
        if c.end - c.start == 3 and doc.lower[middle] == "and" and doc.tokens[c.start] in known:
            out += [Candidate(c.start, middle, "", c.origin), Candidate(middle + 1, c.end, "", c.origin)]
        else:
            out.append(c)
    return out


def _cut_openings(doc: Document, found: list[Candidate]) -> None:
    """Cut off what only opens a sentence: "Embattled Boeing", "Disarming Iraq", "Key Clinton"."""
    forms = {doc.cut(c.start, c.end) for c in found}
    for candidate in found:
        start, end = candidate.start, candidate.end
        if end - start < 2 or candidate.title >= 0 or not opens_sentence(doc, start) or match_lists(doc, start, end):
            continue
        if doc.tokens[start] in gazetteer.given_names():
            continue
        plain = doc.tags[start].startswith(("JJ", "VB", "RB"))
        known = match_lists(doc, start + 1, end) or doc.cut(start + 1, end) in forms
        if doc.lower[start] in OPENERS or (plain and known):
            candidate.start += 1
            if kind := match_lists(doc, start + 1, end):
                candidate.type = kind


def _cut_from_numbers(doc: Document, start: int, end: int) -> list[Candidate]:
    """Names that a date or number swallowed: "Wednesday Merkel", "Reuters Friday"."""
    found = []
    i = start
    while i < end:
        j = i
        while j < end and is_name_word(doc, j) and doc.lower[j] not in DATE_WORDS and doc.tokens[j].isalpha():
            j += 1
        if j > i and not (j < end and doc.tokens[j].isdigit()) and not (j - i == 1 and doc.lower[i] in NOT_NAMES):
            found.append(Candidate(i, j, "", "model"))
        i = max(j, i + 1)
    return found


def _join_lists(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Put in what the lists know; where spans meet, the longer one stays."""
    listed = find_listed(doc)
    if not listed:
        return found
    taken = {i: candidate for candidate in found for i in range(candidate.start, candidate.end)}
    out = list(found)
    gone: set[int] = set()
    for candidate in listed:
        others = {id(taken[i]): taken[i] for i in range(candidate.start, candidate.end) if i in taken}
        if not others:
            out.append(candidate)
        elif all(o.end - o.start < candidate.end - candidate.start for o in others.values()):
            gone.update(others)
            out.append(candidate)
    return sorted((c for c in out if id(c) not in gone), key=lambda c: c.start)


def find_listed(doc: Document) -> list[Candidate]:
    """Names of the lists, wherever they stand in the text."""
    starts = first_words()
    found: list[Candidate] = []
    end = 0
    for i, text in enumerate(doc.tokens):
        if i < end or (text not in starts and doc.plain[i] not in starts):
            continue
        for length in starts.get(text) or starts[doc.plain[i]]:
            if i + length <= len(doc) and (kind := match_lists(doc, i, i + length)):
                tagged = doc.tags[i].startswith(("NNP", "JJ")) or (text.isupper() and len(text) > 3)
                if length == 1 and not tagged and kind != "organisation":
                    continue
                found.append(Candidate(i, i + length, kind, "list"))
                end = i + length
                break
    return found
