"""What a search finds is counted by period and source, and every number opens as many articles or quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import library
from components.types import EvidenceQuery, Filter


@pytest.fixture(scope="module")
def view(generated: Path) -> library.View:
    return library.select(library.read_frames(generated), Filter())


@pytest.mark.parametrize("kind", ["article", "quote"])
@pytest.mark.parametrize("words", ["the", "turbine OR price", "about:falk NOT the", "xyzzy", ""])
@pytest.mark.parametrize("period", ["week", "month", "year"])
def test_periods_and_sources_add_up_to_what_was_found(view: library.View, words: str, kind: str, period: str) -> None:
    found = library.find_matches(view, words, kind)
    by_period = library.count_found_by_period(view, found, period)
    by_source = library.count_found_by_source(view, found)
    undated = (view.frames.articles["date"].loc[found.articles] == "").sum()
    assert by_period["n_found"].sum() + undated == by_source["n_found"].sum() == len(found)
    if not words:
        return
    for row in by_period[by_period["n_found"] > 0].head(4).itertuples():
        query = EvidenceQuery(f"{kind}s", words=words, start=row.start, end=row.end)
        assert library.count_evidence(view, query).n == row.n_found
    for row in by_source.head(3).itertuples():
        query = EvidenceQuery(f"{kind}s", words=words, source=row.source)
        assert library.count_evidence(view, query).n == row.n_found


def test_searches_are_counted_beside_each_other_by_article(view: library.View) -> None:
    queries = ["turbine", "the turbine", 'about:"karin falk"', "xyzzy"]
    table = library.count_words_by_period(view, queries, "month")
    assert list(dict.fromkeys(table["entity_id"])) == queries
    for query, rows in table.groupby("entity_id"):
        found = library.find_matches(view, str(query))
        dated = view.frames.articles["date"].loc[found.articles] != ""
        assert rows["n_articles"].sum() == dated.sum()
        assert (rows["n_articles"] <= rows["n_all_articles"]).all()
    assert table["n_mentions"].equals(table["n_articles"])


def test_a_name_beside_words_is_called_by_its_name(council) -> None:  # type: ignore[no-untyped-def]
    library.rename_entity(council.path, council.id_of("Ada Dray"), "Ada Dray-Pike")
    names = library.name_queries(council.view(), ['about:"ada dray"', "tax  NOT wage", "about:dray OR tax"])
    assert names == ["Ada Dray-Pike", "tax NOT wage", "about:dray OR tax"]


def test_the_evidence_of_a_word_is_the_sentence_with_most_of_it(council) -> None:  # type: ignore[no-untyped-def]
    query = EvidenceQuery("articles", words="halden met OR praise")
    found = library.read_evidence(council.path, council.view(), query, limit=9)
    shown = {one.article_id: (one.text, [one.text[a:b] for a, b in one.highlights]) for one in found}
    assert shown["a1"] == ("Viktor Brandau met Ada Dray in Halden.", ["met", "Halden"])
    assert shown["a3"] == ("V. Brandau was praised by Halden Works.", ["praised", "Halden"])


def test_a_word_of_the_title_alone_shows_the_first_sentence(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("One sentence.\nAnother.", title="Strike")
    query = EvidenceQuery("articles", words="strikes")
    (found,) = library.read_evidence(pile.path, pile.view(), query, limit=9)
    assert (found.text, found.highlights) == ("One sentence.", ())
