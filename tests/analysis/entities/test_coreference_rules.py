"""Whom pronouns and descriptions mean, on documents made by hand; names are marked as `read_marked` reads them."""

from __future__ import annotations

import pytest

from components.analysis.entities.clusters import Form
from components.analysis.entities.coreference import add_references
from components.analysis.entities.linking import merge_forms
from components.types import Mention
from tests.analysis.documents import read_marked


def resolve(marked: str) -> str:
    """Each reference with the name of its entity: "She=Anna Holt"."""
    doc, found = read_marked(marked)
    owners, entities = merge_forms([Form(doc.cut(c.start, c.end), c.type) for c in found])
    names = [
        Mention(doc.starts[c.start], doc.ends[c.end - 1], form, c.type, "name", doc.sentence_of[c.start], owner)
        for c, owner in zip(found, owners, strict=True)
        for form in [doc.cut(c.start, c.end)]
    ]
    mentions, entities = add_references(doc, names, entities)
    return " ".join(f"{m.text}={entities[m.entity].name}" for m in mentions if m.kind != "name")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Anna Holt~nsubj|p] ate. She~nsubj sat", "She=Anna Holt"),
        ("[Peter Marsh~nsubj|p] ate. She~nsubj sat", ""),
        ("[Brandau~nsubj|o] ate. She~nsubj sat", ""),
        ("[Anna Holt~nsubj|p] met [Clara Berg|p]. She~nsubj sat", "She=Anna Holt"),
        ("[Anna Holt~nsubj|p] ate. [Clara Berg~nsubj|p] ate. She~nsubj sat", "She=Clara Berg"),
        ("[Xo Holt~nsubj|p] ate. She~nsubj sat", "She=Xo Holt"),
        ("[Xo Holt~nsubj|p] met [Ug Berg~nsubj|p]. She~nsubj sat", ""),
        # an object is somebody else than the subject before it
        ("[Anna Holt~nsubj|p] met [Clara Berg|p] and saw her/PRP", "her=Clara Berg"),
        ("[Anna Holt~nsubj|p] ate her/PRP$ pie", "her=Anna Holt"),
        # too far back, unless the pronoun speaks
        ("[Anna Holt~nsubj|p] ate. It sat. It sat. It sat. It sat. It sat. She~nsubj sat", ""),
        ("[Anna Holt~nsubj|p] ate. It sat. It sat. It sat. It sat. It sat. She~nsubj said it", "She=Anna Holt"),
        # whom a speaker speaks of is not the speaker
        ("[Anna Berg~nsubj|p] sat. “[Clara Holt~nsubj|p] lied,” she~nsubj said", "she=Anna Berg"),
        ("[Anna Berg~nsubj|p] sat. [Clara Holt~nsubj|p], she~nsubj argued, sat", "she=Anna Berg"),
        ("[Anna Berg~nsubj|p] sat. “She~nsubj lied,” it was", ""),
        # an organisation that speaks
        ("[Brandau~nsubj|o] ate. It~nsubj said so", "It=Brandau"),
        ("[Brandau~nsubj|o] ate. It~nsubj sat", ""),
        ("[Brandau~nsubj|o] met [Tromm|o]. It~nsubj said so", "It=Brandau"),
        ("[Brandau|o] and [Tromm|o]. It~nsubj said so", ""),
        # descriptions
        ("[Tromm Council~nsubj|o] ate. So the council said so", "the council=Tromm Council"),
        ("[Tromm Council~nsubj|o] ate. So the union said so", ""),
        ("So the council ate. [Tromm Council~nsubj|o] ate", ""),
        ("[Tromm Council|o]. [Halden Council|o]. It. It. It. So the council said so", ""),
        ("[Brandau~nsubj|o] ate. So the company said/VBD so", "the company=Brandau"),
        ("[Tromm Council~nsubj|o] ate. So the company said/VBD so", ""),
        ("so mayor [Holt~nsubj|p] ate. So the mayor said/VBD so", "the mayor=Holt"),
        ("[Anna Holt~nsubj|p], 71, ate. So the 71-year-old said so", "the 71-year-old=Anna Holt"),
    ],
)
def test_references_go_to_whom_they_mean_or_nowhere(marked: str, expected: str) -> None:
    assert resolve(marked) == expected
