"""The same entity across articles, found incrementally."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from components.analysis import EntityIndex
from components.analysis.entities.surface_forms import find_party
from components.types import LinkResult, LocalEntity, Mention

P, O, L = "person", "organisation", "place"  # noqa: E741 - as in the tables below


def link(index: EntityIndex, article: str, *entities: LocalEntity | tuple[str, str]) -> LinkResult:
    local = [entity if isinstance(entity, LocalEntity) else LocalEntity(*entity) for entity in entities]
    mentions = [Mention(0, 1, form, e.type, "name", 0, n) for n, e in enumerate(local) for form in (e.name, *e.aliases)]
    return index.link(article, local, mentions)


def link_all(*articles: Sequence[LocalEntity | tuple[str, str]]) -> tuple[EntityIndex, list[list[str]]]:
    """The index after all articles, and the ids of each article's entities as they stand in the end."""
    index, ids = EntityIndex(), []
    for number, entities in enumerate(articles):
        result = link(index, str(number), *entities)
        ids.append(list(result.entity_ids))
        for move in result.reassigned:
            of_article = ids[int(move.article_id)]
            of_article[of_article.index(move.old_id)] = move.new_id
    return index, ids


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("Anna Holt", P), ("Anna Holt", P), True),
        (("Anna Holt", P), ("ANNA HOLT", P), True),
        (("Anna Holt", P), ("Anna M. Holt", P), True),
        (("Anna Holt", P), ("Ben Holt", P), False),
        (("Robert Kane Jr.", P), ("Robert Kane Sr.", P), False),
        (("José García", P), ("Jose Garcia", P), True),
        (("U.S.", L), ("United States", L), True),
        (("UN", O), ("United Nations", O), True),
        (("Brandau Logistik GmbH", O), ("Brandau Logistik", O), True),
        (("Bank of Spain", O), ("Bank of France", O), False),
        (("Halden", L), ("Halden", P), False),
        (("Skara Holm", L), ("Skara Holm", O), True),
        (("Georgia", L), ("Georgia", P), False),
    ],
)
def test_the_same_name_is_the_same_entity(first: tuple[str, str], second: tuple[str, str], same: bool) -> None:
    _, ((one,), (other,)) = link_all([first], [second])
    assert (one == other) is same


def test_a_bare_surname_goes_to_whom_the_other_names_point() -> None:
    _, ids = link_all(
        [("Anna Holt", P), ("Brandau", O), ("Skara", L)],
        [("Ben Holt", P), ("Dock Union", O), ("Tromm", L)],
        [("Holt", P), ("Dock Union", O), ("Tromm", L)],
        [("Holt", P), ("Brandau", O), ("Skara", L)],
    )
    assert ids[2][0] == ids[1][0]
    assert ids[3][0] == ids[0][0]


def test_a_bare_surname_without_such_names_stays_alone() -> None:
    index, ids = link_all([("Anna Holt", P), ("Brandau", O)], [("Ben Holt", P), ("Tromm", L)], [("Holt", P)])
    assert ids[2][0] not in (ids[0][0], ids[1][0])
    assert len(index.records) == 5


def test_a_surname_that_came_first_keeps_its_id_when_the_full_name_comes() -> None:
    index, ids = link_all([("Holt", P), ("Brandau", O)], [("Anna Holt", P), ("Brandau", O)])
    assert ids[0][0] == ids[1][0]
    assert next(record for record in index.records if record.entity_id == ids[0][0]).name == "Anna Holt"


def test_new_evidence_moves_only_the_article_that_it_concerns() -> None:
    index = EntityIndex()
    link(index, "a", ("Anna Holt", P), ("Brandau", O), ("Skara", L))
    link(index, "b", ("Anna Holt", P), ("Brandau", O))
    before = link(index, "c", ("Holt", P), ("Dock Union", O), ("Tromm", L)).entity_ids[0]
    result = link(index, "d", ("Ben Holt", P), ("Dock Union", O), ("Tromm", L))
    assert [(move.article_id, move.old_id, move.new_id) for move in result.reassigned] == [
        ("c", before, result.entity_ids[0])
    ]
    changed = {record.entity_id: record for record in result.changed}
    assert changed[before].n_articles == 2
    assert changed[result.entity_ids[0]].n_articles == 2
    assert "Holt" not in changed[before].aliases


@pytest.mark.parametrize(
    ("part", "whole", "same"),
    [
        ("Port Authority", "Halden Port Authority", True),
        ("European Union", "Western European Union", False),
        ("New York", "New York Stock Exchange", False),
        ("NEW YORK", "New York Stock Exchange", False),
    ],
)
def test_a_part_of_a_name_is_that_name_unless_it_stands_for_itself(part: str, whole: str, same: bool) -> None:
    company = [("Skara", L), ("Anna Holt", P), ("Tromm", L)]
    for first, second in ((part, whole), (whole, part)):
        _, ids = link_all([(first, O), *company], [(second, O), *company])
        assert (ids[0][0] == ids[1][0]) is same


def test_gender_keeps_people_of_one_name_apart() -> None:
    _, ((one,), (other,)) = link_all(
        [LocalEntity("Kim Aster", P, gender="f")], [LocalEntity("Kim Aster", P, gender="m")]
    )
    assert one != other


