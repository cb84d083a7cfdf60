"""Files for a spreadsheet run nothing, and say what the screen says."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import exports, library
from components.exports.files import FORMULA_STARTS
from components.types import Filter

TABLES = {
    "articles": "article_id,title,text,date,date_origin,source,author,url,language,n_words,path,status,duplicate_of,"
    "pipeline,section,not_english",
    "sentences": "sentence_id,article_id,start,end",
    "mentions": "mention_id,article_id,sentence_id,start,end,text,type,entity_id,kind",
    "entities": "entity_id,name,type,description,aliases,confidence,n_mentions,n_articles,first_date,last_date",
    "quotes": "quote_id,article_id,kind,content,content_spans,speaker_text,speaker_spans,speaker_entity_id,cue_text,"
    "cue_spans,confidence",
    "quote_mentions": "quote_id,entity_id,mention_id",
    "sentiments": "article_id,sentence_id,entity_id,mention_id,quote_id,label,score,confidence",
    "topics": "topic_id,label,keywords,n_articles",
    "article_topics": "article_id,topic_id,weight",
    "stories": "story_id,label,n_articles,first_date,last_date",
    "article_stories": "article_id,story_id",
    "quote_groups": "quote_id,group_id,change",
    "skipped": "path,reason",
}


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for another encoding without"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_zip(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = {name: read_csv(archive.read(name)) for name in archive.namelist() if name.endswith(".csv")}
    assert {name.removesuffix(".csv"): ",".join(rows[0]) for name, rows in tables.items()} == TABLES
    return {
        name.removesuffix(".csv"): [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        for name, rows in tables.items()
    }


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (-5, "-5"),
        (-1.5, "-1.5"),
        (None, ""),
        ([1, 2], "[1, 2]"),
        (("=a",), '["=a"]'),
        ("“Ja,”\nsaid he", "“Ja,”\nsaid he"),
    ],
)
def test_cells_that_would_run_are_made_harmless(cell: object, written: str) -> None:
    table = pd.DataFrame({"cell": pd.Series([cell, "last"], dtype=object)})
    assert read_csv(exports.harmless_csv(table))[1:] == [[written], ["last"]]


def test_numbers_and_names_of_columns() -> None:
    table = pd.DataFrame({"=n": [-1, 2], "x": pd.Categorical(["-a", "b"]), "y": [-0.5, float("nan")]}, index=[7, 9])
    assert read_csv(exports.harmless_csv(table)) == [["'=n", "x", "y"], ["-1", "'-a", "-0.5"], ["2", "b", ""]]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2)))
def test_text_is_as_it_was_but_for_the_apostrophe(rows: list[list[str]]) -> None:
    written = read_csv(exports.harmless_csv(pd.DataFrame(rows, columns=["a", "b"])))[1:]
    for row, cells in zip(rows, written, strict=True):
        for text, cell in zip(row, cells, strict=True):
            assert cell == (f"'{text}" if text.startswith(FORMULA_STARTS) else text)


def test_the_tables_are_those_on_screen(corrected: Path) -> None:
    frames = library.read_frames(corrected)
    view = library.select(frames, Filter(include_pronouns=True))
    tables = read_zip(exports.export_tables(view))
    totals = library.count_totals(view)
    assert len(tables["mentions"]) == totals.n_mentions
    assert len(tables["quotes"]) == len(view.quotes) > totals.n_quotes  # also those that do not count
    assert len(tables["articles"]) == totals.n_articles + totals.n_unread
    counted = {row.entity_id: row.n_mentions for row in library.count_entities(view).itertuples()}
    assert {
        row["entity_id"]: int(row["n_mentions"]) for row in tables["entities"] if row["n_mentions"] != "0"
    } == counted
    assert "Renamed" in {row["name"] for row in tables["entities"]}
    assert "A corrected zebra" in {row["title"] for row in tables["articles"]}
    assert "Harbour strike" in {row["label"] for row in tables["topics"]}


def test_rows_of_exported_tables_fit_together(corrected: Path) -> None:
    tables = read_zip(exports.export_tables(library.select(library.read_frames(corrected), Filter(start="2024-10-01"))))
    texts = {row["article_id"]: row["text"] for row in tables["articles"]}
    entities = {row["entity_id"] for row in tables["entities"]}
    sentences = {row["sentence_id"] for row in tables["sentences"]}
    for row in tables["mentions"]:
        assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row["text"]
        assert row["entity_id"] in entities
        assert row["sentence_id"] in sentences
    for row in tables["quotes"]:
        parts = [texts[row["article_id"]][start:end] for start, end in json.loads(row["content_spans"])]
        assert " ".join(parts) == row["content"]
        assert row["speaker_entity_id"] in entities | {""}
    assert {row["topic_id"] for row in tables["article_topics"]} <= {row["topic_id"] for row in tables["topics"]}


def test_a_text_beside_the_tables_says_what_is_in_them(pile) -> None:  # type: ignore[no-untyped-def]
    with zipfile.ZipFile(io.BytesIO(exports.export_tables(pile.view()))) as archive:
        text = archive.read("README.txt").decode()
    for name, columns in TABLES.items():
        assert f"\n{name}: " in text
        assert all(f"\n  {column} (" in text for column in columns.split(","))


def test_an_empty_library_has_all_tables(pile) -> None:  # type: ignore[no-untyped-def]
    tables = read_zip(exports.export_tables(pile.view()))
    assert not any(tables.values())


def test_hidden_names_are_in_no_file(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("“Well,” said [Ada Dray|person].", quotes=[("“Well,”", "Ada Dray", "direct")],
                 sentiments=[(0, "Ada Dray", "positive", 0.9)])  # fmt: skip
    library.hide_entity(pile.path, pile.id_of("Ada Dray"))
    tables = read_zip(exports.export_tables(pile.view()))
    assert not tables["mentions"]
    assert not tables["entities"]
    assert not tables["sentiments"]
    assert tables["quotes"][0]["speaker_entity_id"] == ""
