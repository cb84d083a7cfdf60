"""NewsMTSC for training: examples, the development part, other names swapped, unlabelled places of other people."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from components.analysis.sentiment.marking import MARKS, is_name, mark_target
from components.types import Span

POLARITIES = {2.0: 0, 4.0: 1, 6.0: 2}  # to places in SENTIMENT_LABELS
_DEV_SHARE = 0.1
_MOST_WORDS = 4  # a longer name is rarely one that could stand in another's place


@dataclass(frozen=True, slots=True)
class Example:
    """One target in its sentence; `label` is -1 where nobody gave one."""

    gid: str
    sentence: str
    mentions: tuple[Span, ...]  # the target's own place first
    label: int

    @property
    def marked(self) -> str:
        return mark_target(self.sentence, self.mentions)


def read_examples(path: Path) -> list[Example]:
    """All targets of a NewsMTSC file, in its order."""
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
    """Whether a target's article is in the development part: a tenth of the articles, by a hash of their id."""
    article = "_".join(gid.split("_")[: 3 if gid.startswith(("allsides", "polusa")) else 1])
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 1000 < 1000 * _DEV_SHARE


def split_examples(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """The part to train on and the development part; no sentence is in both."""
    train: list[Example] = []
    dev: list[Example] = []
    for example in examples:
        (dev if is_development(example.gid) else train).append(example)
    held = {example.sentence for example in dev}
    return [example for example in train if example.sentence not in held], dev


class NameSwapper:
    """Puts other people's names in the place of those beside the target, so that no name carries an opinion."""

    def __init__(self, examples: Sequence[Example]) -> None:
        names = {e.sentence[e.mentions[0][0] : e.mentions[0][1]] for e in examples}
        self._names = sorted(name for name in names if is_name(name) and 1 <= len(name.split()) <= _MOST_WORDS)
        known = "|".join(re.escape(name) for name in sorted(self._names, key=len, reverse=True))
        self._known = re.compile(rf"(?<!\w)(?:{known})(?!\w)")

    def swap(self, marked: str, chance: float, rng: random.Random) -> str:
        """A marked sentence with some of its visible names replaced, the same name always by the same other."""
        chosen: dict[str, str] = {}

        def replace(match: re.Match[str]) -> str:
            name = match[0]
            if name not in chosen:
                chosen[name] = rng.choice(self._names) if rng.random() < chance else name
            return chosen[name]

        return self._known.sub(replace, marked)


def find_other_targets(nlp: object, texts: Iterable[str], *, most_per_sentence: int = 3) -> Iterator[Example]:
    """Unlabelled examples: the people, organisations and groups that spaCy finds, each in its sentence."""
    for doc in nlp.pipe(texts, batch_size=64):  # type: ignore[attr-defined]
        for sentence in doc.sents:
            if not 8 <= len(sentence) <= 90:
                continue
            names: dict[str, list[Span]] = {}
            for entity in sentence.ents:
                if entity.label_ in ("PERSON", "ORG", "NORP", "GPE"):
                    start = entity.start_char - sentence.start_char
                    key = entity.text.split()[-1] if entity.label_ == "PERSON" else entity.text
                    names.setdefault(key, []).append((start, start + len(entity.text)))
            for spans in list(names.values())[:most_per_sentence]:
                yield Example("", sentence.text, tuple(spans), -1)


def is_clean(example: Example) -> bool:
    """Whether a sentence holds nothing that only the marks may hold, and its marks can be set."""
    return not any(mark in example.sentence for mark in MARKS) and MARKS[0] in example.marked
