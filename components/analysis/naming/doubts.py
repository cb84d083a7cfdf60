"""Dropping what only looks like a name: words of headlines, words that begin a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from components.analysis.naming.headlines import cut_headline_people, doubt_headlines
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate
from components.analysis.naming.voting import build_form
from components.analysis.naming.words import Words

_NEAR = 60  # tokens of the sentence around a loud word that are looked at


def doubt_names(words: Words, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """The candidates without those that the rest of the article does not bear out."""
    found = doubt_headlines(words, cut_headline_people(words, found, types))
    found = _doubt_capitals(words, found)
    return _doubt_openings(words, found, types)


def _doubt_capitals(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Drop lone words in capitals that stand nowhere else and on no list: too long for an acronym, or just LOUD."""
    seen = Counter(build_form(words, c) for c in found)
    return [
        c
        for c in found
        if c.end - c.start > 1
        or c.origin == "dateline"
        or len(words.texts[c.start]) < 4
        or not words.texts[c.start].isupper()
        or not (_is_loud(words, c.start) or _is_too_long(words, c))
        or seen[build_form(words, c)] > 1
        or match_lists(words, c.start, c.end)
    ]


def _is_loud(words: Words, i: int) -> bool:
    """Whether a word in capitals is an English one among small letters: "the WORST night"."""
    begin, end, sentence = i, i, words.sentences[i]
    while begin > max(i - _NEAR, 0) and words.sentences[begin - 1] == sentence:
        begin -= 1
    while end < min(i + _NEAR, len(words)) and words.sentences[end] == sentence:
        end += 1
    in_sentence = words.texts[begin:end]
    small = sum(text.isalpha() and text.islower() for text in in_sentence)
    return words.lower[i] in words.dictionary and 2 * small >= len(in_sentence)


def _is_too_long(words: Words, c: Candidate) -> bool:
    return len(words.texts[c.start]) > 4 and (c.origin == "run" or _stands_in_capitals(words, c.start))


def _stands_in_capitals(words: Words, i: int) -> bool:
    """Whether a word opens a sentence or has capitals beside it."""
    if _opens(words, i) or i + 1 >= len(words):
        return True
    return any(len(words.texts[j]) > 1 and words.texts[j].isupper() for j in (i - 1, i + 1))


def _doubt_openings(words: Words, found: list[Candidate], types: Mapping[str, str]) -> list[Candidate]:
    """Drop single words that stand at the beginning of sentences only and are a word of the text in small letters."""
    small = set(words.texts)
    inside: set[str] = set()
    doubtful: set[str] = set()
    surnames = {form.rsplit(" ", 1)[-1] for form, kind in types.items() if kind == "person" and " " in form}
    for candidate in found:
        form = build_form(words, candidate)
        if not _opens(words, candidate.start):
            inside.add(form)
        elif (
            candidate.end - candidate.start == 1
            and words.lower[candidate.start] in small
            and form not in surnames
            and not match_lists(words, candidate.start, candidate.end)
        ):
            doubtful.add(form)
    doubtful -= inside
    return [c for c in found if build_form(words, c) not in doubtful] if doubtful else found


def _opens(words: Words, i: int) -> bool:
    """Whether a word stands where any word has a capital."""
    if words.headline[i] or i == 0 or words.sentences[i - 1] != words.sentences[i]:
        return True
    before = words.texts[i - 1]
    return before in ("“", '"', "‘", ":", "•", "*", "``", "-", "–", "—") or before.isspace()
