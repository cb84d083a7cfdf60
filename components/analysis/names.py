"""The names of one article: spaCy's, repaired, typed and brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.analysis.text import build_sentences
from components.types import LocalEntity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPES = {
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


def find_names(doc: Doc) -> tuple[list[Mention], list[LocalEntity]]:
    """All names in a parsed text and the entities behind them."""
    _, sentence_of = build_sentences(doc)
    mentions: list[Mention] = []
    positions: dict[tuple[str, str], int] = {}
    for span in doc.ents:
        kind = TYPES.get(span.label_)
        if kind is None:
            continue
        key = (" ".join(span.text.split()), kind)
        entity = positions.setdefault(key, len(positions))
        mentions.append(
            Mention(span.start_char, span.end_char, span.text, kind, "name", sentence_of[span.start], entity)
        )
    return mentions, [LocalEntity(name, kind) for name, kind in positions]
