"""Which known entity a name of a new article belongs to; known ones are written "name @ what they stand beside"."""

from __future__ import annotations

import pytest

from components.analysis.entities.linking_index import LinkedEntity
from components.analysis.entities.matching import EntityMatcher
from components.types import LocalEntity


def build_matcher(known: str, kind: str) -> EntityMatcher:
    """The matcher of entities that stand in ten articles, or "x3" in so many, all beside the same names."""
    matcher = EntityMatcher(across_types=True)
    for text in known.split("|"):
        name, _, beside = text.partition(" @ ")
        name, _, articles = name.partition(" x")
        entity = LinkedEntity(name, name, kind, n_articles=int(articles or 10))
        entity.add_form(name)
        entity.add_cooccurring(beside.split() * entity.n_articles)
        entity.aliases[name] = entity.n_articles
        matcher.add(entity, [name])
    return matcher


def write_match(found: LinkedEntity | None, doubtful: LinkedEntity | None) -> str:
    return found.name if found else f"? {doubtful.name}" if doubtful else ""


@pytest.mark.parametrize(
    ("known", "name", "match"),
    [
        ("Anna Holt|Ben Holt", "Anna Holt", "Anna Holt"),
        ("Anna Holt", "ANNA HOLT", "Anna Holt"),
        ("Anna Holt", "Anna M. Holt", "Anna Holt"),
        ("Anna Holt", "Ben Holt", ""),
        ("Anna M. Holt|Anna C. Holt", "Anna Holt", "? Anna C. Holt"),
        ("Anna M. Holt|Anna C. Holt @ Brandau", "Anna Holt", "Anna C. Holt"),
        ("William Hale", "Bill Hale", "? William Hale"),
        ("William Hale @ Brandau", "Bill Hale", "William Hale"),
        ("Robert Kane Jr.", "Robert Kane", "? Robert Kane Jr."),
        ("Adler Marsh", "Debbie Adler Marsh", "Adler Marsh"),
        ("Pedro Sanchez", "Pedro Sanchez Castejon", "Pedro Sanchez"),
    ],
)
def test_a_full_name_is_somebody_known_where_one_fits(known: str, name: str, match: str) -> None:
    matcher = build_matcher(known, "person")
    assert write_match(*matcher.find(LocalEntity(name, "person"), ["Brandau"], set())) == match


@pytest.mark.parametrize(
    ("known", "gender", "match"),
    [
        ("Anna Holt", "", "Anna Holt"),
        ("Anna Holt x1", "", ""),
        ("Anna Holt x1 @ Brandau", "", "Anna Holt"),
        ("Anna Holt|Ben Holt", "", ""),
        ("Anna Holt @ Brandau|Ben Holt", "", "Anna Holt"),
        ("Anna Holt @ Brandau|Ben Holt @ Brandau", "", ""),
        ("Anna Holt x50|Ben Holt", "", "Anna Holt"),
        ("Anna Holt x49|Ben Holt", "", ""),
        ("Anna Holt|Holt", "", "Anna Holt"),
        ("Anna Holt x1|Holt", "", "Holt"),
        ("Anna Marsh", "", ""),
    ],
)
def test_a_bare_surname_goes_to_whom_the_context_supports(known: str, gender: str, match: str) -> None:
    found = build_matcher(known, "person").find_bare(LocalEntity("Holt", "person", gender=gender), ["Brandau"], set())
    assert (found.name if found else "") == match


def test_somebody_whom_the_article_named_already_is_not_meant_again() -> None:
    matcher = build_matcher("Anna Holt", "person")
    assert matcher.find(LocalEntity("Anna Holt", "person"), [], {"Anna Holt"}) == (None, None)
    assert matcher.find_bare(LocalEntity("Holt", "person"), [], {"Anna Holt"}) is None


@pytest.mark.parametrize(
    ("known", "name", "match"),
    [
        ("Brandau Ltd", "Brandau", "Brandau Ltd"),
        ("United Nations", "UN", "United Nations"),
        ("Tromm Fish Board", "TFB", "? Tromm Fish Board"),
        ("Tromm Fish Board @ Halden", "TFB", "Tromm Fish Board"),
        ("Tromm Fish Trade Board", "TFTB", "Tromm Fish Trade Board"),
        ("Tromm Fish Board|Tilde Film Bureau", "TFB", ""),
        ("TFTB", "Tromm Fish Trade Board", "TFTB"),
        ("Tromm Fish Board", "Fish Board", ""),
        ("Tromm Fish Board @ Halden", "Fish Board", "Tromm Fish Board"),
        ("Tromm Fish Board", "Tromm Fish", "? Tromm Fish Board"),
        ("Fish Board @ Halden", "Tromm Fish Board", "Fish Board"),
        ("Western European Union @ Halden", "European Union", ""),
        ("Bank of Tromm @ Halden", "Bank of Brandau", ""),
    ],
)
def test_an_organisation_is_known_by_its_key_initials_or_part(known: str, name: str, match: str) -> None:
    matcher = build_matcher(known, "organisation")
    assert write_match(*matcher.find(LocalEntity(name, "organisation"), ["Halden"], set())) == match


@pytest.mark.parametrize(
    ("known", "kind", "name", "match"),
    [
        ("Skara Holm", "organisation", "Skara Holm", "Skara Holm"),
        ("Skara Holm x0", "organisation", "Skara Holm", ""),
        ("Georgia", "person", "Georgia", ""),
        ("Germany", "organisation", "Germany", ""),
    ],
)
def test_a_name_of_another_type_is_the_same_unless_the_lists_know_it(
    known: str, kind: str, name: str, match: str
) -> None:
    matcher = build_matcher(known, kind)
    assert write_match(*matcher.find(LocalEntity(name, "place"), [], set())) == match
