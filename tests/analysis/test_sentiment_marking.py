"""What the sentiment model gets to read: marked places, hidden names."""

import pytest

from components.analysis.sentiment.marking import CLOSE, NAME, OPEN, find_hidden, is_name, list_name_parts, mark_target

HIDDEN = f"{OPEN} {NAME} {CLOSE}"


def find(sentence, *words):
    return [(sentence.index(word), sentence.index(word) + len(word)) for word in words]


def tidy(text):
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "words", "marked"),
    [
        ("Ada Holm resigned.", ["Ada Holm"], f"{HIDDEN} resigned."),
        ("Mayor Ada Holm resigned.", ["Ada Holm"], f"{HIDDEN} resigned."),
        ("former President Holm’s plan", ["Holm’s"], f"{HIDDEN} ’s plan"),
        ("Ada Holm said Holm would go.", ["Ada Holm"], f"{HIDDEN} said {HIDDEN} would go."),
        ("Ada Holm said she would go.", ["Ada Holm", "she"], f"{HIDDEN} said {OPEN} she {CLOSE} would go."),
        ("She would go.", ["She"], f"{OPEN} She {CLOSE} would go."),
        ("The party lost.", ["The party"], f"{OPEN} The party {CLOSE} lost."),
        ("Voters left the party.", ["the party"], f"Voters left {OPEN} the party {CLOSE} ."),
        ("Ada met Bo.", ["Bo"], f"Ada met {HIDDEN} ."),
    ],
)
def test_names_are_hidden_and_other_places_only_marked(sentence, words, marked):
    assert tidy(mark_target(sentence, find(sentence, *words))) == marked


@pytest.mark.parametrize("name", ["Ada Holm", "Mr. Holm", "President Donald Trump", "Smith", "Ben van der Oster", "UN"])
def test_the_marked_sentence_does_not_depend_on_the_name(name):
    surname = name.split()[-1]
    sentence = f"{name} was praised, but critics say {surname}’s plan failed and {surname} knew."
    marked = tidy(mark_target(sentence, [(0, len(name))]))
    assert marked == f"{HIDDEN} was praised, but critics say {HIDDEN} ’s plan failed and {HIDDEN} knew."


def test_other_forms_of_the_name_are_hidden_where_the_article_knows_them():
    sentence = "The HPA said the Oster Port Authority failed."
    assert "HPA" not in mark_target(sentence, find(sentence, "Oster Port Authority"), ["HPA"])


def test_a_name_inside_a_longer_word_stays():
    sentence = "May said Maybury may fall in May-June."
    assert "Maybury" in mark_target(sentence, find(sentence, "May"))
    assert " may fall" in mark_target(sentence, find(sentence, "May"))


def test_hidden_places_are_in_order_and_apart():
    sentence = "Ada Holm Ada Holm, Holm"
    spans = find_hidden(sentence, [(0, 8)])
    assert spans == [(0, 17), (19, 23)]


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
        ("Ada Holm", ["Ada Holm", "Ada", "Holm"]),
        ("President Donald Trump", ["Donald Trump", "Donald", "Trump"]),
        ("Holm's", ["Holm"]),
        ("the party", []),
    ],
)
def test_a_name_may_be_shortened_to_its_first_or_last_word(name, parts):
    assert list_name_parts(name) == parts
