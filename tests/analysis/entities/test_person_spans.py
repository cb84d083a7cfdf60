"""Where a person's name begins and ends; marks are those of `read_marked`."""

from __future__ import annotations

import pytest

from components.analysis.document import Dictionary
from components.analysis.entities.person_spans import (
    find_particle_surnames,
    find_particles,
    find_surname,
    is_initial,
    join_particles,
    trim_person_starts,
)
from tests.analysis.documents import make_document, read_marked, write_marked

WORDS = Dictionary(
    frozenset(("rebuke", "rebuking", "foreman", "grieving", "certain")), frozenset(("rebuke", "rebuking"))
)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # calls and nicknames before somebody
        ("[Crooked Anna Holt|p] left", "Crooked [Anna Holt|p] left"),
        ("[Stop Trump|o] now", "Stop [Trump|p] now"),
        ("[Stop Anna|o] now", "Stop [Anna|p] now"),
        ("[Stop Tromm|o] now", "[Stop Tromm|o] now"),
        ("[Stop Tromm|o], says [Tromm|p]", "Stop [Tromm|p], says [Tromm|p]"),
        # roles and small words, unless it is a title with somebody's name in it
        ("[Pastor Anna Holt|o] left", "[Pastor Anna Holt|o] left"),
        ("[Foreman Anna Holt|o] left", "Foreman [Anna Holt|p] left"),
        ("[Foreman Anna Holt|w] left", "[Foreman Anna Holt|w] left"),
        ("[Mayor Anna Holt|o] left", "Mayor [Anna Holt|p] left"),
        ("[Mayor Anna Holt|w] left", "[Mayor Anna Holt|w] left"),
        ("[When/WRB Anna Holt|o] left", "When [Anna Holt|p] left"),
        # words of the language
        ("[Rebuking Trump|o] is", "Rebuking [Trump|p] is"),
        ("[Rebuking/VBG Anna Holt|o] is", "Rebuking [Anna Holt|p] is"),
        ("[Grieving Anna Holt|o] is", "Grieving [Anna Holt|p] is"),
        ("[Tromm Anna Holt|o] is", "[Tromm Anna Holt|o] is"),
        ("[Tromm Anna Holt|o] is [Anna Holt|p]", "Tromm [Anna Holt|p] is [Anna Holt|p]"),
        ("[Liberals Rebuking Trump|o] is", "[Liberals Rebuking Trump|o] is"),
        ("[Rebukes Rebuking Trump|o] is", "Rebukes Rebuking [Trump|p] is"),
        # parts of names stay
        ("[Ben Anna Holt|p] is", "[Ben Anna Holt|p] is"),
        ("[J.K. Anna Holt|p] is", "[J.K. Anna Holt|p] is"),
        ("[Stop Anna Group|o] is", "[Stop Anna Group|o] is"),
        ("“[Stop Trump|w]” is", "“[Stop Trump|w]” is"),
        ("^Mayor [Stop Trump|p] is", "^Mayor [Stop Trump|p] is"),
        ("[Stop Trump|l] is", "[Stop Trump|l] is"),
        ("[Team Trump|p] is", "[Team Trump|o] is"),
        ("[Super Bowl|e] is", "[Super Bowl|e] is"),
    ],
)
def test_what_is_no_part_of_a_person_s_name_is_cut_off_before_it(marked: str, expected: str) -> None:
    doc, found = read_marked(marked, words=WORDS)
    assert write_marked(doc, trim_person_starts(doc, found)) == expected


@pytest.mark.parametrize(
    ("text", "particles"),
    [
        ("so von der Leyen", "von der"),
        ("so la Leyen", ""),
        ("so de la Leyen", "de la"),
        ("so Van der Leyen", "der"),
        ("Van der Leyen", "Van der"),
        ("von der von der Leyen", "der von der"),
        ("so the Leyen", ""),
    ],
)
def test_particles_stand_before_a_surname(text: str, particles: str) -> None:
    doc = make_document(text)
    start = find_particles(doc, len(doc) - 1)
    assert " ".join(doc.tokens[start:-1]) == particles


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("so von der [Leyen|p] left", "so [von der Leyen|p] left"),
        ("so von der [Leyen|o] left", "so [von der Leyen|p] left"),
        ("so von der [Leyen Tromm|o] left", "so von der [Leyen Tromm|o] left"),
        ("so de [Germany|l] left", "so de [Germany|l] left"),
        ("so [Ursula|p] [von der Leyen|p] left", "so [Ursula von der Leyen|p] left"),
        ("so [Germany|l] [von der Leyen|p] left", "so [Germany|l] [von der Leyen|p] left"),
        ("so Ursula [von der Leyen|p] left", "so [Ursula von der Leyen|p] left"),
        ("so Mayor [von der Leyen|p] left", "so Mayor [von der Leyen|p] left"),
        ("so Germany [von der Leyen|p] left", "so Germany [von der Leyen|p] left"),
        ("so Committee [von der Leyen|p] left", "so Committee [von der Leyen|p] left"),
    ],
)
def test_particles_and_the_first_name_before_them_belong_to_the_name(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, join_particles(doc, found)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the de Blasio plan", "the [de Blasio|p] plan"),
        ("so Ben de Blasio left", "so Ben de Blasio left"),
        ("Then de Blasio left", "Then [de Blasio|p] left"),
        ("the de [Blasio|p] plan", "the de [Blasio|p] plan"),
        ("the de BLASIO plan", "the de BLASIO plan"),
        ("the de facto plan", "the de facto plan"),
        ("the la Blasio plan", "the la Blasio plan"),
        ("the Tromm Joins Rokeby de Blasio Halden Council", "the Tromm Joins Rokeby de Blasio Halden Council"),
    ],
)
def test_a_surname_with_particles_that_nothing_else_found_is_a_person(marked: str, expected: str) -> None:
    doc, found = read_marked(marked)
    assert write_marked(doc, find_particle_surnames(doc, found)) == expected


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Anna Holt", "Holt"),
        ("Anna Holt Jr.", "Holt Jr."),
        ("Anna Holt , Jr.", "Holt , Jr."),
        ("Jeong Holt - Marsh", "Holt - Marsh"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Jo Ben Marsh", "Marsh"),
        ("Holt", "Holt"),
    ],
)
def test_the_surname_of_a_full_name_is_its_last_word_with_particles(name: str, surname: str) -> None:
    words = name.split()
    assert " ".join(words[find_surname(words) :]) == surname


@pytest.mark.parametrize(
    ("word", "initial"), [("C.", True), ("J.K.", True), ("Jr.", False), ("C", False), ("c.", False)]
)
def test_initials_are_single_capitals_with_dots(word: str, initial: bool) -> None:
    assert is_initial(word) is initial
