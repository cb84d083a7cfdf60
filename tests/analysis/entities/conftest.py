"""Rules are tested on documents made by hand; only a test that asks for `nlp_pipeline` may reach the parser."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def _no_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `import spacy` raises ImportError while a test without the pipeline runs."""
    if "nlp_pipeline" not in request.fixturenames:
        for name in ["spacy", *(name for name in sys.modules if name.startswith("spacy."))]:
            monkeypatch.setitem(sys.modules, name, None)
