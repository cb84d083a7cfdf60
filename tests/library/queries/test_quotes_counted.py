"""Which quotes count: one rule for every number, and evidence, search and lists that hold just those."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components import exports, library
from components.library.queries import find_counted, is_attitude
from components.library.store.records import build_codes
from components.types import QUOTE_KINDS, EvidenceQuery, Filter
from tests.exports.test_files import read_zip

DIRECT, INDIRECT, MIXED = (QUOTE_KINDS.index(kind) for kind in ("direct", "indirect", "mixed"))


@pytest.mark.parametrize(
    ("kind", "cue", "confidence", "counts"),
    [
        (DIRECT, "said", 0.9, True),
        (DIRECT, "said", 0.1, True),  # words in quotation marks count, whoever spoke them
        (DIRECT, "wanted", 0.9, True),
        (INDIRECT, "said", 0.6, True),
        (INDIRECT, "said", 0.59, False),
        (MIXED, "called", 0.6, True),
        (MIXED, "called", 0.59, False),
        (MIXED, "wants", 0.9, True),  # some of it is in quotation marks
        (INDIRECT, "wants", 0.9, False),
        (INDIRECT, "did not intend", 0.9, False),
        (INDIRECT, "has Backed", 0.9, False),
        (INDIRECT, "wanted to know", 0.9, True),
        (INDIRECT, "believes", 0.9, True),
        (INDIRECT, "is expected", 0.9, True),
        (INDIRECT, "", 0.9, True),
    ],
)
def test_what_counts(kind: int, cue: str, confidence: float, counts: bool) -> None:
    quotes = pd.DataFrame({"kind": [kind], "cue_text": build_codes([cue]), "confidence": [confidence]})
    assert find_counted(quotes).tolist() == [counts]


@pytest.mark.parametrize("cue", ["believes", "thinks", "hopes", "fears", "expects", "said", "warned", "according to"])
def test_speech_and_thought_are_no_attitudes(cue: str) -> None:
    assert not is_attitude(cue)


def test_every_number_leaves_out_what_does_not_count(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] said “Good,” and that it rains.", quotes=[("“Good,”", "Ada Dray", "direct")])
    pile.article("[Ada Dray|person] said it would rain.", quotes=[("it would rain", "Ada Dray", "indirect")])
    pile.article("[Hugo Pike|person] wants a new port.", quotes=[("a new port", "Hugo Pike", "indirect")])
    pile.con.execute("UPDATE quotes SET confidence = 0.5 WHERE kind = ?", (INDIRECT,))
    pile.con.execute("UPDATE quotes SET confidence = 0.9, cue_text = 'wants' WHERE article = 3")
    view = pile.view()
    totals = library.count_totals(view)
    assert (totals.n_quotes, totals.n_speakers, len(view.quotes)) == (1, 1, 3)
    assert library.count_speakers(view)[["name", "n_quotes"]].to_numpy().tolist() == [["Ada Dray", 1]]
    counted = library.count_entities(view)
    assert dict(zip(counted["name"], counted["n_quotes"], strict=True)) == {"Ada Dray": 1, "Hugo Pike": 0}
    found = library.read_evidence(pile.path, view, EvidenceQuery("quotes"), limit=9)
    assert [evidence.quote_id for evidence in found] == ["q1"]
    assert [hit.quote_id for hit in library.search(pile.path, view, "rain", kinds=("quote",))[0]] == []
    assert [quote.content for quote in library.read_quotes(pile.path, view)[0]] == ["“Good,”"]
    everything, n = library.read_quotes(pile.path, view, only_counted=False, order="oldest")
    assert n == 3
    assert [quote.counts for quote in everything] == [True, False, False]
    assert len(read_zip(exports.export_tables(view))["quotes"]) == 3  # the tables keep all, with their confidence


def test_headline_list_and_evidence_agree_in_any_library(corrected: Path) -> None:
    for chosen in (Filter(), Filter(sources=("Courier",)), Filter(include_pronouns=True)):
        view = library.select(library.read_frames(corrected), chosen)
        n = library.count_totals(view).n_quotes
        assert n == library.read_quotes(corrected, view, limit=1)[1]
        assert n == library.count_evidence(view, EvidenceQuery("quotes")).n
        speakers = library.count_speakers(view)
        named = dict(zip(*(library.count_entities(view)[name] for name in ("entity_id", "n_quotes")), strict=True))
        for row in speakers.itertuples():
            assert row.n_quotes == library.read_quotes(corrected, view, speaker=row.entity_id, limit=1)[1]
            assert row.n_quotes == named.get(row.entity_id, row.n_quotes)
        assert np.all(find_counted(view.counted_quotes))
