"""Tables as files: values come back exactly as they went in."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from components import exports, library
from components.analysis import EntityIndex
from components.exports.files import list_rows, write_tables
from components.exports.tables import shorten_ids
from components.library.store.records import read_analyses
from components.library.store.writing import AnalysisWriter, link_analysis, replace_sentiments
from components.library.worker.ingest import add_article, add_skipped
from components.schema import COLUMNS as TABLES
from components.types import (
    Analysis,
    Article,
    DatelineError,
    Filter,
    LocalEntity,
    Mention,
    Quote,
    Sentence,
    Sentiment,
    Skipped,
)

NASTY = [
    'said "no", twice', "two\nlines", "a\r\nb\rc", "=1+1", "  spaces  ", "", "naïve — “quoted” 🙂", "a,b;c\td", "'",
    "\\n", "NA", "null", "007",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_a_csv_cell_comes_back_exactly(tmp_path: Path, text: str) -> None:
    write_tables(tmp_path, {"skipped": [(text, text)]})
    with (tmp_path / "skipped.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["path", "reason"], [text, text]]


def test_every_cell_is_quoted_and_there_is_one_header_line(tmp_path: Path) -> None:
    write_tables(tmp_path, {"sentiments": [("a", "s1", "e1", "m1", "", "neutral", 0.1 + 0.2, 1.0)]})
    assert (tmp_path / "sentiments.csv").read_bytes().decode() == (
        '"article_id","sentence_id","entity_id","mention_id","quote_id","label","score","confidence"\n'
        '"a","s1","e1","m1","","neutral","0.30000000000000004","1.0"\n'
    )


def test_a_parquet_cell_comes_back_exactly(tmp_path: Path) -> None:
    write_tables(tmp_path, {"skipped": [(text, "") for text in NASTY], "sentences": [("s1", "a", 0, 7)]}, "parquet")
    assert pd.read_parquet(tmp_path / "skipped.parquet")["path"].tolist() == NASTY
    sentences = pd.read_parquet(tmp_path / "sentences.parquet")
    assert sentences.to_dict("list") == {"sentence_id": ["s1"], "article_id": ["a"], "start": [0], "end": [7]}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_without_rows_is_its_header(tmp_path: Path, kind: str) -> None:
    paths = write_tables(tmp_path / "new" / "folder", {}, kind)
    assert [path.name for path in paths] == [f"{name}.{kind}" for name in TABLES]
    for path, columns in zip(paths, TABLES.values(), strict=True):
        read = pd.read_csv if kind == "csv" else pd.read_parquet
        assert tuple(read(path).columns) == columns
        assert len(read(path)) == 0


def test_tables_of_before_are_replaced_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "skipped.csv").write_text("old")
    (tmp_path / "mine.csv").write_text("mine")
    write_tables(tmp_path, {})
    assert (tmp_path / "skipped.csv").read_text() == '"path","reason"\n'
    assert (tmp_path / "mine.csv").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"mine.csv", *(f"{name}.csv" for name in TABLES)}


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatelineError, match="another folder"):
        write_tables(tmp_path / "file" / "out", {})


def _analyse(article_id: str, name: str, text: str) -> Analysis:
    return Analysis(
        article_id, "analysed", "by hand", "en", 4, (Sentence(0, len(text)),),
        (Mention(0, len(name), name, "person", "name", 0, 0),), (LocalEntity(name, "person"),),
        (Quote("indirect", text[-4:], ((len(text) - 4, len(text)),), name, ((0, len(name)),), confidence=0.5, speaker=0,
               about=(0,)),),
    )  # fmt: skip


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """Three articles of two people, one of them twice."""
    path = tmp_path / "by hand.db"
    with library.opened(path) as con, library.write(con):
        storing, index = AnalysisWriter(con), EntityIndex()
        for number, (article_id, name, date) in enumerate(
            (("a", "Ada Dray", "2025-02-01"), ("b", "Ada Dray", ""), ("c", "Bo Falk", "2025-01-01")), start=1
        ):
            text = f"{name} said so."
            article = Article(article_id, f"Title {article_id}", text, date=date, path=f"{article_id}.txt")
            add_article(con, article, keep_duplicates=True)
            storing.replace_analysis(number, *link_analysis(index, _analyse(article_id, name, text)))
        [(number, _, _, rows)] = read_analyses(con, [3])
        replace_sentiments(con, number, (Sentiment(0, 0, 0, "negative", -0.5, 0.9, 0),), rows, "by hand")
        add_skipped(con, [Skipped("x.jpg", "A picture.")])
    return path


def test_rows_name_each_other_by_ids_that_hold_for_all_articles(by_hand: Path) -> None:
    frames = library.read_frames(by_hand)
    built = shorten_ids(dict(exports.build_tables(library.select(frames, Filter()))), frames.topics["topic_id"])
    tables = {name: list(list_rows(table)) for name, table in built.items()}
    assert set(tables) == set(TABLES)
    assert [row[0] for row in tables["sentences"]] == ["s1", "s2", "s3"]
    assert [(row[0], row[2], row[7]) for row in tables["mentions"]] == [
        ("m1", "s1", "e1"), ("m2", "s2", "e1"), ("m3", "s3", "e2"),
    ]  # fmt: skip
    assert [(row[0], row[1], row[6], row[7], row[8], row[9]) for row in tables["entities"]] == [
        ("e1", "Ada Dray", 2, 2, "2025-02-01", "2025-02-01"), ("e2", "Bo Falk", 1, 1, "2025-01-01", "2025-01-01"),
    ]  # fmt: skip
    assert [(row[0], row[7]) for row in tables["quotes"]] == [("q1", "e1"), ("q2", "e1"), ("q3", "e2")]
    assert tables["quote_mentions"] == [("q1", "e1", "m1"), ("q2", "e1", "m2"), ("q3", "e2", "m3")]
    assert tables["sentiments"] == [("c", "s3", "e2", "m3", "q3", "negative", -0.5, 0.9)]
    copy_of = TABLES["articles"].index("duplicate_of")
    assert [row[copy_of] for row in tables["articles"]] == ["", "a", ""]
    assert tables["skipped"] == [("x.jpg", "A picture.")]
    for name, rows in tables.items():
        assert {len(row) for row in rows} <= {len(TABLES[name])}, name


def test_lists_become_json(tmp_path: Path) -> None:
    write_tables(tmp_path, {"topics": [("t1", "port", ["port", "crane"], 3)]})
    with (tmp_path / "topics.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert json.loads(row["keywords"]) == ["port", "crane"]
