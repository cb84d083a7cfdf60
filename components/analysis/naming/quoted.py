"""Things called by a name in quotation marks: "the 'Zarya-3' launcher", "the 'Falchion' is the army's pivot"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.document import Document
from components.analysis.naming.lexicon import QUOTED_CAMPS, THING_HEADS, THINGS, WORK_NOUNS
from components.analysis.naming.lists import match_lists
from components.analysis.naming.spans import Candidate

_PAIRS = {"'": "'", "‘": "’", "“": "”", '"': '"', "``": "''"}
_LONGEST = 4  # words of such a name
_BEFORE = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "another", "new", "this", "that", "called", "named", "dubbed")
)
_VERBS = ("VBZ", "VBD", "VBP", "MD")
_ENDS = frozenset((".", ",", ";", ":", "?", "!"))


def find_quoted(doc: Document) -> Iterator[Candidate]:
    """Products and works in quotation marks, in order."""
    done = 0
    for i in [i for i, text in enumerate(doc.tokens) if text in _PAIRS]:
        if i < done or i + 2 >= len(doc) or not _opens(doc, i):
            continue
        if end := _find_end(doc, i + 1, _PAIRS[doc.tokens[i]]):
            done = end + 1
            if not match_lists(doc, i + 1, end) and (kind := _read_kind(doc, i, end)):
                yield Candidate(i + 1, end, kind, "quoted")


def _opens(doc: Document, i: int) -> bool:
    """Whether a mark stands before the word that follows it and apart from the one before."""
    gap = i == 0 or doc.starts[i] > doc.starts[i - 1] + len(doc.tokens[i - 1]) or doc.tokens[i - 1] in "([\n"
    return gap and doc.starts[i + 1] == doc.starts[i] + len(doc.tokens[i])


def _find_end(doc: Document, begin: int, closing: str) -> int:
    """Where the closing mark stands behind a few words with capitals, or 0."""
    for j in range(begin, min(begin + _LONGEST + 1, len(doc))):
        text = doc.tokens[j]
        if text == closing:
            return j if j > begin else 0
        if not (
            text[0].isupper()
            or text.isdigit()
            or text == "-"
            or (j > begin and text.islower() and text in ("of", "the", "and"))
        ):
            return 0
    return 0


def _read_kind(doc: Document, opening: int, end: int) -> str:
    """ "product" or "work" where the words beside the marks say that a thing is named, else ""."""
    before = doc.lower[opening - 1] if opening else ""
    after = doc.lower[end + 1] if end + 1 < len(doc) else ""
    noun = after if end + 1 < len(doc) and doc.tags[end + 1] in ("NN", "NNS") else ""
    if (
        noun.rstrip("s") in QUOTED_CAMPS
        or noun in QUOTED_CAMPS
        or any(doc.tokens[j][-1] in _ENDS for j in range(opening + 1, end))
    ):
        return ""
    if before in WORK_NOUNS or noun in WORK_NOUNS:
        return "work"
    coded = any(text[:1].isupper() and any(c.isdigit() for c in text) for text in doc.tokens[opening + 1 : end])
    counted = before in _BEFORE or before.isdigit() or (opening and doc.tags[opening - 1] == "CD")
    if noun in THINGS or noun.removesuffix("s") in THINGS or noun in THING_HEADS or before in THINGS:
        return "product"
    if not counted and not coded:
        return ""
    if coded and (noun or counted):
        return "product"
    single = doc.tokens[opening] in ("'", "‘")
    capital = doc.tokens[opening + 1].istitle() and end - opening == 2
    follows = noun or (end + 1 < len(doc) and doc.tags[end + 1] in _VERBS)
    return "product" if single and capital and follows and not _is_loose(noun) else ""


def _is_loose(noun: str) -> bool:
    """Whether a noun behind the marks is no thing, so that the marks hold an idea: the 'Green' idea."""
    return noun.endswith(("ism", "tion", "ment", "ness", "ity", "ies", "ers"))
