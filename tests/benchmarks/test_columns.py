"""Marked news in columns becomes running text whose places are those of its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.columns import read_columns

TWO = """-DOCSTART- -X- -X- O

"\tO
Good\tO
"\tO
,\tO
said\tO
Ann\tB-PER
Holt\tI-PER
of\tO
Halden\tB-LOC
's\tO
port\tO
(\tO
HP\tB-ORG
)\tO
.\tO

Oslo\tB-LOC

-DOCSTART- -X- -X- O

Bo\tI-PER
Ek\tI-PER
Ada\tB-PER
met\tO
"""


@pytest.mark.parametrize("ending", ["", "\n\n"])
def test_columns_are_read_as_articles(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "two.txt"
    path.write_text(TWO + ending, encoding="utf-8")
    first, second = read_columns(path)
    assert first["text"] == '"Good", said Ann Holt of Halden\'s port (HP).\nOslo'
    assert second["text"] == "Bo Ek Ada met"
    for article, names in (
        (first, [("Ann Holt", "PER"), ("Halden", "LOC"), ("HP", "ORG"), ("Oslo", "LOC")]),
        (second, [("Bo Ek", "PER"), ("Ada", "PER")]),
    ):
        marked = [(article["text"][one["start"] : one["end"]], one["type"]) for one in article["mentions"]]
        assert marked == names
