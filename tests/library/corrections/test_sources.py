"""Sources joined and renamed by hand: every count follows, in any order, and all of it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import exports, library
from components.library.corrections.log import Line
from components.library.corrections.sources import Sources
from components.types import DatelineError, EvidenceQuery, Filter

NAMES = ("Beacon", "The Beacon", "beacon.example", "Courier", "Gazette")


@pytest.fixture
def beacons(pile):  # type: ignore[no-untyped-def]
    """A library of five sources, three of which are one."""
    for number, name in enumerate(NAMES):
        pile.article("[Ada Dray|person] left.", source=name, date=f"2025-03-1{number}")
    pile.article("[Ada Dray|person] came.", source="")
    return pile


def counted(pile) -> dict[str, int]:  # type: ignore[no-untyped-def]
    table = library.count_sources(pile.view())
    return dict(zip(table["source"], table["n_articles"], strict=True))


def test_a_join_is_followed_by_everything_that_counts_filters_and_exports(beacons) -> None:  # type: ignore[no-untyped-def]
    library.join_sources(beacons.path, NAMES[:3], "The Beacon")
    assert counted(beacons) == {"The Beacon": 3, "Courier": 1, "Gazette": 1, "": 1}
    assert library.count_totals(beacons.view()).n_sources == 3
    assert len(beacons.view(sources=("The Beacon",)).articles) == 3
    assert len(beacons.evidence(source="The Beacon")) == 3
    article = library.read_article(beacons.frames(), beacons.path, "a1")
    assert article is not None
    assert article.source == "The Beacon"
    listed = library.list_sources(beacons.view()).set_index("source")
    assert listed.loc["The Beacon"].tolist() == [3, "2025-03-10", "2025-03-12"]
    articles = dict(exports.build_tables(beacons.view()))["articles"]
    assert set(articles["source"]) == {"The Beacon", "Courier", "Gazette", ""}


def test_a_link_with_a_name_that_was_joined_since_finds_the_joined_source(beacons) -> None:  # type: ignore[no-untyped-def]
    library.join_sources(beacons.path, NAMES[:3], "The Beacon")
    assert len(beacons.view(sources=("beacon.example",)).articles) == 3
    assert library.count_evidence(beacons.view(), EvidenceQuery("articles", source="beacon.example")).n_articles == 3


def test_a_join_is_kept_by_name_and_holds_for_articles_added_later(beacons) -> None:  # type: ignore[no-untyped-def]
    library.join_sources(beacons.path, NAMES[:2], "The Beacon")
    beacons.article("More.", source="Beacon")
    library.edit_articles(beacons.path, [{"article_id": "a4", "field": "source", "value": "Beacon"}])
    assert counted(beacons) == {"The Beacon": 4, "beacon.example": 1, "Gazette": 1, "": 1}


def test_joins_and_names_are_undone_each_by_itself(beacons) -> None:  # type: ignore[no-untyped-def]
    before = counted(beacons)
    library.join_sources(beacons.path, NAMES[:2], "Marren Beacon")
    library.join_sources(beacons.path, ["Marren Beacon", "beacon.example"], "MB")
    said = [correction.sentence for correction in library.read_corrections(beacons.path)]
    assert said == [
        "The sources “Beacon”, “The Beacon” and “Marren Beacon” are one, called “Marren Beacon”.",
        "The sources “Beacon”, “beacon.example” and “MB” are one, called “MB”.",
    ]
    assert counted(beacons)["MB"] == 3
    library.undo_correction(beacons.path, 1)
    assert counted(beacons) == {"MB": 2, "The Beacon": 1, "Courier": 1, "Gazette": 1, "": 1}
    library.undo_correction(beacons.path, 2)
    assert counted(beacons) == before


def test_one_source_is_renamed(beacons) -> None:  # type: ignore[no-untyped-def]
    library.join_sources(beacons.path, ["Courier"], " The  Skerrow Courier ")
    assert counted(beacons)["The Skerrow Courier"] == 1
    assert library.read_corrections(beacons.path)[0].sentence == "The source “Courier” is called “The Skerrow Courier”."


@pytest.mark.parametrize(
    ("sources", "into", "said"),
    [
        ([], "Beacon", "no longer in the library"),
        (["Nobody's paper"], "Beacon", "no longer in the library"),
        ([""], "Beacon", "no longer in the library"),
        (["Beacon"], " ", "A source needs a name"),
        (["Beacon"], "Beacon", "called “Beacon” already"),
        (["Beacon"], "Courier", "There is a source called “Courier” already"),
        (["Beacon"], "Gazette", "There is a source called “The Gazette” already"),
    ],
)
def test_what_cannot_be_joined_is_said_and_nothing_is_written(beacons, sources, into, said) -> None:  # type: ignore[no-untyped-def]
    library.join_sources(beacons.path, ["Gazette"], "The Gazette")
    with pytest.raises(DatelineError, match=said):
        library.join_sources(beacons.path, sources, into)
    assert len(library.read_corrections(beacons.path)) == 1


def test_proposals_are_accepted_and_refused_and_do_not_come_again(beacons) -> None:  # type: ignore[no-untyped-def]
    (proposal,) = library.list_source_proposals(beacons.view())
    assert set(proposal.names) == set(NAMES[:3])
    assert proposal.names[0] == "Beacon"
    library.keep_sources_apart(beacons.path, proposal.names)
    assert library.list_source_proposals(beacons.view()) == []
    with pytest.raises(DatelineError, match="already one source"):
        library.keep_sources_apart(beacons.path, ["Beacon", "Beacon"])
    library.undo_correction(beacons.path, 1)
    library.join_sources(beacons.path, proposal.names, proposal.names[0])
    assert library.list_source_proposals(beacons.view()) == []
    beacons.article("More.", source="BEACON")
    (again,) = library.list_source_proposals(beacons.view())
    assert again.names == ("Beacon", "BEACON")


def test_the_corrections_of_sources_move_to_another_library_as_a_file(beacons, make_pile) -> None:  # type: ignore[no-untyped-def]
    library.join_sources(beacons.path, NAMES[:2], "The Beacon")
    library.keep_sources_apart(beacons.path, ["Courier", "Gazette"])
    other = make_pile("other")
    other.article("More.", source="Beacon")
    assert library.import_corrections(other.path, library.export_corrections(beacons.path)) == 2
    assert counted(other) == {"The Beacon": 1}
    assert other.frames().sources.apart == {frozenset(("Courier", "Gazette"))}
    other.con.close()


PAIR = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)


@given(joins=st.lists(st.tuples(PAIR, st.sampled_from((*NAMES, "New"))), max_size=5), data=st.data())
def test_joins_make_the_same_sources_one_in_any_order(joins: list[tuple[list[str], str]], data: st.DataObject) -> None:
    lines = [Line(n, "source", {"sources": names}, {"into": into}, "") for n, (names, into) in enumerate(joins)]
    order = data.draw(st.permutations(lines))

    def parts(lines: list[Line]) -> set[frozenset[str]]:
        shown: dict[str, set[str]] = {}
        for name in (*NAMES, "New"):
            shown.setdefault(Sources(lines).show(name), set()).add(name)
        return set(map(frozenset, shown.values()))

    assert parts(lines) == parts(order)
    if order:
        last = order[-1]
        assert {Sources(order).show(name) for name in last.key["sources"]} == {last.value["into"]}


STEP = st.tuples(PAIR, st.sampled_from((*NAMES, "New", "Newer")), st.booleans())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=6))
def test_whatever_is_joined_no_article_is_lost_and_all_can_be_taken_back(beacons, tmp_path: Path, steps) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "joined.db"
    path.unlink(missing_ok=True)
    beacons.con.execute("VACUUM INTO ?", (str(path),))
    before = library.read_frames(path).articles["source"].astype(str).tolist()
    for names, into, undo in steps:
        made = library.read_corrections(path)
        if undo and made:
            library.undo_correction(path, made[len(made) // 2].n)
            continue
        shown = library.read_frames(path).sources.show
        try:
            library.join_sources(path, [shown(name) for name in names], into)
        except DatelineError:
            assert library.read_corrections(path) == made
        sources = library.list_sources(library.select(library.read_frames(path), Filter()))
        assert sources["n_articles"].sum() == len(NAMES)
    for correction in library.read_corrections(path):
        library.undo_correction(path, correction.n)
    assert library.read_frames(path).articles["source"].astype(str).tolist() == before
