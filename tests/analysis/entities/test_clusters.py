"""What a cluster of names is called, and whom a lone surname or first name means."""

from __future__ import annotations

import pytest

from components.analysis.entities.clusters import (
    Form,
    choose_full_name,
    choose_usual_name,
    normalise_case,
)
from components.analysis.entities.linking import merge_forms


def read_counts(text: str) -> dict[str, int]:
    return {name: int(count) for name, count in (item.split("=") for item in text.split("|"))}


@pytest.mark.parametrize(
    ("counts", "kind", "name"),
    [
        ("Holt=9|Anna Holt=1", "person", "Anna Holt"),
        ("Holt, Anna=9|Anna Holt=1", "person", "Anna Holt"),
        ("ANNA HOLT=9|Anna Holt=1", "person", "Anna Holt"),
        ("ANNA HOLT=9", "person", "Anna Holt"),
        ("TFB=9|Tromm Fish Board=1", "organisation", "Tromm Fish Board"),
        ("Tromm=2|City of Tromm=1", "place", "Tromm"),
    ],
)
def test_within_an_article_a_name_is_the_fullest_or_the_commonest(counts: str, kind: str, name: str) -> None:
    assert choose_full_name(read_counts(counts), kind) == name


@pytest.mark.parametrize(
    ("counts", "kind", "name"),
    [
        ("Holt=9|Anna Holt=1", "person", "Anna Holt"),
        ("Anna Holt=9|Anna Maria Holt=1", "person", "Anna Holt"),
        ("Adler Marsh=4|Debbie Adler Marsh=1", "person", "Debbie Adler Marsh"),
        ("Adler Marsh=9|Debbie Adler Marsh=1", "person", "Adler Marsh"),
        ("Holt, Anna=9|Anna Holt=1", "person", "Anna Holt"),
        ("ANNA HOLT=9|Anna Holt=1", "person", "Anna Holt"),
        ("TFB=9|Tromm Fish Board=1", "organisation", "Tromm Fish Board"),
        ("TFB=13|Tromm Fish Board=1", "organisation", "TFB"),
        ("U.S.=9|United States=1", "place", "United States"),
        ("U.S.=9|America=1", "place", "U.S."),
        ("Kiev=2|Kyiv=2", "place", "Kyiv"),
    ],
)
def test_across_articles_a_name_is_what_most_write_in_full(counts: str, kind: str, name: str) -> None:
    assert choose_usual_name(read_counts(counts), kind, "Kyiv" if "Kyiv" in counts else "U.S.") == name


@pytest.mark.parametrize(
    ("name", "kind", "softened"),
    [
        ("MARTHA QUAYLE", "person", "Martha Quayle"),
        ("O'HARA-MCGEE", "person", "O'Hara-McGee"),
        ("XI", "person", "XI"),
        ("LEEDS", "place", "Leeds"),
        ("XORRO", "place", "XORRO"),
        ("U.S.", "place", "U.S."),
        ("BRANDAU", "organisation", "BRANDAU"),
        ("Anna", "person", "Anna"),
    ],
)
def test_capitals_are_made_small_where_they_hide_a_name(name: str, kind: str, softened: str) -> None:
    assert normalise_case(name, kind) == softened


@pytest.mark.parametrize(
    ("names", "owners", "doubtful"),
    [
        ("Anna Holt|Holt|Anna", "0 0 0", "0"),
        ("Anna Holt|Ben Holt|Holt", "0 1 1", "0 0"),
        ("Ben Holt|Anna Holt|Ben Holt|Holt", "0 1 0 0", "0 0"),
        ("Ann Pike|Dan Pike|Ms Pike", "0 1 0", "0 0"),
        ("Ann Pike, mayor|Dan Pike|Pike, mayor", "0 1 0", "0 0"),
        ("Ann Pike|Ms Pike|Una Pike|Ms Pike", "0 0 1 0", "0 0"),
        ("Dan Pike|Dan Pike Jr.|Pike", "0 1 0", "1 0"),
        ("Dan Pike|Dan Pike Jr.|Pike Jr.", "0 1 1", "0 0"),
        ("Holt|Marsh|Holt", "0 1 0", "0 0"),
        ("Anna Maria Holt|Maria", "0 0", "0"),
    ],
)
def test_a_lone_name_means_the_fitting_person_named_last(names: str, owners: str, doubtful: str) -> None:
    forms = []
    for text in names.split("|"):
        name, _, role = text.partition(", ")
        honorific = "Ms" if name.startswith("Ms ") else ""
        forms.append(Form(name.removeprefix("Ms "), "person", honorific, role, "f" if honorific else ""))
    found, entities = merge_forms(forms)
    assert " ".join(map(str, found)) == owners
    assert " ".join(str(entity.n_doubtful) for entity in entities) == doubtful


def test_an_entity_has_its_other_forms_and_its_commonest_role() -> None:
    _, (entity,) = merge_forms(
        [Form("Holt", "person"), Form("Anna Holt", "person", role="mayor"), Form("Holt", "person")]
    )
    assert (entity.name, entity.aliases, entity.description, entity.gender) == ("Anna Holt", ("Holt",), "mayor", "f")
    _, (group,) = merge_forms([Form("Peruvians", "group")])
    assert group.description == "people of Peru"
