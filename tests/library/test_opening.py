"""Folders of results opened as libraries: all of them is there, or no library is."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest

from components import library
from components.__main__ import main
from components.exports.tables import build_tables
from components.library.opening import process
from components.library.store.snapshot import read_snapshot_mark
from components.library.worker import loop
from components.library.worker.ingest import add_article
from components.schema import COLUMNS
from components.types import Article, DatelineError, EvidenceQuery, Filter
from tests.benchmarks.opening import write_results
from tests.conftest import ROOT
from tests.library.worked import add, ask, check_whole

FOUND_ANEW = {"stories", "article_stories"}  # what they are found by is not among the tables: the worker finds them


def ignore(step: str, done: int, total: int) -> None:
    """No progress."""


@pytest.fixture(scope="module")
def results(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The generated library's tables as files of each kind, and as folders of two parts each."""
    base = tmp_path_factory.mktemp("results")
    for kind in ("csv", "parquet"):
        write_results(generated, base / kind, kind)
    for name in COLUMNS:
        table = pd.read_parquet(base / "parquet" / f"{name}.parquet")
        (base / "parts" / name).mkdir(parents=True)
        for k, rows in enumerate((table[: len(table) // 2], table[len(table) // 2 :])):
            rows.to_parquet(base / "parts" / name / f"part-{k}.parquet", index=False)
    return {path.name: path for path in base.iterdir()}


@pytest.fixture
def folder(results: dict[str, Path], tmp_path: Path) -> Path:
    """Tables as CSV, to be spoiled."""
    return Path(shutil.copytree(results["csv"], tmp_path / "results"))


def export(path: Path) -> dict[str, list[Any]]:
    """All tables, with the ids that follow from a library's numbers replaced by places."""
    view = library.select(library.read_frames(path), Filter(include_pronouns=True))
    tables = dict(build_tables(view))
    for name, column in (("sentences", "sentence_id"), ("mentions", "mention_id"), ("quotes", "quote_id")):
        places = {one: place for place, one in enumerate(tables[name][column])} | {"": -1}
        for table in tables.values():
            if column in table:
                table[column] = [places[one] for one in table[column]]
    tables["quote_groups"]["group_id"] = pd.factorize(tables["quote_groups"]["group_id"])[0]
    return {name: list(table.itertuples(index=False, name=None)) for name, table in tables.items()}


@pytest.mark.parametrize("kind", ["csv", "parquet", "parts"])
def test_a_library_made_of_results_gives_the_same_tables(
    kind: str, results: dict[str, Path], generated: Path, home: Path
) -> None:
    path = process.open_results(results[kind], "Opened", ignore)
    found, expected = export(path), export(generated)
    for name in set(COLUMNS) - FOUND_ANEW:
        assert found[name] == expected[name], name
    check_whole(path)
    assert library.list_libraries() == ["Opened"]
    assert process.read_openings() == []
    assert list((home / "opening").iterdir()) == []


def test_evidence_corrections_search_and_a_snapshot_work_as_in_any_library(
    results: dict[str, Path], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.library.store.memory.FEWEST", 1)
    path = process.open_results(results["parquet"], "Opened", ignore)
    assert read_snapshot_mark(path) is not None
    frames = library.read_frames(path)
    view = library.select(frames, Filter())
    one, other = library.count_entities(view)["entity_id"].tolist()[:2]
    query = EvidenceQuery("mentions", (one,))
    found = library.read_evidence(path, view, query, limit=10_000)
    assert len(found) == library.count_evidence(view, query).n > 0
    text = frames.articles.iloc[0]["title"].split()[0]
    assert library.search(path, view, text)[1] > 0
    library.merge_entities(path, [one], other)
    assert one not in set(library.count_entities(library.select(library.read_frames(path), Filter()))["entity_id"])


def test_articles_added_afterwards_are_read_and_topics_can_be_found_anew(results: dict[str, Path], home: Path) -> None:
    path = process.open_results(results["parquet"], "Opened", ignore)
    before = set(ask(path, "SELECT article, topic FROM article_topics t JOIN articles ON n = article "
                           "WHERE status = 'analysed'"))  # fmt: skip
    first = ask(path, "SELECT path, title, text FROM articles WHERE n = 1")[0]
    topic = ask(path, "SELECT keywords FROM topics WHERE n = 1")[0][0]
    words = " and the ".join(topic.strip("[]").replace('"', "").split(", "))
    add(path, {"new.txt": f"Ada Aldous met officials over the {words}. The {words} were named again, she said."})
    assert loop.run_worker(path) == 0
    assert before < set(ask(path, "SELECT article, topic FROM article_topics"))
    assert ask(path, "SELECT topic FROM article_topics t JOIN articles a ON a.n = article WHERE path = 'new.txt'") == [
        (1,)
    ]
    with library.opened(path) as con, library.write(con):  # nothing that is there is added twice
        assert not add_article(con, Article("x", first[1], first[2], path=first[0]))
    with library.opened(path) as con:
        con.execute("UPDATE work SET wanted = 'topics'")
    assert loop.run_worker(path) == 0
    n_with = ask(path, "SELECT count(DISTINCT article) FROM article_topics")[0][0]
    assert n_with > len({article for article, _ in before}) / 4


def change(table: str, column: str, value: str, row: int = 0) -> Callable[[Path], None]:
    """A way to spoil a folder: one cell."""

    def spoil(folder: Path) -> None:
        file = folder / f"{table}.csv"
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        rows[row + 1][rows[0].index(column)] = value
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)

    return spoil


def cut(table: str) -> Callable[[Path], None]:
    """A way to spoil a folder: a file that ends too soon."""

    def spoil(folder: Path) -> None:
        file = folder / f"{table}.csv"
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 - 7])

    return spoil


def write(table: str, text: str) -> Callable[[Path], None]:
    """A way to spoil a folder: another file in the place of one."""
    return lambda folder: (folder / f"{table}.csv").write_text(text, "utf-8") and None


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "quotes.csv").unlink(), "lacks the table quotes"),
        (lambda folder: shutil.rmtree(folder), "There is no folder"),
        (lambda folder: [file.unlink() for file in folder.iterdir()], "holds no results"),
        (lambda folder: (folder / "_work").mkdir(), "has not finished"),
        (write("topics", '"topic_id","label"\n'), "lacks the columns keywords and n_articles"),
        (write("topics", '"topic_id","label","keywords","n_articles","more"\n'), "has the column more"),
        (write("skipped", '\ufeff"path","reason"\n'), "was written for spreadsheets"),
        (write("skipped", '"path","reason"\n"a","b","c"\n'), "does not have 2 cells"),
        (cut("mentions"), "cannot be read"),
        (change("mentions", "end", "99999999"), "outside its article's text"),
        (change("sentences", "start", "-1"), "outside its article's text"),
        (change("sentences", "start", "one"), "values of another kind in the column start"),
        (change("quotes", "content_spans", "[[0, 99999999]]"), "outside its article's text"),
        (change("quotes", "content_spans", "[[0, true]]"), "not a list of [start, end]"),
        (change("quotes", "content_spans", "[" * 100_000), "cannot be read"),
        (change("quotes", "content_spans", "[]"), "a quote without a position"),
        (change("articles", "article_id", "a000002"), "the same article_id"),
        (change("mentions", "entity_id", "nobody"), "names “nobody”, which the table entities does not have"),
        (change("quotes", "speaker_entity_id", "nobody"), "names “nobody”"),
        (change("articles", "duplicate_of", "nowhere"), "names “nowhere”"),
        (change("mentions", "type", "planet"), "has “planet” as type"),
        (change("articles", "date", "2025-02-31"), "has the date “2025-02-31”"),
        (change("articles", "date", "=1+1"), "has the date “=1+1”"),
        (change("entities", "aliases", "[]"), "aliases that are not"),
    ],
)
def test_what_is_wrong_with_a_folder_is_said_and_no_library_is_left(
    spoil: Callable[[Path], object], told: str, folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder)
    assert main(["open", str(folder), "--library", "Opened"]) == 2
    assert told in capsys.readouterr().err
    assert library.list_libraries() == []
    assert not list((home / "opening").glob("*.db*"))


