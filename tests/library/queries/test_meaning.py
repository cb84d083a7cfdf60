"""Passages are found by what they mean, beside those that have the words; corrections and filters hold there too."""

from __future__ import annotations

import numpy as np
import pytest

from components import library
from components.library.queries import meaning
from components.library.queries.meaning import BOTH, MEANING, WORDS, rank_passages
from components.library.store import opened, reading
from components.library.store.passages import read_passages, write_passages
from components.library.worker.encoding import SWITCH, EncodingStep
from tests.library.worker.test_encoding import Silent

TEXTS = {
    "Clinic": "Patients said that they had sat in the corridor for nine hours before a doctor came.\nIt is sorry.",
    "Lift": "The lift on the estate has not worked since March, and tenants carry their shopping up ten floors.",
    "Choir": "The fishermen's choir sings in the church on Sunday, and admission is free for everybody under twelve.",
    "Ward": "Nurses say that the sick lie on trolleys in the hall for half a day until a surgeon is free to see them.",
    "Queue": "Waiting times at the passport office are no worse than in other towns, a spokesman said on Tuesday.",
}


@pytest.fixture
def town(pile, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv(SWITCH, "1")
    for title, text in TEXTS.items():
        pile.article(text, title=title, source="Courier" if title != "Lift" else "Ledger")
    with opened(pile.path) as con:
        EncodingStep(con, Silent(), lambda _: None).run(lambda: False)  # type: ignore[arg-type]
    return pile


def find(pile, question: str, by: str = BOTH, **fields: object) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    hits = library.search_by_meaning(pile.path, pile.view(**fields), question, by=by)
    for hit in hits:
        assert library.read_article(pile.frames(), pile.path, hit.article_id).text.startswith(hit.text, hit.start)
    return [(hit.title, hit.found_by) for hit in hits if isinstance(hit, library.Alike)]


def test_what_uses_none_of_the_words_is_found(town) -> None:  # type: ignore[no-untyped-def]
    assert {title for title, _ in find(town, "people in hospital are kept for ages")[:2]} == {"Clinic", "Ward"}
    assert find(town, "broken elevator")[0] == ("Lift", MEANING)
    assert find(town, "broken elevator", WORDS) == []


def test_words_and_meaning_are_merged_and_told_apart(town) -> None:  # type: ignore[no-untyped-def]
    found = dict(find(town, "complaints about waiting times"))
    assert found["Queue"] == BOTH
    assert found["Clinic"] == MEANING
    assert find(town, "spokesman", WORDS) == [("Queue", WORDS)]


def test_only_the_view_is_searched(town) -> None:  # type: ignore[no-untyped-def]
    assert {title for title, _ in find(town, "broken elevator", sources=("Courier",))} <= set(TEXTS) - {"Lift"}
    assert find(town, "broken elevator", sources=("nobody",)) == []


@pytest.mark.parametrize(
    "typed", ["", " ", '"((', "NOT", "\0\ud800", "title:", "x" * 100_000, "the of and", "speaker:x"]
)
def test_no_text_is_an_error(typed: str, town) -> None:  # type: ignore[no-untyped-def]
    assert len(find(town, typed)) <= len(TEXTS)


def test_more_like_this_leaves_out_the_article_itself(town) -> None:  # type: ignore[no-untyped-def]
    ids = {title: article_id for article_id, title in town.frames().articles[["article_id", "title"]].to_numpy()}
    hits = library.find_alike(town.path, town.view(), ids["Clinic"], (0, len(TEXTS["Clinic"].split("\n")[0])))
    assert "Clinic" not in [hit.title for hit in hits]
    assert hits[0].title == "Ward"
    assert library.find_alike(town.path, town.view(), "nobody") == []
    assert isinstance(library.find_alike(town.path, town.view(), ids["Lift"]), list)


def read_more(pile, **articles: str) -> None:  # type: ignore[no-untyped-def]
    for title, text in articles.items():
        pile.article(text, title=title)
    with opened(pile.path) as con:
        EncodingStep(con, Silent(), lambda _: None).run(lambda: False)  # type: ignore[arg-type]


def test_only_passages_that_have_come_since_are_read(town, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    find(town, "broken elevator")
    n_read = []

    def read(*args: object, **options: object):  # type: ignore[no-untyped-def]
        found = read_passages(*args, **options)  # type: ignore[arg-type]
        n_read.append(len(found.articles))
        return found

    monkeypatch.setattr(meaning, "read_passages", read)
    read_more(town, Stairs="The escalator in the station has stood still since the summer.")
    assert {title for title, _ in find(town, "broken elevator")[:2]} == {"Lift", "Stairs"}
    assert n_read == [1]
    with opened(town.path) as con:  # the latest goes, and the next takes its row
        con.execute("DELETE FROM passages WHERE article = (SELECT max(article) FROM passages)")
        con.execute("UPDATE articles SET status = 'failed' WHERE title = 'Stairs'")
    read_more(town, Ramp="Nobody has mended the hoist beside the station's ramp, which is out of order.")
    assert "Ramp" in {title for title, _ in find(town, "broken elevator")[:2]}
    assert n_read[1:] == [0, 6]


def test_without_the_model_words_are_searched(town, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(meaning, "is_installed", lambda: False)
    assert find(town, "passport spokesman") == [("Queue", WORDS)]
    assert library.find_alike(town.path, town.view(), "a1") == []


def test_of_many_passages_those_that_agree_in_most_signs_hold_the_nearest(pile) -> None:  # type: ignore[no-untyped-def]
    chance = np.random.default_rng(5)
    topics = chance.normal(size=(40, meaning.WIDTH)).astype(np.float32)
    vectors = (
        topics[chance.integers(40, size=3_000)] + chance.normal(size=(3_000, meaning.WIDTH)).astype(np.float32) * 0.7
    )
    with opened(pile.path) as con:
        for article in range(300):
            own = vectors[10 * article : 10 * article + 10]
            rounded = np.rint(own / np.abs(own).max() * 127).astype(np.int8)
            write_passages(con, article + 1, [(0, 1)] * 10, rounded, meaning.take_signs(own), meaning.NAME)
    with reading(pile.path) as con:
        passages = read_passages(con, meaning.NAME, meaning.WIDTH)
        assert passages.places[:12].tolist() == [*range(10), 0, 1]
        everywhere = np.ones(3_000, dtype=bool)
        wanted = topics[7] / np.linalg.norm(topics[7])
        exact, _ = rank_passages(con, passages, everywhere, wanted, 3_000)
        quick, alike = rank_passages(con, passages, everywhere, wanted, 400)
        assert quick[:20].tolist() == exact[:20].tolist()
        assert rank_passages(con, passages, everywhere, wanted, 100)[0][:20].tolist() == exact[:20].tolist()
        assert (np.diff(alike) <= 0).all()
        assert not set(rank_passages(con, passages, everywhere & (passages.articles > 9), wanted, 50)[0]) & set(
            range(90)
        )
