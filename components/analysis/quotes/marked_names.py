"""Names in quotation marks, which quote nobody: products, ships, titles, nicknames."""

from __future__ import annotations

from collections.abc import Collection

from components.analysis.document import Document

NAMING = frozenset(("nickname", "name", "rename", "christen", "baptise", "baptize", "title", "entitle"))
# Nouns beside which words in quotation marks are words: “the words ‘Not Today’”.
_WORDS = frozenset(
    ("word", "phrase", "slogan", "message", "line", "question", "answer", "chant", "cry", "motto", "text")
)
_NAMED_AFTER = 4  # tokens between a verb of naming and the name at most
_LONGEST_NAME = 6  # words of the longest name in quotation marks


def find_names_in_marks(doc: Document, things: Collection[int]) -> frozenset[int]:
    """The stretches in quotation marks that only name a thing: “the ‘Falchion’ battery”, “the show ‘Night Ferry’”."""
    return frozenset(number for number in range(len(doc.quotation_ranges)) if _is_name(doc, number, things))


def _is_name(doc: Document, number: int, things: Collection[int]) -> bool:
    first, last = doc.quotation_ranges[number]
    inner = [token for token in range(first, last) if not doc.is_mark[token]]
    words = [token for token in inner if doc.tokens[token][0].isalnum()]
    if not words or len(words) > _LONGEST_NAME or doc.tokens[inner[-1]] in (",", ".", "?", "!", "…"):
        return False
    if all(token in things for token in words):
        return True
    named = [token for token in words if doc.tokens[token][0].isupper() or doc.tokens[token][0].isdigit()]
    if words[0] not in named or any(doc.pos[token] in ("NOUN", "PROPN") for token in words if token not in named):
        return False
    beside = [token for token in (first - 1, last) if 0 <= token < len(doc) and doc.quotation_of[token] < 0]
    if any(doc.pos[token] == "NOUN" and doc.lemmas[token] not in _WORDS for token in beside):
        return True
    return not NAMING.isdisjoint(doc.lemmas[max(first - _NAMED_AFTER, 0) : first])
