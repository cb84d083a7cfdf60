"""Acronyms, short forms of organisations and descriptions; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.entities.aliases import (
    build_initials,
    find_acronyms,
    find_descriptions,
    fits_acronym,
    is_acronym,
    merge_organisations,
    read_roles,
)
from components.analysis.entities.clusters import Form
from components.types import LocalEntity, Mention
from tests.analysis.documents import make_document, read_marked, write_marked


@pytest.mark.parametrize(
    ("marked", "expected", "pairs"),
    [
        ("the [Tromm Fish Board|o] (TFB) ate", "the [Tromm Fish Board|o] ([TFB|]) ate", "TFB=Tromm Fish Board"),
        ("the Tromm [Fish Board|o] (TFB) ate", "the [Tromm Fish Board|o] ([TFB|]) ate", "TFB=Tromm Fish Board"),
        ("the [Tromm Fish Board|e] (TFB) ate", "the [Tromm Fish Board|e] ([TFB|]) ate", "TFB=Tromm Fish Board"),
        ("the [Tromm Fish Board|p] (TFB) ate", "the [Tromm Fish Board|o] ([TFB|]) ate", "TFB=Tromm Fish Board"),
        ("the Tromm Fish [Board (TFB|o]) ate", "the [Tromm Fish Board|o] ([TFB|]) ate", "TFB=Tromm Fish Board"),
        ("the [Tromm Board|o] (TRB) ate", "the [Tromm Board|o] ([TRB|]) ate", "TRB=Tromm Board"),
        ("the [Tromm Board|o] (XYZ) ate", "the [Tromm Board|o] (XYZ) ate", ""),
        ("the Tromm. Fish Board (TFB) ate", "the Tromm. Fish Board (TFB) ate", ""),
        (
            "so [Tromm Fish Board|o] (TFB) ate, TFB sat",
            "so [Tromm Fish Board|o] ([TFB|]) ate, [TFB|] sat",
            "TFB=Tromm Fish Board",
        ),
        # an acronym of words in small letters names nobody
        ("warm fish soup (WFS) and [WFS|o] it", "warm fish soup (WFS) and WFS it", ""),
        ("warm fish pie (WFS) and [WFS|o] it", "warm fish pie (WFS) and [WFS|o] it", ""),
    ],
)
def test_an_acronym_in_brackets_is_that_of_the_name_before_it(marked: str, expected: str, pairs: str) -> None:
    doc, found = read_marked(marked)
    found, acronyms = find_acronyms(doc, found)
    assert write_marked(doc, found) == expected
    assert " ".join(f"{short}={doc.cut(c.start, c.end)}" for short, c in acronyms.items()) == pairs


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Bank of France", ("BF", "BOF")), ("Sound & Isles", ("SI", "SI")), ("Brandau-Tromm 4", ("BT", "BT"))],
)
def test_initials_are_read_with_and_without_small_words(name: str, initials: tuple[str, str]) -> None:
    assert build_initials(name) == initials


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("ECB", "European Central Bank", True),
        ("BOF", "Bank of France", True),
        ("MoD", "Ministry of Defence", True),
        ("CDC", "Centers for Disease Control", True),
        ("TRB", "Tromm Board", True),
        ("RTB", "Tromm Board", False),
        ("TXB", "Tromm Board", False),
        ("TR", "Tromm", False),
        ("TRMMB", "Tromm Board", False),
    ],
)
def test_an_acronym_fits_a_name_that_has_its_letters_in_order(short: str, name: str, fits: bool) -> None:
    assert fits_acronym(short, name) is fits


@pytest.mark.parametrize(
    ("text", "acronym"), [("ECB", True), ("MoD", True), ("X", False), ("Tromm", False), ("1999", False)]
)
def test_acronyms_are_short_and_in_capitals(text: str, acronym: bool) -> None:
    assert is_acronym(text) is acronym


@pytest.mark.parametrize(
    ("names", "owners"),
    [
        ("Brandau Ltd|Brandau", "0 0"),
        ("Tromm Fish Board|TFB", "0 0"),
        ("Tromm Fish Board|Tilde Film Bureau|TFB", "0 1 2"),
        ("Tromm Fish Board|Tromm", "0 0"),
        ("Tromm Fish Board|Fish Board", "0 0"),
        ("Tromm Fish Board|Board", "0 0"),
        ("Tromm Fish Board|Fish", "0 1"),
        ("Tromm Fish Board|Halden Fish Board|Fish Board", "0 1 2"),
        ("Germany Fish Board|Germany", "0 1"),
        ("Western European Union|European Union", "0 1"),
        ("Tromm Fish Board|XQ", "0 0"),
    ],
)
def test_organisations_of_one_article_are_one_where_only_one_longer_name_fits(names: str, owners: str) -> None:
    forms = [Form(name, "organisation") for name in names.split("|")]
    clusters = merge_organisations(forms, list(range(len(forms))), {"XQ": "Tromm Fish Board"})
    found = {i: sorted(cluster.members)[0] for cluster in clusters for i in cluster.members}
    assert " ".join(str(found[i]) for i in range(len(forms))) == owners


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("So the mayor ate/VBD", "the mayor"),
        ("So the mayor of it", ""),
        ("So the mayor race/NN", ""),
        ("So the company ate/VBD", "the company"),
        ("So the weather ate/VBD", ""),
        ("So a mayor ate/VBD", ""),
        ("So the prime minister ate/VBD", ""),
        ("So the deputy minister ate/VBD", ""),
        ("So the mayor [Tollan|p] ate/VBD", ""),
        ("So the [Mayor|p] ate/VBD", ""),
        ("So the 71 - year - old ate/VBD", "the 71 - year - old"),
        ("So the 71 - year - old mayor ate/VBD", ""),
        ("So the 71 ate/VBD", ""),
    ],
)
def test_descriptions_are_bare_roles_behind_the(marked: str, found: str) -> None:
    doc, names = read_marked(marked)
    taken = {i for c in names for i in range(c.start, c.end)}
    assert "|".join(doc.cut(d.start, d.end) for d in find_descriptions(doc, taken)) == found


def test_an_age_in_one_word_describes_too() -> None:
    doc = make_document("So the 71-year-old ate", tokens="So the 71-year-old ate")
    assert [(d.start, d.end, d.age) for d in find_descriptions(doc, ())] == [(1, 3, "71")]


@pytest.mark.parametrize(
    ("text", "entity", "roles"),
    [
        ("Tollan ate", LocalEntity("Tollan", "person", description="deputy mayor of Halden"), {"deputy", "mayor"}),
        ("mayor Tollan ate", LocalEntity("Tollan", "person"), {"mayor"}),
        ("Tollan, 71, ate", LocalEntity("Tollan", "person"), {"71"}),
        ("Tollan, 71", LocalEntity("Tollan", "person"), set()),
        (
            "Tollan ate",
            LocalEntity("Tollan", "organisation", aliases=("Tollan Council", "Bank of Tollan")),
            {"council", "bank"},
        ),
        ("mayor Tollan ate", LocalEntity("Tollan", "place"), set()),
    ],
)
def test_roles_ages_and_heads_describe_an_entity(text: str, entity: LocalEntity, roles: set[str]) -> None:
    doc = make_document(text)
    i = doc.tokens.index("Tollan")
    mention = Mention(doc.starts[i], doc.ends[i], "Tollan", entity.type, "name", 0, 0)
    assert read_roles(doc, [(i, mention)], [entity]) == [frozenset(roles)]
