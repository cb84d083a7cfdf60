"""Dateline without a browser: files in, tables out."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components import library
from components.__main__ import main
from components.exports import command
from components.library.worker.loop import Worker
from components.schema import COLUMNS as TABLES
from components.types import DatelineError
from tests.conftest import ROOT

STORY = (
    "SKERROW, March 4, 2026 - Mayor Ingrid Halloran said on Tuesday that the port would stay open.\r\n\r\n"
    "“We will not close it,” she told reporters. 🙂 Tobias Renwick called the decision “a gift to Berlin”.\r\n"
)


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    (folder / "sub").mkdir()
    (folder / "sub" / "2026-03-04_port.txt").write_bytes(STORY.encode("utf-8-sig"))
    (folder / "copy.txt").write_bytes(STORY.encode())
    (folder / "broken.txt").write_bytes(b"Mayor Halloran said no.\xff\xfe Nobody asked Renwick.")
    (folder / "table.csv").write_text(
        'title,text,date,section\nA,"Ada Dray praised Bo Falk in Paris.",2026-01-02,Metro\nB,,,\n'
    )
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "deutsch.txt").write_text("Der Hafen bleibt zu, sagte die Ministerin, und das ist auch gut so. " * 5)
    return folder


@pytest.fixture(scope="module")
def tables(pile: Path, tmp_path_factory: pytest.TempPathFactory, nlp_pipeline: Any) -> Path:
    out = tmp_path_factory.mktemp("out") / "new"
    assert main(["analyze", str(pile), "--out", str(out)]) == 0
    return out


def test_every_table_is_written_with_the_columns_of_the_design(tables: Path) -> None:
    for name, columns in TABLES.items():
        first = (tables / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0]
        assert first == ",".join(f'"{column}"' for column in columns)


def test_tables_opened_as_a_library_are_written_again_byte_by_byte(tables: Path, home: Path, tmp_path: Path) -> None:
    assert main(["open", str(tables), "--library", "Opened"]) == 0
    command._write_out(library.library_path("Opened"), tmp_path, "csv")
    for name in TABLES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (tables / f"{name}.csv").read_bytes(), name


def test_each_file_has_its_own_row_and_id_copies_included(tables: Path) -> None:
    articles = {Path(row["path"]).name: row for row in read(tables, "articles")}
    assert set(articles) == {"2026-03-04_port.txt", "copy.txt", "broken.txt", "table.csv#1", "deutsch.txt"}
    assert {row["section"] for name, row in articles.items() if name != "table.csv#1"} == {""}
    assert articles["table.csv#1"]["section"] == "Metro"
    assert len({row["article_id"] for row in articles.values()}) == 5
    assert articles["2026-03-04_port.txt"]["duplicate_of"] == articles["copy.txt"]["article_id"]
    assert {name: row["status"] for name, row in articles.items() if row["status"] != "analysed"} == {
        "deutsch.txt": "not_english"
    }


def test_the_text_of_a_text_file_is_its_content_to_the_character(tables: Path, pile: Path) -> None:
    texts = {Path(row["path"]).name: row["text"] for row in read(tables, "articles")}
    assert texts["copy.txt"] == texts["2026-03-04_port.txt"] == STORY
    assert len(texts["broken.txt"]) == len("Mayor Halloran said no.?? Nobody asked Renwick.")


def test_offsets_point_at_what_they_say(tables: Path) -> None:
    texts = {row["article_id"]: row["text"] for row in read(tables, "articles")}
    mentions, quotes = read(tables, "mentions"), read(tables, "quotes")
    assert mentions
    assert quotes
    for row in mentions:
        assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row["text"]
    for row in quotes:
        text = texts[row["article_id"]]
        for words, spans in (
            ("content", "content_spans"),
            ("speaker_text", "speaker_spans"),
            ("cue_text", "cue_spans"),
        ):
            found = [text[start:end] for start, end in json.loads(row[spans])]
            assert " ".join(found) == row[words]


def test_rows_name_only_rows_that_are_there(tables: Path) -> None:
    ids = {
        column: {row[column] for row in read(tables, name)} | {""}
        for name, column in (
            ("articles", "article_id"), ("sentences", "sentence_id"), ("mentions", "mention_id"),
            ("entities", "entity_id"), ("quotes", "quote_id"), ("topics", "topic_id"),
        )
    }  # fmt: skip
    for name in TABLES:
        for row in read(tables, name):
            assert all(row[column] in known for column, known in ids.items() if column in row), name
    assert all(row["speaker_entity_id"] in ids["entity_id"] for row in read(tables, "quotes"))


def test_entities_count_names_and_the_dates_of_their_articles(tables: Path) -> None:
    named = Counter(row["entity_id"] for row in read(tables, "mentions") if row["kind"] == "name")
    entities = {row["name"]: row for row in read(tables, "entities")}
    assert all(int(row["n_mentions"]) == named[row["entity_id"]] for row in entities.values())
    row = entities["Ingrid Halloran"]
    assert (row["type"], row["first_date"], row["last_date"]) == ("person", "2026-03-04", "2026-03-04")


def test_what_was_skipped_is_listed_with_its_reason(
    tables: Path, pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {Path(row["path"]).name: bool(row["reason"]) for row in read(tables, "skipped")} == {
        "photo.jpg": True,
        "table.csv#2": True,
    }
    main(["analyze", str(pile / "photo.jpg"), str(pile / "table.csv"), "--out", str(tmp_path)])
    printed = capsys.readouterr()
    assert "photo.jpg: " in printed.err
    assert "1 article read, 2 skipped" in printed.err
    assert printed.out == ""


def test_the_same_articles_give_the_same_tables(tables: Path, pile: Path, tmp_path: Path) -> None:
    assert main(["analyze", str(pile), "--out", str(tmp_path)]) == 0
    for name in TABLES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (tables / f"{name}.csv").read_bytes(), name


def test_parquet_holds_the_same_values(tables: Path, pile: Path, tmp_path: Path) -> None:
    assert main(["analyze", str(pile), "--out", str(tmp_path), "--format", "parquet"]) == 0
    for name in TABLES:
        rows = pd.read_parquet(tmp_path / f"{name}.parquet").to_dict("records")
        assert [{key: str(value) for key, value in row.items()} for row in rows] == read(tables, name), name


def test_tables_within_the_folder_that_is_read_are_not_taken_for_articles(tmp_path: Path, nlp_pipeline: Any) -> None:
    (tmp_path / "a.txt").write_text("Ada Dray praised Bo Falk in Paris.")
    for _ in range(2):
        assert main(["analyze", str(tmp_path), "--out", str(tmp_path / "tables")]) == 0
    assert len(read(tmp_path / "tables", "articles")) == 1
    assert read(tmp_path / "tables", "skipped") == []


def test_where_nothing_can_be_read_the_status_says_so(pile: Path, tmp_path: Path) -> None:
    assert (
        main(["analyze", str(pile / "photo.jpg"), str(tmp_path / "missing.txt"), "--out", str(tmp_path / "out")]) == 1
    )
    assert len(read(tmp_path / "out", "skipped")) == 2
    assert read(tmp_path / "out", "articles") == []


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go; the folder for libraries lies in it too, so that one would be seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("DATELINE_HOME", str(folder / "home"))
    return folder


@pytest.mark.parametrize("stopped", [None, KeyboardInterrupt, DatelineError, ZeroDivisionError])
def test_nothing_is_left_behind(
    temporary: Path, pile: Path, monkeypatch: pytest.MonkeyPatch, stopped: type[BaseException] | None, nlp_pipeline: Any
) -> None:
    seen = []

    def run(self: Worker) -> bool:
        seen.extend(temporary.rglob("*.db"))
        if stopped is not None:
            raise stopped
        return go_on(self)

    go_on = Worker.run
    monkeypatch.setattr(Worker, "run", run)
    arguments = ["analyze", str(pile / "copy.txt"), "--out", str(temporary.parent / "out")]
    if stopped is ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            main(arguments)
    else:
        assert main(arguments) == {None: 0, KeyboardInterrupt: 130, DatelineError: 2}[stopped]
    assert len(seen) == 1
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there, a process that is ended cannot clear up")
def test_it_clears_up_where_it_is_ended_from_outside(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "components", "analyze", str(pile), "--out", str(tmp_path / "out")],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path / "temporary")}, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not list(tmp_path.rglob("*.db")):
        assert running.poll() is None
        time.sleep(0.05)
    running.terminate()
    assert running.wait() == 130
    assert list(tmp_path.iterdir()) == [tmp_path / "temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_where_there_is_no_room_for_its_work_it_says_so(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert main(["analyze", str(pile), "--out", str(tmp_path / "out")]) == 2
    assert "TMPDIR" in capsys.readouterr().err


def test_a_file_of_one_name_and_text_in_two_folders_is_two_articles(tmp_path: Path, nlp_pipeline: Any) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder / "texts").mkdir(parents=True)
        (tmp_path / folder / "texts" / "a.txt").write_text(STORY)
        (tmp_path / folder / "texts" / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    given = [str(tmp_path / folder / "texts") for folder in ("one", "two")]
    assert main(["analyze", *given, "--out", str(tmp_path / "out")]) == 0
    first, second = read(tmp_path / "out", "articles")
    assert first["path"] == second["path"]
    assert second["duplicate_of"] == first["article_id"] != second["article_id"]
    assert len(read(tmp_path / "out", "skipped")) == 2


def test_cells_are_exact_whatever_a_spreadsheet_would_take_them_for(tmp_path: Path, nlp_pipeline: Any) -> None:
    (tmp_path / "table.csv").write_text('source,text\n@Courier,"=1+1 is two, Ada Dray told Bo Falk."\n')
    assert main(["analyze", str(tmp_path / "table.csv"), "--out", str(tmp_path / "out")]) == 0
    [article] = read(tmp_path / "out", "articles")
    assert (article["source"], article["text"]) == ("@Courier", "=1+1 is two, Ada Dray told Bo Falk.")


def test_a_file_that_is_read_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "articles.csv"
    table.write_text("title,text\nA,Ada Dray praised Bo Falk.\n")
    assert main(["analyze", str(table), "--out", str(tmp_path)]) == 2
    assert main(["analyze", str(tmp_path), "--out", str(table)]) == 2
    assert "another folder" in capsys.readouterr().err
    assert table.read_text().startswith("title,text")


def test_a_folder_that_cannot_be_written_is_found_before_the_work(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "list_files", lambda paths: pytest.fail("It began to read."))
    (tmp_path / "file").write_text("x")
    assert main(["analyze", str(pile), "--out", str(tmp_path / "file" / "tables")]) == 2
    assert "Choose another folder with --out." in capsys.readouterr().err


def test_it_says_how_it_is_used() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "components", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "analyze" in shown
    missing = subprocess.run([sys.executable, "-m", "components"], cwd=ROOT, capture_output=True, check=False)
    assert missing.returncode == 2


def test_a_text_in_two_languages_is_analysed_where_it_is_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nlp_pipeline: Any
) -> None:
    foreign = "Der Hafen bleibt zu, sagte die Ministerin, und das ist auch gut so. " * 4
    (tmp_path / "two.txt").write_text(f"{STORY}\n\n{foreign.strip()}\n\n{STORY}")
    assert main(["analyze", str(tmp_path / "two.txt"), "--out", str(tmp_path / "out")]) == 0
    [article] = read(tmp_path / "out", "articles")
    [(start, end)] = json.loads(article["not_english"])
    assert (article["status"], article["text"][start:end]) == ("analysed", foreign.strip())
    assert all(not start <= int(row["start"]) < end for row in read(tmp_path / "out", "sentences"))
    assert "Partly analysed: " in capsys.readouterr().err
