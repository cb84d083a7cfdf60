"""What a name is said to be right behind it: "Lodestar, the port's expansion project," is a project."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.naming.lexicon import (
    GOVERNED,
    ORG_BEFORE,
    ORG_HEADS,
    THING_HEADS,
    THINGS,
    TITLES,
    WORK_NOUNS,
)

_LONGEST = 10  # tokens among which the noun stands
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our"))
_HEADS = frozenset(head.lower() for head in ORG_HEADS if head.isalpha() and len(head) > 3)
_ORGANISATIONS = ORG_BEFORE | _HEADS | {"thinktank"}
_PROJECTS = frozenset(
    ("project", "scheme", "programme", "program", "initiative", "plan", "system", "device", "tool", "model")
)
_ENDS = frozenset((",", ".", ";", ":", "-", "–", "—", ")"))
_PEOPLE = ("man", "woman", "person", "ologist")


def read_apposition(doc: Document, end: int) -> str:
    """The type that the noun behind a comma tells, or ""."""
    n = len(doc)
    if end + 2 >= n or doc.tokens[end] != "," or doc.lower[end + 1] not in _DETERMINERS:
        return ""
    head, last = "", end
    for i in range(end + 2, min(end + 2 + _LONGEST, n)):
        tag = doc.tags[i]
        if tag in ("NN", "NNS"):
            head = "thinktank" if doc.lower[i - 1 : i + 1] == ["think", "tank"] else doc.lower[i]
            last = i
        elif not tag.startswith(("NNP", "JJ", "CD", "POS", "HYPH", "VBG", "DT", "RB")) and not (
            tag in ("VBN", "CC") and not head
        ):
            break
    else:
        return ""
    follower, tag = (doc.lower[last + 1], doc.tags[last + 1]) if last + 1 < n else (".", ".")
    passive = tag in ("VBN", "VBD") and doc.lower[last + 2 : last + 3] == ["by"]
    return type_noun(head) if passive or follower in _ENDS or tag in ("IN", "WDT", "WP", "TO", "VBN", "VBG") else ""


def type_noun(head: str) -> str:
    """The type of what a noun names: "drug" a product, "novel" a work, "retailer" an organisation."""
    if not head:
        return ""
    if head in THINGS or head in THING_HEADS or head in _PROJECTS:
        return "product"
    if head in WORK_NOUNS:
        return "work"
    if head in TITLES or head.endswith(_PEOPLE):
        return "person"
    if head in GOVERNED:
        return "place"
    return "organisation" if head in _ORGANISATIONS or head.endswith(("maker", "builder")) else ""
