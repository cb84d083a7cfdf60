"""The README names only what exists."""

from __future__ import annotations

import re

import pytest

from components.articles import READABLE_SUFFIXES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PATHS = sorted(
    set(re.findall(r"(?:tests|components|static|pages|sample_articles)/[\w./-]+\w|[\w-]+\.(?:py|txt|toml)\b", README))
)
PATHS += sorted(set(re.findall(r"`((?:\w+/)+)`", README)))  # folders
# What ships; a virtual environment beside it holds files of any name.
FILES = [
    path.relative_to(ROOT).as_posix()
    for folder in ("components", "pages", "sample_articles", "static", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
] + [path.name for path in ROOT.iterdir() if path.is_file()]
SUFFIXES = sorted(set(re.findall(r"`(\.\w+(?:\.gz)?)`", README)))


@pytest.mark.parametrize("path", [path for path in PATHS if not re.match(r"\d{4}-", path) and path != "title.txt"])
def test_files_and_folders_that_it_names_exist(path: str) -> None:
    assert any(f"/{path}" in f"/{file}" if path.endswith("/") else f"/{file}".endswith(f"/{path}") for file in FILES)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_formats_that_it_names_are_read(suffix: str) -> None:
    assert suffix in READABLE_SUFFIXES


def test_every_format_that_is_read_is_named() -> None:
    unnamed = set(READABLE_SUFFIXES) - set(SUFFIXES) - {".htm", ".zip"}  # zip archives are named in words
    assert not unnamed


def test_its_test_line_is_the_one_that_continuous_integration_runs() -> None:
    block = README.split("<!-- test line -->", 1)[1].split("```", 2)[1]
    lines = [line for line in block.splitlines() if line.startswith("python3 ")]
    assert len(lines) == 1
    assert "requirements-dev.txt" in lines[0]
    assert "pytest" in lines[0]


def test_it_stays_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= 120
