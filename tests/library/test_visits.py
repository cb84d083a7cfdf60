"""What is new since the last visit: a visit ends after a pause; who is followed is known by name, not by number."""

from __future__ import annotations

import json

import pytest

from components import library
from components.library import visits
from components.library.queries.news import find_news
from components.library.store import read_revision
from components.types import EvidenceQuery

OLD, NEW = "2026-01-01T00:00:00+00:00", "2026-03-01T00:00:00+00:00"
SINCE = "2026-02-01T00:00:00+00:00"


@pytest.fixture
def grown(pile):  # type: ignore[no-untyped-def]
    def add(text: str, at: str, n: int = 1, **fields: object) -> None:
        for _ in range(n):
            article = pile.article(text, **fields)
            with pile.con:
                pile.con.execute("UPDATE articles SET added_at = ? WHERE article_id = ?", (at, article))

    add("[Ada Dray|person] met [Hugo Pike|person].", OLD, 2)
    add("[Ada Dray|person] met [Mara Hill|person].\n“So,” said [Dray|person|Ada Dray].", NEW, 3,
        quotes=[("“So,”", "Ada Dray", "direct")])  # fmt: skip
    return pile


def test_what_is_new_is_counted_with_its_evidence(grown) -> None:  # type: ignore[no-untyped-def]
    view = grown.view()
    news = find_news(view, SINCE)
    assert news.n_articles == library.count_evidence(view, EvidenceQuery("articles", since=SINCE)).n == 3
    assert news.appeared[["name", "n_new"]].to_numpy().tolist() == [["Mara Hill", 3]]
    assert news.grown[["name", "n_new", "n_before"]].to_numpy().tolist() == [["Ada Dray", 6, 2]]
    for row in (*news.appeared.itertuples(), *news.grown.itertuples()):
        assert library.count_evidence(view, EvidenceQuery("mentions", (row.entity_id,), since=SINCE)).n == row.n_new
    quotes = EvidenceQuery("quotes", (grown.id_of("Ada Dray"),), since=SINCE)
    assert library.count_evidence(view, quotes).n == 3


def test_what_is_corrected_counts_right(grown) -> None:  # type: ignore[no-untyped-def]
    library.merge_entities(grown.path, [grown.id_of("Mara Hill")], grown.id_of("Hugo Pike"))
    news = find_news(grown.view(), SINCE)
    assert not len(news.appeared), "Hugo Pike was named before"
    assert find_news(grown.view(), NEW).n_articles == 0
    assert find_news(grown.view(start="2030-01-01"), SINCE).n_articles == 0


def set_visits(pile, *times: str) -> None:  # type: ignore[no-untyped-def]
    with pile.con:
        pile.con.execute("INSERT OR REPLACE INTO meta VALUES ('visits', ?)", (json.dumps(times),))


def test_a_visit_is_another_only_after_a_pause(pile) -> None:  # type: ignore[no-untyped-def]
    before = read_revision(pile.path)
    assert visits.note_visit(pile.path) == "", "the first visit"
    assert visits.note_visit(pile.path) == "", "the same visit, in another window"
    set_visits(pile, OLD, NEW)
    assert visits.note_visit(pile.path) == NEW
    assert visits.note_visit(pile.path) == NEW, "the one before stays until this one has ended"
    assert read_revision(pile.path) == before, "a look changes nothing that is shown"


def test_who_is_followed_is_known_by_name_and_type(grown) -> None:  # type: ignore[no-untyped-def]
    path = grown.path
    for name in ("Hugo Pike", "Ada Dray", "Hugo Pike"):
        visits.follow(path, name, "person")
    visits.follow(path, "Nobody Here", "person")
    assert visits.read_followed(grown.frames()) == [grown.id_of("Ada Dray"), grown.id_of("Hugo Pike")]
    visits.follow(path, "ada dray", "person", on=False)
    assert visits.read_followed(grown.frames()) == [grown.id_of("Hugo Pike")]
    library.hide_entity(path, grown.id_of("Hugo Pike"))
    assert visits.read_followed(grown.frames()) == []
