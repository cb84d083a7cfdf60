"""Rules of names are tested on documents made by hand; what reaches for the parser here fails."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def _no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `import spacy` raises ImportError while a test of this folder runs."""
    for name in ["spacy", *(name for name in sys.modules if name.startswith("spacy."))]:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture(scope="session")
def nlp_pipeline() -> None:
    """No test of this folder may have a pipeline."""
    pytest.fail("Rules are tested on documents made by hand, see tests/analysis/documents.py.")
