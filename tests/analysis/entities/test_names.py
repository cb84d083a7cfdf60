"""Names found, trimmed, typed and brought together, as tables of texts with their names marked `[name|type]`.

The marks say person (p), organisation (o), place (l), group (g), event (e), product (d) or law (a); what is
not marked may be found or not, unless the test says so.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.entities.aliases import fits_acronym, is_acronym
from components.analysis.entities.clusters import Form
from components.analysis.entities.linking import merge_forms
from components.analysis.entities.surface_forms import find_country, name_country
from components.types import LocalEntity, Mention

TYPES = {"p": "person", "o": "organisation", "l": "place", "g": "group", "e": "event", "d": "product", "a": "law"}
MARK = re.compile(r"\[([^\]|]*)\|(\w)\]")


def read_marked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, names, end = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        names.append((len(text), len(text) + len(match[1]), TYPES[match[2]]))
        text += match[1]
        end = match.end()
    return text + marked[end:], names


def find(nlp_pipeline: Any, text: str) -> tuple[list[Mention], list[LocalEntity]]:
    return find_names(build_document(nlp_pipeline.nlp(text)))


@pytest.mark.parametrize(
    "marked",
    [
        # articles, possessives, quotation marks and titles stay outside
        "The [European Commission|o] criticised [Poland|l]'s government on Monday.",
        "President [Joe Biden|p] met Prime Minister [Narendra Modi|p] in [New Delhi|l].",
        "Mr [Calloway|p] said he would resign, and Ms [Bauer|p] agreed with Mr [Calloway|p].",
        "Dame [Eleanor Whitlock|p] stopped the hearing. Later Dame [Eleanor|p] left.",
        # datelines and credits
        "[LONDON|l] ([Reuters|o]) - Sales rose in [Germany|l] last week.",
        "[ADDIS ABABA|l]/[NAIROBI|l], March 3 ([Reuters|o]) - Talks failed on Tuesday.",
        "Shares fell.\n(Reporting by [Devika Nair|p] in [Bengaluru|l]; Editing by [Arun Koyyur|p])",
        # what follows a hyphen, a particle, a given name
        "Commission chief [Ursula von der Leyen|p] spoke to [Jeong Kyeong-doo|p] in [Brussels|l].",
        # a possessive cuts, unless it is part of the name
        "[Germany|l]'s [Angela Merkel|p] spoke first.",
        "Patients at [St Mary's Hospital|o] were moved.",
        # countries and cities are places, nationalities groups
        "[Belarus|l] accused [Lithuania|l]. [Belarusian|g] police said [Belarus|l] was calm.",
        # ships, projects, numbered places
        "The ferry [Northern Star|d] left [Hamburg|l] for [Gate 4|l].",
        # law and event by list
        "Democrats defended [Obamacare|a] before the [Super Bowl|e].",
    ],
)
def test_names_are_found_with_their_exact_extent_and_type(nlp_pipeline: Any, marked: str) -> None:
    text, expected = read_marked(marked)
    found = {(mention.start, mention.end, mention.type) for mention in find(nlp_pipeline, text)[0]}
    assert set(expected) <= found, [(text[a:b], kind) for a, b, kind in sorted(found)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Maria Tolland won. On Friday Tolland thanked voters. Tolland smiled.", "Tolland", "person"),
        ("The Port Workers' Union (PWU) met. The PWU wants more. Nobody at PWU replied.", "PWU", "organisation"),
        ("LISBON, May 2 - Prices rose in Lisbon. Lisbon is dear.", "Lisbon", "place"),
    ],
)
def test_a_name_found_once_is_found_everywhere_with_one_type(
    nlp_pipeline: Any, text: str, name: str, kind: str
) -> None:
    mentions, _ = find(nlp_pipeline, text)
    spots = {match.start() for match in re.finditer(rf"\b{name}\b", text)}
    starts = {m.start if m.text == name else m.end - len(name) for m in mentions if name in m.text}
    assert spots <= starts
    assert {m.type for m in mentions if m.text == name} == {kind}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("He praised “Morning Light” as a film.", "person"),
        ("The Ardent struck a rock off the coast. The Ardent sank.", "person"),
        ("COVID-19 cases rose on Monday, March 3.", "organisation"),
    ],
)
def test_what_is_quoted_or_behind_the_is_no_person(nlp_pipeline: Any, text: str, never: str) -> None:
    assert never not in {mention.type for mention in find(nlp_pipeline, text)[0]}


def test_every_mention_is_the_text_it_says_in_the_sentence_it_says(nlp_pipeline: Any) -> None:
    text = "\n\nAnna Holt left.\n\n  “Ben Marsh stays,” she said in Oslo.  \nThe UN\nagreed.\n"
    mentions, entities = find(nlp_pipeline, text)
    assert mentions == sorted(mentions, key=lambda mention: mention.start)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        assert 0 <= mention.entity < len(entities)
    for before, after in itertools.pairwise(mentions):
        assert before.end <= after.start


@pytest.mark.parametrize("text", ["", " ", "\n", "“", "(", "A", "’s", "THE", "Mr", "(ABC)", "By", "— - –", "of the"])
def test_odd_texts_do_no_harm(nlp_pipeline: Any, text: str) -> None:
    mentions, entities = find(nlp_pipeline, text)
    assert all(mention.entity < len(entities) for mention in mentions)


@pytest.mark.parametrize(
    ("text", "name", "description", "gender"),
    [
        ("Carla Binney, the mayor of Halden, resigned.", "Carla Binney", "mayor of Halden", "f"),
        ("Foreign Minister Peter Oldham spoke.", "Peter Oldham", "Foreign Minister", "m"),
        ("Chairwoman Kim Aster spoke.", "Kim Aster", "Chairwoman", "f"),
        ("The Belarusian trade minister, Pavel Sorin, spoke.", "Pavel Sorin", "Belarusian trade minister", "m"),
        ("He met the mayor of Halden, Anna Holt.", "Anna Holt", "mayor of Halden", "f"),
        ("She left the office, Anna Holt, her lawyer, said.", "Anna Holt", "lawyer", "f"),
        ("In the summer, Anna Holt, 40, waited.", "Anna Holt", "", "f"),
    ],
)
def test_titles_and_roles_describe_people(
    nlp_pipeline: Any, text: str, name: str, description: str, gender: str
) -> None:
    entity = next(entity for entity in find(nlp_pipeline, text)[1] if entity.name == name)
    assert (entity.description, entity.gender) == (description, gender)


def test_nationalities_are_tied_to_their_country(nlp_pipeline: Any) -> None:
    _, entities = find(nlp_pipeline, "Afghan officials said Afghans had left.")
    (group,) = [entity for entity in entities if entity.type == "group"]
    assert group.description == "people of Afghanistan"


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Afghanistan", "place", "AF"), ("the United States", "place", "US"), ("Halden", "place", ""),
        ("Afghans", "group", "AF"), ("Peruvian", "group", "PE"),
        ("Scots", "group", "scotland"), ("Scotland", "place", "scotland"), ("Vilnius", "place", ""),
        ("Catholics", "group", ""),
        ("Georgia", "person", ""), ("Afghans", "place", ""), ("Peru", "group", ""),
    ],
)  # fmt: skip
def test_countries_and_their_people_have_one_code(name: str, kind: str, code: str) -> None:
    assert find_country(name, kind) == code
    assert bool(code) == any(name_country(name, kind))


@pytest.mark.parametrize(
    ("forms", "owners"),
    [
        (["Tom Haldane", "Haldane", "Tom"], [0, 0, 0]),
        (["Donald Trump", "Donald Trump Jr.", "Trump"], [0, 1, 0]),
        (["George W. Bush", "George H.W. Bush"], [0, 1]),
        (["Bill Clinton", "William Clinton", "Hillary Clinton"], [0, 0, 1]),
        (["J. Smith", "John Smith"], [0, 0]),
        (["J. Smith", "John Smith", "Jane Smith"], [0, 1, 2]),
        (["YELTSIN", "Boris Yeltsin", "Yeltsin"], [0, 0, 0]),
        (["Ursula von der Leyen", "von der Leyen"], [0, 0]),
        (["Xi Jinping", "Xi"], [0, 0]),
        (["Smith", "Jones"], [0, 1]),
    ],
)
def test_people_of_one_article_are_brought_together(forms: list[str], owners: list[int]) -> None:
    assert merge_forms([Form(name, "person") for name in forms])[0] == owners


def test_honorifics_tell_two_people_of_one_surname_apart() -> None:
    forms = [
        Form("Ann Pike", "person"),
        Form("Dan Pike", "person"),
        Form("Pike", "person", honorific="Ms", gender="f"),
        Form("Pike", "person", honorific="Mr", gender="m"),
    ]
    assert merge_forms(forms)[0] == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("forms", "kind", "owners"),
    [
        (["European Central Bank", "ECB"], "organisation", [0, 0]),
        (["U.N.", "United Nations", "UN"], "organisation", [0, 0, 0]),
        (["Brandau Logistik GmbH", "Brandau Logistik", "Brandau"], "organisation", [0, 0, 0]),
        (["Skane Port Authority", "Port Authority"], "organisation", [0, 0]),
        (["Bank of France", "Bank of Spain"], "organisation", [0, 1]),
        (["European Union", "Western European Union"], "organisation", [0, 1]),
        (["United Nations", "UN", "United Nations Security Council"], "organisation", [0, 0, 1]),
        (["U.S.", "United States", "America"], "place", [0, 0, 0]),
        (["Kiev", "Kyiv", "Lviv"], "place", [0, 0, 1]),
        (["Afghan", "Afghans", "Iraqi"], "group", [0, 0, 1]),
    ],
)
def test_other_names_of_one_article_are_brought_together(forms: list[str], kind: str, owners: list[int]) -> None:
    assert merge_forms([Form(name, kind) for name in forms])[0] == owners


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("ECB", "European Central Bank", True),
        ("MoD", "Ministry of Defence", True),
        ("CDC", "Centers for Disease Control", True),
        ("SIF", "Sound & Isles Ferries", True),
        ("XYZ", "European Central Bank", False),
    ],
)
def test_acronyms_fit_their_names(short: str, name: str, fits: bool) -> None:
    assert is_acronym(short)
    assert fits_acronym(short, name) is fits
