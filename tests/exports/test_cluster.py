"""The command line on a cluster: what it refuses, and how it says how far it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from components.__main__ import main
from components.exports import cluster
from components.exports.cluster import ClusterProgress
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--workers", "0"], "from 1 on"),
        (["--workers", "2", "--format", "csv"], "tables are Parquet"),
        (["--scheduler", "tcp://127.0.0.1:1", "--format", "csv"], "tables are Parquet"),
    ],
)
def test_what_a_cluster_cannot_do_is_said_before_the_work(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(tmp_path), "--out", str(tmp_path / "out"), *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("paths", [["s3://pile/a", "out"], ["pile", "gs://tables/out"]])
def test_addresses_need_a_cluster(paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", paths[0], "--out", paths[1]]) == 2
    assert "--workers" in capsys.readouterr().err


def test_without_workers_dask_is_not_imported() -> None:
    code = "import sys, components.exports.command; print({'dask', 'distributed'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "set()"


def test_progress_says_how_fast_it_is_and_how_long_the_rest_takes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(cluster.time, "monotonic", lambda: now[0])
    say = ClusterProgress()
    for seconds, done in ((0, 1_000), (1, 1_010), (100, 2_000), (200, 3_000)):
        now[0] = 100.0 + seconds
        say("Reading files", done, 10_000)
    assert capsys.readouterr().err.splitlines() == [
        "Reading files: 1,000 of 10,000",
        "Reading files: 2,000 of 10,000, 10.0 a second, 13 min left",
        "Reading files: 3,000 of 10,000, 10.0 a second, 12 min left",
    ]
