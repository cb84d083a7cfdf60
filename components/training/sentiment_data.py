"""Training data for sentiment: NewsMTSC's labelled sentences, unlabelled news sentences, and made ones.

Templates and fillers are in `sentiment_templates.toml`. A template is a line `labels | words`: one letter of SHARES for
each of {A} and {B} in turn. Slots in lower case are filled from the lists of that name; "bad2" and "good2" take a
second word from "bad" and "good". Each negated template has a counterpart without the negation.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from components.analysis.sentiment.targets import Target, group_by_sentence, locate_targets
from components.types import Article, Span

# Letters of a template: the shares of negative, neutral and positive.
SHARES = {
    "n": (0.94, 0.04, 0.02),  # blamed, or the culprit
    "c": (0.05, 0.72, 0.23),  # blame denied
    "v": (0.06, 0.90, 0.04),  # the victim
    "p": (0.02, 0.08, 0.90),  # praised
}
_SLOT = re.compile(r"\{(\w+)\}")
_AROUND = 0.3  # probability of added words before, and of added words after
Made = tuple[str, list[tuple[Span, tuple[float, float, float]]]]
POLARITIES = {2.0: 0, 4.0: 1, 6.0: 2}  # polarity -> index in SENTIMENT_LABELS
_DEV_SHARE = 0.1
_TYPES = ("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART")  # spaCy types of other names
_MOST_NAMES = 8  # per sentence
_FEWEST_CHARACTERS, _MOST_CHARACTERS = 30, 330  # of an unlabelled sentence


@cache
def read_templates() -> dict[str, Any]:
    """The lists of `sentiment_templates.toml`: `fillers`, `around`, and `frames` as pairs (labels, words)."""
    read = tomllib.loads(Path(__file__).with_name("sentiment_templates.toml").read_text(encoding="utf-8"))
    lines = [line for kind in read["frames"].values() for line in kind.strip().splitlines()]
    read["frames"] = [tuple(part.strip() for part in line.split("|", 1)) for line in lines]
    return read


def make_sentences(number: int, seed: int) -> Iterator[Made]:
    """Yield `number` sentences, each with name spans and soft labels per name, cycling through the templates."""
    rng = random.Random(seed)  # noqa: S311 - makes sentences only
    order: list[tuple[str, str]] = []
    for _ in range(number):
        if not order:
            order = list(read_templates()["frames"])
            rng.shuffle(order)
        yield make_sentence(*order.pop(), rng)


def make_sentence(letters: str, words: str, rng: random.Random) -> Made:
    """Fill one template."""
    around, fillers = read_templates()["around"], read_templates()["fillers"]
    names = dict(zip("AB", rng.sample(around["names"], 2), strict=True))
    gender = rng.randrange(2)
    before = rng.choice(around["before"]) if rng.random() < _AROUND else ""
    after = rng.choice(around["after"]) if rng.random() < _AROUND else ""
    text, places, at = "", [], 0
    after = after if after.startswith(",") or not after else f" {after}"
    words = f"{before} {words}{after}." if before else f"{words}{after}."
    for match in _SLOT.finditer(words):
        text += words[at : match.start()]
        at = match.end()
        slot = match[1]
        if slot in names:
            places.append(((len(text), len(text) + len(names[slot])), SHARES[letters["AB".index(slot)]]))
            text += names[slot]
        elif slot in ("he", "his"):
            text += fillers[slot][gender]
        else:
            text += rng.choice(fillers[slot.removesuffix("2")])
    text += words[at:]
    return text[0].upper() + text[1:], places


# Training data for sentiment: NewsMTSC sentences with human labels and other names, and unlabelled news sentences.


@dataclass(frozen=True, slots=True)
class Example:
    """One target in its sentence; `label` is -1 if unlabelled."""

    gid: str
    sentence: str
    mentions: tuple[Span, ...]  # the target's labelled mention first
    label: int


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with all its targets; labels are -1 if unlabelled."""

    targets: tuple[Target, ...]
    labels: tuple[int, ...]


def read_examples(path: Path) -> list[Example]:
    """Read all targets of a NewsMTSC file, in order."""
    examples = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            for target in row["targets"]:
                places = [target, *(target.get("further_mentions") or [])]
                mentions = tuple((place["from"], place["to"]) for place in places)
                label = POLARITIES.get(float(target.get("polarity") or 0), -1)
                examples.append(Example(target["Input.gid"], row["sentence_normalized"], mentions, label))
    return examples


def is_development(gid: str) -> bool:
    """True if the target's article is in the development part: a tenth of the articles, by a hash of the id."""
    article = "_".join(gid.split("_")[: 3 if gid.startswith(("allsides", "polusa")) else 1])
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 1000 < 1000 * _DEV_SHARE


def split_examples(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """Split into training and development part; no sentence is in both."""
    train: list[Example] = []
    dev: list[Example] = []
    for example in examples:
        (dev if is_development(example.gid) else train).append(example)
    held = {example.sentence for example in dev}
    return [example for example in train if example.sentence not in held], dev


def read_labelled(nlp: Any, examples: Sequence[Example]) -> list[Read]:
    """The labelled sentences, each with its labelled targets first, then the other names found by spaCy."""
    labelled: dict[str, list[Example]] = {}
    for example in examples:
        labelled.setdefault(example.sentence, []).append(example)
    found = []
    for (sentence, own), doc in zip(labelled.items(), nlp.pipe(labelled, batch_size=64), strict=True):
        taken = [span for example in own for span in example.mentions]
        names: dict[str, list[Span]] = {}
        for entity in doc.ents:
            start, end = entity.start_char, entity.end_char
            if entity.label_ in _TYPES and not any(left < end and start < right for left, right in taken):
                key = entity.text.split()[-1] if entity.label_ == "PERSON" else entity.text
                names.setdefault(key, []).append((start, end))
        others = list(names.values())[:_MOST_NAMES]
        targets = [Target(sentence, example.mentions) for example in own]
        targets += [Target(sentence, tuple(spans)) for spans in others]
        found.append(Read(tuple(targets), (*(example.label for example in own), *([-1] * len(others)))))
    return found


def read_unlabelled(pipeline: Any, texts: Iterable[str], known: Iterable[str], number: int, seed: int) -> list[Read]:
    """Sample `number` sentences of other texts, with every target that the app itself would score."""
    from components.analysis.assemble import analyse

    seen, found = set(known), []
    articles = [Article(str(number), "", text) for number, text in enumerate(texts)]
    for article, analysis in zip(articles, analyse(articles, pipeline=pipeline), strict=True):
        places = locate_targets(article.text, analysis)
        for together in group_by_sentence(places):
            sentence = together[0].target.sentence
            is_fit = _FEWEST_CHARACTERS <= len(sentence) <= _MOST_CHARACTERS and len(together) <= _MOST_NAMES
            if is_fit and sentence not in seen:
                seen.add(sentence)
                found.append(Read(tuple(place.target for place in together), (-1,) * len(together)))
    random.Random(seed).shuffle(found)  # noqa: S311 - chooses sentences only
    return found[:number]