def test_a_truncated_parquet_file_is_said(results: dict[str, Path], tmp_path: Path, home: Path) -> None:
    folder = Path(shutil.copytree(results["parquet"], tmp_path / "results"))
    data = (folder / "mentions.parquet").read_bytes()
    for size in (len(data) // 2, 3, 0):
        (folder / "mentions.parquet").write_bytes(data[:size])
        with pytest.raises(DatelineError, match=r"mentions\.parquet cannot be read"):
            process.open_results(folder, "Opened", ignore)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "'=2", "NA", "null", " ", "\ufeff", "a\r\nb\nc\r", '"', "\0"])
def test_texts_are_exact_whatever_they_look_like(text: str, folder: Path, home: Path) -> None:
    for column in ("title", "author", "source"):
        change("articles", column, text)(folder)
    path = process.open_results(folder, "Opened", ignore)
    assert ask(path, "SELECT title, author, source FROM articles WHERE n = 1") == [(text, text, text)]


def test_a_name_that_is_taken_is_refused_before_the_work(folder: Path, home: Path) -> None:
    library.create_library("Mine")
    with pytest.raises(DatelineError, match="already a library called"):
        process.start_opening(folder, "mine")
    assert process.read_openings() == []


def test_a_killed_opening_leaves_no_library_and_can_be_begun_again(folder: Path, home: Path) -> None:
    slow = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from components.library.opening import process\n"
        "def say(step, done, total):\n"
        "    if 'mentions' in step:\n"
        "        print('there', flush=True)\n"
        "        time.sleep(600)\n"
        "process.open_results(Path(sys.argv[1]), 'Opened', say)\n"
    )
    with subprocess.Popen([sys.executable, "-c", slow, str(folder)], cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        (found,) = process.read_openings()
        assert (found.name, found.is_running, found.step) == ("Opened", True, "Opening results: mentions")
        assert list(home.glob("opening/Opened.db"))
        with pytest.raises(DatelineError, match="is being made of"):
            process.start_opening(folder, "Opened")
        child.kill()
    assert library.list_libraries() == []
    assert [one.error for one in process.read_openings()] == [process.CUT_OFF]
    process.forget_opening("Opened")
    assert process.read_openings() == []
    assert not list((home / "opening").iterdir())
    process.start_opening(folder, "Opened")
    end = time.monotonic() + 60
    while library.list_libraries() != ["Opened"]:
        assert time.monotonic() < end, process.read_openings()
        time.sleep(0.05)


def test_an_opening_can_be_stopped(folder: Path, home: Path) -> None:
    process.start_opening(folder, "Opened")
    (found,) = process.read_openings()
    process.forget_opening("Opened")
    end = time.monotonic() + 20
    while psutil.pid_exists(found.pid) and psutil.Process(found.pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert process.read_openings() == []
    assert library.list_libraries() == []
    assert not list(home.glob("opening/*.db"))
