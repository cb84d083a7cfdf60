"""The command line on a cluster: what it refuses, and how it says how far it is."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from components.__main__ import main
from components.cluster.linking import Linked
from components.exports import cluster
from components.exports.cluster import ClusterProgress, describe_linking
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
    for seconds, done, n_failed in ((0, 1_000, 0), (1, 1_010, 0), (100, 2_000, 0), (200, 3_000, 2)):
        now[0] = 100.0 + seconds
        say("Reading files", done, 10_000, n_failed)
    assert capsys.readouterr().err.splitlines() == [
        "Reading files: 1,000 of 10,000",
        "Reading files: 2,000 of 10,000, 10.0 a second, 13 min left",
        "Reading files: 3,000 of 10,000, 2 failed, 10.0 a second, 12 min left",
    ]


@pytest.mark.parametrize(
    ("linked", "told"),
    [
        (Linked(1, 4, 12, 3, 0), "12 names linked in 1 round; the largest block has 3."),
        (
            Linked(3, 4, 1_200, 345, 67),
            "1,200 names linked in 3 rounds; the largest block has 345. 67 different names were too many to be linked "
            "by middle names and parts of names.",
        ),
    ],
)
def test_the_largest_block_of_names_is_said(linked: Linked, told: str) -> None:
    assert describe_linking(linked) == told


def test_a_cluster_without_workers_says_so_and_when_one_joins(capsys: pytest.CaptureFixture[str]) -> None:
    told = list[str]()

    def wait_for(words: str) -> None:
        end = time.monotonic() + 30
        while words not in " ".join(told):
            assert time.monotonic() < end, told
            time.sleep(0.02)
            told.append(capsys.readouterr().err)

    with (
        LocalCluster(n_workers=0, processes=False, threads_per_worker=1, dashboard_address=None) as nobody,
        Client(nobody) as client,
        cluster.watch_workers(client, every=0.05),
    ):
        wait_for("The cluster has no workers.")
        nobody.scale(1)
        wait_for("The work goes on, with 1 worker.")
    assert "".join(told).count("no workers") == 1
