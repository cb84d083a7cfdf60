"""The model that ships: small, fair to names, the same on every processor within a tolerance."""

import json

import pytest

from components.analysis.sentiment import model, score_targets
from components.analysis.sentiment.targets import Target

SCORES = (
    ("Everybody praised Ada Holm for her excellent and courageous work.", "Ada Holm", 0.94),
    ("Prosecutors accused Ben Oster of a cruel and horrible fraud.", "Ben Oster", -0.89),
    ("The council meets Cy Dunn on Tuesday.", "Cy Dunn", 0.02),
    ("Ada Holm accused Ben Oster of lying to the council.", "Ben Oster", -0.92),
)


def build_target(sentence, name):
    start = sentence.index(name)
    return Target(sentence, ((start, start + len(name)),))


def test_its_files_are_there_and_small():
    assert model.is_installed()
    assert sum((model.FOLDER / name).stat().st_size for name in ("model.onnx", "tokenizer.json")) < 25_000_000


@pytest.mark.parametrize(("sentence", "name", "score"), SCORES)
def test_scores_are_the_recorded_ones_within_a_tolerance(sentence, name, score):
    (found,) = score_targets([build_target(sentence, name)])
    assert found.score == pytest.approx(score, abs=0.15)


@pytest.mark.parametrize("name", ["Donald Trump", "Senator Maria Gonzalez", "Wei Zhang", "Smith"])
@pytest.mark.parametrize(("sentence", "hidden", "score"), SCORES)
def test_the_score_does_not_depend_on_who_is_named(sentence, hidden, score, name):
    (one,) = score_targets([build_target(sentence, hidden)])
    (other,) = score_targets([build_target(sentence.replace(hidden, name), name)])
    assert other.label == one.label
    assert other.score == pytest.approx(one.score, abs=0.01)


def test_a_batch_gives_what_its_sentences_give_alone():
    targets = [build_target(sentence, name) for sentence, name, _ in SCORES] * 20
    together = score_targets(targets)
    for place, target in enumerate(targets[:4]):
        (alone,) = score_targets([target])
        assert together[place].label == alone.label
        assert together[place].score == pytest.approx(alone.score, abs=0.15)
        assert together[place::4] == [together[place]] * 20


def test_its_card_and_its_scores_tell_what_was_measured():
    scores = json.loads((model.FOLDER / "scores.json").read_text(encoding="utf-8"))
    assert scores["macro_f1"] > scores["vader_macro_f1"] + 10
    assert scores["name_test_changed"] <= 3
    card = (model.FOLDER / "card.md").read_text(encoding="utf-8")
    assert all(word in card for word in ("NewsMTSC", "Apache", "MIT", str(scores["macro_f1"])))
