"""Name forms: whether words are written and ordered like a person's name, whatever stands beside them."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.lexicon import ORG_HEADS, PARTICLES, PLACE_HEADS, TITLES

_HEADS = ORG_HEADS | PLACE_HEADS


def looks_like_person(texts: list[str]) -> bool:
    """Whether a name of several words begins with a given name and continues like a person's."""
    if texts[0] not in gazetteer.given_names():
        return False
    return all(
        (text[0].isupper() and (text.isalpha() or "." in text or "’" in text or "'" in text))
        or text.lower() in PARTICLES
        or text == "-"
        for text in texts[1:]
    ) and not any(text in ORG_HEADS or text in PLACE_HEADS for text in texts[1:])


def looks_like_full_name(doc: Document, start: int, end: int) -> bool:
    """Whether a name has two or three words, each written like a part of a person's name."""
    return 1 < end - start < 4 and all(
        text.replace("’", "'").replace("'", "").isalpha()
        and text[0].isupper()
        and not text.isupper()
        and text not in _HEADS
        and text.lower() not in TITLES
        for text in doc.tokens[start:end]
    )
