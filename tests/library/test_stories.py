"""Stories in a library: placed as articles come, told with their names and sources, put right by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import exports, library
from components.library.corrections import stories as corrections
from components.library.queries.stories import (
    count_alone,
    count_days,
    count_stories,
    find_leading_names,
    read_story,
)
from components.library.store import write
from components.library.store.stories import place_articles
from components.library.store.writing import remove_results
from components.types import DatelineError, EvidenceQuery

TERMS = {
    "fire": {"warehouse": 3, "fire": 4, "brigade": 2, "smoke": 2, "paint store": 1},
    "vote": {"ballot": 3, "ward": 2, "recount": 3, "turnout": 1, "polling station": 1},
}
PEOPLE = {
    "fire": "[Ada Dray|person] met [Nils Holm|person] at [Mole End|place] with [Tara Works|organisation].",
    "vote": "[Mira Falk|person] met [Jonas Pike|person] in [Ostby|place] with [Falk Union|organisation].",
}


def tell(pile: Any, event: str, date: str = "2025-03-10", more: str = "", **fields: str) -> str:
    """An article of an event; it is not placed yet."""
    return str(pile.article(f"{PEOPLE[event]}\n{more or 'Nothing more.'}", date=date, **fields))


def settle(pile: Any, events: list[str]) -> None:
    """Place all articles; `events` are theirs in order."""
    terms = {n: TERMS[event] for n, event in enumerate(events, start=1)}
    with write(pile.con):
        pile.con.execute("INSERT INTO meta VALUES ('articles counted for stories', 200)")  # others, of other words
        place_articles(pile.con, list(terms), lambda numbers: {n: terms[n] for n in numbers})


@pytest.fixture
def told(pile: Any) -> Any:
    """Two stories of three and two articles; one article is a copy."""
    tell(pile, "fire", "2025-03-10", title="Fire at the quay", source="Courier", more="[Rosa Lund|person] ran.")
    tell(pile, "vote", "2025-03-11", title="Recount in Ostby", source="Courier")
    tell(pile, "fire", "2025-03-12", title="Warehouse burns", source="Ledger")
    tell(pile, "fire", "", title="After the fire", source="Ledger")
    tell(pile, "vote", "2025-03-12", title="Ostby counts again", source="Ledger")
    tell(pile, "fire", "2025-03-12", title="A copy", source="Gazette", duplicate_of="a3")
    settle(pile, ["fire", "vote", "fire", "fire", "vote", "fire"])
    return pile


def members(pile: Any, **filter_: Any) -> list[list[str]]:
    """The articles of each story, the largest first."""
    view = pile.view(**filter_)
    return [read_story(view, one).articles["article_id"].tolist() for one in count_stories(view)["story_id"]]


def test_stories_are_listed_with_articles_sources_and_dates(told: Any) -> None:
    table = count_stories(told.view(include_copies=False))
    columns = ["n_articles", "n_sources", "first_date", "last_date"]
    assert table[columns].to_numpy().tolist() == [
        [3, 2, "2025-03-10", "2025-03-12"],
        [2, 2, "2025-03-11", "2025-03-12"],
    ]
    assert set(table["label"]) <= set(told.frames().articles["title"])
    assert members(told, include_copies=False) == [["a1", "a3", "a4"], ["a2", "a5"]]
    assert members(told, sources=("Ledger",), include_copies=False) == [["a3", "a4"]]


def test_a_story_tells_its_course_its_names_and_what_one_source_alone_has(told: Any) -> None:
    view = told.view(include_copies=False)
    (fire, vote) = count_stories(view)["story_id"]
    story = read_story(view, fire)
    assert story.articles["n_copies"].tolist() == [0, 1, 0]
    assert story.n_copies == 1
    assert count_days(view, fire) == [1, 0, 1]
    names = find_leading_names(view, [fire, vote])
    assert told.id_of("Ada Dray") in names[fire]
    assert told.id_of("Rosa Lund") not in names[fire]
    alone = count_alone(view, fire)
    assert alone[["source", "name", "n_mentions"]].to_numpy().tolist() == [["Courier", "Rosa Lund", 1]]
    query = EvidenceQuery("mentions", tuple(alone["entity_id"]), story=fire, source="Courier")
    assert library.count_evidence(view, query).n == 1
    assert read_story(view, "y99") is None
    assert len(told.view(stories=(fire,)).articles) == 4
    assert library.count_evidence(view, EvidenceQuery("articles", story=fire)).n == 3


class Walked(list[str]):
    """Ids of stories that count how often one goes through them all."""

    n_times = 0

    def __iter__(self) -> Iterator[str]:
        self.n_times += 1
        return super().__iter__()


def test_the_ids_of_all_stories_are_not_gone_through_for_each_of_them(told: Any) -> None:
    stories = Walked(told.frames().stories["story_id"])
    find_leading_names(told.view(), stories)
    assert len(stories) > 1
    assert stories.n_times <= 2


def test_the_exported_tables_name_the_same_stories(told: Any) -> None:
    tables = dict(exports.build_tables(told.view()))
    assert tables["stories"]["n_articles"].tolist() == [4, 2]
    assert len(tables["article_stories"]) == 6
    assert set(tables["article_stories"]["story_id"]) == set(tables["stories"]["story_id"])


def test_a_new_article_joins_and_ids_stay(told: Any) -> None:
    before = count_stories(told.view())["story_id"].tolist()
    tell(told, "vote", "2025-03-13")
    with write(told.con):
        place_articles(told.con, [7], lambda _: {7: TERMS["vote"]})
    assert sorted(count_stories(told.view())["story_id"]) == sorted(before)
    assert ["a2", "a5", "a7"] in members(told, include_copies=False)


def test_what_is_removed_leaves_its_story_and_an_empty_story_goes(told: Any) -> None:
    with write(told.con):
        for article in (2, 5):
            remove_results(told.con, article)
    assert len(members(told)) == 1
    assert told.con.execute("SELECT count(*) FROM stories").fetchone() == (1,)
    rows = told.con.execute("SELECT 1 FROM story_words WHERE story NOT IN (SELECT n FROM stories)")
    assert rows.fetchall() == []
    library.delete_articles(told.path, ["a1", "a3"])
    assert members(told, include_copies=False) == [["a6", "a4"]]  # the copy stands for its original now
    library.restore_articles(told.path, ["a1", "a3"])
    assert members(told, include_copies=False) == [["a1", "a3", "a4"]]


def test_articles_are_moved_stories_joined_split_and_named_and_all_of_it_undone(told: Any) -> None:
    path, first = told.path, members(told, include_copies=False)
    corrections.move_to_story(path, ["a3"], "a2")
    assert (
        len(pile_view := told.view(stories=tuple(count_stories(told.view())["story_id"][:1])).articles) == 4
    )  # its copy
    assert "a6" in set(pile_view["article_id"])
    library.undo_correction(path, 1)
    corrections.move_to_story(path, ["a4"], "a2")
    assert members(told, include_copies=False) == [["a2", "a5", "a4"], ["a1", "a3"]]
    corrections.rename_story(path, "a5", "  The  recount ")
    assert "The recount" in set(count_stories(told.view())["label"])
    corrections.merge_stories(path, ["a2", "a1"])
    assert members(told, include_copies=False) == [["a1", "a2", "a3", "a5", "a4"]]
    assert count_stories(told.view())["label"].tolist() == ["The recount"]
    corrections.split_story(path, ["a3", "a5"])
    assert members(told, include_copies=False) == [["a1", "a2", "a4"], ["a3", "a5"]]
    split = count_stories(told.view(include_copies=False))["story_id"][1]
    said = [one.sentence for one in library.read_corrections(path)]
    assert said == [
        "“After the fire” belongs to the story of “Recount in Ostby”.",
        "The story of “Ostby counts again” is called “The recount”.",
        "The stories of “Recount in Ostby” and “Fire at the quay” are one.",
        "“Warehouse burns” and “Ostby counts again” are a story of their own.",
    ]
    with write(told.con):  # a new analysis places them elsewhere, in a story of another number
        place_articles(told.con, [3, 5], lambda numbers: dict.fromkeys(numbers, TERMS["fire"]))
    assert members(told, include_copies=False)[1] == ["a3", "a5"]
    assert count_stories(told.view(include_copies=False))["story_id"][1] == split
    library.import_corrections(path, library.export_corrections(path))
    assert len(library.read_corrections(path)) == 4
    with write(told.con):
        place_articles(told.con, [5], lambda _: {5: TERMS["vote"]})
    for correction in library.read_corrections(path):
        library.undo_correction(path, correction.n)
    assert members(told, include_copies=False) == first


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda path: corrections.merge_stories(path, ["a1", "a1"]), "cannot be merged with itself"),
        (lambda path: corrections.move_to_story(path, ["a1"], "a1"), "in that story already"),
        (lambda path: corrections.move_to_story(path, ["a1"], "a99"), "no longer in the library"),
        (lambda path: corrections.split_story(path, []), "Choose the articles"),
        (lambda path: corrections.rename_story(path, "a1", " "), "cannot be empty"),
    ],
)
def test_what_makes_no_sense_is_refused(told: Any, do: Any, said: str) -> None:
    with pytest.raises(DatelineError, match=said):
        do(told.path)
    assert library.read_corrections(told.path) == []


def test_merged_and_hidden_names_are_those_of_the_story(told: Any) -> None:
    fire = count_stories(told.view())["story_id"][0]
    library.merge_entities(told.path, [told.id_of("Rosa Lund")], told.id_of("Ada Dray"))
    assert not len(count_alone(told.view(include_copies=False), fire))
    library.hide_entity(told.path, told.id_of("Ada Dray"))
    shown = set(told.frames().entities["entity_id"])
    assert set(find_leading_names(told.view(), [fire])[fire]) <= shown


STEP = st.tuples(
    st.sampled_from(["move", "merge", "split", "name", "delete", "hide", "undo"]), st.integers(1, 6), st.integers(1, 6)
)
_made: list[int] = []


def take(pile: Any, kind: str, one: int, other: int) -> None:
    """Put something right."""
    first, second = f"a{one}", f"a{other}"
    if kind == "move":
        corrections.move_to_story(pile.path, [first], second)
    elif kind == "merge":
        corrections.merge_stories(pile.path, [first, second])
    elif kind == "split":
        corrections.split_story(pile.path, [first, second])
    elif kind == "name":
        corrections.rename_story(pile.path, first, f"Name {other}")
    elif kind == "delete":
        library.delete_articles(pile.path, [first])
    elif kind == "hide":
        library.hide_entity(pile.path, pile.frames().entities["entity_id"].iloc[0])
    elif lines := library.read_corrections(pile.path):
        library.undo_correction(pile.path, lines[one % len(lines)].n)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(events=st.lists(st.sampled_from(["fire", "vote"]), min_size=4, max_size=6), steps=st.lists(STEP, max_size=6))
def test_whatever_is_put_right_each_number_is_that_of_its_articles(
    events: list[str], steps: list[tuple[str, int, int]], make_pile: Any
) -> None:
    _made.append(0)
    pile = make_pile(f"stories{len(_made)}")
    for event in events:
        tell(pile, event)
    settle(pile, events)
    for step in steps:
        with suppress(DatelineError):  # nonsense is refused and changes nothing
            take(pile, *step)
    view = pile.view()
    seen: list[str] = []
    for row in count_stories(view).itertuples():
        story = read_story(view, row.story_id)
        assert len(story.articles) == row.n_articles >= 2
        assert library.count_evidence(view, EvidenceQuery("articles", story=row.story_id)).n == row.n_articles
        assert len(pile.view(stories=(row.story_id,)).articles) == row.n_articles
        seen += story.articles["article_id"].tolist()
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(view.articles["article_id"])
    pile.con.close()
