"""Exports whose texts are hostile: each layout's reader gives articles, in steps proportional to the file's length."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from components.articles import read_file
from tests.analysis.growth import count_steps
from tests.articles.layouts import (
    test_ebsco,
    test_factiva,
    test_labelled,
    test_lexisnexis,
    test_newsbank,
    test_nexis,
    test_proquest,
    test_retriever,
)
from tests.articles.layouts.exports import PARAGRAPHS, Block, write_page, write_rtf, write_text, write_word
from tests.conftest import ROOT
from tests.hostile.texts import KINDS

LAYOUTS: dict[str, Callable[[int], list[Block | str]]] = {
    "Nexis": test_nexis.build_blocks,
    "LexisNexis": test_lexisnexis.build_newer,
    "LexisNexis, older": test_lexisnexis.build_older,
    "Factiva": test_factiva.build_blocks,
    "ProQuest": test_proquest.build_labelled,
    "ProQuest, sections": test_proquest.build_sections,
    "NewsBank": test_newsbank.build_older,
    "EBSCO": test_ebsco.build_blocks,
    "Retriever": test_retriever.build_blocks,
    "labels": test_labelled.build_capitals,
}
WRITERS = {".txt": write_text, ".rtf": write_rtf, ".docx": write_word, ".html": write_page}
_LENGTHS = (1_000, 2_000, 4_000)  # characters
_GROWTH = 2.6  # twice the text may take so many times the steps
_FREE = 6_000


def build_blocks(layout: str, text: str) -> list[Block | str]:
    """Two articles, the first of which has this text."""
    first = [block for block in LAYOUTS[layout](0) if block not in PARAGRAPHS]
    body_at = next(n for n, block in enumerate(LAYOUTS[layout](0)) if block in PARAGRAPHS)
    return [*first[:body_at], text, *first[body_at:], *LAYOUTS[layout](1)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_hostile_text_in_an_export_costs_no_other_article(layout: str, kind: str) -> None:
    blocks = build_blocks(layout, KINDS[kind](3_000))
    for suffix in (".txt", ".rtf", ".html"):
        items = list(read_file(f"x{suffix}", WRITERS[suffix](blocks)))
        assert items
        assert not [item for item in items if "damaged" in getattr(item, "reason", "")]


@pytest.mark.parametrize(
    "kind", ["short lines", "labels", "capital words", "dates", "empty lines", "mixed", "brackets"]
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_steps_grow_in_proportion_to_the_file(layout: str, kind: str) -> None:
    steps = []
    for length in _LENGTHS:
        data = write_text(build_blocks(layout, KINDS[kind](length)))
        steps.append(count_steps(lambda data=data: list(read_file("x.txt", data)), ROOT / "components"))  # type: ignore[misc]
    for shorter, longer in pairwise(steps):
        assert longer <= _GROWTH * shorter + _FREE, steps


@pytest.mark.parametrize("layout", LAYOUTS)
def test_steps_grow_in_proportion_to_the_number_of_articles(layout: str) -> None:
    steps = []
    for number in (4, 8, 16):
        data = write_text([block for _ in range(number) for block in LAYOUTS[layout](0)])
        steps.append(count_steps(lambda data=data: list(read_file("x.txt", data)), ROOT / "components"))  # type: ignore[misc]
    for shorter, longer in pairwise(steps):
        assert longer <= _GROWTH * shorter, steps
