"""Analysis takes work in proportion to the text, whatever it is made of: growth is counted in steps, not in time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

import components.analysis
import components.articles
from components.analysis import analyse
from components.analysis.assemble import build_analysis
from components.analysis.pipeline import parse_texts
from components.types import Article
from tests.analysis.growth import count_steps
from tests.conftest import ROOT
from tests.hostile.texts import KINDS

OURS = ROOT / "components"  # the code whose steps are counted: how a library does its work is its own business
_LENGTHS = (500, 1_000, 2_000)  # characters
_GROWTH = 2.6  # twice the text may take so many times the steps; twice and a little would do
_FREE = 6_000  # steps that a text may take whatever its length
_MOST_CPU_SECONDS = 120  # a guard for what counting cannot see: all expressions on all texts take some 30

# Only ever matched whole, or at one place, so that searching with them says nothing.
_NEVER_SEARCHED = {
    "places._STATE_FORM", "places._CITY_FORM", "spans._SCORE", "layout._LABEL", "layout._DASH_LINE", "heads._FILE_NAME",
    "pdf._PAGE_NUMBER", "text._FRONT", "text._HEADING", "source_names._BRACKETS", "source_names._INVERTED",
    "retriever._PLACE", "newsbank._PLACED",
}  # fmt: skip
_LONGEST = {"boilerplate._ALONE": 300, "boilerplate._LINE": 300}  # characters of the lines that these meet


@pytest.mark.parametrize("kind", KINDS)
def test_steps_grow_in_proportion_to_the_text(nlp_pipeline: Any, kind: str) -> None:
    steps = []
    for length in _LENGTHS:
        article = Article("a", "A title", KINDS[kind](length))
        docs = list(parse_texts(nlp_pipeline.nlp, [article.text]))
        steps.append(count_steps(lambda article=article, docs=docs: build_analysis(article, docs, ""), OURS))  # type: ignore[misc]
    for shorter, longer in pairwise(steps):
        assert longer <= _GROWTH * shorter + _FREE, steps


@pytest.mark.parametrize(
    "text",
    [
        f"Chat log\n\n{'A' * 400}\n\nThe mayor said no.",
        f"PDF\n\n{'Thisparagraphlostitsspaces' * 300}\n\nThe mayor said no.",
        f"Sequence\n\n{'ACGGTTAC' * 500}\n\nThe mayor said no.",
        f"Mail\n\n{'QmFzZTY0IGlzIG5vIG5ld3M' * 300}==\n\nThe mayor said no.",
    ],
)
def test_what_once_hung_for_good_is_analysed(nlp_pipeline: Any, text: str) -> None:
    (found,) = analyse([Article("a", "", text)])
    assert found.status in ("analysed", "not_english")


def list_patterns() -> dict[str, re.Pattern[str]]:
    """Every regular expression that a module of the analysis or of reading keeps, by where it stands."""
    found = {}
    for package in (components.analysis, components.articles):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".training" in module.name:
                continue  # meets no article
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(_walk(value)):
                    if isinstance(pattern.pattern, str):
                        found[f"{module.name.rsplit('.', 1)[-1]}.{name}" + (f"[{number}]" if number else "")] = pattern
    return found


def _walk(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        yield from _walk(list(value.values()), depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _walk(one, depth + 1)


def meet_hostile_texts(length: int) -> None:
    """Every expression against every kind of text; says which one is at work."""
    texts = {kind: build(length) for kind, build in KINDS.items()}
    for name, pattern in list_patterns().items():
        for kind, text in texts.items():
            print(name, kind, flush=True)
            met = text[: _LONGEST.get(name, length)]
            pattern.match(met)
            pattern.fullmatch(met)
            if name not in _NEVER_SEARCHED:
                sum(1 for _ in pattern.finditer(met))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of CPU time for a process")
def test_no_regular_expression_hangs_on_a_hundred_thousand_characters() -> None:
    assert len(list_patterns()) > 40
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({_MOST_CPU_SECONDS}, {_MOST_CPU_SECONDS}))\n"
        "from tests.hostile.test_linear_time import meet_hostile_texts; meet_hostile_texts(100_000)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, (run.stdout.splitlines()[-1:], run.stderr[-500:])
