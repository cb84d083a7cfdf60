"""Names as a real pile has them, as tables of texts with their names marked as in `test_names`.

In a text with `check_all` nothing but the marked people, organisations and places may be found.
"""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from tests.analysis.entities.test_names import read_marked
from tests.analysis.entities.test_names_types import check

SCORED = ("person", "organisation", "place")


def check_all(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)
    text, expected = read_marked(marked)
    found = {
        (m.start, m.end, m.type) for m in find_names(build_document(nlp_pipeline.nlp(text)))[0] if m.type in SCORED
    }
    wanted = {name for name in expected if name[2] in SCORED}
    assert found == wanted, [(text[a:b], kind) for a, b, kind in sorted(found - wanted)]


@pytest.mark.parametrize(
    "marked",
    [
        "Minister for Health [Clara Boyd|p] said the wards were full.",
        "Secretary of State for Trade [Owen Pritchard|p] said exports had grown.",
        "Former Minister for Women and Equalities [Nadine Morley|p] said nothing had changed.",
        "Minister for Education and Youth [Brian Tolland|p] agreed, he said.",
        "Shadow Secretary of State for Work and Pensions [Gwen Harlow|p] asked for time.",
        "The Minister of State for Rural Affairs, [Peter Oldham|p], was there.",
        "In a message, [Labour|o] MP [Lucinda Bergmann|p] asked for more time.",
        "[Will Carr|p], [NCA|o] director, was not called. Sgt [Matt Knowlson|p] said so.",
        "The judge, Mr Justice [MacAlpine|p], said he would sit again on Monday.",
        "“It was still dark,” [Belinda Wrexham|p], a neighbour, told the court.",
    ],
)
def test_offices_and_parties_stay_outside_of_peoples_names(nlp_pipeline: Any, marked: str) -> None:
    check_all(nlp_pipeline, marked)


def test_an_office_is_the_role_of_whom_it_is_named_before(nlp_pipeline: Any) -> None:
    text = "Former Minister for Women and Equalities Nadine Morley spoke. Minister for Health Clara Boyd left."
    roles = {entity.name: entity.description for entity in find_names(build_document(nlp_pipeline.nlp(text)))[1]}
    assert roles == {
        "Nadine Morley": "Former Minister for Women and Equalities",
        "Clara Boyd": "Minister for Health",
    }


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("GORDON ACHTERLO, the water minister, said he was sorry.", {"Gordon Achterlo"}),
        ("MARTHA QUAYLE resigned on Monday. Nobody knows why.", {"Martha Quayle"}),
        ("They met. GORDON ACHTEROP, 54, said no. Achterop will stay.", {"Gordon Achterop"}),
        ("MAYOR ANNA O'BRIEN said she would go on Friday.", {"Anna O'Brien"}),
        ("SENATOR MARISOL ETXE QUITS OVER DAM VOTE\n\nMarisol Etxe left. Etxe's staff knew.", {"Marisol Etxe"}),
        ("THE MINISTER said nothing. PRIME TIME is at eight. GRACE PERIOD ends soon.", set()),
        ("READ MORE here. BREAKING NEWS came late, the editor said.", set()),
    ],
)
def test_people_in_capitals_at_the_head_of_a_sentence_are_found(nlp_pipeline: Any, text: str, people: set[str]) -> None:
    _, entities = find_names(build_document(nlp_pipeline.nlp(text)))
    assert {entity.name for entity in entities if entity.type == "person"} == people


@pytest.mark.parametrize(
    "marked",
    [
        "[Rokeby|o] Joins [Halden|o] In [Cardiff|l] To Show New Ferry At Maritime Congress\n\nThe shipbuilder "
        "[Rokeby|o] and the engine maker [Halden|o] will show a ferry in [Cardiff|l] next week. [Halden|o] said so.",
        "Quarrel Over [Tollberg|o] Ends As [Marsh|p] Leaves The Board In Anger\n\nThe drugmaker [Tollberg|o] said on "
        "Monday that its chairman [Peter Marsh|p] would go. [Marsh|p] said he was tired of [Tollberg|o].",
    ],
)
def test_a_headline_names_whom_the_article_names(nlp_pipeline: Any, marked: str) -> None:
    check_all(nlp_pipeline, marked)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Donald Trump spoke. Stop Trump groups met. The Never Trump camp grew.", "Stop Trump"),
        ("Donald Trump spoke. Never Trump groups met in Iowa.", "Never Trump"),
        ("Absent Trump, the field is open. Donald Trump said he would stay away.", "Absent Trump"),
        ("Marco Rubio won. In Trump versus Rubio, Donald Trump leads.", "Trump versus Rubio"),
        ("Hillary Clinton won. Trump called her Crooked Hillary again.", "Crooked Hillary"),
        ("Hillary Clinton won. Team Clinton was glad, and Team Clinton drank.", "Team Clinton"),
        ("Peter Marsh left. Without Marsh the board is lost. Certainly Peter Marsh knows.", "Certainly Peter Marsh"),
        ("He met Chief of Staff Jake Sullivan. Jake Sullivan said no.", "Staff Jake Sullivan"),
        ("Telling Ada Holm to leave was wrong. Ada Holm said so.", "Telling Ada Holm"),
    ],
)
def test_calls_and_nicknames_are_nobody(nlp_pipeline: Any, text: str, never: str) -> None:
    mentions, entities = find_names(build_document(nlp_pipeline.nlp(text)))
    assert never not in {mention.text for mention in mentions if mention.type == "person"}
    assert never not in {form for e in entities if e.type == "person" for form in (e.name, *e.aliases)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Annika van der Plas won a medal on Saturday. Van der Plas said she was proud. They praised van der Plas.",
            ["Annika van der Plas", "Van der Plas", "van der Plas"],
        ),
        ("Sergeant Walter de Mesnay won. De Mesnay said the sea was flat.", ["Walter de Mesnay", "De Mesnay"]),
        (
            "Rasmus Lundgaard-Nissen steered the boat, and Lundgaard-Nissen said he was tired.",
            ["Rasmus Lundgaard-Nissen", "Lundgaard-Nissen"],
        ),
        ("Ursula von der Leyen spoke first; von der Leyen left early.", ["Ursula von der Leyen", "von der Leyen"]),
        ("The de Blasio administration said the game would go on.", ["de Blasio"]),
    ],
)
def test_surnames_with_particles_and_double_ones_are_one_person(nlp_pipeline: Any, text: str, names: list[str]) -> None:
    mentions, entities = find_names(build_document(nlp_pipeline.nlp(text)))
    assert [mention.text for mention in mentions if mention.type == "person"] == names
    assert len({mention.entity for mention in mentions if mention.type == "person"}) == 1
    assert entities[mentions[0].entity].name == names[0]


