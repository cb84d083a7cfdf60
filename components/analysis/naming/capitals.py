"""People in capitals at the head of a sentence whose other words are small: "GORDON ACHTEROP, the minister, said …"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis import gazetteer
from components.analysis.document import Document
from components.analysis.naming.lexicon import ORG_HEADS, PARTICLES, SPEECH
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate, is_title, opens_sentence

_LONGEST = 5  # words of such a name, titles before it included
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "who", "of", "from"))


def find_capitals(doc: Document) -> Iterator[Candidate]:
    """The people so named, in order."""
    end = 0
    known: frozenset[str] | None = None
    for i in [i for i, text in enumerate(doc.tokens) if text.isupper()]:
        if i < end or not _is_capital(doc.tokens[i]) or not _opens(doc, i):
            continue
        end = i
        while end < len(doc) and end - i <= _LONGEST and _belongs(doc, i, end):
            end += 1
        start = i
        while start < end - 1 and is_title(doc, start) and doc.tokens[start].title() not in gazetteer.given_names():
            start += 1
        if not 1 < end - start < _LONGEST or end >= len(doc) or match_lists(doc, start, end):
            continue
        follower = doc.tokens[end]
        if not follower.islower() and follower not in (",", "(", "'s", "’s"):
            continue
        if known is None:
            known = frozenset(doc.tokens)
        if _names_person(doc, start, end, known):
            yield Candidate(start, end, "person", "capitals", i if start > i else -1)


def _is_capital(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.replace("'", "").replace("’", "").replace(".", "").isalpha()


def _opens(doc: Document, i: int) -> bool:
    return opens_sentence(doc, i) or doc.tokens[i - 1] in ("“", '"', "‘", "•", "*", "–", "—")


def _belongs(doc: Document, begin: int, i: int) -> bool:
    """Whether a token goes on with what began in capitals."""
    if doc.tokens[i] == "-":
        return i > begin
    initial = len(doc.tokens[i].rstrip(".")) == 1 and doc.tokens[i].isupper() and i > begin
    return _is_capital(doc.tokens[i]) or initial


def _names_person(doc: Document, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether capitals name a person: by the given name, the surname elsewhere in the text, or what follows."""
    last, first = doc.tokens[end - 1], doc.tokens[start]
    if last.title() in ORG_HEADS or doc.lower[start] in PARTICLES:
        return False
    told = doc.tokens[end] == "," and (
        doc.lower[end + 1 : end + 2] != [] and (doc.lower[end + 1] in _DETERMINERS or doc.tokens[end + 1].isdigit())
    )
    elsewhere = last.title() in known
    plain = doc.lower[end - 1] in doc.dictionary.words
    if first.title() in gazetteer.given_names():
        return told or elsewhere or not plain or doc.lower[end] in SPEECH
    return elsewhere and told and doc.lower[start] not in doc.dictionary.words
