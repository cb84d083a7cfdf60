"""Template-generated training sentences with negated praise and blame, victims and culprits, labelled by construction.

Templates and fillers are in `sentiment_templates.toml`. A template is a line `labels | words`: one letter of SHARES for
each of {A} and {B} in turn. Slots in lower case are filled from the lists of that name; "bad2" and "good2" take a
second word from "bad" and "good". Each negated template has a counterpart without the negation.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from components.types import Span

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


@cache
def read_templates() -> dict[str, Any]:
    """The lists of `sentiment_templates.toml`: `fillers`, `around`, and `frames` as pairs (labels, words)."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
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