def test_an_acronym_that_one_article_explains_is_known_in_the_next() -> None:
    index, ids = link_all([LocalEntity("National Fish Board", O, aliases=("NFB",))], [("NFB", O)])
    assert ids[0] == ids[1]
    (record,) = index.records
    assert record.name == "National Fish Board"
    assert "“NFB” stands in 1 article beside “National Fish Board”." in record.reason


def test_an_acronym_of_two_organisations_goes_by_company() -> None:
    _, ids = link_all(
        [LocalEntity("National Fish Board", O, aliases=("NFB",)), ("Skara", L)],
        [LocalEntity("Northern Film Bureau", O, aliases=("NFB",)), ("Tromm", L)],
        [("NFB", O), ("Tromm", L)],
    )
    assert ids[0][0] != ids[1][0] == ids[2][0]


def test_a_doubtful_merge_is_proposed_and_not_done() -> None:
    index = EntityIndex()
    first = link(index, "a", ("William Hale", P), ("Skara", L))
    second = link(index, "b", ("Bill Hale", P), ("Tromm", L))
    assert first.entity_ids[0] != second.entity_ids[0]
    (proposal,) = second.proposals
    assert {proposal.first_id, proposal.second_id} == {first.entity_ids[0], second.entity_ids[0]}
    assert "William Hale" in proposal.reason
    assert not link(index, "c", ("Bill Hale", P), ("Tromm", L)).proposals


def test_records_taken_back_give_the_same_links() -> None:
    index = EntityIndex()
    link(index, "a", ("Anna Holt", P), ("Brandau", O), ("Skara", L))
    link(index, "b", ("Anna Holt", P), ("Brandau", O))
    moved = link(index, "c", ("Holt", P), ("Dock Union", O), ("Tromm", L)).entity_ids[0]
    again = EntityIndex(index.records)
    assert {r.entity_id: r for r in again.records} == {r.entity_id: r for r in index.records}
    result = link(again, "d", ("Ben Holt", P), ("Dock Union", O), ("Tromm", L))
    assert [(move.article_id, move.old_id) for move in result.reassigned] == [("c", moved)]


def test_counts_add_up_and_only_what_changed_is_returned() -> None:
    index = EntityIndex()
    link(index, "a", ("Anna Holt", P), ("Skara", L))
    result = link(index, "b", ("Skara", L))
    (record,) = result.changed
    assert (record.name, record.n_articles, record.aliases) == ("Skara", 2, {"Skara": 2})
    assert record.confidence > 0.9


def test_an_article_without_names_changes_nothing() -> None:
    assert EntityIndex().link("a", []) == LinkResult(())


@pytest.mark.parametrize(
    ("first", "second", "kind", "name"),
    [
        ("Republicans", "Republican", "group", "Republicans"),
        ("Democrats", "Democratic", "group", "Democrats"),
        ("Muslims", "Muslim", "group", "Muslims"),
        ("African-Americans", "African American", "group", "African-Americans"),
        ("GOP", "Republican Party", O, "Republican Party"),
        ("NYPD", "New York Police Department", O, "New York Police Department"),
        ("Senate", "U.S. Senate", O, "U.S. Senate"),
    ],
)
def test_forms_of_one_group_or_body_are_one(first: str, second: str, kind: str, name: str) -> None:
    index, ids = link_all([(first, kind)], [(first, kind)], [(second, kind)])
    assert ids[0] == ids[1] == ids[2]
    assert [record.name for record in index.records] == [name]


def test_a_party_is_never_called_what_nobody_writes() -> None:
    index, _ = link_all([("GOP", O)], [("GOP", O)])
    assert [record.name for record in index.records] == ["GOP"]


def test_an_acronym_that_the_world_knows_for_another_stays_the_others() -> None:
    _, ids = link_all([LocalEntity("Institute for Steel in Sheds", O, aliases=("ISIS",))], [("ISIS", O)])
    assert ids[0] != ids[1]


def test_a_double_surname_alone_is_whom_it_belongs_to() -> None:
    index, ids = link_all([("Adler Marsh", P)], [("Debbie Adler Marsh", P)], [("Adler Marsh", P)])
    assert ids[0] == ids[1] == ids[2]
    assert [record.name for record in index.records] == ["Debbie Adler Marsh"]


def test_where_father_and_son_are_named_the_surname_alone_looks_unsure() -> None:
    index, _ = link_all([LocalEntity("Adam Marsh", P, aliases=("Marsh",), n_doubtful=1), ("Adam Marsh Jr.", P)])
    sure = {record.name: record.confidence for record in index.records}
    assert sure["Adam Marsh"] < sure["Adam Marsh Jr."]
    assert "not sure" in next(record.reason for record in index.records if record.name == "Adam Marsh")


@pytest.mark.parametrize(
    ("group", "party", "same"),
    [
        ("Republicans", "GOP", True),
        ("Democratic", "Democratic Party", True),
        ("Republicans", "Democratic Party", False),
    ],
)
def test_members_are_tied_to_their_party(group: str, party: str, same: bool) -> None:
    assert (find_party(group, "group") == find_party(party, O) != "") is same
