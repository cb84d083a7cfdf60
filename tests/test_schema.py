"""Each table's columns are declared once and say what they mean."""

from __future__ import annotations

import re

import pytest

from components.columns import Table
from components.exports.files import describe_tables
from components.schema import COLUMNS, SHOWN, TABLES, list_frame_columns

_SENTENCE = re.compile(r"[A-Z0-9][^\n]*[.…]")


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_and_column_says_in_a_sentence_what_it_means(table: Table) -> None:
    for meaning in (table.meaning, *(column.meaning for column in table.columns)):
        assert _SENTENCE.fullmatch(meaning), meaning


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_no_column_is_declared_twice(table: Table) -> None:
    for names in ([column.name for column in table.columns], [column.stored_name for column in table.columns]):
        assert len(set(filter(None, names))) == len(list(filter(None, names)))
    assert all(column.name or column.stored for column in table.columns)


def test_the_text_beside_exported_tables_names_every_column() -> None:
    text = describe_tables()
    for name, columns in SHOWN.items():
        [part] = [part for part in text.split("\n\n") if part.startswith(f"{name}: ")]
        assert re.findall(r"^  (\w+) \(", part, re.MULTILINE) == [column.name for column in columns]
        assert max(map(len, part.split("\n"))) <= 110


def test_ids_lead_from_table_to_table() -> None:
    owners = {columns[0] for columns in COLUMNS.values()}
    for columns in COLUMNS.values():
        for name in columns:
            assert not name.endswith("_id") or name in owners | {"speaker_entity_id", "group_id"}


def test_texts_stay_on_disk_until_they_are_shown() -> None:
    assert "title" in list_frame_columns("articles")
    assert "text" not in list_frame_columns("articles")
    assert "content" not in list_frame_columns("quotes")
