"""What the sentiment model gets to read: every entity marked, all names hidden."""

import pytest

from components.analysis.sentiment.targets import MARKS, find_entity_marks, is_name, list_name_parts, mark_entities

ONE, TWO, THREE, FOUR = MARKS


def find(sentence, *words):
    return [(sentence.index(word), sentence.index(word) + len(word)) for word in words]


def mark(sentence, *entities, forms=()):
    text, marks = mark_entities(sentence, [(find(sentence, *words), forms) for words in entities])
    return " ".join(text.split()), marks


@pytest.mark.parametrize(
    ("sentence", "words", "marked"),
    [
        ("Ada Holm resigned.", ["Ada Holm"], f"{ONE} resigned."),
        ("Mayor Ada Holm resigned.", ["Ada Holm"], f"{ONE} resigned."),
        ("former President Holm’s plan", ["Holm’s"], f"{ONE} ’s plan"),
        ("Ada Holm said Holm would go.", ["Ada Holm"], f"{ONE} said {ONE} would go."),
        ("Ada Holm said she would go.", ["Ada Holm", "she"], f"{ONE} said she {ONE} would go."),
        ("She would go.", ["She"], f"She {ONE} would go."),
        ("The party lost.", ["The party"], f"The party {ONE} lost."),
        ("Voters left the party.", ["the party"], f"Voters left the party {ONE} ."),
        ("Ada met Bo.", ["Bo"], f"Ada met {ONE} ."),
    ],
)
def test_names_are_hidden_and_other_places_only_marked(sentence, words, marked):
    assert mark(sentence, words)[0] == marked


def test_everybody_in_a_sentence_is_marked_and_each_mark_is_known():
    sentence = "Ada Holm told Ben Oster that he and Holm knew Senator Cy Dunn."
    assert mark(sentence, ["Cy Dunn"], ["Ada Holm"], ["Ben Oster", "he"]) == (
        f"{ONE} told {TWO} that he {TWO} and {ONE} knew {THREE} .",
        [1, 2, 2, 1, 0],
    )


def test_a_fifth_entity_takes_the_first_mark_again():
    text, marks = mark("A1, B1, C1, D1, E1", *([name] for name in ("A1", "B1", "C1", "D1", "E1")))
    assert text == f"{ONE} , {TWO} , {THREE} , {FOUR} , {ONE}"
    assert marks == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", ["Ada Holm", "Mr. Holm", "President Donald Trump", "Smith", "Ben van der Oster", "UN"])
@pytest.mark.parametrize("other", ["Bo", "Senator Wei Zhang", "Clinton"])
def test_the_marked_sentence_does_not_depend_on_any_name(name, other):
    surname = name.split()[-1]
    sentence = f"{name} was praised, but {other} says {surname}’s plan failed and {surname} knew."
    marked, _ = mark(sentence, [name], [other])
    assert marked == f"{ONE} was praised, but {TWO} says {ONE} ’s plan failed and {ONE} knew."


def test_other_forms_of_the_name_are_hidden_where_the_article_knows_them():
    sentence = "The HPA said the Oster Port Authority failed."
    assert "HPA" not in mark(sentence, ["Oster Port Authority"], forms=["HPA"])[0]


def test_a_name_inside_a_longer_word_stays():
    text, _ = mark("May said Maybury may fall in May-June.", ["May"])
    assert "Maybury" in text
    assert " may fall" in text


def test_a_name_that_two_share_goes_to_the_one_known_to_stand_there():
    sentence = "Ada Holm met Tom Holm."
    assert mark(sentence, ["Ada Holm"], ["Tom Holm"])[1] == [0, 1]


def test_places_are_in_order_and_apart_and_neighbours_of_one_entity_are_one():
    sentence = "Ada Holm Ada Holm, Holm"
    assert [place[:2] for place in find_entity_marks(sentence, [([(0, 8)], ())])] == [(0, 17), (19, 23)]


def test_of_places_in_one_another_the_outer_one_is_marked():
    sentence = "The Bank of England rose."
    assert mark(sentence, ["England"], ["The Bank of England"]) == (f"{ONE} rose.", [1])


def test_words_that_look_like_a_mark_are_none():
    text, marks = mark(f"{ONE} praised Ada.", ["Ada"])
    assert text.count(ONE) == len(marks) == 1


def test_where_nobody_stands_the_beginning_is_marked():
    assert mark_entities("", [([(0, 0)], ())]) == (f" {ONE} ", [0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada", True),
        ("she", False),
        ("She", False),
        ("the party", False),
        ("the White House", True),
        ("3M", True),
        ("", False),
    ],
)
def test_names_are_told_from_pronouns_and_descriptions(text, expected):
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Holm", ("Ada Holm", "Ada", "Holm")),
        ("President Donald Trump", ("Donald Trump", "Donald", "Trump")),
        ("Holm's", ("Holm",)),
        ("the party", ()),
    ],
)
def test_a_name_may_be_shortened_to_its_first_or_last_word(name, parts):
    assert list_name_parts(name) == parts
