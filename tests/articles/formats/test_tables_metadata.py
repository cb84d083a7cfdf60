"""A table that fills in what files do not say."""

from __future__ import annotations

import pytest

from components.articles import MetadataRow, read_metadata_table
from components.types import DatelineError


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "m.csv",
            "file name,title,date,source,author,url\na.txt,A tale,6 December 2024,The Gazette,By Jane Doe,https://x.example\n",
        ),
        (
            "m.tsv",
            "File\tHeadline\tPublished\tOutlet\tByline\tLink\na.txt\tA tale\t2024-12-06\tThe Gazette\tJane Doe\thttps://x.example\n",
        ),
        (
            "m.jsonl",
            '{"filename": "a.txt", "title": "A tale", "date": "2024-12-06", "source": "The Gazette", '
            '"author": "Jane Doe", "url": "https://x.example"}',
        ),
    ],
)
def test_a_table_says_more_about_a_file(name: str, data: str) -> None:
    (row,) = read_metadata_table(name, data.encode())
    assert row == MetadataRow("a.txt", "A tale", "2024-12-06", "The Gazette", "Jane Doe", "https://x.example")


def test_what_a_table_leaves_empty_stays_empty() -> None:
    rows = read_metadata_table("m.csv", b"file,title,date\na.txt,,2024-12-06\nb.txt,nan,\n,C,\nc.txt,C,\n")
    assert [(row.file_name, row.title, row.date) for row in rows] == [("a.txt", "", "2024-12-06"), ("c.txt", "C", "")]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/2025", "25/04/2025"], [("2025-04-03", ""), ("2025-04-25", "")]),
        (["03/04/2025", "6 December"], [("", "03/04/2025"), ("", "6 December")]),
    ],
)
def test_dates_that_are_not_certain_become_hints(dates: list[str], expected: list[tuple[str, str]]) -> None:
    table = "file,date\n" + "".join(f"{number}.txt,{date}\n" for number, date in enumerate(dates))
    assert [(row.date, row.date_hint) for row in read_metadata_table("m.csv", table.encode())] == expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"title,date\nA,2024-12-06\n", "file name"),
        (b"file,size\na.txt,12\n", "title"),
        (b"file,title\na.txt,\n", "title"),
        (b"file,title\n", "file name"),
        (b"", "empty"),
        (bytes(200), "table"),
    ],
)
def test_a_table_that_says_nothing_is_refused_with_a_sentence(data: bytes, word: str) -> None:
    with pytest.raises(DatelineError, match=word):
        read_metadata_table("m.csv", data)
