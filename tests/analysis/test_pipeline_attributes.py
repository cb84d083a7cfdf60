"""Remembering what spaCy's attribute ruler says changes nothing of what it says."""

from __future__ import annotations

from typing import Any

import spacy

from components.analysis.pipeline import CachingRuler, _choose, cache_attributes
from tests.conftest import SAMPLE

_TEXTS = (
    "There's no reason, y'all: she ain't gonna go, and let's say they gotta stay. There were two of them, c'mon!",
    "He gets paid. He got what he wanted, but  \n\n that is that. An hour's walk, a day; whom? Better, best, those.",
    "",
)


def test_every_token_has_the_same_attributes() -> None:
    _, folder = _choose(None)
    plain, quick = spacy.load(folder), spacy.load(folder)
    cache_attributes(quick)
    assert "attribute_ruler" not in quick.pipe_names
    assert plain.pipe_names.index("attribute_ruler") == quick.pipe_names.index("dateline_attributes")
    texts = [*_TEXTS, *(file.read_text(encoding="utf-8") for file in sorted(SAMPLE.glob("*.md"))[:12])]

    def describe(nlp: Any, text: str) -> list[tuple[str, ...]]:
        return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in nlp(text)]

    for _ in range(2):  # asked and remembered
        for text in texts:
            assert describe(quick, text) == describe(plain, text)


def test_a_full_memory_begins_anew(nlp_pipeline: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("components.analysis.pipeline._MOST_KEPT", 3)
    _, folder = _choose(None)
    nlp = spacy.load(folder)
    expected = [(t.pos_, t.lemma_) for t in nlp(_TEXTS[0])]
    cache_attributes(nlp)
    ruler = nlp.get_pipe("dateline_attributes")
    assert isinstance(ruler, CachingRuler)
    assert [(t.pos_, t.lemma_) for t in nlp(_TEXTS[0])] == expected
    assert len(ruler._kept) <= 3
