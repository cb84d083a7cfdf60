"""One quote in several articles: known again as articles come and go, and counted as a person put it right."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import exports, library
from components.analysis.quote_groups import Said, find_groups
from components.analysis.text_reuse import read_wording
from components.library.queries import quote_groups
from components.library.queries.quote_groups import Appearance
from components.library.store import write
from components.library.store.quote_groups import group_quotes
from components.library.store.writing import remove_results
from components.library.worker.grouping import GroupingStep
from components.types import QUOTE_KINDS, DatelineError, EvidenceQuery
from tests.benchmarks.quote_groups import invent_quotes

PUMP = "“The old pump was never switched on, and the whole cellar knew it,”"
PART = "“the old pump was never switched on”"
REPORTED = "that nobody had ever switched on the old pump and that the cellar knew"


def put(pile: Any, words: str, speaker: str = "Ada Dray", **fields: str) -> str:
    """An article in which a speaker says these words, direct if they stand in marks, and its quotes grouped."""
    kind = "direct" if words.startswith("“") else "indirect"
    article = pile.article(f"[{speaker}|person] said {words} on Monday.", quotes=[(words, speaker, kind)], **fields)
    with write(pile.con):
        group_quotes(pile.con, int(article[1:]))
    return article


def listed(pile: Any, **filter_: Any) -> list[tuple[int, int, str, str]]:
    """The repeated quotes as (articles, sources, first date, last date)."""
    table = quote_groups.list_repeated(pile.view(**filter_))
    return list(table[["n_articles", "n_sources", "first_date", "last_date"]].itertuples(index=False, name=None))


def appearances(pile: Any, **filter_: Any) -> list[Appearance]:
    view = pile.view(**filter_)
    (group_id,) = quote_groups.list_repeated(view)["group_id"]
    return quote_groups.read_appearances(pile.path, view, group_id)


def test_a_quote_is_listed_with_its_articles_sources_and_dates(pile: Any) -> None:
    put(pile, PUMP, date="2025-03-11", source="Ledger")
    assert listed(pile) == []
    put(pile, PART, date="2025-03-10")
    put(pile, REPORTED, date="2025-03-12", source="Ledger")
    put(pile, "“The pump is new,”", date="2025-03-12")
    put(pile, PUMP, date="")
    assert listed(pile) == [(4, 2, "2025-03-10", "2025-03-12")]
    found = appearances(pile)
    assert [(one.quote.date, one.change) for one in found] == [
        ("2025-03-10", "shortened"), ("2025-03-11", "same"), ("2025-03-12", "paraphrased"), ("", "same"),
    ]  # fmt: skip
    assert not any(one.has_other_speaker for one in found)
    assert listed(pile, sources=("Ledger",)) == [(2, 1, "2025-03-11", "2025-03-12")]
    assert library.count_evidence(
        pile.view(), EvidenceQuery("quotes", group=quote_groups.list_repeated(pile.view())["group_id"][0])
    ) == library.EvidenceCount(4, 4, 2)


def test_who_else_is_said_to_have_said_it_is_told(pile: Any) -> None:
    put(pile, PUMP, date="2025-03-10")
    put(pile, PUMP, "Viktor Brandau", date="2025-03-11")
    put(pile, REPORTED, "Viktor Brandau", date="2025-03-12")
    put(pile, REPORTED, "Mara Quist", date="2025-03-12")
    assert [one.has_other_speaker for one in appearances(pile)] == [False, True, True]


def test_a_copy_is_no_further_article_and_is_counted_beside_its_original(pile: Any) -> None:
    put(pile, PUMP)
    put(pile, PUMP, duplicate_of="a1")
    assert listed(pile) == []
    put(pile, PUMP, source="Ledger")
    for copies in (True, False):
        assert [row[0] for row in listed(pile, include_copies=copies)] == [2]
        assert [(one.quote.article_id, one.n_copies) for one in appearances(pile, include_copies=copies)] == [
            ("a1", 1), ("a3", 0),
        ]  # fmt: skip


def test_a_removed_article_leaves_no_trace_and_an_analysed_one_is_found_again(pile: Any) -> None:
    put(pile, PUMP)
    put(pile, PUMP)
    with write(pile.con):
        remove_results(pile.con, 2)
    assert listed(pile) == []
    assert pile.con.execute("SELECT count(*) FROM quote_prints WHERE quote = 2").fetchone() == (0,)
    assert pile.con.execute("SELECT count(*) FROM quote_groups WHERE article = 2").fetchone() == (0,)
    put(pile, PUMP)
    assert [row[0] for row in listed(pile)] == [2]
    library.delete_articles(pile.path, ["a1"])
    assert listed(pile) == []
    library.restore_articles(pile.path, ["a1"])
    assert [row[0] for row in listed(pile)] == [2]


def test_corrections_decide_what_counts(pile: Any) -> None:
    put(pile, PUMP)
    put(pile, REPORTED, "A. Dray")
    assert listed(pile) == []
    library.merge_entities(pile.path, [pile.id_of("A. Dray")], pile.id_of("Ada Dray"))
    assert [row[0] for row in listed(pile)] == [2]
    library.hide_entity(pile.path, pile.id_of("Ada Dray"))
    assert listed(pile) == []  # reported speech asks for the same speaker, and nobody is named
    library.undo_correction(pile.path, 2)
    library.reject_quote(pile.path, "q1")
    assert listed(pile) == []
    library.undo_correction(pile.path, 3)
    library.undo_correction(pile.path, 1)
    library.set_speaker(pile.path, "q2", pile.id_of("Ada Dray"))
    assert [row[0] for row in listed(pile)] == [2]


def test_few_words_are_one_quote_for_each_speaker(pile: Any) -> None:
    few = "“Quite the quiet revolution, then,”"
    for speaker in ("Ada Dray", "Viktor Brandau", "Ada Dray", "Viktor Brandau", "Mara Quist"):
        put(pile, few, speaker)
    assert [row[0] for row in listed(pile)] == [2, 2]
    cards = quote_groups.find_group_of(pile.view())
    assert [cards.get(f"q{n}", ("", 0))[1] for n in range(1, 6)] == [2, 2, 2, 2, 0]
    assert cards["q1"][0] == cards["q3"][0] != cards["q2"][0] == cards["q4"][0]


@pytest.mark.parametrize("group_id", ["g9", "g", "", "x1", "g" + "9" * 30, "-1", "g1"])
def test_an_unknown_group_has_no_appearances(pile: Any, group_id: str) -> None:
    put(pile, PUMP)
    assert quote_groups.read_appearances(pile.path, pile.view(), group_id) == []
    assert library.count_evidence(pile.view(), EvidenceQuery("quotes", group=group_id)).n == 0


def test_the_exported_table_names_groups_and_changes(pile: Any) -> None:
    put(pile, PUMP, date="2025-03-10")
    put(pile, PART, date="2025-03-11")
    table = dict(exports.build_tables(pile.view()))["quote_groups"]
    assert table.to_numpy().tolist() == [["q1", "g1", "same"], ["q2", "g1", "shortened"]]


@pytest.mark.parametrize(
    ("other", "marked"),
    [
        ("“the PUMP was never switched on”", [("same", "“the PUMP was never switched on”")]),
        ("The pump was switched on?", [("same", "The pump was"), ("left out", "never"), ("same", "switched on?")]),
        (
            "The old pump was never turned on",
            [("same", "The"), ("added", "old"), ("same", "pump was never"), ("left out", "switched"),
             ("added", "turned"), ("same", "on")],
        ),
        ("", [("left out", "The pump was never switched on")]),
    ],
)  # fmt: skip
def test_differences_are_marked_word_by_word(other: str, marked: list[tuple[str, str]]) -> None:
    assert quote_groups.mark_differences("The pump was never switched on", other) == marked


def test_a_library_groups_as_memory_does_in_any_steps(pile: Any) -> None:
    articles = list(invent_quotes(50, seed=3))
    said, number = [], 0
    with write(pile.con):
        for n, quotes in enumerate(articles, start=1):
            pile._insert(
                "articles", n=n, article_id=f"a{n}", title="", text="", sha256=str(n), added_at="", status="analysed"
            )
            for content, kind, speaker in quotes:
                number += 1
                pile._insert(
                    "quotes", n=number, article=n, sentence=0, kind=QUOTE_KINDS.index(kind), content=content,
                    content_spans="[]", speaker=speaker,
                )  # fmt: skip
                said.append(Said(number, n, speaker, None, read_wording(content, kind)))
            pile._insert("ungrouped", article=n)
    GroupingStep(pile.con, _Silent(), lambda _: None).run(lambda: False)
    rows = pile.con.execute('SELECT quote, "group", is_firm FROM quote_groups').fetchall()
    assert {quote: (group, bool(firm)) for quote, group, firm in rows} == {
        quote: (own.group, own.is_firm) for quote, own in find_groups(said).items()
    }
    assert len(rows) > 15


class _Silent:
    may_continue = True

    def begin(self, step: str, total: int = 0, done: int = 0, *, ratio: float = 0.0) -> None: ...

    def at(self, current: str, done: int, total: int | None = None) -> None: ...

    def measure(self, done: int, total: int) -> None: ...


WORDS = (PUMP, PART, REPORTED, "“Quite the quiet revolution, then,”")
SAID = st.tuples(st.sampled_from(WORDS), st.sampled_from(["Ada Dray", "Viktor Brandau"]))
STEP = st.tuples(st.sampled_from(["reject", "speaker", "merge", "hide", "delete", "copy"]), st.integers(1, 6))


def take(pile: Any, kind: str, n: int) -> None:
    """Put something right."""
    ids = pile.frames().entities["entity_id"].tolist()
    if kind == "reject":
        library.reject_quote(pile.path, f"q{n}")
    elif kind == "speaker" and ids:
        library.set_speaker(pile.path, f"q{n}", ids[n % len(ids)])
    elif kind == "merge" and ids:
        library.merge_entities(pile.path, ids, ids[0])
    elif kind == "hide" and ids:
        library.hide_entity(pile.path, ids[0])
    elif kind == "delete":
        library.delete_articles(pile.path, [f"a{n}"])
    elif kind == "copy" and n > 1:
        with write(pile.con):
            pile.con.execute("UPDATE articles SET duplicate_of = 'a1' WHERE n = ?", (n,))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(quotes=st.lists(SAID, min_size=3, max_size=6), steps=st.lists(STEP, max_size=4))
def test_whatever_is_put_right_each_number_is_that_of_its_appearances(
    quotes: list[tuple[str, str]], steps: list[tuple[str, int]], make_pile: Any
) -> None:
    _made.append(0)
    pile = make_pile(f"pile{len(_made)}")
    for words, speaker in quotes:
        put(pile, words, speaker)
    for kind, n in steps:
        with suppress(DatelineError):  # nonsense is refused and changes nothing
            take(pile, kind, min(n, len(quotes)))
    for copies in (True, False):
        view = pile.view(include_copies=copies)
        table = quote_groups.list_repeated(view)
        for row in table.itertuples():
            found = quote_groups.read_appearances(pile.path, view, row.group_id)
            assert len(found) == row.n_articles >= 2
            assert library.count_evidence(view, EvidenceQuery("quotes", group=row.group_id)).n == row.n_articles
            speakers = {one.quote.speaker_id for one in found if one.quote.kind == "indirect"}
            assert "" not in speakers
        counted = set(view.counted_quotes["quote"])
        assert {int(one[1:]) for one in quote_groups.find_group_of(view)} <= counted
    pile.con.close()


_made: list[int] = []
