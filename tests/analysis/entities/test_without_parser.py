"""The rules of names run without spaCy, and so do their tests."""

from __future__ import annotations

import subprocess
import sys

import pytest


def test_the_rules_of_names_import_no_parser() -> None:
    program = "import components.analysis.entities, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("module", ["spacy", "spacy.tokens"])
def test_a_test_without_the_pipeline_cannot_import_the_parser(module: str) -> None:
    with pytest.raises(ImportError):
        __import__(module)
