"""Hostile files get their sentence; random bytes and mutated files get an article or a sentence, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.articles import read_file
from components.types import Article, Skipped
from tests.hostile.inputs import SUFFIXES, build_valid, list_cases

CASES = list(list_cases())
VALID = build_valid()
QUIET = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(("name", "data", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_hostile_file_gets_its_sentence(name: str, data: bytes, words: str) -> None:
    items = list(read_file(name, data))
    assert items
    for item in items:
        assert isinstance(item, Skipped)
        assert words in item.reason
        assert item.reason.endswith(".")
        assert "Traceback" not in item.reason


def test_there_are_two_hundred_of_them() -> None:
    assert len({case[0] for case in CASES}) >= 200


def check(name: str, data: bytes) -> None:
    for item in read_file(name, data):
        assert isinstance(item, Article | Skipped)
        if isinstance(item, Article):
            item.text.encode("utf-8")  # can be stored
            assert "\0" not in item.text + item.title + item.source + item.author


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_random_bytes_are_an_article_or_a_sentence(suffix: str) -> None:
    @QUIET
    @given(st.binary(min_size=1, max_size=600))
    def run(data: bytes) -> None:
        check(f"a{suffix}", data)

    run()


@pytest.mark.parametrize("suffix", list(VALID))
def test_a_mutated_file_is_an_article_or_a_sentence(suffix: str) -> None:
    whole = VALID[suffix]
    places = st.integers(0, len(whole))

    @QUIET
    @given(st.lists(st.tuples(places, places, st.binary(max_size=20)), min_size=1, max_size=4))
    def run(changes: list[tuple[int, int, bytes]]) -> None:
        data = whole
        for start, length, put in changes:
            data = data[:start] + put + data[start + length % 40 :]
        check(f"a{suffix}", data)

    run()
