"""Which quotes count: one rule for every number, and evidence, search and lists that hold just those."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components import exports, library
from components.library.queries.frames import find_counted
from components.types import QUOTE_KINDS, EvidenceQuery, Filter
from tests.exports.test_files import read_zip

DIRECT, INDIRECT, MIXED, ATTITUDE = map(QUOTE_KINDS.index, ("direct", "indirect", "mixed", "attitude"))


@pytest.mark.parametrize(
    ("kind", "confidence", "counts"),
    [
        (DIRECT, 0.9, True),
        (DIRECT, 0.1, True),  # words in quotation marks count, whoever spoke them
        (INDIRECT, 0.6, True),
        (INDIRECT, 0.59, False),
        (MIXED, 0.6, True),
        (MIXED, 0.59, False),
        (ATTITUDE, 0.99, False),
    ],
)
def test_what_counts(kind: int, confidence: float, counts: bool) -> None:
    assert find_counted(pd.DataFrame({"kind": [kind], "confidence": [confidence]})).tolist() == [counts]


def test_every_number_leaves_out_what_does_not_count(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] said “Good,” and that it rains.", quotes=[("“Good,”", "Ada Dray", "direct")])
    pile.article("[Ada Dray|person] said it would rain.", quotes=[("it would rain", "Ada Dray", "indirect")])
    pile.article("[Hugo Pike|person] wants a new port.", quotes=[("a new port", "Hugo Pike", "attitude")])
    pile.con.execute("UPDATE quotes SET confidence = 0.5 WHERE kind = ?", (INDIRECT,))
    pile.con.execute("UPDATE quotes SET confidence = 0.9 WHERE kind = ?", (ATTITUDE,))
    view = pile.view()
    totals = library.count_totals(view)
    assert (totals.n_quotes, totals.n_speakers, len(view.quotes)) == (1, 1, 3)
    assert library.count_speakers(view)[["name", "n_quotes"]].to_numpy().tolist() == [["Ada Dray", 1]]
    counted = library.count_entities(view)
    assert dict(zip(counted["name"], counted["n_quotes"], strict=True)) == {"Ada Dray": 1, "Hugo Pike": 0}
    found = library.read_evidence(pile.path, view, EvidenceQuery("quotes"), limit=9)
    assert [evidence.quote_id for evidence in found] == ["q1"]
    assert [hit.quote_id for hit in library.search(pile.path, view, "rain", kind="quote")[0]] == []
    assert [quote.content for quote in library.read_quotes(pile.path, view)[0]] == ["“Good,”"]
    everything, n = library.read_quotes(pile.path, view, counted=None, order="oldest")
    assert n == 3
    assert [quote.counts for quote in everything] == [True, False, False]
    apart, n = library.read_quotes(pile.path, view, counted=False, order="oldest")
    assert (n, [quote.quote_id for quote in apart]) == (2, [quote.quote_id for quote in everything[1:]])
    kept = read_zip(exports.export_tables(view))["quotes"]  # the tables keep all, with kind and confidence
    assert [row["kind"] for row in kept] == ["direct", "indirect", "attitude"]


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
