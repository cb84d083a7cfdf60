"""Candidate spans: spaCy's spans split and trimmed, gazetteer and pattern matches, and repeated names."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import first_words, match_lists
from components.analysis.entities.lexicon import (
    DATE_WORDS,
    NOT_NAMES,
    OPENERS,
    ORG_HEADS,
    SHORT_HEADS,
    SPEECH,
    SUFFIXES,
    find_headlines,
)
from components.analysis.entities.patterns import add_patterns, find_runs
from components.analysis.entities.person_spans import (
    find_particle_surnames,
    find_surname,
    join_particles,
    trim_person_starts,
)
from components.analysis.entities.roles import cut_offices
from components.analysis.entities.span_expansion import expand_spans
from components.analysis.entities.spans import (
    Candidate,
    is_date,
    is_name_word,
    is_title,
    opens_sentence,
    split_span,
    trim,
)
from components.analysis.entities.type_voting import build_form

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
_OF = ("of", "&", "and", "'s", "’s", "-")
_LONGEST_ENT = 40  # tokens
_LONGEST_REPEATED = 12  # tokens of the longest name whose repetitions are tagged


def find_candidates(doc: Document) -> list[Candidate]:
    """All candidate spans of a text, in order, without overlaps."""
    found: list[Candidate] = []
    for begin, stop, label in doc.entities:
        kind = LABELS.get(label)
        if kind is None:
            if label in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
                found.extend(_cut_from_numbers(doc, begin, stop))
            continue
        if stop - begin > _LONGEST_ENT:
            continue  # too long for a name: the model's output on text without sentences
        for start, end in split_span(doc, begin, stop, kind):
            if candidate := trim(doc, start, end, kind):
                found.append(candidate)
    found = cut_offices(doc, _split_pairs(doc, found))
    _cut_openings(doc, found)
    found = _join_lists(doc, found)
    found = join_particles(doc, add_patterns(doc, found))
    return _join_given_names(
        doc, trim_person_starts(doc, find_runs(doc, find_particle_surnames(doc, expand_spans(doc, found))))
    )


def _join_given_names(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Join "Marta" and "Olsen" side by side into one person: a given name and a word that no gazetteer lists."""
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
    """Split "Mateen and Abusalha" in two if the article names one of them elsewhere."""
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
    """Cut off sentence openers: "Embattled Boeing", "Disarming Iraq", "Key Clinton"."""
    forms = {doc.cut(c.start, c.end) for c in found}
    for candidate in found:
        start, end = candidate.start, candidate.end
        if end - start > 1 and doc.lower[start].endswith("maker") and doc.lower[start + 1] not in _OF:
            candidate.start += 1  # "Drugmaker Norvane"
            continue
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
    """Names inside a span that the model tagged as a date or number: "Wednesday Merkel", "Reuters Friday"."""
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
    """Add gazetteer matches; of overlapping spans the longer one is kept."""
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
    """Gazetteer names, wherever they occur in the text."""
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


# Propagation: names found once are tagged wherever the article repeats them, bare surnames included.


class _Forms:
    """The surface forms of an article's names, for finding them in its text."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, ...], str] = {}
        self.lengths: dict[str, set[int]] = {}  # lengths in tokens, by the first token

    def know(self, texts: list[str], kind: str) -> None:
        """Add a form; if it is added twice, its first type is kept."""
        if len(texts) <= _LONGEST_REPEATED and tuple(texts) not in self._kinds:
            self._kinds[tuple(texts)] = kind
            self.lengths.setdefault(texts[0], set()).add(len(texts))

    def find(self, plain: list[str], i: int) -> Iterator[tuple[int, str]]:
        """Where the names that begin at token `i` end, longest first, with their types."""
        for length in sorted(self.lengths.get(plain[i], ()), reverse=True):
            if kind := self._kinds.get(tuple(plain[i : i + length])):
                yield i + length, kind


def propagate_names(doc: Document, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """The candidates and all repetitions of names of the article; adds the new forms to `types`."""
    forms = _Forms()
    for candidate in found:
        kind = types.get(build_form(doc, candidate), "")
        if not kind:
            continue
        texts = doc.plain[candidate.start : candidate.end]
        forms.know(texts, kind)
        if kind == "person" and len(texts) > 1:
            tail = find_surname(texts)
            if len(texts[tail]) > 2 and texts[tail][0].isupper():
                forms.know(texts[tail:] if texts[-1].lower() not in SUFFIXES else texts[tail : tail + 1], kind)
                types.setdefault(doc.plain[candidate.start + tail], kind)
        elif kind == "organisation" and len(texts) > 1 and texts[-1] in SHORT_HEADS:
            forms.know(texts[-1:], kind)
            types.setdefault(texts[-1], kind)
    taken = [False] * len(doc)
    for candidate in found:
        taken[candidate.start : candidate.end] = [True] * (candidate.end - candidate.start)
    added = []
    small = set(doc.tokens)
    i = 0
    plain, lengths, n = doc.plain, forms.lengths, len(doc)
    while i < n:
        for end, kind in () if taken[i] or plain[i] not in lengths else forms.find(plain, i):
            if not any(taken[i:end]) and _is_repetition(doc, i, end, kind, taken, small):
                added.append(Candidate(i, end, kind, "spread"))
                i = end - 1
                break
        i += 1
    return sorted([*found, *added], key=lambda candidate: candidate.start) if added else found


def _is_repetition(doc: Document, start: int, end: int, kind: str, taken: list[bool], small: set[str]) -> bool:
    """Whether this occurrence is the name itself, not a common word or part of another name."""
    if end - start > 1:
        return True
    if is_date(doc, start, end):
        return False
    if end < len(doc) and doc.lower[end] in SPEECH and kind in ("person", "organisation"):
        return True
    if doc.tokens[start] in SHORT_HEADS:
        return _is_short_form(doc, start, end)
    if doc.lower[start] in NOT_NAMES and not doc.tags[start].startswith("NNP"):
        return False
    if not doc.tags[start].startswith(("NNP", "JJ")) and kind not in ("group",):
        opens = start == 0 or doc.sentence_of[start - 1] != doc.sentence_of[start]
        if doc.tokens[start].islower():
            return False
        if opens and doc.lower[start] in small:
            return False
    if doc.tokens[start].isupper() and len(doc.tokens[start]) > 3 and doc.lower[start] in small:
        return False
    if find_headlines(doc)[start]:
        return True
    if start and is_name_word(doc, start - 1) and not taken[start - 1] and not is_title(doc, start - 1):
        return False
    return not (end < len(doc) and is_name_word(doc, end) and not taken[end] and kind == "person")


def _is_short_form(doc: Document, start: int, end: int) -> bool:
    """Whether "Commission" is short for the one named in full: "the Commission said", "a Commission official"."""
    opens = start == 0 or doc.sentence_of[start - 1] != doc.sentence_of[start]
    if opens or find_headlines(doc)[start] or not doc.tags[start].startswith("NNP"):
        return False
    follows = doc.tags[end] if end < len(doc) else ""
    return not follows.startswith("NNP") and not doc.tags[start - 1].startswith("NNP")
