"""Dropping what only looks like a name: words of headlines, words that begin a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from components.analysis.document import Document
from components.analysis.naming.genre import find_headlines
from components.analysis.naming.headlines import cut_headline_people, doubt_headlines
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate
from components.analysis.naming.voting import build_form

_NEAR = 60  # tokens of the sentence around a loud word that are looked at


def doubt_names(doc: Document, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """The candidates without those that the rest of the article does not bear out."""
    found = doubt_headlines(doc, cut_headline_people(doc, found, types))
    found = _doubt_capitals(doc, found)
    return _doubt_openings(doc, found, types)


def _doubt_capitals(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Drop lone words in capitals that stand nowhere else and on no list: too long for an acronym, or just LOUD."""
    seen = Counter(build_form(doc, c) for c in found)
    return [
        c
        for c in found
        if c.end - c.start > 1
        or c.origin == "dateline"
        or len(doc.tokens[c.start]) < 4
        or not doc.tokens[c.start].isupper()
        or not (_is_loud(doc, c.start) or _is_too_long(doc, c))
        or seen[build_form(doc, c)] > 1
        or match_lists(doc, c.start, c.end)
    ]


def _is_loud(doc: Document, i: int) -> bool:
    """Whether a word in capitals is an English one among small letters: "the WORST night"."""
    begin, end, sentence = i, i, doc.sentence_of[i]
    while begin > max(i - _NEAR, 0) and doc.sentence_of[begin - 1] == sentence:
        begin -= 1
    while end < min(i + _NEAR, len(doc)) and doc.sentence_of[end] == sentence:
        end += 1
    in_sentence = doc.tokens[begin:end]
    small = sum(text.isalpha() and text.islower() for text in in_sentence)
    return doc.lower[i] in doc.dictionary.words and 2 * small >= len(in_sentence)


def _is_too_long(doc: Document, c: Candidate) -> bool:
    return len(doc.tokens[c.start]) > 4 and (c.origin == "run" or _stands_in_capitals(doc, c.start))


def _stands_in_capitals(doc: Document, i: int) -> bool:
    """Whether a word opens a sentence or has capitals beside it."""
    if _opens(doc, i) or i + 1 >= len(doc):
        return True
    return any(len(doc.tokens[j]) > 1 and doc.tokens[j].isupper() for j in (i - 1, i + 1))


def _doubt_openings(doc: Document, found: list[Candidate], types: Mapping[str, str]) -> list[Candidate]:
    """Drop single words that stand at the beginning of sentences only and are a word of the text in small letters."""
    small = set(doc.tokens)
    inside: set[str] = set()
    doubtful: set[str] = set()
    surnames = {form.rsplit(" ", 1)[-1] for form, kind in types.items() if kind == "person" and " " in form}
    for candidate in found:
        form = build_form(doc, candidate)
        if not _opens(doc, candidate.start):
            inside.add(form)
        elif (
            candidate.end - candidate.start == 1
            and doc.lower[candidate.start] in small
            and form not in surnames
            and not match_lists(doc, candidate.start, candidate.end)
        ):
            doubtful.add(form)
    doubtful -= inside
    return [c for c in found if build_form(doc, c) not in doubtful] if doubtful else found


def _opens(doc: Document, i: int) -> bool:
    """Whether a word stands where any word has a capital."""
    if find_headlines(doc)[i] or i == 0 or doc.sentence_of[i - 1] != doc.sentence_of[i]:
        return True
    before = doc.tokens[i - 1]
    return before in ("“", '"', "‘", ":", "•", "*", "``", "-", "–", "—") or before.isspace()
