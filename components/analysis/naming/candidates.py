"""What may be a name: spaCy's spans cut and trimmed, names of the lists, names that patterns show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.analysis import gazetteer
from components.analysis.naming.fronts import cut_fronts
from components.analysis.naming.grow import grow_names
from components.analysis.naming.lexicon import DATE_WORDS, NOT_NAMES, OPENERS, ORG_HEADS
from components.analysis.naming.lists import first_words, match_lists
from components.analysis.naming.offices import cut_offices
from components.analysis.naming.patterns import add_patterns, find_runs
from components.analysis.naming.spans import Candidate, is_name_word, opens_sentence, split_span, trim
from components.analysis.naming.surnames import find_alone, join_particles
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

_LONGEST = 40  # tokens


def find_candidates(doc: Doc, words: Words) -> list[Candidate]:
    """Candidates that do not overlap, in order."""
    found: list[Candidate] = []
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is None:
            if ent.label_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
                found.extend(_cut_from_numbers(words, ent.start, ent.end))
            continue
        if ent.end - ent.start > _LONGEST:
            continue  # no name; what the model makes of a text without sentences
        for start, end in split_span(words, ent.start, ent.end, kind):
            if candidate := trim(words, start, end, kind):
                found.append(candidate)
    found = cut_offices(words, _split_pairs(words, found))
    _cut_openings(words, found)
    found = _join_lists(words, found)
    found = join_particles(words, add_patterns(words, found))
    return _join_given_names(words, cut_fronts(words, find_runs(words, find_alone(words, grow_names(words, found)))))


def _join_given_names(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Put "Marta" and "Olsen" side by side together: a given name and a word that no list knows are one person."""
    out: list[Candidate] = []
    for c in found:
        before = out[-1] if out else None
        if before is not None and before.end == c.start and _is_given(words, before) and _is_unknown(words, c):
            gap = words.text[words.starts[c.start] - 1 : words.starts[c.start]]
            if gap == " ":
                out[-1] = Candidate(before.start, c.end, "person", "pattern", before.title)
                continue
        out.append(c)
    return out


def _is_given(words: Words, c: Candidate) -> bool:
    known = c.end - c.start == 1 and words.texts[c.start] in gazetteer.given_names()
    return known and not match_lists(words, c.start, c.end)


def _is_unknown(words: Words, c: Candidate) -> bool:
    text = words.texts[c.start]
    plain = c.end - c.start == 1 and text.istitle() and text.isalpha() and text not in ORG_HEADS
    return plain and c.origin not in ("list", "dateline", "result") and not match_lists(words, c.start, c.end)


def _split_pairs(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Cut "Mateen and Abusalha" in two where the article names one of them elsewhere."""
    known = {words.texts[c.end - 1] for c in found if c.end - c.start < 4 and words.texts[c.end - 1] not in ORG_HEADS}
    out = []
    for c in found:
        middle = c.start + 1
        if c.end - c.start == 3 and words.lower[middle] == "and" and words.texts[c.start] in known:
            out += [Candidate(c.start, middle, "", c.origin), Candidate(middle + 1, c.end, "", c.origin)]
        else:
            out.append(c)
    return out


def _cut_openings(words: Words, found: list[Candidate]) -> None:
    """Cut off what only opens a sentence: "Embattled Boeing", "Disarming Iraq", "Key Clinton"."""
    forms = {words.cut(c.start, c.end) for c in found}
    for candidate in found:
        start, end = candidate.start, candidate.end
        if (
            end - start < 2
            or candidate.title >= 0
            or not opens_sentence(words, start)
            or match_lists(words, start, end)
        ):
            continue
        if words.texts[start] in gazetteer.given_names():
            continue
        plain = words.tags[start].startswith(("JJ", "VB", "RB"))
        known = match_lists(words, start + 1, end) or words.cut(start + 1, end) in forms
        if words.lower[start] in OPENERS or (plain and known):
            candidate.start += 1
            if kind := match_lists(words, start + 1, end):
                candidate.type = kind


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


def _join_lists(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Put in what the lists know; where spans meet, the longer one stays."""
    listed = find_listed(words)
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


def find_listed(words: Words) -> list[Candidate]:
    """Names of the lists, wherever they stand in the text."""
    starts = first_words()
    found: list[Candidate] = []
    end = 0
    for i, text in enumerate(words.texts):
        if i < end or (text not in starts and words.plain[i] not in starts):
            continue
        for length in starts.get(text) or starts[words.plain[i]]:
            if i + length <= len(words) and (kind := match_lists(words, i, i + length)):
                tagged = words.tags[i].startswith(("NNP", "JJ")) or (text.isupper() and len(text) > 3)
                if length == 1 and not tagged and kind != "organisation":
                    continue
                found.append(Candidate(i, i + length, kind, "list"))
                end = i + length
                break
    return found
