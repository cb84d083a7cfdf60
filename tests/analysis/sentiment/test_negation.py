"""Praise and blame that are denied, those to whom something was done, and those who did it.

negation.tsv was written before the model was trained, with other words and other ways of saying it than the
sentences that training makes; the model gets a share of it right, which must hold.
"""

import csv
from pathlib import Path

import pytest

from components.analysis.sentiment import model, score_passages, score_targets
from components.analysis.sentiment.targets import Target
from components.training.sentiment_data import make_sentences

SHARE = 0.7
with (Path(__file__).parent / "negation.tsv").open(encoding="utf-8", newline="") as file:
    KEPT_BACK = [(row["sentence"], row["name"], row["right"]) for row in csv.DictReader(file, delimiter="\t")]
CASES = (
    ("Felix Holm was not guilty, the jury found.", "Felix Holm", "not negative"),
    ("The report found that Ana Reyes had done nothing wrong.", "Ana Reyes", "not negative"),
    ("Critics could not fault Petra Simons.", "Petra Simons", "not negative"),
    ("The mayor was never rude to Ivo Lang.", "Ivo Lang", "not negative"),
    ("Gwen Stacey won the prize for the best book of the year.", "Gwen Stacey", "positive"),
    ("Critics called Hugo Bern a coward.", "Hugo Bern", "negative"),
    ("Nobody could call Mara Quist dishonest.", "Mara Quist", "not negative"),
    ("Tess Marlow has never been better.", "Tess Marlow", "positive"),
    ("Nobody ever doubted Lena Ostrander.", "Lena Ostrander", "not negative"),
    ("Her colleagues never found Carla Voigt dishonest.", "Carla Voigt", "not negative"),
    ("Paul Amsel is not a bad mayor at all.", "Paul Amsel", "not negative"),
    ("Yara Haddow has never been better in a role.", "Yara Haddow", "positive"),
    ("The judge cleared Greta Simms of every charge.", "Greta Simms", "not negative"),
    ("A drunk driver, Bruno Keller, struck a cyclist and fled.", "Bruno Keller", "negative"),
    ("Bruno Kessel drove drunk, killed a boy and fled.", "Bruno Kessel", "negative"),
    (
        "Nobody could call Lena Ostrow dishonest, and her colleagues never doubted her word.",
        "Lena Ostrow",
        "not negative",
    ),
    (
        "Omar Siddiq was killed when a drunk driver, Bruno Keil, struck his bicycle and fled.",
        "Omar Siddiq",
        "not negative",
    ),
    ("Omar Siddiq was killed when a drunk driver, Bruno Keil, struck his bicycle and fled.", "Bruno Keil", "negative"),
    ("The play is cruel and dark, yet Yara Haddad has never been better in a role.", "Yara Haddad", "positive"),
    ("Felix Brandt is the worst mayor the town has had, the paper wrote.", "Felix Brandt", "negative"),
)

needs_model = pytest.mark.skipif(not model.is_installed(), reason="the word list knows nothing of who did what to whom")


def build_target(sentence, name):
    start = sentence.index(name)
    return Target(sentence, ((start, start + len(name)),))


def is_right(label, right):
    return label != "negative" if right == "not negative" else label == right


@needs_model
@pytest.mark.parametrize(("sentence", "name", "right"), CASES, ids=[name for _, name, _ in CASES])
def test_denied_blame_victims_and_culprits_are_told_apart(sentence, name, right):
    (opinion,) = score_targets([build_target(sentence, name)])
    assert is_right(opinion.label, right)


@needs_model
def test_victim_and_culprit_of_one_sentence_are_told_apart_in_one_reading():
    sentence = "Omar Siddiq was killed when a drunk driver, Bruno Keil, struck his bicycle and fled."
    ((victim, culprit),) = score_passages([[build_target(sentence, name) for name in ("Omar Siddiq", "Bruno Keil")]])
    assert victim.label != "negative"
    assert culprit.label == "negative"


@needs_model
def test_a_share_of_sentences_unlike_those_of_training_is_right():
    opinions = score_targets([build_target(sentence, name) for sentence, name, _ in KEPT_BACK])
    right = [is_right(opinion.label, right) for opinion, (_, _, right) in zip(opinions, KEPT_BACK, strict=True)]
    assert sum(right) >= SHARE * len(KEPT_BACK)


def test_no_sentence_that_training_makes_is_like_one_of_those_kept_back():
    def list_runs(text):
        words = "".join(letter if letter.isalnum() or letter == " " else " " for letter in text.casefold()).split()
        return {tuple(words[at : at + 6]) for at in range(max(1, len(words) - 5))}

    kept_back = {run for sentence, name, _ in KEPT_BACK for run in list_runs(sentence.replace(name, "NN"))}
    made = set()
    for sentence, places in make_sentences(4000, 1):
        for (start, end), _ in reversed(places):
            sentence = sentence[:start] + "NN" + sentence[end:]
        made |= list_runs(sentence)
    assert not kept_back & made


def test_made_sentences_are_the_same_each_time_and_hold_their_names():
    made = list(make_sentences(300, 5))
    assert made == list(make_sentences(300, 5))
    for sentence, places in made:
        assert "{" not in sentence
        assert all(sentence[start].isupper() and abs(sum(shares) - 1) < 1e-6 for (start, _), shares in places)
        assert len(places) <= 2
