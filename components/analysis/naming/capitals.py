"""People in capitals at the head of a sentence whose other words are small: "GORDON ACHTEROP, the minister, said …"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis import gazetteer
from components.analysis.naming.lexicon import ORG_HEADS, PARTICLES, SPEECH
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate, is_title, opens_sentence
from components.analysis.naming.words import Words

_LONGEST = 5  # words of such a name, titles before it included
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "who", "of", "from"))


def find_capitals(words: Words) -> Iterator[Candidate]:
    """The people so named, in order."""
    end = 0
    known: frozenset[str] | None = None
    for i in [i for i, text in enumerate(words.texts) if text.isupper()]:
        if i < end or not _is_capital(words.texts[i]) or not _opens(words, i):
            continue
        end = i
        while end < len(words) and end - i <= _LONGEST and _belongs(words, i, end):
            end += 1
        start = i
        while start < end - 1 and is_title(words, start) and words.texts[start].title() not in gazetteer.given_names():
            start += 1
        if not 1 < end - start < _LONGEST or end >= len(words) or match_lists(words, start, end):
            continue
        follower = words.texts[end]
        if not follower.islower() and follower not in (",", "(", "'s", "’s"):
            continue
        if known is None:
            known = frozenset(words.texts)
        if _names_person(words, start, end, known):
            yield Candidate(start, end, "person", "capitals", i if start > i else -1)


def _is_capital(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.replace("'", "").replace("’", "").replace(".", "").isalpha()


def _opens(words: Words, i: int) -> bool:
    return opens_sentence(words, i) or words.texts[i - 1] in ("“", '"', "‘", "•", "*", "–", "—")


def _belongs(words: Words, begin: int, i: int) -> bool:
    """Whether a token goes on with what began in capitals."""
    if words.texts[i] == "-":
        return i > begin
    initial = len(words.texts[i].rstrip(".")) == 1 and words.texts[i].isupper() and i > begin
    return _is_capital(words.texts[i]) or initial


def _names_person(words: Words, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether capitals name a person: by the given name, the surname elsewhere in the text, or what follows."""
    last, first = words.texts[end - 1], words.texts[start]
    if last.title() in ORG_HEADS or words.lower[start] in PARTICLES:
        return False
    told = words.texts[end] == "," and (
        words.lower[end + 1 : end + 2] != []
        and (words.lower[end + 1] in _DETERMINERS or words.texts[end + 1].isdigit())
    )
    elsewhere = last.title() in known
    plain = words.lower[end - 1] in words.dictionary
    if first.title() in gazetteer.given_names():
        return told or elsewhere or not plain or words.lower[end] in SPEECH
    return elsewhere and told and words.lower[start] not in words.dictionary