@pytest.mark.parametrize(
    "marked",
    [
        "The shipping line [Halvorsen-Lund|o] said it would sell its ferries.",
        "Economists at the [Kelby School of Commerce|o] estimate the cost at 40 million.",
        "[LONDON|l] ([Reuters|o]) - Chip maker [Intel|o] (INTC.O) said on Thursday it had hired [Ann O'Brien-Smith|p].",
        "The drug firm [Tollberg|o] (TLB.DE) fell.",
        "The [de Blasio|p] administration said the [Mets|o] would play at [Citi Field|l].",
        "[Relvatin|d], the heart drug made by [Meridian|o], was recalled on Friday.",
        "[Washington|l] rejected the offer, a [State Department|o] spokesman said.",
        "[Washington|o] beat [Dallas|o] 24-17.",
        "[Houston|o] lost to [Oakland|o] 3-1 on Sunday.",
        "[Lodestar|d], the port's expansion project, has been delayed.",
        "The port's plan, called [Lodestar|d], is late. [Lodestar|d], an expansion scheme, will cost more.",
        "The '[Zarya-3|d]' launcher was moved to [Brest|l]; two more '[Zarya-3|d]' launchers will follow.",
        "The '[Falchion|d]' is regarded as the pivot of the army's arsenal.",
        "She stressed the likely purchase of up to ten '[Falchion|d]' batteries.",
        "A ‘[Korvat-2|d]’ missile fell near [Brest|l].",
    ],
)
def test_firms_things_and_teams_are_told_apart(nlp_pipeline: Any, marked: str) -> None:
    check_all(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "text",
    [
        "Voters of the ‘Leave’ campaign and the 'Remain' side met.",
        "She called it a 'Green' idea and left the 'Yes' vote to others.",
        "William 'Bill' Marsh said so.",
    ],
)
def test_a_catchword_in_quotation_marks_is_no_thing(nlp_pipeline: Any, text: str) -> None:
    assert not [m.text for m in find_names(build_document(nlp_pipeline.nlp(text)))[0] if m.type in ("product", "work")]


def test_names_of_a_list_of_witnesses_are_those_of_the_text(nlp_pipeline: Any) -> None:
    text = (
        "Witness list published\n\nThe list of witnesses names “Doherty, Callum” and “Friel, Aoife”. Callum Doherty "
        "worked in the United States until 2019. Mr Doherty told the panel that he had written to the World Health "
        "Organization (WHO). The letter, signed C. Doherty, was sent to U.S. officials as well.\n\nThe WHO did not "
        "reply. Aoife Friel said US officials had rung her. Friel kept a note of the call, and he did not.\n"
    )
    _, entities = find_names(build_document(nlp_pipeline.nlp(text)))
    assert sorted(entity.name for entity in entities) == [
        "Aoife Friel",
        "Callum Doherty",
        "United States",
        "World Health Organization",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Donald Trump spoke. He read from a list of Conservatives Rebuking Trump.", "Trump"),
        ("It was a very bad day. Classic Clinton: late and loud. Hillary Clinton left.", "Clinton"),
        ("In Washington, Alderman Jason Ervin said no. Pastor Darrell Scott agreed.", "Jason Ervin"),
        ("The uber-white Vermonter Bernie Sanders won. Bernie Sanders smiled.", "Bernie Sanders"),
    ],
)
def test_what_people_are_stays_outside_of_their_names(nlp_pipeline: Any, text: str, name: str) -> None:
    mentions, _ = find_names(build_document(nlp_pipeline.nlp(text)))
    assert name in {mention.text for mention in mentions if mention.type == "person"}
    words = {word for mention in mentions if mention.type == "person" for word in mention.text.split()}
    assert words.isdisjoint(("Conservatives", "Rebuking", "Classic", "Alderman", "Pastor", "Vermonter"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report found that Ana Reyes had done nothing wrong.", [("Ana Reyes", "person")]),
        ("Library stays open\n\nMarta Olsen stepped up to the microphone.", [("Marta Olsen", "person")]),
        ("They said that in Virginia Democrats had won.", [("Virginia", "place"), ("Democrats", "group")]),
    ],
)
def test_a_given_name_and_an_unknown_word_beside_it_are_one_person(
    nlp_pipeline: Any, text: str, expected: list[tuple[str, str]]
) -> None:
    mentions, _ = find_names(build_document(nlp_pipeline.nlp(text)))
    assert [(mention.text, mention.type) for mention in mentions] == expected
