"""Tagging names where they were missed: the same words elsewhere in the article, bare surnames included."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.document import Document
from components.analysis.naming.genre import find_headlines
from components.analysis.naming.lexicon import NOT_NAMES, SHORT_HEADS, SPEECH, SUFFIXES
from components.analysis.naming.spans import Candidate, is_date, is_name_word, is_title
from components.analysis.naming.surnames import find_surname
from components.analysis.naming.voting import build_form

_LONGEST = 12  # tokens of a name that is looked for again


class _Forms:
    """The names of an article as they are looked for in its text."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, ...], str] = {}
        self.lengths: dict[str, set[int]] = {}  # in tokens, by the first token

    def know(self, texts: list[str], kind: str) -> None:
        """Let a name be found; the first type that it was given stays."""
        if len(texts) <= _LONGEST and tuple(texts) not in self._kinds:
            self._kinds[tuple(texts)] = kind
            self.lengths.setdefault(texts[0], set()).add(len(texts))

    def find(self, plain: list[str], i: int) -> Iterator[tuple[int, str]]:
        """Where the names end that stand at `i`, longest first, and their types."""
        for length in sorted(self.lengths.get(plain[i], ()), reverse=True):
            if kind := self._kinds.get(tuple(plain[i : i + length])):
                yield i + length, kind


def spread_names(doc: Document, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """The candidates with those added that repeat a name of the article; adds the new forms to `types`."""
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
            if not any(taken[i:end]) and _stands_alone(doc, i, end, kind, taken, small):
                added.append(Candidate(i, end, kind, "spread"))
                i = end - 1
                break
        i += 1
    return sorted([*found, *added], key=lambda candidate: candidate.start) if added else found


def _stands_alone(doc: Document, start: int, end: int, kind: str, taken: list[bool], small: set[str]) -> bool:
    """Whether the words are this name here, and no word of the language or part of another name."""
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
    """Whether "Commission" stands for the one named in full: "the Commission said", "a Commission official"."""
    opens = start == 0 or doc.sentence_of[start - 1] != doc.sentence_of[start]
    if opens or find_headlines(doc)[start] or not doc.tags[start].startswith("NNP"):
        return False
    follows = doc.tags[end] if end < len(doc) else ""
    return not follows.startswith("NNP") and not doc.tags[start - 1].startswith("NNP")
