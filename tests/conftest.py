"""What tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

os.environ["DATELINE_PIPELINE"] = "en_core_web_sm"  # the same names and parses on every machine

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_articles"


@pytest.fixture(scope="session")
def nlp_pipeline() -> Any:
    """The loaded small pipeline (`components.analysis.Pipeline`)."""
    from components.analysis import load_pipeline

    return load_pipeline()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of its own."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
