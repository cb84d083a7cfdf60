"""A cluster's tables are those of one process, whatever dies or fails on the way."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from components.__main__ import main
from components.cluster.running import run
from components.cluster.writing import LEFT_EMPTY
from components.exports import command
from components.library.opening.process import open_results
from components.schema import COLUMNS
from tests.cluster.conftest import ignore, normalise, read_tables
from tests.cluster.tasks import ERROR, POISON, find_capitals, find_or_die
from tests.conftest import SAMPLE


def list_some() -> list[str]:
    """Half of the sample: every second text and all else, so that each kind of file and a copy are among them."""
    files = sorted(SAMPLE.iterdir())
    texts = [file for file in files if file.suffix in (".md", ".txt") and "talks-resume" not in file.name]
    return [str(file) for file in files if file not in texts[1::2]]


def check(out: Path, expected: dict[str, Any]) -> None:
    tables = read_tables(out)
    assert set(tables) == set(COLUMNS)
    for name, columns in COLUMNS.items():
        assert tuple(tables[name].columns) == columns
    found = normalise(tables)
    for name in COLUMNS.keys() - set(LEFT_EMPTY):
        assert found[name] == expected[name], name
        assert len(tables[name]) == len(found[name])  # none is there twice
    assert not any(len(tables[name]) for name in LEFT_EMPTY)
    judged = [(found["judged"][key], one) for key, one in expected["judged"].items()]
    # The quantized model's scores depend a little on which sentences it reads at once.
    assert sum(label == other for (label, _), (other, _) in judged) >= 0.97 * len(judged)
    assert sum(abs(score - other) for (_, score), (_, other) in judged) <= 0.03 * len(judged)


def test_the_sample_on_two_processes_gives_the_tables_of_one(client: Client, tmp_path: Path, home: Path) -> None:
    files = list_some()
    assert main(["analyze", *files, "--out", str(tmp_path / "one"), "--format", "parquet"]) == 0
    expected = normalise(read_tables(tmp_path / "one"))
    assert any(article[COLUMNS["articles"].index("duplicate_of")] for article in expected["articles"])
    assert len(expected["topics"]) > 1
    result = run(client, files, str(tmp_path / "two"), ignore)
    check(tmp_path / "two", expected)
    assert result.n_articles == len(expected["articles"])
    assert result.linked is not None
    assert result.linked.n_cut == 0
    command._write_out(open_results(tmp_path / "two", "Opened", ignore), tmp_path / "again", "parquet")
    check(tmp_path / "again", normalise(read_tables(tmp_path / "two")))


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty files whose names depend on each other, two of which are copies."""
    folder = tmp_path_factory.mktemp("pile")
    given, surnames = ("Ada", "Bo", "Cleo"), ("Dray", "Falk", "Moss", "Renwick")
    for k in range(40):
        full = f"{given[k % 3]} {surnames[k % 4]}"
        text = f"It was {full} who met {surnames[k % 5 % 4]} and {given[k % 2]} {surnames[k % 3]} for lunch no {k // 2}"
        (folder / f"{k:02d}.txt").write_text(f"{text} at the port, where nobody saw them. {'Then they went. ' * 9}")
    return folder


@pytest.fixture(scope="module")
def calm(client: Client, pile: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("calm")
    run(client, [str(pile)], str(out), ignore, work=find_capitals)
    return normalise(read_tables(out))


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    client: Client, pile: Path, tmp_path: Path, calm: dict[str, Any]
) -> None:
    killed: list[int] = []

    def kill(step: str, done: int, total: int, n_failed: int = 0) -> None:
        if step.startswith("Finding names") and done and not killed:
            killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    run(client, [str(pile)], str(tmp_path), kill, work=find_capitals)
    assert killed
    check(tmp_path, calm)


def test_an_interrupted_run_goes_on_with_the_parts_that_are_left(
    client: Client, pile: Path, tmp_path: Path, calm: dict[str, Any]
) -> None:
    def stop(step: str, done: int, total: int, n_failed: int = 0) -> None:
        if step.startswith("Finding names") and done > 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(client, [str(pile)], str(tmp_path), stop, work=find_capitals)
    seen: list[int] = []

    def note(step: str, done: int, total: int, n_failed: int = 0) -> None:
        if step.startswith("Finding names"):
            seen.append(done)

    run(client, [str(pile)], str(tmp_path), note, work=find_capitals)
    assert seen[0] > 10
    check(tmp_path, calm)
    assert not (tmp_path / "_work").exists()


def test_a_poisoned_article_costs_only_itself_and_is_listed_with_its_reason(client: Client, tmp_path: Path) -> None:
    pile = tmp_path / "pile.csv"
    texts = [f"Mayor Ada Dray met Bo Falk for the {k}th time." for k in range(24)]
    texts[7], texts[15] = f"Ada Dray said so. {POISON}", f"Bo Falk said so. {ERROR}"
    pile.write_text("title,text\n" + "".join(f'"T{k}","{text}"\n' for k, text in enumerate(texts)))
    failed: dict[str, int] = {}

    def note(step: str, done: int, total: int, n_failed: int = 0) -> None:
        failed[step] = n_failed

    result = run(client, [str(pile)], str(tmp_path / "out"), note, work=find_or_die)
    assert failed["Finding names, quotes and sentiment"] == 2  # they are counted while the rest is done
    tables = read_tables(tmp_path / "out")
    articles = tables["articles"]
    assert len(set(articles["article_id"])) == len(articles) == 24
    assert set(articles[articles["status"] == "failed"]["title"]) == {"T7", "T15"}
    reasons = {Path(path).name: reason for path, _, reason in result.told}
    assert "crashed" in reasons["pile.csv#8"]
    assert "It is not to be read" in reasons["pile.csv#16"]
    assert tables["entities"].set_index("name").loc["Bo Falk", "n_articles"] == 22
