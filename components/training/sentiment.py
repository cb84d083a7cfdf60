"""Trains the sentiment model by distillation and writes its files:

    pip install -r requirements.txt -r requirements-train.txt
    git show c5caaa0:components/analysis/models/sentiment/model.onnx > EARLIER/model.onnx  (and tokenizer.json likewise)
    python -m components.training.sentiment DATA/newsmtsc/train.jsonl --earlier EARLIER --texts FOLDER

The model encodes a sentence once for all its targets. It starts from the weights of the earlier model, which encoded it
once per target, and learns from human labels, from the earlier model's predictions (for other names, and for sentences
of `--texts`, any folder with news in .txt files, which are not kept), and from templates with negated praise and blame,
victims and culprits (`sentiment_templates.toml`). Takes about an hour of CPU.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from tokenizers import Tokenizer

from components.analysis.sentiment.model import (
    BATCH_SIZE,
    FOLDER,
    MAX_TOKENS,
    compute_probabilities,
    encode_marked,
    iterate_batches,
    prepare_tokenizer,
)
from components.analysis.sentiment.targets import MARKS, Target, find_entity_marks, mark_entities
from components.training.sentiment_data import (
    Example,
    Read,
    make_sentences,
    read_examples,
    read_labelled,
    read_unlabelled,
    split_examples,
)
from components.training.sentiment_encoder import Array, Classifier, load_earlier
from components.training.sentiment_export import write_model
from components.training.sentiment_fit import Floats, Lesson, Recipe, predict_logits, score_labels, train

OPEN, CLOSE, NAME = "[unused1]", "[unused2]", "[unused3]"  # around each mention of the target, and in place of its name
_MAX_TOKENS, _BATCH = 64, 8
Ints = NDArray[np.int64]
_log = logging.getLogger(__name__)
METHOD = "MiniLM 3, int8"  # versioned, so that results of an older model can be recomputed
RECIPE = Recipe()
SEEDS = (1, 2)  # both start from the same weights, so that their mean is a valid and more stable model
PEOPLES_SHARE = 0.3  # weight of the human label of a target; the rest is the teacher's
TEACHERS_TEMPERATURE = 1.1
OTHERS_WEIGHT = 0.5  # loss weight of a target without a human label
UNLABELLED, UNLABELLED_AN_EPOCH, MADE_AN_EPOCH = 9000, 4500, 2500  # sentences
UNLABELLED_TEXTS = 500
Taught = tuple[Read, Floats]  # a sentence and the soft labels [targets, 3]
Marked = tuple[str, list[int]]


class Teacher:
    """Scores one target at a time."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        self._session = InferenceSession(
            str(model), providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.add_special_tokens([OPEN, CLOSE, NAME])

    def judge(self, targets: Sequence[Target]) -> Floats:
        """Three logits per target."""
        texts = list(dict.fromkeys(mark_target(target) for target in targets))
        encoded = [self._cut(encoding.ids) for encoding in self._tokenizer.encode_batch_fast(texts)]
        logits = np.zeros((len(texts), 3), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: -len(encoded[number][0]))
        for at in range(0, len(order), _BATCH):
            chosen = order[at : at + _BATCH]
            taken = np.zeros((3, len(chosen), len(encoded[chosen[0]][0])), dtype=np.int64)
            for row, number in enumerate(chosen):
                ids, target = encoded[number]
                taken[:, row, : len(ids)] = ids, np.ones_like(ids), target
            logits[chosen] = self._session.run(["logits"], dict(zip(("ids", "mask", "target"), taken, strict=True)))[0]
        rows = {text: number for number, text in enumerate(texts)}
        return logits[[rows[mark_target(target)] for target in targets]]

    def _cut(self, numbers: Sequence[int]) -> tuple[Ints, Ints]:
        """Token ids and target mask; a long sentence is cut to the surroundings of the target's first mention."""
        ids = np.array(numbers, dtype=np.int64)
        opening, closing = (self._tokenizer.token_to_id(mark) for mark in (OPEN, CLOSE))
        target = ((np.cumsum(ids == opening) > np.cumsum(ids == closing)) & (ids != opening)).astype(np.int64)
        if len(ids) > _MAX_TOKENS:
            inside = _MAX_TOKENS - 2
            start = min(max(1, int(target.argmax()) - _MAX_TOKENS // 2), len(ids) - 1 - inside)
            keep = np.r_[0, start : start + inside, len(ids) - 1]
            ids, target = ids[keep], target[keep]
        return ids, target


def mark_target(target: Target) -> str:
    """The sentence with every mention of the target between two marks, its name hidden."""
    pieces: list[str] = []
    at = 0
    for start, end, _, is_hidden in find_entity_marks(target.sentence, [(target.mentions, target.forms)]):
        words = NAME if is_hidden else target.sentence[start:end]
        pieces += [target.sentence[at:start], f" {OPEN} {words} {CLOSE} "]
        at = end
    return "".join([*pieces, target.sentence[at:]])


def teach(teacher: Teacher, reads: Sequence[Read]) -> list[Taught]:
    """Soft labels of each target: the teacher's prediction, mixed with the human label if there is one."""
    logits = teacher.judge([target for read in reads for target in read.targets])
    opinions = iter(compute_probabilities(logits, TEACHERS_TEMPERATURE).astype(np.float32))
    gold = np.eye(3, dtype=np.float32)
    taught = []
    for read in reads:
        shares = [
            opinion if label < 0 else PEOPLES_SHARE * gold[label] + (1 - PEOPLES_SHARE) * opinion
            for label, opinion in zip(read.labels, opinions, strict=False)
        ]
        taught.append((read, np.stack(shares)))
    return taught


class EpochSampler:
    """The sentences of each epoch: all labelled ones, a sample of unlabelled ones, and newly generated ones."""

    def __init__(self, labelled: Sequence[Taught], unlabelled: Sequence[Taught], seed: int) -> None:
        self._labelled, self._seed = labelled, seed
        self._unlabelled = list(unlabelled)
        random.Random(seed).shuffle(self._unlabelled)  # noqa: S311 - chooses sentences only

    def lessons(self, epoch: int) -> list[Lesson]:
        """An epoch's sentences, in no particular order, each with all or some of its targets marked."""
        rng = random.Random(1000 * self._seed + epoch)  # noqa: S311 - chooses sentences only
        found = [build_lesson(taught, choose_labelled(taught[0].labels, rng), rng) for taught in self._labelled]
        at = epoch * UNLABELLED_AN_EPOCH % max(1, len(self._unlabelled))
        for taught in (self._unlabelled * 2)[at : at + UNLABELLED_AN_EPOCH]:
            everyone = range(len(taught[0].targets))
            some = sorted(rng.sample(everyone, rng.randint(1, len(everyone))))
            found.append(build_lesson(taught, everyone if rng.random() < 0.7 else some, rng))
        found += make_lessons(MADE_AN_EPOCH, 100 * self._seed + epoch, rng)
        rng.shuffle(found)
        return found


def choose_labelled(labels: Sequence[int], rng: random.Random) -> list[int]:
    """The targets with human labels, sometimes only one, and none, half or all of the others."""
    own = [number for number, label in enumerate(labels) if label >= 0]
    if len(own) > 1 and rng.random() < 0.4:
        own = [rng.choice(own)]
    share = rng.choice((0.0, 0.5, 1.0))
    return own + [number for number, label in enumerate(labels) if label < 0 and rng.random() < share]


def build_lesson(taught: Taught, chosen: Sequence[int], rng: random.Random) -> Lesson:
    """A sentence with some of its targets marked, starting at a random mark."""
    read, shares = taught
    targets = [read.targets[number] for number in chosen]
    marked, marks = mark(targets, rng.randrange(len(MARKS)))
    weights = [1.0 if read.labels[number] >= 0 else OTHERS_WEIGHT for number in chosen]
    return Lesson(marked, tuple(marks), shares[list(chosen)], np.array(weights, dtype=np.float32))


def make_lessons(number: int, seed: int, rng: random.Random) -> Iterator[Lesson]:
    """Yield generated sentences, sometimes with only one of two names marked."""
    for sentence, places in make_sentences(number, seed):
        asked = [rng.choice(places)] if len(places) > 1 and rng.random() < 0.15 else places
        marked, marks = mark([Target(sentence, (span,)) for span, _ in asked], rng.randrange(len(MARKS)))
        shares = np.array([shares for _, shares in asked], dtype=np.float32)
        yield Lesson(marked, tuple(marks), shares, np.full(len(asked), OTHERS_WEIGHT, dtype=np.float32))


def mark(targets: Sequence[Target], first_mark: int = 0) -> Marked:
    """Insert marks into a sentence; also return which target each mark stands for."""
    return mark_entities(targets[0].sentence, [(target.mentions, target.forms) for target in targets], first_mark)


def fit_temperature(logits: Floats, gold: NDArray[np.int64]) -> float:
    """The temperature that maximises the likelihood of the gold labels."""
    tried = np.arange(0.5, 4.0, 0.02)
    losses = [-np.log(compute_probabilities(logits, t)[np.arange(len(gold)), gold]).mean() for t in tried]
    return round(float(tried[int(np.argmin(losses))]), 2)


def write_files(model: Classifier, tokenizer: Tokenizer, folder: Path, dev: Sequence[Example]) -> None:
    """Write the int8 model, its tokenizer, and the temperature calibrated on the int8 model's logits for `dev`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_model(model.eval(), folder / "model.onnx", max_tokens=MAX_TOKENS)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    found = run_model(folder / "model.onnx", tokenizer, mark_alone(dev))
    logits, gold = np.concatenate(found), np.array([example.label for example in dev])
    settings = {"method": METHOD, "temperature": fit_temperature(logits, gold)}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    _log.info("int8, development part: macro-F1 %.2f", score_labels(gold, logits.argmax(1)))


def mark_alone(examples: Sequence[Example]) -> list[Marked]:
    """Mark each example's target alone, as if there were no other in its sentence."""
    return [mark([Target(example.sentence, example.mentions)]) for example in examples]


def report(model: Classifier, tokenizer: Tokenizer, dev: Sequence[Example], name: str) -> None:
    """Log a model's score on the development part."""
    found = np.concatenate(predict_logits(model, tokenizer, mark_alone(dev))).argmax(1)
    gold = np.array([example.label for example in dev])
    _log.info("%s, development part: macro-F1 %.2f", name, score_labels(gold, found))


def main() -> None:
    """Parse the command line, train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="NewsMTSC's train.jsonl")
    parser.add_argument("--earlier", type=Path, required=True, help="folder with the earlier model and its tokenizer")
    parser.add_argument("--texts", type=Path, required=True, help="folder with news in .txt files, for the teacher")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where to write the model")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    from components.analysis.pipeline import load_pipeline

    examples, dev = split_examples([example for example in read_examples(options.data) if example.label >= 0])
    pipeline = load_pipeline("en_core_web_sm")
    files = sorted(options.texts.rglob("*.txt"))
    random.Random(3).shuffle(files)  # noqa: S311 - chooses texts only
    texts = [path.read_text(encoding="utf-8") for path in files[:UNLABELLED_TEXTS]]
    known = {example.sentence for example in (*examples, *dev)}
    earlier = [options.earlier / name for name in ("model.onnx", "tokenizer.json")]
    teacher = Teacher(*earlier)
    labelled = teach(teacher, read_labelled(pipeline.nlp, examples))
    unlabelled = teach(teacher, read_unlabelled(pipeline, texts, known, UNLABELLED, seed=5))

    tokenizer = prepare_tokenizer(Tokenizer.from_file(str(earlier[1])))
    numbers = tokenizer.get_vocab()
    model = load_earlier(earlier[0], [numbers[mark] for mark in MARKS], numbers[NAME])
    report(model, tokenizer, dev, "the earlier model's weights as they are")
    begun = copy.deepcopy(model.state_dict())
    ended = []
    for seed in SEEDS:
        model.load_state_dict(begun)
        train(model, tokenizer, EpochSampler(labelled, unlabelled, seed).lessons, replace(RECIPE, seed=seed))
        report(model, tokenizer, dev, f"seed {seed}")
        ended.append(copy.deepcopy(model.state_dict()))
    model.load_state_dict({name: torch.stack([one[name] for one in ended]).mean(0) for name in begun})
    report(model, tokenizer, dev, "mean of both")
    write_files(model, tokenizer, options.target, dev)


if __name__ == "__main__":
    main()


def run_model(path: Path, tokenizer: Tokenizer, marked: Sequence[tuple[str, Sequence[int]]]) -> list[Array]:
    """The logits [entities, 3] of an exported model for marked sentences, batched as in the app."""
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = [np.zeros((max(marks, default=0) + 1, 3), dtype=np.float32) for _, marks in marked]
    for windows, taken in iterate_batches(encode_marked(tokenizer, marked), BATCH_SIZE):
        for window, logits in zip(windows, session.run(["logits"], taken)[0], strict=True):
            for entity in np.unique(window.entities):
                found[window.text][entity] = logits[np.flatnonzero(window.entities == entity)].mean(0)
    return found
